"""The command `readiness actions`: changes one action, reads a table, asks at the terminal, or lists the actions."""

import sys
from dataclasses import replace
from pathlib import Path

from questionnaires.faults import Fault, InputFault
from questionnaires.language import _
from readiness.actions.action_list import list_lines
from readiness.actions.change import Change, find_action
from readiness.actions.changed_elsewhere import Parts, changed_elsewhere, in_words, parts_changed, refuse
from readiness.actions.made_change import MadeChange
from readiness.exits import ExitCode, UsageFault
from readiness.plan.action_record import NEEDS_REASON, ActionAgreement
from readiness.plan.model import Plan
from readiness.plan.service_plan import ServicePlan
from readiness.prompts import make_prompts
from readiness.prompts.interface import InterruptedTyping
from readiness.storage import ChangedMeanwhile
from readiness.terminal import is_interactive, print_message, text_width
from readiness.text import one_line


class ActionsEditor:
    """Changes the actions of one service's plan."""

    def __init__(self, service_plan: ServicePlan) -> None:
        """Starts with a plan as it is on disk."""
        self._service_plan = service_plan
        self._codes = service_plan.instrument.questionnaire.codes
        self._before: list[tuple[str, ActionAgreement | None]] = []

    @property
    def plan(self) -> Plan:
        """The plan as it is now."""
        return self._service_plan.plan

    def run(self, action: str | None, change: Change, table: Path | None, *, asks: bool, plain: bool) -> ExitCode:
        """Does what the command's options ask for.

        Args:
            action: the code or the question of an action to change.
            change: what to change about it.
            table: a table of actions that was filled in.
            asks: whether to ask at the terminal if nothing else is wanted; otherwise the actions are listed.
            plain: whether to ask with typed lines.

        Raises:
            InputFault: the options or the table cannot be used.
        """
        _check(action, change, table)
        can_ask = asks and (plain or is_interactive())
        asks = can_ask and not (action or table)
        if not (asks and self._service_plan.other_records):
            for notice in self._service_plan.notices:
                print_message(notice)
        if action:
            self._set(action, change)
        if table:
            return self._import(table, asks=can_ask, plain=plain)
        if not action:
            if asks:
                return self._ask(plain=plain)
            width = text_width() if sys.stdout.isatty() else None
            print("\n".join(list_lines(self.plan, self._service_plan.instrument, width)))  # noqa: T201  # a result
            return ExitCode.DONE
        self._tell_where()
        return ExitCode.DONE

    @property
    def can_undo(self) -> bool:
        """Whether anything was changed that can be undone."""
        return bool(self._before)

    def change(self, action: str, change: Change) -> tuple[str, ...]:
        """Changes one action on disk, given by its code or its question.

        Returns:
            What follows from the change without being part of it, in sentences.

        Raises:
            InputFault: there is no such action, the change is not valid, or it cannot be saved.
        """
        made, elsewhere = self._make(action, change)
        also = made.also(self.plan.as_of)
        return (*also, in_words(elsewhere, self._codes)) if elsewhere else also

    def undo(self) -> str:
        """Undoes the last change on disk, and returns the question of its action.

        Raises:
            InputFault: it cannot be saved, or the action has been changed elsewhere since.
        """
        question, agreement = self._before[-1]
        try:
            self._service_plan.save(self._service_plan.record.with_agreement(question, agreement))
        except ChangedMeanwhile:
            if question in self._read_again():
                raise refuse(self._codes[question]) from None
            self._service_plan.save(self._service_plan.record.with_agreement(question, agreement))
        self._before.pop()
        return question

    def _make(self, action: str, change: Change) -> tuple[MadeChange, dict[str, Parts]]:
        """Makes a change, also in a record that has been changed elsewhere unless that was about the same thing.

        Returns:
            The change, and what was changed elsewhere.

        Raises:
            InputFault: there is no such action, the change is not valid, or it cannot be saved.
        """
        elsewhere: dict[str, Parts] = {}
        made = MadeChange.of(self._service_plan.record, find_action(self.plan, action, self._codes), change)
        try:
            self._service_plan.save(made.record)
        except ChangedMeanwhile:
            elsewhere = self._read_again()
            if parts_changed(change) & elsewhere.get(made.action.question, frozenset()):
                raise refuse(made.action.code) from None
            made = MadeChange.of(self._service_plan.record, made.action, change)
            self._service_plan.save(made.record)
        self._before.append((made.action.question, made.before))
        return made, elsewhere

    def _read_again(self) -> dict[str, Parts]:
        """Reads the record again, and forgets how to undo changes to actions that have been changed elsewhere.

        Returns:
            What was changed elsewhere, by question.
        """
        before = self._service_plan.record
        self._service_plan.read_record_again()
        elsewhere = changed_elsewhere(before, self._service_plan.record, self.plan.actions)
        self._before = [(question, agreement) for question, agreement in self._before if question not in elsewhere]
        return elsewhere

    def _set(self, action: str, change: Change) -> None:
        """Makes the change that the options of the command ask for, and says what has changed.

        Raises:
            InputFault: there is no such action, the change is not valid, or it cannot be saved.
        """
        try:
            made, _elsewhere = self._make(action, change)
        except InputFault as fault:
            why, _remedy = NEEDS_REASON
            if any(each.what != why for each in fault.faults):
                raise
            remedy = _("Add --reason and say why the service accepts the risk")
            raise InputFault(replace(each, remedy=remedy) for each in fault.faults) from fault
        if made.changes_nothing:
            print_message(_("Nothing has changed for {code}.", code=made.action.code))
            return
        changed = _("Changed {code}: {changes}.", code=made.action.code, changes=made.in_short)
        print_message(one_line(" ".join((changed, *made.also(self.plan.as_of)))))

    def _import(self, table: Path, *, asks: bool, plain: bool) -> ExitCode:
        from readiness.actions.table_command import TableCommand

        prompts = make_prompts(plain=plain) if asks else None
        before = self._service_plan.record.actions
        code = TableCommand(self._service_plan, table, prompts).run()
        if self._service_plan.record.actions != before:
            self._tell_where()
        return code

    def _ask(self, *, plain: bool) -> ExitCode:
        from readiness.actions.dialogue import ActionsDialogue
        from readiness.actions.record_choice import ask_which_record

        try:
            prompts = make_prompts(plain=plain)
            if others := self._service_plan.other_records:
                self._service_plan.use_record(ask_which_record(prompts, others, self._service_plan.record_path))
            ActionsDialogue(prompts, self, self._service_plan.instrument).run()
        except (KeyboardInterrupt, EOFError) as stopped:
            print_message("")
            is_lost = isinstance(stopped, InterruptedTyping) and stopped.text
            print_message(_("Stopped. What you were typing has not been saved.") if is_lost else _("Stopped."))
            self._tell_where()
            return ExitCode.INTERRUPTED
        self._tell_where()
        return ExitCode.DONE

    def _tell_where(self) -> None:
        if not self._service_plan.record_path.exists():
            print(_("Nothing has changed."), file=sys.stderr)  # noqa: T201
            return
        print(_("The actions are in {file}", file=self._service_plan.record_path), file=sys.stderr)  # noqa: T201
        if any(action.status == "done" for action in self.plan.actions):
            print_message(_("When an action is done, answer its question again: only the answers change the result."))


def _check(action: str | None, change: Change, table: Path | None) -> None:
    """Refuses options that do not belong together."""
    if change and not action:
        raise UsageFault(
            Fault(
                "actions",
                _("it isn't clear which action to change"),
                _("Add --set and the action's code, such as `--set RE5`"),
            )
        )
    if action and not change:
        remedy = _("Add at least one of `--status`, `--owner`, `--due` and `--reason`")
        raise UsageFault(Fault("--set", _("it isn't clear what to change about the action"), remedy))
    if action and table:
        raise UsageFault(
            Fault("actions", _("--read and --set can't be used together"), _("Leave out either `--read` or `--set`"))
        )
