"""`readiness check` on answer files: every fault of a file in one run, and whole folders and archives."""

import json
from pathlib import Path
from zipfile import ZipFile

import pytest

from readiness.exits import ExitCode
from scoring.instrument import Instrument
from tests.batches import write
from tests.program import run
from tests.services import file_of


def test_every_fault_of_a_file_is_named_in_one_run(tmp_path: Path, instrument: Instrument) -> None:
    """Faults of form, of answers to questions that are missing, and of what the rubric does not allow, together."""
    content = file_of(instrument, 1, short=False) | {"colour": "blue", "first_day": "soon"}
    content["answers"] |= {
        "leadership.vision": {"level": 7},
        "leadership.nothing": {"level": 1},
        "leadership.values": {"not_applicable": "x"},
        "training.role-content": {"level": 2},
    }
    write(tmp_path / "a.json", content)
    ended = run("check", "a.json", folder=tmp_path)
    assert ended.returncode == ExitCode.UNUSABLE_INPUT
    places = (
        "leadership.vision",
        "leadership.nothing",
        "leadership.values",
        "training.role-content",
        "colour",
        "first_day",
    )
    for place in places:
        assert f"a.json: {place}" in ended.stderr, place
    assert len(ended.stderr.splitlines()) == len(places)


@pytest.mark.parametrize("packed", [False, True])
def test_folders_and_archives_are_checked(tmp_path: Path, instrument: Instrument, packed: bool) -> None:
    """Each file with faults is named with all of them, and what is not an answer file with what it is."""
    write(tmp_path / "in" / "deep" / "good.json", file_of(instrument, 1))
    write(tmp_path / "in" / "wrong.json", {**file_of(instrument, 2), "form": "long", "colour": "blue"})
    (tmp_path / "in" / "bad.json").write_text("{", encoding="utf-8")
    (tmp_path / "in" / "letter.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "in" / "deep" / "good.actions").write_text("{", encoding="utf-8")
    (tmp_path / "in" / "workshop.json").write_text('{"format": "readiness-workshop"}', encoding="utf-8")
    source = "in"
    if packed:
        source = "in.zip"
        with ZipFile(tmp_path / source, "w") as archive:
            for path in sorted(tmp_path.rglob("*.*")):
                if path.parent != tmp_path:
                    archive.write(path, path.relative_to(tmp_path / "in"))
    ended = run("check", source, folder=tmp_path)
    assert ended.returncode == ExitCode.SOME_REJECTED
    assert ended.stdout == f"{source}: 4 files checked, 3 with problems.\n"
    lines = ended.stderr.splitlines()
    assert [line.split(": ")[0] for line in lines] == [f"{source}/{name}" for name in (
        "bad.json", "deep/good.actions", "wrong.json", "wrong.json", "letter.pdf", "workshop.json",
    )]  # fmt: skip
    assert "this file was not checked, because it is a PDF" in lines[-2]
    assert "this file was not checked, because it is a file that describes a workshop" in lines[-1]


def test_records_are_counted_among_the_files_checked(tmp_path: Path, instrument: Instrument) -> None:
    """Where something has a fault, each file that was checked is counted once: answer files, and all records."""
    for name in ("good", "bad"):
        write(tmp_path / "in" / f"{name}.json", file_of(instrument, 1))
        ended = run("actions", f"in/{name}.json", "--set", "leadership.vision", "--status", "done", folder=tmp_path)
        assert ended.returncode == ExitCode.DONE, ended.stderr
    assert run("check", "in", folder=tmp_path).stdout == "in: no problems found in 2 answer files.\n"
    (tmp_path / "in" / "bad.actions").write_text("{", encoding="utf-8")
    assert run("check", "in", folder=tmp_path).stdout == "in: 4 files checked, 1 with problems.\n"


def test_folder_without_faults(tmp_path: Path, instrument: Instrument) -> None:
    """A folder without faults is said to have none, and the exit code is 0."""
    write(tmp_path / "in" / "good.json", file_of(instrument, 1))
    ended = run("check", "in", folder=tmp_path)
    assert (ended.returncode, ended.stdout) == (ExitCode.DONE, "in: no problems found in 1 answer file.\n")
    assert json.loads((tmp_path / "in" / "good.json").read_bytes())["format"] == "readiness-answers"


def test_a_broken_archive_is_a_problem(tmp_path: Path, instrument: Instrument) -> None:
    """It is named, and the check does not end as if everything had been read; alone, it can't be used."""
    write(tmp_path / "in" / "good.json", file_of(instrument, 1))
    (tmp_path / "in" / "broken.zip").write_bytes(b"PK")
    ended = run("check", "in", folder=tmp_path)
    assert (ended.returncode, ended.stdout) == (ExitCode.SOME_REJECTED, "in: 2 files checked, 1 with problems.\n")
    assert "in/broken.zip: the archive can't be read" in ended.stderr
    ended = run("check", "in/broken.zip", folder=tmp_path)
    assert (ended.returncode, ended.stdout) == (ExitCode.UNUSABLE_INPUT, "")
    assert "the archive can't be read" in ended.stderr
