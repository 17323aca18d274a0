"""The fingerprint of an instrument, by which answers to other questions are recognised. Pure."""

import json
from hashlib import sha256
from typing import Any

from questionnaires.answers import QuestionnaireVersion
from questionnaires.model import ChecklistQuestion, Question
from scoring.instrument import Instrument
from scoring.rubric import Criterion

_DIGITS = 16


def fingerprint(instrument: Instrument) -> str:
    """A hash over what is asked and how an answer counts, as it is written in answer files.

    It covers the questions with their identifiers, order, texts, levels and checklists, and what the rubric says of
    each question: its weight, whether it is essential, its stage, and how ticks become a level. It doesn't cover
    bands, caps or how far a stage is from the first day, because all answers are scored with the current ones, or what
    only helps or advises: a better worded action or explanation leaves old answers as good as they were.
    """
    questionnaire, rubric = instrument.questionnaire, instrument.rubric
    content = {
        "id": questionnaire.id,
        "domains": [[domain.id, list(map(_asked, domain.questions))] for domain in questionnaire.domains],
        "criteria": list(map(_counted, rubric.criteria)),
        "checklists": rubric.checklists,
    }
    written = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(written.encode()).hexdigest()[:_DIGITS]


def is_worded_otherwise(answered: QuestionnaireVersion, instrument: Instrument) -> bool:
    """Whether a file says that it was answered with the version of an instrument, but with other words or weights."""
    own = instrument.questionnaire.version
    return answered.version == own and differs(answered.fingerprint, fingerprint(instrument))


def differs(answered: str | None, own: str) -> bool:
    """Whether the fingerprint in a file, if it has one, is not that of an instrument."""
    return bool(answered) and answered != own


def _asked(question: Question) -> list[Any]:
    """What a person reads and chooses from when they answer a question."""
    if isinstance(question, ChecklistQuestion):
        return [question.id, question.text, [[each.id, each.text, each.required] for each in question.options]]
    return [question.id, question.text, list(question.levels.as_tuple)]


def _counted(criterion: Criterion) -> list[Any]:
    """How an answer to a question counts."""
    return [
        criterion.question,
        criterion.weight,
        criterion.essential,
        criterion.stage,
        criterion.not_applicable_allowed,
    ]
