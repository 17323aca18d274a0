"""The form in a browser: what is typed is kept, saved and read by the program; nothing is judged or fetched."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from questionnaires.answers import Answer, Levelled, NotApplicable, Service, Ticked, Unknown
from readiness.forms.browser_form import browser_form
from readiness.forms.empty_form import EmptyForm
from readiness.storage import load_sheet
from readiness.workshop.form_definition import form_definition
from readiness.workshop.short_code import decode, encode
from scoring.engine import score
from scoring.instrument import load_instrument
from tests.test_short_code import FORMS, ROLES, answers_to
from tests.tiny import MONDAY, sheet_of

INSTRUMENT = load_instrument()
FULL = form_definition(INSTRUMENT)
NAMES = Service(
    name='Elm </script><script>alert(1)</script> & "Co"', organisation="<img src=x onerror=alert(1)> \u2028"
)
FORM = EmptyForm(FULL, NAMES, "BCDFGH")
LARGEST = 300_000

KEYS = {
    "leadership.vision": ("ArrowDown", "ArrowDown"),
    "leadership.values": ("ArrowUp",),
    "team.introduction": ("Space",),
}
"""Keys at the first radio button of a question. The first arrow goes to the second choice, one upwards to the last."""


@pytest.fixture
def page(browser: Any, tmp_path: Path) -> Iterator[Any]:
    """The form of a workshop, opened from disk in a browser that keeps what is typed."""
    with Opened(browser, tmp_path, FORM) as opened:
        yield opened


class Opened:
    """A form in a window of its own; closes it at the end, and fails if a script failed or something was fetched."""

    def __init__(self, browser: Any, folder: Path, form: EmptyForm, **options: Any) -> None:
        self._file = folder / "form.html"
        self._file.write_text(browser_form(form), encoding="utf-8")
        self._window = browser.new_context(accept_downloads=True, **options)
        self._troubles: list[str] = []

    def __enter__(self) -> Any:
        page = self._window.new_page()
        page.on("pageerror", lambda error: self._troubles.append(str(error)))
        page.on("console", lambda message: self._troubles.append(message.text))
        page.on("dialog", lambda dialog: self._troubles.append(dialog.message))
        page.on("request", lambda request: self._troubles.append(request.url) if self._strange(request.url) else None)
        page.goto(self._file.as_uri())
        return page

    def _strange(self, url: str) -> bool:
        return url != self._file.as_uri() and not url.startswith("blob:")

    def __exit__(self, *problem: object) -> None:
        self._window.close()
        if problem[0] is None:
            assert self._troubles == []


def _save(page: Any, folder: Path) -> Path:
    with page.expect_download() as waiting:
        page.click("#save")
    path = Path(folder, waiting.value.suggested_filename)
    waiting.value.save_as(path)
    return path


def _choose(page: Any, question: str, value: str) -> None:
    page.check(f"input[name='{question}'][value='{value}']")


def _write_note(page: Any, question: str, note: str) -> None:
    page.locator(f"[id='note-{question}']").evaluate("details => details.open = true")
    page.fill(f"[id='n-{question}']", note)


def _code(page: Any) -> str:
    return "-".join(page.locator("#code span").all_text_contents())


@pytest.mark.browser
def test_filled_by_keyboard_kept_saved_and_scored(page: Any, tmp_path: Path) -> None:
    """What the keys chose is there after a reload, is in the file, and is scored as the same answers made otherwise."""
    page.focus("#role")
    page.keyboard.type("Carer")
    for question, keys in KEYS.items():
        page.focus(f"input[name='{question}']")
        for key in keys:
            page.keyboard.press(key)
    page.focus("input[name='training.role-content item']")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.focus("[id='note-leadership.vision'] summary")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("The board agreed it </script>")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    person, code = page.inner_text("#person"), _code(page)
    page.reload()
    assert (page.inner_text("#person"), _code(page)) == (person, code)
    sheet = load_sheet(_save(page, tmp_path), INSTRUMENT)
    expected: dict[str, Answer] = {
        "leadership.vision": Levelled(level=2, note="The board agreed it </script>", note_may_be_shown=True),
        "team.introduction": Levelled(level=0),
        "training.role-content": Ticked(ticked=("role-here", "recovery")),
    }
    assert sheet.answers == expected
    assert (sheet.took_part, sheet.form, sheet.format_version) == (("carer",), "full", 2)
    assert sheet.workshop is not None
    assert (sheet.workshop.id, sheet.workshop.person) == ("BCDFGH", person)
    assert sheet.questionnaire.fingerprint == FULL.fingerprint
    assert sheet.service == NAMES
    assert sheet.started_at is not None
    assert sheet.updated_at is not None
    assert sheet.started_at <= sheet.updated_at
    made_otherwise = sheet_of(INSTRUMENT, expected, took_part=("carer",), service=NAMES)
    assert score(INSTRUMENT, sheet, MONDAY).domains == score(INSTRUMENT, made_otherwise, MONDAY).domains
    plain = {question: answer.with_note("") for question, answer in expected.items()}
    assert decode(FULL, code) == ("carer", plain)


@pytest.mark.browser
def test_all_kinds_of_answers_come_through(page: Any, tmp_path: Path) -> None:
    """Don't know, not my part, does not apply with or without a reason, and an empty checklist all come through."""
    _choose(page, "leadership.vision", "unknown")
    _choose(page, "leadership.values", "not_my_part")
    for question in ("recruitment.advert-wording", "recruitment.advert-reach"):
        assert page.is_hidden(f"[id='reason-{question}']")
        _choose(page, question, "not_applicable")
    page.fill("[id='r-recruitment.advert-wording']", " Posts are filled ")
    _choose(page, "training.self-content", "ticked")
    assert page.inner_text("#progress-text") == "5 of 48 questions done"
    sheet = load_sheet(_save(page, tmp_path), INSTRUMENT)
    assert sheet.answers == {
        "leadership.vision": Unknown(),
        "recruitment.advert-wording": NotApplicable(not_applicable="Posts are filled"),
        "recruitment.advert-reach": NotApplicable(not_applicable="No reason was given"),
        "training.self-content": Ticked(ticked=()),
    }
    assert "Thank you" in page.inner_text("#said")
    assert sheet.took_part == ()


@pytest.mark.browser
def test_ticks_come_back_after_another_answer(page: Any, tmp_path: Path) -> None:
    """Ticks are not lost if a person passes *I don't know* with the arrow keys."""
    item = "input[name='training.self-content item'][value='{}']"
    page.check(item.format("boundaries"))
    _choose(page, "training.self-content", "unknown")
    assert not page.is_checked(item.format("boundaries"))
    assert load_sheet(_save(page, tmp_path), INSTRUMENT).answers == {"training.self-content": Unknown()}
    _choose(page, "training.self-content", "ticked")
    assert load_sheet(_save(page, tmp_path), INSTRUMENT).answers == {
        "training.self-content": Ticked(ticked=("boundaries",))
    }


@pytest.mark.browser
def test_a_note_without_an_answer_is_named_before_it_could_be_lost(page: Any) -> None:
    """A warning links to the question of a note without an answer, and goes once there is one."""
    assert page.is_hidden("#lost")
    _write_note(page, "team.disclosure", "Ask Sam")
    assert page.locator("#lost-list a").all_text_contents() == ["TE7"]
    assert page.get_attribute("#lost-list a", "href") == "#q-team.disclosure"
    _choose(page, "team.disclosure", "unknown")
    assert page.is_hidden("#lost")


@pytest.mark.browser
def test_an_answer_can_be_cleared_by_keyboard(page: Any, tmp_path: Path) -> None:
    """The question is open again, in the file and after a reload, the focus is at its first answer; its note stays."""
    question, checklist = "leadership.vision", "training.role-content"
    clear = page.locator(f"[id='clear-{question}'] button")
    assert not clear.is_visible()
    _choose(page, question, "2")
    _write_note(page, question, "In the plan")
    page.check(f"input[name='{checklist} item'] >> nth=0")
    for name in (question, checklist):
        page.focus(f"[id='clear-{name}'] button")
        page.keyboard.press("Enter")
    first = page.locator(f"input[name='{checklist} item'] >> nth=0")
    assert first.evaluate("box => box === document.activeElement && !box.checked")
    page.reload()
    assert not clear.is_visible()
    assert page.locator(f"input[name='{question}']:checked").count() == 0
    assert page.input_value(f"[id='n-{question}']") == "In the plan"
    assert page.get_attribute("#progress", "value") == "0"
    assert json.loads(_save(page, tmp_path).read_text(encoding="utf-8"))["answers"] == {}
    _choose(page, question, "1")
    assert clear.is_visible()


@pytest.mark.browser
def test_forgetting_is_asked_and_leaves_nothing(page: Any) -> None:
    """Forgetting asks first and leaves no answer, note or role, also after a reload; then the code is new."""
    page.select_option("#role", "peer_worker")
    _choose(page, "leadership.vision", "3")
    _write_note(page, "leadership.vision", "secret")
    person, empty = page.inner_text("#person"), encode(FULL, None, {})
    page.click("#forget")
    assert page.evaluate("document.activeElement.id") == "forget-no"
    page.keyboard.press("Enter")
    assert _code(page) != empty
    page.click("#forget")
    page.click("#forget-yes")
    assert page.is_hidden("#forget-asked")
    for _ in range(2):
        assert _code(page) == empty
        assert page.input_value("[id='n-leadership.vision']") == ""
        assert page.inner_text("#person") != person
        assert "secret" not in page.evaluate("JSON.stringify(localStorage)")
        page.reload()


@pytest.mark.browser
def test_a_browser_that_keeps_nothing_is_mentioned(browser: Any, tmp_path: Path) -> None:
    """In a browser that keeps nothing the form works, says so, and asks before unsaved answers are left."""
    forbids = (
        "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }})"
    )
    window = browser.new_context()
    window.add_init_script(forbids)
    page = window.new_page()
    file = tmp_path / "form.html"
    file.write_text(browser_form(FORM), encoding="utf-8")
    page.goto(file.as_uri())
    assert (page.is_visible("#not-kept"), page.is_visible("#kept")) == (True, False)
    _choose(page, "leadership.vision", "3")
    asked: list[str] = []

    def leave(dialog: Any) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", leave)
    assert "leadership.vision" in load_sheet(_save(page, tmp_path), INSTRUMENT).answers
    page.reload()
    assert asked == []
    _choose(page, "leadership.vision", "1")
    page.reload()
    assert asked == ["beforeunload"]
    window.close()


@pytest.mark.browser
def test_what_another_version_kept_does_not_break_the_page(page: Any) -> None:
    """The page works even if the browser has kept something else, or entries with parts missing."""
    for kept in ("5", "null", "{", '{"questions": {"leadership.vision": {"choice": "2"}, "gone.away": {}}}'):
        page.evaluate("kept => localStorage.setItem(KEPT_AS, kept)", kept)
        page.reload()
        assert re.fullmatch(r"[B-Z]{6}", page.inner_text("#person"))
    assert page.is_checked("input[name='leadership.vision'][value='2']")


@pytest.fixture(scope="module")
def scripts(browser: Any) -> Iterator[Any]:
    """A page with the script of the form in it, for calling its functions."""
    page = browser.new_page()
    page.set_content(browser_form(FORM).replace("Content-Security-Policy", "x"))
    yield page
    page.close()


@pytest.mark.browser
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.sampled_from(range(len(FORMS))), role=ROLES, data=st.data())
def test_the_code_of_the_browser_is_that_of_the_program(
    scripts: Any, place: int, role: str | None, data: st.DataObject
) -> None:
    """Browser and program make the same short code for any role and any answers in any form."""
    form = FORMS[place]
    answers = data.draw(answers_to(form))
    written = {question: answer.model_dump(mode="json") for question, answer in answers.items()}
    call = "([form, role, answers]) => shortCode(form, role, answers)"
    shown = scripts.evaluate(call, [_page_data(place), role or "", written])
    assert shown == encode(form, role, answers)
    assert decode(form, shown) == (role, answers)


@cache
def _page_data(place: int) -> Any:
    return _data_of(browser_form(EmptyForm(FORMS[place])))


def _data_of(page: str) -> Any:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page)
    assert found
    return json.loads(found[1])


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "large_print"), [(320, False), (320, True), (1280, False)])
def test_no_violation_in_axe_core(browser: Any, tmp_path: Path, scheme: str, width: int, large_print: bool) -> None:
    """axe-core finds nothing with every box and warning in view; and nothing is wider than the window."""
    from axe_playwright_python.sync_playwright import Axe

    form = replace(FORM, large_print=large_print)
    options = {"viewport": {"width": width, "height": 700}, "color_scheme": scheme}
    with Opened(browser, tmp_path, form, **options) as page:
        _choose(page, "recruitment.advert-reach", "not_applicable")
        _write_note(page, "leadership.values", "x")
        page.click("#forget")
        page.click("footer summary")
        page.evaluate("document.getElementById('not-kept').hidden = false")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        violations = Axe().run(page).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"][:200]) for each in violations] == []


@pytest.mark.browser
def test_large_print_is_large(browser: Any, tmp_path: Path) -> None:
    """No text is smaller than 16 points, which are 21.3 pixels."""
    with Opened(browser, tmp_path, replace(FORM, large_print=True)) as page:
        sizes = page.evaluate(
            "[...document.querySelectorAll('body *')].filter(each => each.innerText)"
            ".map(each => parseFloat(getComputedStyle(each).fontSize))"
        )
    assert len(sizes) > 500
    assert min(sizes) >= 21.3


@pytest.mark.browser
def test_a_script_that_is_not_ours_is_stopped(browser: Any, tmp_path: Path) -> None:
    """The page's policy stops a foreign script, even if it got into the page."""
    file = tmp_path / "form.html"
    spoilt = browser_form(FORM).replace("<footer>", "<footer><script>window.ran = true</script>")
    file.write_text(spoilt, encoding="utf-8")
    page = browser.new_page()
    page.goto(file.as_uri())
    assert page.evaluate("window.ran") is None
    assert re.fullmatch(r"[B-Z]{6}", page.inner_text("#person"))
    page.close()


@pytest.mark.browser
def test_a_form_without_a_workshop_asks_for_the_service(browser: Any, tmp_path: Path) -> None:
    """The file has the service's name that the person typed, and no workshop."""
    with Opened(browser, tmp_path, EmptyForm(form_definition(INSTRUMENT, short=True))) as page:
        page.fill("#service", "Elm Ward")
        _choose(page, "leadership.vision", "1")
        sheet = load_sheet(_save(page, tmp_path), INSTRUMENT)
    assert (sheet.service.name, sheet.form) == ("Elm Ward", "short")
    assert sheet.workshop is not None
    assert sheet.workshop.id is None


def test_the_form_is_small_judges_nothing_and_names_are_only_text() -> None:
    """The form has no weight, essential or score, is under 300 KB, and escapes names."""
    page = browser_form(FORM)
    assert len(page.encode()) < LARGEST
    assert not re.search(r"essential|weight|score|\bband\b", page.partition("</style>")[2], re.IGNORECASE)
    assert page.count("<script") == 2
    assert "<img" not in page
    assert _data_of(page)["service"]["name"] == NAMES.name
    for question in FULL.questions:
        assert question.text in page.replace("&#39;", "'")


def test_a_form_of_one_domain_asks_that_domain() -> None:
    """A form of one domain asks that domain, and has no list of domains to choose from."""
    page = browser_form(EmptyForm(form_definition(INSTRUMENT, domain="team"), NAMES, "BCDFGH"))
    assert page.count("<fieldset") == 8
    assert "<nav" not in page
