"""The tables as CSV, the way that Excel opens them right: UTF-8 with its mark, and no cell that runs as a formula."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Protocol, TextIO

Cell = str | int | float | None

_FORMULA: Final = tuple("=+-@\t\r\n")
_RISKY: Final = frozenset((*_FORMULA, " "))


class Writer(Protocol):
    """Writes rows."""

    def writerow(self, row: Iterable[Cell], /) -> object:
        """Writes one."""
        ...

    def writerows(self, rows: Iterable[Iterable[Cell]], /) -> object:
        """Writes several."""
        ...


@contextmanager
def csv_table(path: Path, names: Sequence[str]) -> Iterator[Writer]:
    """A table to write rows to, its names written."""
    with csv_file(path, names) as file:
        yield csv.writer(file)


@contextmanager
def csv_file(path: Path, names: Sequence[str]) -> Iterator[TextIO]:
    """A table to write lines to, its names written."""
    with path.open("w", encoding="utf-8-sig", errors="backslashreplace", newline="", buffering=1 << 20) as file:
        file.write(f"{','.join(names)}\r\n")
        yield file


def csv_row(name: str, organisation: str, code: str, cells: str, earlier: int, file: str) -> str:
    """A service's row of the table of results, where `cells` are written already and need no quotation marks."""
    together = f"{name}{organisation}{code}{file}"
    if "," in together or '"' in together or not _RISKY.isdisjoint((name[:1], organisation[:1], code[:1], file[:1])):
        name, organisation, code, file = map(_cell, (name, organisation, code, file))
    return f"{name},{organisation},{code},{cells},{earlier},{file}\r\n"


def _cell(text: str) -> str:
    """A cell of one line."""
    text = safe(text)
    if '"' in text or "," in text:
        text = text.replace('"', '""')
        return f'"{text}"'
    return text


def safe(cell: str) -> str:
    """Free text as it can stand in a cell: what would run as a formula begins with an apostrophe."""
    return f"'{cell}" if cell[:1] in _RISKY and cell.lstrip(" ").startswith(_FORMULA) else cell
