"""`readiness schema`: valid JSON Schemas that take all that the program takes, and refuse what can be said in one."""

import json
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any, get_args

import pytest
import tomli
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator, FormatChecker

from questionnaires.answer_file import parse_answers, write_answers
from questionnaires.answers import AnswerSheet
from questionnaires.faults import InputFault
from readiness.plan.audience import for_audience
from readiness.plan.model import Audience
from readiness.plan.planning import make_plan
from readiness.report.formats.json_data import as_json
from readiness.schemas.generated import Schema
from readiness.schemas.kinds import Kind, schema_of
from scoring.engine import score
from scoring.instrument import load_instrument
from tests.adapted import copied
from tests.mutations import damaged_files
from tests.program import ROOT, run
from tests.services import file_of
from tests.test_format_versions import AGREED
from tests.test_plan_of_a_workshop import agreed_sheet
from tests.test_scoring_laws import sheets
from tests.test_typed_answers import WRONG, Change, example
from tests.tiny import MONDAY

SHIPPED = load_instrument()
KINDS: tuple[Kind, ...] = get_args(Kind)
SCHEMAS: dict[str, Schema] = {kind: schema_of(kind, SHIPPED) for kind in KINDS}
QUESTIONNAIRE_FILES = sorted((ROOT / "questionnaires" / "peer-support").rglob("*.toml"))
RUBRIC_FILES = sorted((ROOT / "scoring" / "peer-support").rglob("*.toml"))
laws = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def errors(kind: str, content: Any) -> list[str]:
    """What a validator says against some content, with the place."""
    validator = Draft202012Validator(SCHEMAS[kind], format_checker=FormatChecker())
    return [f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(content)]


def loaded(path: Path) -> Any:
    return tomli.loads(path.read_text(encoding="utf-8"))


# The schemas themselves


@pytest.mark.parametrize("kind", KINDS)
def test_schema_is_one(kind: Kind) -> None:
    """Each is a valid JSON Schema of 2020-12, says so, and has no reference that leads nowhere or outside."""
    schema = SCHEMAS[kind]
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    used = {reference.removeprefix("#/$defs/") for reference in references(schema)}
    assert used == set(schema["$defs"]), "each definition is used, and each that is used is there"


def references(part: Any) -> Iterator[str]:
    if isinstance(part, list):
        for each in part:
            yield from references(each)
    elif isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield part["$ref"]
        for each in part.values():
            yield from references(each)


def properties_of(schema: Schema) -> Iterator[tuple[str, Schema]]:
    for name, definition in {"": schema, **schema["$defs"]}.items():
        for key, value in definition.get("properties", {}).items():
            yield f"{name}.{key}", value


@pytest.mark.parametrize("kind", KINDS)
def test_schema_has_descriptions(kind: Kind) -> None:
    """Every definition is described, and all that is in an answer file or at the top of a result."""
    schema = SCHEMAS[kind]
    undescribed = [name for name, it in schema["$defs"].items() if "description" not in it and "oneOf" not in it]
    assert undescribed == []
    if kind in ("answers", "result"):
        fields = dict(properties_of(schema))
        assert not [
            name
            for name, it in fields.items()
            if "description" not in it and (kind == "answers" or name.startswith("."))
        ]
    assert "title" not in {key for _, it in properties_of(schema) for key in it}


def test_questions_stand_in_the_schema_of_answers() -> None:
    """An editor can offer the questions with their words, and the items of a checklist."""
    answers = SCHEMAS["answers"]["properties"]["answers"]["properties"]
    assert list(answers) == list(SHIPPED.questionnaire.questions)
    assert all(answers[name]["description"] == it.text for name, it in SHIPPED.questionnaire.questions.items())


# All that the program takes


@pytest.mark.parametrize("path", QUESTIONNAIRE_FILES, ids=lambda path: path.name)
def test_shipped_questionnaire_is_valid(path: Path) -> None:
    """Each TOML file of the questionnaire that ships, as it is loaded."""
    assert errors("questionnaire", loaded(path)) == []


@pytest.mark.parametrize("path", RUBRIC_FILES, ids=lambda path: path.name)
def test_shipped_rubric_is_valid(path: Path) -> None:
    """Each TOML file of the rubric that ships is valid as it is loaded."""
    assert errors("rubric", loaded(path)) == []


def test_shipped_example_is_valid() -> None:
    """The example answer file is valid."""
    data = (files("questionnaires") / "peer-support" / "example.json").read_text(encoding="utf-8")
    assert errors("answers", json.loads(data)) == []


@pytest.mark.parametrize("version", [1, 2])
def test_answers_of_both_versions_are_valid(version: int) -> None:
    """Files of version 1 are valid, and so is one with everything of version 2."""
    if version == 1:
        assert [found for number in range(20) for found in errors("answers", file_of(SHIPPED, number))] == []
    else:
        assert errors("answers", json.loads(AGREED)) == []


@pytest.mark.slow
@laws
@given(sheets())
def test_all_that_is_written_is_valid(sheet: AnswerSheet) -> None:
    """Any sheet, as it is written, and its result, as it is printed, are valid."""
    assert errors("answers", json.loads(write_answers(sheet, SHIPPED.questionnaire))) == []
    plan = make_plan(score(SHIPPED, sheet, MONDAY), SHIPPED)
    assert errors("result", json.loads(as_json(plan))) == []


@pytest.mark.parametrize("audience", get_args(Audience))
def test_results_for_all_readers_are_valid(audience: Audience) -> None:
    """A plan of agreed answers is valid for each of its readers."""
    plan = make_plan(score(SHIPPED, agreed_sheet(), MONDAY), SHIPPED)
    assert errors("result", json.loads(as_json(for_audience(plan, SHIPPED, audience)))) == []


def test_results_with_what_has_changed_are_valid(tmp_path: Path) -> None:
    """A plan that says what has changed since the last one, as the program prints it."""
    (tmp_path / "a.json").write_text(run("example", folder=tmp_path).stdout, encoding="utf-8")
    run("actions", "a.json", "--set", "TE3", "--status", "doing", "--as-of", "2026-11-23", folder=tmp_path)
    printed = run("score", "a.json", "--format", "json", "--as-of", "2026-12-23", folder=tmp_path).stdout
    assert json.loads(printed)["since"]
    assert errors("result", json.loads(printed)) == []


@pytest.mark.slow
def test_nothing_is_refused_that_the_program_takes() -> None:
    """Of damaged answer files the schema takes all that the models take, and refuses most others."""
    taken = refused = 0
    for data in damaged_files(SHIPPED, 300, seed=7):
        try:
            sheet = parse_answers(data, SHIPPED.questionnaire)
            SHIPPED.check(sheet)
        except InputFault:
            refused += _is_refused(data)
            continue
        assert errors("answers", json.loads(data)) == [], data
        taken += 1
    assert taken > 60
    assert refused > 60


def _is_refused(data: bytes) -> bool:
    """Whether a file is JSON at all, and refused by the schema."""
    try:
        return bool(errors("answers", json.loads(data)))
    except ValueError:
        return False


# What is refused

BEYOND_A_SCHEMA = {
    "level-as-fraction": "to JSON Schema 2.0 is a whole number",
    "no-such-moment": "validators know what a moment looks like, not which there are",
    "moment-with-dashes-behind": "the same",
    "code-with-line-break": "a validator in Python lets a pattern end before the last line break, others do not",
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong_answers_are_refused(name: str) -> None:
    """What the models refuse is refused, apart from what cannot be said in a schema."""
    found = errors("answers", json.loads(example(WRONG[name])))
    assert bool(found) == (name not in BEYOND_A_SCHEMA), found


def test_what_always_applies_is_only_so_in_this_version() -> None:
    """Answers to an earlier version may say that a question does not apply which by now always applies."""
    content = file_of(SHIPPED, 3) | {"form": "full"}
    content["answers"]["recruitment.fair-terms"] = {"not_applicable": "The posts are filled"}
    assert errors("answers", content) != []
    assert errors("answers", content | {"questionnaire": {"id": "peer-support", "version": "1.0"}}) == []


def _in_domain(change: Change) -> tuple[str, Change]:
    return "leadership.toml", lambda content: change(content["questions"][0])


WRONG_CONTENT: dict[str, tuple[str, Change]] = {
    "no-text": _in_domain(lambda question: question.pop("text")),
    "empty-text": _in_domain(lambda question: question.update(text="")),
    "text-as-number": _in_domain(lambda question: question.update(text=5)),
    "unknown-key": _in_domain(lambda question: question.update(weight=3)),
    "three-levels": _in_domain(lambda question: question["levels"].pop("planned")),
    "position-as-identifier": _in_domain(lambda question: question.update(id="1")),
    "levels-and-options": _in_domain(lambda question: question.update(options=[])),
    "no-questions": ("team.toml", lambda content: content.update(questions=[])),
    "code-of-a-domain": ("team.toml", lambda content: content.update(code="team")),
    "one-option": (
        "training.toml",
        lambda content: _checklist(content).update(options=_checklist(content)["options"][:1]),
    ),
    "required-as-text": ("training.toml", lambda content: _checklist(content)["options"][0].update(required="yes")),
    "no-domains": ("questionnaire.toml", lambda content: content.update(domains=[])),
    "odd-version": ("questionnaire.toml", lambda content: content.update(version="one")),
    "no-roles": ("questionnaire.toml", lambda content: content.pop("roles")),
    "name-of-a-level": ("questionnaire.toml", lambda content: content["levels"]["planned"].pop("name")),
    "place-of-a-source": ("sources.toml", lambda content: content["sources"][0]["recommendations"][0].pop("place")),
    "meaning-of-a-term": ("glossary.toml", lambda content: content["terms"][0].pop("meaning")),
    "rule-of-style": ("style.toml", lambda content: content["titles"].update(most_words=0)),
    "working-paper": ("templates/boundaries-note.toml", lambda content: content.update(parts=[])),
}
WRONG_RUBRIC: dict[str, tuple[str, Change]] = {
    "weight-4": ("team.toml", lambda content: content["criteria"][0].update(weight=4)),
    "essential-as-text": ("team.toml", lambda content: content["criteria"][0].update(essential="yes")),
    "no-action": ("team.toml", lambda content: content["criteria"][0]["actions"].pop("planned")),
    "one-step": ("team.toml", lambda content: content["criteria"][0]["actions"]["planned"].update(steps=["Do it"])),
    "odd-effort": ("team.toml", lambda content: content["criteria"][0]["actions"]["planned"].update(effort="Large")),
    "odd-ask": ("team.toml", lambda content: content["criteria"][0]["actions"]["planned"].update(asks=["luck"])),
    "no-criteria": ("team.toml", lambda content: content.update(criteria=[])),
    "lead-as-text": ("rubric.toml", lambda content: content["stages"][0].update(lead_days="-112")),
    "band-above-100": ("rubric.toml", lambda content: content["bands"][1].update(from_score=101)),
    "three-ticks": ("rubric.toml", lambda content: content["checklists"].update({"4": [0, 1, 3]})),
    "odd-decision": ("rubric.toml", lambda content: content["decisions"].update(maybe=content["decisions"]["go"])),
    "no-caps": ("rubric.toml", lambda content: content.pop("caps")),
    "at-once-0": ("rubric.toml", lambda content: content.update(at_once=0)),
    "more-keys": ("rubric.toml", lambda content: content.update(colour="red")),
}  # fmt: skip


def _checklist(content: dict[str, Any]) -> dict[str, Any]:
    return next(question for question in content["questions"] if "options" in question)


@pytest.mark.parametrize(
    ("kind", "folder", "wrong"),
    [
        *(pytest.param("questionnaire", "questionnaires", it, id=name) for name, it in WRONG_CONTENT.items()),
        *(pytest.param("rubric", "scoring", it, id=name) for name, it in WRONG_RUBRIC.items()),
    ],
)
def test_wrong_content_is_refused(kind: Kind, folder: str, wrong: tuple[str, Callable[[Any], object]]) -> None:
    """A content file that says something that it cannot say is refused, with the place."""
    name, change = wrong
    content = loaded(ROOT / folder / "peer-support" / name)
    change(content)
    found = errors(kind, content)
    assert found
    assert len(found) < 5, "what is wrong is said, not everything that the file might be"


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda result: result.update(format="readiness-answers"), id="other-format"),
        pytest.param(lambda result: result.update(format_version=2), id="newer"),
        pytest.param(lambda result: result.pop("stages"), id="no-stages"),
        pytest.param(lambda result: result["stages"][0].update(decision="perhaps"), id="odd-decision"),
        pytest.param(lambda result: result["domains"][0].update(score="46.7"), id="score-as-text"),
        pytest.param(lambda result: result["actions"][0].update(priority=4), id="priority-4"),
        pytest.param(lambda result: result["actions"][0].update(due="soon"), id="no-day"),
        pytest.param(lambda result: result["criteria"][0].update(state="maybe"), id="odd-state"),
        pytest.param(lambda result: result["service"].update(manager="Ann"), id="person"),
    ],
)
def test_wrong_results_are_refused(change: Callable[[Any], object]) -> None:
    """A damaged result is refused; one with more fields than today is taken, as later versions may add some."""
    result = json.loads(as_json(make_plan(score(SHIPPED, agreed_sheet(), MONDAY), SHIPPED)))
    assert errors("result", result | {"later": 1}) == []
    change(result)
    assert errors("result", result)


# The command


@pytest.mark.parametrize("kind", KINDS)
def test_command_prints_the_schema(tmp_path: Path, kind: Kind) -> None:
    """The command prints the schema to standard output, as JSON that every console can show."""
    printed = run("schema", kind, folder=tmp_path)
    assert (printed.returncode, printed.stderr) == (0, "")
    assert printed.stdout.isascii()
    assert json.loads(printed.stdout) == SCHEMAS[kind]


def test_command_takes_another_questionnaire(tmp_path: Path) -> None:
    """The schema of answers to a questionnaire that was adapted has its questions."""
    copied(tmp_path / "own")
    printed = json.loads(run("schema", "answers", "--questionnaire", "own", folder=tmp_path).stdout)
    assert printed["$defs"]["QuestionnaireVersion"]["properties"]["id"]["const"] == "own"


@pytest.mark.parametrize("arguments", [(), ("plans",), ("answers", "result")])
def test_wrong_kinds(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """No kind, an unknown kind or two kinds are wrong usage."""
    ended = run("schema", *arguments, folder=tmp_path)
    assert (ended.returncode, ended.stdout) == (2, "")
