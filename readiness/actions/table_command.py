"""Reads a table of actions back, says what was used, and asks about conflicts if there is somebody to ask."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from questionnaires.explain import shown
from questionnaires.faults import Fault, InputFault
from questionnaires.language import _, ngettext
from questionnaires.local_style import listed
from readiness.actions.change import find_action
from readiness.actions.import_outcome import Conflict, TableImport
from readiness.actions.made_change import MadeChange
from readiness.actions.row_changes import FieldConflict
from readiness.actions.table_file import read_table
from readiness.actions.table_import import import_table
from readiness.exits import ExitCode, tell
from readiness.plan.service_plan import ServicePlan
from readiness.prompts.interface import Option, Paragraph, Prompts
from readiness.report.formats.action_table import REASON
from readiness.terminal import print_message
from readiness.text import one_line

_MOST_OFFERED = 9
"""How many sheets there are to choose from, as each has a digit as its key."""


class TableCommand:
    """Reads one table into the actions of one service."""

    def __init__(self, service_plan: ServicePlan, path: Path, prompts: Prompts | None) -> None:
        """Starts with a plan as it is on disk.

        Args:
            service_plan: the service's plan.
            path: the table.
            prompts: ask what is not clear; none if nobody can be asked.
        """
        self._service_plan, self._path, self._prompts = service_plan, path, prompts

    def run(self) -> ExitCode:
        """Reads the table, saves what was changed in it, and asks about each conflict.

        Raises:
            InputFault: the table cannot be used.
        """
        plan, instrument = self._service_plan.plan, self._service_plan.instrument
        try:
            table = read_table(self._path, self._choose_sheet if self._prompts else None)
            imported = import_table(self._service_plan.record, plan, table, instrument)
        except (KeyboardInterrupt, EOFError):
            return ExitCode.INTERRUPTED
        except InputFault as fault:
            raise self._in_file(fault) from fault
        self._service_plan.save(imported.record)
        interrupted = bool(self._prompts) and not self._ask(imported)
        self._tell(imported)
        if interrupted:
            return ExitCode.INTERRUPTED
        return ExitCode.SOME_REJECTED if imported.rejected or imported.conflicts else ExitCode.DONE

    def _in_file(self, fault: InputFault) -> InputFault:
        """The fault with the table's name, which is not repeated."""
        name = str(self._path)
        return fault if all(each.where.startswith(name) for each in fault.faults) else fault.within(name)

    def _tell(self, imported: TableImport) -> None:
        """Says what was used and what was not, and counts the rows."""
        for line in (*imported.notes, *imported.taken):
            _say(line)
        tell(fault.within(str(self._path)) for fault in imported.not_used)
        if imported.nothing_new:
            _say(_("Nothing has changed."))
            return
        if imported.missing:
            codes = listed(imported.missing, len(imported.missing))
            _say(_("Actions that are not in the table: {codes}.", codes=codes))
        _say(_("Rows: {counts}.", counts=", ".join(_counts(imported))))

    def _ask(self, imported: TableImport) -> bool:
        """Asks about each conflict, and saves each answer at once; false if somebody stopped."""
        for conflict in [*imported.conflicts]:
            try:
                taken = self._taken(conflict)
            except (KeyboardInterrupt, EOFError):
                return False
            imported.conflicts.remove(conflict)
            change = conflict.change(taken)
            if not change:
                imported.unchanged += 1
                continue
            action = find_action(self._service_plan.plan, conflict.question, {})
            try:
                made = MadeChange.of(self._service_plan.record, action, change)
                self._service_plan.save(made.record)
            except InputFault as fault:
                imported.refuse(conflict.row, fault)
                continue
            imported.changed += 1
            imported.taken.append(made.line(self._service_plan.plan.as_of))
        return True

    def _taken(self, conflict: Conflict) -> list[str]:
        """The columns whose cells somebody wants to use from the table."""
        prompts = self._prompts
        if prompts is None:
            return []
        prompts.say(Paragraph(""), Paragraph(one_line(f"{conflict.code} {conflict.title}"), "heading"))
        taken = []
        for field in conflict.fields:
            prompts.say(Paragraph(one_line(f"{field.sentence}.")))
            options = [Option("1", one_line(_keep(field))), Option("2", one_line(_use(field)))]
            message = _("{column}: which of these entries would you like to use?", column=field.column)
            if self._choose(message, options) == "2":
                taken.append(field.column)
        return taken

    def _choose(self, message: str, options: Sequence[Option]) -> str:
        return self._prompts.choose(message, options).key if self._prompts else options[0].key

    def _choose_sheet(self, names: Sequence[str]) -> int:
        """Asks which of several sheets is meant.

        Raises:
            InputFault: there are too many to choose from.
        """
        if len(names) > _MOST_OFFERED:
            what = ngettext(
                "{n} sheet in this file is a table of actions",
                "{n} sheets in this file are tables of actions",
                len(names),
            )
            raise InputFault(Fault("", what, _("Remove the sheets you don't need")))
        options = [
            Option(str(number), one_line(_("The sheet {name}", name=shown(name))))
            for number, name in enumerate(names, 1)
        ]
        return int(self._choose(_("Which sheet would you like to use?"), options)) - 1


def _counts(imported: TableImport) -> Iterator[str]:
    """How many rows were changed and how many weren't, and what else happened to any."""
    yield ngettext("{n} changed", "{n} changed", imported.changed)
    if imported.cleared:
        yield ngettext("{n} with a cell that is now empty", "{n} with a cell that is now empty", imported.cleared)
    yield ngettext("{n} unchanged", "{n} unchanged", imported.unchanged)
    if not_used := imported.refused + len(imported.conflicts):
        yield ngettext("{n} not used", "{n} not used", not_used)


def _keep(field: FieldConflict) -> str:
    """The label for what is kept now."""
    return _("Keep {value}", value=shown(field.kept)) if field.kept else _("Keep what the plan says")


def _use(field: FieldConflict) -> str:
    """The label for what the table says; an owner or a date that is cleared is again what the plan suggests."""
    if field.now:
        return _("Use {value} from the table", value=shown(field.now))
    if field.column == REASON:
        return _("Remove the reason for the status (its cell in the table is empty)")
    return _("Go back to what the plan suggests (the cell in the table is empty)")


def _say(line: str) -> None:
    print_message(one_line(line))
