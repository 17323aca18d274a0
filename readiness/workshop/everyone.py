"""Everyone's own answers in a workshop: which of the files in its folder count, and which do not."""

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from questionnaires.answers import AnswerSheet
from questionnaires.faults import Fault, InputFault
from questionnaires.language import _, ngettext
from questionnaires.local_style import listed
from readiness.answer_folder import beginning_of, begins_as_answers
from readiness.answer_names import is_left_by_programs, may_hold_answers
from readiness.next_step import command
from readiness.storage import load_sheet
from readiness.text import printable_path
from readiness.workshop.folder import WorkshopDescription, WorkshopFolder
from scoring.fingerprint import fingerprint
from scoring.instrument import Instrument

_SUFFIX: Final = ".json"
_MOST_NAMED: Final = 12
_OTHER_WORKSHOP: Final = _("Move the file to the folder of the workshop it belongs to")


@dataclass(frozen=True)
class Everyone:
    """What each person answered."""

    sheets: tuple[AnswerSheet, ...] = ()
    """The sheets, one for each person."""
    left_out: tuple[Fault, ...] = ()
    """Why other files are not counted."""
    notices: tuple[str, ...] = ()
    """What else there is to say about the files."""


def answer_files(folder: WorkshopFolder) -> list[Path]:
    """The answer files of people, by their names; what does not end in `.json` counts if it holds answers."""
    try:
        entries = sorted(folder.answers.iterdir())
    except OSError:
        return []
    return [path for path in entries if may_hold_answers(path.name) and path.is_file() and _is_answers(path)]


def _other_files(folder: WorkshopFolder) -> Iterator[str]:
    """What to say about anything else that somebody has put into the folder of answers."""
    try:
        entries = sorted(folder.answers.iterdir())
    except OSError:
        return
    answers = answer_files(folder)
    others = [path for path in entries if path not in answers and not is_left_by_programs(path.name)]
    if others:
        yield ngettext(
            "This file in the folder `answers` doesn't count: {names}. If people's answers are in it, move it to "
            "another folder, then use `{command}`.",
            "These files in the folder `answers` don't count: {names}. If people's answers are in them, move them to "
            "another folder, then use `{command}`.",
            len(others),
            names=listed([printable_path(path.name) for path in others], _MOST_NAMED),
            command=command("import", _("FILE"), "--workshop", str(folder.path)),
        )


def _is_answers(path: Path) -> bool:
    return path.suffix.lower() == _SUFFIX or begins_as_answers(beginning_of(str(path)))


def read_everyone(
    folder: WorkshopFolder, workshop: WorkshopDescription, questions: Iterable[str], instrument: Instrument
) -> Everyone:
    """Reads the answers of all people in a workshop's folder.

    Files that cannot be used, that are about something else or that hold no answer are named and not counted. Of
    several files of one person the newest counts.

    Args:
        folder: the workshop's folder.
        workshop: what it is about.
        questions: what was asked, by identifier.
        instrument: what the answers have to fit.
    """
    asked = frozenset(questions)
    found: list[tuple[Path, AnswerSheet]] = []
    left_out: list[Fault] = []
    for path in answer_files(folder):
        try:
            sheet = load_sheet(path, instrument)
        except InputFault as fault:
            left_out += fault.faults
            continue
        if reason := _why_not(path, sheet, workshop, asked):
            left_out.append(reason)
        else:
            found.append((path, sheet))
    kept, notices = _newest_of_each(found)
    sheets = tuple(sheet for _path, sheet in kept)
    unfinished = _with_parts_left_out(kept, asked, instrument, folder)
    return Everyone(
        sheets, tuple(left_out), (*_other_files(folder), *notices, *unfinished, *_other_wording(sheets, instrument))
    )


def _why_not(path: Path, sheet: AnswerSheet, workshop: WorkshopDescription, asked: frozenset[str]) -> Fault | None:
    """Why the answers of a file are not counted; none if they are."""
    if sheet.workshop and sheet.workshop.id not in (None, workshop.id):
        what = _("the file is from another workshop ({code}), so it is not counted", code=sheet.workshop.id)
        return Fault(str(path), what, _OTHER_WORKSHOP)
    if sheet.is_agreed:
        what = _("the file has the answers that a workshop agreed, not one person's answers, so it is not counted")
        return Fault(str(path), what, _("Move the file out of the folder of answers"))
    if not asked & {*sheet.answers}:
        what = _("the file has no answers to this workshop's questions, so it is not counted")
        return Fault(str(path), what, _("Ask the person to fill in the workshop's form"))
    return None


def _newest_of_each(
    found: Iterable[tuple[Path, AnswerSheet]],
) -> tuple[tuple[tuple[Path, AnswerSheet], ...], tuple[str, ...]]:
    """The newest file of each person with its sheet, and what to say about the others.

    A sheet without a code is a person's only, apart from copies of it.
    """
    people: dict[str, list[tuple[Path, AnswerSheet]]] = {}
    for path, sheet in found:
        person = sheet.workshop.person if sheet.workshop else None
        alone = f"answers {sheet.model_dump_json()}" if sheet.started_at else f"file {path.name}"
        people.setdefault(person or alone, []).append((path, sheet))
    kept, notices = [], []
    for sheets in people.values():
        newest = max(sheets, key=lambda item: item[1].updated_at or datetime.min.replace(tzinfo=UTC))
        kept.append(newest)
        if len(sheets) > 1:
            others = [printable_path(path.name) for path, _sheet in sheets if path != newest[0]]
            notices.append(
                ngettext(
                    "There are {total} files from one person. The newest is counted: {newest}. This one is not "
                    "counted: {others}.",
                    "There are {total} files from one person. The newest is counted: {newest}. These are not "
                    "counted: {others}.",
                    len(others),
                    total=len(sheets),
                    newest=printable_path(newest[0].name),
                    others=listed(others, _MOST_NAMED),
                )
            )
    return tuple(kept), tuple(notices)


def _with_parts_left_out(
    people: Iterable[tuple[Path, AnswerSheet]], asked: Set[str], instrument: Instrument, folder: WorkshopFolder
) -> tuple[str, ...]:
    """A note about people who have answered nothing in whole parts of the form: their sheets may be unfinished."""
    domains = [{question.id for question in domain.questions} & asked for domain in instrument.questionnaire.domains]
    parts = [domain for domain in domains if domain]
    unfinished = []
    for path, sheet in people:
        if left_out := sum(not part & sheet.answers.keys() for part in parts):
            name = (sheet.workshop and sheet.workshop.person) or printable_path(path.name)
            unfinished.append(_("{name} ({number} of {total})", name=name, number=left_out, total=len(parts)))
    if not unfinished:
        return ()
    return (
        ngettext(
            "{n} person left out whole parts of the form: {people}. Their other answers count. To finish typing in a "
            "paper form, use `{command}`.",
            "{n} people left out whole parts of the form: {people}. Their other answers count. To finish typing in a "
            "paper form, use `{command}`.",
            len(unfinished),
            command=command("workshop", "enter", str(folder.path)),
            people=listed(unfinished, _MOST_NAMED),
        ),
    )


def _other_wording(sheets: Iterable[AnswerSheet], instrument: Instrument) -> tuple[str, ...]:
    """A note that some people answered questions with other words, if their files say so."""
    words = {None, fingerprint(instrument)}
    number = sum(sheet.questionnaire.fingerprint not in words for sheet in sheets)
    if not number:
        return ()
    return (
        ngettext(
            "The wording of the form has changed since {n} person filled it in. Their answers still count.",
            "The wording of the form has changed since {n} people filled it in. Their answers still count.",
            number,
        ),
    )
