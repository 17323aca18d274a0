"""A translation: its start, its version, its catalogue, and which language the program speaks."""

import os
import re
import shutil
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from unittest.mock import patch

import pytest

from questionnaires import language
from questionnaires.language import CATALOGUE, CATALOGUE_VARIABLE, LANGUAGE_VARIABLE
from readiness import languages
from tests.program import ROOT, run, run_in_own_process

EXAMPLE = ROOT / "questionnaires" / "peer-support" / "example.json"
HEADING = "Can we go ahead?"
IN_WELSH = "Allwn ni fynd ymlaen?"


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A translation into Welsh that has just been started."""
    folder = tmp_path_factory.mktemp("translations")
    done = run("questions", "--copy-to", "welsh", "--translate", "cy", folder=folder)
    assert (done.returncode, "version 1.1-cy" in done.stderr) == (0, True)
    return folder / "welsh"


@pytest.fixture
def welsh(started: Path, tmp_path: Path) -> Path:
    """A copy of it, to change."""
    return shutil.copytree(started, tmp_path / "welsh")


def translate(folder: Path, english: str, translated: str) -> None:
    """Writes the translation of a text into the catalogue."""
    path = folder / CATALOGUE
    catalogue = path.read_text(encoding="utf-8")
    before = f'msgid "{english}"\nmsgstr ""'
    assert before in catalogue
    path.write_text(catalogue.replace(before, f'msgid "{english}"\nmsgstr "{translated}"'), encoding="utf-8")


def test_a_translation_is_a_version_of_the_same_questionnaire(welsh: Path) -> None:
    """It keeps the identity, has its language in the version, and `check` says what is not translated yet."""
    head = (welsh / "questionnaire" / "questionnaire.toml").read_text(encoding="utf-8")
    assert dict(re.findall(r'^(id|version|language) = "(.*)"', head, re.MULTILINE)) == {
        "id": "peer-support",
        "version": "1.1-cy",
        "language": "cy",
    }
    checked = run("check", "welsh", folder=welsh.parent)
    assert checked.returncode == 0
    assert re.search(r"([\d,]+) of the program's \1 messages have not been translated yet", checked.stdout)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_texts_that_are_translated_are_used(welsh: Path, encoding: str) -> None:
    """Dates are as in the language, however an editor saved its name; what is not translated yet stays English."""
    translate(welsh, HEADING, IN_WELSH)
    head = welsh / "questionnaire" / "questionnaire.toml"
    head.write_text(head.read_text(encoding="utf-8"), encoding=encoding)
    shown = run_in_own_process(
        "score", EXAMPLE, "--questionnaire", "welsh", "--as-of", "2027-03-01", folder=welsh.parent
    )
    assert shown.returncode == 0
    for text in (IN_WELSH, "1 Mawrth 2027", "Points to bear in mind"):
        assert text in shown.stdout


def test_the_language_asked_for_comes_first(welsh: Path) -> None:
    """`--language` before the environment, the environment before the questionnaire's own."""
    translate(welsh, HEADING, IN_WELSH)
    ours = ("score", EXAMPLE, "--questionnaire", "welsh")
    for options, environment, heading in (
        ((), {LANGUAGE_VARIABLE: "en-GB"}, HEADING),
        (("--language", "cy"), {LANGUAGE_VARIABLE: "en-GB"}, IN_WELSH),
        (("--language=en-GB",), {}, HEADING),
    ):
        shown = run_in_own_process(*ours, *options, folder=welsh.parent, **environment)
        assert heading in shown.stdout


def test_dates_of_another_english() -> None:
    """English needs no translation, but it has dates of its own in each country."""
    shown = run_in_own_process("score", EXAMPLE, "--language", "en-US", "--as-of", "2027-03-01", folder=ROOT)
    assert "March 1, 2027" in shown.stdout


@pytest.mark.parametrize(
    ("language", "says"),
    [("xx", "there is no translation into the"), ("../cy", "is not a language code"), ("", "")],
)
def test_a_language_that_there_is_not_is_refused(tmp_path: Path, language: str, says: str) -> None:
    """In one sentence with exit code 2, whichever way it was asked for; an empty one is none."""
    for options, environment in (((f"--language={language}",), {}), ((), {LANGUAGE_VARIABLE: language})):
        done = run_in_own_process(*options, "--version", folder=tmp_path, **environment)
        assert (done.returncode, says in done.stderr) == (2 if says else 0, True)


def test_a_language_that_is_left_out_is_told(tmp_path: Path) -> None:
    """The option alone is a fault; a catalogue that has gone since leaves the texts in English."""
    done = run_in_own_process("--version", "--language", folder=tmp_path)
    assert (done.returncode, "--language: this option needs a language" in done.stderr) == (2, True)
    gone = {LANGUAGE_VARIABLE: "en-GB", CATALOGUE_VARIABLE: str(tmp_path / "gone.po")}
    done = run_in_own_process("score", EXAMPLE, folder=tmp_path, **gone)
    assert (done.returncode, HEADING in done.stdout) == (0, True)


@pytest.mark.parametrize("value", ["{bandiau}", "{band:q}", "{band!z}", "{band"])
def test_a_translation_that_names_another_value_is_a_fault_and_not_used(welsh: Path, value: str) -> None:
    """`check` says where it is; meanwhile the text stays English."""
    text = "there is no band called '{band}'"
    translate(welsh, text, f"nid oes band '{value}'")
    checked = run("check", "welsh", folder=welsh.parent)
    assert checked.returncode == 3
    assert f"welsh: {CATALOGUE}, line " in checked.stderr
    assert text in checked.stderr
    rubric = welsh / "rubric" / "rubric.toml"
    rubric.write_text(
        re.sub(r'(?m)^(missing = ").*"', r'\1none"', rubric.read_text(encoding="utf-8")), encoding="utf-8"
    )
    refused = run_in_own_process("check", "--questionnaire", "welsh", folder=welsh.parent)
    assert "there is no band called 'none'" in refused.stderr


def test_a_translation_may_leave_the_form_of_a_number_to_the_language(welsh: Path) -> None:
    """A value can stand without its form, or with it, and be used twice."""
    (welsh / CATALOGUE).write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
        'msgid "{found:,} of {total:,}"\nmsgstr "{total:,}: {found}, {found:,}"\n',
        encoding="utf-8",
    )
    assert list(language.with_other_values(language.read_catalogue(welsh / CATALOGUE))) == []


@pytest.mark.parametrize("content", [b'msgid "\n', b"\xff\xfe\x00"])
def test_a_catalogue_that_cannot_be_read_is_told_in_a_sentence(welsh: Path, content: bytes) -> None:
    """With the file's name and exit code 3."""
    (welsh / CATALOGUE).write_bytes(content)
    done = run_in_own_process("score", EXAMPLE, "--questionnaire", "welsh", folder=welsh.parent)
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    assert CATALOGUE in done.stderr


def test_a_catalogue_is_brought_up_to_date(welsh: Path) -> None:
    """Translations are kept, new texts are added, and texts that are gone are put at the end."""
    translate(welsh, HEADING, IN_WELSH)
    path = welsh / CATALOGUE
    catalogue = path.read_text(encoding="utf-8")
    gone = catalogue.replace('msgid "Points to bear in mind"', 'msgid "Something older"').replace(
        'msgid "Something older"\nmsgstr ""', 'msgid "Something older"\nmsgstr "Rhywbeth"'
    )
    path.write_text(gone, encoding="utf-8")
    done = run("questions", "--questionnaire", "welsh", "--translate", "cy", folder=welsh.parent)
    assert (done.returncode, "up to date" in done.stderr) == (0, True)
    renewed = path.read_text(encoding="utf-8")
    assert f'msgstr "{IN_WELSH}"' in renewed
    assert '\nmsgid "Points to bear in mind"' in renewed
    assert '#~ msgid "Something older"' in renewed


def test_a_catalogue_that_cannot_be_written_stays_as_it_was(welsh: Path) -> None:
    """Nothing that was translated is lost, and one sentence says what is wrong."""
    translate(welsh, HEADING, IN_WELSH)
    before = (welsh / CATALOGUE).read_bytes()
    with patch("babel.messages.pofile.write_po", side_effect=OSError("The disk is full")):
        done = run("questions", "--questionnaire", "welsh", "--translate", "cy", folder=welsh.parent)
    assert (done.returncode, f"{CATALOGUE}: saving failed" in done.stderr) == (2, True)
    assert (welsh / CATALOGUE).read_bytes() == before


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--translate", "cy"), "which translation you mean"),
        (("--translate", "de", "--questionnaire", "welsh"), "is 'cy'"),
        (("--translate", "Welsh", "--copy-to", "other"), "'Welsh' is not a language code"),
        (("--translate", "cy", "--copy-to", "other", "--id", "ours"), "must have the same identifier"),
    ],
    ids=["of-nothing", "of-another-language", "not-a-language", "with-an-identity"],
)
def test_what_cannot_be_translated_is_refused(welsh: Path, options: tuple[str, ...], says: str) -> None:
    """In one sentence with exit code 2, and nothing is written."""
    refused = run("questions", *options, folder=welsh.parent)
    assert (refused.returncode, says in refused.stderr) == (2, True)
    assert not (welsh.parent / "other").exists()


def test_a_copy_of_a_translation_brings_its_catalogue(welsh: Path) -> None:
    """A trust that adapts a translation speaks its language from the start."""
    translate(welsh, HEADING, IN_WELSH)
    assert run("questions", "--questionnaire", "welsh", "--copy-to", "ours", folder=welsh.parent).returncode == 0
    assert f'msgstr "{IN_WELSH}"' in (welsh.parent / "ours" / CATALOGUE).read_text(encoding="utf-8")


def test_a_translation_that_ships_is_chosen_by_its_language(welsh: Path) -> None:
    """Its questions and its texts are used without a folder being named, and errors list it."""
    translate(welsh, HEADING, IN_WELSH)
    welsh.rename(welsh.parent / "cy")
    with patch.object(languages, "_SHIPPED", welsh.parent), patch.dict(os.environ):
        try:
            assert languages.without_language(["score", "--language", "cy", "a.json"]) == ["score", "a.json"]
            assert (language.code(), language._(HEADING)) == ("cy", IN_WELSH)
            assert languages.translated_content() == welsh.parent / "cy"
            assert languages.shipped_languages() == (language.ENGLISH, "cy")
        finally:
            language.use(language.ENGLISH)


def test_the_catalogue_has_every_text_of_the_program() -> None:
    """`make catalogue` was run after the last change of a text."""
    path = ROOT / ".ci" / "catalogue.py"
    spec = spec_from_file_location("catalogue", path)
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.TEMPLATE.read_bytes() == module.written(module.catalogue())
