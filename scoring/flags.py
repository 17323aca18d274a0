"""Flags: what a reader has to know before relying on a result."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from questionnaires.answers import AnswerSheet
from questionnaires.model import Role
from scoring.findings import Finding
from scoring.rubric import Flag

_FEWEST_FOR_STRAIGHT_LINING = 20
_DAYS_OF_A_YEAR = 366
"""At most."""


def flags_of(
    roles: Mapping[str, Role], sheet: AnswerSheet, findings: Sequence[Finding], as_of: date
) -> tuple[Flag, ...]:
    """The flags that a result carries, in their fixed order.

    Args:
        roles: the questionnaire's roles.
        sheet: the answers, for who took part, the form and the dates.
        findings: the findings that are judged; the shares are shares of those that have some answer.
        as_of: the day on which the answers are read.
    """
    took_part = set(sheet.took_part)
    answers = [finding.answer for finding in findings if finding.answer]
    unknown = sum(finding.state == "unknown" for finding in findings)
    raised: dict[Flag, bool] = {
        "no_lived_experience_voice": not any(roles[role].lived_experience for role in took_part),
        "no_frontline_voice": not any(roles[role].front_line for role in took_part),
        "single_role": len(took_part) == 1,
        "little_evidence": 5 * sum(bool(answer.note) for answer in answers) < len(answers),
        "straight_lining": _is_straight_lining(findings),
        "many_unknown": bool(answers) and 5 * unknown >= len(answers),
        "short_form": sheet.form == "short",
        "stale": sheet.updated_at is not None and is_stale(sheet.updated_at.date(), as_of),
    }
    return tuple(flag for flag, is_raised in raised.items() if is_raised)


def _is_straight_lining(findings: Sequence[Finding]) -> bool:
    levels = [finding.level for finding in findings if finding.level is not None]
    if len(levels) < _FEWEST_FOR_STRAIGHT_LINING:
        return False
    commonest = Counter(levels).most_common(1)[0][1]
    return 10 * commonest >= 9 * len(levels)


def is_stale(day: date, as_of: date) -> bool:
    """Whether answers of a day are more than a year old on another."""
    return _a_year_after(day) < as_of


def first_fresh_day(as_of: date) -> date:
    """The first day whose answers are not stale on a day; nor are those of any later one."""
    day = date.fromordinal(max(1, as_of.toordinal() - _DAYS_OF_A_YEAR))
    while is_stale(day, as_of):
        day += timedelta(days=1)
    return day


def _a_year_after(day: date) -> date:
    """The same day of the next year; 28 February for a leap day."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)
