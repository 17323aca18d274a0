"""Batches for the tests: a fixed day, small folders, and readers for what a batch writes."""

import csv
import json
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import duckdb
import pypdf

from readiness.exits import ExitCode
from tests.program import run
from tests.tiny import MONDAY

DAY = ("--as-of", MONDAY.isoformat())

TABLES = ("--format", "csv")


def write(path: Path, content: dict[str, Any]) -> Path:
    """Writes an answer file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV table."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def summary(folder: Path) -> dict[str, Any]:
    """The summary of a result."""
    content: dict[str, Any] = json.loads((folder / "summary.json").read_bytes())
    return content


def batch(folder: Path, *options: str) -> dict[str, Any]:
    """Runs a batch on the folder `in`."""
    ended = run("batch", "in", "-o", "out", *DAY, *(options or TABLES), folder=folder)
    assert "Traceback" not in ended.stderr, ended.stderr
    assert ended.returncode in (ExitCode.DONE, ExitCode.SOME_REJECTED), ended.stderr
    found: dict[str, Any] = summary(folder / "out")["input"]
    return found


def everything_in(path: Path) -> str:
    """Everything a reader could find in an output, including workbooks, Parquet files, PDFs and their properties."""
    if path.suffix == ".xlsx":
        with ZipFile(path) as book:
            return "\n".join(book.read(name).decode("utf-8") for name in book.namelist())
    if path.suffix == ".parquet":
        return str(duckdb.connect().execute(f"FROM '{path}'").fetchall())
    if path.suffix == ".pdf":
        reader = pypdf.PdfReader(path)
        return "\n".join([str(reader.metadata), *(page.extract_text() for page in reader.pages)])
    return path.read_text(encoding="utf-8")
