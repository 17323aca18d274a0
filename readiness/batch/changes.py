"""What changed from one file of a service to its next one: decisions, and answers to questions. In SQL, for tables."""

from collections.abc import Sequence
from typing import Final

from readiness.batch.table_columns import Kind, result_columns, select
from scoring.codes import STATES, is_known
from scoring.instrument import Instrument
from scoring.rubric import DECISIONS

CHANGE_COLUMNS: Final = ("decisions_changed", "questions_changed")
CHANGES: Final[dict[str, Kind]] = {
    "name": "text",
    "organisation": "text",
    "code": "text",
    "form": "text",
    "before": "day",
    "after": "day",
    **dict.fromkeys(CHANGE_COLUMNS, "text"),
}
"""The columns of `changes_query`."""
ANSWER_WORDS: Final = [str(code) if is_known(code) else state.replace("_", " ") for code, state in enumerate(STATES)]
"""Each answer code in words: its level, or why there is none."""


def trends_query(instrument: Instrument) -> str:
    """The table of trends: the columns of the results, and what changed since the service's last file of that form."""
    columns = select(result_columns(instrument), guard=True)
    return f"SELECT {columns}, {_decisions(instrument)}, {_questions(instrument)} FROM {_with_before(instrument)}"


def changes_query(instrument: Instrument) -> str:
    """Only the files that changed something: the service, both dates, and what changed."""
    return (
        "SELECT name, nullif(organisation, '') AS organisation, nullif(code, '') AS code, form,"
        " strftime(moment_before, '%Y-%m-%d') AS before, strftime(moment, '%Y-%m-%d') AS after,"
        f" {_decisions(instrument)}, {_questions(instrument)}"
        f" FROM {_with_before(instrument)} WHERE codes <> codes_before"
    )


def _with_before(instrument: Instrument) -> str:
    """The files of services that sent several, each with what the previous file of the same form said."""
    names = ["moment", "codes", *(f"decision{number}" for number, _ in enumerate(instrument.rubric.decided_stages))]
    before = ", ".join(f"lag({name}) OVER earlier AS {name}_before" for name in names)
    window = "PARTITION BY service, form ORDER BY rowid"
    return f"(SELECT *, {before} FROM several WINDOW earlier AS ({window}) ORDER BY rowid) AS files"


def _decisions(instrument: Instrument) -> str:
    changes = [
        _change(stage.id, f"decision{number}", f"decision{number}_before", DECISIONS)
        for number, stage in enumerate(instrument.rubric.decided_stages)
    ]
    return f"nullif(concat_ws('; ', {', '.join(changes)}), '') AS {CHANGE_COLUMNS[0]}"


def _questions(instrument: Instrument) -> str:
    changes = [
        _change(question, f"codes[{place}]::INTEGER", f"codes_before[{place}]::INTEGER", ANSWER_WORDS)
        for place, question in enumerate(instrument.questionnaire.questions, 1)
    ]
    return f"nullif(concat_ws('; ', {', '.join(changes)}), '') AS {CHANGE_COLUMNS[1]}"


def _change(what: str, now: str, before: str, words: Sequence[str]) -> str:
    """SQL for a change in words, such as `first_day: wait to go`; null if there is none."""
    named = f"{list(words)}"
    return f"CASE WHEN {now} <> {before} THEN '{what}: ' || {named}[{before} + 1] || ' to ' || {named}[{now} + 1] END"
