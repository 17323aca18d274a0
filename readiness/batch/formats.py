"""The output formats of a batch, and how `--format` is read."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from questionnaires.faults import Fault
from questionnaires.language import _
from questionnaires.local_style import either
from readiness.exits import UsageFault


class Format(StrEnum):
    """The names that `--format` accepts."""

    RESULTS = "results"
    ANSWERS = "answers"
    CSV = "csv"
    XLSX = "xlsx"
    PARQUET = "parquet"
    HTML = "html"
    PDF = "pdf"
    JSON = "json"
    DOCX = "docx"
    MD = "md"
    ICS = "ics"

    @classmethod
    def with_answers(cls) -> frozenset["Format"]:
        """The formats that show single answers."""
        return frozenset({cls.ANSWERS, cls.CSV, cls.XLSX})


_ALL: Final = "all"
_FOR_PLANS_ALONE: Final = frozenset({Format.DOCX, Format.MD, Format.ICS})
FOR_PLANS: Final = (Format.PDF, Format.HTML, *sorted(_FOR_PLANS_ALONE))
"""The formats of the services' own plans; PDF if none of these is named."""


def chosen(wanted: Sequence[str]) -> frozenset[Format]:
    """The formats of the tables and the report to write.

    Args:
        wanted: names of formats, several in one divided by commas; none, or `all`, for all; those that are for plans
            alone do not count.

    Raises:
        UsageFault: a format is not known.
    """
    named = frozenset(_named(wanted)) - _FOR_PLANS_ALONE
    return named or frozenset(Format) - _FOR_PLANS_ALONE


def chosen_for_plans(wanted: Sequence[str], *, plans: bool) -> tuple[Format, ...]:
    """The formats of the services' own plans; none if no plans are wanted.

    Raises:
        UsageFault: a format is for plans alone, and no plans are wanted.
    """
    named = _named(wanted)
    if not plans and (lost := sorted(set(named) & _FOR_PLANS_ALONE)):
        what = _("the format {format} is only for plans, and you didn't ask for any plans", format=lost[0])
        raise UsageFault(Fault("--format", what, _("Add `--plans`")))
    return tuple(each for each in FOR_PLANS if each in named) or (Format.PDF,) if plans else ()


def _named(wanted: Sequence[str]) -> list[Format]:
    """The formats that were named; none if all are wanted."""
    names = [name.strip().lower() for value in wanted for name in value.split(",") if name.strip()]
    if _ALL in names:
        return []
    for name in names:
        if name not in list(Format):
            what = _("there is no format called '{format}'", format=name)
            raise UsageFault(Fault("--format", what, _("Choose from these: {formats}", formats=either(Format))))
    return list(map(Format, names))
