"""The formats of a batch's result: what each is called, what it takes, and what is written without being asked."""

from collections.abc import Sequence
from enum import StrEnum
from importlib.util import find_spec
from typing import Final

from questionnaires.faults import Fault
from readiness.exits import UsageFault

EXTRA: Final = "pip install 'peer-readiness[batch]'"


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
        """Those that show single answers."""
        return frozenset({cls.ANSWERS, cls.CSV, cls.XLSX})


_ALL: Final = "all"
_NEEDS: Final = {Format.PARQUET: "pyarrow"}


def chosen(wanted: Sequence[str]) -> tuple[frozenset[Format], tuple[str, ...]]:
    """The formats to write, and what the user has to know of those that cannot be had here.

    Args:
        wanted: names of formats, several in one divided by commas; none, or `all`, for all that can be had.

    Raises:
        UsageFault: a format is not known, or takes a library that is not installed.
    """
    names = [name.strip().lower() for value in wanted for name in value.split(",") if name.strip()]
    if _ALL in names:
        names = []
    for name in names:
        if name not in list(Format):
            what = f"there is no format '{name}'"
            raise UsageFault(Fault("--format", what, f"Choose from {', '.join(Format)}"))
    formats = frozenset(map(Format, names)) or frozenset(Format)
    missing = sorted(form for form in formats if form in _NEEDS and not find_spec(_NEEDS[form]))
    if missing and names:
        what = f"{' and '.join(missing)} cannot be written: the extra 'batch' is not installed"
        raise UsageFault(Fault("--format", what, f"Install it with {EXTRA}, or choose csv"))
    sentence = f"Without the extra 'batch' there is no {' and no '.join(missing)}. To install it: {EXTRA}"
    return formats - set(missing), (sentence,) if missing else ()
