"""Merging what two groups of a workshop have agreed, each on a copy of its folder. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from questionnaires.answers import Answer, AnswerSheet


@dataclass(frozen=True)
class Merge:
    """The comparison of two agreed files."""

    taken_over: dict[str, Answer]
    """What only the other file has."""
    conflicts: dict[str, tuple[Answer, Answer]]
    """What the two have agreed differently: the answer here, and the answer of the other file."""
    same: int
    """How many questions both have agreed on in the same way."""


def merge(ours: AnswerSheet, theirs: AnswerSheet, questions: Iterable[str]) -> Merge:
    """Compares two agreed files.

    Args:
        ours: what was agreed here.
        theirs: what the other group has agreed.
        questions: what the workshop asks; answers to other questions are left alone.
    """
    taken_over, conflicts, same = {}, {}, 0
    for question in questions:
        here, there = ours.answers.get(question), theirs.answers.get(question)
        if here is None and there is not None:
            taken_over[question] = there
        elif here is not None and there is not None and here != there:
            conflicts[question] = (here, there)
        elif here is not None and there is not None:
            same += 1
    return Merge(taken_over, conflicts, same)


def merged(ours: AnswerSheet, theirs: AnswerSheet, taken: Mapping[str, Answer]) -> AnswerSheet:
    """What was agreed here with answers of the other file, and with everybody's roles."""
    later = max((sheet.updated_at for sheet in (ours, theirs) if sheet.updated_at), default=None)
    roles = dict.fromkeys((*ours.took_part, *theirs.took_part))
    return AnswerSheet(
        **{
            **dict(ours),
            "answers": {**ours.answers, **taken},
            "took_part": tuple(roles),
            "first_day": ours.first_day or theirs.first_day,
            "updated_at": later,
        }
    )
