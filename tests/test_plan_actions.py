"""The actions of a plan, the ways to the next decision, and the answers with their working."""

import re

import pytest

from readiness.report.plan_page import render_plan
from readiness.report.wording import cite
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
    written,
)
from tests.plans_of_services import plan_of


@pytest.mark.parametrize("name", ["example", "short", "empty"])
def test_every_action_is_there_in_order_with_what_it_takes(name: str) -> None:
    """Number, title, priority, first step, steps, done when, owner, date, effort, why and sources with their pages."""
    root = tree(html_of(name))
    places = list(root.iter("article"))
    assert len(places) == len(sample_plan(name).actions)
    for number, (place, action) in enumerate(zip(places, sample_plan(name).actions, strict=True), start=1):
        assert find(place, ".//h4").get("id") == f"action-{number}"
        expected = [
            f"{number}. {action.code} {action.title}",
            action.first_step,
            *action.steps,
            action.done_when,
            action.why,
        ]
        expected += [instrument().rubric.priorities[str(action.priority)].name, action.owner, f"{action.effort} effort"]  # type: ignore[index]
        expected.append(f"({cite(instrument().questionnaire, action.sources)})".replace("\u00a0", " "))
        if action.due:
            expected.append(f"Due {written(action.due)}")
        for part in expected:
            assert part in text(place)


def test_an_action_says_what_was_answered() -> None:
    """Planned, don't know and not answered are told apart, with a link to the answer."""
    assert "Do first · planned ·" in body(html_of("example"))
    assert "don\u2019t know: ask first" in body(html_of("all unknown"))
    assert "not answered: ask first" in body(html_of("empty"))
    assert "don\u2019t know:" not in body(html_of("empty"))


def test_sources_are_short_and_explained() -> None:
    """A source stands with its key and its pages or its first place, each once; the keys are explained at the end."""
    questionnaire = instrument().questionnaire
    said = cite(questionnaire, ("IB-L1", "IB-L3", "IB-R1", "IB-C1", "PEL-S1", "PEL-T1", "KANE-1", "PSW-1"))
    assert said.replace("\u00a0", " ") == "IB p. 27, 27-28, 29, 26 · PEL Table 2 · KANE section 3.1 · PSW abstract"
    words = body(html_of("example"))
    for source in questionnaire.sources:
        assert f"{source.id}, {source.short}. {source.citation}" in words


def test_a_checklist_says_what_is_missing() -> None:
    """In its action and among the answers."""
    question = next(
        question for question in instrument().questionnaire.questions.values() if question.type == "checklist"
    )
    there, missing = question.options[0], question.options[1]
    result = plan_of(sheet_of({question.id: {"ticked": [there.id]}}))
    words = body(render_plan(result, instrument()))
    assert re.search(rf"Not ticked yet\. [^.]*{re.escape(missing.text)}", words)
    assert re.search(rf"Ticked: {re.escape(there.text)}\. Not ticked: {re.escape(missing.text)}", words)


def test_the_plan_shows_what_the_first_actions_would_change() -> None:
    """Before and after for each domain, and the decision that each stage would then have."""
    result, rubric = sample_plan("example"), instrument().rubric
    domains = find(tree(html_of("example")), ".//table[@class='change']/tbody")
    for row, before, after in zip(domains, result.domains, result.if_priority_1_done.domains, strict=True):
        assert f"{before.score:.1f}" in text(row[1])
        assert ("as today" if after == before else f"{after.score:.1f}") in text(row[2])
    stages = find(tree(html_of("example")), ".//table[@class='ways']/tbody")
    for row, then in zip(stages, result.if_priority_1_done.stages, strict=True):
        assert rubric.decisions[then.decision].name in text(row[3])


@pytest.mark.parametrize("name", ["example", "empty", "short"])
def test_the_shortest_ways_are_those_of_the_result(name: str) -> None:
    """Each stage has the numbers of its actions, least effort first; a way that the stage above has too is said so."""
    result = sample_plan(name)
    number_of = {action.question: str(number) for number, action in enumerate(result.actions, start=1)}
    ways: dict[tuple[str, str], str] = {
        (way.stage, way.to): ", ".join(number_of[question] for question in way.questions)
        for way in result.shortest_ways
    }
    rows = find(tree(html_of(name)), ".//table[@class='ways']/tbody")
    above: list[str] = []
    for row, stage in zip(rows, result.stages, strict=True):
        cells = []
        for cell, to in zip(row[1:3], ("conditional", "go"), strict=True):
            wanted = ways.get((stage.id, to))
            said = text(cell)
            assert said in {wanted, "as above"} if wanted else said in {"reached", "not needed"}
            assert said != "as above" or wanted in above
            cells.append(wanted or "")
        above = cells


def test_the_first_page_says_the_shortest_way_to_the_next_decision() -> None:
    """For the first stage that cannot simply go ahead; of many actions the first three, and how many more."""
    way = "action 1. LE4 Finish the peer support project plan and name a project lead (medium effort)."
    assert f"“Advertise the posts” becomes ✓ Go with {way}" in body(html_of("example"))
    early = [row.question for row in instrument().rubric.criteria if row.stage in ("advertise", "appoint")]
    plan = plan_of(sheet_of({question: {"level": 3} for question in early}))
    (questions,) = [way.questions for way in plan.shortest_ways if (way.stage, way.to) == ("first_day", "conditional")]
    words = " ".join(text(tree(render_plan(plan, instrument()))).split())
    assert f"and {len(questions) - 3} more actions, listed under Shortest ways." in words
    assert "Every stage can go ahead." in body(html_of("all in use"))
    assert "The shortest way on." not in body(html_of("all in use"))


def test_nothing_left_to_do_is_said() -> None:
    """A service that has shown everything to work gets a plan without actions."""
    assert not sample_plan("all in use").actions
    words = body(html_of("all in use"))
    assert "Nothing is left to do" in words
    assert "everything essential is in place" in words


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
            assert (text(total[1]), text(total[2])) == (str(points), f"of {whole}")
            nexts = [text(row[2]) for row in rows if text(row[1]) != "not counted"]
            assert nexts == [f"+{weight}" if level < 3 else "none" for weight, level, _ in counted]
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
    assert sum("Don\u2019t know." in row for row in rows) == 1
    assert sum("0 Not yet." in row for row in rows) == 1
    assert sum("Not applicable: There is no such team" in row and "not counted" in row for row in rows) == 1


def test_caps_and_missing_bands_are_explained() -> None:
    """A band that an essential holds down names it; a domain of which too little is known says why it has none."""
    capped = next(domain for domain in sample_plan("example").domains if domain.capped_by)
    topic = instrument().questionnaire.questions[capped.capped_by[0]].topic
    assert f"It is held here by an essential that is not in place yet: {topic}" in body(html_of("example"))
    assert "fewer than four fifths of the answers that count are known (0.0 %)" in body(html_of("empty"))


def test_a_domain_in_which_nothing_applies_has_no_score() -> None:
    """It says so in words, and its bar is empty."""
    result = sample_plan("example")
    nothing = result.domains[0].model_copy(
        update={"score": None, "score_max": None, "coverage": None, "band": None, "counted": 0}
    )
    changed = result.model_copy(update={"domains": (nothing, *result.domains[1:])})
    root = tree(render_plan(changed, instrument()))
    assert "Nothing here applies to the service, so there is no score." in text(root)
    chart = next(root.iter(f"{SVG}svg"))
    assert text(chart[0]) == f"{nothing.title}: no score"
    assert "reached" not in {rect.get("class") for rect in chart}
