"""The plan as HTML in a real browser: no violation in axe-core, nothing to scroll sideways, nothing fetched."""

import re
import socket
from pathlib import Path
from typing import Any

import pytest

from readiness.report.outline import outline_of
from readiness.report.plan_page import render_plan
from readiness.report.schedule_chart import schedule_chart
from tests.made_plans import html_of, injected_sheet, instrument, sample_plan
from tests.plans_of_services import plan_of

SIZES = {"320 px": (320, 900, 1), "1280 px": (1280, 900, 1), "400 % zoom": (320, 256, 4)}
"""Width and height in CSS pixels, and device pixels in each: zoomed to 400 %, a screen of 1280 x 1024 has 320 x 256."""

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("scheme", "large_print"),
    [("light", False), ("dark", False), ("light", True)],
    ids=["light", "dark", "large print"],
)
@pytest.mark.parametrize("size", SIZES)
def test_no_violation_in_axe_core(browser: Any, tmp_path: Path, size: str, scheme: str, large_print: bool) -> None:
    """axe-core finds nothing at any size, light or dark; and nothing is wider than the window."""
    from axe_playwright_python.sync_playwright import Axe

    file = tmp_path / "plan.html"
    file.write_text(html_of("short", large_print=large_print), encoding="utf-8")
    width, height, pixels = SIZES[size]
    page = browser.new_page(
        viewport={"width": width, "height": height}, device_scale_factor=pixels, color_scheme=scheme
    )
    page.goto(file.as_uri())
    violations = Axe().run(page).response["violations"]
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert [(each["id"], each["nodes"][0]["html"][:200]) for each in violations] == []
    assert wide <= width


def test_injections_stay_asleep_in_a_browser(browser: Any, tmp_path: Path) -> None:
    """A plan full of them runs no script, opens no dialog and asks for nothing but itself."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.5)
        result = plan_of(injected_sheet(server.getsockname()[1]))
        file = tmp_path / "plan.html"
        file.write_text(render_plan(result, instrument()), encoding="utf-8")
        page = browser.new_page()
        asked: list[str] = []
        dialogs: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("dialog", lambda dialog: dialogs.append(dialog.message))
        page.goto(file.as_uri())
        page.keyboard.press("Tab")
        page.mouse.move(300, 300)
        page.close()
        with pytest.raises(TimeoutError):
            server.accept()
    assert asked == [file.as_uri()]
    assert dialogs == []


def test_large_print_is_large_on_a_screen_too(browser: Any, tmp_path: Path) -> None:
    """No text is smaller than 16 points, which are 21.3 pixels."""
    file = tmp_path / "plan.html"
    file.write_text(html_of("example", large_print=True), encoding="utf-8")
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(file.as_uri())
    sizes = page.evaluate(
        "[...document.querySelectorAll('body *')].filter(each => each.innerText)"
        ".map(each => parseFloat(getComputedStyle(each).fontSize))"
    )
    page.close()
    assert len(sizes) > 1000
    assert min(sizes) >= 21.3


@pytest.mark.parametrize("large_print", [False, True])
@pytest.mark.parametrize("name", ["example", "short"])
def test_the_lines_of_the_stages_are_where_their_days_are(
    browser: Any, tmp_path: Path, name: str, *, large_print: bool
) -> None:
    """Numbers, lines and bars share one line of days, in large print too; a line on the last day can be seen."""
    file = tmp_path / "plan.html"
    file.write_text(html_of(name, large_print=large_print), encoding="utf-8")
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(file.as_uri())
    table, axis, cell, bar, marks, background = page.evaluate("""(() => {
        const table = document.querySelector('.gantt'), box = each => each.getBoundingClientRect().toJSON()
        const bar = table.querySelector('td:last-child div'), marks = [...table.querySelectorAll('.mark')]
        return [box(table), box(table.querySelector('.axis')), box(bar.parentElement), box(bar), marks.map(box),
            getComputedStyle(table).backgroundImage]
    })()""")
    page.close()
    plan = sample_plan(name)
    chart = schedule_chart(plan, outline_of(plan, instrument()), instrument().rubric)
    assert chart
    assert (axis["left"], axis["right"]) == pytest.approx((cell["left"], cell["right"]), abs=1)
    assert bar["left"] == pytest.approx(cell["left"] + cell["width"] * chart.bars[0].left / 100, abs=1)
    places = [cell["left"] + cell["width"] * (mark.left or 0) / 100 for mark in chart.drawn]
    assert len(places) == 3
    assert [mark["left"] + mark["width"] / 2 for mark in marks] == pytest.approx(places, abs=1)
    lines = [float(start) for start in re.findall(r"(?<=, rgba\(0, 0, 0, 0\) )([0-9.]+)%, rgb\(", background)]
    assert [table["left"] + table["width"] * line / 100 for line in lines] == pytest.approx(places, abs=4)
    assert max(lines) < 100
