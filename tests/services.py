"""Invented services: plausible answer files for a whole portfolio, the same for the same seed."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, Final

from questionnaires.model import ChecklistQuestion
from scoring.instrument import Instrument
from tests.tiny import ticks_at

_PLACES: Final = (
    "Alder", "Birch", "Cedar", "Dove", "Elm", "Fern", "Garnet", "Harbour", "Ivy", "Juniper", "Kestrel", "Larch",
    "Maple", "Northgate", "Oak", "Priory", "Quarry", "Riverside", "Summer", "Thorn", "Upper", "Valley", "Willow",
    "Yarrow",
)  # fmt: skip
_KINDS: Final = (
    "Recovery Team", "Community Mental Health Team", "Crisis House", "Early Intervention Service", "Wellbeing Hub",
    "Assertive Outreach Team", "Perinatal Team", "Supported Housing", "Talking Therapies", "Inpatient Unit",
)  # fmt: skip
_ORGANISATIONS: Final = ("Northern Vale NHS Trust", "Mid Coast NHS Trust", "Open Door", "Harbour City Council")
_NOTES: Final = (
    "Half a page, agreed by the director in May", "On the agenda for the away day", "Draft only; nobody owns it yet",
    "Asked two peers from the user-led group to read it", "Budget line still open", "Seen working in the sister team",
)  # fmt: skip

_FIRST_DAYS: Final = ("2026-10-05", "2027-01-11", "2027-03-01", "2027-04-12", "2027-06-07", "2027-09-06")

PROFILES: Final[dict[str, dict[str, tuple[int, int, int, int]]]] = {
    "ready": {"": (2, 8, 50, 40)},
    "enthusiastic but unprepared": {"leadership": (5, 25, 45, 25), "": (45, 40, 12, 3)},
    "good on paper": {"recruitment": (3, 12, 70, 15), "training": (5, 15, 70, 10), "": (15, 35, 48, 2)},
    "struggling": {"": (60, 28, 10, 2)},
}
"""How many of a hundred choose each level, by domain; an empty name stands for all other domains."""


def answers_of(instrument: Instrument, random: Random, profile: str, *, notes: bool = True) -> dict[str, Any]:
    """The answers of one service, as they are in an answer file."""
    answers: dict[str, Any] = {}
    for question in instrument.questionnaire.questions.values():
        weights = PROFILES[profile].get(question.domain, PROFILES[profile][""])
        level = random.choices(range(4), weights)[0]
        if random.random() < 0.05:
            answer: dict[str, Any] = {"unknown": True}
        elif isinstance(question, ChecklistQuestion):
            answer = {"ticked": list(ticks_at(instrument, question, level))}
        elif instrument.rubric.by_question[question.id].not_applicable_allowed and random.random() < 0.1:
            answer = {"not_applicable": "The posts are already filled"}
        else:
            answer = {"level": level}
        if notes and random.random() < 0.3:
            answer["note"] = random.choice(_NOTES)
        answers[question.id] = answer
    return answers


def file_of(
    instrument: Instrument, number: int, *, seed: int = 1, notes: bool = True, short: bool = True
) -> dict[str, Any]:
    """The answer file of one invented service, with or without notes. If short forms are allowed, a tenth are short."""
    random = Random(f"{seed} {number}")
    profile = random.choice(list(PROFILES))
    started = datetime(2026, 9, 1, 9, tzinfo=UTC) + timedelta(minutes=random.randrange(100_000))
    kind = _KINDS[number // len(_PLACES) % len(_KINDS)]
    several = number // (len(_PLACES) * len(_KINDS))
    answers = answers_of(instrument, random, profile, notes=notes)
    is_short = random.random() < 0.1 and short
    if is_short:
        essentials = {criterion.question for criterion in instrument.rubric.criteria_of("short")}
        answers = {question: answer for question, answer in answers.items() if question in essentials}
    return {
        "format": "readiness-answers",
        "format_version": 1,
        "questionnaire": {"id": instrument.questionnaire.id, "version": instrument.questionnaire.version},
        "form": "short" if is_short else "full",
        "service": {
            "name": f"{_PLACES[number % len(_PLACES)]} {kind}{f' {several + 1}' if several else ''}",
            "organisation": random.choice(_ORGANISATIONS),
            "code": f"S{number:06}" if random.random() < 0.7 else None,
        },
        "took_part": random.sample(["service_manager", "team_member", "peer_worker", "senior_leader"], 2),
        "first_day": random.choice(_FIRST_DAYS) if random.random() < 0.6 else None,
        "started_at": f"{started:%Y-%m-%dT%H:%M:%SZ}",
        "updated_at": f"{started + timedelta(minutes=30):%Y-%m-%dT%H:%M:%SZ}",
        "answers": answers,
    }


def write_services(instrument: Instrument, folder: Path, number: int, *, seed: int = 1, compact: bool = False) -> None:
    """Writes the answer files of invented services, a thousand in each folder.

    Compact, each is as short as an answer file of 48 answers can be, about 2 KB, and only a third of them have notes.
    """
    for path, data in _files(instrument, folder, number, seed=seed, compact=compact):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _files(
    instrument: Instrument, folder: Path, number: int, *, seed: int, compact: bool
) -> Iterator[tuple[Path, bytes]]:
    for service in range(number):
        content = file_of(instrument, service, seed=seed, notes=not compact or service % 3 == 0, short=not compact)
        text = json.dumps(content, separators=(",", ":")) if compact else json.dumps(content, indent=2)
        yield folder / f"{service // 1000:03}" / f"{service:06}.json", text.encode()
