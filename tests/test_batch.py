"""Batch: what comes out. The tables agree with the results and with each other, and are the same for the same input."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest
from typer.testing import CliRunner

from questionnaires.answer_file import parse_answers
from readiness.batch import workbook
from readiness.batch.flag_names import flag_name
from readiness.batch.formats import Format
from readiness.batch.name_key import NameKey
from readiness.batch.result_folder import ResultFile
from readiness.cli import app
from readiness.exits import ExitCode, UsageFault
from scoring.engine import score
from scoring.instrument import Instrument
from tests.adapted import copied_as_shipped
from tests.batches import DAY, everything_in, rows, write
from tests.program import run
from tests.services import file_of, write_services
from tests.tiny import MONDAY


@pytest.mark.pdf
def test_everything_is_written(portfolio: Path) -> None:
    """Without `--format` every kind of output is there, readable by its owner only."""
    assert run("batch", "in", "-o", "whole", *DAY, folder=portfolio).returncode == ExitCode.DONE
    names = sorted(path.name for path in (portfolio / "whole").iterdir())
    assert names == [
        "answers.csv", "answers.parquet", "not_used.csv", "portfolio.html", "portfolio.pdf", "rejected.csv",
        "results.csv", "results.parquet", "results.xlsx", "summary.json", "trends.csv", "worklist.csv",
    ]  # fmt: skip
    assert (portfolio / "whole").stat().st_mode & 0o077 == 0
    assert not [path.name for path in portfolio.iterdir() if path.name.startswith(".")]


@pytest.mark.slow
@pytest.mark.parametrize(
    "spellings",
    [
        pytest.param(("\u00c9quipe Sud", "E\u0301quipe Sud", "\ufeff\u00e9quipe\u00a0sud"), id="composed-and-not"),
        pytest.param(("St John's House", "St John\u2019s House"), id="apostrophes"),
    ],
)
def test_a_service_is_one_however_its_name_is_spelt(
    tmp_path: Path, instrument: Instrument, spellings: tuple[str, ...]
) -> None:
    """The newest file counts, the others are older files, and the name is shown as it was typed in the newest."""
    for number, name in enumerate(spellings):
        content = file_of(instrument, 1) | {"updated_at": f"2026-11-{10 + number}T10:00:00Z"}
        content["service"] = {"name": name, "organisation": "Example NHS Trust"}
        write(tmp_path / "in" / f"{number}.json", content)
    ended = run("batch", "in", "-o", "out", *DAY, "--format", "results", folder=tmp_path)
    assert ended.returncode == ExitCode.DONE
    (row,) = rows(tmp_path / "out" / "results.csv")
    assert row["name"] == " ".join(spellings[-1].split())


@pytest.mark.pdf
def test_all_formats_can_be_asked_for(portfolio: Path) -> None:
    """`--format all` writes what is written without it."""
    one = next((portfolio / "in" / "000").iterdir())
    for name, options in (("unasked", ()), ("all", ("--format", "all"))):
        assert run("batch", one, "-o", name, *DAY, *options, folder=portfolio).returncode == ExitCode.DONE
    names = [sorted(path.name for path in (portfolio / folder).iterdir()) for folder in ("unasked", "all")]
    assert names[0] == names[1]


def test_results_are_those_of_score(portfolio: Path, instrument: Instrument) -> None:
    """Each row has the name, decisions, scores, bands, counts and flags that `score` gives for its file."""
    table = rows(portfolio / "out" / "results.csv")
    assert len(table) == 40
    for row in table:
        sheet = parse_answers((portfolio / row["file"]).read_bytes(), instrument.questionnaire)
        result = score(instrument, sheet, MONDAY)
        expected: dict[str, str] = {f"decision_{stage.id}": stage.decision for stage in result.stages}
        for domain in result.domains:
            expected |= {
                f"{domain.id}_score": str(domain.score),
                f"{domain.id}_score_max": str(domain.score_max),
                f"{domain.id}_band": domain.band or "",
            }
        counts = {name: str(getattr(result, name)) for name in ("answered", "unknown", "not_applicable", "unanswered")}
        earliest = result.schedule.earliest_first_day
        expected |= {
            "planned_first_day": sheet.first_day.isoformat() if sheet.first_day else "",
            "earliest_first_day": earliest.isoformat() if earliest else "",
            "took_part": " ".join(sheet.took_part),
            "essentials_with_evidence": str(result.stages[-1].with_evidence),
        }
        expected |= {"name": sheet.service.name, "form": sheet.form, "flags": " ".join(result.flags), **counts}
        assert {key: row[key] for key in expected} == expected


def test_bands_of_any_number_have_colours_from_lowest_to_highest(instrument: Instrument) -> None:
    """The colours of bands follow from their places: the shipped four have one each, others the nearest."""
    bands = instrument.rubric.bands
    colours = list(workbook.band_colours(bands).values())
    assert len(set(colours)) == 4
    assert list(workbook.band_colours(bands[1:]).values()) == [colours[0], colours[1], colours[3]]
    renamed = [band.model_copy(update={"id": f"b{place}"}) for place, band in enumerate([*bands, bands[-1]])]
    assert list(workbook.band_colours(renamed).values()) == [colours[0], colours[0], *colours[1:]]
    assert len(workbook.band_colours(bands[:1])) == 1


def test_services_are_in_alphabetical_order(portfolio: Path) -> None:
    """The table does not rank services: they are in alphabetical order."""
    names = [row["name"].casefold() for row in rows(portfolio / "out" / "results.csv")]
    assert names == sorted(names)


def test_answers_have_a_row_for_each_question(portfolio: Path, instrument: Instrument) -> None:
    """The table of answers has each service's questions with state, level, ticks, reason and note as in its file."""
    table = rows(portfolio / "out" / "answers.csv")
    files = {row["name"]: row["file"] for row in rows(portfolio / "out" / "results.csv")}
    for name, file in list(files.items())[:5]:
        sheet = parse_answers((portfolio / file).read_bytes(), instrument.questionnaire)
        result = score(instrument, sheet, MONDAY)
        found = [row for row in table if row["name"] == name]
        assert [row["question"] for row in found] == [criterion.question for criterion in result.criteria]
        for row, criterion in zip(found, result.criteria, strict=True):
            level = "" if criterion.level is None else str(criterion.level)
            assert (row["state"], row["level"]) == (criterion.state, level)
            assert (row["ticked"].split(), row["reason"], row["note"]) == (
                list(criterion.ticked), criterion.reason, criterion.note,
            )  # fmt: skip


def test_tables_agree(portfolio: Path, instrument: Instrument) -> None:
    """CSV, workbook and Parquet have the same columns and cells, the workbook with names instead of identifiers.

    It also has filters, frozen heads and colours.
    """
    table = rows(portfolio / "out" / "results.csv")
    read = duckdb.read_parquet(str(portfolio / "out" / "results.parquet"))
    columns = [dict(zip(read.columns, row, strict=True)) for row in read.fetchall()]
    assert [{key: "" if cell is None else str(cell) for key, cell in row.items()} for row in columns] == table
    book = openpyxl.load_workbook(portfolio / "out" / "results.xlsx")
    assert book.sheetnames == ["Read first", "Services", "Answers", "Changes", "Rejected", "Not used"]
    sheet = book["Services"]
    cells = [[_as_csv(cell) for cell in row] for row in sheet.values]
    expected = [[_in_words(name, cell, instrument).removesuffix(".0") for name, cell in row.items()] for row in table]
    assert [[cell.removesuffix(".0") for cell in row] for row in cells[1:]] == expected
    assert cells[0][:6] == ["name", "organisation", "code", "date", "form", "Advertise the posts"]
    vision = "Leadership vision"
    assert cells[0][11:14] == [f"{vision}: score", f"{vision}: maximum score", f"{vision}: band"]
    assert len(cells[0]) == len(table[0])
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref
    assert sheet.conditional_formatting
    named = {str(row[0]).partition(" - ")[0] for row in book["Read first"].values}
    assert named >= {
        "Wait",
        "Go with conditions",
        "Go",
        "Not started",
        "Ready",
        "nobody with lived experience took part",
        "old answers",
    }
    assert any("not enough is known" in str(row[0]) for row in book["Read first"].values)
    head, *answers = [[_as_csv(cell) for cell in row] for row in book["Answers"].values]
    asks = head.index("what the question asks")
    without = [row[:asks] + row[asks + 1 :] for row in answers]
    written = rows(portfolio / "out" / "answers.csv")
    assert without == [
        [_in_words(name, cell, instrument, row["question"]) for name, cell in row.items()] for row in written
    ]


def _as_csv(cell: Any) -> str:
    """A cell of the workbook as it is in the CSV table."""
    return cell.date().isoformat() if isinstance(cell, datetime) else "" if cell is None else str(cell)


def _in_words(column: str, cell: str, instrument: Instrument, question: str = "") -> str:
    """A cell of the CSV table as the workbook has it."""
    questionnaire, rubric = instrument.questionnaire, instrument.rubric
    if column.startswith("decision_"):
        return next(words.name for decision, words in rubric.decisions.items() if decision == cell)
    if column.endswith("_band"):
        return next((band.name for band in rubric.bands if band.id == cell), "")
    match column:
        case "flags":
            return "; ".join(map(flag_name, cell.split()))
        case "took_part":
            return "; ".join(questionnaire.roles[role].name for role in cell.split())
        case "domain":
            return next(domain.title for domain in questionnaire.domains if domain.id == cell)
        case "state":
            return {"unknown": "don't know", "unanswered": "not answered", "not_asked": "not asked yet"}.get(
                cell, cell.replace("_", " ")
            )
        case "ticked":
            options = {option.id: option.text for option in getattr(questionnaire.questions[question], "options", ())}
            return "; ".join(options[option] for option in cell.split())
        case _other:
            return cell


@pytest.mark.pdf
def test_same_input_gives_the_same_bytes(portfolio: Path) -> None:
    """A second run with the paths in another order and another number of processes writes the very same bytes."""
    half = sorted((portfolio / "in" / "000").iterdir())
    for name, paths in (("a", half), ("b", half[::-1])):
        ended = run("batch", *paths, "-o", name, *DAY, "--processes", "1" if name == "a" else "2", folder=portfolio)
        assert ended.returncode == ExitCode.DONE, ended.stderr
    for path in (portfolio / "a").iterdir():
        assert path.read_bytes() == (portfolio / "b" / path.name).read_bytes(), path.name


def test_everything_a_batch_writes_can_be_replaced(portfolio: Path) -> None:
    """A batch that writes all there is knows each of these files the next time."""
    one = next((portfolio / "in" / "000").iterdir())
    formats = ",".join(each for each in Format if each is not Format.PDF)
    options = ("--plans", "--format", formats, "--group-by", "organisation", "--require", "first_day=go")
    for _time in range(2):
        ended = run("batch", one, "-o", "same", *DAY, *options, folder=portfolio)
        assert ended.returncode == ExitCode.SOME_REJECTED, ended.stderr
        names = {path.name for path in (portfolio / "same").iterdir()}
        assert names == {*ResultFile} - {ResultFile.REPORT_PDF}


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        pytest.param(["--require", "first_dy=go"], "Did you mean 'first_day'", id="stage"),
        pytest.param(["--require", "first_day=perhaps"], "can't be used as the required decision", id="decision"),
        pytest.param(["--format", "doc"], "there is no format called 'doc'", id="format"),
        pytest.param(["--plans", "--no-names"], "plans show the names of services", id="plans-without-names"),
    ],
)
def test_wrong_options_are_told(options: list[str], sentence: str, portfolio: Path) -> None:
    """A wrong option is refused with what to write instead, before anything is read."""
    ended = run("batch", "in", "-o", "refused", *options, folder=portfolio)
    assert ended.returncode == ExitCode.WRONG_USAGE
    assert sentence in ended.stderr
    assert not (portfolio / "refused").exists()


@pytest.mark.pdf
def test_names_can_be_left_out(portfolio: Path) -> None:
    """With `--no-names` no output gives anybody away: no name, organisation, code, file or note, in any format."""
    write(portfolio / "more" / "Secret Ward.json", {"service": {"name": "Secret Ward"}})
    ended = run("batch", "in", "more", "-o", "nameless", "--no-names", *DAY, folder=portfolio)
    assert ended.returncode == ExitCode.SOME_REJECTED
    assert "key.csv shows which code belongs to which service, so don't keep it with the results" in ended.stderr
    named = rows(portfolio / "out" / "results.csv")
    known = {row[column] for row in named for column in ("name", "organisation", "code", "file")} - {""}
    known |= {"Secret Ward", "away day"}
    for path in (portfolio / "nameless").iterdir():
        text = everything_in(path)
        assert not [name for name in known if name in text], path.name


@pytest.mark.slow
def test_codes_of_names_stay_and_the_key_leads_back(portfolio: Path) -> None:
    """A code depends on the service alone, whatever other services there are; only the key has the name."""
    run("batch", "in", "-o", "one/nameless", "--no-names", *DAY, "--format", "results", folder=portfolio)
    table, key = rows(portfolio / "one" / "nameless" / "results.csv"), rows(portfolio / "one" / "key.csv")
    assert (portfolio / "one" / "key.csv").stat().st_mode & 0o077 == 0
    named = {(row["name"], row["organisation"]) for row in rows(portfolio / "out" / "results.csv")}
    back = {row["code"]: row["name"] for row in key if row["what"] == "service"}
    organisations = {row["code"]: row["organisation"] for row in key if row["what"] == "organisation"}
    assert {(back[row["name"]], organisations[row["organisation"]]) for row in table} == named
    assert len({row["name"] for row in table}) == 40
    some = sorted((portfolio / "in").rglob("*.json"))[:7]
    run("batch", *some, "-o", "one/fewer", "--no-names", *DAY, "--format", "results", folder=portfolio)
    assert {row["name"] for row in rows(portfolio / "one" / "fewer" / "results.csv")} < back.keys()
    assert rows(portfolio / "one" / "key.csv")[0] == key[0]
    elsewhere = portfolio / "safe.csv"
    (portfolio / "one" / "key.csv").replace(elsewhere)
    options = ("--no-names", *DAY, "--format", "results")
    kept = run("batch", "in", "-o", "one/again", *options, "--key", "safe.csv", folder=portfolio)
    assert "This key is new" not in kept.stderr
    assert {row["name"] for row in rows(portfolio / "one" / "again" / "results.csv")} == back.keys()
    assert not (portfolio / "one" / "key.csv").exists()
    made = run("batch", "in", "-o", "one/again", *options, folder=portfolio)
    assert "This key is new, so the codes are different" in made.stderr
    elsewhere.replace(portfolio / "one" / "key.csv")
    assert {row["code"] for row in rows(portfolio / "one" / "key.csv")} >= {row["code"] for row in key}
    run("batch", *some, "-o", "other/fewer", "--no-names", *DAY, "--format", "results", folder=portfolio)
    assert not {row["name"] for row in rows(portfolio / "other" / "fewer" / "results.csv")} & back.keys()


def test_a_file_that_is_no_key_is_left_alone(portfolio: Path) -> None:
    """If `key.csv` is something else, nothing is written and it stays as it is."""
    (portfolio / "key.csv").write_text("room,key\n1,B\n", encoding="utf-8")
    ended = run("batch", "in", "-o", "unwritten", "--no-names", *DAY, folder=portfolio)
    assert ended.returncode == ExitCode.WRONG_USAGE
    assert "it is another kind of file" in ended.stderr
    assert not (portfolio / "unwritten").exists()
    assert (portfolio / "key.csv").read_text(encoding="utf-8") == "room,key\n1,B\n"


def test_two_first_batches_at_once_keep_one_key(tmp_path: Path) -> None:
    """A batch whose new key is not the one that another batch began meanwhile says so, and changes nothing."""
    first, second = (NameKey(tmp_path / "key.csv") for _ in range(2))
    first.write()
    kept = first.path.read_bytes()
    with pytest.raises(UsageFault, match="somebody else has changed this file in the meantime"):
        second.write()
    assert first.path.read_bytes() == kept
    NameKey(first.path).write()
    assert first.path.read_bytes() == kept
    assert [path.name for path in tmp_path.iterdir()] == ["key.csv"]


def test_key_with_an_edited_secret_is_used(portfolio: Path) -> None:
    """A quotation mark in the secret is no SQL."""
    key = NameKey(portfolio / "edited" / "key.csv")
    key.path.parent.mkdir()
    key.write()
    secret = rows(key.path)[0]["code"]
    text = key.path.read_text(encoding="utf-8").replace(secret, f"{secret}' || 'x")
    key.path.write_text(text, encoding="utf-8")
    some = sorted((portfolio / "in").rglob("*.json"))[:7]
    options = ("--no-names", *DAY, "--format", "results", "--key", str(key.path))
    ended = run("batch", *some, "-o", "edited/out", *options, folder=portfolio)
    assert ended.returncode in (ExitCode.DONE, ExitCode.SOME_REJECTED), ended.stderr
    assert rows(key.path)[0]["code"] == f"{secret}' || 'x"


def test_workbook_of_many_services_has_no_answers(
    tmp_path: Path, instrument: Instrument, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Above the limit the sheet of answers is left out, and the sheet to read first says where the answers are."""
    write_services(instrument, tmp_path / "in", 3)
    monkeypatch.setattr(workbook, "_MOST_WITH_ANSWERS", 2)
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(app, ["batch", "in", "-o", "out", *DAY, "--format", "xlsx"]).exit_code == ExitCode.DONE
    book = openpyxl.load_workbook(tmp_path / "out" / "results.xlsx")
    assert book.sheetnames == ["Read first", "Services", "Changes", "Rejected", "Not used"]
    assert any("To get the answers in answers.csv" in str(row[0]) for row in book["Read first"].values)


@pytest.mark.slow
def test_flag_added_to_a_rubric_is_seen_everywhere(tmp_path: Path, instrument: Instrument) -> None:
    """One entry in the rubric adds a flag: `score`, `plan` and `batch` all raise it and say its sentence."""
    copied_as_shipped(tmp_path / "mine")
    rubric = tmp_path / "mine" / "rubric" / "rubric.toml"
    entry = '\n[flags.two_or_more_unknown]\nwhen = ["unknown >= 2"]\nsentence = "Two or more answers are not known."\n'
    rubric.write_text(rubric.read_text(encoding="utf-8") + entry, encoding="utf-8")
    content = file_of(instrument, 1) | {"form": "full"}
    content["answers"]["leadership.vision"] = content["answers"]["leadership.values"] = {"unknown": True}
    write(tmp_path / "in" / "a.json", content)
    options = (*DAY, "--questionnaire", "mine")
    scored = run("score", "in/a.json", "--format", "json", *options, folder=tmp_path)
    assert "two_or_more_unknown" in json.loads(scored.stdout)["flags"]
    assert run("plan", "in/a.json", "-o", "a.md", *options, folder=tmp_path).returncode == ExitCode.DONE
    assert "Two or more answers are not known." in (tmp_path / "a.md").read_text(encoding="utf-8")
    assert (
        run("batch", "in", "-o", "out", "--format", "csv,html", *options, folder=tmp_path).returncode == ExitCode.DONE
    )
    (row,) = rows(tmp_path / "out" / "results.csv")
    assert "two_or_more_unknown" in row["flags"].split()
    assert "Two or more answers are not known." in (tmp_path / "out" / "portfolio.html").read_text(encoding="utf-8")


def test_what_has_no_effect_is_said(portfolio: Path) -> None:
    """A key without hidden names, an audience without plans, and a table that would name services."""
    options = ("--key", "unused.csv", "--for", "public")
    ended = run("batch", "in", "-o", "named", "--format", "results", *options, folder=portfolio)
    assert ended.stderr.count("--key") == 1
    assert "--key was not used, because the results show names. To have codes instead, add --no-names." in ended.stderr
    assert "--for was not used, because it is only for plans." in ended.stderr
    assert not (portfolio / "unused.csv").exists()
    ended = run("batch", "in", "-o", "nameless/out", "--format", "parquet", "--no-names", folder=portfolio)
    assert "answers.parquet was not written, because it has names in it" in ended.stderr
    assert not (portfolio / "nameless" / "out" / "answers.parquet").exists()
