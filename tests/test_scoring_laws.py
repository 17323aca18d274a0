"""Laws of scoring that hold for every answer sheet, on the questionnaire that ships."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any, Literal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from questionnaires.answers import Agreement, Answer, AnswerSheet, Levelled, NotApplicable, Ticked, Unknown, Workshop
from questionnaires.model import ChecklistQuestion, Domain, Level, Questionnaire
from scoring.engine import score
from scoring.instrument import Instrument, load_instrument
from scoring.result import ActionResult, DomainResult, Result
from scoring.rubric import Rubric, target_of
from tests.properties import tried_on
from tests.tiny import BANDS, MONDAY, sheet_of, ticks_at

SHIPPED = load_instrument()
QUESTIONS = SHIPPED.questionnaire.questions
CRITERIA = SHIPPED.rubric.by_question
MAY_NOT_APPLY = [name for name, criterion in CRITERIA.items() if criterion.not_applicable_allowed]
ESSENTIALS = [criterion.question for criterion in SHIPPED.rubric.criteria_of("short")]
DECISIONS = ["wait", "conditional", "go"]
BAND_ORDER = [None, *BANDS]
Form = Literal["full", "short"]

laws = tried_on(40)


def known(name: str, level: int) -> Answer:
    """An answer that puts a question at a level; a checklist gets as few ticks as that takes."""
    question = QUESTIONS[name]
    if not isinstance(question, ChecklistQuestion):
        return Levelled(level=level)
    return Ticked(ticked=ticks_at(SHIPPED, question, level))


def agreements() -> st.SearchStrategy[Agreement | None]:
    """How a group came to an answer that is known, or nothing about it."""
    texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
    return st.none() | st.builds(
        Agreement,
        how=st.sampled_from(["agreed", "cautious"]),
        reason=texts,
        dissent=st.lists(texts, max_size=2).map(tuple),
        who=texts,
        by=st.none() | st.dates(date(2026, 6, 1), date(2028, 6, 1)),
    )


CODES = st.none() | st.text("ABC123xyz", min_size=1, max_size=6)
WORKSHOPS = st.none() | st.builds(Workshop, id=CODES, person=CODES)


@st.composite
def answers_to(draw: st.DrawFn, name: str, levels: tuple[int, ...]) -> Answer | None:
    """Some answer to a question, or none: all four kinds, most of them levels."""
    question = QUESTIONS[name]
    note = draw(st.sampled_from(["", "", "A paper"]))
    about: dict[str, Any] = {"note": note}
    if draw(st.integers(0, 9)) == 0:
        about |= {"note_may_be_shown": draw(st.booleans()), "agreement": draw(agreements())}
    kinds = ["known"] * 5 + ["unknown", "unanswered"] + ["not_applicable"] * (name in MAY_NOT_APPLY)
    match draw(st.sampled_from(kinds)):
        case "unanswered":
            return None
        case "unknown":
            if about.get("agreement") and draw(st.booleans()):
                about["agreement"] = about["agreement"].model_copy(update={"how": "parked"})
            return Unknown(**about)
        case "not_applicable":
            return NotApplicable(not_applicable="The posts are filled", **about)
    if isinstance(question, ChecklistQuestion):
        fewest = ticks_at(SHIPPED, question, min(levels))
        others = [option.id for option in question.options if option.id not in fewest]
        more = draw(st.lists(st.sampled_from(others), unique=True)) if others else []
        return Ticked(ticked=(*fewest, *more), **about)
    return Levelled(level=draw(st.sampled_from(levels)), **about)


@st.composite
def moments(draw: st.DrawFn) -> dict[str, datetime | None]:
    """When a sheet was started and last changed: long ago or lately, within seconds or weeks, or not known."""
    drawn = draw(st.none() | st.datetimes(datetime(2024, 1, 1), datetime(2026, 11, 22), timezones=st.just(UTC)))  # noqa: DTZ001
    start = drawn and drawn.replace(microsecond=0)
    took = timedelta(seconds=draw(st.integers(0, 600) | st.integers(0, 3_000_000)))
    return {"started_at": start, "updated_at": start + took if start and draw(st.booleans()) else None}


@st.composite
def sheets(draw: st.DrawFn, form: Form | None = None) -> AnswerSheet:
    """A whole answer sheet, from services that have nothing to services that have nearly everything."""
    levels = draw(st.sampled_from([(0, 1, 2, 3), (0, 1), (1, 2, 3), (2, 3)]))
    gaps = draw(st.booleans())
    drawn = {
        name: draw(answers_to(name, levels)) if gaps or draw(st.booleans()) else known(name, 3) for name in QUESTIONS
    }
    return sheet_of(
        SHIPPED,
        {name: answer for name, answer in drawn.items() if answer is not None},
        form=form or draw(st.sampled_from(["full", "short"])),
        took_part=tuple(draw(st.lists(st.sampled_from(list(SHIPPED.questionnaire.roles)), unique=True, max_size=3))),
        first_day=draw(st.none() | st.dates(date(2026, 6, 1), date(2028, 6, 1))),
        workshop=draw(WORKSHOPS),
        **draw(moments()),
    )


def judged(sheet: AnswerSheet) -> Result:
    return score(SHIPPED, sheet, MONDAY)


def _level(result: Result, name: str) -> int | None:
    return next((criterion.level for criterion in result.criteria if criterion.question == name), None)


def _pairs(before: Result, after: Result) -> Iterator[tuple[DomainResult, DomainResult]]:
    yield from zip(before.domains, after.domains, strict=True)
    yield from zip(before.if_priority_1_done.domains, after.if_priority_1_done.domains, strict=True)


@laws
@given(sheets(), st.sampled_from(list(QUESTIONS)), st.integers(0, 3))
def test_better_answer_never_lowers_anything(sheet: AnswerSheet, name: str, level: int) -> None:
    """A higher level, or a level instead of don't know or a blank, lowers no score, decision, band or coverage."""
    old = sheet.answers.get(name)
    assume(not isinstance(old, NotApplicable))
    was = _level(judged(sheet.model_copy(update={"form": "full"})), name)
    assume(was is None or level > was)
    better = sheet.model_copy(update={"answers": {**sheet.answers, name: known(name, level)}})
    before, after = judged(sheet), judged(better)

    assert (after.overall_score or 0) >= (before.overall_score or 0)
    for low, high in _pairs(before, after):
        if low.score is None or high.score is None or low.coverage is None or high.coverage is None:
            assert (low.score, low.counted) == (high.score, high.counted)
            continue
        assert high.score >= low.score
        assert high.coverage >= low.coverage
        assert BAND_ORDER.index(high.band) >= BAND_ORDER.index(low.band)
        if was is not None:
            assert low.score_max is not None
            assert high.score_max is not None
            assert high.score_max >= low.score_max
    for lower, higher in zip(before.stages, after.stages, strict=True):
        assert DECISIONS.index(higher.decision) >= DECISIONS.index(lower.decision)
        assert set(higher.blocking) <= set(lower.blocking)


@laws
@given(sheets(), st.randoms(use_true_random=False))
def test_order_of_answers_does_not_matter(sheet: AnswerSheet, chance: Random) -> None:
    """The same answers in any order, and the same roles in any order, give the same result."""
    names = list(sheet.answers)
    chance.shuffle(names)
    shuffled = sheet.model_copy(update={"answers": {name: sheet.answers[name] for name in names}})
    assert judged(shuffled) == judged(sheet)
    turned = judged(sheet.model_copy(update={"took_part": sheet.took_part[::-1]}))
    assert turned.model_copy(update={"took_part": sheet.took_part}) == judged(sheet)


def _without_codes(value: object) -> object:
    """Actions without their codes, which count the questions of a domain; anything else as it is."""
    if isinstance(value, tuple) and all(isinstance(each, ActionResult) for each in value):
        return tuple(each.model_copy(update={"code": ""}) for each in value)
    return value


def _without(names: set[str]) -> Instrument:
    questionnaire, rubric = SHIPPED.questionnaire, SHIPPED.rubric
    domains = tuple(
        Domain(
            id=domain.id,
            code=domain.code,
            title=domain.title,
            about=domain.about,
            questions=tuple(question for question in domain.questions if question.id not in names),
        )
        for domain in questionnaire.domains
    )
    criteria = tuple(criterion for criterion in rubric.criteria if criterion.question not in names)
    return Instrument(
        Questionnaire(
            **{**{key: getattr(questionnaire, key) for key in Questionnaire.model_fields}, "domains": domains}
        ),
        Rubric(**{**{key: getattr(rubric, key) for key in Rubric.model_fields}, "criteria": criteria}),
    )


@laws
@given(sheets(), st.sets(st.sampled_from(MAY_NOT_APPLY), min_size=1))
def test_not_applicable_is_neutral(sheet: AnswerSheet, names: set[str]) -> None:
    """What does not apply leaves everything as if the question and its criterion did not exist."""
    excused: Answer = NotApplicable(not_applicable="The posts are filled")
    with_it = judged(sheet.model_copy(update={"answers": {**sheet.answers, **dict.fromkeys(names, excused)}}))
    kept = {name: answer for name, answer in sheet.answers.items() if name not in names}
    without = score(_without(names), sheet.model_copy(update={"answers": kept}), MONDAY)
    for field in (
        "domains",
        "stages",
        "actions",
        "top_actions",
        "overall_score",
        "if_priority_1_done",
        "schedule",
    ):
        assert _without_codes(getattr(with_it, field)) == _without_codes(getattr(without, field)), field
    assert (with_it.answered, with_it.unknown, with_it.unanswered) == (
        without.answered,
        without.unknown,
        without.unanswered,
    )


@laws
@given(sheets())
def test_numbers_stay_in_their_bounds(sheet: AnswerSheet) -> None:
    """Scores and coverage lie from 0 to 100 with one decimal, and a score is at most what it may turn out to be."""
    result = judged(sheet)
    for domain in (*result.domains, *result.if_priority_1_done.domains):
        for number in (domain.score, domain.score_max, domain.coverage):
            assert number is None or (0 <= number <= 100 and number == round(number, 1))
        if domain.score is not None and domain.score_max is not None:
            assert domain.score <= domain.score_max
            assert (domain.score < domain.score_max) <= (domain.coverage != 100)
            if domain.coverage == 100:
                assert domain.score == domain.score_max


@laws
@given(sheets(), st.sampled_from(ESSENTIALS), st.sampled_from(["level 0", "unknown", "unanswered"]))
def test_missing_essential_stops_its_stage_and_every_later_one(sheet: AnswerSheet, name: str, how: str) -> None:
    """With an essential at 0, not known or not answered, no stage at or after its own is `go`; its domain is capped."""
    answers = {other: answer for other, answer in sheet.answers.items() if other != name}
    if how != "unanswered":
        answers[name] = known(name, 0) if how == "level 0" else Unknown()
    result = judged(sheet.model_copy(update={"answers": answers}))
    own = SHIPPED.rubric.stage_order[CRITERIA[name].stage]
    for stage in result.stages[own:]:
        assert stage.decision == "wait"
        assert name in stage.blocking
    for stage in result.stages[:own]:
        assert name not in stage.blocking
    (domain,) = [domain for domain in result.domains if name.startswith(domain.id + ".")]
    assert domain.band in {None, "not_started", "getting_started"}


@laws
@given(sheets())
def test_json_of_a_result_is_the_result(sheet: AnswerSheet) -> None:
    """A result that is written as JSON and read again is the same result."""
    result = judged(sheet)
    assert Result.model_validate_json(result.model_dump_json()) == result


@laws
@given(sheets())
def test_plan_has_one_action_for_each_open_criterion(sheet: AnswerSheet) -> None:
    """Exactly the applicable criteria below level 3 have an action, each one, in the order of the design."""
    result = judged(sheet)
    open_criteria = [c for c in result.criteria if c.state != "not_applicable" and (c.level or 0) < 3]
    assert sorted(action.question for action in result.actions) == sorted(c.question for c in open_criteria)
    asked = list(QUESTIONS)

    def rank(question: str) -> tuple[int, int, int, int]:
        criterion, level = CRITERIA[question], _level(result, question) or 0
        priority = 3 if level == 2 else 1 if criterion.essential else 2
        gain = criterion.weight * (target_of(level) - level)
        return SHIPPED.rubric.stage_order[criterion.stage], priority, -gain, asked.index(question)

    questions = [action.question for action in result.actions]
    assert questions == sorted(questions, key=rank)
    scheduled = [action.question for action in result.actions if action.priority < 3]
    assert list(result.schedule.order) == scheduled
    assert list(result.top_actions) == scheduled[:3]
    for action in result.actions:
        assert action.target > action.level
        assert (action.due is None) == (action.start is None) == (action.priority == 3)
        assert (action.needed_by is None) == (sheet.first_day is None)
        assert action.due is None or action.due >= MONDAY
        assert len(action.steps) <= 5


@laws
@given(sheets())
def test_counts_add_up(sheet: AnswerSheet) -> None:
    """The four counts add up to the questions of the form, and a sheet is complete when none is blank."""
    result = judged(sheet)
    asked = len(QUESTIONS) if sheet.form == "full" else len(ESSENTIALS)
    assert result.answered + result.unknown + result.not_applicable + result.unanswered == asked == len(result.criteria)
    assert result.complete == (result.unanswered == 0)


@laws
@given(sheets())
def test_projection_is_never_worse(sheet: AnswerSheet) -> None:
    """Doing what comes first lowers nothing, and afterwards no stage has to wait."""
    result = judged(sheet)
    for now, then in zip(result.domains, result.if_priority_1_done.domains, strict=True):
        assert (then.score or 0) >= (now.score or 0)
    for stage, later in zip(result.stages, result.if_priority_1_done.stages, strict=True):
        assert DECISIONS.index(later.decision) >= DECISIONS.index(stage.decision)
        assert later.decision != "wait"
        assert set(later.conditions).isdisjoint(ESSENTIALS)


@laws
@given(sheets(form="full"))
def test_short_form_ignores_all_but_the_essentials(sheet: AnswerSheet) -> None:
    """A short form with other answers in it is judged like one without them."""
    short = sheet.model_copy(update={"form": "short"})
    bare = short.model_copy(update={"answers": {name: a for name, a in sheet.answers.items() if name in ESSENTIALS}})
    assert judged(short) == judged(bare)


@laws
@given(sheets(), st.integers(0, 800))
def test_later_reading_changes_only_dates(sheet: AnswerSheet, days: int) -> None:
    """Reading the same answers on a later day gives the same judgement; only dates and `stale` change."""
    now, later = judged(sheet), score(SHIPPED, sheet, MONDAY + timedelta(days=days))
    assert (later.domains, later.stages, later.top_actions) == (now.domains, now.stages, now.top_actions)
    assert [action.question for action in later.actions] == [action.question for action in now.actions]
    assert set(now.flags) - {"stale"} == set(later.flags) - {"stale"}
    for before, after in zip(now.actions, later.actions, strict=True):
        assert before.late <= after.late
        if before.due and after.due:
            assert before.due <= after.due


@pytest.mark.parametrize("form", ["full", "short"])
def test_best_answers_are_ready_to_go(form: str) -> None:
    """All best answers give `ready` in every domain and `go` for every stage, with nothing left to do."""
    result = judged(sheet_of(SHIPPED, {name: known(name, 3) for name in QUESTIONS}, form=form))
    assert {(domain.score, domain.score_max, domain.band) for domain in result.domains} == {(100.0, 100.0, "ready")}
    assert {stage.decision for stage in result.stages} == {"go"}
    assert result.actions == ()
    assert result.overall_score == 100.0


@pytest.mark.parametrize("form", ["full", "short"])
def test_empty_sheet_is_judged_too(form: str) -> None:
    """With nothing answered every stage waits, no domain has a band, and everything is still to come."""
    result = judged(sheet_of(SHIPPED, {}, form=form))
    assert {(domain.score, domain.score_max, domain.band) for domain in result.domains} == {(0.0, 100.0, None)}
    assert {stage.decision for stage in result.stages} == {"wait"}
    assert len(result.actions) == (48 if form == "full" else 16)


@pytest.mark.parametrize(
    ("level", "band", "decision"),
    [
        pytest.param(Level.NOT_YET, "not_started", "wait", id="all-not-yet"),
        pytest.param(Level.PLANNED, "getting_started", "conditional", id="all-planned"),
        pytest.param(Level.IN_PLACE, "nearly_there", "go", id="all-in-place"),
        pytest.param(Level.SHOWN_TO_WORK, "ready", "go", id="all-shown-to-work"),
    ],
)
def test_each_band_and_decision_is_reached(level: Level, band: str, decision: str) -> None:
    """One level throughout reaches each band in every domain, and each decision at every stage."""
    result = judged(sheet_of(SHIPPED, {name: known(name, level) for name in QUESTIONS}))
    assert {domain.band for domain in result.domains} == {band}
    assert {stage.decision for stage in result.stages} == {decision}


def test_decisions_can_differ_between_stages() -> None:
    """One service may advertise, appoint on conditions and still have to wait with the first day."""
    answers = {name: known(name, 2) for name in QUESTIONS}
    answers["team.role-clarity"] = known("team.role-clarity", 1)
    answers["supervision.regular"] = known("supervision.regular", 0)
    decisions = [stage.decision for stage in judged(sheet_of(SHIPPED, answers)).stages]
    assert decisions == ["go", "conditional", "wait", "wait"]
