"""The output formats of a batch, and how `--format` is read."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from questionnaires.faults import Fault
from readiness.exits import UsageFault


class Format(StrEnum):
    """What `--format` chooses from."""

    RESULTS = "results"
    ANSWERS = "answers"
    CSV = "csv"
    XLSX = "xlsx"
    PARQUET = "parquet"
    HTML = "html"
    PDF = "pdf"
    JSON = "json"

    @classmethod
    def with_answers(cls) -> frozenset["Format"]:
        """The formats that show single answers."""
        return frozenset({cls.ANSWERS, cls.CSV, cls.XLSX})


_ALL: Final = "all"


def chosen(wanted: Sequence[str]) -> frozenset[Format]:
    """The formats to write.

    Args:
        wanted: names of formats, several in one divided by commas; none, or `all`, for all.

    Raises:
        UsageFault: a format is not known.
    """
    names = [name.strip().lower() for value in wanted for name in value.split(",") if name.strip()]
    if _ALL in names:
        names = []
    for name in names:
        if name not in list(Format):
            what = f"there is no format '{name}'"
            raise UsageFault(Fault("--format", what, f"Choose from {', '.join(Format)}"))
    return frozenset(map(Format, names)) or frozenset(Format)
