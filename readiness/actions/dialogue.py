"""The dialogue of `readiness actions`: choose an action at the terminal, and change its owner, due date or status."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

from questionnaires.faults import InputFault
from readiness.actions.action_list import count_line
from readiness.actions.change import AS_PLANNED, Change, NewDueDate
from readiness.dates import EXAMPLES, read_day
from readiness.plan.model import Plan, PlannedAction, Status
from readiness.prompts.interface import Option, Paragraph, Prompts
from readiness.report.sentences import PRIORITY_KEYS, STATUS_NAMES, action_name, due_line, status_line
from readiness.text import capital, one_line, shorten
from scoring.instrument import Instrument

_KEYS = "123456789acdeghijklmnopqrstuvwxyz"  # without b, which goes back, and f, which finishes
_BACK = Option("b", "back")
_FINISH = Option("f", "finish")
_TITLE = 70

Choice = TypeVar("Choice")

ChangeAction = Callable[[str, Change], Plan]
"""Changes the action about a question on disk, and returns the plan with the change."""


@dataclass(frozen=True)
class _Group:
    """Actions that are shown together: of one stage and priority, and no more than there are keys."""

    title: str
    questions: tuple[str, ...]


def ask_for_changes(prompts: Prompts, plan: Plan, instrument: Instrument, change: ChangeAction) -> None:
    """Shows and changes actions until the person has finished.

    Args:
        prompts: show text and ask.
        plan: the plan as it is now.
        instrument: gives the names of stages and priorities.
        change: changes an action on disk.

    Raises:
        KeyboardInterrupt, EOFError: the person interrupted; all changes so far are on disk.
    """
    while True:
        prompts.say(Paragraph(""), Paragraph(count_line(plan), "strong"))
        groups = list(_groups(plan, instrument))
        group = _choose(prompts, "Which actions?", groups, [_group_label(group, plan) for group in groups], _FINISH)
        if group is None:
            return
        plan = _show_group(prompts, plan, group, change)


def _show_group(prompts: Prompts, plan: Plan, group: _Group, change: ChangeAction) -> Plan:
    """Shows one group until the person goes back, and returns the plan with all changes."""
    while True:
        actions = [action for action in plan.actions if action.question in group.questions]
        labels = [
            f"{action.code} {shorten(action.title, _TITLE)} ({STATUS_NAMES[action.status].lower()})"
            for action in actions
        ]
        action = _choose(prompts, "Which action?", actions, labels, _BACK)
        if action is None:
            return plan
        plan = _show_action(prompts, plan, action, change)


def _show_action(prompts: Prompts, plan: Plan, action: PlannedAction, change: ChangeAction) -> Plan:
    """Shows one action, asks what to change, and returns the plan with the change."""
    prompts.say(*_about(action))
    options = [Option("1", "Change the status"), Option("2", "Change the owner"), Option("3", "Change the due date")]
    match prompts.choose("What do you want to change?", options, [_BACK]).key:
        case "1":
            wanted = _ask_status(prompts, action)
        case "2":
            owner = prompts.write("Who owns it? A role rather than a name", action.owner)
            wanted = Change(owner=owner) if owner != action.owner else Change()
        case "3":
            wanted = _ask_due(prompts)
        case _:
            wanted = Change()
    if not wanted:
        return plan
    try:
        return change(action.question, wanted)
    except InputFault as fault:
        prompts.say(Paragraph(one_line(str(fault)), "strong"))
        return plan


def _label(action: PlannedAction) -> str:
    return f"{action.code} {shorten(action.title, _TITLE)} ({STATUS_NAMES[action.status].lower()})"


def _about(action: PlannedAction) -> list[Paragraph]:
    return [
        Paragraph(""),
        Paragraph(action_name(action), "heading"),
        Paragraph(f"First step: {action.first_step}"),
        Paragraph(f"Done when: {action.done_when}"),
        Paragraph(
            f"{capital(one_line(action.owner))}. Due: {one_line(due_line(action))}. {one_line(status_line(action))}.",
            "strong",
        ),
    ]


def _ask_status(prompts: Prompts, action: PlannedAction) -> Change:
    statuses: list[Status] = list(STATUS_NAMES)
    options = [Option(str(number), STATUS_NAMES[status]) for number, status in enumerate(statuses, 1)]
    default = str(statuses.index(action.status) + 1)
    chosen = prompts.choose("How far is it?", options, [_BACK], default).key
    if chosen not in {option.key for option in options}:
        return Change()
    status = statuses[int(chosen) - 1]
    if status != "accepted":
        return Change(status=status)
    reason = prompts.write(
        "Why can the service live with the risk? (a sentence for whoever reads the plan)", action.reason
    )
    return Change(status=status, reason=reason) if reason else Change()


def _ask_due(prompts: Prompts) -> Change:
    while typed := prompts.write("By when? (such as 1 March 2027; 0 for the date of the plan; Enter to leave it)"):
        day: NewDueDate = AS_PLANNED if typed == "0" else read_day(typed)
        if day:
            return Change(due=day)
        prompts.say(Paragraph(f"'{one_line(typed)}' is not a date that I can read. Write it like {EXAMPLES}."))
    return Change()


def _groups(plan: Plan, instrument: Instrument) -> Iterator[_Group]:
    titles = {stage.id: stage.title for stage in plan.stages}
    for (stage, priority), members in groupby(plan.actions, lambda action: (action.stage, action.priority)):
        questions = [action.question for action in members]
        name = instrument.rubric.priorities[PRIORITY_KEYS[priority]].name
        for begin in range(0, len(questions), len(_KEYS)):
            yield _Group(f"{titles[stage]}: {name.lower()}", tuple(questions[begin : begin + len(_KEYS)]))


def _group_label(group: _Group, plan: Plan) -> str:
    members = [action for action in plan.actions if action.question in group.questions]
    to_do = sum(action.to_do for action in members)
    return f"{group.title} ({to_do} of {len(members)} to do)"


def _choose(
    prompts: Prompts, message: str, choices: Sequence[Choice], labels: Sequence[str], leave: Option
) -> Choice | None:
    """Asks for one of several choices by their labels; none where the person leaves."""
    options = [Option(key, label) for key, label in zip(_KEYS, labels, strict=False)]
    while True:
        chosen = prompts.choose(message, options, [leave]).key
        if chosen == leave.key:
            return None
        if chosen in _KEYS[: len(options)]:  # a window that was resized returns another key
            return choices[_KEYS.index(chosen)]
