"""The folder of a workshop: what is written is read again, and what is no workshop is refused."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from questionnaires.answers import QuestionnaireVersion, Service
from questionnaires.faults import InputFault
from readiness.exits import UsageFault
from readiness.workshop.folder import CODE_LETTERS, WorkshopDescription, WorkshopFolder, random_code
from scoring.instrument import load_instrument
from tests.tiny import essential, tiny

INSTRUMENT = load_instrument()
DESCRIPTION = WorkshopDescription(
    id="BCDFGH",
    questionnaire=QuestionnaireVersion(id="peer-support", version="1.1"),
    service=Service(name='Elm Ward </script> "North"', organisation="Trust Ängö"),
    domain="team",
    created=datetime(2026, 11, 27, 9, 30, tzinfo=UTC),
)


@pytest.fixture
def folder(tmp_path: Path) -> WorkshopFolder:
    """A workshop's folder that was just made."""
    made = WorkshopFolder(tmp_path / "elm")
    made.save(DESCRIPTION)
    return made


def _changed(folder: WorkshopFolder, **changes: Any) -> None:
    content = json.loads(folder.description.read_bytes())
    folder.description.write_text(json.dumps({**content, **changes}), encoding="utf-8")


def test_what_is_written_is_read_again(folder: WorkshopFolder) -> None:
    """A workshop that was written is read again, with its two folders and the questions of its domain."""
    assert folder.load() == DESCRIPTION
    assert folder.forms.is_dir()
    assert folder.answers.is_dir()
    assert [question.domain for question in folder.definition(INSTRUMENT).questions] == ["team"] * 8
    assert (folder.agreed.name, folder.report(".docx").name) == ("agreed.json", "report.docx")


def test_a_folder_without_a_workshop_is_refused(tmp_path: Path) -> None:
    """A folder is refused if it is missing, has no workshop in it, or is a file."""
    with pytest.raises(InputFault, match=r"there is no such folder\. Use a folder that was made with `readiness"):
        WorkshopFolder(tmp_path / "no").load()
    with pytest.raises(InputFault, match=r"there is no file workshop\.json in this folder, so it isn't a workshop"):
        WorkshopFolder(tmp_path).load()
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(UsageFault, match="saving failed"):
        WorkshopFolder(tmp_path / "file").save(DESCRIPTION)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"format": "readiness-answers"}, "the file doesn't describe a workshop"),
        (
            {"format_version": 2, "new": 1},
            "this file was saved in format 2 by a newer version of readiness, but your version can only "
            "read formats up to 1",
        ),
        ({"format_version": "1"}, "is not a whole number"),
        ({"id": "../../x"}, "is not in the right format"),
        ({"idd": "B"}, "there is no field called 'idd' here"),
        ({"domain": "taem"}, "there is no domain called 'taem'. Did you mean 'team'?"),
        ({"questionnaire": {"id": "other", "version": "1.0"}}, "the workshop uses the questionnaire 'other' 1.0"),
        ({"questionnaire": {"id": "peer-support", "version": "2.0"}}, "uses the questionnaire 'peer-support' 2.0"),
    ],
)
def test_a_description_that_cannot_be_used_is_refused(
    folder: WorkshopFolder, changes: dict[str, Any], sentence: str
) -> None:
    """An unusable description is refused with the file, what is wrong and what to do."""
    _changed(folder, **changes)
    with pytest.raises(InputFault) as refused:
        folder.definition(INSTRUMENT)
    assert sentence in str(refused.value)
    assert str(refused.value).startswith(str(folder.description))


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"\xff\xfe{", b"[" * 100_000], ids=range(5))
def test_a_damaged_description_is_refused(folder: WorkshopFolder, data: bytes) -> None:
    """A damaged description is refused, whatever bytes are in it."""
    folder.description.write_bytes(data)
    with pytest.raises(InputFault, match=r"workshop\.json"):
        folder.load()


def test_a_workshop_of_another_questionnaire_is_refused(folder: WorkshopFolder) -> None:
    """A workshop of another questionnaire is refused with the one that is needed."""
    with pytest.raises(InputFault, match="Add --questionnaire and the folder of the workshop's questionnaire"):
        folder.definition(tiny(essential()))


def test_two_commands_do_not_change_a_workshop_at_once(folder: WorkshopFolder) -> None:
    """The second is refused, and comes through when the first has finished."""
    with folder.lock(), pytest.raises(InputFault, match="another command is changing this workshop"), folder.lock():
        pass
    with folder.lock():
        assert folder.lock_file.exists()
    assert not folder.lock_file.exists()


@pytest.mark.skipif(os.name != "posix", reason="the system knows no such rights")
def test_others_cannot_read_what_the_workshop_is_about(folder: WorkshopFolder) -> None:
    """Only the owner can read what the workshop is about, as with answer files."""
    assert folder.description.stat().st_mode & 0o077 == 0


def test_random_codes_differ_and_can_be_read_out() -> None:
    """Random codes are six letters without vowels, and differ."""
    codes = {random_code() for _ in range(200)}
    assert len(codes) > 195
    assert all(len(code) == 6 and set(code) <= set(CODE_LETTERS) for code in codes)
