"""The form in a browser and the import: what a person saved or read out is one person in the workshop."""

import json
from pathlib import Path
from typing import Any

import pytest

from questionnaires.answers import Answer, Levelled, Service, Ticked, Unknown
from readiness.exits import ExitCode
from readiness.forms.empty_form import EmptyForm
from readiness.storage import load_sheet
from readiness.workshop.form_definition import form_definition
from scoring.engine import score
from scoring.instrument import load_instrument
from tests.program import run
from tests.test_browser_form import Opened
from tests.tiny import MONDAY, sheet_of

INSTRUMENT = load_instrument()


@pytest.mark.browser
def test_saved_and_read_out_is_one_person_with_the_same_score(browser: Any, tmp_path: Path) -> None:
    """The file that the form saves, then its short code, scored like the same answers given otherwise."""
    made = run("workshop", "new", "elm", "--service", "Elm Ward", "--domain", "training", folder=tmp_path)
    assert made.returncode == ExitCode.DONE, made.stderr
    workshop = json.loads((tmp_path / "elm" / "workshop.json").read_bytes())["id"]
    form = EmptyForm(form_definition(INSTRUMENT, domain="training"), Service(name="Elm Ward"), workshop)
    with Opened(browser, tmp_path, form) as page:
        page.select_option("#role", "peer_worker")
        page.check("input[name='training.before-start'][value='2']")
        page.check("input[name='training.by-peers'][value='unknown']")
        page.check("input[name='training.role-content item'][value='recovery']")
        person, code = page.inner_text("#person"), "-".join(page.locator("#code span").all_text_contents())
        with page.expect_download() as waiting:
            page.click("#save")
        saved = tmp_path / waiting.value.suggested_filename
        waiting.value.save_as(saved)
    ended = run("import", saved.name, "--workshop", "elm", folder=tmp_path)
    assert ended.returncode == ExitCode.DONE, ended.stderr
    ended = run("workshop", "enter", "elm", "--code", code, folder=tmp_path)
    assert "the same answers were already saved" in ended.stdout
    (path,) = (tmp_path / "elm" / "answers").iterdir()
    assert path.name == f"{person}.answers.json"
    sheet = load_sheet(path, INSTRUMENT)
    expected: dict[str, Answer] = {
        "training.before-start": Levelled(level=2),
        "training.by-peers": Unknown(),
        "training.role-content": Ticked(ticked=("recovery",)),
    }
    assert sheet.answers == expected
    otherwise = sheet_of(INSTRUMENT, expected, took_part=("peer_worker",), service=Service(name="Elm Ward"))
    assert score(INSTRUMENT, sheet, MONDAY).domains == score(INSTRUMENT, otherwise, MONDAY).domains
