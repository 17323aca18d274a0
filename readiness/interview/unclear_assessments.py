"""What is said of a folder's assessments of which it is not clear which is right: copies, wrong clocks, one moment."""

import os
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from readiness import unclear_words as say
from readiness.answer_names import copies_of, is_other_version, original_of
from readiness.interview.listed_assessment import ListedAssessment, read_assessment
from readiness.text import printable_path, service_key
from scoring.instrument import Instrument

_MOST_BESIDE = 5
"""Copies of one file that are read."""


def notes_on(assessments: Sequence[ListedAssessment], today: date) -> list[str]:
    """What a person should know before choosing one of several assessments, a sentence each."""
    by_name = {assessment.path.name: assessment for assessment in assessments}
    return [
        *(note for each in assessments if (note := _on_clock(each, today))),
        *_on_moments(assessments),
        *(note for each in assessments if (note := _on_name(each, by_name))),
    ]


def copies_beside(path: Path, instrument: Instrument) -> list[ListedAssessment]:
    """The copies and other versions of an answer file that are next to it."""
    listed = (read_assessment(copy, instrument) for copy in copies_of(path)[:_MOST_BESIDE])
    return [each for each in listed if each.sheet or is_other_version(each.path.name)]


def is_ahead(assessment: ListedAssessment, today: date) -> bool:
    """Whether an assessment says that it was changed on a day that is still to come."""
    changed = assessment.sheet.updated_at if assessment.sheet else None
    return changed is not None and changed.date() >= say.first_day_ahead(today)


def _on_name(assessment: ListedAssessment, by_name: Mapping[str, ListedAssessment]) -> str:
    """What the name of an assessment's file says of it; empty for an ordinary name."""
    name = assessment.path.name
    original = original_of(name)
    shown, shown_original = printable_path(name), printable_path(original)
    if is_other_version(name):
        return say.other_version(shown, shown_original)
    if original != name and original in by_name and os.path.lexists(by_name[original].path):
        same = assessment.sheet is not None and assessment.sheet == by_name[original].sheet
        return say.copied(shown, shown_original, same=same)
    return "" if name.lower().endswith(".json") else say.unusual_name(shown)


def _on_clock(assessment: ListedAssessment, as_of: date) -> str:
    """What is wrong with the date of an assessment: a clock, or only that an earlier day was given to read it on."""
    if not (assessment.sheet and assessment.sheet.updated_at and is_ahead(assessment, as_of)):
        return ""
    file, changed = printable_path(assessment.path.name), assessment.sheet.updated_at.date()
    if is_ahead(assessment, date.today()):  # noqa: DTZ011  # the user's own day is meant
        return say.clock_ahead(file, changed)
    return say.after_the_day_given(file, changed, as_of)


def _on_moments(assessments: Sequence[ListedAssessment]) -> Iterator[str]:
    """The different assessments of one service that were last changed at the same moment."""
    groups = defaultdict(list)
    for assessment in assessments:
        if assessment.sheet and assessment.sheet.updated_at:
            service = assessment.sheet.service
            key = service_key(service.name, service.organisation or "", service.code or "")
            groups[key, assessment.sheet.updated_at].append(assessment)
    for (_, moment), group in groups.items():
        sheets = [each.sheet for each in group]
        if any(sheet != sheets[0] for sheet in sheets):
            yield say.same_moment([printable_path(each.path.name) for each in group], moment)
