"""The plan as a document: one file, a structure that can be heard, and a first page that stands alone."""

import re
from datetime import date
from itertools import combinations, pairwise
from typing import Any

import pytest
from icalendar import Calendar

from readiness.plan.planning import make_plan
from readiness.report.formats import ics_calendar
from readiness.report.outline import fingerprint
from readiness.report.plan_page import render_plan
from readiness.report.timeline import short_titles, time_line
from scoring.schedule import needed_by
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
    assert len(charts) == len(sample_plan(name).domains) + (sample_plan(name).first_day is not None)
    assert all(text(chart[0]) for chart in charts)


def test_the_same_answers_give_the_same_document() -> None:
    """Neither the clock nor the order of hashing shows."""
    assert render_plan(sample_plan("example"), instrument()) == html_of("example")
    assert fingerprint(sample_plan("example")) in html_of("example")
    assert fingerprint(sample_plan("example")) != fingerprint(sample_plan("short"))


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
        assert why == stage.sentence or why.startswith("Waits for the same as the stage above")
    assert [re.search("(by .*)", text(row[1]))[1] for row in rows][:3] == [  # type: ignore[index]
        "by 4 January 2027",
        "by 15 March 2027",
        "by 26 April 2027",
    ]


def test_the_profile_says_each_value_twice() -> None:
    """As a number in the table and in the chart's title, with the range where don't knows leave one."""
    rows = find(tree(html_of("example")), ".//table[@class='profile']/tbody")
    for row, domain in zip(rows, sample_plan("example").domains, strict=True):
        name, chart, number, band = map(text, row)
        values = [f"{domain.score:.1f}"] + ([f"{domain.score_max:.1f}"] if domain.score_max != domain.score else [])
        assert name == domain.title
        assert number == " to ".join(values)
        assert all(value in chart for value in values)
        assert band == next(band.name for band in instrument().rubric.bands if band.id == domain.band)


def test_the_bars_are_as_long_as_the_scores() -> None:
    """Two units of the drawing to a point."""
    charts = list(tree(html_of("example")).iter(f"{SVG}svg"))
    for chart, domain in zip(charts[:6], sample_plan("example").domains, strict=True):
        widths = {rect.get("class"): float(rect.get("width")) for rect in chart if rect.get("class")}
        assert widths["reached"] == pytest.approx(2 * (domain.score or 0))
        assert widths.get("range", 0) == pytest.approx(2 * ((domain.score_max or 0) - (domain.score or 0)))


def test_the_first_page_names_the_top_actions_and_the_flags() -> None:
    """Three actions with owner and date, each flag as its sentence, and the caution."""
    result = sample_plan("example")
    main = text(find(tree(html_of("example")), ".//main"))
    rows = find(tree(html_of("example")), ".//table[@class='top']/tbody")
    top = [action for action in result.actions if action.question in result.top_actions]
    for row, action in zip(rows, top, strict=True):
        assert action.title in text(row[0])
        assert text(row[1]).lower() == action.owner.lower()
        assert action.due
        assert text(row[2]) == written(action.due)
    for sentence in (*result.flag_sentences.values(), result.caution):
        assert sentence in main


def test_a_first_day_that_is_too_soon_is_said_with_the_one_that_would_do() -> None:
    """Something essential is late, so the plan says so on its first page, and marks the late dates."""
    late = plan_of(sheet_of({}, first_day="2026-12-01"))
    words = body(render_plan(late, instrument()))
    assert late.first_day_advice
    assert "The first day is too soon. Something essential should have been ready by now." in words
    earliest = written(late.first_day_advice.earliest)
    assert f"The earliest first day that leaves the usual time for it is {earliest}." in words
    assert "Due 21 November 2026, late" in words
    assert "was due 11 August 2026" in words
    assert "too soon" not in body(html_of("example"))


def test_what_is_unfinished_or_short_is_said() -> None:
    """A plan of half the answers must not look like a plan of all."""
    assert "48 of 48 questions have no answer yet" in body(html_of("empty"))
    assert "have no answer yet" not in body(html_of("example"))
    assert "short form: the 16 essentials" in body(html_of("short"))
    assert instrument().rubric.flags["short_form"].sentence in body(html_of("short"))


def test_the_time_line_says_each_day() -> None:
    """The day of the plan and of each stage with its decision, in the order of time; none without a first day."""
    chart = list(tree(html_of("example")).iter(f"{SVG}svg"))[6]
    labels = [text(label) for label in chart.iter(f"{SVG}text")]
    said = text(chart[0])
    assert said.startswith("Time line from left to right: Day of this plan, 21 November 2026; ▲ Advertise the posts, 4")
    for stage in sample_plan("example").stages:
        assert stage.due
        assert any(f"{stage.title}, {written(stage.due)}" in label for label in labels)
    for review in instrument().rubric.review_stages:
        due = needed_by(date(2027, 4, 26), review.lead_days)
        assert f"Review: {review.title}, {written(due)}" in labels
    assert sorted(labels, key=said.index) == said.removeprefix("Time line from left to right: ").split("; ")
    assert "time-line" not in [chart.get("class") for chart in tree(html_of("empty")).iter(f"{SVG}svg")]


def test_two_long_titles_never_read_the_same() -> None:
    """On the time line a long title loses its end, or its middle where it would then read like another one."""
    long = "Support peer workers and their managers in all teams of the trust through the first"
    short = short_titles([f"{long} year", f"{long} two years", "Advertise the posts", f"Other: {long} year"])
    assert len(set(short.values())) == 4
    assert all(len(each) <= 60 for each in short.values())
    assert short["Advertise the posts"] == "Advertise the posts"
    assert short[f"{long} two years"].endswith("through the first two years")
    assert short[f"Other: {long} year"].startswith("Other: Support peer workers and their managers in all teams")


def test_a_stage_by_which_nothing_is_needed_is_a_review() -> None:
    """In the time line and in the calendar it is named as a review, on its day, and it is no decision."""
    small = tiny(essential(3, "advertise"), other(1, "first_day"))
    plan = make_plan(judge(small, "2 2", first_day=date(2027, 3, 1)), small)
    said = text(tree(str(time_line(plan, small.rubric))).find(f".//{SVG}title"))
    calendar = Calendar.from_ical(ics_calendar.make(plan, small))
    entries = {str(entry["summary"]).partition(" (")[0]: entry.decoded("dtstart") for entry in calendar.walk("VEVENT")}
    assert small.rubric.review_stages
    for stage in small.rubric.review_stages:
        due = needed_by(date(2027, 3, 1), stage.lead_days)
        assert f"; Review: {stage.title}, {written(due)}" in said
        assert entries[f"Review: {stage.title}"] == due
    assert {stage.id for stage in small.rubric.review_stages}.isdisjoint(stage.id for stage in plan.stages)


@pytest.mark.parametrize("large_print", [False, True])
@pytest.mark.parametrize("first_day", ["2026-11-23", "2026-12-01", "2027-04-26", "2027-05-01", "2040-01-02"])
def test_the_marks_of_the_time_line_stand_where_their_days_are(first_day: str, large_print: bool) -> None:
    """As far apart as the days are, within the drawing, and no two labels on one another."""
    result = plan_of(sheet_of({}, first_day=first_day))
    chart = tree(str(time_line(result, instrument().rubric, large_print=large_print))).find(f".//{SVG}svg")
    dots = sorted({round(float(dot.get("cx")), 1) for dot in chart.iter(f"{SVG}circle")})
    first = date.fromisoformat(first_day)
    dates = {needed_by(first, stage.lead_days) for stage in instrument().rubric.stages} | {first}
    days = sorted(each.toordinal() for each in dates)
    assert len(dots) == len(days)
    units = (dots[-1] - dots[0]) / (days[-1] - days[0])
    assert dots == pytest.approx([dots[0] + units * (day - days[0]) for day in days], abs=0.6)
    boxes = [box_of(label) for label in chart.iter(f"{SVG}text")]
    width, height = map(float, chart.get("viewbox", chart.get("viewBox")).split()[2:])
    assert all(0 <= left < right <= width and 0 < top < foot <= height for left, right, top, foot in boxes)
    for one, another in combinations(boxes, 2):
        assert one[1] <= another[0] or another[1] <= one[0] or one[3] <= another[2] or another[3] <= one[2]


def box_of(label: Any) -> tuple[float, float, float, float]:
    """Left, right, top and foot of a label, as wide as its letters are at most on average."""
    x, foot, size = (float(label.get(name)) for name in ("x", "y", "font-size"))
    width = 0.5 * size * len(text(label))
    left = x - width if label.get("text-anchor") == "end" else x
    return left, left + width, foot - 0.8 * size, foot + 0.2 * size
