"""The columns of the table of results: the same in CSV, XLSX and Parquet, each with its SQL."""

from dataclasses import dataclass
from typing import Final, Literal

from questionnaires.answers import SERVICE_FIELDS
from readiness.spreadsheet import guarded_in_sql
from scoring.domains import NONE
from scoring.instrument import Instrument
from scoring.rubric import DECISIONS

Kind = Literal["text", "decision", "score", "band", "number", "day", "words"]
"""`words` are identifiers divided by spaces."""


@dataclass(frozen=True)
class Column:
    """A column of a table."""

    name: str
    kind: Kind
    sql: str
    """The SQL expression for its value, on the tables of `store`; an empty text is null."""


def _text(name: str) -> Column:
    return Column(name, "text", f"nullif({name}, '')")


def _number(name: str) -> Column:
    return Column(name, "number", f"{name}::INTEGER")


def _day(name: str) -> Column:
    return Column(name, "day", f"strftime({name}, '%Y-%m-%d')")


SERVICE_COLUMNS: Final = (
    *map(_text, SERVICE_FIELDS),
    Column("date", "day", "strftime(moment, '%Y-%m-%d')"),
    Column("form", "text", "form"),
)
"""The columns with which each row begins, here and in the table of answers."""

_FREE_TEXTS: Final = {*SERVICE_FIELDS, "file"}
"""Columns that hold what people typed."""


def result_columns(instrument: Instrument) -> tuple[Column, ...]:
    """The columns of the table of results; their SQL is for the rows of `service` or `several`, named `files`."""
    last_stage = len(instrument.rubric.decided_stages) - 1
    return (
        *SERVICE_COLUMNS,
        *(
            Column(f"decision_{stage.id}", "decision", f"{_words(DECISIONS)}[decision{number} + 1]")
            for number, stage in enumerate(instrument.rubric.decided_stages)
        ),
        _day("planned_first_day"),
        _day("earliest_first_day"),
        *(
            column
            for number, domain in enumerate(instrument.questionnaire.domains)
            for column in _domain_columns(instrument, domain.id, number)
        ),
        _number("essentials_met"),
        Column("essentials_with_evidence", "number", f"with_evidence{last_stage}::INTEGER"),
        *map(_number, ("answered", "unknown", "not_applicable", "unanswered", "not_asked")),
        Column("minutes", "number", "CASE WHEN minutes >= 0 THEN minutes::INTEGER END"),
        *(Column(name, "words", f"nullif({name}, '')") for name in ("took_part", "parked", "both_views")),
        Column("flags", "words", "(SELECT nullif(words, '') FROM flag_words WHERE flag_words.flags = files.flags)"),
        *(
            Column(name, "number", f"nullif({name}, {NONE})::INTEGER")
            for name in ("actions_done", "actions_doing", "actions_overdue", "actions_open", "actions_accepted")
        ),
        _text("other_wording"),
        _number("earlier_files"),
        _text("file"),
    )


def select(columns: tuple[Column, ...], *, guard: bool) -> str:
    """The columns as an SQL list; with `guard`, no free text can be read as a formula by a spreadsheet."""
    return ", ".join(
        f"{guarded_in_sql(column.sql) if guard and column.name in _FREE_TEXTS else column.sql} AS {column.name}"
        for column in columns
    )


def results_query(instrument: Instrument, *, guard: bool = False) -> str:
    """The rows of the table of results."""
    return f"SELECT {select(result_columns(instrument), guard=guard)} FROM service AS files"


def _domain_columns(instrument: Instrument, domain: str, number: int) -> tuple[Column, ...]:
    bands = _words([band.id for band in instrument.rubric.bands])
    return (
        Column(f"{domain}_score", "score", f"nullif(score{number}, {NONE}) / 10"),
        Column(f"{domain}_score_max", "score", f"nullif(score_max{number}, {NONE}) / 10"),
        Column(f"{domain}_band", "band", f"{bands}[nullif(band{number}, {NONE}) + 1]"),
    )


def _words(words: "list[str] | tuple[str, ...]") -> str:
    return str(list(words))
