"""Comparing the plans of two answer files. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from questionnaires.answers import AnswerSheet
from readiness.comparison.model import (
    AnswerStanding,
    Comparison,
    Direction,
    DomainMove,
    DomainStanding,
    Evidence,
    QuestionMove,
    Side,
    StageMove,
)
from readiness.comparison.remarks import is_same_service, left_open, remarks_on
from readiness.plan.comparison import compare, past_plan_of
from readiness.plan.model import Plan
from readiness.text import letters_alone
from scoring.instrument import Instrument
from scoring.result import CriterionResult, DomainResult


@dataclass(frozen=True)
class Given:
    """An answer file as it was given."""

    file: str
    """Its name, as it is shown."""
    sheet: AnswerSheet
    """The sheet as it is in the file, before a full form is cut down to the essentials."""
    plan: Plan


def like_forms(earlier: AnswerSheet, later: AnswerSheet) -> tuple[AnswerSheet, AnswerSheet]:
    """Both sheets with the same form: the essentials alone if one of them is a short form."""
    if earlier.form == later.form:
        return earlier, later
    return earlier.model_copy(update={"form": "short"}), later.model_copy(update={"form": "short"})


def comparison_of(earlier: Given, later: Given, instrument: Instrument) -> Comparison:
    """What has changed between two answer files.

    Args:
        earlier: the file to compare with; its plan is of the same form as the later one's.
        later: the file as it is now.
        instrument: what both were scored by.
    """
    sides = _side(earlier), _side(later)
    since = compare(past_plan_of(earlier.plan), later.plan, instrument)
    questions = tuple(_moves(earlier.plan, later.plan, instrument))
    return Comparison(
        as_of=later.plan.as_of,
        earlier=sides[0],
        later=sides[1],
        remarks=(
            *remarks_on(
                *sides,
                instrument,
                same_answers=earlier.sheet.answers == later.sheet.answers,
                other_people=_other_people(earlier.sheet, later.sheet),
            ),
            *left_open(earlier.plan, later.plan, instrument),
        ),
        stages=tuple(
            StageMove(stage=after.id, title=after.title, before=before.decision, after=after.decision)
            for before, after in zip(earlier.plan.stages, later.plan.stages, strict=True)
        ),
        domains=tuple(
            DomainMove(domain=after.id, title=after.title, before=_standing(before), after=_standing(after))
            for before, after in zip(earlier.plan.domains, later.plan.domains, strict=True)
            if _standing(before) != _standing(after)
        ),
        questions=questions,
        finished=since.done,
        further=since.further,
        accepted=since.accepted,
        new=since.new,
        without_new_evidence=tuple(move.question for move in questions if _rose(move) and move.evidence != "new"),
        caution=later.plan.caution,
    )


def _other_people(earlier: AnswerSheet, later: AnswerSheet) -> bool:
    """Whether different people of one service are known to have answered: other roles, or others of one workshop."""
    if not is_same_service(earlier.service, later.service):
        return False
    one, other = earlier.workshop, later.workshop
    if one and other and one.id and one.id == other.id and one.person != other.person:
        return True
    return bool(earlier.took_part and later.took_part) and {*earlier.took_part} != {*later.took_part}


def _side(given: Given) -> Side:
    sheet, plan = given.sheet, given.plan
    return Side(
        file=given.file,
        service=sheet.service,
        questionnaire=sheet.questionnaire,
        form=sheet.form,
        started_at=sheet.started_at,
        updated_at=sheet.updated_at,
        answered=plan.answered,
        unknown=plan.unknown,
        not_applicable=plan.not_applicable,
        unanswered=plan.unanswered,
        not_asked=plan.not_asked,
    )


def _standing(domain: DomainResult) -> DomainStanding:
    return DomainStanding(score=domain.score, score_max=domain.score_max, band=domain.band)


def _moves(earlier: Plan, later: Plan, instrument: Instrument) -> Iterator[QuestionMove]:
    """The questions whose answers have changed, in questionnaire order."""
    questionnaire = instrument.questionnaire
    for before, after in zip(earlier.criteria, later.criteria, strict=True):
        if (before.state, before.level) != (after.state, after.level):
            yield QuestionMove(
                question=after.question,
                code=questionnaire.codes[after.question],
                domain=after.domain,
                topic=questionnaire.questions[after.question].topic,
                essential=after.essential,
                direction=_direction(before, after),
                before=AnswerStanding(state=before.state, level=before.level),
                after=AnswerStanding(state=after.state, level=after.level),
                evidence=_evidence(before, after),
            )


def _direction(before: CriterionResult, after: CriterionResult) -> Direction:
    if before.level is not None and after.level is not None:
        return "up" if after.level > before.level else "down"
    if {"not_applicable", "not_asked"} & {before.state, after.state} or before.level == after.level:
        return "other"
    return "lost" if after.level is None else "found_out"


def _evidence(before: CriterionResult, after: CriterionResult) -> Evidence:
    if not after.note:
        return "none"
    return "same" if letters_alone(before.note) == letters_alone(after.note) else "new"


def _rose(move: QuestionMove) -> bool:
    """Whether the answer counts for more than before: a higher level, or a level above 0 instead of *don't know*."""
    was_unknown = move.before.state == "unknown" and bool(move.after.level)
    return move.direction == "up" or (move.direction == "found_out" and was_unknown)
