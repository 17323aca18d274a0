"""Going through the actions at the terminal: choose one, and settle owner, due date or status."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

from questionnaires.faults import InputFault
from readiness.dates import EXAMPLES, read_day
from readiness.follow_up.changes import AS_PLANNED, Change, Due
from readiness.follow_up.listing import counted, plain
from readiness.prompts.interface import Option, Paragraph
from readiness.prompts.interface import Prompts as Face
from readiness.report.endings.status_words import PRIORITY_KEYS, STATUS_NAMES, due_line, status_line
from readiness.text import capital, shorten
from scoring.instrument import Instrument
from scoring.result import ActionResult, Result, Status

_KEYS = "123456789acdeghijklmnopqrstuvwxyz"  # without b, which goes back, and f, which finishes
_BACK = Option("b", "back")
_FINISH = Option("f", "finish")
_TITLE = 70

Thing = TypeVar("Thing")

Settle = Callable[[str, Change], Result]
"""Keeps a change to the action about a question, and gives the plan as it is then."""


@dataclass(frozen=True)
class _Group:
    """Actions that are chosen from together: of one stage and one priority, and no more than there are keys."""

    title: str
    questions: tuple[str, ...]


def go_through(face: Face, result: Result, instrument: Instrument, settle: Settle) -> None:
    """Shows and changes actions until the person has finished.

    Args:
        face: shows and asks.
        result: the plan.
        instrument: gives the words.
        settle: keeps a change.

    Raises:
        KeyboardInterrupt, EOFError: the person interrupted; all that was settled is kept.
    """
    while True:
        face.say(Paragraph(""), Paragraph(counted(result), "strong"))
        groups = list(_groups(result, instrument))
        group = _choose(face, "Which actions?", groups, [_group_label(group, result) for group in groups], _FINISH)
        if group is None:
            return
        result = _look_through(face, result, group, settle)


def _look_through(face: Face, result: Result, group: _Group, settle: Settle) -> Result:
    """Shows one group until the person goes back; gives the plan as it is then."""
    while True:
        actions = [action for action in result.actions if action.question in group.questions]
        labels = [f"{shorten(action.title, _TITLE)} ({STATUS_NAMES[action.status].lower()})" for action in actions]
        action = _choose(face, "Which action?", actions, labels, _BACK)
        if action is None:
            return result
        result = _change(face, result, action, settle)


def _change(face: Face, result: Result, action: ActionResult, settle: Settle) -> Result:
    """Shows one action and changes it; gives the plan as it is then."""
    face.say(*_about(action))
    options = [Option("1", "Change the status"), Option("2", "Change the owner"), Option("3", "Change the due date")]
    match face.choose("What do you want to change?", options, [_BACK]).key:
        case "1":
            change = _ask_status(face, action)
        case "2":
            owner = face.write("Who owns it? A role rather than a name", action.owner)
            change = Change(owner=owner) if owner != action.owner else Change()
        case "3":
            change = _ask_due(face)
        case _:
            change = Change()
    if not change:
        return result
    try:
        return settle(action.question, change)
    except InputFault as fault:
        face.say(Paragraph(plain(str(fault)), "strong"))
        return result


def _about(action: ActionResult) -> list[Paragraph]:
    return [
        Paragraph(""),
        Paragraph(action.title, "heading"),
        Paragraph(f"First step: {action.first_step}"),
        Paragraph(f"Done when: {action.done_when}"),
        Paragraph(
            f"{capital(plain(action.owner))}. Due: {plain(due_line(action))}. {plain(status_line(action))}.", "strong"
        ),
    ]


def _ask_status(face: Face, action: ActionResult) -> Change:
    statuses: list[Status] = list(STATUS_NAMES)
    options = [Option(str(number), STATUS_NAMES[status]) for number, status in enumerate(statuses, 1)]
    default = str(statuses.index(action.status) + 1)
    chosen = face.choose("How far is it?", options, [_BACK], default).key
    if chosen not in {option.key for option in options}:
        return Change()
    status = statuses[int(chosen) - 1]
    if status != "accepted":
        return Change(status=status)
    reason = face.write(
        "Why can the service live with the risk? (a sentence for whoever reads the plan)", action.reason
    )
    return Change(status=status, reason=reason) if reason else Change()


def _ask_due(face: Face) -> Change:
    while typed := face.write("By when? (such as 1 March 2027; 0 for the date of the plan; Enter to leave it)"):
        day: Due = AS_PLANNED if typed == "0" else read_day(typed)
        if day:
            return Change(due=day)
        face.say(Paragraph(f"'{plain(typed)}' is not a date that I can read. Write it like {EXAMPLES}."))
    return Change()


def _groups(result: Result, instrument: Instrument) -> Iterator[_Group]:
    titles = {stage.id: stage.title for stage in result.stages}
    for (stage, priority), members in groupby(result.actions, lambda action: (action.stage, action.priority)):
        questions = [action.question for action in members]
        name = instrument.rubric.priorities[PRIORITY_KEYS[priority]].name
        for begin in range(0, len(questions), len(_KEYS)):
            yield _Group(f"{titles[stage]}: {name.lower()}", tuple(questions[begin : begin + len(_KEYS)]))


def _group_label(group: _Group, result: Result) -> str:
    members = [action for action in result.actions if action.question in group.questions]
    to_do = sum(action.status in ("open", "doing") for action in members)
    return f"{group.title} ({to_do} of {len(members)} to do)"


def _choose(face: Face, message: str, things: Sequence[Thing], labels: Sequence[str], leave: Option) -> Thing | None:
    """Asks for one of some things by their labels; none where the person leaves."""
    options = [Option(key, label) for key, label in zip(_KEYS, labels, strict=False)]
    while True:
        chosen = face.choose(message, options, [leave]).key
        if chosen == leave.key:
            return None
        if chosen in _KEYS[: len(options)]:  # a window that was resized is no choice
            return things[_KEYS.index(chosen)]
