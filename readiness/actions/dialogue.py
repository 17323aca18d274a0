"""The dialogue of `readiness actions`: pick an action, and change its owner, due date, status or reason."""

import re
from collections.abc import Callable
from typing import Final, Protocol

from questionnaires.faults import InputFault
from questionnaires.language import _
from readiness.actions.action_list import in_groups, who_and_when
from readiness.actions.asking import ask_due, ask_owner, ask_reason, ask_status, looks_like_a_name
from readiness.actions.change import Change
from readiness.plan.model import Plan, PlannedAction
from readiness.prompts.interface import Entry, Option, Paragraph, Prompts
from readiness.report.sentences.actions import NOTHING_TO_DO, STATUS_NAMES, counts_by_status, due_line
from readiness.text import one_line, shorten
from scoring.instrument import Instrument

_BACK: Final = Option("b", _("back to the list"))
_NEXT: Final = Option("n", _("next action"))
_HOW: Final = Option("h", _("see how to carry out this action"))
_UNDO: Final = Option("u", _("undo the last change"))
_FINISH: Final = Option("f", _("finish"))
_LONGEST_SHOWN: Final = 400
"""How many characters of a reason are shown."""

_A_ROLE_IS_BETTER: Final = _(
    "If you have typed somebody's name, please use a role instead, such as deputy manager. A role still makes "
    "sense when people move on, and no names end up in the plan."
)
_DUE: Final = Option("2", _("Due date"))
_THINGS: Final = (
    Option("1", _("Owner")),
    _DUE,
    Option("3", _("Status")),
    Option("4", _("Reason")),
)
_ASK: Final[dict[str, Callable[[Prompts, PlannedAction], Change]]] = {
    "1": ask_owner,
    "3": ask_status,
    "4": ask_reason,
}


class Editor(Protocol):
    """Changes the actions of a plan on disk."""

    @property
    def plan(self) -> Plan:
        """The plan as it is now."""

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to undo."""

    def change(self, question: str, change: Change) -> tuple[str, ...]:
        """Changes the action about a question, and returns what follows from that, in sentences.

        Raises:
            InputFault: the change is not valid, or cannot be saved.
        """

    def undo(self) -> str:
        """Undoes the last change, and returns the question of its action.

        Raises:
            InputFault: it cannot be saved.
        """


class ActionsDialogue:
    """Shows actions and changes them until the person has finished."""

    def __init__(self, prompts: Prompts, editor: Editor, instrument: Instrument) -> None:
        """Prepares the dialogue.

        Args:
            prompts: show text and ask.
            editor: changes actions on disk.
            instrument: gives the codes of actions and the names of priorities.
        """
        self._prompts, self._editor, self._instrument = prompts, editor, instrument
        self._codes = instrument.questionnaire.codes
        self._words_of_roles = _words_of_roles(instrument)

    def run(self) -> None:
        """Shows the list, and each action that is picked, until the person finishes.

        Raises:
            KeyboardInterrupt, EOFError: the person interrupted; all changes so far are on disk.
        """
        at: str | None = None
        while True:
            plan = self._editor.plan
            if not plan.actions:
                self._prompts.say(Paragraph(NOTHING_TO_DO))
                return
            commands = [*([_UNDO] if self._editor.can_undo else []), _FINISH]
            message = " ".join((_("Which action?"), counts_by_status(plan)))
            chosen = self._prompts.pick(message, self._entries(plan), commands, at).key
            if chosen == _FINISH.key:
                return
            if chosen == _UNDO.key:
                at = self._codes.get(self._undo() or "", at)
            else:
                at = self._show(next(action.question for action in plan.actions if action.code == chosen))

    def _entries(self, plan: Plan) -> list[Entry]:
        """The actions in the order of the list, under their headings."""
        return [
            Entry(
                action.code,
                action.title,
                who_and_when(action, STATUS_NAMES[action.status]),
                heading,
            )
            for heading, actions in in_groups(plan, self._instrument)
            for action in actions
        ]

    def _show(self, question: str) -> str:
        """Shows one action after another and changes them, until the person goes back to the list.

        Returns:
            The code of the action that was shown last.
        """
        shown_again = False
        while True:
            action = next(action for action in self._editor.plan.actions if action.question == question)
            following = self._following(question)
            if not shown_again:
                self._prompts.say(*_about(action))
            commands = [
                *([_NEXT] if following else []),
                _HOW,
                *([_UNDO] if self._editor.can_undo else []),
                _BACK,
            ]
            chosen = self._prompts.choose(
                _("What would you like to change about {code}?", code=action.code), _THINGS, commands
            ).key
            shown_again = False
            if chosen == _BACK.key:
                return action.code
            if chosen == _NEXT.key and following:
                question = following
            elif chosen == _HOW.key:
                self._prompts.say(*_how_to_do(action))
                shown_again = True
            elif chosen == _UNDO.key:
                question = self._undo(question) or question
            elif chosen == _DUE.key:
                self._change(action, ask_due(self._prompts, action, self._editor.plan.as_of))
            elif chosen in _ASK:
                self._change(action, _ASK[chosen](self._prompts, action))

    def _change(self, action: PlannedAction, change: Change) -> None:
        if not change:
            return
        try:
            more = self._editor.change(action.question, change)
        except InputFault as fault:
            self._say_fault(_("Your change is not saved."), fault)
        else:
            self._prompts.say(Paragraph(one_line(" ".join((_("Saved."), *more)))))
            if change.owner and looks_like_a_name(change.owner, self._words_of_roles):
                self._prompts.say(Paragraph(_A_ROLE_IS_BETTER))

    def _undo(self, question: str | None = None) -> str | None:
        """Undoes the last change, and says at which action.

        Args:
            question: the action that is shown.

        Returns:
            The question of the action that is as it was before; `question` where that cannot be saved.
        """
        try:
            question = self._editor.undo()
        except InputFault as fault:
            self._say_fault(_("The last change has not been undone."), fault)
        else:
            self._prompts.say(Paragraph(_("The last change, to {code}, has been undone.", code=self._codes[question])))
        return question

    def _say_fault(self, what: str, fault: InputFault) -> None:
        self._prompts.say(Paragraph(one_line(" ".join((what, str(fault)))), "strong"))

    def _following(self, question: str) -> str | None:
        """The next action in the list."""
        groups = in_groups(self._editor.plan, self._instrument)
        questions = [action.question for _heading, actions in groups for action in actions]
        return next(iter(questions[questions.index(question) + 1 :]), None)


def _words_of_roles(instrument: Instrument) -> frozenset[str]:
    """The words of all roles and suggested owners, in lower case."""
    owners = [action.owner for row in instrument.rubric.criteria for _level, action in row.actions]
    names = [role.name for role in instrument.questionnaire.roles.values()]
    return frozenset(re.findall(r"[^\W\d_]+", " ".join([*owners, *names]).lower()))


def _about(action: PlannedAction) -> list[Paragraph]:
    """An action with everything agreed about it."""
    return [
        Paragraph(""),
        Paragraph(f"{action.code} ({action.domain})", "strong"),
        Paragraph(action.title, "heading"),
        Paragraph(_("Owner: {owner}", owner=one_line(action.owner))),
        Paragraph(_("Due: {date}", date=one_line(due_line(action)))),
        Paragraph(_("Status: {status}", status=STATUS_NAMES[action.status])),
        Paragraph(
            _("Reason: {reason}", reason=shorten(action.reason, _LONGEST_SHOWN)) if action.reason else _("Reason: none")
        ),
    ]


def _how_to_do(action: PlannedAction) -> list[Paragraph]:
    steps = enumerate((action.first_step, *action.steps), 1)
    return [
        Paragraph(""),
        Paragraph(f"{action.code} {action.title}", "heading"),
        *(Paragraph(step, lead=f"{number}") for number, step in steps),
        Paragraph(_("Done when: {result}", result=action.done_when)),
    ]
