"""The tables of a batch as CSV and Parquet, except the long ones."""

from pathlib import Path
from typing import Final

from readiness.batch.changes import CHANGE_COLUMNS, trends_query
from readiness.batch.earlier_results import NAME, write_earlier_results
from readiness.batch.formats import Format
from readiness.batch.groups import group_columns, groups_query
from readiness.batch.not_used import NotUsed, Rejection
from readiness.batch.request import BatchRequest
from readiness.batch.store import Store
from readiness.batch.table_columns import result_columns, results_query
from readiness.batch.worklist import write_worklist
from readiness.spreadsheet import guarded_in_sql

_NOT_MET: Final = ("name", "organisation", "code", "stage", "decision", "required")


def write_tables(request: BatchRequest, store: Store, folder: Path) -> None:
    """Writes the wanted tables but the long ones, and the lists of rejected files and of those not used."""
    instrument = request.instrument
    if request.formats & {Format.CSV, Format.RESULTS}:
        names = [column.name for column in result_columns(instrument)]
        store.write_csv(folder / "results.csv", names, results_query(instrument, guard=True))
        store.write_csv(folder / "trends.csv", [*names, *CHANGE_COLUMNS], trends_query(instrument))
        write_worklist(folder / "worklist.csv", request, store)
    if request.group_by:
        query = _guarded(groups_query(instrument, request.group_by), ("name",))
        store.write_csv(folder / "groups.csv", group_columns(instrument), query)
    if Format.PARQUET in request.formats:
        store.write_parquet(folder / "results.parquet", results_query(instrument))
        if request.names:
            write_earlier_results(folder / NAME, list(instrument.questionnaire.questions), store)
    if request.requirements.required:
        query = f"SELECT {', '.join(_NOT_MET)} FROM ({request.requirements.query})"
        store.write_csv(folder / "not_met.csv", _NOT_MET, _guarded(query, _NOT_MET[:3]))
    for table, columns in (("rejected", Rejection._fields), ("not_used", NotUsed._fields)):
        query = _guarded(f"SELECT * FROM {table} ORDER BY ALL", columns)
        store.write_csv(folder / f"{table}.csv", columns, query)


def _guarded(query: str, free_texts: tuple[str, ...]) -> str:
    """A query whose free texts are guarded, so that no spreadsheet reads them as formulas."""
    replaced = ", ".join(f"{guarded_in_sql(name)} AS {name}" for name in free_texts)
    return f"SELECT * REPLACE ({replaced}) FROM ({query})"
