"""Files of other kinds in the place of an answer file: every command names them as what they are, with what to do."""

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from questionnaires.answer_file import parse_answers
from questionnaires.faults import InputFault
from readiness.exits import ExitCode
from scoring.instrument import Instrument
from tests.batches import DAY, rows
from tests.program import run
from tests.services import file_of

ANSWERS = "Choose the file with the answers; its name ends in .json"


def _archive(*names: str) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "text")
    return file.getvalue()


KINDS = [
    pytest.param(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "a PDF", "A plan cannot be read back", id="pdf"),
    pytest.param(_archive("a.json", "b.json"), "a ZIP archive", "`readiness batch`", id="zip"),
    pytest.param(_archive("ppt/presentation.xml"), "a presentation", ANSWERS, id="powerpoint"),
    pytest.param(b"\x89PNG\r\n\x1a\n", "a picture", ANSWERS, id="png"),
    pytest.param(
        '{"format": 1}'.encode("utf-16-le"), "text in UTF-16 without its mark", "save it again", id="utf-16-le"
    ),
    pytest.param(
        '{"format": 1}'.encode("utf-16-be"), "text in UTF-16 without its mark", "save it again", id="utf-16-be"
    ),
    pytest.param(b"\xff\xd8\xff\xe0\0\x10JFIF", "a picture", ANSWERS, id="jpeg"),
    pytest.param(b"\0\0\0\x18ftypheic\0\0", "a picture", ANSWERS, id="a-phone's-picture"),
    pytest.param(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a Word, Excel or PowerPoint file of an older", ANSWERS, id="doc"
    ),
    pytest.param(b"{\\rtf1\\ansi Dear", "a Word document", "A plan cannot be read back", id="rtf"),
    pytest.param(b"\x1f\x8b\x08\0", "an archive", "Unpack it", id="gzip"),
    pytest.param(b"\xef\xbb\xbf\r\n<!DOCTYPE html><html>", "a web page", "A plan cannot", id="html"),
]


@pytest.mark.parametrize(("data", "name", "remedy"), KINDS)
def test_other_kind_is_named(instrument: Instrument, data: bytes, name: str, remedy: str) -> None:
    """A file's first bytes tell what it is, whatever it is called."""
    with pytest.raises(InputFault) as caught:
        parse_answers(data, instrument.questionnaire)
    (fault,) = caught.value.faults
    assert fault.what.startswith(f"it is {name}")
    assert fault.what.endswith(", not an answer file")
    assert remedy in fault.remedy


@pytest.mark.parametrize(
    ("made_by", "file", "name"),
    [
        pytest.param(["plan", "a.json", "-o", "p.docx"], "p.docx", "a Word document", id="docx"),
        pytest.param(["plan", "a.json", "-o", "p.xlsx"], "p.xlsx", "a spreadsheet", id="xlsx"),
        pytest.param(["plan", "a.json", "-o", "p.html"], "p.html", "a web page", id="html"),
        pytest.param(["plan", "a.json", "-o", "p.ics"], "p.ics", "a calendar", id="ics"),
    ],
)
def test_every_command_names_the_programs_own_documents(
    tmp_path: Path, instrument: Instrument, made_by: list[str], file: str, name: str
) -> None:
    """A plan in the place of the answers is named as what it is, whichever command was given it; nothing is written."""
    (tmp_path / "a.json").write_text(json.dumps(file_of(instrument, 1)), encoding="utf-8")
    assert run(*made_by, folder=tmp_path).returncode == ExitCode.DONE
    before = sorted(tmp_path.iterdir())
    for command in (
        ["score", file],
        ["plan", file],
        ["actions", file],
        ["check", file],
        ["templates", "-o", "papers", "--for", file],
        ["assess", "--plain", file],
    ):
        ended = run(*command, folder=tmp_path)
        assert (ended.returncode, ended.stdout) == (ExitCode.UNUSABLE_INPUT, ""), command
        assert ended.stderr.startswith(f"{file}: it is {name}, not an answer file. "), command
        assert len(ended.stderr.splitlines()) == 1
    assert sorted(tmp_path.iterdir()) == before


def test_other_files_of_the_program_are_named(tmp_path: Path, instrument: Instrument) -> None:
    """The record of the actions, and a result, are told apart from answers."""
    (tmp_path / "a.json").write_text(json.dumps(file_of(instrument, 1)), encoding="utf-8")
    run("actions", "a.json", "--set", "team.role-clarity", "--owner", "Deputy", folder=tmp_path)
    assert (
        "it holds who does which action, so it is no answer file" in run("score", "a.actions", folder=tmp_path).stderr
    )
    (tmp_path / "r.json").write_text(run("score", "a.json", "--format", "json", folder=tmp_path).stdout)
    assert "it holds a result, so it is no answer file" in run("score", "r.json", folder=tmp_path).stderr


def test_large_file_of_another_kind_is_named(tmp_path: Path) -> None:
    """A file too large to be answers is still named where its first bytes tell what it is."""
    with (tmp_path / "scan.pdf").open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(20_000_000)
    ended = run("score", "scan.pdf", folder=tmp_path)
    assert ended.returncode == ExitCode.UNUSABLE_INPUT
    assert ended.stderr.startswith("scan.pdf: it is a PDF, not an answer file. ")


def test_batch_names_other_kinds_too(tmp_path: Path, instrument: Instrument) -> None:
    """A spreadsheet that somebody called .json is rejected as a spreadsheet."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in/good.json").write_text(json.dumps(file_of(instrument, 1)), encoding="utf-8")
    (tmp_path / "in/answers.json").write_bytes(_archive("xl/workbook.xml"))
    ended = run("batch", "in", "-o", "out", *DAY, "--format", "csv", folder=tmp_path)
    assert ended.returncode == ExitCode.SOME_REJECTED, ended.stderr
    (rejected,) = rows(tmp_path / "out/rejected.csv")
    assert "it is a spreadsheet, not an answer file." in " ".join(rejected.values())


# UTF-16


def _utf_16(data: dict[str, object]) -> bytes:
    return json.dumps(data, ensure_ascii=False).encode("utf-16")


def _utf_16_be(data: dict[str, object]) -> bytes:
    return b"\xfe\xff" + json.dumps(data, ensure_ascii=False).encode("utf-16-be")


def _utf_8_bom(data: dict[str, object]) -> bytes:
    return json.dumps(data, ensure_ascii=False).encode("utf-8-sig")


@pytest.mark.parametrize("encode", [_utf_16, _utf_16_be, _utf_8_bom])
def test_files_with_a_byte_order_mark_are_read(
    tmp_path: Path, instrument: Instrument, encode: Callable[[dict[str, object]], bytes]
) -> None:
    """What editors on Windows save as Unicode is read by every way in, and found in its folder."""
    content = file_of(instrument, 1)
    content["service"]["name"] = "Tîm Adfer \N{SEEDLING}"
    (tmp_path / "plain.json").write_text(json.dumps(content), encoding="utf-8")
    plain = run("score", "plain.json", "--format", "json", *DAY, folder=tmp_path).stdout
    (tmp_path / "plain.json").unlink()
    (tmp_path / "marked.json").write_bytes(encode(content))
    found = run("score", "--format", "json", *DAY, folder=tmp_path)
    assert found.stdout == plain
    assert "marked.json" in found.stderr
    ended = run("batch", "marked.json", "-o", "out", *DAY, "--format", "csv", folder=tmp_path)
    assert ended.returncode == ExitCode.DONE, ended.stderr
