"""Batch: how it ends. Requirements, plans, interruptions, and the folder that the result takes the place of."""

import shlex
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from readiness.batch.interruption import Interrupted, ignore_interruptions, interruptible
from readiness.batch.workers import map_in_processes
from readiness.exits import ExitCode
from scoring.instrument import Instrument
from tests.batches import DAY, TABLES, rows, write
from tests.program import run, surroundings
from tests.services import file_of, write_services


@pytest.mark.slow
def test_requirements_are_checked(tmp_path: Path, instrument: Instrument) -> None:
    """`--require` ends with 1 and lists the services below it; a service that meets it is not listed."""
    ready, other = file_of(instrument, 1), file_of(instrument, 2)
    ready["answers"] = {
        question.id: {"level": 3}
        if question.type == "scale"
        else {"ticked": [option.id for option in question.options]}
        for question in instrument.questionnaire.questions.values()
    }
    ready["form"] = "full"
    other["answers"] = {}
    write(tmp_path / "a.json", ready)
    assert (
        run("batch", "a.json", "-o", "x", *DAY, *TABLES, "--require", "first_day=go", folder=tmp_path).returncode == 0
    )
    write(tmp_path / "b.json", other)
    ended = run("batch", "a.json", "b.json", "-o", "x", *DAY, *TABLES, "--require", "first_day=go", folder=tmp_path)
    assert ended.returncode == ExitCode.SOME_REJECTED
    (row,) = rows(tmp_path / "x" / "not_met.csv")
    assert (row["name"], row["decision"], row["required"]) == (other["service"]["name"], "wait", "go")
    said = "the decision for “Welcome peer workers on their first day” is “Wait”, not “Go”"
    assert f"{other['service']['name']}: {said}" in ended.stderr


def write_short_forms(instrument: Instrument, folder: Path, number: int) -> None:
    """Writes answer files of invented services in the short form, whose plans are made sooner."""
    for service in range(number):
        write(folder / f"{service}.json", file_of(instrument, service) | {"form": "short"})


@pytest.mark.pdf
def test_plans_are_written(tmp_path: Path, instrument: Instrument) -> None:
    """With `--plans` every service has its own plan, under a name that every system accepts."""
    write_short_forms(instrument, tmp_path / "in", 3)
    run("batch", "in", "-o", "out", "--plans", "--format", "json", *DAY, folder=tmp_path)
    plans = sorted((tmp_path / "out" / "plans").iterdir())
    assert len(plans) == 3
    assert all(plan.read_bytes().startswith(b"%PDF-") and plan.name.isascii() for plan in plans)


def test_long_list_of_shortfalls_has_an_end(portfolio: Path) -> None:
    """The first twenty services that do not meet what is required are named on screen, and the others are counted."""
    options = ("--format", "json", "--require", "first_day=go")
    ended = run("batch", "in", "-o", "short", *DAY, *options, folder=portfolio)
    not_met = rows(portfolio / "short" / "not_met.csv")
    listed = [line for line in ended.stderr.splitlines() if line.startswith("- ")]
    assert len(not_met) > 20
    assert len(listed) == 21
    assert listed[-1] == f"- and {len(not_met) - 20} more"


@pytest.mark.pdf
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["ctrl-c", "terminate"])
def test_interruption_leaves_nothing_half_done(number: signal.Signals, tmp_path: Path, instrument: Instrument) -> None:
    """An interrupted batch says so, leaves the earlier result as it was, and leaves nothing next to it."""
    write_short_forms(instrument, tmp_path / "in", 40)
    run("batch", "in/0.json", "-o", "out", *DAY, *TABLES, folder=tmp_path)
    before = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    command = [sys.executable, "-m", "readiness", "batch", "in", "-o", "out", "--plans", "--format", "json", *DAY]
    process = subprocess.Popen(command, cwd=tmp_path, env=surroundings(), stderr=subprocess.PIPE, encoding="utf-8")
    while not list(tmp_path.glob(".out.*/result/plans/*.pdf")):
        time.sleep(0.05)
    process.send_signal(number)
    _, told = process.communicate(timeout=20)
    assert process.returncode == ExitCode.INTERRUPTED
    assert "out has not changed" in told
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "out"]


def swallowed(number: signal.Signals) -> None:
    """An interruption whose exception a library swallows."""
    with suppress(KeyboardInterrupt):
        signal.raise_signal(number)


def test_swallowed_interruption_still_stops_the_batch() -> None:
    """After an interruption that a library swallowed, the batch stops at the end of the present piece of work."""
    done: list[int] = []

    def interrupted_work(number: int) -> None:
        done.append(number)
        swallowed(signal.SIGINT)

    with pytest.raises(Interrupted), interruptible():
        list(map_in_processes(interrupted_work, range(9), pays_from=1, processes=1))
    assert done == [0]


def test_interruption_at_the_end() -> None:
    """An interruption that was swallowed stops the batch before the new result is in place; a later one is too late."""

    def swallowed_before_the_end() -> None:
        swallowed(signal.SIGTERM)
        ignore_interruptions()

    with pytest.raises(Interrupted), interruptible():
        swallowed_before_the_end()
    with interruptible():
        ignore_interruptions()
        signal.raise_signal(signal.SIGTERM)
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="no such limit")
def test_full_disk_is_told(tmp_path: Path, instrument: Instrument) -> None:
    """If there is no room for the tables, one sentence says so, and nothing half is left."""
    write_services(instrument, tmp_path / "in", 400)
    command = shlex.join([sys.executable, "-m", "readiness", "batch", "in", "-o", "out", *DAY, *TABLES])
    ended = subprocess.run(
        ["/bin/sh", "-c", f"ulimit -f 200; exec {command}"],
        cwd=tmp_path, env=surroundings(), capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert ended.returncode == ExitCode.WRONG_USAGE
    assert "saving failed" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


@pytest.mark.skipif(sys.platform == "win32", reason="another error")
@pytest.mark.parametrize(("paths", "code"), [("in", ExitCode.DONE), ("in bad.json", ExitCode.SOME_REJECTED)])
def test_batch_ends_as_usual_if_nobody_reads_its_messages(paths: str, code: ExitCode, one_file: Path) -> None:
    """If the reader of the messages goes away, as `head -1` does, the result and the exit code are what they were."""
    (one_file / "bad.json").write_text("{", encoding="utf-8")
    command = [sys.executable, "-m", "readiness", "batch", *paths.split(), "-o", "out", *DAY, *TABLES]
    process = subprocess.Popen(command, cwd=one_file, env=surroundings(), stderr=subprocess.PIPE)
    assert process.stderr
    process.stderr.close()
    assert process.wait(timeout=60) == code
    assert len(rows(one_file / "out" / "results.csv")) == 1


def test_other_peoples_folders_are_never_replaced(one_file: Path) -> None:
    """A folder that holds anything that no batch has written is refused and left as it is."""
    (one_file / "out").mkdir()
    (one_file / "out" / "diary.txt").write_text("mine", encoding="utf-8")
    ended = run("batch", "in", "-o", "out", *DAY, *TABLES, folder=one_file)
    assert ended.returncode == ExitCode.WRONG_USAGE
    assert "diary.txt" in ended.stderr
    assert [path.name for path in (one_file / "out").iterdir()] == ["diary.txt"]
    (one_file / "out" / "diary.txt").rename(one_file / "out" / "results.csv")
    assert run("batch", "in", "-o", "out", *DAY, *TABLES, folder=one_file).returncode == ExitCode.WRONG_USAGE


@pytest.mark.slow
def test_result_inside_the_input_is_not_read(one_file: Path) -> None:
    """With the result inside the folder that is read, a second run gives the same as the first."""
    texts = []
    for _ in range(2):
        assert run("batch", "in", "-o", "in/out", *DAY, *TABLES, folder=one_file).returncode == ExitCode.DONE
        texts.append((one_file / "in" / "out" / "summary.json").read_bytes())
    assert texts[0] == texts[1]
