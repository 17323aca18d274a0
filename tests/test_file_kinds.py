"""Files of other kinds instead of an answer file: every command names them as what they are, with what to do."""

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from questionnaires.answer_file import parse_answers
from questionnaires.content import read_toml
from questionnaires.faults import InputFault
from readiness.actions.table_file import read_table
from readiness.exits import ExitCode
from readiness.plan.action_record import ActionRecord, parse_record, write_record
from readiness.report import formats
from scoring.instrument import Instrument
from tests.batches import DAY, rows
from tests.plans_of_services import example, example_sheet, shipped
from tests.program import run
from tests.services import file_of

ANSWERS = "Choose the answer file, whose name ends in .json"
SAVED = "Choose the file that the answers were saved in"


def _archive(*names: str) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "text")
    return file.getvalue()


KINDS = [
    pytest.param(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "a PDF", "A plan can't be turned back into answers", id="pdf"),
    pytest.param(_archive("a.json", "b.json"), "a ZIP archive", "`readiness batch`", id="zip"),
    pytest.param(_archive("ppt/presentation.xml"), "a presentation", ANSWERS, id="powerpoint"),
    pytest.param(b"\x89PNG\r\n\x1a\n", "a picture", ANSWERS, id="png"),
    pytest.param(
        '{"format": 1}'.encode("utf-16-le"),
        "text in UTF-16 that has no byte-order mark",
        "save it again",
        id="utf-16-le",
    ),
    pytest.param(
        '{"format": 1}'.encode("utf-16-be"),
        "text in UTF-16 that has no byte-order mark",
        "save it again",
        id="utf-16-be",
    ),
    pytest.param(b"\xff\xd8\xff\xe0\0\x10JFIF", "a picture", ANSWERS, id="jpeg"),
    pytest.param(b"\0\0\0\x18ftypheic\0\0", "a picture", ANSWERS, id="a-phone's-picture"),
    pytest.param(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an older or password-protected Word", "choose the answer file", id="doc"
    ),
    pytest.param(b"{\\rtf1\\ansi Dear", "a Word document", "A plan can't be turned back into answers", id="rtf"),
    pytest.param(b"\x1f\x8b\x08\0", "an archive", "Unpack the archive", id="gzip"),
    pytest.param(b"\xef\xbb\xbf\r\n<!DOCTYPE html><html>", "a web page", "sign-in page", id="html"),
    pytest.param(b"\0" * 257 + b"ustar\0", "an archive", "Unpack the archive", id="tar"),
    pytest.param(b"RIFF\x24\0\0\0WEBPVP8 ", "a picture", ANSWERS, id="webp"),
    pytest.param(b"ID3\x03\0\0", "an audio or video file", ANSWERS, id="mp3"),
    pytest.param(b"\0\0\0\x18ftypmp42", "an audio or video file", ANSWERS, id="mp4"),
    pytest.param(
        b"[InternetShortcut]\r\nURL=https://x", "a shortcut to a file or a web page", "the shortcut leads to", id="url"
    ),
    pytest.param(b"L\0\0\0\x01\x14\x02\0\0", "a shortcut to a file or a web page", "the shortcut leads to", id="lnk"),
    pytest.param(
        _archive("mimetype", "Index/Document.iwa"), "a Pages, Numbers or Keynote", "choose the answer file", id="pages"
    ),
    pytest.param(b"From: a@b\nTo: c@d\nSubject: Answers\n\nHello", "an email", "attached to the email", id="email"),
    pytest.param(b"Code,Owner,Due\nLE1,Jo,\n", "a table", "`readiness actions --read`", id="csv"),
    pytest.param("Caf\u00e9; a; b\n".encode("utf-16"), "a table", "`readiness actions --read`", id="csv-in-utf-16"),
    pytest.param(b"x", "plain text", SAVED, id="x"),
    pytest.param(b"# Our plan\n\nBMI, MZ and ID3 are words.\n", "plain text", SAVED, id="markdown"),
    pytest.param(b"BM is a word at the beginning", "plain text", SAVED, id="no-picture"),
    pytest.param('{"format": 1}'.encode("utf-32"), "text in UTF-32", "save it again as UTF-8", id="utf-32"),
    pytest.param(b"<?xml version='1.0'?><a/>", "an XML file", ANSWERS, id="xml"),
]
NO_TEXT = [case for case in KINDS if case.id not in ("csv", "csv-in-utf-16", "x", "markdown", "no-picture")]


@pytest.mark.parametrize(("data", "name", "remedy"), KINDS)
def test_other_kind_is_named(instrument: Instrument, data: bytes, name: str, remedy: str) -> None:
    """A file's first bytes tell what it is, whatever it is called."""
    with pytest.raises(InputFault) as caught:
        parse_answers(data, instrument.questionnaire)
    (fault,) = caught.value.faults
    assert fault.what.startswith(f"this file is {name}")
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
    """A plan instead of the answers is named as what it is, whichever command was given it; nothing is written."""
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
        assert ended.stderr.startswith(f"{file}: this file is {name}, not an answer file. "), command
        assert len(ended.stderr.splitlines()) == 1
    assert sorted(tmp_path.iterdir()) == before


def test_other_files_of_the_program_are_named(tmp_path: Path, instrument: Instrument) -> None:
    """The record of the actions, and a result, are told apart from answers."""
    (tmp_path / "a.json").write_text(json.dumps(file_of(instrument, 1)), encoding="utf-8")
    run("actions", "a.json", "--set", "team.role-clarity", "--owner", "Deputy", folder=tmp_path)
    assert "this file is a record of actions, not an answer file" in run("score", "a.actions", folder=tmp_path).stderr
    (tmp_path / "r.json").write_text(
        run("score", "a.json", "--format", "json", folder=tmp_path).stdout, encoding="utf-8"
    )
    assert (
        "this file contains the results of an assessment, not the answers"
        in run("score", "r.json", folder=tmp_path).stderr
    )


def test_large_file_of_another_kind_is_named(tmp_path: Path) -> None:
    """A file too large to be answers is still named where its first bytes tell what it is."""
    with (tmp_path / "scan.pdf").open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(20_000_000)
    ended = run("score", "scan.pdf", folder=tmp_path)
    assert ended.returncode == ExitCode.UNUSABLE_INPUT
    assert ended.stderr.startswith("scan.pdf: this file is a PDF, not an answer file. ")


def test_batch_names_other_kinds_too(tmp_path: Path, instrument: Instrument) -> None:
    """A spreadsheet that somebody called .json is rejected as a spreadsheet."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in/good.json").write_text(json.dumps(file_of(instrument, 1)), encoding="utf-8")
    (tmp_path / "in/answers.json").write_bytes(_archive("xl/workbook.xml"))
    ended = run("batch", "in", "-o", "out", *DAY, "--format", "csv", folder=tmp_path)
    assert ended.returncode == ExitCode.SOME_REJECTED, ended.stderr
    (rejected,) = rows(tmp_path / "out/rejected.csv")
    assert "this file is a spreadsheet, not an answer file." in " ".join(rejected.values())


@pytest.mark.parametrize("name", ["a.json", "a.docx", "a.xlsx", "a", "a.json.txt"])
def test_text_of_any_name_is_named(tmp_path: Path, name: str) -> None:
    """The content of a file decides what it is, not its name."""
    (tmp_path / name).write_text("x", encoding="utf-8")
    for command in (["score", name], ["plan", name], ["check", name], ["actions", name]):
        told = run(*command, folder=tmp_path).stderr
        assert told == f"{name}: this file is plain text, not an answer file. {SAVED}.\n", command


@pytest.mark.parametrize(("data", "name", "_"), [case for case in NO_TEXT if "utf-" not in str(case.id)])
@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ""])
def test_table_reader_names_other_kinds(tmp_path: Path, data: bytes, name: str, _: str, suffix: str) -> None:
    (tmp_path / f"t{suffix}").write_bytes(data)
    with pytest.raises(InputFault) as caught:
        read_table(tmp_path / f"t{suffix}")
    (fault,) = caught.value.faults
    assert fault.what.startswith(f"this file is {name}")
    assert fault.what.endswith(", not a table of actions")


@pytest.mark.parametrize(("data", "name", "_"), KINDS)
def test_record_reader_names_other_kinds(data: bytes, name: str, _: str) -> None:
    with pytest.raises(InputFault) as caught:
        parse_record(data, shipped().questionnaire)
    (fault,) = caught.value.faults
    assert fault.what.startswith(f"this file is {name}")
    assert fault.what.endswith(", not a record of actions")


@pytest.mark.parametrize(("data", "name", "_"), [case for case in NO_TEXT if case.id != "email"])
def test_questionnaire_reader_names_other_kinds(tmp_path: Path, data: bytes, name: str, _: str) -> None:
    (tmp_path / "team.toml").write_bytes(data)
    with pytest.raises(InputFault) as caught:
        read_toml(tmp_path / "team.toml")
    assert str(caught.value).startswith(f"team.toml: this file is {name}")
    assert ", not a questionnaire file" in str(caught.value)


def test_check_names_other_kinds_in_a_questionnaire(tmp_path: Path) -> None:
    for file in ("questionnaire.toml", "team.toml", "style.toml"):
        folder = copied_questionnaire(tmp_path / file)
        (folder / "questionnaire" / file).write_bytes(b"%PDF-1.7")
        ended = run("check", folder, folder=tmp_path)
        assert (ended.returncode, len(ended.stderr.splitlines())) == (ExitCode.UNUSABLE_INPUT, 1), ended.stderr
        assert f"{file}: this file is a PDF, not a questionnaire file" in ended.stderr


def test_table_is_read_whatever_it_is_called(tmp_path: Path) -> None:
    """A workbook called .csv is read, and so is a CSV file without an ending."""
    for suffix, name in ((".xlsx", "a.csv"), (".csv", "b.xlsx"), (".csv", "c"), (".xlsx", "d.xlsx.txt")):
        (tmp_path / name).write_bytes(formats.make(suffix, example(), shipped()))
        assert len(read_table(tmp_path / name).rows) == len(example().actions)


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_record_and_questionnaire_take_a_byte_order_mark(tmp_path: Path, encoding: str) -> None:
    """Every reader of text reads what Notepad saves."""
    record = ActionRecord(questionnaire=example_sheet().questionnaire)
    data = write_record(record, shipped().questionnaire).decode().encode(encoding)
    assert parse_record(data, shipped().questionnaire) == record
    for file in copied_questionnaire(tmp_path).rglob("*.toml"):
        file.write_bytes(file.read_text(encoding="utf-8").encode(encoding))
    ended = run("check", tmp_path / "copy", folder=tmp_path)
    assert ended.returncode == ExitCode.DONE, ended.stderr


def copied_questionnaire(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    assert run("questions", "--copy-to", "copy", folder=folder).returncode == ExitCode.DONE
    return folder / "copy"


# UTF-16


def _utf_16(data: dict[str, object]) -> bytes:
    return json.dumps(data, ensure_ascii=False).encode("utf-16")


def _utf_16_be(data: dict[str, object]) -> bytes:
    return b"\xfe\xff" + json.dumps(data, ensure_ascii=False).encode("utf-16-be")


def _utf_8_bom(data: dict[str, object]) -> bytes:
    return json.dumps(data, ensure_ascii=False).encode("utf-8-sig")


@pytest.mark.slow
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
