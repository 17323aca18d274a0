"""The report on an import: a line for each person, and everything that could not be read, with its place. Pure."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from questionnaires.answers import NotApplicable, Unknown
from questionnaires.faults import Fault
from questionnaires.language import _
from readiness.imports.answers_folder import Outcome
from readiness.imports.people import STRANGE_HEADING, Place, Unread
from readiness.imports.taken import Imported, Taken
from readiness.text import one_line, printable_path, shorten

MOST_TOLD: Final = 20
"""How many things that could not be read are listed for a file; the table next to the answers has all of them."""


def lines_of(imported: Imported) -> Iterator[str]:
    """What was taken of a file, person by person."""
    people = sum(taken.stored is not None for taken in imported.taken)
    if imported.refused:
        return
    yield f"{printable_path(imported.name)}: {_number_of(people, 'person', 'people')}"
    for taken in imported.taken:
        yield f"  {_person(taken)}"


def notices_of(imported: Imported) -> Iterator[str]:
    """What people should know about a file, each on its own line."""
    for notice in imported.notices:
        yield f"{printable_path(imported.name)}: {one_line(notice)}"


def faults_of(imported: Imported) -> list[Fault]:
    """Why a file, or something in it, could not be read. The cells of an unknown column are listed together."""
    faults = [*imported.refused]
    unread = imported.all_unread
    columns = Counter(_column(each) for each in unread if _has_strange_heading(each))
    for each in unread:
        place = each.place
        if not _has_strange_heading(each):
            heading = f" ({shorten(place.question or place.heading, 40)})" if place.question or place.heading else ""
            faults.append(Fault(_where(imported, place) + heading, _sentence(each), each.remedy))
        elif columns[_column(each)]:
            number = columns.pop(_column(each))
            sheet, column, heading = _column(each)
            where = _where(imported, Place(sheet, column=column))
            cells = _("1 cell was") if number == 1 else _("{number} cells were", number=number)
            what = _(
                "its heading '{heading}' is not one of the questions, so {cells} not read",
                heading=shorten(heading),
                cells=cells,
            )
            faults.append(Fault(where, what, each.remedy))
    return faults


def _sentence(unread: Unread) -> str:
    quoted = (
        f' ("{shorten(unread.text, 40)}")' if unread.text and shorten(unread.text, 12)[:10] not in unread.what else ""
    )
    return f"{unread.what}{quoted}"


def _has_strange_heading(unread: Unread) -> bool:
    return not unread.place.question and unread.what == STRANGE_HEADING


def _column(unread: Unread) -> tuple[str, str, str]:
    return unread.place.sheet, unread.place.column, unread.place.heading


def _where(imported: Imported, place: Place) -> str:
    return ", ".join(filter(None, (printable_path(imported.name), place.in_words())))


def _person(taken: Taken) -> str:
    """One person's line: which row, what was taken, and where it is."""
    person = taken.person
    row = f"{person.place.number}: " if person.place.number else ""
    if taken.again:
        return _(
            "{row}{code} answered again in {number}, so this row was not used",
            row=row,
            code=taken.code,
            number=taken.again.number,
        )
    if taken.stored is None:
        return _("{row}no answers{not_read}", row=row, not_read=_not_read(person.unread))
    where = printable_path(taken.stored.path.name)
    became = "" if taken.stored.outcome is Outcome.NEW else f"; {taken.stored.outcome}"
    if taken.in_place_of:
        became = _(
            "; these replace the same answers, which came earlier as a short code ({in_place_of})",
            in_place_of=taken.in_place_of,
        )
    return f"{row}{counts_of(taken)}{_not_read(person.unread)} -> {where}{became}"


def counts_of(taken: Taken) -> str:
    """How many answers of which kind were taken: `44 answers, 2 don't know, 2 left open`."""
    kinds = Counter(
        _("don't know")
        if isinstance(answer, Unknown)
        else _("not applicable")
        if isinstance(answer, NotApplicable)
        else ""
        for answer in taken.person.answers.values()
    )
    parts = [_number_of(kinds.pop("", 0), "answer", "answers"), *(f"{number} {kind}" for kind, number in kinds.items())]
    if taken.left_open:
        parts.append(_("{left_open} left open", left_open=taken.left_open))
    if taken.not_asked:
        parts.append(_("{not_asked} of them to questions this workshop does not ask", not_asked=taken.not_asked))
    return ", ".join(parts)


def _not_read(unread: Sequence[Unread]) -> str:
    return _(", {unread} not read", unread=len(unread)) if unread else ""


def summary_of(several: Sequence[Imported]) -> str:
    """What was taken from all files together."""
    outcomes = Counter(taken.stored.outcome for imported in several for taken in imported.taken if taken.stored)
    taken = outcomes[Outcome.NEW] + outcomes[Outcome.NEWER]
    parts = [_("{number_of} taken", number_of=_number_of(taken, "person", "people"))]
    there = outcomes[Outcome.SAME] + outcomes[Outcome.OLDER]
    if there:
        parts.append(_("{there} already there", there=there))
    if unread := sum(len(imported.all_unread) for imported in several):
        parts.append(_("{number_of} not read", number_of=_number_of(unread, "thing", "things")))
    if refused := sum(bool(imported.refused) for imported in several):
        parts.append(_("{number_of} not used", number_of=_number_of(refused, "file", "files")))
    return f"{', '.join(parts)}."


def _number_of(number: int, one: str, several: str) -> str:
    return f"{number:,} {one if number == 1 else several}"
