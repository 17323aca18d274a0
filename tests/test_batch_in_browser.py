"""The portfolio report as HTML in a real browser: no violation in axe-core, nothing to scroll sideways."""

from pathlib import Path
from typing import Any

import pytest

from scoring.instrument import Instrument
from tests.batches import DAY, write
from tests.program import run
from tests.services import file_of

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory, instrument: Instrument) -> Path:
    """A report that has every part: both forms, spreads, trends, flags, visits and rejected files."""
    folder = tmp_path_factory.mktemp("report")
    for number in range(24):
        content = file_of(instrument, number) | {"form": "full" if number % 3 else "short"}
        write(folder / "in" / f"{number}.json", content)
        if number % 2:
            write(folder / "in" / f"{number} before.json", {**content, "updated_at": "2026-01-05T10:00:00Z"})
    (folder / "in" / f"{'bad' * 30}.json").write_text("{", encoding="utf-8")
    run("batch", "in", "-o", "out", *DAY, "--format", "html", folder=folder)
    return folder / "out" / "portfolio.html"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_no_violation_in_axe_core(browser: Any, report: Path, width: int, scheme: str) -> None:
    """axe-core finds nothing on a phone or a desk, light or dark; and nothing is wider than the window."""
    from axe_playwright_python.sync_playwright import Axe

    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.goto(report.as_uri())
    violations = Axe().run(page).response["violations"]
    wide = page.evaluate("document.documentElement.scrollWidth")
    parts = page.locator("#full, #short, #trends, #counted, #visits, #services").count()
    page.close()
    assert [(each["id"], each["nodes"][0]["html"][:200]) for each in violations] == []
    assert wide <= width
    assert parts == 6
