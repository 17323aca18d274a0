"""Workshops for the tests: a folder with a description and everyone's answers, written in shorthand."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any, Final

from questionnaires.answers import QuestionnaireVersion, Service
from questionnaires.model import ChecklistQuestion
from readiness.workshop.folder import CODE_LETTERS, WorkshopDescription, WorkshopFolder
from scoring.instrument import Instrument
from tests.services import answers_of

WORKSHOP: Final = "WKSHPX"
EIGHT: Final = (
    ("service_manager",), ("service_manager",), ("service_manager",), ("team_member",), ("team_member",),
    ("team_member",), ("peer_worker",), (),
)  # fmt: skip
"""The roles of eight people: three managers, three of the team, a peer worker, and one who did not say."""

_NOTES: Final = (
    "It is in the team\u2019s shared folder", "I have never seen it written down", "Only the managers talk about it",
    "We did this once, two years ago", "The new starters were told, nobody else",
)  # fmt: skip


def make_workshop(
    folder: Path, instrument: Instrument, people: Sequence[Mapping[str, Any]] = (), **description: Any
) -> WorkshopFolder:
    """A workshop's folder, with an answer file for each person."""
    questionnaire = instrument.questionnaire
    workshop = WorkshopFolder(folder)
    about = {
        "id": WORKSHOP,
        "questionnaire": QuestionnaireVersion(id=questionnaire.id, version=questionnaire.version),
        "service": Service(name="Riverside Recovery Team", organisation="Example NHS Trust"),
        "created": datetime(2026, 11, 20, 9, 0, tzinfo=UTC),
    }
    workshop.save(WorkshopDescription(**{**about, **description}))
    for number, content in enumerate(people):
        write_person(workshop, instrument, number, content)
    return workshop


def write_person(workshop: WorkshopFolder, instrument: Instrument, number: int, content: Mapping[str, Any]) -> Path:
    """Writes the answer file of one person; `content` overrides what every person's file has."""
    questionnaire = instrument.questionnaire
    code = person_code(number)
    filled = {
        "format": "readiness-answers",
        "format_version": 2,
        "questionnaire": {"id": questionnaire.id, "version": questionnaire.version},
        "form": "full",
        "service": {"name": "Riverside Recovery Team", "organisation": "Example NHS Trust", "code": None},
        "workshop": {"id": WORKSHOP, "person": code},
        "took_part": [],
        "updated_at": "2026-11-21T10:00:00Z",
        "answers": {},
        **content,
    }
    path = workshop.answers / f"{code}.json"
    path.write_text(json.dumps(filled), encoding="utf-8")
    return path


def write_agreed(folder: WorkshopFolder, instrument: Instrument, answers: dict[str, Any], **content: Any) -> Path:
    """Writes what a workshop has agreed; `content` overrides what such a file has."""
    shipped = instrument.questionnaire
    filled = {
        "format": "readiness-answers",
        "format_version": 2,
        "questionnaire": {"id": shipped.id, "version": shipped.version},
        "form": "full",
        "service": {"name": "Riverside Recovery Team"},
        "workshop": {"id": WORKSHOP},
        "answers": answers,
        **content,
    }
    folder.path.mkdir(exist_ok=True)
    folder.agreed.write_text(json.dumps(filled), encoding="utf-8")
    return folder.agreed


def person_code(number: int) -> str:
    """A different code for each number."""
    return "".join(Random(number + 1).choices(CODE_LETTERS, k=6))


def random_people(instrument: Instrument, number: int, *, seed: int = 1) -> list[dict[str, Any]]:
    """Invented people with the roles of `EIGHT`, who see the same service slightly differently.

    Most see it as it is, some a level or two higher or lower, and hardly anybody knows about some questions. Some
    of their notes may be shown.
    """
    random = Random(seed)
    service = answers_of(instrument, random, "good on paper")
    apart = {question: random.choice((0, 0, 0, 1, 1, 3)) for question in service}
    hidden = {question for question in service if random.random() < 0.1}
    people = []
    for person in range(number):
        answers = {
            question: _as_seen(instrument, random, question, answer, apart[question], hidden=question in hidden)
            for question, answer in service.items()
            if random.random() > 0.02
        }
        for question in random.sample([*answers], len(answers) // 4):
            shown = random.random() < 0.5
            answers[question]["note"] = f"{'Shared' if shown else 'Private'} {person}: {random.choice(_NOTES)}"
            if shown:
                answers[question]["note_may_be_shown"] = True
        people.append({"took_part": list(EIGHT[person % len(EIGHT)]), "answers": answers})
    return people


def _as_seen(
    instrument: Instrument, random: Random, identifier: str, answer: dict[str, Any], apart: int, *, hidden: bool
) -> dict[str, Any]:
    """One person's answer to a question, no more than so many levels from the truth."""
    if random.random() < (0.6 if hidden else 0.04):
        return {"unknown": True}
    question = instrument.questionnaire.questions[identifier]
    if isinstance(question, ChecklistQuestion):
        kept = [item for item in answer.get("ticked", ()) if random.random() > apart / 4]
        return {"ticked": kept}
    if "level" not in answer:
        return {key: value for key, value in answer.items() if key != "note"}
    return {"level": min(3, max(0, answer["level"] + random.randint(-apart, apart)))}


def levels(**given: int | str) -> dict[str, Any]:
    """Answers in shorthand: `leadership_vision=2`; `"?"` for don't know."""
    return {
        question.replace("_", ".", 1).replace("_", "-"): {"unknown": True} if level == "?" else {"level": level}
        for question, level in given.items()
    }
