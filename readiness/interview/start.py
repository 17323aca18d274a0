"""The opening of an interview: which file to go on with, or who takes part, for which service, with which first day."""

import re
import unicodedata
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from questionnaires.answers import AnswerSheet, QuestionnaireVersion, Service
from questionnaires.faults import InputFault
from readiness.dates import EXAMPLES, in_words, read_day
from readiness.interview.state import questions_of
from readiness.prompts.interface import Face, Option, Paragraph
from readiness.storage import load_sheet
from readiness.text import shorten, without_controls
from scoring.instrument import Instrument

ENDING = ".answers.json"
_MOST_OFFERED = 9


@dataclass(frozen=True)
class About:
    """What has to be known before the first question."""

    took_part: tuple[str, ...] = ()
    name: str = ""
    organisation: str = ""
    first_day: date | None = None


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
    """Asks what has to be known before the first question, until the person is content with it.

    Args:
        face: asks.
        instrument: names the roles, and the questionnaire that is answered.
        short: whether only the essentials are asked.
        first_day: the peers' planned first day, where it is known already.
        today: first days before it are asked for again.
        now: when the interview began.
    """
    about = About(first_day=first_day)
    content = False
    while not content:
        about = _ask_about(face, instrument, about, today)
        content = _is_content(face, instrument, about)
    questionnaire = instrument.questionnaire
    return AnswerSheet(
        questionnaire=QuestionnaireVersion(id=questionnaire.id, version=questionnaire.version),
        form="short" if short else "full",
        service=Service(name=about.name, organisation=about.organisation or None),
        took_part=about.took_part,
        first_day=about.first_day,
        started_at=now,
        updated_at=now,
        answers={},
    )


def _ask_about(face: Face, instrument: Instrument, before: About, today: date) -> About:
    """Asks everything once; what was said before can be kept."""
    roles = [Option(identifier, role.name) for identifier, role in instrument.questionnaire.roles.items()]
    took_part: tuple[str, ...] = ()
    while not took_part:
        took_part = face.tick("Who takes part in answering? Tick at least one.", roles, ticked=before.took_part).ticked
    name = ""
    while not name:
        name = face.write("What is the service or team called?", before.name)
    organisation = face.write("Which organisation does it belong to? Enter alone leaves it out.", before.organisation)
    return About(took_part, name, organisation, _ask_first_day(face, before, today))


def _is_content(face: Face, instrument: Instrument, about: About) -> bool:
    roles = [instrument.questionnaire.roles[role].name for role in about.took_part]
    of = f", {about.organisation}" if about.organisation else ""
    day = f"first day planned on {in_words(about.first_day)}" if about.first_day else "no first day planned yet"
    face.say(Paragraph(""), Paragraph(f"{without_controls(about.name + of)}; {', '.join(roles)}; {day}.", "strong"))
    options = [Option("1", "That is right: begin"), Option("2", "Change it")]
    return face.choose("Is this right?", options).key == "1"


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


def _ask_first_day(face: Face, before: About, today: date) -> date | None:
    known = in_words(before.first_day) if before.first_day else ""
    while True:
        message = "When are the first peer workers meant to start? Such as 1 March 2027; Enter alone if not known."
        typed = face.write(message, known)
        if not typed:
            return None
        day = read_day(typed)
        if day is None:
            face.say(Paragraph(f"'{typed}' is not a date that I can read. Write it like {EXAMPLES}."))
        elif day < today:
            face.say(Paragraph("That day has passed. Type a day that is still to come, or none if it is not known."))
        else:
            return day


def _last(sheet: AnswerSheet) -> str:
    return f", last on {sheet.updated_at.date().isoformat()}" if sheet.updated_at else ""
