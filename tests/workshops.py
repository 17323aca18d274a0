"""Workshops for the tests: a folder with a description and everyone's answers, written in shorthand."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any, Final

from questionnaires.answers import QuestionnaireVersion, Service
from readiness.workshop.folder import CODE_LETTERS, WorkshopDescription, WorkshopFolder
from scoring.instrument import Instrument
from tests.services import PROFILES, answers_of

WORKSHOP: Final = "WKSHPX"
EIGHT: Final = (
    ("service_manager",), ("service_manager",), ("service_manager",), ("team_member",), ("team_member",),
    ("team_member",), ("peer_worker",), (),
)  # fmt: skip
"""The roles of eight people: three managers, three of the team, a peer worker, and one who did not say."""


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


def person_code(number: int) -> str:
    """A different code for each number."""
    return "".join(Random(number + 1).choices(CODE_LETTERS, k=6))


def random_people(instrument: Instrument, number: int, *, seed: int = 1) -> list[dict[str, Any]]:
    """So many invented people with the roles of `EIGHT`; some of their notes may be shown."""
    random, profiles = Random(seed), list(PROFILES)
    people = []
    for person in range(number):
        answers = answers_of(instrument, random, profiles[person % len(profiles)])
        for question, answer in answers.items():
            if "note" in answer:
                shown = random.random() < 0.5
                answer["note"] = f"{'Shared' if shown else 'Private'} {person} on {question}: {answer['note']}"
                if shown:
                    answer["note_may_be_shown"] = True
        people.append({"took_part": list(EIGHT[person % len(EIGHT)]), "answers": answers})
    return people


def levels(**given: int | str) -> dict[str, Any]:
    """Answers in shorthand: `leadership_vision=2`; `"?"` for don't know."""
    return {
        question.replace("_", ".", 1).replace("_", "-"): {"unknown": True} if level == "?" else {"level": level}
        for question, level in given.items()
    }
