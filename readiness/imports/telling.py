"""The report on an import: a line for each person, and everything that could not be read, with its place. Pure."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from questionnaires.answers import NotApplicable, Unknown
from questionnaires.faults import Fault
from questionnaires.language import _, ngettext
from readiness.answer_names import backup_of
from readiness.imports.answers_folder import Outcome
from readiness.imports.people import NO_HEADING, STRANGE_HEADING, Place, Unread
from readiness.imports.taken import Imported, Taken
from readiness.report.wording import counts_in_words
from readiness.text import one_line, printable_path, shorten

_BECAME: Final = {
    Outcome.SAME: _("the same answers were already saved"),
    Outcome.OLDER: _("newer answers were already saved, so these older ones don't count"),
}
MOST_TOLD: Final = 20
"""How many things that could not be read are listed for a file; the table next to the answers has all of them."""


def lines_of(imported: Imported) -> Iterator[str]:
    """What was taken of a file, person by person."""
    people = sum(taken.stored is not None for taken in imported.taken)
    if imported.refused:
        return
    file = printable_path(imported.name)
    if not people:
        if imported.taken or not imported.unread:  # else it is said why nothing could be read
            yield _("{file}: no answers found", file=file)
        if all(taken.stored is None and not taken.again and not taken.person.unread for taken in imported.taken):
            return
    else:
        yield ngettext("{file}: {n:,} person", "{file}: {n:,} people", people, file=file)
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
        place, column = each.place, _column(each)
        if not _has_strange_heading(each) or (not place.heading and columns[column] == 1):
            heading = f" ({shorten(place.question or place.heading, 40)})" if place.question or place.heading else ""
            faults.append(Fault(_where(imported, place) + heading, _sentence(each), each.remedy))
        elif columns[column]:
            where = _where(imported, Place(place.sheet, column=place.column))
            faults.append(Fault(where, _about_column(place.heading, columns.pop(column)), each.remedy))
    return faults


def _about_column(heading: str, number: int) -> str:
    """Why none of the cells in a column was read; the heading may be empty."""
    if not heading:
        return ngettext(
            "there is no heading above this column, so {n} cell in it was not read",
            "there is no heading above this column, so {n} cells in it were not read",
            number,
        )
    return ngettext(
        "the heading '{heading}' doesn't match any of the questions, so {n} cell below it was not read",
        "the heading '{heading}' doesn't match any of the questions, so {n} cells below it were not read",
        number,
        heading=shorten(heading),
    )


def _sentence(unread: Unread) -> str:
    quoted = (
        f' ("{shorten(unread.text, 40)}")' if unread.text and shorten(unread.text, 12)[:10] not in unread.what else ""
    )
    return f"{unread.what}{quoted}"


def _has_strange_heading(unread: Unread) -> bool:
    return not unread.place.question and unread.what in (STRANGE_HEADING, NO_HEADING.what)


def _column(unread: Unread) -> tuple[str, str, str]:
    return unread.place.sheet, unread.place.column, unread.place.heading


def _where(imported: Imported, place: Place) -> str:
    return ", ".join(filter(None, (printable_path(imported.name), place.in_words())))


def _person(taken: Taken) -> str:
    """One person's line: which row, what was taken, and where it is."""
    person = taken.person
    row = f"{person.place.number}: " if person.place.number else ""
    if taken.again:
        again = _(
            "the person with the code {code} answered again in {later_row}, so this row was not used",
            code=taken.code,
            later_row=taken.again.number,
        )
        return f"{row}{again}"
    if taken.stored is None:
        return row + _("no answers") + _not_read(person.unread)
    where = printable_path(taken.stored.path.name)
    became = _BECAME.get(taken.stored.outcome, "")
    if taken.stored.outcome is Outcome.NEWER:
        before = printable_path(backup_of(taken.stored.path).name)
        became = _("these answers replace older ones, which are kept in {file}", file=before)
    if taken.in_place_of:
        became = _(
            "the same answers were imported earlier from a short code ({code}), and have been replaced by the answers "
            "in this file",
            code=taken.in_place_of,
        )
    return f"{row}{counts_of(taken)}{_not_read(person.unread)} -> {where}{'; ' if became else ''}{became}"


def counts_of(taken: Taken) -> str:
    """How many answers of which kind were taken: `44 questions answered, 2 “don't know”, 2 not answered`."""
    kinds = Counter(map(type, taken.person.answers.values()))
    not_known, not_applicable = kinds.pop(Unknown, 0), kinds.pop(NotApplicable, 0)
    parts = [
        ngettext("{n} question answered", "{n} questions answered", kinds.total()),
        counts_in_words(unknown=not_known, not_applicable=not_applicable, unanswered=taken.left_open),
    ]
    if taken.not_asked:
        parts.append(
            ngettext(
                "{n} of these questions is not asked in this workshop",
                "{n} of these questions are not asked in this workshop",
                taken.not_asked,
            )
        )
    return ", ".join(filter(None, parts))


def _not_read(unread: Sequence[Unread]) -> str:
    return ", " + ngettext("{n} entry not read", "{n} entries not read", len(unread)) if unread else ""


def summary_of(several: Sequence[Imported]) -> str:
    """What was taken from all files together: a person who is in several counts once."""
    stored = [taken.stored for imported in several for taken in imported.taken if taken.stored]
    new = {each.path for each in stored if each.outcome in (Outcome.NEW, Outcome.NEWER)}
    parts = [
        ngettext("{n:,} person's answers imported", "{n:,} people's answers imported", len(new))
        if new
        else _("No new answers")
        if stored
        else _("No answers imported")
    ]
    if replaced := sum(each.outcome is Outcome.NEWER for each in stored):
        parts.append(ngettext("{n:,} earlier version replaced", "{n:,} earlier versions replaced", replaced))
    if there := len({each.path for each in stored} - new):
        parts.append(ngettext("{n:,} already saved", "{n:,} already saved", there))
    if unread := sum(len(imported.all_unread) for imported in several):
        parts.append(ngettext("{n:,} entry not read", "{n:,} entries not read", unread))
    refused = Counter(imported.is_folder for imported in several if imported.refused)
    if refused[False]:
        parts.append(ngettext("{n:,} file not used", "{n:,} files not used", refused[False]))
    if refused[True]:
        parts.append(ngettext("{n:,} folder not opened", "{n:,} folders not opened", refused[True]))
    return f"{', '.join(parts)}."
