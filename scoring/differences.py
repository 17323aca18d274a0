"""The differences between two versions of a questionnaire with its rubric. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, Literal, NamedTuple

from questionnaires.model import ChecklistQuestion, Level, Question, Questionnaire
from questionnaires.versions import numbers_of
from scoring.instrument import Instrument
from scoring.rubric import Rubric

_LEVELS: Final = tuple(f"level {level:d}" for level in Level)
_CHECKLISTS: Final = "checklists"


class Change(NamedTuple):
    """One thing about a question that has changed; a checklist item that a version does not have is none there."""

    what: str
    """`wording`, `level 2`, `item role-here`, `weight`, `essential`, `stage` and so on."""
    before: Any
    after: Any


class Changed(NamedTuple):
    """A question that both versions ask, perhaps under different names."""

    question: str
    formerly: str | None
    """Its name in the earlier version, if that was another."""
    changes: tuple[Change, ...]


class Differences(NamedTuple):
    """The questions that differ between two versions, each list in questionnaire order."""

    new: tuple[str, ...]
    changed: tuple[Changed, ...]
    renamed: tuple[Changed, ...]
    """With what else has changed about them."""
    removed: tuple[str, ...]
    rubric: tuple[str, ...]
    """The parts of `rubric.toml` that judge all answers otherwise, such as `bands`."""

    @property
    def has_other_ticks(self) -> bool:
        """Whether as many ticks of a checklist may make another level."""
        return _CHECKLISTS in self.rubric


Raise = Literal["none", "second", "first"]
"""Which number of the version has to be raised."""


def differences(old: Instrument, new: Instrument) -> Differences:
    """What is new, changed, renamed and removed in `new`, compared with `old`."""
    before, after = old.questionnaire.questions, new.questionnaire.questions
    names = {identifier: _name_before(old.questionnaire, question) for identifier, question in after.items()}
    pairs = [
        Changed(
            identifier,
            name if name != identifier else None,
            tuple(_changes(_facts(old, name), _facts(new, identifier))),
        )
        for identifier, name in names.items()
        if name is not None
    ]
    kept = set(names.values())
    return Differences(
        new=tuple(identifier for identifier, name in names.items() if name is None),
        changed=tuple(pair for pair in pairs if not pair.formerly and pair.changes),
        renamed=tuple(pair for pair in pairs if pair.formerly),
        removed=tuple(identifier for identifier in before if identifier not in kept),
        rubric=tuple(part for part, rule in _judged_by(new.rubric).items() if rule != _judged_by(old.rubric)[part]),
    )


def to_raise(found: Differences) -> Raise:
    """Which number of the version to raise for these differences: the first if earlier answers no longer fit.

    Stages, bands and caps raise none: all answers are judged by those of today, and what they say stays the same.
    """
    pairs = (*found.changed, *found.renamed)
    if found.removed or any(map(_no_longer_fits, (change for pair in pairs for change in pair.changes))):
        return "first"
    return "second" if found.new or pairs or found.has_other_ticks else "none"


def without_since(found: Differences, old: Questionnaire, new: Questionnaire) -> tuple[str, ...]:
    """New questions without the `since` that they need, as answers to the earlier version still fit."""
    if old.id != new.id or not new.fits(old.version) or to_raise(found) == "first":
        return ()
    later = new.added_after(old.version)
    return tuple(question for question in found.new if question not in later)


def same_wording(found: Differences, old: Questionnaire, new: Questionnaire) -> tuple[tuple[str, str], ...]:
    """Pairs of a removed and a new question with the same wording: the new one may be the removed one, renamed."""
    return tuple(
        (removed, added)
        for removed in found.removed
        for added in found.new
        if old.questions[removed].text == new.questions[added].text
    )


def is_raised(old: Questionnaire, new: Questionnaire, number: Raise) -> bool:
    """Whether the version was raised as needed. Another questionnaire has versions of its own."""
    then, now = numbers_of(old.version), numbers_of(new.version)
    return old.id != new.id or number == "none" or (now[:1] > then[:1] if number == "first" else now > then)


def _judged_by(rubric: Rubric) -> dict[str, Any]:
    """What judges all answers alike: parts of `rubric.toml`, by their names there."""
    return {
        "stages": [[stage.id, stage.lead_days] for stage in rubric.stages],
        "bands": [[band.id, band.from_score] for band in rubric.bands],
        "caps": rubric.caps.model_dump(),
        _CHECKLISTS: rubric.checklists,
    }


def _name_before(old: Questionnaire, question: Question) -> str | None:
    """The name of a question in the earlier version; none if that version did not ask it."""
    return next((name for name in (question.id, *question.formerly) if name in old.questions), None)


def _facts(instrument: Instrument, identifier: str) -> Mapping[str, Any]:
    """Everything that answers to a question and their score depend on, by name."""
    question, criterion = instrument.questionnaire.questions[identifier], instrument.rubric.by_question[identifier]
    facts: dict[str, Any] = {"kind": question.type, "wording": question.text}
    if isinstance(question, ChecklistQuestion):
        facts |= {f"item {option.id}": option.text for option in question.options}
        facts |= {f"item {option.id} required": True for option in question.options if option.required}
    else:
        facts |= dict(zip(_LEVELS, question.levels.as_tuple, strict=True))
    return facts | {
        "weight": criterion.weight,
        "essential": criterion.essential,
        "stage": criterion.stage,
        "not applicable when": criterion.not_applicable_when,
    }


def _changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    if before["kind"] != after["kind"]:  # then all its levels or items are different too
        before, after = ({name: each[name] for name in each if name in _COMMON} for each in (before, after))
    for what in _in_order(before, after):
        if before.get(what) != after.get(what):
            yield Change(what, before.get(what), after.get(what))


_COMMON: Final = ("kind", "wording", "weight", "essential", "stage", "not applicable when")


def _in_order(*tables: Iterable[str]) -> dict[str, None]:
    """The keys of several tables, each of them once."""
    return {key: None for table in tables for key in table}


def _no_longer_fits(change: Change) -> bool:
    """Whether earlier answers no longer fit: the kind of question has changed, or a checklist item is gone."""
    gone = change.what.startswith("item ") and not change.what.endswith(" required") and change.after is None
    return change.what == "kind" or gone
