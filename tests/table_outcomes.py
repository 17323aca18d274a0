"""Tables of actions that were edited at random, and what came back into the record."""

import csv
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from io import BytesIO, StringIO
from pathlib import Path
from random import Random
from typing import Any

import openpyxl

from questionnaires.answers import AnswerSheet
from questionnaires.faults import InputFault
from readiness.actions.import_outcome import TableImport
from readiness.actions.table_file import read_table
from readiness.actions.table_headings import TO_FILL
from readiness.actions.table_import import import_table
from readiness.plan.action_record import ActionAgreement, ActionRecord
from readiness.plan.model import Plan
from readiness.report import formats
from readiness.report.formats.action_table import DUE, NEEDED_BY, OWNER, REASON, START, STATUS
from tests.edited_table import AS_A_PROGRAM, Cell, Edited, save
from tests.plans_of_services import TODAY, example_sheet, plan_of, shipped
from tests.table_edits import AT_TIMES, CLEARED, DAYS, NAMES, OFTEN, REASONS, sort_one_column

_ATTRIBUTES = {OWNER: "owner", DUE: "due", STATUS: "status", REASON: "reason"}


@dataclass
class Outcome:
    """What became of one edited table."""

    edits: list[str]
    invented: list[str] = field(default_factory=list)
    """Changes that nobody made."""
    lost: list[str] = field(default_factory=list)
    """Changes that are missing from the record without any message."""
    traceback: str = ""
    wanted: int = 0
    taken: int = 0
    told: int = 0


@cache
def _sheet() -> AnswerSheet:
    return example_sheet().model_copy(update={"form": "short"})


def _empty() -> ActionRecord:
    return ActionRecord(questionnaire=_sheet().questionnaire)


@cache
def _records() -> tuple[ActionRecord, ...]:
    """What may have been agreed before a table is written."""
    plan = plan_of(_sheet())
    record = _empty()
    for place, action in enumerate(plan.actions):
        agreement = ActionAgreement(
            level=action.level,
            owner=NAMES[place % len(NAMES)] if place % 2 else None,
            due=DAYS[place % len(DAYS)] if place % 3 else None,
            status=("open", "doing", "accepted")[place % 3],
            reason=REASONS[place % len(REASONS)] if place % 3 == 2 else "",
        )
        record = record.with_agreement(action.question, agreement)
    return (_empty(), record)


@cache
def _plan(place: int, day: date) -> Plan:
    return _identified(plan_of(_sheet(), day, _records()[place]))


def _identified(plan: Plan) -> Plan:
    return plan.model_copy(update={"identity": "0123456789abcdef" * 2})


@cache
def _grid(place: int, suffix: str) -> tuple[list[str], list[list[Cell]]]:
    """The cells of a table as it was written, with days as days."""
    data = formats.make(suffix, _plan(place, TODAY), shipped())
    if suffix == ".csv":
        header, *texts = csv.reader(StringIO(data.decode("utf-8-sig"), newline=""))
        dates = [header.index(name) for name in (START, DUE, NEEDED_BY)]
        rows: list[list[Cell]] = [
            [date.fromisoformat(cell) if place in dates and cell else cell for place, cell in enumerate(row)]
            for row in texts
        ]
        return header, rows
    sheet = openpyxl.load_workbook(BytesIO(data))["Actions"]
    grid = [
        [cell.date() if hasattr(cell, "date") else cell for cell in row] for row in sheet.iter_rows(values_only=True)
    ]
    return [str(cell) for cell in grid[0]], grid[1:]


def try_one(seed: int, folder: Path) -> Outcome:
    """Writes a table, edits it at random, saves it as a spreadsheet would, and reads it back."""
    random = Random(seed)
    place, suffix = random.randrange(2), random.choice((".csv", ".xlsx"))
    header, rows = _grid(place, suffix)
    table = Edited([*header], [[*row] for row in rows], suffix == ".xlsx")
    table.style = "iso" if table.is_workbook else random.choice(tuple(AS_A_PROGRAM))
    edits = [random.choice(OFTEN) for _ in range(random.randint(0, 4))]
    edits += [random.choice(AT_TIMES) for _ in range(random.choice((0, 1, 1, 2)))]
    random.shuffle(edits)
    edits.sort(key=lambda edit: edit is sort_one_column)  # sorted again with its rows, this could not be seen
    for edit in edits:
        edit(table, random)
    table.done += [edit.__name__ for edit in edits]
    path = folder / f"t{suffix}"
    encoding = save(table, path, random)
    record = _records()[place]
    meanwhile = _changed_meanwhile(record, random, place) if random.random() < 0.3 else record
    day = TODAY + timedelta(days=random.choice((0, 0, 9, 60)))
    plan = _identified(plan_of(_sheet(), day, meanwhile)) if meanwhile is not record else _plan(place, day)
    outcome = Outcome([suffix, encoding, table.style, *table.done])
    try:
        imported = import_table(meanwhile, plan, read_table(path), shipped())
    except InputFault:
        outcome.told = outcome.wanted = len(table.wanted)
        return outcome
    except Exception:
        outcome.traceback = traceback.format_exc()
        return outcome
    _compare(outcome, table, meanwhile, imported, _records()[place], plan)
    return outcome


def _changed_meanwhile(record: ActionRecord, random: Random, place: int) -> ActionRecord:
    """What was agreed after the table was written."""
    for action in random.sample(_plan(place, TODAY).actions, 3):
        agreement = ActionAgreement(
            level=action.level,
            owner=random.choice((None, "Kept Meanwhile")),
            due=random.choice((None, date(2027, 5, 5))),
            status=random.choice(("open", "doing", "done")),
        )
        record = record.with_agreement(action.question, agreement)
    return record


def _compare(
    outcome: Outcome, table: Edited, before: ActionRecord, imported: TableImport, written: ActionRecord, plan: Plan
) -> None:
    told = _told(table, imported)
    for action in plan.actions:
        for column in TO_FILL:
            was, became = (_of(record, action.question, column) for record in (before, imported.record))
            wanted = table.wanted.get((action.question, column), "nothing")
            if wanted == CLEARED:
                wanted = {STATUS: "open", REASON: ""}.get(column)
            is_told = action.question in told or column in told
            explained = became in (was, wanted) or (
                column == REASON and became == "" and _moved(before, imported, action.question)
            )
            if not explained and "years" in table.done and column == DUE:
                continue
            if not explained:
                outcome.invented.append(f"{action.question} {column}: {was!r} became {became!r}, wanted {wanted!r}")
            if wanted != "nothing":
                outcome.wanted += 1
                outcome.taken += became == wanted
                outcome.told += is_told
                unchanged = _as_written(written, action, column, wanted)
                if became != wanted and not is_told and not unchanged:
                    outcome.lost.append(f"{action.question} {column}: wanted {wanted!r}, is {became!r}")


def _moved(before: ActionRecord, imported: TableImport, question: str) -> bool:
    """Whether the status was changed: the reason for accepting a risk goes with it."""
    return bool(_of(before, question, STATUS) != _of(imported.record, question, STATUS))


def _as_written(written: ActionRecord, action: Any, column: str, wanted: Any) -> bool:
    """Whether somebody typed what the cell already said, which changes nothing."""
    place = next(place for place, record in enumerate(_records()) if record is written)
    shown = next(it for it in _plan(place, TODAY).actions if it.question == action.question)
    return bool(getattr(shown, _ATTRIBUTES[column]) == wanted)


def _of(record: ActionRecord, question: str, column: str) -> Any:
    agreement = record.actions.get(question)
    if agreement is None:
        return {STATUS: "open", REASON: ""}.get(column)
    return getattr(agreement, _ATTRIBUTES[column])


def _told(table: Edited, imported: TableImport) -> set[str]:
    """The questions of rows, and the columns, that were reported as not used."""
    told = {conflict.question for conflict in imported.conflicts}
    for fault in imported.rejected:
        text = str(fault)
        told |= {column for column in TO_FILL if f"'{column}'" in text}
        row = fault.where.removeprefix("row ").partition(":")[0]
        if row.isdigit() and (question := table.question(int(row) - table.above - 2)):
            told.add(question)
    codes = shipped().questionnaire.codes
    told |= {question for question, code in codes.items() if code in imported.missing}
    return told


def outcomes(count: int, folder: Path) -> Iterator[Outcome]:
    """The outcomes of a number of edited tables, the same every time."""
    for seed in range(count):
        yield try_one(seed, folder)
