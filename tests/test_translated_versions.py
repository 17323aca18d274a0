"""A translation of a questionnaire has a version of its own, such as 1.1-cy, and takes answers to the original."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from questionnaires.versions import next_version, numbers_of
from readiness.schemas.kinds import schema_of
from scoring.instrument import load_instrument
from tests.changed_questions import copy_of_content, raise_version
from tests.program import ROOT, run

WELSH = "1.1-cy"


@pytest.mark.parametrize(
    ("version", "numbers", "following"),
    [("1.9", (1, 9), "1.10"), ("1.10-cy", (1, 10), "1.11-cy"), ("2.0-pt-BR", (2, 0), "2.1-pt-BR")],
)
def test_a_version_is_ordered_by_its_numbers_and_keeps_its_language(
    version: str, numbers: tuple[int, int], following: str
) -> None:
    """Versions are ordered by their numbers; the language does not matter."""
    assert numbers_of(version) == numbers
    assert next_version(version) == following


def test_answers_to_the_original_fit_its_translation_and_the_other_way(tmp_path: Path) -> None:
    """`check` has nothing to say, the result names both versions, and a batch counts files of both."""
    raise_version(copy_of_content(tmp_path / "welsh"), WELSH)
    given = tmp_path / "in"
    given.mkdir()
    original = json.loads((ROOT / "questionnaires" / "peer-support" / "example.json").read_bytes())
    translated = original | {"questionnaire": {"id": "peer-support", "version": WELSH}, "service": {"name": "Gwalia"}}
    for name, content in (("original", original), ("translated", translated)):
        (given / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")
    assert run("check", "--questionnaire", "welsh", folder=tmp_path).returncode == 0
    for options in ((), ("--questionnaire", "welsh")):
        for name in ("original", "translated"):
            scored = run("score", f"in/{name}.json", "--format", "json", *options, folder=tmp_path)
            data = json.loads(scored.stdout)
            assert (data["questionnaire"]["version"], data["scored_by"]) == (
                "1.1" if name == "original" else WELSH,
                WELSH if options else "1.1",
            )
        counted = run("batch", "in", "-o", f"out-{len(options)}", "--format", "json", *options, folder=tmp_path)
        assert "Counted: 2" in counted.stderr
    errors = Draft202012Validator(schema_of("answers", load_instrument(tmp_path / "welsh"))).iter_errors(translated)
    assert not [*errors]


@pytest.mark.parametrize("version", ["1.0-", "1.0-Welsh", "1.0cy", "1-cy", "1.0-cy-"])
def test_other_versions_are_refused(tmp_path: Path, version: str) -> None:
    """Other versions are refused by `check`, with the file and the field."""
    raise_version(copy_of_content(tmp_path / "odd"), version)
    checked = run("check", "--questionnaire", "odd", folder=tmp_path)
    assert checked.returncode == 3
    assert "questionnaire.toml: version" in " ".join(checked.stderr.split())
