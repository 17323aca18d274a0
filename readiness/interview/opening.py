"""The opening of an interview: which file to go on with, or who takes part, for which service, with which first day."""

import re
import unicodedata
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

from questionnaires.answers import AnswerSheet, QuestionnaireVersion, Service
from questionnaires.faults import InputFault
from questionnaires.model import Role
from readiness.interview.faces import Face, Option, Paragraph
from readiness.interview.flow import questions_of
from readiness.report.words import shorten
from readiness.storage import load_sheet
from scoring.instrument import Instrument

ENDING = ".answers.json"
_DATE_FORMATS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d %B %Y", "%d %b %Y")
_MOST_OFFERED = 9


def unfinished(folder: Path, instrument: Instrument) -> list[tuple[Path, AnswerSheet]]:
    """The answer files in a folder that are not complete, the one answered last first."""
    found = []
    for path in folder.glob(f"*{ENDING}"):
        with suppress(InputFault):  # what cannot be read is not offered; naming it says why
            sheet = load_sheet(path, instrument)
            if any(question not in sheet.answers for question in questions_of(instrument, sheet)):
                found.append((path, sheet))
    return sorted(found, key=lambda entry: entry[1].updated_at or datetime.min.replace(tzinfo=UTC), reverse=True)


def choose_unfinished(face: Face, entries: Sequence[tuple[Path, AnswerSheet]]) -> Path | None:
    """Asks which unfinished file to go on with; none for a new one."""
    offered = entries[:_MOST_OFFERED]
    options = [
        Option(str(number), f"Go on with {shorten(sheet.service.name)}, {len(sheet.answers)} answered{_last(sheet)}")
        for number, (_, sheet) in enumerate(offered, 1)
    ]
    chosen = face.choose(
        "There are unfinished answers in this folder.", [*options, Option("n", "Begin a new one")], default="1"
    )
    return None if chosen.key == "n" else offered[int(chosen.key) - 1][0]


def open_sheet(
    face: Face, instrument: Instrument, *, short: bool, first_day: date | None, today: date, now: datetime
) -> AnswerSheet:
    """Asks what has to be known before the first question.

    Args:
        face: asks.
        instrument: names the roles, and the questionnaire that is answered.
        short: whether only the essentials are asked.
        first_day: the peers' planned first day, where it is known already.
        today: first days before it are asked for again.
        now: when the interview began.
    """
    roles = [Option(role.value, label) for role, label in instrument.questionnaire.roles.items()]
    took_part = face.tick("Who takes part in answering? (all that apply)", roles).ticked
    name = ""
    while not name:
        name = face.write("What is the service or team called?")
    organisation = face.write("Which organisation does it belong to? (Enter for none)")
    questionnaire = instrument.questionnaire
    return AnswerSheet(
        questionnaire=QuestionnaireVersion(id=questionnaire.id, version=questionnaire.version),
        form="short" if short else "full",
        service=Service(name=name, organisation=organisation or None),
        took_part=tuple(Role(role) for role in took_part),
        first_day=first_day or _ask_first_day(face, today),
        started_at=now,
        updated_at=now,
        answers={},
    )


def file_name(service: str, day: date) -> str:
    """A file name from a service's name and a date, made of letters that every system takes."""
    letters = unicodedata.normalize("NFKD", service).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", letters)[:40].strip("-")
    return f"{words or 'service'}-{day.isoformat()}{ENDING}"


def free_path(folder: Path, name: str) -> Path:
    """The path of a file that is not there yet, with a number where the name is taken."""
    path, number = folder / name, 1
    while path.exists():
        number += 1
        path = folder / name.replace(ENDING, f"-{number}{ENDING}")
    return path


def _ask_first_day(face: Face, today: date) -> date | None:
    while True:
        typed = face.write("When are the first peer workers meant to start? (such as 1 March 2027; Enter if not known)")
        if not typed:
            return None
        day = _read_day(typed)
        if day is None or day.year >= 2200:
            face.say(Paragraph(f"'{typed}' is not a date that I can read. Write it like 1 March 2027 or 01/03/2027."))
        elif day < today:
            face.say(Paragraph("That day has passed. Type a day that is still to come, or Enter if it is not known."))
        else:
            return day


def _read_day(typed: str) -> date | None:
    for form in _DATE_FORMATS:
        with suppress(ValueError):
            return datetime.strptime(typed, form).date()  # noqa: DTZ007  # a day has no time zone
    return None


def _last(sheet: AnswerSheet) -> str:
    return f", last on {sheet.updated_at.date().isoformat()}" if sheet.updated_at else ""
