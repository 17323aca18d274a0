"""The files that answers come in: forms that were filled in, answer files, survey exports."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from questionnaires.answers import AnswerSheet
from questionnaires.faults import InputFault
from questionnaires.file_kinds import A_FORM_OR_SURVEY, unusable
from readiness.imports.cells import SUFFIXES, grids_of
from readiness.imports.filled_form import is_filled_form, read_filled_form
from readiness.imports.not_read import NAME
from readiness.imports.people import FormFacts, Person, Place, ReadFile
from readiness.imports.survey_table import SurveyReader
from readiness.storage import check_exists, parse_answer_file, read_bounded
from scoring.instrument import Instrument


def files_in(paths: Iterable[Path]) -> Iterator[Path]:
    """The named files, and in folders the ones that may have answers; each once."""
    seen: set[Path] = set()
    for path in paths:
        files = sorted(filter(_may_hold_answers, path.iterdir())) if path.is_dir() else [path]
        for file in files:
            if (real := file.resolve()) not in seen:
                seen.add(real)
                yield file


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
        data = read_bounded(path, A_FORM_OR_SURVEY.remedy)
        if data.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith(b"{") or path.suffix.lower() == ".json":
            return _of_sheet(parse_answer_file(data, path, self._instrument), self._instrument)
        try:
            if fault := unusable(data, A_FORM_OR_SURVEY):
                raise InputFault(fault)
            grids = grids_of(path, data)
            if is_filled_form(grids):
                return read_filled_form(grids, self._instrument)
            return self._survey.read(grids)
        except InputFault as fault:
            raise fault.within(str(path)) from fault


def is_table_of_answers(path: Path, reader: SourceReader) -> bool:
    """Whether a file is a form that somebody filled in as a table, or a survey's export, with at least one answer."""
    if path.suffix.lower() not in SUFFIXES:
        return False
    try:
        return any(person.answers for person in reader.read(path).people)
    except InputFault:
        return False


def _of_sheet(sheet: AnswerSheet, instrument: Instrument) -> ReadFile:
    """An answer file as the form in a browser saves it, or as `readiness assess` writes it."""
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


def _may_hold_answers(path: Path) -> bool:
    suffix = path.suffix.lower()
    is_offered = suffix == ".json" or suffix in SUFFIXES
    return is_offered and not path.name.startswith((".", "~$")) and path.name != NAME and path.is_file()
