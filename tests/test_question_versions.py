"""Files that were answered with an earlier version: names that have changed, and questions that were not asked yet."""

import csv
import json
import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.answer_file import parse_answers, write_answers
from questionnaires.faults import InputFault
from readiness.interview.drafts import Drafts
from readiness.interview.state import InterviewState
from readiness.plan.planning import make_plan
from readiness.report.outline import outline_of
from scoring.engine import score
from scoring.instrument import Instrument, load_instrument
from tests.batches import DAY
from tests.changed_questions import copy_of_content, next_version
from tests.program import run
from tests.properties import tried_on
from tests.services import file_of
from tests.test_typed_answers import exactly, judged_together
from tests.tiny import MONDAY

NEW, RENAMED, FORMERLY = "wellness.quiet-room", "wellness.absence", "wellness.cover"
ADAPTED = ("--questionnaire", "next")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with version 1.2 in `next`."""
    folder = tmp_path_factory.mktemp("versions")
    next_version(folder / "next")
    return folder


@pytest.fixture(scope="module")
def later(made: Path) -> Instrument:
    """Version 1.2: it asks an essential more, and has another name for the question about cover."""
    return load_instrument(made / "next")


def _answered(**answers: Any) -> dict[str, Any]:
    """A file of version 1.1 with all answers at level 3 but those given."""
    shipped = load_instrument()
    content = file_of(shipped, 3)
    content["form"] = "full"
    content["answers"] = {
        identifier: {"ticked": [option.id for option in question.options]}
        if question.type == "checklist"
        else {"level": 3}
        for identifier, question in shipped.questionnaire.questions.items()
    } | answers
    return content


def _data(content: dict[str, Any]) -> bytes:
    return json.dumps(content).encode()


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """A folder with version 1.2 in `next`, and `old.json`, which answers all of version 1.1 at level 3."""
    shutil.copytree(made / "next", tmp_path / "next")
    (tmp_path / "old.json").write_bytes(_data(_answered()))
    return tmp_path


def test_renamed_answers_move_and_new_questions_count_for_nothing(later: Instrument) -> None:
    """All else is answered at the highest level, so nothing is missing, nothing is to do, and every stage can go."""
    content = _answered(**{FORMERLY: {"level": 1, "note": "Bank staff"}})
    result = score(later, parse_answers(_data(content), later.questionnaire), MONDAY)
    states = {row.question: row for row in result.criteria}
    assert (states[RENAMED].level, states[RENAMED].note) == (1, "Bank staff")
    assert states[NEW].state == "not_asked"
    assert (result.answered, result.unanswered, result.not_asked, result.complete) == (48, 0, 1, True)
    assert all(not stage.blocking for stage in result.stages)
    assert [action.question for action in result.actions] == [RENAMED]
    first_day = next(stage for stage in result.stages if stage.id == "first_day")
    assert first_day.essentials == 16


def test_answer_counts_whatever_version_the_file_names(later: Instrument) -> None:
    """A person who goes on with an older file answers the new question too."""
    for answer, state in (({"level": 0}, "known"), ({"unknown": True}, "unknown")):
        content = _answered(**{NEW: answer})
        result = score(later, parse_answers(_data(content), later.questionnaire), MONDAY)
        assert {row.question: row.state for row in result.criteria}[NEW] == state
        assert result.not_asked == 0
        assert [stage.id for stage in result.stages if stage.blocking] == ["first_day", "four_months"]


def test_file_of_the_new_version_without_an_answer_is_not_finished(later: Instrument) -> None:
    """In a file of the new version the question was asked, so without an answer it is not finished."""
    content = _answered()
    content["questionnaire"]["version"] = "1.2"
    result = score(later, parse_answers(_data(content), later.questionnaire), MONDAY)
    assert (result.unanswered, result.not_asked) == (1, 0)


def test_answers_under_both_names_are_refused(later: Instrument) -> None:
    """Answers under both names are refused in one sentence with the place, as only a person knows which is right."""
    with pytest.raises(InputFault) as caught:
        parse_answers(_data(_answered(**{RENAMED: {"level": 1}})), later.questionnaire)
    assert [str(fault) for fault in caught.value.faults] == [
        "wellness.cover: this is an earlier name for 'wellness.absence', but the file contains 'wellness.absence' too."
        " Keep the entry that is right, and remove the other."
    ]


def test_moved_answers_are_written_in_the_order_of_today(later: Instrument) -> None:
    """Answers under an old name can be written under the new one, and read again."""
    sheet = parse_answers(_data(_answered()), later.questionnaire)
    written = write_answers(sheet, later.questionnaire)
    assert parse_answers(written, later.questionnaire) == sheet
    asked = list(later.questionnaire.questions)
    names = list(json.loads(written)["answers"])
    assert names == [name for name in asked if name != NEW]


_answers = st.one_of(st.none(), st.just({"unknown": True}), st.integers(0, 3).map(lambda level: {"level": level}))


@tried_on(60)
@given(
    version=st.sampled_from(["1.0", "1.1", "1.2"]),
    form=st.sampled_from(["full", "short"]),
    name=st.sampled_from([FORMERLY, RENAMED]),
    given_to=st.tuples(_answers, _answers, _answers),
)
def test_batch_and_score_agree_about_versions(
    version: str, form: str, name: str, given_to: tuple[dict[str, Any] | None, ...]
) -> None:
    """For any answers, names and versions `batch` and `score` say the same."""
    instrument = _next_instrument()
    content = _answered()
    content["questionnaire"]["version"] = version
    content["form"] = form
    del content["answers"][FORMERLY]
    for question, answer in zip((name, NEW, "leadership.vision"), given_to, strict=True):
        content["answers"].pop(question, None)
        if answer:
            content["answers"][question] = answer
    data = _data(content)
    assert judged_together([data], instrument) == [exactly(data, instrument)]


@cache
def _next_instrument() -> Instrument:
    """Version 1.2, for what cannot use fixtures."""
    with TemporaryDirectory() as folder:
        return load_instrument(next_version(Path(folder) / "next"))


def test_score_names_what_was_not_asked(folder: Path) -> None:
    """The result names what was not asked yet, and both versions."""
    shown = run("score", "old.json", *ADAPTED, *DAY, "--all", folder=folder).stdout
    words = " ".join(shown.split())
    assert "1 not asked yet" in words
    assert (
        "Not asked yet. The service answered version 1.1 of the questionnaire, which did not have this question yet:"
        " a quiet room." in words
    )
    assert (
        "The service answered version 1.1 of the questionnaire, but the answers were scored using version 1.2." in words
    )
    assert "not answered" not in words
    data = json.loads(run("score", "old.json", *ADAPTED, *DAY, "--format", "json", folder=folder).stdout)
    assert (data["not_asked"], data["scored_by"], data["questionnaire"]["version"]) == (1, "1.2", "1.1")


@pytest.mark.parametrize("ending", ["html", "md"])
def test_plan_names_what_was_not_asked(folder: Path, ending: str) -> None:
    """The plan says it in the notices, among the answers, and at the foot."""
    ended = run("plan", "old.json", "-o", f"plan.{ending}", *ADAPTED, *DAY, folder=folder)
    assert ended.returncode == 0, ended.stderr
    text = (folder / f"plan.{ending}").read_text(encoding="utf-8")
    assert "did not have this question yet: a quiet room." in text
    assert "peer-support 1.1, scored using version 1.2" in text
    assert "Not asked yet." in text.replace("Not asked yet.", "", 1)


def test_sums_of_a_plan_leave_out_what_was_not_asked(later: Instrument) -> None:
    """The points and weights that the plan prints for each domain give the scores that it prints."""
    content = _answered(**{FORMERLY: {"level": 0}, "wellness.framing": {"unknown": True}})
    plan = make_plan(score(later, parse_answers(_data(content), later.questionnaire), MONDAY), later)
    for part in outline_of(plan, later).domains:
        assert round(100 * part.points / (3 * part.weights), 1) == part.domain.score
        assert round(100 * (part.points + part.open_points) / (3 * part.weights), 1) == part.domain.score_max


def test_batch_counts_nobody_who_was_not_asked(folder: Path) -> None:
    """Ten older files: the new essential is missing nowhere, and the report says that it was not asked."""
    (folder / "in").mkdir()
    for number in range(10):
        content = _answered(**{"leadership.vision": {"level": number % 4}})
        content["service"] = {"name": f"Service {number}"}
        (folder / "in" / f"{number}.json").write_bytes(_data(content))
    newer = _answered(**{RENAMED: {"level": 3}, NEW: {"level": 0}})
    del newer["answers"][FORMERLY]
    newer["service"], newer["questionnaire"]["version"] = {"name": "Newest"}, "1.2"
    (folder / "in" / "newer.json").write_bytes(_data(newer))
    ended = run("batch", "in", "-o", "out", *ADAPTED, *DAY, "--format", "csv,html,json", folder=folder)
    assert ended.returncode == 0, ended.stderr
    questions = {
        row["id"]: row
        for form in json.loads((folder / "out" / "summary.json").read_bytes())["forms"]
        for row in form["questions"]
    }
    assert questions[NEW]["not_asked"] == 10
    assert (questions[NEW]["applies_to"], questions[NEW]["level_0"], questions[NEW]["unanswered"]) == (1, 1, 0)
    report = (folder / "out" / "portfolio.html").read_text(encoding="utf-8")
    assert "A quiet room (10 services)." in report or "a quiet room (10 services)." in report
    assert "1 of 1: 1 missing, 10 not asked yet" in report
    answers = (folder / "out" / "answers.csv").read_text(encoding="utf-8-sig")
    assert answers.count(f"{NEW},yes,not_asked,") == 10


def test_compare_says_so(folder: Path) -> None:
    """An answer to a question that was not asked before is neither higher nor lower."""
    newer = _answered(**{RENAMED: {"level": 3}, NEW: {"level": 0}})
    del newer["answers"][FORMERLY]
    newer["questionnaire"]["version"] = "1.2"
    (folder / "new.json").write_bytes(_data(newer))
    ended = run("compare", "old.json", "new.json", *ADAPTED, *DAY, folder=folder)
    assert ended.returncode == 0, ended.stderr
    words = " ".join(ended.stdout.split())
    assert "1 question is not in the first file's version of the questionnaire, so it doesn't count." in words
    assert "Not asked yet" in words
    found = json.loads(run("compare", "old.json", "new.json", *ADAPTED, *DAY, "--format", "json", folder=folder).stdout)
    (move,) = found["questions"]
    assert (move["question"], move["direction"], move["before"]["state"]) == (NEW, "other", "not_asked")


def test_what_was_agreed_about_a_renamed_question_moves(folder: Path) -> None:
    """The owner stays with the action, and the next plan does not call it new."""
    (folder / "old.json").write_bytes(_data(_answered(**{FORMERLY: {"level": 0}})))
    assert run("actions", "old.json", "--set", "WE7", "--owner", "Jo", *DAY, folder=folder).returncode == 0
    assert run("plan", "old.json", "-o", "before.json", *DAY, folder=folder).returncode == 0
    ended = run("plan", "old.json", "-o", "after.json", *ADAPTED, *DAY, folder=folder)
    assert ended.returncode == 0, ended.stderr
    plan = json.loads((folder / "after.json").read_bytes())
    (action,) = plan["actions"]
    assert (action["question"], action["owner"]) == (RENAMED, "Jo")
    assert not (plan["since"] or {"new": []})["new"]


def test_record_under_both_names_is_refused(folder: Path) -> None:
    """A record under both names is refused, with its file, its place and what to do."""
    (folder / "old.json").write_bytes(_data(_answered(**{FORMERLY: {"level": 0}})))
    run("actions", "old.json", "--set", "WE7", "--owner", "Jo", *DAY, folder=folder)
    record = json.loads((folder / "old.actions").read_bytes())
    record["actions"][RENAMED] = record["actions"][FORMERLY]
    (folder / "old.actions").write_bytes(_data(record))
    ended = run("plan", "old.json", "-o", "plan.json", *ADAPTED, *DAY, folder=folder)
    assert ended.returncode == 3
    assert "old.actions: actions: wellness.cover: this is an earlier name for 'wellness.absence'" in ended.stderr


def test_table_from_before_a_question_was_renamed_is_read(folder: Path) -> None:
    """A row with the old name changes the action of today."""
    (folder / "old.json").write_bytes(_data(_answered(**{FORMERLY: {"level": 0}})))
    assert run("plan", "old.json", "-o", "table.csv", *DAY, folder=folder).returncode == 0
    with (folder / "table.csv").open(encoding="utf-8-sig", newline="") as table:
        heading, *rows = csv.reader(table)
    (row,) = (row for row in rows if row[heading.index("Id")] == FORMERLY)
    row[heading.index("Owner")] = "Jo"
    with (folder / "table.csv").open("w", encoding="utf-8-sig", newline="") as table:
        csv.writer(table).writerows([heading, *rows])
    ended = run("actions", "old.json", "--read", "table.csv", *ADAPTED, *DAY, folder=folder)
    assert ended.returncode == 0, ended.stderr
    record = json.loads((folder / "old.actions").read_bytes())
    assert record["actions"][RENAMED]["owner"] == "Jo"


def test_going_on_with_an_older_file_asks_the_new_question(later: Instrument) -> None:
    """It is the one that is left, although nothing is unanswered."""
    state = InterviewState.start(later, parse_answers(_data(_answered()), later.questionnaire))
    assert state.unanswered == (NEW,)
    assert state.question_ids[state.position] == NEW


def test_unfinished_note_moves_too(later: Instrument, tmp_path: Path) -> None:
    """What was typed for a renamed question comes back at it; if both names have a note, both are kept."""
    answers, names = tmp_path / "old.json", later.questionnaire.names_before
    kept = tmp_path / "old.json.unfinished"
    for notes, here, there in (
        ({FORMERLY: "Bank"}, "Bank", ""),
        ({FORMERLY: "Bank", RENAMED: "Staff"}, "Staff", "Bank"),
    ):
        kept.write_bytes(_data({"format": "readiness-unfinished", "notes": notes, "reasons": {}}))
        drafts = Drafts(lambda: answers, names)
        assert (drafts.of(RENAMED).note, drafts.of(FORMERLY).note) == (here, there)
        drafts.save()
        assert sorted(json.loads(kept.read_bytes())["notes"].values()) == sorted(notes.values())


def test_copy_of_what_ships_asks_nothing_new(tmp_path: Path) -> None:
    """The questions that ship have all been there since 1.0."""
    assert load_instrument(copy_of_content(tmp_path / "copy")).questionnaire.added_after("1.0") == set()
