"""Content that somebody broke: each fault is said with its file, its place in it, and what to do."""

import re
import shutil
from collections.abc import Callable
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from questionnaires.faults import Fault, InputFault
from questionnaires.reading import load_questionnaire
from scoring.instrument import Instrument, load_instrument

ASKED = "questionnaire/questionnaire.toml"
SOURCES = "questionnaire/sources.toml"
QUESTIONS = "questionnaire/leadership.toml"
CHECKLISTS = "questionnaire/training.toml"
RUBRIC = "rubric/rubric.toml"
CRITERIA = "rubric/leadership.toml"

SECOND = '"leadership.values"'
THRESHOLDS = r"^4 = [^\n]*$"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of what ships, to be broken."""
    for package, name in (("questionnaires", "questionnaire"), ("scoring", "rubric")):
        with as_file(files(package) / "peer-support") as shipped:
            shutil.copytree(shipped, tmp_path / name)
    return tmp_path


def _break(folder: Path, file: str, pattern: str, replacement: str) -> None:
    """Replaces the first place in a file that a pattern finds; the pattern has to find one."""
    path = folder / file
    text, times = re.subn(
        pattern, lambda _: replacement, path.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE | re.DOTALL
    )
    assert times == 1, f"nothing in {file} is like {pattern}"
    path.write_text(text, encoding="utf-8")


def _faults(folder: Path) -> list[str]:
    """The faults of a folder, each one sentence and its remedy."""
    with pytest.raises(InputFault) as caught:
        load_instrument(folder)
    for fault in caught.value.faults:
        assert fault.where
        assert fault.what
        assert fault.remedy
        assert "\n" not in str(fault)
    return [str(fault) for fault in caught.value.faults]


def test_untouched_copy_is_the_instrument_that_ships(folder: Path, instrument: Instrument) -> None:
    """An instrument given by path is read like the one that ships."""
    assert load_instrument(folder) == instrument
    assert load_questionnaire(folder / "questionnaire") == instrument.questionnaire


ONE_FAULT = {
    # keys and values of a file
    "unknown-key-in-a-domain": (
        QUESTIONS,
        r"^about",
        'colour = "blue"\nabout',
        "questionnaire/leadership.toml: colour",
        "there is no field called 'colour' here",
        "Check the spelling",
    ),
    "unknown-key-in-a-criterion": (
        CRITERIA,
        r"^weight",
        'colour = "blue"\nweight',
        "rubric/leadership.toml: leadership.vision, colour",
        "there is no field called 'colour'",
        "Check the spelling",
    ),
    "unknown-key-in-an-action": (
        CRITERIA,
        r"^owner",
        'colour = "blue"\nowner',
        "rubric/leadership.toml: leadership.vision, actions.not_yet.colour",
        "there is no field called 'colour'",
        "Check the spelling",
    ),
    "unknown-key-in-the-rubric": (
        RUBRIC,
        r"\A",
        'colour = "blue"\n',
        "rubric/rubric.toml: colour",
        "there is no field called 'colour' here",
        "Check the spelling",
    ),
    "missing-key-in-a-domain": (
        QUESTIONS,
        r"^title = .*?$",
        "",
        "questionnaire/leadership.toml: title",
        "'title' is missing",
        "Add it",
    ),
    "missing-key-in-a-criterion": (
        CRITERIA,
        r"^weight = .*?$",
        "",
        "rubric/leadership.toml: leadership.vision, weight",
        "'weight' is missing",
        "Add it",
    ),
    "missing-action": (
        CRITERIA,
        r"^\[criteria\.actions\.planned\].*?(?=^\[criteria\.actions\.in_place\])",
        "",
        "rubric/leadership.toml: leadership.vision, actions.planned",
        "'planned' is missing",
        "Add it",
    ),
    "missing-caution": (ASKED, r"^caution = .*?$", "", f"{ASKED}: caution", "'caution' is missing", "Add it"),
    "blank-text": (
        QUESTIONS,
        r"^title = .*?$",
        'title = "  "',
        "questionnaire/leadership.toml: title",
        "the text is empty",
        "Write some text",
    ),
    "text-a-number": (
        QUESTIONS,
        r"^title = .*?$",
        "title = 3",
        "questionnaire/leadership.toml: title",
        "3 is not text",
        "quotation marks",
    ),
    "weight-9": (
        CRITERIA,
        r"^weight = \d",
        "weight = 9",
        "rubric/leadership.toml: leadership.vision, weight",
        "9 is too large",
        "Write 3",
    ),
    "weight-0": (
        CRITERIA,
        r"^weight = \d",
        "weight = 0",
        "rubric/leadership.toml: leadership.vision, weight",
        "0 is too small",
        "Write 1",
    ),
    "weight-as-text": (
        CRITERIA,
        r"^weight = \d",
        'weight = "3"',
        "rubric/leadership.toml: leadership.vision, weight",
        "not a whole number",
        "without quotation marks",
    ),
    "essential-as-text": (
        CRITERIA,
        r"^essential = true",
        'essential = "yes"',
        "rubric/leadership.toml: leadership.vision, essential",
        "should be true or false",
        "Write true or false",
    ),
    "essential-with-not-applicable-when": (
        CRITERIA,
        r"^essential = true",
        'essential = true\nnot_applicable_when = "never"',
        "rubric/leadership.toml: leadership.vision",
        "leadership.vision is essential, so it always applies",
        "Remove 'not_applicable_when'",
    ),
    "one-step": (
        CRITERIA,
        r"^steps = \[.*?^\]",
        'steps = ["Go."]',
        "rubric/leadership.toml: leadership.vision, actions.not_yet.steps",
        "the list is too short",
        "2 or more entries",
    ),
    "six-steps": (
        CRITERIA,
        r"^steps = \[.*?^\]",
        'steps = ["1", "2", "3", "4", "5", "6"]',
        "rubric/leadership.toml: leadership.vision, actions.not_yet.steps",
        "the list is too long",
        "at most 5 entries",
    ),
    "steps-as-text": (
        CRITERIA,
        r"^steps = \[.*?^\]",
        'steps = "Go."',
        "rubric/leadership.toml: leadership.vision, actions.not_yet.steps",
        "should be a list",
        "square brackets",
    ),
    "unknown-effort": (
        CRITERIA,
        r"^effort = .*?$",
        'effort = "huge"',
        "rubric/leadership.toml: leadership.vision, actions.not_yet.effort",
        "'huge' is not a level of effort in the rubric",
        "Use 'small', 'medium' or 'large'",
    ),
    "no-sources": (
        CRITERIA,
        r"^sources = .*?$",
        "sources = []",
        "rubric/leadership.toml: leadership.vision, sources",
        "the list is too short",
        "1 or more entries",
    ),
    "version-without-a-point": (
        ASKED,
        r"^version = .*?$",
        'version = "1"',
        "questionnaire/questionnaire.toml: version",
        "not in the right format",
        "Use the same format as '1.2'",
    ),
    "action-that-is-no-table": (
        CRITERIA,
        r"^\[criteria\.actions\.not_yet\].*?(?=^\[criteria\.actions\.planned\])",
        '[criteria.actions]\nnot_yet = "Do it."\n',
        "rubric/leadership.toml: leadership.vision, actions.not_yet",
        "should be a group of named values",
        "curly brackets",
    ),
    # files
    "syntax-of-a-domain": (
        QUESTIONS,
        r"^title =",
        "title",
        "questionnaire/leadership.toml",
        "there is no = after a name",
        "Compare this line",
    ),
    "syntax-of-a-rubric-file": (
        CRITERIA,
        r"^weight =",
        "weight",
        "rubric/leadership.toml",
        "there is no = after a name",
        "Compare this line",
    ),
    "key-twice": (
        QUESTIONS,
        r"^title =",
        'title = "x"\ntitle =',
        "questionnaire/leadership.toml",
        "the same name is used twice",
        "Compare this line",
    ),
    "domain-without-a-file": (
        ASKED,
        r'"leadership"',
        '"leedership"',
        "questionnaire/leedership.toml",
        "there is no such file, although 'domains' lists it",
        "Did you mean 'leadership'?",
    ),
    "domains-not-names": (
        ASKED,
        r'"leadership"',
        "3",
        "questionnaire/questionnaire.toml: domains",
        "a list of names",
        "List the names of the domain files",
    ),
    "domains-not-a-list": (
        ASKED,
        r"^domains = .*?$",
        'domains = "leadership"',
        "questionnaire/questionnaire.toml: domains",
        "a list of names",
        "List the names of the domain files",
    ),
    "no-domains": (
        ASKED,
        r"^domains = .*?$",
        "domains = []",
        "questionnaire/questionnaire.toml: domains",
        "the list is too short",
        "1 or more entries",
    ),
    # names that do not fit together
    "question-of-another-domain": (
        QUESTIONS,
        rf"^id = {SECOND}",
        'id = "team.values"',
        "questionnaire/leadership.toml: team.values",
        "doesn't start with the name of its domain",
        "Put 'leadership.' at the start of the name",
    ),
    "rubric-file-of-another-domain": (
        CRITERIA,
        r'^domain = "leadership"',
        'domain = "team"',
        "rubric/leadership.toml: domain",
        "the domain is 'team', but the file is called '",
        "Write 'leadership'",
    ),
    "recommendation-twice": (
        SOURCES,
        r'^id = "IB-K2"',
        'id = "IB-K1"',
        "IB-K1",
        "two recommendations have this name",
        "Use each name only once",
    ),
    "question-without-a-criterion": (
        CRITERIA,
        rf"^\[\[criteria\]\]\nquestion = {SECOND}.*?(?=^\[\[criteria\]\])",
        "",
        "leadership.values",
        "the question has no criterion",
        "Add a criterion to the file of the question's domain",
    ),
    "unknown-source": (
        CRITERIA,
        r'"IB-L1"',
        '"IB-L9"',
        "leadership.vision",
        "there is no source called 'IB-L9'",
        "Did you mean 'IB-",
    ),
    "unknown-stage": (
        CRITERIA,
        r'^stage = "advertise"',
        'stage = "advertize"',
        "leadership.vision",
        "there is no stage called 'advertize'",
        "Did you mean 'advertise'?",
    ),
    "unknown-band-in-caps": (
        RUBRIC,
        r'^missing = "getting_started"',
        'missing = "getting_strated"',
        "rubric/rubric.toml: caps.missing",
        "there is no band called 'getting_strated'",
        "Did you mean 'getting_started'?",
    ),
    "unknown-band-in-the-other-cap": (
        RUBRIC,
        r'^planned = "nearly_there"',
        'planned = "zzz"',
        "rubric/rubric.toml: caps.planned",
        "there is no band called 'zzz'",
        "Use 'not_started', ",
    ),
    # the rubric as a whole
    "bands-that-do-not-rise": (
        RUBRIC,
        r'(?<="Nearly there"\n)from_score = \d+',
        "from_score = 25",
        "rubric/rubric.toml: bands",
        "the scores of the bands don't start at 0 and go up",
        "Sort the bands by 'from_score'",
    ),
    "bands-in-the-wrong-order": (
        RUBRIC,
        r'(?<="Nearly there"\n)from_score = \d+',
        "from_score = 80",
        "rubric/rubric.toml: bands",
        "the scores of the bands don't start at 0 and go up",
        "Sort the bands by 'from_score'",
    ),
    "bands-that-begin-above-0": (
        RUBRIC,
        r"^from_score = 0",
        "from_score = 5",
        "rubric/rubric.toml: bands",
        "the scores of the bands don't start at 0",
        "starting with 0",
    ),
    "band-above-100": (
        RUBRIC,
        r'(?<="Ready"\n)from_score = \d+',
        "from_score = 101",
        "rubric/rubric.toml: ready, from_score",
        "101 is too large",
        "100",
    ),
    "stages-out-of-time": (
        RUBRIC,
        r"^lead_days = -112",
        "lead_days = -41",
        "rubric/rubric.toml: stages",
        "not in the order in which they happen",
        "Sort the stages by 'lead_days'",
    ),
    "lead-as-text": (
        RUBRIC,
        r"^lead_days = -112",
        'lead_days = "-112"',
        "rubric/rubric.toml: advertise, lead_days",
        "not a whole number",
        "without quotation marks",
    ),
    "checklist-of-three-thresholds": (
        RUBRIC,
        THRESHOLDS,
        "4 = [0, 1, 3]",
        "rubric/rubric.toml: checklists.4.4",
        "'3' is missing",
        "Add it",
    ),
    "checklist-of-five-thresholds": (
        RUBRIC,
        THRESHOLDS,
        "4 = [0, 1, 2, 3, 4]",
        "rubric/rubric.toml: checklists.4",
        "the list is too long",
        "at most 4 entries",
    ),
    "threshold-as-text": (
        RUBRIC,
        THRESHOLDS,
        '4 = [0, 1, "3", 4]',
        "rubric/rubric.toml: checklists.4.3",
        "not a whole number",
        "without quotation marks",
    ),
    "flag-of-an-unknown-fact": (
        RUBRIC,
        r"roles = 1",
        "people = 1",
        "rubric/rubric.toml: flags.single_role.when.1",
        "there is no fact called 'people'",
        "Choose from these: answers",
    ),
    "condition-that-says-nothing": (
        RUBRIC,
        r"roles = 1",
        "roles is one",
        "rubric/rubric.toml: flags.single_role.when.1",
        "'roles is one' is not a condition",
        "Write the condition like this one: '5 * notes < answers'",
    ),
    "missing-decision": (
        RUBRIC,
        r"^\[decisions\.go\].*?(?=^\[)",
        "",
        "rubric/rubric.toml: decisions",
        "'go' is missing",
        "Add it",
    ),
    "missing-priority": (
        RUBRIC,
        r"^\[priorities\.2\].*?(?=^\[)",
        "",
        "rubric/rubric.toml: priorities",
        "'2' is missing",
        "Add it",
    ),
    "misspelt-effort": (
        CRITERIA,
        r'^effort = "medium"',
        'effort = "medum"',
        "rubric/leadership.toml: leadership.",
        "'medum' is not a level of effort in the rubric",
        "Did you mean 'medium'?",
    ),
    "effort-of-no-days": (RUBRIC, r"^days = 7$", "days = 0", f"{RUBRIC}: efforts.small.days", "0 is too small", "1"),
    "unknown-decision": (
        RUBRIC,
        r"^\[decisions\.go\]",
        "[decisions.going]",
        "rubric/rubric.toml: decisions.going",
        '"going" is not one of the choices here',
        "'go'",
    ),
    "role-without-a-name": (
        ASKED,
        r'^name = "Peer worker"$',
        "",
        "questionnaire/questionnaire.toml: roles.peer_worker.name",
        "is missing",
        "Add it",
    ),
}


@pytest.mark.parametrize("fault", ONE_FAULT)
def test_one_thing_broken_is_one_fault(folder: Path, fault: str) -> None:
    """One thing wrong in the content is one fault, with its file or name, what is wrong, and what to do."""
    file, pattern, replacement, where, what, remedy = ONE_FAULT[fault]
    _break(folder, file, pattern, replacement)
    (message,) = _faults(folder)
    assert message.index(where) < message.index(what) < message.rindex(remedy)


SEVERAL_FAULTS = {
    "misspelt-key": (
        (QUESTIONS, r"^about", "abuot"),
        [
            "questionnaire/leadership.toml: about: 'about' is missing",
            "questionnaire/leadership.toml: abuot: there is no field called 'abuot' here. Did you mean 'about'?",
        ],
    ),
    "misspelt-key-of-the-whole": (
        (ASKED, r"^caution", "cauton"),
        [
            "questionnaire/questionnaire.toml: caution: 'caution' is missing",
            "cauton: there is no field called 'cauton' here. Did you mean 'caution'?",
        ],
    ),
    "misspelt-table": (
        (RUBRIC, r"^\[caps\]", "[cpas]"),
        [
            "rubric/rubric.toml: caps: 'caps' is missing",
            "rubric/rubric.toml: cpas: there is no field called 'cpas' here. Did you mean 'caps'?",
        ],
    ),
    "criterion-without-a-question": (
        (CRITERIA, SECOND, '"leadership.valeus"'),
        [
            "leadership.valeus: this question is not in the questionnaire. Did you mean 'leadership.values'?",
            "leadership.values: the question has no criterion. Add a criterion",
        ],
    ),
    "criterion-twice": (
        (CRITERIA, SECOND, '"leadership.vision"'),
        [
            "leadership.values: the question has no criterion. Add a criterion",
            "leadership.vision: the question has two criteria. Keep only one of the criteria",
        ],
    ),
    "domain-of-another-name": (
        (QUESTIONS, r'^id = "leadership"$', 'id = "leading"'),
        [
            "questionnaire/leadership.toml: id: the id is 'leading', but the file has another name. "
            "Write 'leadership', to match the name of the file."
        ],
    ),
    "domain-twice": (
        (ASKED, r'"leadership", ', '"leadership", "leadership", '),
        ["questionnaire/questionnaire.toml: domains: 'leadership' is in the list twice. List each name only once."],
    ),
    "checklists-that-the-rubric-cannot-judge": (
        (RUBRIC, THRESHOLDS, ""),
        [
            "training.role-content: the rubric has no rule for a checklist with 4 items. Add a line for",
            "training.skills-content: the rubric has no rule for a checklist with 4 items. Add a line for",
        ],
    ),
}


@pytest.mark.parametrize("fault", SEVERAL_FAULTS)
def test_all_that_follows_is_told_at_once(folder: Path, fault: str) -> None:
    """If one slip leaves several things wrong, each of them is told, with near names if there are any."""
    broken, messages = SEVERAL_FAULTS[fault]
    _break(folder, *broken)
    told = _faults(folder)
    assert len(told) == len(messages)
    for message in messages:
        assert any(message in one for one in told), (message, told)


def test_question_of_a_name_that_another_has(folder: Path) -> None:
    """A question that repeats another's identifier is found before anything is judged."""
    _break(folder, QUESTIONS, rf"^id = {SECOND}", 'id = "leadership.vision"')
    (message,) = _faults(folder)
    assert message.endswith("leadership.vision: two questions have this name. Use each name only once.")


def test_code_that_another_domain_has(folder: Path) -> None:
    """Two domains with the same two letters would give two actions one code."""
    _break(folder, QUESTIONS, r'^code = "LE"', 'code = "TR"')
    assert _faults(folder) == ["questionnaire: TR: two domains have this code. Give each domain a different code."]


def test_topic_that_another_question_has(folder: Path) -> None:
    """Two questions with one topic could not be told apart in a sentence."""
    for file in (QUESTIONS, CHECKLISTS):
        _break(folder, file, r"^topic = [^\n]*$", 'topic = "one and the same"')
    (message,) = _faults(folder)
    assert message.endswith("one and the same: two questions have this topic. Give each question a different topic.")


@pytest.mark.parametrize("file", [ASKED, SOURCES, QUESTIONS, RUBRIC, CRITERIA])
def test_file_that_is_missing(folder: Path, file: str) -> None:
    """A missing file is named, with what to do."""
    (folder / file).unlink()
    (message,) = _faults(folder)
    assert Path(file).name in message
    assert "(No such file or directory)" in message or "there is no such file, although 'domains' lists it" in message
    assert "the file exists" in message or "Put the file in the folder" in message


@pytest.mark.parametrize("file", [ASKED, SOURCES, QUESTIONS, RUBRIC, CRITERIA])
@pytest.mark.parametrize(
    ("data", "what", "remedy"),
    [
        pytest.param(
            'title = "Môn"'.encode("latin-1"),
            "isn't saved as UTF-8",
            "Open the file in a text editor and save it again as UTF-8",
            id="latin-1",
        ),
        pytest.param(b'title "x"', "line 1, column 7", "Compare this line", id="no-toml"),
        pytest.param(
            b"title = " + b"[" * 5000,
            "too many levels of brackets",
            "Remove the extra brackets",
            id="deep",
        ),
    ],
)
def test_file_that_cannot_be_read(folder: Path, file: str, data: bytes, what: str, remedy: str) -> None:
    """A file that is not UTF-8 or not TOML is named, with the line if there is one, and what to do."""
    (folder / file).write_bytes(data)
    (message,) = _faults(folder)
    assert Path(file).name in message
    assert what in message
    assert remedy in message


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda data: b"\xef\xbb\xbf" + data, id="byte-order-mark"),
        pytest.param(lambda data: data.replace(b"\n", b"\r\n"), id="windows-lines"),
    ],
)
def test_file_saved_by_another_editor(folder: Path, instrument: Instrument, change: Callable[[bytes], bytes]) -> None:
    """A byte-order mark or the line ends of Windows change nothing."""
    for file in (ASKED, SOURCES, QUESTIONS, RUBRIC, CRITERIA):
        path = folder / file
        path.write_bytes(change(path.read_bytes()))
    assert load_instrument(folder) == instrument


def test_texts_may_be_wrapped(folder: Path) -> None:
    """White space in a text is collapsed, so that its writer may wrap it, and none of it reaches a reader."""
    _break(folder, QUESTIONS, r"^title = .*?$", 'title = """\n  Leadership\n\n   and   vision """')
    assert load_instrument(folder).questionnaire.domains[0].title == "Leadership and vision"


def test_criteria_may_stand_in_any_order(folder: Path, instrument: Instrument) -> None:
    """The rubric's criteria are put into questionnaire order, which breaks ties in the plan."""
    path = folder / CRITERIA
    head, *criteria = path.read_text(encoding="utf-8").split("[[criteria]]")
    path.write_text(
        "[[criteria]]".join([head, *[f"{one.rstrip()}\n\n" for one in reversed(criteria)]]), encoding="utf-8"
    )
    assert load_instrument(folder) == instrument


def test_fault_names_its_place_from_the_outside_in() -> None:
    """The outer place stands before the inner one; a fault of the whole has only the outer one."""
    assert (
        str(Fault("weight", "9 is too large", "Write 3").within("a.toml")) == "a.toml: weight: 9 is too large. Write 3."
    )
    assert str(Fault("", "this file is empty", "Fill it").within("a.toml")) == "a.toml: this file is empty. Fill it."
    both = InputFault([Fault("a", "b", "c"), Fault("d", "e", "f")]).within("x.toml")
    assert str(both) == "x.toml: a: b. c.\nx.toml: d: e. f."


INNER_FAULTS = {
    "unknown-key-in-a-question": (
        QUESTIONS,
        r"^topic",
        'colour = "blue"\ntopic',
        "questionnaire/leadership.toml: leadership.vision, colour: ",
        "Check the spelling",
    ),
    "missing-key-in-a-question": (
        QUESTIONS,
        r"^topic = [^\n]*$",
        "",
        "questionnaire/leadership.toml: leadership.vision, topic: 'topic' is missing",
        "Add it",
    ),
    "missing-level": (
        QUESTIONS,
        r'^not_yet = ("""(.|\n)*?"""|[^\n]*$)',
        "",
        "questionnaire/leadership.toml: leadership.vision, levels.not_yet: ",
        "Add it",
    ),
    "question-with-levels-and-options": (
        CHECKLISTS,
        r"^\[\[questions\.options\]\]",
        'levels = "x"\n[[questions.options]]',
        "questionnaire/training.toml: training.",
        "Check the spelling",
    ),
    "missing-key-in-a-source": (
        SOURCES,
        r"^place = [^\n]*$",
        "",
        "questionnaire/sources.toml: IB-K1, place: 'place' is missing",
        "Add it",
    ),
    "unknown-key-in-the-sources": (
        SOURCES,
        r"\A",
        'colour = "blue"\n',
        "questionnaire/sources.toml: colour: there is no field called 'colour' here",
        "Check the spelling",
    ),
    "recommendation-twice": (
        SOURCES,
        r'^id = "IB-K2"',
        'id = "IB-K1"',
        "questionnaire/sources.toml: IB-K1: two recommendations",
        "Use each name only once",
    ),
    "source-twice": (
        SOURCES,
        r'^id = "PEL"',
        'id = "IB"',
        "questionnaire/sources.toml: IB: two sources",
        "Use each name only once",
    ),
    "question-twice": (
        QUESTIONS,
        rf"^id = {SECOND}",
        'id = "leadership.vision"',
        "questionnaire/leadership.toml: leadership.vision: two questions",
        "Use each name only once",
    ),
    "item-twice": (
        CHECKLISTS,
        r'^id = "recovery"',
        'id = "role-here"',
        "questionnaire/training.toml: training.role-content role-here: two items",
        "Use each name only once",
    ),
    "unknown-stage": (
        CRITERIA,
        r'^stage = "advertise"',
        'stage = "advertize"',
        "rubric/leadership.toml: leadership.vision: ",
        "'advertise'",
    ),
    "unknown-source": (
        CRITERIA,
        r'"IB-L1"',
        '"IB-L9"',
        "rubric/leadership.toml: leadership.vision: there is no source",
        "Did you mean",
    ),
    "question-without-a-criterion": (
        CRITERIA,
        rf"^\[\[criteria\]\]\nquestion = {SECOND}.*?(?=^\[\[criteria\]\])",
        "",
        "rubric/leadership.toml: leadership.values: the question has no criterion",
        "Add a criterion",
    ),
    "syntax-of-a-rubric-file": (
        CRITERIA,
        r"^weight =",
        "weight",
        "rubric/leadership.toml: line 5, column 8: there is no = after a name",
        "Compare this line",
    ),
    "thresholds-not-from-0": (
        RUBRIC,
        THRESHOLDS,
        "4 = [1, 2, 3, 4]",
        "rubric/rubric.toml: checklists.4: the numbers must start at 0",
        "Write how many ticks each of the four levels needs",
    ),
    "thresholds-not-rising": (
        RUBRIC,
        THRESHOLDS,
        "4 = [0, 3, 1, 4]",
        "rubric/rubric.toml: checklists.4: the numbers must start at 0",
        "Write how many ticks each of the four levels needs",
    ),
    "threshold-beyond-the-items": (
        RUBRIC,
        THRESHOLDS,
        "4 = [0, 1, 3, 5]",
        "rubric/rubric.toml: checklists.4: the numbers must start at 0",
        "Write how many ticks each of the four levels needs",
    ),
    "stage-twice": (
        RUBRIC,
        r'^id = "first_year"',
        'id = "four_months"',
        "rubric/rubric.toml: four_months: two stages",
        "Use each name only once",
    ),
    "band-twice": (
        RUBRIC,
        r'^id = "not_started"',
        'id = "ready"',
        "rubric/rubric.toml: ready: two bands",
        "Use each name only once",
    ),
    "sentence-with-a-gap-that-nothing-fills": (
        RUBRIC,
        r"\{aim\} yet",
        "{amm} yet",
        "rubric/rubric.toml: decisions.wait: the sentence has a placeholder",
        "{aim} and {topics}",
    ),
    "sentence-with-an-open-brace": (
        RUBRIC,
        r"\{aim\} yet",
        "{aim yet",
        "rubric/rubric.toml: decisions.wait: the sentence has a placeholder",
        "{aim} and {topics}",
    ),
}


SLIPS = {
    "True": (
        CRITERIA,
        r"^essential = true",
        "essential = True",
        "'True' is not in the right format",
        "Write true or false",
    ),
    "yes": (
        CRITERIA,
        r"^essential = true",
        "essential = yes",
        "'yes' is not in the right format",
        "Write true or false",
    ),
    "curly-marks": (
        QUESTIONS,
        r"^title = .*?$",
        "title = \u201cLeading\u201d",
        "curly quotation marks",
        'Type straight quotation marks instead, "like these"',
    ),
    "curly-end": (
        QUESTIONS,
        r"^title = .*?$",
        'title = "Leading\u201d',
        "curly quotation marks",
        "Type straight quotation marks",
    ),
    "no-comma": (
        CRITERIA,
        r"^steps = \[.*?^\]",
        'steps = [\n  "One"\n  "Two",\n]',
        "no comma between two entries",
        "Put a comma after the previous entry",
    ),
    "no-bracket": (
        CRITERIA,
        r"^steps = \[.*?^\]",
        'steps = [\n  "One"',
        "no closing square bracket",
        "Compare this line",
    ),
    "marks-inside": (
        QUESTIONS,
        r"^title = .*?$",
        'title = "Leading "well""',
        "after a closing quotation mark",
        'three quotation marks before and after the text, """like this"""',
    ),
    "single-brackets": (
        QUESTIONS,
        rf"^\[\[questions\]\]\nid = {SECOND}",
        f"[questions]\nid = {SECOND}",
        "[questions] is in single square brackets, on this line or an earlier one",
        "Write [[questions]], as in the rest of the file",
    ),
    "single-brackets-first": (
        QUESTIONS,
        r"^\[\[questions\]\]",
        "[questions]",
        "[questions] is in single square brackets, on this line or an earlier one",
        "Write [[questions]], as in the rest of the file",
    ),
    "part-twice": (
        QUESTIONS,
        r"^\[questions.levels\]",
        "[questions.levels]\n[questions.levels]",
        "is used twice",
        "Compare",
    ),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_usual_slip_is_told_with_what_to_write(folder: Path, slip: str) -> None:
    """What people often type wrongly is said as what it is."""
    file, pattern, replacement, what, remedy = SLIPS[slip]
    _break(folder, file, pattern, replacement)
    (message,) = _faults(folder)
    assert message.startswith(f"{file}: line ")
    assert message.index(what) < message.index(remedy)


@pytest.mark.parametrize("fault", INNER_FAULTS)
def test_fault_begins_with_its_file_and_place(folder: Path, fault: str) -> None:
    """One thing wrong is one fault, which begins with the file and the place in it."""
    file, pattern, replacement, beginning, remedy = INNER_FAULTS[fault]
    _break(folder, file, pattern, replacement)
    (message,) = _faults(folder)
    assert message.startswith(beginning)
    assert remedy in message


@pytest.mark.parametrize(
    ("file", "key", "misspelt"),
    [
        pytest.param(QUESTIONS, "evidence", "evidense", id="question"),
        pytest.param(CRITERIA, "weight", "wieght", id="criterion"),
        pytest.param(CRITERIA, "done_when", "done_wen", id="action"),
        pytest.param(RUBRIC, "lead_days", "leaddays", id="stage"),
    ],
)
def test_near_name_of_an_inner_key(folder: Path, file: str, key: str, misspelt: str) -> None:
    """A misspelt key is told with the key that was meant, wherever it stands."""
    _break(folder, file, rf"^{key} =", f"{misspelt} =")
    told = f"there is no field called '{misspelt}' here. Did you mean '{key}'"
    assert any(told in message for message in _faults(folder))


def test_faults_of_all_files_are_told_in_one_run(folder: Path) -> None:
    """What is wrong in one file hides nothing in another, and brings no faults that only follow from it."""
    _break(folder, ASKED, r"^caution = ", "cauton = ")
    _break(folder, QUESTIONS, r"^topic = [^\n]*$", "")
    _break(folder, CHECKLISTS, r"^title =", "title")
    _break(folder, SOURCES, r'^place = "page 25"$', "place = 25")
    _break(folder, RUBRIC, r"^at_once = 3", 'at_once = "three"')
    _break(folder, CRITERIA, r'^stage = "advertise"', 'stage = "advertize"')
    _break(folder, "rubric/team.toml", r"^weight = \d", "weight = 9")
    (folder / "rubric/wellness.toml").unlink()
    places = [fault.partition(": ")[0] + ": " + fault.split(": ")[1] for fault in _faults(folder)]
    assert places == [
        "questionnaire/leadership.toml: leadership.vision, topic",
        "questionnaire/training.toml: line 3, column 7",
        "questionnaire/sources.toml: IB-K1, place",
        "questionnaire/questionnaire.toml: caution",
        "questionnaire/questionnaire.toml: cauton",
        "rubric/team.toml: team.introduction, weight",
        "rubric/wellness.toml: this file can't be read (No such file or directory). Check that the file exists and that"
        " you can open it.",
        "rubric/rubric.toml: at_once",
    ]


def test_fault_of_the_only_criterion_is_one_fault(folder: Path) -> None:
    """A list whose only entry is faulty is not called too short as well."""
    path = folder / CRITERIA
    head, first, *_ = path.read_text(encoding="utf-8").split("[[criteria]]")
    path.write_text(f"{head}[[criteria]]{first.replace('weight = 3', 'weight = 9')}", encoding="utf-8")
    assert _faults(folder) == [
        "rubric/leadership.toml: leadership.vision, weight: 9 is too large. Write 3 or a lower number."
    ]


def test_file_that_no_list_names(folder: Path) -> None:
    """A domain's file that `domains` does not list is named once, and so is a rubric's file without a domain."""
    for part in ("questionnaire", "rubric"):
        shutil.copy(folder / part / "leadership.toml", folder / part / "money.toml")
    shutil.copy(folder / CRITERIA, folder / "rubric/leadershp.toml")
    assert _faults(folder) == [
        "questionnaire/money.toml: this file is in the folder, but is not listed under 'domains' in "
        "questionnaire.toml. Add 'money' to 'domains', or move the file to another folder.",
        "rubric/leadershp.toml: the questionnaire has no domain with this name. Did you mean 'leadership'?",
    ]


@pytest.mark.parametrize("file", [ASKED, SOURCES, QUESTIONS, RUBRIC, CRITERIA])
def test_file_that_an_editor_saved_as_txt(folder: Path, file: str) -> None:
    """Notepad adds `.txt`, and Windows doesn't show it."""
    (folder / file).rename(folder / f"{file}.txt")
    (message,) = _faults(folder)
    assert message.startswith(f"{file}: there is no such file")
    assert f"Rename {Path(file).name}.txt to {Path(file).name}" in message


def test_copy_of_a_rubric_file(folder: Path) -> None:
    """A copy left in the folder is to be moved, as no domain is like it."""
    shutil.copy(folder / "rubric/wellness.toml", folder / "rubric/Draft of it (2).toml")
    assert _faults(folder) == [
        "rubric/Draft of it (2).toml: the questionnaire has no domain with this name. Move the file to another folder."
    ]


@pytest.mark.parametrize("file", [ASKED, SOURCES, QUESTIONS, RUBRIC, CRITERIA])
def test_file_of_ten_megabytes(folder: Path, file: str) -> None:
    """A content file of ten megabytes is refused in a sentence, without reading it as TOML."""
    (folder / file).write_bytes(b'text = "' + b"a" * 10_000_000 + b'"')
    (message,) = _faults(folder)
    assert "this file is larger than 1 MB, so it can't be a questionnaire file" in message
