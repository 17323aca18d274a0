"""The plan as a document: one file, a structure that can be heard, and a first page that stands alone."""

import re
from datetime import date
from itertools import groupby, pairwise

import pytest
from icalendar import Calendar

from readiness.plan.action_record import ActionAgreement, ActionRecord
from readiness.plan.model import Plan
from readiness.plan.planning import make_plan
from readiness.report.formats import ics_calendar
from readiness.report.outline import answers_digest, outline_of
from readiness.report.plan_page import render_plan
from readiness.report.schedule_chart import ScheduleChart, schedule_chart
from readiness.report.sentences.asks import ASK_NAMES, by_kind
from readiness.report.sentences.headings import CAN_WE_GO_AHEAD, SCHEDULE, review_title
from readiness.report.wording import how_long, period
from readiness.text import capital
from scoring.engine import score
from scoring.schedule import needed_by
from tests.made_plans import (
    SHEETS,
    SVG,
    TODAY,
    body,
    example_sheet,
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
from tests.tiny import essential, judge, other, tiny


@pytest.mark.parametrize("name", SHEETS)
def test_the_document_is_one_file_that_asks_for_nothing(name: str) -> None:
    """No script, no picture and no style comes from elsewhere, and every link leads to a place in the document."""
    root = tree(html_of(name))
    assert not [
        element.tag for element in root.iter() if element.tag in {"script", "link", "img", "iframe", "object", "base"}
    ]
    assert "@import" not in html_of(name)
    attributes = {name for element in root.iter() for name in element.attrib}
    assert not attributes & {
        "src",
        "srcset",
        "data",
        "action",
        "poster",
        "background",
        "{http://www.w3.org/1999/xlink}href",
    }
    assert not [name for name in attributes if str(name).startswith("on")]
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(set(ids)) == len(ids)
    targets = [element.get("href") for element in root.iter("a")]
    assert {target[1:] for target in targets} <= set(ids)
    assert {target[:1] for target in targets} == {"#"}


@pytest.mark.parametrize("name", SHEETS)
def test_the_structure_can_be_heard(name: str) -> None:
    """The language is given, headings skip no level, header cells have a scope, charts a title, rows one length."""
    root = tree(html_of(name))
    assert root.get("lang") == "en-GB"
    levels = [int(element.tag[1]) for element in root.iter() if re.fullmatch("h[1-6]", str(element.tag))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(cell.get("scope") in {"row", "col"} for cell in root.iter("th"))
    for table in root.iter("table"):
        assert len({len(list(row)) for row in table.iter("tr")}) == 1
    charts = list(root.iter(f"{SVG}svg"))
    assert len(charts) == len(sample_plan(name).domains)
    assert all(text(chart[0]) for chart in charts)


def test_the_same_answers_give_the_same_document() -> None:
    """The document does not depend on the clock or on the order of hashing."""
    assert render_plan(sample_plan("example"), instrument()) == html_of("example")
    assert answers_digest(sample_plan("example")) in html_of("example")
    assert answers_digest(sample_plan("example")) != answers_digest(sample_plan("short"))


def test_the_first_page_says_for_whom_when_and_by_whom() -> None:
    """Service, organisation, the day of the plan, the planned first day, who took part and when."""
    first = text(find(tree(html_of("example")), ".//header"))
    for words in (
        "Riverside Recovery Team",
        "Example NHS Trust",
        "21 November 2026",
        "26 April 2027",
        "19 to 20 November 2026",
        "all 48",
    ):
        assert words in first
    assert "Service manager; Member of the team that peer workers will join; Human resources." in first


def test_the_first_page_has_a_decision_in_words_for_each_stage() -> None:
    """Stage, date, the decision's name, and the sentence that says why."""
    result = sample_plan("example")
    rows = find(tree(html_of("example")), ".//table[@class='stages']/tbody")
    assert len(rows) == len(result.stages)
    for row, stage in zip(rows, result.stages, strict=True):
        title, decision, why = map(text, row)
        assert title.startswith(stage.title)
        assert instrument().rubric.decisions[stage.decision].name in decision
        assert why == stage.sentence or why.startswith("Waiting for the same things as the stage above")
    assert [text(row[0]).rpartition(", ")[2] for row in rows][:3] == [
        "planned for 4 January 2027",
        "planned for 15 March 2027",
        "planned for 26 April 2027",
    ]


def test_the_profile_says_each_value_twice() -> None:
    """Each score is a number in the table and in the chart's title, with its range if some answers are not known."""
    rows = find(tree(html_of("example")), ".//table[@class='profile']/tbody")
    for row, domain in zip(rows, sample_plan("example").domains, strict=True):
        name, chart, number, band = map(text, row)
        values = [f"{domain.score:.1f}"] + ([f"{domain.score_max:.1f}"] if domain.score_max != domain.score else [])
        assert name == domain.title
        assert number == " to ".join(values)
        assert all(value in chart for value in values)
        assert band == next(band.name for band in instrument().rubric.bands if band.id == domain.band)


def test_the_bars_are_as_long_as_the_scores() -> None:
    """A bar has two units of the drawing for each point of its score."""
    charts = list(tree(html_of("example")).iter(f"{SVG}svg"))
    for chart, domain in zip(charts, sample_plan("example").domains, strict=True):
        widths = {rect.get("class"): float(rect.get("width")) for rect in chart if rect.get("class")}
        assert widths["reached"] == pytest.approx(2 * (domain.score or 0))
        assert widths.get("range", 0) == pytest.approx(2 * ((domain.score_max or 0) - (domain.score or 0)))


def test_the_first_page_names_the_top_actions_and_the_flags() -> None:
    """Three actions with owner and date, each flag as its sentence, and the caution."""
    result = sample_plan("example")
    main = text(find(tree(html_of("example")), ".//main"))
    rows = find(tree(html_of("example")), ".//table[@class='top']/tbody")
    by_question = {action.question: action for action in result.actions}
    top = [by_question[question] for question in result.top_actions]
    for row, action in zip(rows, top, strict=True):
        assert action.title in text(row[0])
        assert text(row[1]).lower() == action.owner.lower()
        assert action.due
        assert text(row[2]) == written(action.due)
    for sentence in (*result.flag_sentences.values(), result.caution):
        assert sentence in main


def test_a_first_day_that_is_too_soon_is_said_with_the_days_that_would_work() -> None:
    """The plan says how much too soon it is, and which day would work for all, the essentials, or shared work."""
    late = plan_of(sheet_of({}, first_day="2026-12-01"))
    words = body(render_plan(late, instrument()))
    schedule = late.schedule
    assert schedule.earliest_first_day
    assert schedule.earliest_first_day_essential
    assert schedule.earliest_first_day_if_shared
    later = how_long(schedule.days_too_soon)
    lead = "The planned first day leaves too little time."
    assert f"{lead} The first day would have to be {later} later, because 48 actions" in words
    assert (
        f"If the work starts now, the earliest possible first day is {written(schedule.earliest_first_day)}." in words
    )
    essential_day = written(schedule.earliest_first_day_essential)
    assert f"With only the essentials in place, it could be {essential_day}." in words
    shared_day = written(schedule.earliest_first_day_if_shared)
    shared = f"If the {schedule.busiest_owner} shared the work with someone, the first day could be {shared_day}"
    assert shared in words
    assert "needed by 11 August 2026 (date passed)" in words
    assert "too little time" not in body(html_of("example"))


def test_a_first_day_that_has_passed_is_called_that() -> None:
    """It can't leave too little time any more; what is missing is said, with the day for those who haven't started."""
    passed = plan_of(sheet_of({}, first_day="2026-11-02"))
    words = body(render_plan(passed, instrument()))
    assert passed.schedule.earliest_first_day
    said = "The planned first day has passed. Not everything that was needed for it is in place yet. If the work starts"
    assert f"{said} now, the earliest possible first day is {written(passed.schedule.earliest_first_day)}." in words
    assert "too little time" not in words


def test_without_a_first_day_the_earliest_is_said() -> None:
    """Without a first day the plan says how early peer workers could start if the service starts now."""
    earliest = sample_plan("empty").schedule.earliest_first_day
    assert earliest
    said = (
        f"No first day has been set yet. If the work starts now, the earliest possible first day is {written(earliest)}"
    )
    assert said in body(html_of("empty"))


def test_what_is_unfinished_or_short_is_said() -> None:
    """A plan of half the answers says so, as it must not look like a plan of all."""
    assert "48 of 48 questions have no answer yet" in body(html_of("empty"))
    assert "all 48, 48 not answered" in body(html_of("empty"))
    assert "have no answer yet" not in body(html_of("example"))
    assert "short form with 16 essentials" in body(html_of("short"))
    assert instrument().rubric.flags["short_form"].sentence in body(html_of("short"))


def chart_of(plan: Plan) -> ScheduleChart:
    """The chart of a plan that has one."""
    chart = schedule_chart(plan, outline_of(plan, instrument()), instrument().rubric)
    assert chart
    return chart


def test_the_schedule_has_a_bar_for_each_action_person_by_person() -> None:
    """Each scheduled action once, with its owner, its days and a bar whose place and width are those days."""
    plan = sample_plan("example")
    rows = find(tree(html_of("example")), ".//table[@class='gantt']/tbody")
    chart = chart_of(plan)
    assert sorted(bar.step.action.question for bar in chart.bars) == sorted(plan.schedule.order)
    owners = [text(row[0]) for row in rows]
    assert len(list(groupby(owners))) == len(set(owners))
    days = (chart.last - chart.first).days
    for row, bar in zip(rows, chart.bars, strict=True):
        who, what, when, line = row
        assert text(who).lower() == bar.step.action.owner.partition(",")[0]
        assert text(what).startswith(f"{bar.step.action.code} ")
        assert text(when) == " ".join(period(bar.start, bar.due).split())
        style = dict(part.split(":") for part in line[0].get("style").split(";"))
        assert float(style["margin-left"][:-1]) == pytest.approx(100 * (bar.start - plan.as_of).days / days, abs=0.01)
        assert float(style["width"][:-1]) == pytest.approx(100 * (bar.due - bar.start).days / days, abs=0.02)


def test_the_schedule_names_the_days_of_the_stages() -> None:
    """Those within the line have a number and a mark; the others are named as not on it. None without a first day."""
    chart = chart_of(sample_plan("example"))
    said = text(find(tree(html_of("example")), ".//section[@class='schedule']/p"))
    named = {
        stage.id: f"{review_title(stage) if stage.id == 'first_year' else stage.title}, "
        f"{written(needed_by(date(2027, 4, 26), stage.lead_days))}"
        for stage in instrument().rubric.stages
    }
    marks = said.partition("The numbered lines show when each stage is planned for: ")[2]
    lines, others = marks.split(" Not on the chart: ")
    assert lines == f"1 {named['advertise']}; 2 {named['appoint']}; 3 {named['first_day']}."
    assert others == f"{named['four_months']}; {named['first_year']}."
    assert [mark.number for mark in chart.marks] == [1, 2, 3, None, None]
    assert [mark.left is not None for mark in chart.marks] == [mark.day <= chart.last for mark in chart.marks]
    assert chart_of(sample_plan("empty")).marks == ()


@pytest.mark.parametrize("first_day", ["2026-11-23", "2026-12-01", "2027-04-26", "2040-01-02"])
def test_bars_and_marks_stay_on_the_line(first_day: str) -> None:
    """With any first day, every bar can be seen and is between the day of the plan and the end."""
    chart = chart_of(plan_of(sheet_of({}, first_day=first_day)))
    assert all(0 <= bar.left < bar.left + bar.width <= 101 for bar in chart.bars)
    assert all(0 <= mark.left <= 100 for mark in chart.marks if mark.left is not None)
    assert all(mark.passed == (mark.day < chart.first) for mark in chart.marks)


@pytest.mark.parametrize("name", ["example", "short"])
def test_only_priorities_that_are_in_the_plan_are_explained(name: str) -> None:
    """A plan whose actions are all to be done first has no words about others."""
    has_others = any(action.priority == 2 for action in sample_plan(name).actions)
    assert has_others == (name == "example")
    words = body(html_of(name, paper=True))
    assert "Dark bars: “Do first”" in words
    assert "● Do first: " in words
    for about_others in (
        "Light bars: “Important”",
        "◆ Important: ",
        "Only actions marked “Do first” are shown in full",
    ):
        assert (about_others in words) == has_others


def test_the_first_page_says_what_is_asked_of_whom() -> None:
    """Decisions, money and staff time, each with the owner who needs it and the codes of the actions."""
    plan = sample_plan("example")
    rows = find(tree(html_of("example")), ".//table[@class='asks']/tbody")
    scheduled = {action.question: action for action in plan.actions if action.question in plan.schedule.order}
    for row, (ask, name) in zip(rows, ASK_NAMES.items(), strict=True):
        assert text(row[0]) == name
        codes = sorted(re.findall(r"\b[A-Z]{2}\d\b", text(row[1])))
        assert codes == sorted(action.code for action in scheduled.values() if ask in action.asks)
        for action in scheduled.values():
            if ask in action.asks:
                assert f"{capital(action.owner.partition(',')[0])}: " in text(row[1])


def test_what_is_asked_has_topics() -> None:
    """On screen each action has its topic in each line; on paper the first three of a line, each once on the page.

    The page then says where all codes are. Large print has room for all topics.
    """
    plan = sample_plan("example")
    for _name, lines in by_kind(plan, instrument().questionnaire):
        assert all(line.count("(") == len(re.findall(r"[A-Z]{2}[0-9]", line)) for line in lines)
    on_paper = [line for _name, lines in by_kind(plan, instrument().questionnaire, paper=True) for line in lines]
    with_topic = re.findall(r"([A-Z]{2}[0-9]) \(", " ".join(on_paper))
    assert len(with_topic) == len(set(with_topic))
    assert all(line.count("(") <= 3 for line in on_paper)
    assert set(with_topic) <= set(re.findall(r"[A-Z]{2}[0-9]", " ".join(on_paper)))
    where = "(for all codes, see “Who does what, and when”)"
    assert where in body(html_of("example", paper=True))
    in_large_print = body(html_of("example", paper=True, large_print=True))
    for words in (body(html_of("example")), in_large_print):
        assert where not in words
        assert "WE7 (cover when peer workers are away) and TR8 (training on peer roles for all staff)" in words


def test_done_actions_are_ticked_and_counted() -> None:
    """Page 1 counts done, doing and overdue; a done action has a tick, keeps its title, and is not scheduled."""
    agreements = {
        "leadership.practical-plan": ActionAgreement(level=1, status="done"),
        "team.role-clarity": ActionAgreement(level=1, status="doing", due=date(2026, 11, 20)),
    }
    record = ActionRecord(questionnaire=example_sheet().questionnaire, actions=agreements)
    plan = make_plan(score(instrument(), example_sheet(), TODAY), instrument(), record)
    page = tree(render_plan(plan, instrument()))
    words = text(page.find("body"))
    assert "Progress so far. 46 actions: 1 done, 1 doing, 44 open. 1 action is overdue." in words
    assert text(find(page, ".//*[@id='action-LE4']")).startswith("✓")
    assert "leadership.practical-plan" not in plan.schedule.order
    assert plan.schedule.order[0] == "team.role-clarity"
    assert "20 November 2026, overdue" in words
    assert "Progress so far" not in body(html_of("example"))


def test_a_brief_plan_ends_after_the_schedule() -> None:
    """Decisions, what is asked and the schedule are there; single actions, answers and dead links are not."""
    page = tree(render_plan(sample_plan("example"), instrument(), brief=True))
    headings = [text(each) for each in page.iter("h2")]
    assert headings[0] == CAN_WE_GO_AHEAD
    assert headings[-1] == SCHEDULE
    assert [link.get("href") for link in page.iter("a")] == ["#main"]


def test_a_stage_by_which_nothing_is_needed_is_a_review() -> None:
    """In the schedule and in the calendar it is named as a review, on its day, and it is no decision."""
    small = tiny(essential(3, "advertise"), other(1, "first_day"))
    plan = make_plan(judge(small, "2 2", first_day=date(2027, 3, 1)), small)
    outline = outline_of(plan, small)
    assert schedule_chart(plan, outline, small.rubric) is None
    open_plan = make_plan(judge(small, "0 0", first_day=date(2027, 3, 1)), small)
    chart = schedule_chart(open_plan, outline_of(open_plan, small), small.rubric)
    assert chart
    marks = {mark.title: mark.day for mark in chart.marks}
    calendar = Calendar.from_ical(ics_calendar.make(plan, small))
    entries = {str(entry["summary"]).partition(" (")[0]: entry.decoded("dtstart") for entry in calendar.walk("VEVENT")}
    assert small.rubric.review_stages
    for stage in small.rubric.review_stages:
        due = needed_by(date(2027, 3, 1), stage.lead_days)
        assert marks[review_title(stage)] == due
        assert entries[review_title(stage)] == due
    assert {stage.id for stage in small.rubric.review_stages}.isdisjoint(stage.id for stage in plan.stages)
