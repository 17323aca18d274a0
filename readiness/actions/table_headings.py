"""The headings of a table of actions, recognised by their letters alone; missing and double ones are faults."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from questionnaires.faults import Fault, InputFault
from questionnaires.language import _
from readiness.actions.earlier_tables import ENGLISH_HEADINGS
from readiness.report.formats.action_table import (
    ACTION,
    AS_WRITTEN,
    CODE,
    COLUMNS,
    DUE,
    FORMER_NAMES,
    ID,
    NEEDED_BY,
    OWNER,
    REASON,
    SERVICE,
    START,
    STATUS,
)  # fmt: skip
from readiness.tables.table_letters import line_of
from readiness.tables.workbook_file import Value
from readiness.text import letters_alone

TO_FILL: Final = (OWNER, DUE, STATUS, REASON)
"""The columns that people fill in."""
DATES: Final = (START, DUE, NEEDED_BY)
_READ: Final = (CODE, ACTION, OWNER, START, DUE, NEEDED_BY, STATUS, REASON, SERVICE, ID, AS_WRITTEN)
_MUST_HAVE: Final = (*TO_FILL, AS_WRITTEN)
_WITHIN: Final = 30
"""In how many rows the headings are looked for, as people write a title above a table."""


@dataclass(frozen=True)
class Headings:
    """The columns of a table.

    Attributes:
        places: the place of each column that is read, by the program's name.
        faults: each column that can't be used, and why.
    """

    places: Mapping[str, int]
    faults: tuple[Fault, ...]


def read_headings(rows: Sequence[Sequence[Value]], place: int) -> Headings:
    """Reads the headings in one of the rows.

    Raises:
        InputFault: nobody can tell which action a row is about.
    """
    found = headings_in(rows[place])
    several = {name: places for name, places in found.items() if len(places) > 1 and not _alike(rows, places)}
    single = {name: places[0] for name, places in found.items() if name not in several}
    if ID in several or not {ID, CODE} & set(single):
        what = _(
            "several columns have the heading '{name}', but their contents differ", name=ID if ID in several else CODE
        )
        raise InputFault(Fault(_("row {row}", row=place + 1), what, _("Keep only one of these columns")))
    return Headings(single, (*_doubled(place, several), *_missing(rows[place], place, found)))


def heading_place(rows: Sequence[Sequence[Value]]) -> int | None:
    """Which row has the headings: the first with an Id or a code, and with a column to fill in."""
    for place, row in enumerate(rows[:_WITHIN]):
        known = set(headings_in(row))
        if known & {ID, CODE} and known & {*TO_FILL, AS_WRITTEN, ACTION}:
            return place
    return None


def _key(heading: object) -> str:
    return letters_alone(heading) if isinstance(heading, str) else ""


_BY_KEY: Final = {
    **{_key(english): name for english, name in zip(ENGLISH_HEADINGS, _READ, strict=True)},
    **{_key(name): name for name in _READ},
    **{_key(old): name for old, name in FORMER_NAMES.items()},
}
_ALL_KEYS: Final = {_key(column.name) for column in COLUMNS} | {*_BY_KEY}


def headings_in(row: Sequence[Value]) -> dict[str, list[int]]:
    """The places of the columns that are read, by the program's names."""
    found: dict[str, list[int]] = {}
    for place, heading in enumerate(row):
        if name := _BY_KEY.get(_key(heading)):
            found.setdefault(name, []).append(place)
    return found


def _alike(rows: Sequence[Sequence[Value]], places: Sequence[int]) -> bool:
    """Whether columns are the same in every row, so that any of them can be read."""
    return all(len({str(at(row, place) or "") for place in places}) == 1 for row in rows)


def at(row: Sequence[Value], place: int) -> Value:
    """The cell in a column; none in a row that is shorter."""
    return row[place] if place < len(row) else None


def _doubled(place: int, several: Iterable[str]) -> list[Fault]:
    return [
        Fault(
            _("row {row}", row=place + 1),
            _("several columns have the heading '{name}', so none of them is used", name=name),
            _("Keep only one of these columns, and read the table again"),
        )
        for name in several
    ]


def _missing(header: Sequence[Value], place: int, found: Mapping[str, object]) -> list[Fault]:
    """The columns that people fill in, or that say what was written, which are missing; and what may be one of them."""
    strange = {line_of(text): _key(text) for text in header if isinstance(text, str) and _key(text) not in _ALL_KEYS}
    faults = []
    for name in _MUST_HAVE:
        if name in found:
            continue
        key = _key(name)
        like = [text for text, other in strange.items() if other and (key in other or other in key)]
        like = like or [text for text, other in strange.items() if get_close_matches(other, [key], n=1, cutoff=0.6)]
        if name == AS_WRITTEN:
            what = _("the column '{name}' is missing, so it isn't clear what has been changed", name=name)
        else:
            what = _("the column '{name}' is missing, so this part of the plan stays as it is", name=name)
        remedy = (
            _("If the column '{other}' is the missing one, rename it '{name}'", other=like[0], name=name)
            if like
            else _("If you need this column, add one with the heading '{name}'", name=name)
        )
        faults.append(Fault(_("row {row}", row=place + 1), what, remedy))
    return faults
