"""Small questionnaires with rubrics, and answers in shorthand, for tables of numbers that were worked out by hand.

A sheet is written as one mark for each question, in questionnaire order: `0` to `3` a level, `t2` two items ticked, `?`
don't know, `-` not applicable, `.` not answered.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import groupby
from typing import Any

from questionnaires.answers import (
    Answer,
    AnswerSheet,
    Levelled,
    NotApplicable,
    QuestionnaireVersion,
    Service,
    Ticked,
    Unknown,
)
from questionnaires.model import (
    ChecklistQuestion,
    Domain,
    LevelName,
    LevelNames,
    LevelTexts,
    Option,
    Question,
    Questionnaire,
    Role,
    ScaleQuestion,
)
from questionnaires.sources import Recommendation, Source
from scoring.engine import score
from scoring.instrument import Instrument, load_instrument
from scoring.result import Result
from scoring.rubric import (
    Action,
    Actions,
    Band,
    Caps,
    Criterion,
    DecisionWords,
    EffortSize,
    Flag,
    Named,
    Rubric,
    Stage,
)

MONDAY = date(2026, 11, 23)
"""The day on which the tests read answers, unless they say otherwise."""

STAGES = {"advertise": -112, "appoint": -42, "first_day": 0, "four_months": 122, "first_year": 365}
BANDS = {"not_started": 0, "getting_started": 25, "nearly_there": 50, "ready": 75}
DAYS = {"small": 7, "medium": 28, "large": 84}
SHIPPED_FLAGS = load_instrument().rubric.flags
FLAGS = (
    "no_lived_experience_voice",
    "no_frontline_voice",
    "single_role",
    "little_evidence",
    "straight_lining",
    "hurried",
    "many_unknown",
    "short_form",
    "stale",
)


ROLES = {
    "service_manager": Role(name="Service manager"),
    "team_member": Role(name="Team member", front_line=True),
    "peer_worker": Role(name="Peer worker", lived_experience=True, front_line=True),
    "lived_experience": Role(name="Lived experience", lived_experience=True),
    "human_resources": Role(name="Human resources"),
    "other": Role(name="Somebody else"),
}


@dataclass(frozen=True)
class Row:
    """One question together with how it is judged."""

    weight: int
    essential: bool
    stage: str
    domain: str
    items: int
    """The length of a checklist; 0 for a scale."""
    effort: str


def essential(
    weight: int = 3, stage: str = "advertise", *, domain: str = "one", items: int = 0, effort: str = "small"
) -> Row:
    """An essential question, which always applies."""
    return Row(weight, True, stage, domain, items, effort)


def other(
    weight: int = 1, stage: str = "advertise", *, domain: str = "one", items: int = 0, effort: str = "small"
) -> Row:
    """A question that is not essential, and need not apply."""
    return Row(weight, False, stage, domain, items, effort)


def tiny(*rows: Row) -> Instrument:
    """An instrument with these questions: `one.q1`, `one.q2` and so on, the domain before the number."""
    named = [(f"{row.domain}.q{number}", row) for number, row in enumerate(rows, 1)]
    questionnaire = Questionnaire(
        id="tiny",
        version="1.0",
        title="A tiny questionnaire",
        caution="A guide for discussion.",
        levels=LevelNames(
            **{key: LevelName(name=key, meaning=key) for key in ("not_yet", "planned", "in_place", "shown_to_work")}
        ),
        roles=ROLES,
        domains=tuple(
            Domain(
                id=domain,
                code=domain[:2].upper(),
                title=domain,
                about=domain,
                questions=tuple(_question(name, row) for name, row in members),
            )
            for domain, members in groupby(named, key=lambda pair: pair[1].domain)
        ),
        sources=(
            Source(
                id="BOOK",
                short="A book",
                citation="A book.",
                about="A book.",
                recommendations=(Recommendation(id="BOOK-1", place="page 1", text="Do it."),),
            ),
        ),
    )
    return Instrument(questionnaire, _rubric([_criterion(name, row) for name, row in named]))


def sheet(instrument: Instrument, marks: str, **header: Any) -> AnswerSheet:
    """An answer sheet from its marks; `header` overrides the fields above the answers."""
    questions = list(instrument.questionnaire.questions.values())
    answers = {
        question.id: answer
        for question, mark in zip(questions, marks.split(), strict=True)
        if (answer := _answer(question, mark)) is not None
    }
    return sheet_of(instrument, answers, **header)


def sheet_of(instrument: Instrument, answers: dict[str, Answer], **header: Any) -> AnswerSheet:
    """An answer sheet with these answers."""
    about = {
        "questionnaire": QuestionnaireVersion(id=instrument.questionnaire.id, version=instrument.questionnaire.version),
        "form": "full",
        "service": Service(name="Riverside"),
        "took_part": ("service_manager", "peer_worker"),
        "started_at": datetime(2026, 11, 20, 9, 0, tzinfo=UTC),
        "updated_at": datetime(2026, 11, 20, 10, 0, tzinfo=UTC),
    }
    return AnswerSheet(**{**about, "answers": answers, **header})


def ticks_at(instrument: Instrument, question: ChecklistQuestion, level: int) -> tuple[str, ...]:
    """The fewest checklist items that give a level, as identifiers: required ones first."""
    ordered = sorted(question.options, key=lambda option: not option.required)
    return tuple(option.id for option in ordered[: instrument.rubric.level_at(len(ordered))[level]])


def judge(rows: Sequence[Row] | Instrument, marks: str, as_of: date = MONDAY, **header: Any) -> Result:
    """The result of a sheet that is written in marks."""
    instrument = rows if isinstance(rows, Instrument) else tiny(*rows)
    return score(instrument, sheet(instrument, marks, **header), as_of)


def _question(name: str, row: Row) -> Question:
    about = {
        "id": name,
        "topic": f"topic {name}",
        "text": f"Is {name} there?",
        "why": "Because.",
        "evidence": "A paper.",
    }
    if row.items:
        options = tuple(Option(id=f"item{number}", text=f"Item {number}") for number in range(row.items))
        return ChecklistQuestion(**about, options=options)
    return ScaleQuestion(
        **about, levels=LevelTexts(not_yet="None.", planned="Meant.", in_place="There.", shown_to_work="Used.")
    )


def _criterion(name: str, row: Row) -> Criterion:
    return Criterion(
        question=name,
        weight=row.weight,
        essential=row.essential,
        stage=row.stage,
        sources=("BOOK-1",),
        not_applicable_when=None if row.essential else "it does not apply",
        ask=f"Ask somebody about {name}",
        actions=Actions(
            **{
                key: Action.model_validate(
                    {
                        "title": f"Do {name} from {key}",
                        "first_step": f"Begin {name} from {key}",
                        "steps": ("Go on", "Finish"),
                        "done_when": f"{name} from {key} is done",
                        "owner": "service manager",
                        "effort": row.effort,
                        "why": "It helps.",
                    }
                )
                for key in ("not_yet", "planned", "in_place")
            }
        ),
    )


def _rubric(criteria: Sequence[Criterion]) -> Rubric:
    return Rubric(
        stages=tuple(Stage(id=name, title=name, aim=f"do {name}", lead_days=days) for name, days in STAGES.items()),
        bands=tuple(Band(id=name, name=name, from_score=score, meaning=name) for name, score in BANDS.items()),
        caps=Caps(missing="getting_started", planned="nearly_there"),
        checklists={"4": (0, 1, 3, 4), "6": (0, 2, 4, 6), "7": (0, 3, 5, 7)},
        decisions={
            "wait": DecisionWords(name="Wait", meaning="wait", sentence="Wait to {aim}: {topics}."),
            "conditional": DecisionWords(name="Perhaps", meaning="perhaps", sentence="Perhaps {aim}: {topics}."),
            "go": DecisionWords(name="Go", meaning="go", sentence="Go and {aim}."),
        },
        priorities={
            "1": Named(name="1", meaning="1"),
            "2": Named(name="2", meaning="2"),
            "3": Named(name="3", meaning="3"),
        },
        efforts={
            "small": EffortSize(name="Small", meaning="small", days=DAYS["small"]),
            "medium": EffortSize(name="Medium", meaning="medium", days=DAYS["medium"]),
            "large": EffortSize(name="Large", meaning="large", days=DAYS["large"]),
        },
        at_once=3,
        flags={name: Flag(when=flag.when, sentence="A sentence.") for name, flag in SHIPPED_FLAGS.items()},
        criteria=tuple(criteria),
    )


def _answer(question: Question, mark: str) -> Answer | None:
    match mark:
        case ".":
            return None
        case "?":
            return Unknown()
        case "-":
            return NotApplicable(not_applicable="It does not apply")
        case _ if mark.startswith("t"):
            assert isinstance(question, ChecklistQuestion)
            return Ticked(ticked=tuple(option.id for option in question.options[: int(mark[1:])]))
        case _:
            return Levelled(level=int(mark))
