"""Importing: forms, codes and surveys become an answer file for each person, and nothing is lost or doubled."""

import csv
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from questionnaires.answers import QuestionnaireVersion, Service
from questionnaires.model import ScaleQuestion
from readiness.exits import ExitCode
from readiness.forms import sheet_layout as layout
from readiness.forms.wording import DOES_NOT_APPLY, DONT_KNOW, NO_ROLE, NOT_MY_PART
from readiness.workshop.folder import WorkshopDescription, WorkshopFolder
from readiness.workshop.form_definition import FormDefinition
from readiness.workshop.short_code import encode
from scoring.fingerprint import fingerprint
from scoring.instrument import load_instrument
from tests.program import run
from tests.services import file_of

INSTRUMENT = load_instrument()
QUESTIONNAIRE = INSTRUMENT.questionnaire
VISION = QUESTIONNAIRE.questions["leadership.vision"]
VALUES = QUESTIONNAIRE.questions["leadership.values"]
ROLE_CONTENT = QUESTIONNAIRE.questions["training.role-content"]
REACH = QUESTIONNAIRE.questions["recruitment.advert-reach"]
ELM = Service(name="Elm Ward", organisation="Example Trust")
FORM = FormDefinition(INSTRUMENT)


@pytest.fixture
def elm(tmp_path: Path) -> WorkshopFolder:
    """A workshop that has just been made, in the folder `elm`."""
    made = WorkshopFolder(tmp_path / "elm")
    version = QuestionnaireVersion(id="peer-support", version=QUESTIONNAIRE.version)
    created = datetime(2026, 11, 27, 9, 30, tzinfo=UTC)
    made.save(WorkshopDescription(id="BCDFGH", questionnaire=version, service=ELM, created=created))
    return made


def write_csv(path: Path, rows: Sequence[Sequence[Any]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)


def write_form(path: Path, answers: Mapping[str, tuple[str, ...]], facts: layout.Facts | None = None) -> None:
    """A filled workbook: for each identifier the answer, the note, and whether it may be shown."""
    workbook = Workbook()
    workbook.active.title = layout.READ_FIRST
    sheet = workbook.create_sheet(layout.ANSWERS)
    sheet.append([*layout.HEADINGS.values()])
    for identifier, cells in answers.items():
        answer, note, shown = (*cells, "", "")[:3]
        sheet.append([identifier, "the question's words", "the levels", answer, note, shown])
    hidden = workbook.create_sheet(layout.FORM)
    for row in (facts or layout.Facts("peer-support", QUESTIONNAIRE.version, "full", service="Elm Ward")).rows():
        hidden.append(row)
    workbook.save(path)


def sheets_in(folder: Path) -> dict[str, Any]:
    """The answer files in a folder, by their names."""
    return {path.name: json.loads(path.read_bytes()) for path in sorted(folder.glob("*.answers.json"))}


def not_read_in(folder: Path) -> list[list[str]]:
    with (folder / "not_read.csv").open(encoding="utf-8-sig", newline="") as file:
        return [*csv.reader(file)]


def person_file(number: int, **changes: Any) -> dict[str, Any]:
    """An answer file as the form in a browser saves it."""
    content = file_of(INSTRUMENT, number, short=False) | {"format_version": 2, "took_part": ["peer_worker"]}
    content["workshop"] = {"id": "BCDFGH", "person": f"BCDFG{'BCDFGHJKMN'[number]}"}
    content["questionnaire"]["fingerprint"] = fingerprint(INSTRUMENT)
    return content | changes


def test_a_survey_becomes_a_file_for_each_person(tmp_path: Path) -> None:
    """Each row with what was taken and what was not; what was not read is in a table next to them."""
    write_csv(tmp_path / "s.csv", [[VISION.text, VALUES.text], ["2", "In place"], ["maybe", "0"], ["", ""], ["", "?"]])
    ended = run("import", "s.csv", "-o", "out", "--service", "Elm Ward", folder=tmp_path)
    assert ended.returncode == ExitCode.SOME_REJECTED
    sheets = sheets_in(tmp_path / "out")
    assert len(sheets) == 3
    lines = ended.stdout.splitlines()
    assert lines[0] == "s.csv: 3 people"
    assert lines[1].startswith("  row 2: 2 questions answered -> elm-ward-")
    assert lines[2].startswith("  row 3: 1 question answered, 1 not answered, 1 entry not read -> elm-ward-")
    assert lines[3].startswith("  row 5: 0 questions answered, 1 “don't know”, 1 not answered -> elm-ward-")
    assert (
        's.csv, row 3, column A (leadership.vision): "maybe" is not one of this question\'s levels. '
        "Write a number from 0 to 3"
    ) in ended.stderr
    assert "3 people's answers imported, 1 entry not read." in ended.stderr
    headings, row = not_read_in(tmp_path / "out")
    assert dict(zip(headings, row, strict=True)) | {"why": "", "what to do": ""} == {
        "file": "s.csv", "sheet": "", "row": "3", "column": "A", "heading": VISION.text, "question": VISION.id,
        "text": "maybe", "why": "", "what to do": "",
    }  # fmt: skip
    assert run("score", f"out/{lines[1].rpartition(' ')[2]}", folder=tmp_path).returncode == ExitCode.DONE


def test_importing_twice_makes_no_second_person(tmp_path: Path) -> None:
    """Nobody is added by importing the same file again, with rows added or moved, or with its faults corrected."""
    rows = [["ID", "Start time", VISION.text, VALUES.text], ["1", "2026-11-27 10:00", "1", "maybe"]]
    rows += [["2", "2026-11-27 10:00", "1", "2"], ["3", "2026-11-27 10:01", "1", "2"]]
    write_csv(tmp_path / "s.csv", rows)
    options = ("-o", "out", "--service", "Elm Ward")
    assert run("import", "s.csv", *options, folder=tmp_path).returncode == ExitCode.SOME_REJECTED
    first = sheets_in(tmp_path / "out")
    assert len(first) == 3
    again = run("import", "s.csv", *options, folder=tmp_path)
    assert sheets_in(tmp_path / "out") == first
    assert again.stdout.count("the same answers were already saved") == 3
    assert "No new answers, 3 already saved, 1 entry not read." in again.stderr
    assert len(not_read_in(tmp_path / "out")) == 2
    rows[1][3] = "3"
    write_csv(tmp_path / "s.csv", [rows[0], ["4", "2026-11-27 10:05", "0", "0"], *rows[:0:-1]])
    ended = run("import", "s.csv", *options, folder=tmp_path)
    assert ended.returncode == ExitCode.DONE
    assert {*first} < {*sheets_in(tmp_path / "out")}
    assert len(sheets_in(tmp_path / "out")) == 4
    assert ended.stdout.count("these answers replace older ones") == 1
    assert not (tmp_path / "out" / "not_read.csv").exists()


def test_people_with_the_same_answers_are_different_people(tmp_path: Path) -> None:
    """Without a number and time stamp people look the same, but each of them counts, however often the file is read."""
    write_csv(tmp_path / "s.csv", [[VISION.text], ["1"], ["1"], ["1"], ["2"]])
    for _ in range(2):
        assert run("import", "s.csv", "-o", "out", "--service", "E", folder=tmp_path).returncode == ExitCode.DONE
        assert len(sheets_in(tmp_path / "out")) == 4


def test_two_surveys_with_the_same_numbers_are_different_people(tmp_path: Path) -> None:
    """The numbers that a survey program gives begin again in each survey."""
    write_csv(tmp_path / "a.csv", [["ID", "Start time", VISION.text], ["1", "2026-11-27 10:00", "1"]])
    write_csv(tmp_path / "b.csv", [["ID", "Start time", VISION.text], ["1", "2026-11-27 11:00", "2"]])
    assert run("import", "a.csv", "b.csv", "-o", "out", "--service", "E", folder=tmp_path).returncode == ExitCode.DONE
    assert len(sheets_in(tmp_path / "out")) == 2


def test_the_newest_answers_of_a_person_count(tmp_path: Path, elm: WorkshopFolder) -> None:
    """A person's newest answers count, in one file or several and in any order; the older ones are named."""
    rows = [
        ["Person code", "Timestamp", VISION.text],
        ["BCDFGK", "2026-11-27 10:05", "2"],
        ["bcd fgk", "2026-11-27 10:00", "1"],
    ]
    write_csv(tmp_path / "s.csv", rows)
    ended = run("import", "s.csv", "--workshop", "elm", folder=tmp_path)
    assert "row 3: the person with the code BCDFGK answered again in row 2, so this row was not used" in ended.stdout
    assert sheets_in(elm.answers)["BCDFGK.answers.json"]["answers"][VISION.id] == {"level": 2}
    write_csv(tmp_path / "t.csv", [rows[0], ["BCDFGK", "2026-11-26 09:00", "0"]])
    ended = run("import", "t.csv", "--workshop", "elm", folder=tmp_path)
    assert "newer answers were already saved, so these older ones don't count" in ended.stdout
    write_csv(tmp_path / "t.csv", [rows[0], ["BCDFGK", "2026-11-28 09:00", "0"]])
    run("import", "t.csv", "--workshop", "elm", folder=tmp_path)
    assert [*sheets_in(elm.answers)] == ["BCDFGK.answers.json"]
    assert sheets_in(elm.answers)["BCDFGK.answers.json"]["answers"][VISION.id] == {"level": 0}


def test_one_code_with_two_roles_may_be_two_people(tmp_path: Path, elm: WorkshopFolder) -> None:
    """If one code comes with two roles, that is said, and the version before is kept."""
    for role, name in (("Peer worker", "a.xlsx"), ("Carer, family member or friend", "b.xlsx")):
        write_form(tmp_path / name, {layout.ROLE: (role,), layout.PERSON: ("AAAAAA",), VISION.id: ("2 In place",)})
    ended = run("import", "a.xlsx", "b.xlsx", "--workshop", "elm", folder=tmp_path)
    assert "b.xlsx: Someone with the code AAAAAA has already answered, but in a different role" in ended.stderr
    assert (elm.answers / "AAAAAA.answers.json.bak").exists()


def test_a_code_that_everybody_has_is_not_a_persons(tmp_path: Path, elm: WorkshopFolder) -> None:
    """A code that everybody has, such as the workshop's, does not make them one person."""
    write_csv(tmp_path / "s.csv", [["Code", VISION.text], ["BCDFGH", "0"], ["BCDFGH", "1"], ["BCDFGH", "1"]])
    ended = run("import", "s.csv", "--workshop", "elm", folder=tmp_path)
    assert (
        "s.csv: Everyone in the file has the same code, so the code was not used. Each person needs a different one."
        in ended.stderr
    )
    assert len(sheets_in(elm.answers)) == 3


@pytest.mark.parametrize("folder", ["elm", "elm/answers"])
def test_a_workshops_folder_can_be_named_as_the_output(tmp_path: Path, elm: WorkshopFolder, folder: str) -> None:
    """A workshop's folder as the output means its answers, its service and its code."""
    write_csv(tmp_path / "s.csv", [[VISION.text], ["0"]])
    assert run("import", "s.csv", "-o", folder, folder=tmp_path).returncode == ExitCode.DONE
    (sheet,) = sheets_in(elm.answers).values()
    assert sheet["workshop"]["id"] == "BCDFGH"
    assert not sheets_in(elm.path)


def test_files_of_the_form_go_into_the_workshop(tmp_path: Path, elm: WorkshopFolder) -> None:
    """Files of the form go into the workshop under their person's code, one by one or as a folder."""
    (tmp_path / "back").mkdir()
    for number in range(3):
        (tmp_path / "back" / f"answers ({number}).json").write_text(json.dumps(person_file(number)), encoding="utf-8")
    ended = run("import", "back", "--workshop", "elm", folder=tmp_path)
    assert ended.returncode == ExitCode.DONE, ended.stderr
    assert "workshop compare elm" in ended.stderr
    sheets = sheets_in(elm.answers)
    assert [*sheets] == ["BCDFGB.answers.json", "BCDFGC.answers.json", "BCDFGD.answers.json"]
    assert sheets["BCDFGB.answers.json"]["answers"] == person_file(0)["answers"]
    assert sheets["BCDFGB.answers.json"]["service"]["name"] == "Elm Ward"
    assert sheets["BCDFGB.answers.json"]["workshop"] == {"id": "BCDFGH", "person": "BCDFGB"}
    assert "3 people's answers imported." in ended.stderr


def test_a_form_of_another_workshop_is_refused(tmp_path: Path, elm: WorkshopFolder) -> None:
    """A file or workbook of another workshop is refused and the rest used; other wording is accepted, and said."""
    other = person_file(1, workshop={"id": "QRSTVW", "person": "BCDFGC"})
    (tmp_path / "other.json").write_text(json.dumps(other), encoding="utf-8")
    facts = layout.Facts("peer-support", QUESTIONNAIRE.version, "full", workshop="QRSTVW", service="Elm Ward")
    write_form(tmp_path / "other.xlsx", {VISION.id: ("2 In place",)}, facts)
    older = person_file(2)
    older["questionnaire"]["fingerprint"] = "0" * 16
    (tmp_path / "older.json").write_text(json.dumps(older), encoding="utf-8")
    ended = run("import", "other.json", "other.xlsx", "older.json", "--workshop", "elm", folder=tmp_path)
    assert ended.returncode == ExitCode.SOME_REJECTED
    assert ended.stderr.count("this file belongs to another workshop (QRSTVW), not to this one (BCDFGH)") == 2
    assert "older.json: The questions have been reworded since this form was made." in ended.stderr
    assert [*sheets_in(elm.answers)] == ["BCDFGD.answers.json"]
    ended = run("import", "other.json", "--workshop", "elm", folder=tmp_path)
    assert ended.returncode == ExitCode.UNUSABLE_INPUT


def test_the_service_that_was_typed_into_a_form(tmp_path: Path, elm: WorkshopFolder) -> None:
    """A workbook that asks for the service gives its name; --service and the workshop know better."""
    assert run("form", "-o", "f.xlsx", folder=tmp_path).returncode == ExitCode.DONE
    workbook = load_workbook(tmp_path / "f.xlsx")
    sheet = workbook[layout.ANSWERS]
    (asked,) = (row for row in sheet.iter_rows() if row[0].value == layout.SERVICE)
    (first,) = (row for row in sheet.iter_rows() if row[0].value == VISION.id)
    asked[3].value, first[3].value = "Elm  Ward", "2 In place"
    workbook.save(tmp_path / "f.xlsx")
    for options, name in (((), "Elm Ward"), (("--service", "Elm House"), "Elm House")):
        folder = tmp_path / name
        ended = run("import", "f.xlsx", "-o", str(folder), *options, folder=tmp_path)
        assert ended.returncode == ExitCode.DONE, ended.stderr
        (answers,) = sheets_in(folder).values()
        assert answers["service"]["name"] == name
        assert answers["answers"] == {VISION.id: {"level": 2}}
    asked[3].value = "Oak House"
    workbook.save(tmp_path / "f.xlsx")
    ended = run("import", "f.xlsx", "--workshop", "elm", folder=tmp_path)
    assert ended.returncode == ExitCode.DONE, ended.stderr
    assert "Answers for Oak House were imported as answers for Elm Ward." in ended.stderr
    (answers,) = sheets_in(elm.answers).values()
    assert answers["service"]["name"] == "Elm Ward"


def test_a_filled_workbook(tmp_path: Path) -> None:
    """Choices, ticks, notes with leave to show them, role, code; empty and *not my part* are not answered."""
    write_form(
        tmp_path / "form.xlsx",
        {
            layout.ROLE: ("Peer worker",),
            layout.PERSON: ("bcdfgm",),
            "": ("",),
            VISION.id: ("2 In place", "Aim on page 3", layout.YES),
            VALUES.id: (DONT_KNOW, "Ask the director"),
            "leadership.manager-choice": (NOT_MY_PART,),
            "leadership.practical-plan": ("",),
            REACH.id: (DOES_NOT_APPLY, "Posts are filled"),
            ROLE_CONTENT.id: ("",),
            f"{ROLE_CONTENT.id}/recovery": (layout.YES,),
            f"{ROLE_CONTENT.id}/organisation": ("x",),
            "training.self-content": (layout.TICKED_BELOW,),
        },
    )
    ended = run("import", "form.xlsx", "-o", "out", folder=tmp_path)
    assert ended.returncode == ExitCode.DONE, ended.stderr
    (sheet,) = sheets_in(tmp_path / "out").values()
    assert [*sheets_in(tmp_path / "out")] == ["elm-ward-BCDFGM.answers.json"]
    assert sheet["took_part"] == ["peer_worker"]
    assert sheet["answers"] == {
        VISION.id: {"level": 2, "note": "Aim on page 3", "note_may_be_shown": True},
        VALUES.id: {"unknown": True, "note": "Ask the director"},
        REACH.id: {"not_applicable": "Posts are filled"},
        ROLE_CONTENT.id: {"ticked": ["recovery", "organisation"]},
        "training.self-content": {"ticked": []},
    }


def test_faults_of_a_filled_workbook(tmp_path: Path) -> None:
    """What contradicts itself, is not an answer, or belongs nowhere is named with its cell, and kept."""
    write_form(
        tmp_path / "form.xlsx",
        {
            layout.ROLE: ("Queen",),
            VISION.id: ("2 or 3", "see there"),
            VALUES.id: ("2 In place", "", "perhaps"),
            ROLE_CONTENT.id: (DONT_KNOW,),
            f"{ROLE_CONTENT.id}/recovery": (layout.YES,),
            "leadership.nonsense": ("2 In place",),
        },
    )
    ended = run("import", "form.xlsx", "-o", "out", folder=tmp_path)
    assert ended.returncode == ExitCode.SOME_REJECTED
    assert {(row[2], row[3], row[6]) for row in not_read_in(tmp_path / "out")[1:]} == {
        ("2", "D", "Queen"), ("3", "D", "2 or 3"), ("3", "E", "see there"), ("5", "D", DONT_KNOW),
        ("7", "D", "2 In place"),
    }  # fmt: skip
    (sheet,) = sheets_in(tmp_path / "out").values()
    assert sheet["answers"] == {VALUES.id: {"level": 2}}


def test_a_workbook_may_leave_out_the_role(tmp_path: Path) -> None:
    """A workbook may leave out the role, which is not a fault."""
    write_form(tmp_path / "form.xlsx", {layout.ROLE: (NO_ROLE,), VISION.id: ("2 In place",)})
    assert run("import", "form.xlsx", "-o", "out", folder=tmp_path).returncode == ExitCode.DONE
    assert [sheet["took_part"] for sheet in sheets_in(tmp_path / "out").values()] == [[]]


def test_workbooks_without_a_code_are_different_people(tmp_path: Path) -> None:
    """Two forms of one name from two mails; each again is the same person."""
    for folder, level in (("a", "1 Planned"), ("b", "2 In place")):
        (tmp_path / folder).mkdir()
        write_form(tmp_path / folder / "form.xlsx", {VISION.id: (level,)})
    for _ in range(2):
        run("import", "a/form.xlsx", "b/form.xlsx", "-o", "out", folder=tmp_path)
        assert len(sheets_in(tmp_path / "out")) == 2


def test_a_form_for_another_questionnaire_is_refused(tmp_path: Path) -> None:
    """A form for another questionnaire, another main version or a newer format is refused."""
    facts = [
        (
            layout.Facts("other", "1.1", "full", service="E"),
            "is for the questionnaire \"other\", but you are using 'peer-support'",
        ),
        (layout.Facts("peer-support", "9.0", "full", service="E"), "is for version 9.0 of the questionnaire"),
        (
            layout.Facts("peer-support", "1.1", "full", format_version="2"),
            "this file was saved in format 2 by a newer version of readiness",
        ),
        (layout.Facts("peer-support", "1.1", "full", format_version="x"), "the hidden sheet 'Form' has been changed"),
        (layout.Facts("peer-support", "new", "full"), "the hidden sheet 'Form' has been changed"),
        (layout.Facts("peer-support", "1.1", "full", workshop="../x"), "the hidden sheet 'Form' has been changed"),
        (layout.Facts("peer-support", "1.1", "full", fingerprint="x"), "the hidden sheet 'Form' has been changed"),
        (layout.Facts("peer-support", "1.1", "full", service="E" * 2_000), "the hidden sheet 'Form' has been changed"),
    ]
    for each, message in facts:
        write_form(tmp_path / "form.xlsx", {VISION.id: ("2 In place",)}, each)
        ended = run("import", "form.xlsx", "-o", "out", folder=tmp_path)
        assert ended.returncode == ExitCode.UNUSABLE_INPUT
        assert message in ended.stderr
    assert not (tmp_path / "out").exists()


def _some_answers(number: int) -> dict[str, Any]:
    """Answers as they are in an answer file, without notes and reasons."""
    answers = file_of(INSTRUMENT, number, notes=False, short=False)["answers"]
    return {question: answer for question, answer in answers.items() if "not_applicable" not in answer}


def _in_order(answers: dict[str, Any]) -> dict[str, Any]:
    """The answers with their ticks sorted, whose order says nothing."""
    return {
        question: {key: sorted(it) if key == "ticked" else it for key, it in answer.items()}
        for question, answer in answers.items()
    }


def code_of(number: int, role: str | None = "carer") -> str:
    """The short code of somebody's answers."""
    from questionnaires.answer_file import parse_answers

    content = file_of(INSTRUMENT, number, short=False) | {"answers": _some_answers(number)}
    return encode(FORM, role, parse_answers(json.dumps(content).encode(), QUESTIONNAIRE).answers)


def test_short_codes_several_at_once(tmp_path: Path, elm: WorkshopFolder) -> None:
    """Several short codes are read at once; a wrong one is refused and kept, and the same code twice is one person."""
    codes = [code_of(1), code_of(2).lower().replace("-", " "), "BCDFGQ " + code_of(3)]
    wrong = code_of(4)
    wrong = wrong[:7] + ("2" if wrong[7] != "2" else "3") + wrong[8:]
    options = [option for code in (*codes, wrong, codes[0]) for option in ("--code", code)]
    ended = run("import", "--workshop", "elm", *options, folder=tmp_path)
    assert ended.returncode == ExitCode.SOME_REJECTED
    sheets = sheets_in(elm.answers)
    assert len(sheets) == 3
    assert _in_order(sheets["BCDFGQ.answers.json"]["answers"]) == _in_order(_some_answers(3))
    assert all(sheet["took_part"] == ["carer"] for sheet in sheets.values())
    assert "short codes, code 4: a letter or digit in the code is wrong" in ended.stderr
    assert not_read_in(elm.answers)[1][6] == wrong
    again = run("import", "--workshop", "elm", "--code", codes[0], folder=tmp_path)
    assert again.returncode == ExitCode.DONE
    assert "the same answers were already saved" in again.stdout
    assert sheets_in(elm.answers) == sheets


def test_a_persons_file_and_their_short_code_are_one_person(tmp_path: Path, elm: WorkshopFolder) -> None:
    """A person's file and short code are one person, in either order, and the notes of the file stay."""
    content = person_file(5) | {"took_part": ["carer"]}
    content["answers"] = {question: answer | {"note": "Seen"} for question, answer in _some_answers(5).items()}
    (tmp_path / "p.json").write_text(json.dumps(content), encoding="utf-8")
    code = code_of(5)
    for order in (("p.json", "--code", code), ("--code", code, "p.json")):
        for path in elm.answers.iterdir():
            path.unlink()
        for options in (order[:1], order[1:]) if order[0] == "p.json" else (order[:2], order[2:]):
            assert run("import", "--workshop", "elm", *options, folder=tmp_path).returncode == ExitCode.DONE
        assert [*sheets_in(elm.answers)] == ["BCDFGH.answers.json"]
        assert sheets_in(elm.answers)["BCDFGH.answers.json"]["answers"] == content["answers"]


def test_codes_of_a_form_without_a_workshop(tmp_path: Path) -> None:
    """Codes of a form without a workshop need the form and the service to be named."""
    code = encode(FormDefinition(INSTRUMENT, domain="team"), None, {"team.disclosure": _level(1)})
    ended = run("import", "-o", "out", "--domain", "team", "--service", "E", "--code", code, folder=tmp_path)
    assert ended.returncode == ExitCode.DONE, ended.stderr
    (sheet,) = sheets_in(tmp_path / "out").values()
    assert sheet["answers"] == {"team.disclosure": {"level": 1}}
    ended = run("import", "-o", "out", "--service", "E", "--code", code, folder=tmp_path)
    assert ended.returncode == ExitCode.SOME_REJECTED
    assert "a short code from this form has" in ended.stderr
    ended = run("import", "-o", "out", "--domain", "team", "--code", code, folder=tmp_path)
    assert ended.returncode == ExitCode.WRONG_USAGE
    assert (
        "--code: it isn't clear which service the codes are about. Add the name of the service like this: "
        '--service "SERVICE NAME".'
    ) in ended.stderr


@pytest.mark.usefixtures("elm")
def test_a_code_that_cannot_be_read_is_all_that_is_told(tmp_path: Path) -> None:
    """Where nothing came in, no people are counted."""
    ended = run("import", "--workshop", "elm", "--code", "hello", folder=tmp_path)
    assert (ended.returncode, ended.stdout) == (ExitCode.SOME_REJECTED, "")
    assert ended.stderr.startswith("short codes, code 1: it has 5 letters")
    assert "\nNo answers imported, 1 entry not read.\n" in ended.stderr


def test_the_same_short_code_is_one_person_unless_their_own_codes_stand_before_it(
    tmp_path: Path, elm: WorkshopFolder
) -> None:
    """What was counted once is said, with what to do; a file instead of a code is said too."""
    code = code_of(1)
    ended = run("import", "--workshop", "elm", "--code", code, "--code", code, folder=tmp_path)
    assert "short codes: These answers were already saved, so they count only once." in ended.stderr
    assert len(sheets_in(elm.answers)) == 1
    own = [option for person in ("QRSTVW", "ZXWVTS") for option in ("--code", f"{person}: {code}")]
    run("import", "--workshop", "elm", *own, folder=tmp_path)
    assert {"QRSTVW.answers.json", "ZXWVTS.answers.json"} < {*sheets_in(elm.answers)}
    content = person_file(1) | {"took_part": ["carer"], "answers": _some_answers(1)}
    (tmp_path / "p.json").write_text(json.dumps(content), encoding="utf-8")
    ended = run("import", "p.json", "--workshop", "elm", folder=tmp_path)
    assert "the same answers were imported earlier from a short code" in ended.stdout
    assert len(sheets_in(elm.answers)) == 3


def test_nothing_is_kept_of_any_file_where_a_service_is_missing(tmp_path: Path) -> None:
    """All files are looked at first, so that the command can be given again as it should be."""
    write_csv(tmp_path / "a.csv", [["Team", VISION.text], ["Elm Ward", "1"]])
    write_csv(tmp_path / "b.csv", [[VISION.text], ["2"]])
    ended = run("import", "a.csv", "b.csv", "-o", "out", folder=tmp_path)
    assert ended.returncode == ExitCode.WRONG_USAGE
    assert not (tmp_path / "out").exists()


def _level(level: int) -> Any:
    from questionnaires.answers import Levelled

    return Levelled(level=level)


def test_a_survey_of_many_services(tmp_path: Path) -> None:
    """Each row's own service; where one is missing it is asked for, and nothing is written."""
    write_csv(
        tmp_path / "s.csv", [["Team", "Trust", VISION.text], ["Elm Ward", "North", "1"], ["Oak Ward", "South", "2"]]
    )
    assert run("import", "s.csv", "-o", "out", folder=tmp_path).returncode == ExitCode.DONE
    found = {(it["service"]["name"], it["service"]["organisation"]) for it in sheets_in(tmp_path / "out").values()}
    assert found == {("Elm Ward", "North"), ("Oak Ward", "South")}
    write_csv(tmp_path / "t.csv", [["Team", VISION.text], ["Elm Ward", "1"], ["", "2"]])
    ended = run("import", "t.csv", "-o", "new", folder=tmp_path)
    assert ended.returncode == ExitCode.WRONG_USAGE
    assert (
        "t.csv, row 3: the file doesn't give the name of its service. Add the name of the service like this: "
        '--service "SERVICE NAME".'
    ) in ended.stderr
    assert not (tmp_path / "new").exists()


def test_a_survey_that_names_another_service_than_the_workshop(tmp_path: Path, elm: WorkshopFolder) -> None:
    """Answers with another service's name are taken for the workshop's, and that is said; spelling does not matter."""
    write_csv(tmp_path / "s.csv", [["Team", VISION.text], ["ELM  ward", "1"], ["Oak Ward", "2"]])
    ended = run("import", "s.csv", "--workshop", "elm", folder=tmp_path)
    assert "s.csv: Answers for Oak Ward were imported as answers for Elm Ward." in ended.stderr
    assert {sheet["service"]["name"] for sheet in sheets_in(elm.answers).values()} == {"Elm Ward"}
    others = [[f"{name} Ward", "1"] for name in ("Ash", "Beech", "Oak", "Pine", "Yew")]
    write_csv(tmp_path / "t.csv", [["Team", VISION.text], *others])
    ended = run("import", "t.csv", "--workshop", "elm", folder=tmp_path)
    assert "Answers for Ash Ward, Beech Ward, Oak Ward and 2 more were imported as answers for Elm" in ended.stderr


def test_the_form_that_the_program_writes_is_read(tmp_path: Path, elm: WorkshopFolder) -> None:
    """Every choice of the program's own form is read as the answer that its layout says."""
    from datetime import date

    from readiness.forms.empty_form import EmptyForm
    from readiness.forms.sheet_form import sheet_form

    path = tmp_path / "form.xlsx"
    path.write_bytes(sheet_form(EmptyForm(FORM, ELM, "BCDFGH"), date(2026, 11, 27)))
    workbook = load_workbook(path)
    expected: dict[str, Any] = {}
    for row in workbook[layout.ANSWERS].iter_rows():
        question = QUESTIONNAIRE.questions.get(row[0].value)
        if question:
            choices = layout.choices(FORM, question)
            row[3].value = [*choices][len(expected) % len(choices)]
            expected[question.id] = choices[row[3].value]
    workbook.save(path)
    ended = run("import", "form.xlsx", "--workshop", "elm", folder=tmp_path)
    assert ended.returncode == ExitCode.DONE, ended.stderr
    (sheet,) = sheets_in(elm.answers).values()
    assert len(expected) == 48
    assert sheet["answers"] == {
        question: answer.model_dump(mode="json", exclude_defaults=True) | _unknown(answer)
        for question, answer in expected.items()
        if answer is not None
    }
    assert sheet["questionnaire"]["fingerprint"] == fingerprint(INSTRUMENT)


def _unknown(answer: Any) -> dict[str, bool]:
    """What a don't know has in a file, though it is its default."""
    return {"unknown": True} if hasattr(answer, "unknown") else {}


def test_codes_that_begin_anew_in_each_service(tmp_path: Path) -> None:
    """The first person of one service is not the first of another, in one file and in several."""
    rows = [
        ["Team", "Your code", VISION.text],
        ["Elm Ward", "P1", "0"],
        ["Oak Ward", "P1", "1"],
        ["elm ward!", "P1", "2"],
    ]
    write_csv(tmp_path / "s.csv", rows)
    for _ in range(2):
        assert run("import", "s.csv", "-o", "out", folder=tmp_path).returncode == ExitCode.DONE
        found = {name: sheet["answers"][VISION.id]["level"] for name, sheet in sheets_in(tmp_path / "out").items()}
        assert found == {"elm-ward-P1.answers.json": 0, "oak-ward-P1.answers.json": 1, "elm-ward-P1-2.answers.json": 2}
    write_csv(tmp_path / "s.csv", [rows[0], ["Oak  ward", "p1", "3"]])
    ended = run("import", "s.csv", "-o", "out", folder=tmp_path)
    before = "oak-ward-P1.answers.json.bak"
    assert f"these answers replace older ones, which are kept in {before}" in ended.stdout
    assert (tmp_path / "out" / before).exists()
    assert sheets_in(tmp_path / "out")["oak-ward-P1.answers.json"]["answers"][VISION.id]["level"] == 3


def test_a_short_survey_becomes_short_forms(tmp_path: Path) -> None:
    """A survey with the essentials and no other question becomes short forms."""
    questions = [QUESTIONNAIRE.questions[row.question] for row in INSTRUMENT.rubric.criteria_of("short")]
    row = ["1" if isinstance(question, ScaleQuestion) else "none" for question in questions]
    write_csv(tmp_path / "s.csv", [[question.text for question in questions], row])
    assert run("import", "s.csv", "-o", "out", "--service", "E", folder=tmp_path).returncode == ExitCode.DONE
    assert [sheet["form"] for sheet in sheets_in(tmp_path / "out").values()] == ["short"]


@pytest.mark.usefixtures("elm")
def test_what_is_no_form_is_named_as_what_it_is(tmp_path: Path) -> None:
    """A PDF, a Word file, an empty file, a folder without any; the good one is taken all the same."""
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "b.csv").write_bytes(b"")
    (tmp_path / "c.xlsx").write_bytes(b"PK\x03\x04 broken")
    (tmp_path / "d.json").write_text('{"format": "readiness-answers"', encoding="utf-8")
    (tmp_path / "e").mkdir()
    write_csv(tmp_path / "good.csv", [[VISION.text], ["1"]])
    files = ["a.pdf", "b.csv", "c.xlsx", "d.json", "missing.csv"]
    ended = run("import", *files, "good.csv", "-o", "out", "--service", "E", folder=tmp_path)
    assert ended.returncode == ExitCode.SOME_REJECTED
    messages = [
        "a.pdf: this file is a PDF, not a filled-in form or a survey. Choose",
        "b.csv: this file is empty",
        "c.xlsx: this file is a ZIP archive",
        "d.json: line 1",
    ]
    for message in (
        *messages,
        "missing.csv: there is no such file or folder. Check",
        "1 person's answers imported, 5 files not used.",
    ):
        assert message in ended.stderr
    ended = run("import", *files, "-o", "out", folder=tmp_path)
    assert ended.returncode == ExitCode.UNUSABLE_INPUT
    ended = run("import", *files, "--workshop", "elm", folder=tmp_path)
    assert ended.returncode == ExitCode.UNUSABLE_INPUT
    assert "Next, " not in ended.stderr
    assert run("import", "e", "-o", "out", folder=tmp_path).returncode == ExitCode.WRONG_USAGE
    assert run("import", "good.csv", "--service", "E", folder=tmp_path).returncode == ExitCode.WRONG_USAGE
    assert (
        run("import", "good.csv", "-o", "good.csv", "--service", "E", folder=tmp_path).returncode
        == ExitCode.WRONG_USAGE
    )


def test_everything_in_a_folder_is_read_or_named(tmp_path: Path, elm: WorkshopFolder) -> None:
    """A file without an ending is read; a Word form, a scan and a folder are named, but not what programs leave."""
    inbox = tmp_path / "inbox"
    (inbox / "late").mkdir(parents=True)
    (inbox / "empty").mkdir()
    for number, name in enumerate(("a.answers.json", "noext", "late/b.json")):
        (inbox / name).write_text(json.dumps(person_file(number)), encoding="utf-8")
    (inbox / "form.docx").write_bytes(b"PK\x03\x04 word/document.xml")
    (inbox / "scan.pdf").write_bytes(b"%PDF-1.7")
    for name in ("a.answers.json.bak", "Thumbs.db", ".hidden", "~$form.xlsx"):
        (inbox / name).write_bytes(b"something")
    ended = run("import", "inbox", "--workshop", "elm", folder=tmp_path)
    assert ended.returncode == ExitCode.SOME_REJECTED
    assert [*sheets_in(elm.answers)] == ["BCDFGB.answers.json", "BCDFGC.answers.json"]
    told = [line for line in ended.stderr.splitlines() if line.startswith("inbox")]
    assert [line.partition(". ")[0] for line in told] == [
        "inbox/form.docx: this file is a Word document, not a filled-in form or a survey",
        "inbox/late: this folder is inside the one you named, so nothing in it was read",
        "inbox/scan.pdf: this file is a PDF, not a filled-in form or a survey",
    ]
    assert "2 people's answers imported, 2 files not used, 1 folder not opened." in ended.stderr
    ended = run("import", "inbox", "inbox/late", "--workshop", "elm", folder=tmp_path)
    assert "1 person's answers imported, 2 already saved, 2 files not used." in ended.stderr


def test_what_comes_by_email_is_named(tmp_path: Path) -> None:
    """Emails that Outlook saved, whose content doesn't show it, a photo of a form, and a short code in a text."""
    (tmp_path / "a.msg").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    (tmp_path / "b.EML").write_text("DKIM-Signature: v=1\n", encoding="utf-8")
    (tmp_path / "c.jpg").write_bytes(b"\xff\xd8\xff\xe0\0\x10JFIF")
    (tmp_path / "d.txt").write_text("My short code is 0QEYT TE608", encoding="utf-8")
    ended = run("import", "a.msg", "b.EML", "c.jpg", "d.txt", "-o", "out", "--service", "E", folder=tmp_path)
    assert ended.returncode == ExitCode.UNUSABLE_INPUT
    attached = "Save the file that is attached to the email, and choose the saved file."
    to_type = "To type in paper forms or short codes, use `readiness workshop enter`."
    for name, kind, remedy in (
        ("a.msg", "an email", attached),
        ("b.EML", "an email", attached),
        ("c.jpg", "a picture", to_type),
        ("d.txt", "plain text", to_type),
    ):
        (line,) = (line for line in ended.stderr.splitlines() if line.startswith(name))
        assert f"this file is {kind}, not a filled-in form or a survey. " in line
        assert remedy in line


def test_the_folder_that_answers_go_to_may_be_inside(tmp_path: Path, elm: WorkshopFolder) -> None:
    """Nothing is missing where the workshop's folder is among the files."""
    (tmp_path / "a.json").write_text(json.dumps(person_file(0)), encoding="utf-8")
    ended = run("import", ".", "--workshop", elm.path.name, folder=tmp_path)
    assert ended.returncode == ExitCode.DONE, ended.stderr


def test_what_a_group_agreed_is_no_persons_answers(tmp_path: Path, elm: WorkshopFolder) -> None:
    """The agreed file and a workshop's folder are refused, and it is said what to do instead."""
    agreed = {VISION.id: {"level": 1, "agreement": {"how": "agreed"}}}
    content = person_file(0, workshop={"id": "BCDFGH"}, answers=agreed)
    elm.agreed.write_text(json.dumps(content), encoding="utf-8")
    ended = run("import", "elm/agreed.json", "elm", "--workshop", "elm", folder=tmp_path)
    assert ended.returncode == ExitCode.UNUSABLE_INPUT
    assert "elm/agreed.json: this file has the answers that a workshop agreed" in ended.stderr
    assert "use `readiness workshop agree` with `--merge`" in ended.stderr
    assert "elm: this is a whole workshop folder" in ended.stderr
    assert "name the folder elm/answers" in ended.stderr
    assert not sheets_in(elm.answers)


@pytest.mark.usefixtures("elm")
def test_people_are_counted_and_not_files(tmp_path: Path) -> None:
    """Three files of one person, whose answers changed twice, are one person."""
    for number, hour in enumerate((10, 11, 12)):
        moment = {"updated_at": f"2026-11-27T{hour}:00:00Z", "answers": {VISION.id: {"level": number}}}
        (tmp_path / f"{hour}.json").write_text(json.dumps(person_file(0, **moment)), encoding="utf-8")
    files = ("10.json", "11.json", "12.json")
    ended = run("import", *files, "--workshop", "elm", folder=tmp_path)
    assert "1 person's answers imported, 2 earlier versions replaced." in ended.stderr
    ended = run("import", *files, "--workshop", "elm", folder=tmp_path)
    assert "No new answers, 1 already saved." in ended.stderr


def test_what_others_could_not_be_read_stays(tmp_path: Path) -> None:
    """The table keeps what is in it of other files, and formulas in it are texts."""
    write_csv(tmp_path / "a.csv", [[VISION.text], ["=HYPERLINK(1)"]])
    write_csv(tmp_path / "b.csv", [[VISION.text], ["perhaps"]])
    for name in ("a.csv", "b.csv", "a.csv"):
        run("import", name, "-o", "out", "--service", "E", folder=tmp_path)
    assert sorted(row[6] for row in not_read_in(tmp_path / "out")[1:]) == ["'=HYPERLINK(1)", "perhaps"]


def test_a_damaged_file_of_the_same_person_is_not_written_over(tmp_path: Path, elm: WorkshopFolder) -> None:
    """A damaged file of the same person is named, and stays as it is."""
    damaged = elm.answers / "BCDFGB.answers.json"
    damaged.write_text("{", encoding="utf-8")
    (tmp_path / "p.json").write_text(json.dumps(person_file(0)), encoding="utf-8")
    ended = run("import", "p.json", "--workshop", "elm", folder=tmp_path)
    assert ended.returncode == ExitCode.UNUSABLE_INPUT
    assert "BCDFGB.answers.json" in ended.stderr
    assert damaged.read_text(encoding="utf-8") == "{"


def test_rows_with_the_same_name_or_address_all_count(tmp_path: Path, elm: WorkshopFolder) -> None:
    """A few of them may be one person's, which is said; those of a shared mailbox or with codes are not."""
    rows = [
        ["Email", "Name", "Name of your line manager", VISION.text],
        ["jo@example.org", "", "Kim Jones", "0"],
        ["anonymous", "Lee Smith", "Kim Jones", "1"],
        ["Jo@Example.org ", "Jo", "Kim Jones", "2"],
        ["anonymous", "lee smith", "Kim Jones", "3"],
        ["anonymous", "Prefer not to say", "Kim Jones", "3"],
        ["", "Prefer not to say", "Kim Jones", "3"],
    ]
    write_csv(tmp_path / "a.csv", rows)
    ended = run("import", "a.csv", "--workshop", "elm", folder=tmp_path)
    assert ended.returncode == ExitCode.DONE, ended.stderr
    assert "6 people's answers imported." in ended.stderr
    said = [line for line in ended.stderr.splitlines() if "may be from one person" in line]
    assert [line.partition("address: ")[2].partition(".")[0] for line in said] == ["row 2 and row 4", "row 3 and row 5"]
    assert not any("jo" in path.read_text(encoding="utf-8").lower() for path in elm.answers.iterdir())
    coded = [["Code", *rows[0]], *([f"P{place}", *row] for place, row in enumerate(rows[1:]))]
    shared = [["Email address", VISION.text], *(["ward@example.org", str(place % 4)] for place in range(8))]
    for number, others in enumerate((coded, shared, [["First name", VISION.text], ["Jo", "0"], ["Jo", "1"]])):
        write_csv(tmp_path / "b.csv", others)
        ended = run("import", "b.csv", "-o", f"out{number}", "--service", "E", folder=tmp_path)
        assert f"{len(others) - 1} people's answers imported." in ended.stderr
        assert "may be from one person" not in ended.stderr


def test_a_code_with_spaces_in_it_is_the_same_code(tmp_path: Path, elm: WorkshopFolder) -> None:
    """Letter by letter, or as somebody else typed it, in the same file or earlier; a name stays a name."""
    write_csv(tmp_path / "a.csv", [["Code", VISION.text], ["KLMNPQ", "0"], ["klm npq", "1"], ["V W X Y Z B", "0"]])
    ended = run("import", "a.csv", "--workshop", "elm", folder=tmp_path)
    assert [*sheets_in(elm.answers)] == ["KLMNPQ.answers.json", "VWXYZB.answers.json"], ended.stdout
    write_csv(tmp_path / "b.csv", [["Code", VISION.text], ["vwx yzb", "1"], ["Jo Smith", "0"], ["J R", "0"]])
    ended = run("import", "b.csv", "--workshop", "elm", folder=tmp_path)
    assert "3 people's answers imported, 1 earlier version replaced." in ended.stderr
    assert len(sheets_in(elm.answers)) == 4
    assert not {"JOSMITH.answers.json", "JR.answers.json"} & {*sheets_in(elm.answers)}


def test_names_in_place_of_codes_do_not_reach_file_names(tmp_path: Path) -> None:
    """What has spaces or signs in it may be somebody's name or address: the file is called after a code."""
    write_csv(
        tmp_path / "s.csv", [["Your code", VISION.text], ["Jo Smith", "1"], ["jo@example.org", "2"], ["P-07", "3"]]
    )
    run("import", "s.csv", "-o", "out", "--service", "E", "--levels-from", "0", folder=tmp_path)
    names = [*sheets_in(tmp_path / "out")]
    assert "e-P07.answers.json" in names
    assert len(names) == 3
    assert not any("jo" in name.lower() for name in names)


def test_cells_without_a_heading_are_named(tmp_path: Path) -> None:
    """What stands to the right of the last heading is told; a column of such cells only once."""
    write_csv(tmp_path / "a.csv", [[VISION.text], ["1", "2"]])
    ended = run("import", "a.csv", "-o", "out", "--service", "E", folder=tmp_path)
    assert ended.returncode == ExitCode.SOME_REJECTED
    assert 'a.csv, row 2, column B: there is no heading above this cell ("2"). If ' in ended.stderr
    assert not_read_in(tmp_path / "out")[1][:7] == ["a.csv", "", "2", "B", "", "", "2"]
    write_csv(tmp_path / "b.csv", [[VISION.text, ""], ["1", "2"], ["1", "3"]])
    ended = run("import", "b.csv", "-o", "out", "--service", "E", folder=tmp_path)
    assert "b.csv, column B: there is no heading above this column, so 2 cells in it were not read. If" in ended.stderr


def test_a_survey_without_answers_is_said_to_have_none(tmp_path: Path, elm: WorkshopFolder) -> None:
    """Nobody's answers are reported as imported if there were none; a form that nobody filled in is the same."""
    write_csv(tmp_path / "a.csv", [[VISION.text]])
    ended = run("import", "a.csv", "--workshop", "elm", folder=tmp_path)
    assert ended.returncode == ExitCode.UNUSABLE_INPUT
    assert ended.stdout == "a.csv: no answers found\n"
    assert ended.stderr == "No answers imported.\n"
    (tmp_path / "sent").mkdir()
    write_form(tmp_path / "sent" / "b.xlsx", {VISION.id: ("",)})
    ended = run("import", "sent", "--workshop", "elm", folder=tmp_path)
    assert ended.returncode == ExitCode.UNUSABLE_INPUT
    assert ended.stdout == f"{Path('sent', 'b.xlsx')}: no answers found\n"
    assert ended.stderr == "No answers imported.\n"
    assert not [*elm.answers.glob("*.json")]


def test_advice_that_fits_each_column(tmp_path: Path) -> None:
    """A strange role, a comment on nothing, and a list that is said not to apply: the advice can be followed."""
    rows = [["Role", VISION.text, ROLE_CONTENT.text, "Anything to add?"], ["Nurse", "1", "N/A", "Thank you"]]
    write_csv(tmp_path / "a.csv", rows)
    told = run("import", "a.csv", "-o", "out", "--service", "E", folder=tmp_path).stderr
    assert '"Nurse" is not one of the roles in the questionnaire. Use one of these: Service manager; ' in told
    assert 'this question always applies, so "N/A" can\'t be its answer. Name the items that apply, or write' in told
    assert "as in 'LE1 note'. Otherwise, you can ignore this." in told


def test_answers_for_a_workshop_that_go_elsewhere(tmp_path: Path, elm: WorkshopFolder) -> None:
    """With -o they are not in the workshop, which is said instead of suggesting to compare them."""
    write_csv(tmp_path / "a.csv", [[VISION.text], ["1"]])
    ended = run("import", "a.csv", "-o", "out", "--workshop", "elm", folder=tmp_path)
    assert (
        "The answers are in out, and not in the workshop. To add them to the workshop, leave out `-o`." in ended.stderr
    )
    assert "Next, " not in ended.stderr
    assert not [*elm.answers.glob("*.json")]
    ended = run("import", "a.csv", "-o", "elm/answers", "--workshop", "elm", folder=tmp_path)
    assert "Next, " in ended.stderr
    assert "not in the workshop" not in ended.stderr
