"""What is new, changed, renamed and removed in a questionnaire since an earlier version, as text or as JSON."""

import json
import textwrap
from collections.abc import Iterator
from typing import Any, Final

from questionnaires.language import _
from scoring.differences import (
    Change,
    Changed,
    Differences,
    differences,
    is_raised,
    same_wording,
    to_raise,
    without_since,
)
from scoring.instrument import Instrument

_WIDTH: Final = 96


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
        lines = [_("{now} asks the same questions as {then}, and judges them in the same way.", now=now, then=then)]
    else:
        lines = [_("{now}, compared with {then}", now=now, then=then), *_sections(found, old, new)]
    to_do = [*_to_do(found, old, new)]
    return "\n".join([*lines, *(["", _("To do"), *to_do] if to_do else [])])


def _sections(found: Differences, old: Instrument, new: Instrument) -> Iterator[str]:
    texts_before, texts_after = (each.questionnaire.questions for each in (old, new))
    if found.new:
        yield from _heading("New", len(found.new))
        for identifier in found.new:
            criterion = new.rubric.by_question[identifier]
            mark = "essential, " if criterion.essential else ""
            yield _(
                "{identifier} ({mark}weight {weight}, due: {stage})",
                identifier=identifier,
                mark=mark,
                weight=criterion.weight,
                stage=criterion.stage,
            )
            yield from _wrapped(texts_after[identifier].text)
    if found.changed:
        yield from _heading("Changed", len(found.changed))
        for changed in found.changed:
            yield changed.question
            yield from _change_lines(changed.changes)
    if found.renamed:
        yield from _heading("Renamed", len(found.renamed))
        for renamed in found.renamed:
            yield _("{formerly} is now {question}", formerly=renamed.formerly, question=renamed.question)
            yield from _change_lines(renamed.changes)
    if found.removed:
        yield from _heading("Removed", len(found.removed))
        for identifier in found.removed:
            yield identifier
            yield from _wrapped(texts_before[identifier].text)
    if found.rubric:
        yield from ("", f"Changed in rubric.toml: {', '.join(found.rubric)}")


def _heading(name: str, number: int) -> tuple[str, str]:
    return "", f"{name}: {number} question{'' if number == 1 else 's'}"


def _change_lines(changes: tuple[Change, ...]) -> Iterator[str]:
    for change in changes:
        if isinstance(change.before, str) and isinstance(change.after, str) and " " in change.before + change.after:
            yield f"  {change.what}"
            yield from _wrapped(_("was: {before}", before=change.before), "    ")
            yield from _wrapped(_("now: {after}", after=change.after), "    ")
        elif change.before is None:
            yield from _wrapped(_("{what}: new, {shown}", what=change.what, shown=_shown(change.after)))
        elif change.after is None:
            yield from _wrapped(_("{what}: removed, was {shown}", what=change.what, shown=_shown(change.before)))
        else:
            yield _(
                "  {what}: was {shown}, now {shown_2}",
                what=change.what,
                shown=_shown(change.before),
                shown_2=_shown(change.after),
            )


def _shown(value: Any) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def _to_do(found: Differences, old: Instrument, new: Instrument) -> Iterator[str]:
    """What still has to be done so that older answers are read as they were meant."""
    before, after = old.questionnaire, new.questionnaire
    number = to_raise(found)
    if not is_raised(before, after, number):
        why = (
            _("earlier answers no longer fit")
            if number == "first"
            else _("what is asked or how an answer counts has changed")
        )
        yield f"Raise the {number} number of 'version' in questionnaire.toml: it is {after.version}, and {why}."
    for removed, question in same_wording(found, before, after):
        yield _(
            "If {question} is {removed} under another name, add 'formerly = [\"{removed}\"]' to it.",
            question=question,
            removed=removed,
        )
    since = (
        _("'since = \"{version}\"'", version=after.version)
        if is_raised(before, after, number)
        else _("'since' with the raised version")
    )
    for question in without_since(found, before, after):
        yield _(
            "Add {since} to {question}, so that earlier files are not said to leave it unanswered.",
            since=since,
            question=question,
        )


def _version(instrument: Instrument) -> dict[str, str]:
    return {"id": instrument.questionnaire.id, "version": instrument.questionnaire.version}


def _data(changed: Changed) -> dict[str, Any]:
    data = {"question": changed.question, "changes": [change._asdict() for change in changed.changes]}
    return data | ({"formerly": changed.formerly} if changed.formerly else {})


def _wrapped(text: str, indent: str = "  ") -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent=indent, subsequent_indent=f"{indent}  ", break_on_hyphens=False)
