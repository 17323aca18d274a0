"""What changed from one file of a service to its next one: decisions, and answers to questions. In SQL, for tables."""

from collections.abc import Sequence
from typing import Final

from questionnaires.language import _
from readiness.batch.store import quoted
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
_ANSWER_WORDS: Final = [str(code) if is_known(code) else state.replace("_", " ") for code, state in enumerate(STATES)]
"""Each answer code as tables for programs have it: its level, or why there is none."""
STATE_NAMES: Final[dict[str, str]] = {
    "known": _("known"),
    "unknown": _("don't know"),
    "unanswered": _("not answered"),
    "not_applicable": _("not applicable"),
    "not_asked": _("not asked yet"),
}
"""What each state is called where people read it."""
ANSWER_NAMES: Final = [str(code) if is_known(code) else STATE_NAMES[state] for code, state in enumerate(STATES)]
"""Each answer code where people read it."""


def trends_query(instrument: Instrument) -> str:
    """The table of trends: the columns of the results, and what changed since the service's last file of that form."""
    columns = select(result_columns(instrument), guard=True)
    stages = [stage.id for stage in instrument.rubric.decided_stages]
    changed = _changes(instrument, stages, DECISIONS, _ANSWER_WORDS, " to ")
    return f"SELECT {columns}, {changed} FROM {_with_before(instrument)}"


def changes_query(instrument: Instrument) -> str:
    """Only the files that changed something: the service, both dates, and what changed, in words for people."""
    stages = [stage.title for stage in instrument.rubric.decided_stages]
    decisions = [instrument.rubric.decisions[decision].name for decision in DECISIONS]
    return (
        "SELECT name, nullif(organisation, '') AS organisation, nullif(code, '') AS code, form,"
        " strftime(moment_before, '%Y-%m-%d') AS before, strftime(moment, '%Y-%m-%d') AS after,"
        f" {_changes(instrument, stages, decisions, ANSWER_NAMES, ' → ')}"
        f" FROM {_with_before(instrument)} WHERE codes <> codes_before"
    )


def _with_before(instrument: Instrument) -> str:
    """The files of services that sent several, each with what the previous file of the same form said."""
    decisions = (f"decision{number}" for number, _stage in enumerate(instrument.rubric.decided_stages))
    names = ["moment", "codes", *decisions]
    before = ", ".join(f"lag({name}) OVER earlier AS {name}_before" for name in names)
    window = "PARTITION BY service, form ORDER BY rowid"
    return f"(SELECT *, {before} FROM several WINDOW earlier AS ({window}) ORDER BY rowid) AS files"


def _changes(
    instrument: Instrument, stages: Sequence[str], decisions: Sequence[str], answers: Sequence[str], to: str
) -> str:
    """SQL for what changed: two columns, of decisions and of questions.

    Args:
        instrument: the questionnaire and the rubric.
        stages: what each stage is called.
        decisions: what each decision is called, the lowest first.
        answers: what each answer code is called.
        to: what stands between before and now.
    """
    of_decisions = [
        _change(stage, f"decision{number}", f"decision{number}_before", decisions, to)
        for number, stage in enumerate(stages)
    ]
    of_questions = [
        _change(question, f"codes[{place}]::INTEGER", f"codes_before[{place}]::INTEGER", answers, to)
        for place, question in enumerate(instrument.questionnaire.questions, 1)
    ]
    return ", ".join(
        f"nullif(concat_ws('; ', {', '.join(changes)}), '') AS {column}"
        for changes, column in zip((of_decisions, of_questions), CHANGE_COLUMNS, strict=True)
    )


def _change(what: str, now: str, before: str, words: Sequence[str], to: str) -> str:
    """SQL for a change in words, such as `first_day: wait to go`; null if there is none."""
    named = f"[{', '.join(map(quoted, words))}]"
    said = f"{quoted(f'{what}: ')} || {named}[{before} + 1] || {quoted(to)} || {named}[{now} + 1]"
    return f"CASE WHEN {now} <> {before} THEN {said} END"
