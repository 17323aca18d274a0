"""The tables of a batch as CSV and Parquet, except the long ones."""

from pathlib import Path
from typing import Final

from readiness.batch.changes import CHANGE_COLUMNS, trends_query
from readiness.batch.earlier_results import write_earlier_results
from readiness.batch.formats import Format
from readiness.batch.groups import group_columns, groups_query
from readiness.batch.not_used import NotUsed, Rejection
from readiness.batch.request import BatchRequest
from readiness.batch.result_folder import ResultFile
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
        store.write_csv(folder / ResultFile.RESULTS, names, results_query(instrument, guard=True))
        store.write_csv(folder / ResultFile.TRENDS, [*names, *CHANGE_COLUMNS], trends_query(instrument))
        write_worklist(folder / ResultFile.WORKLIST, request, store)
    if request.group_by:
        query = _guarded(groups_query(instrument, request.group_by), ("name",))
        store.write_csv(folder / ResultFile.GROUPS, group_columns(instrument), query)
    if Format.PARQUET in request.formats:
        store.write_parquet(folder / ResultFile.RESULTS_PARQUET, results_query(instrument))
        if request.names:
            write_earlier_results(folder / ResultFile.ANSWERS_PARQUET, list(instrument.questionnaire.questions), store)
    if request.requirements.required:
        query = f"SELECT {', '.join(_NOT_MET)} FROM ({request.requirements.query})"
        store.write_csv(folder / ResultFile.NOT_MET, _NOT_MET, _guarded(query, _NOT_MET[:3]))
    lists = (ResultFile.REJECTED, "rejected", Rejection._fields), (ResultFile.NOT_USED, "not_used", NotUsed._fields)
    for file, table, columns in lists:
        store.write_csv(folder / file, columns, _guarded(f"SELECT * FROM {table} ORDER BY ALL", columns))


def _guarded(query: str, free_texts: tuple[str, ...]) -> str:
    """A query whose free texts are guarded, so that no spreadsheet reads them as formulas."""
    replaced = ", ".join(f"{guarded_in_sql(name)} AS {name}" for name in free_texts)
    return f"SELECT * REPLACE ({replaced}) FROM ({query})"
