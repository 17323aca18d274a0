"""The actions of a plan, the ways to the next decision, and the answers with their working."""

import re
from typing import Any

import pytest

from questionnaires.local_style import listed
from readiness.plan.action_record import ActionAgreement, ActionRecord
from readiness.plan.model import Plan
from readiness.report.plan_page import render_plan
from readiness.report.sentences.actions import ALL_SHOWN_TO_WORK
from readiness.report.sentences.headings import SCHEDULE, TO_STRENGTHEN, WHAT_WE_ASK
from readiness.report.wording import cite, period
from scoring.result import DomainResult
from tests.made_plans import (
    SHEETS,
    SVG,
    body,
    find,
    html_of,
    instrument,
    sample_plan,
    sheet_of,
    text,
    tree,
)
from tests.plans_of_services import plan_of

IN_PLACE = {row.question: {"level": 2} for row in instrument().rubric.criteria}
LE3 = "leadership.manager-choice"


@pytest.mark.parametrize("name", ["example", "short", "empty"])
def test_every_action_is_there_in_order_with_what_it_takes(name: str) -> None:
    """Code, title, priority, first step, steps, done when, owner, days, effort, why and sources with their pages.

    What is to be put in place comes first, stage by stage, and what is worth strengthening last, without a day.
    """
    root = tree(html_of(name))
    places = list(root.iter("article"))
    actions = sorted(sample_plan(name).actions, key=lambda action: action.priority == 3)
    for place, action in zip(places, actions, strict=True):
        assert find(place, f".//h{3 if action.priority == 3 else 4}").get("id") == f"action-{action.code}"
        expected = [
            f"{action.code} {action.title}",
            action.first_step,
            *action.steps,
            action.done_when,
            action.why,
        ]
        expected.append(instrument().rubric.priorities[str(action.priority)].name)  # type: ignore[index]
        expected += [action.owner, f"Effort: {action.effort}"]
        expected.append(f"({cite(instrument().questionnaire, action.sources)})".replace("\u00a0", " "))
        about = text(find(place, "./p[@class='about']"))
        if action.priority == 3:
            assert (action.start, action.due) == (None, None)
            assert not re.search(r"\b20\d\d\b", about)
        else:
            assert action.start
            assert action.due
            assert " ".join(period(action.start, action.due).split()) in about
        for part in expected:
            assert part in text(place)


def test_an_action_says_what_was_answered() -> None:
    """Planned, don't know and not answered are told apart, with a link to the answer."""
    assert "Do first · planned ·" in body(html_of("example"))
    assert "not known yet, so find out first" in body(html_of("all unknown"))
    assert "not answered yet, so find out first" in body(html_of("empty"))
    assert "not known yet" not in body(html_of("empty"))


def test_sources_are_short_and_explained() -> None:
    """A source stands with its key and its pages or its first place, each once; the keys are explained at the end."""
    questionnaire = instrument().questionnaire
    said = cite(questionnaire, ("IB-L1", "IB-L3", "IB-R1", "IB-C1", "PEL-S1", "PEL-T1", "KANE-1", "PSW-1"))
    assert said.replace("\u00a0", " ") == "IB p. 27, 27-28, 29, 26 · PEL Table 2 · KANE section 3.1 · PSW abstract"
    words = body(html_of("example"))
    for source in questionnaire.sources:
        assert f"{source.id}, {source.short}. {source.citation}" in words


def test_a_checklist_says_what_is_missing() -> None:
    """A checklist's missing items are listed in its action and among the answers."""
    question = next(
        question for question in instrument().questionnaire.questions.values() if question.type == "checklist"
    )
    there, missing = question.options[0], question.options[1]
    result = plan_of(sheet_of({question.id: {"ticked": [there.id]}}))
    words = body(render_plan(result, instrument()))
    assert re.search(rf"Not ticked yet\. [^.]*{re.escape(missing.text)}", words)
    assert re.search(rf"Ticked: {re.escape(there.text)}\. Not ticked: {re.escape(missing.text)}", words)


def test_the_plan_shows_what_the_first_actions_would_change() -> None:
    """Each domain and each stage that would change, after and before, in order; what stays is not listed."""
    result, rubric = sample_plan("example"), instrument().rubric
    words = body(html_of("example"))
    names = {decision: rubric.decisions[decision].name for decision in rubric.decisions}
    stages = [
        f"{before.title}: {names[after.decision]} (today: {names[before.decision]})"
        for before, after in zip(result.stages, result.if_priority_1_done.stages, strict=True)
        if after.decision != before.decision
    ]
    domains = [
        f"{before.title}: {numbers(after)} (today: {numbers(before)})"
        for before, after in zip(result.domains, result.if_priority_1_done.domains, strict=True)
        if numbers(after) != numbers(before)
    ]
    assert stages
    assert 0 < len(domains) < len(result.domains)
    assert f"Decisions. {'; '.join(stages)}. Nothing else changes." in words
    assert f"Domains. {'; '.join(domains)}. Nothing else changes." in words


def numbers(domain: DomainResult) -> str:
    """A domain's score, and the highest that it may be where that is another."""
    return f"{domain.score:.1f}" + (f" to {domain.score_max:.1f}" if domain.score_max != domain.score else "")


@pytest.mark.parametrize("name", ["example", "empty", "short"])
def test_the_first_page_says_the_shortest_way_of_the_result(name: str) -> None:
    """The first page has all actions for the first stage that can't go ahead, least effort first, three with titles."""
    plan = sample_plan(name)
    stage = next(stage for stage in plan.stages if stage.decision != "go")
    way = next(way for way in plan.shortest_ways if way.stage == stage.id)
    said = text(find(tree(html_of(name)), ".//p[@class='next']"))
    becomes = f"\u201c{stage.title}\u201d becomes \u201c{instrument().rubric.decisions[way.to].name}\u201d once "
    assert said.startswith(f"The quickest way forward. The decision for {becomes}")
    by_question = {action.question: action for action in plan.actions}
    actions = [by_question[question] for question in way.questions]
    assert re.findall(r"\b[A-Z]{2}\d\b", said) == [action.code for action in actions]
    assert [action.title in said for action in actions] == [place < 3 for place in range(len(actions))]


def test_a_long_way_and_the_end_of_the_way_are_said() -> None:
    """If there are many actions, those after the third have only codes; if every stage is a go, that is said."""
    early = [row.question for row in instrument().rubric.criteria if row.stage in ("advertise", "appoint")]
    plan = plan_of(sheet_of({question: {"level": 3} for question in early}))
    (questions,) = [way.questions for way in plan.shortest_ways if (way.stage, way.to) == ("first_day", "conditional")]
    codes = [instrument().questionnaire.codes[question] for question in questions]
    assert len(codes) > 4
    said = text(find(tree(render_plan(plan, instrument())), ".//p[@class='next']"))
    assert said.endswith(f"; also {listed(codes[3:], len(codes))}.")
    assert "Every stage can go ahead." in body(html_of("all in use"))
    assert "The quickest way forward." not in body(html_of("all in use"))


@pytest.mark.parametrize(
    ("done", "said"),
    [
        (
            ["LE4"],
            "once these are done: {LE1}; {LE3}; {RE2}. "
            "LE4 also needs to be answered again, because the action for this question is done.",
        ),
        (
            ["LE4", "RE2"],
            "once these are done: {LE1}; {LE3}. "
            "LE4 and RE2 also need to be answered again, because the actions for these questions are done.",
        ),
        (
            ["LE1", "LE3", "LE4", "RE2"],
            "can become \u201cGo with conditions\u201d, because the actions for these questions are done.",
        ),
    ],
)
def test_what_is_done_is_not_named_as_the_way_on(done: list[str], said: str) -> None:
    """An action that is done changes the decision once its question is answered again, and that is said."""
    question_of = {code: question for question, code in instrument().questionnaire.codes.items()}
    agreements = {question_of[code]: ActionAgreement(level=0, status="done") for code in done}
    record = ActionRecord(questionnaire=sheet_of({}).questionnaire, actions=agreements)
    plan = plan_of(sheet_of({}), record=record)
    titles = {action.code: f"{action.code} {action.title}" for action in plan.actions}
    way = text(find(tree(render_plan(plan, instrument())), ".//p[@class='next']"))
    assert "\u201cGo with conditions\u201d" in way
    assert "answered again" in way
    assert len(done) < 4 or f"Once {listed(done, len(done))} are answered again, the decision" in way
    assert way.endswith(said.format(**titles))


def plan_with_risks(answers: dict[str, Any], *accepted: str) -> Plan:
    """A plan in which the risks of some questions, given by their codes, are accepted."""
    plan = plan_of(sheet_of(answers))
    agreements = {
        it.question: ActionAgreement(level=it.level, status="accepted", reason="x")
        for it in plan.actions
        if it.code in accepted
    }
    return plan_of(sheet_of(answers), record=ActionRecord(questionnaire=sheet_of({}).questionnaire, actions=agreements))


def test_accepted_risk_is_no_way_forward() -> None:
    """A decision that depends on it stays, which is said; neither the way nor the projection counts on its action."""
    plan = plan_with_risks(IN_PLACE | {LE3: {"level": 0}}, "LE3")
    said = text(find(tree(render_plan(plan, instrument())), ".//p[@class='next']"))
    assert said == (
        "Risk accepted. The decision for “Advertise the posts” stays “Wait”, because the risk of not doing LE3 was "
        "accepted. It can only change if this question is answered differently."
    )
    assert (plan.if_priority_1_done.stages, plan.if_priority_1_done.domains) == (plan.stages, plan.domains)
    assert "actions would change" not in body(render_plan(plan, instrument()))


def test_way_forward_is_that_of_the_next_stage_without_an_accepted_risk() -> None:
    """A condition that is accepted keeps the first decision as it is; a later stage can still become better."""
    plan = plan_with_risks(IN_PLACE | {LE3: {"level": 1}, "supervision.regular": {"level": 0}}, "LE3")
    said = text(find(tree(render_plan(plan, instrument())), ".//p[@class='next']"))
    assert said.startswith(
        "The quickest way forward. The decision for “Welcome peer workers on their first day” becomes"
    )
    assert "once this is done: SU1" in said
    assert "“Advertise the posts” stays “Go with conditions”, because the risk of not doing LE3" in said
    then = {stage.id: stage.decision for stage in plan.if_priority_1_done.stages}
    assert (then["advertise"], then["first_day"]) == ("conditional", "conditional")


def test_nothing_left_to_do_is_said() -> None:
    """A service that has shown everything to work gets a plan without actions."""
    assert not sample_plan("all in use").actions
    page = tree(html_of("all in use"))
    headings = [text(each) for each in page.iter("h2")]
    assert ALL_SHOWN_TO_WORK in text(page.find("body"))
    assert not {WHAT_WE_ASK, SCHEDULE, TO_STRENGTHEN} & set(headings)
    assert not list(page.iter("article"))


@pytest.mark.slow
def test_a_reader_can_work_out_each_score() -> None:
    """The points in the column add up to the line below them, and that gives the score."""
    for name in SHEETS:
        tables = [table for table in tree(html_of(name)).iter("table") if table.get("class") == "rows"]
        for table, domain in zip(tables, sample_plan(name).domains, strict=True):
            *rows, total = find(table, "tbody")
            counted = [
                list(map(int, re.findall(r"\d+", text(row[1])))) for row in rows if text(row[1]) != "not counted"
            ]
            assert all(weight * level == points for weight, level, points in counted)
            points, whole = sum(row[2] for row in counted), sum(3 * row[0] for row in counted)
            assert text(total[1]) == f"{points} of {whole}"
            assert domain.score == int(1000 * points / whole + 0.5) / 10
            assert f"{points} ÷ {whole} \u00d7 100 = {domain.score:.1f}" in text(table)


def test_four_kinds_of_missing_answer_are_told_apart() -> None:
    """Level 0, don't know, not applicable with its reason, and not answered."""
    optional = next(item.question for item in instrument().rubric.criteria if item.not_applicable_allowed)
    others = [identifier for identifier in instrument().questionnaire.questions if identifier != optional]
    answers = {
        optional: {"not_applicable": "There is no such team"},
        others[0]: {"level": 0},
        others[1]: {"unknown": True},
    }
    root = tree(render_plan(plan_of(sheet_of(answers)), instrument()))
    rows = [text(row) for table in root.iter("table") if table.get("class") == "rows" for row in table.iter("tr")]
    assert sum("Not answered." in row for row in rows) == len(others) - 2
    assert sum("Don't know." in row for row in rows) == 1
    assert sum("0 Not yet." in row for row in rows) == 1
    assert sum("Not applicable: There is no such team" in row and "not counted" in row for row in rows) == 1


def test_caps_and_missing_bands_are_explained() -> None:
    """A band that an essential holds down names it; a domain of which too little is known says why it has none."""
    capped = next(domain for domain in sample_plan("example").domains if domain.capped_by)
    topic = instrument().questionnaire.questions[capped.capped_by[0]].topic
    assert (
        f"The score alone would give a higher band, but an essential is not yet in place or not known: {topic}"
        in body(html_of("example"))
    )
    assert "only 0 of the 8 answers that count are known. To get a band, at least 80%" in body(html_of("empty"))


def test_a_domain_in_which_nothing_applies_has_no_score() -> None:
    """If nothing in a domain applies, words say that it has no score, and its bar is empty."""
    result = sample_plan("example")
    nothing = result.domains[0].model_copy(
        update={"score": None, "score_max": None, "coverage": None, "band": None, "counted": 0}
    )
    changed = result.model_copy(update={"domains": (nothing, *result.domains[1:])})
    root = tree(render_plan(changed, instrument()))
    assert "Nothing in this domain applies to the service, so there is no score." in text(root)
    chart = next(root.iter(f"{SVG}svg"))
    assert text(chart[0]) == f"{nothing.title}: no score"
    assert "reached" not in {rect.get("class") for rect in chart}
