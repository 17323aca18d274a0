"""What is new, changed, renamed and removed in a questionnaire since an earlier version, as text or as JSON."""

import json
from collections.abc import Iterator
from typing import Any

from questionnaires.language import _, ngettext
from readiness.report.question_list import headline, wrapped
from scoring.differences import (
    Change,
    Changed,
    Differences,
    Raise,
    differences,
    is_raised,
    same_wording,
    to_raise,
    without_since,
)
from scoring.instrument import Instrument


def as_json(old: Instrument, new: Instrument) -> str:
    """The differences as one JSON object, with what they mean for the version."""
    found = differences(old, new)
    content = {
        "before": _version(old),
        "after": _version(new),
        "new": found.new,
        "changed": [_data(each) for each in found.changed],
        "renamed": [_data(each) for each in found.renamed],
        "removed": found.removed,
        "rubric": found.rubric,
        "to_do": [*_to_do(found, old, new)],
    }
    return json.dumps(content, indent=2)  # ASCII only, so that every console can show it


def as_text(old: Instrument, new: Instrument) -> str:
    """The differences as lines of text: what is new, changed, renamed and removed, and what is left to do."""
    found = differences(old, new)
    then, now = (" ".join(_version(each).values()) for each in (old, new))
    if not any(found):
        lines = [
            _("{now} asks the same questions as {then}, and scores the answers in the same way.", now=now, then=then)
        ]
    else:
        lines = [_("{now}, compared with {then}", now=now, then=then), *_sections(found, old, new)]
    to_do = [*_to_do(found, old, new)]
    return "\n".join([*lines, *(["", _("To do"), *to_do] if to_do else [])])


def _sections(found: Differences, old: Instrument, new: Instrument) -> Iterator[str]:
    texts_before, texts_after = (each.questionnaire.questions for each in (old, new))
    if found.new:
        yield from ("", ngettext("New: {n} question", "New: {n} questions", len(found.new)))
        for identifier in found.new:
            yield headline(new, new.rubric.by_question[identifier])
            yield from wrapped(texts_after[identifier].text, "  ")
    if found.changed:
        yield from ("", ngettext("Changed: {n} question", "Changed: {n} questions", len(found.changed)))
        for changed in found.changed:
            yield changed.question
            yield from _change_lines(changed.changes)
    if found.renamed:
        yield from ("", ngettext("Renamed: {n} question", "Renamed: {n} questions", len(found.renamed)))
        for renamed in found.renamed:
            yield _("{formerly} is now {question}", formerly=renamed.formerly, question=renamed.question)
            yield from _change_lines(renamed.changes)
    if found.removed:
        yield from ("", ngettext("Removed: {n} question", "Removed: {n} questions", len(found.removed)))
        for identifier in found.removed:
            yield identifier
            yield from wrapped(texts_before[identifier].text, "  ")
    if found.rubric:
        yield from ("", _("Changed in {file}: {names}", file="rubric.toml", names=", ".join(found.rubric)))


def _change_lines(changes: tuple[Change, ...]) -> Iterator[str]:
    for change in changes:
        if isinstance(change.before, str) and isinstance(change.after, str) and " " in change.before + change.after:
            yield f"  {change.what}"
            yield from wrapped(_("was: {before}", before=change.before), "    ")
            yield from wrapped(_("now: {now}", now=change.after), "    ")
        elif change.before is None:
            yield from wrapped(_("{what} (new): {now}", what=change.what, now=_quoted(change.after)), "  ")
        elif change.after is None:
            yield from wrapped(_("{what} (removed): {before}", what=change.what, before=_quoted(change.before)), "  ")
        else:
            before, now = _shown(change.before), _shown(change.after)
            text = _("{what}: was {before}, now {now}", what=change.what, before=before, now=now)
            yield f"  {text}"


def _shown(value: Any) -> str:
    return (_("yes") if value else _("no")) if isinstance(value, bool) else str(value)


def _quoted(value: Any) -> str:
    """A value as it is shown; a text of several words is in quotation marks."""
    return f'"{value}"' if isinstance(value, str) and " " in value else _shown(value)


def _to_do(found: Differences, old: Instrument, new: Instrument) -> Iterator[str]:
    """What still has to be done so that older answers are read as they were meant."""
    before, after = old.questionnaire, new.questionnaire
    number = to_raise(found)
    raised = is_raised(before, after, number)
    if not raised:
        yield _raise_version(number, after.version)
    for removed, question in same_wording(found, before, after):
        line = f'formerly = ["{removed}"]'
        yield _(
            "If {question} is {removed} under another name, add '{line}' to it.",
            question=question,
            removed=removed,
            line=line,
        )
    for question in without_since(found, before, after):
        yield _add_since(question, after.version if raised else None)


def _raise_version(number: Raise, version: str) -> str:
    if number == "first":
        return _(
            "Raise the first number of 'version' in questionnaire.toml. The version is still {version}, but earlier "
            "answers no longer fit the questionnaire.",
            version=version,
        )
    return _(
        "Raise the second number of 'version' in questionnaire.toml. The version is still {version}, but what a "
        "question asks, or how an answer counts, has changed.",
        version=version,
    )


def _add_since(question: str, version: str | None) -> str:
    if version:
        line = f'since = "{version}"'
        return _(
            "Add '{line}' to {question}, so that the question doesn't count as unanswered in earlier answer files.",
            line=line,
            question=question,
        )
    return _(
        "Add 'since' with the new version number to {question}, so that the question doesn't count as unanswered in "
        "earlier answer files.",
        question=question,
    )


def _version(instrument: Instrument) -> dict[str, str]:
    return {"id": instrument.questionnaire.id, "version": instrument.questionnaire.version}


def _data(changed: Changed) -> dict[str, Any]:
    data = {"question": changed.question, "changes": [change._asdict() for change in changed.changes]}
    return data | ({"formerly": changed.formerly} if changed.formerly else {})
