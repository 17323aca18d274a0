"""The files that answers come in: forms that were filled in, answer files, survey exports."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from questionnaires.answers import AnswerSheet
from questionnaires.faults import Fault, InputFault
from questionnaires.file_kinds import A_FORM_OR_SURVEY, email_called, plain_text, unusable
from questionnaires.language import _
from readiness.answer_names import is_left_by_programs
from readiness.imports.cells import SUFFIXES, grids_of
from readiness.imports.filled_form import is_filled_form, read_filled_form
from readiness.imports.people import FormFacts, Person, Place, ReadFile
from readiness.imports.survey_table import SurveyReader
from readiness.storage import check_exists, parse_answer_file, read_bounded
from readiness.text import printable_path
from readiness.workshop.folder import WorkshopFolder
from scoring.instrument import Instrument

_AVERAGE: Final = re.compile(r"\d+[.,]\d*[1-9]\d*")


def files_in(paths: Iterable[Path], own: Iterable[Path] = ()) -> Iterator[Path]:
    """The named files, and what is in the named folders, each once.

    A workshop's folder, and a folder inside a named one, are not opened: they are returned as they are.

    Args:
        paths: files and folders.
        own: the folders that the answers go to, which may be inside others.
    """
    paths = [*paths]
    named = {path.resolve() for path in (*paths, *own) if path.is_dir()}
    seen: set[Path] = set()
    for path in paths:
        is_opened = path.is_dir() and not _is_workshop(path)
        for found in sorted(filter(_is_sent, path.iterdir())) if is_opened else [path]:
            real = found.resolve()
            if real not in seen and (found == path or real not in named):
                seen.add(real)
                yield found


class SourceReader:
    """Reads files of every kind."""

    def __init__(self, instrument: Instrument, levels_from: int | None = None) -> None:
        """Prepares for a questionnaire.

        Args:
            instrument: what was asked.
            levels_from: the number that surveys write the lowest level as; none if nobody has said it.
        """
        self._instrument = instrument
        self._survey = SurveyReader(instrument, levels_from)

    def read(self, path: Path) -> ReadFile:
        """What is in a file.

        Raises:
            InputFault: it is not a file with answers to this questionnaire.
        """
        check_exists(path)
        if path.is_dir():
            raise InputFault(_about_folder(path))
        data = read_bounded(path, A_FORM_OR_SURVEY.remedy)
        if data.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith(b"{") or path.suffix.lower() == ".json":
            return _of_sheet(parse_answer_file(data, path, self._instrument), path, self._instrument)
        try:
            if fault := email_called(path.name, A_FORM_OR_SURVEY) or unusable(data, A_FORM_OR_SURVEY):
                raise InputFault(fault)
            return self._of_grids(path, data)
        except InputFault as fault:
            raise fault.within(str(path)) from fault

    def _of_grids(self, path: Path, data: bytes) -> ReadFile:
        try:
            grids = grids_of(path, data)
            if is_filled_form(grids):
                return read_filled_form(grids, self._instrument)
            return self._survey.read(grids)
        except InputFault as fault:
            if path.suffix.lower() == ".txt" and (text := plain_text(data, A_FORM_OR_SURVEY)):
                raise InputFault(text) from fault
            raise


def is_table_of_answers(path: Path, reader: SourceReader) -> bool:
    """Whether a file is a form that somebody filled in as a table, or a survey's export, with at least one answer.

    Averages are nobody's own answers: in each of their rows there is a number such as 1.3.

    Args:
        path: the file.
        reader: reads it; it has to know from which number the levels count, or a survey may be refused for that.
    """
    if path.suffix.lower() not in SUFFIXES:
        return False
    try:
        people = reader.read(path).people
    except InputFault:
        return False
    return any(person.answers and not any(_AVERAGE.fullmatch(each.text) for each in person.unread) for person in people)


def _of_sheet(sheet: AnswerSheet, path: Path, instrument: Instrument) -> ReadFile:
    """An answer file as the form in a browser saves it, or as `readiness assess` writes it.

    Raises:
        InputFault: a workshop has agreed on it, so it is nobody's own.
    """
    if sheet.is_agreed:
        what = _("this file has the answers that a workshop agreed, not one person's answers")
        remedy = _(
            "Leave this file out. To add its answers to another group's, use `readiness workshop agree` with `--merge`"
        )
        raise InputFault(Fault(str(path), what, remedy))
    workshop = sheet.workshop
    person = Person(
        Place(),
        sheet.answers,
        roles=sheet.took_part,
        code=(workshop.person if workshop else None) or "",
        started=sheet.started_at,
        finished=sheet.updated_at,
    )
    facts = FormFacts(
        form=sheet.form,
        version=sheet.questionnaire.version,
        fingerprint=sheet.questionnaire.fingerprint,
        workshop=workshop.id if workshop else None,
        service=sheet.service,
        first_day=sheet.first_day,
    )
    return ReadFile(
        (person,), facts=facts, asked=frozenset(row.question for row in instrument.rubric.criteria_of(sheet.form))
    )


def _is_sent(path: Path) -> bool:
    """Whether something in a folder may have been sent by somebody, and is not beside it by itself."""
    return not is_left_by_programs(path.name) and (path.is_file() or (path.is_dir() and not _is_empty(path)))


def _is_workshop(folder: Path) -> bool:
    return WorkshopFolder(folder).description.is_file()


def _is_empty(folder: Path) -> bool:
    try:
        return not any(folder.iterdir())
    except OSError:
        return False


def _about_folder(path: Path) -> Fault:
    """Why a folder is not opened."""
    if _is_workshop(path):
        what = _("this is a whole workshop folder, not just people's answers")
        answers = printable_path(str(WorkshopFolder(path).answers))
        return Fault(
            str(path), what, _("To import the answers in it, name the folder {folder} instead", folder=answers)
        )
    what = _("this folder is inside the one you named, so nothing in it was read")
    return Fault(str(path), what, _("To import the files in this folder, name the folder too"))
