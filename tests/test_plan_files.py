"""Plans as files, and what is said where no PDF can be made."""

import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from readiness.exits import ExitCode, UsageFault
from readiness.report import pdf
from readiness.report.pdf import PdfUnavailable, make_pdf
from readiness.report.plan_files import check_suffix, write_plan
from tests.made_plans import EXAMPLE, html_of, instrument, sample_plan
from tests.program import ROOT, run


@pytest.mark.parametrize("name", ["plan.doc", "plan", ".pdf"])
def test_unknown_suffix_is_refused(name: str) -> None:
    """The message names the suffixes of all formats."""
    with pytest.raises(UsageFault, match=r"the plan's file name has to end in \.pdf, \.html"):
        check_suffix(Path(name))


@pytest.mark.parametrize(
    ("typed", "suggested"),
    [
        ("p.doc", "p.docx"),
        ("p.XLS", "p.xlsx"),
        ("p.htm", "p.html"),
        ("p.odt", "p.pdf"),
        ("Word", "Word.pdf"),
    ],
)
def test_the_ending_that_was_probably_meant_is_suggested(typed: str, suggested: str) -> None:
    """Somebody who types .doc wants Word, not a PDF; other endings get the first format."""
    with pytest.raises(UsageFault, match=rf"Name the plan '{re.escape(suggested)}', for example\.$"):
        check_suffix(Path(typed))


def test_suffixes_may_be_in_capitals() -> None:
    """Endings can be in capitals, as some systems write them."""
    check_suffix(Path("PLAN.PDF"))
    check_suffix(Path("plan.Html"))


def test_a_missing_folder_is_a_fault_of_usage(tmp_path: Path) -> None:
    """If the folder is missing, the message says which file could not be written."""
    with pytest.raises(UsageFault, match=r"there is no folder called '.*nowhere'"):
        write_plan(sample_plan("short"), instrument(), tmp_path / "nowhere" / "plan.html")


@pytest.mark.slow
def test_without_pango_the_plan_is_html(tmp_path: Path) -> None:
    """What WeasyPrint prints when it cannot be imported stays away, and one sentence says how to get the PDF."""
    stub = tmp_path / "stub" / "weasyprint"
    stub.mkdir(parents=True)
    (stub / "__init__.py").write_text(
        "print('WeasyPrint could not import some external libraries')\nraise OSError('no pango')\n", encoding="utf-8"
    )
    target = tmp_path / "plan.pdf"
    command = [sys.executable, "-m", "readiness", "plan", str(EXAMPLE), "-o", str(target), "--as-of", "2026-11-21"]
    environment = {**os.environ, "PYTHONPATH": str(stub.parent)}
    done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", cwd=ROOT, check=True)
    assert done.stdout == ""
    assert not target.exists()
    assert target.with_suffix(".html").read_text(encoding="utf-8") == html_of("example")
    where, how, _ = done.stderr.splitlines()
    assert where == f"The plan is in {target.with_suffix('.html')}"
    for words in (
        "apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
        "brew install pango",
        "py -m pip install gstreamer-libs",
        "MSYS2",
        "browser",
    ):
        assert words in how


def test_without_the_typeface_no_pdf_is_tried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pango without any font ends the whole process, so it is not started."""
    monkeypatch.setattr(pdf, "_FONTS", tmp_path)
    with pytest.raises(PdfUnavailable, match=r"Inter-Regular\.ttf"):
        make_pdf(html_of("short"))
    plan = write_plan(sample_plan("short"), instrument(), tmp_path / "plan.pdf")
    assert plan.path == tmp_path / "plan.html"
    assert "reinstall this program" in plan.notices[0]
    assert "Pango" not in plan.notices[0]


def test_days_of_answering_are_said_in_short() -> None:
    """The days of answering are said in short: one day, or two in one month, one year or two years."""
    from readiness.report.wording import days

    first, later, next_month = (datetime(2026, *day, tzinfo=UTC) for day in ((11, 2), (11, 20), (12, 1)))
    next_year = datetime(2027, 11, 2, tzinfo=UTC)
    said = [days(first, last) for last in (first, None, later, next_month, next_year)] + [days(None, None)]
    assert [words.replace("\u00a0", " ") for words in said] == [
        "2 November 2026",
        "2 November 2026",
        "2 to 20 November 2026",
        "2 November to 1 December 2026",
        "2 November 2026 to 2 November 2027",
        "not recorded",
    ]


def test_every_weight_of_the_typeface_has_the_same_characters() -> None:
    """All weights of the typeface have the same characters, so that one of them shows what is missing."""
    fonts = [TTFont(path, lazy=True) for path in sorted(pdf._FONTS.glob("*.ttf"))]
    assert len(fonts) == len(pdf._WEIGHTS)
    assert len({frozenset(font.getBestCmap()) for font in fonts}) == 1
    for font in fonts:
        font.close()


@pytest.mark.parametrize(
    "arguments",
    [
        ["plan", "a.json", "-o", "x.docx", "--large-print"],
        ["plan", "a.json", "-o", "x.csv", "--brief"],
        ["plan", "a.json", "-o", "x.pdf", "--starts"],
        ["plan", "a.json", "--starts"],
        ["compare", "a.json", "b.json", "--large-print"],
        ["compare", "a.json", "b.json", "-o", "x.md", "--large-print"],
        ["workshop", "report", "elm", "-o", "x.xlsx", "--brief"],
    ],
)
def test_an_option_that_makes_no_difference_is_refused(tmp_path: Path, arguments: list[str]) -> None:
    """The message names the formats that the option works for, and nothing is written."""
    ended = run(*arguments, folder=tmp_path)
    assert ended.returncode == ExitCode.WRONG_USAGE
    assert f"{arguments[-1]}: this option works only for a file whose name ends in ." in ended.stderr
    assert not list(tmp_path.iterdir())
