"""An action in words: its name, its status and when it is due."""

from collections import Counter
from typing import Final, Literal

from questionnaires.language import _, ngettext
from readiness.plan.model import ActionTitle, Plan, PlannedAction, Status
from readiness.report.wording import day
from readiness.text import without_full_stop
from scoring.instrument import Instrument
from scoring.result import ActionResult
from scoring.rubric import Priority

STATUS_NAMES: Final[dict[Status, str]] = {
    "open": _("Open"),
    "doing": _("Doing"),
    "done": _("Done"),
    "accepted": _("Accepted risk"),
}
PRIORITY_KEYS: Final[dict[Priority, Literal["1", "2", "3"]]] = {1: "1", 2: "2", 3: "3"}
"""The names of the priorities in a rubric."""
DONE_MARK: Final = "\u2713 "
"""Before the title of an action that is done."""
TO_STRENGTHEN_INTRO: Final = _(
    "Everything listed here is already in place. The actions have no dates: do them when it suits you, to check that "
    "everything works.",
)
ALL_IN_PLACE: Final = _("Everything you need is in place. The remaining actions would strengthen what you have.")
NOTHING_TO_DO: Final = _("There is nothing left to do.")
ALL_SHOWN_TO_WORK: Final = _(
    "There is nothing left to do: everything that applies is in use and has been shown to work."
)

PAPERS_COMMAND: Final = "readiness templates -o papers"
"""The command that writes the working papers."""
HOW_TO_GET_PAPERS: Final = _("To get the working papers, type “{command}”.", command=PAPERS_COMMAND)
HOW_TO_GET_PAPERS_ON_SCREEN: Final = _("To get the working papers, type `{command}`.", command=PAPERS_COMMAND)
"""With the marks that commands have everywhere on screen."""


def action_name(action: ActionResult | ActionTitle) -> str:
    """An action as it is named outside its own page: `RE5 Agree where to share the advert (Recruitment)`."""
    return f"{action.code} {action.title} ({action.domain})"


def status_line(action: PlannedAction) -> str:
    """The status, with its reason if there is one: `Accepted risk (the post is shared with a charity)`."""
    name = STATUS_NAMES[action.status]
    return f"{name} ({without_full_stop(action.reason)})" if action.reason else name


def due_line(action: PlannedAction) -> str:
    """The day by which an action is due, and whether that is too late: `4 January 2027, overdue`."""
    if action.due is None:
        return _("when it suits you") if action.to_do else _("nothing left to do")
    return with_lateness(day(action.due), action)


def with_lateness(when: str, action: PlannedAction) -> str:
    """When an action is due, and whether that has passed or is after the day by which the action is needed."""
    late = lateness_in_full(action)
    return _("{when}, {late}", when=when, late=late) if late else when


def lateness_in_full(action: PlannedAction) -> str:
    """Whether a due date has passed, or what it is too late for; empty if neither."""
    return _("too late for its stage") if action.late and not action.overdue else lateness(action)


def lateness(action: PlannedAction) -> str:
    """Whether a due date has passed, or is after the day by which the action is needed; empty if neither."""
    if action.overdue:
        return _("overdue")
    return _("too late") if action.late else ""


def working_paper(action: ActionResult, instrument: Instrument) -> str:
    """The working paper that helps with an action, by its title, with the name of its file; empty if there is none."""
    if not action.template:
        return ""
    title = instrument.paper_titles.get(action.template)
    return f"{title} ({action.template}.docx)" if title else f"{action.template}.docx"


def working_paper_on_its_own(action: ActionResult, instrument: Instrument, how_to_get: str = HOW_TO_GET_PAPERS) -> str:
    """The working paper with how to get it, for where nothing else in the plan says that; empty if there is none."""
    paper = working_paper(action, instrument)
    return f"{paper}. {how_to_get}" if paper else ""


def counts_by_status(plan: Plan) -> str:
    """How many actions have each status, and how many are overdue: such as `46 actions: 2 done, 44 open.`.

    The numbers of the statuses add up to all actions; an overdue action is also counted by its status.
    """
    counts = Counter(action.status for action in plan.actions)
    parts: dict[Status, str] = {
        "done": ngettext("{n} done", "{n} done", counts["done"]),
        "doing": ngettext("{n} doing", "{n} doing", counts["doing"]),
        "accepted": ngettext("{n} accepted as a risk", "{n} accepted as a risk", counts["accepted"]),
        "open": ngettext("{n} open", "{n} open", counts["open"]),
    }
    shown = ", ".join(words for status, words in parts.items() if counts[status])
    total = ngettext("{n} action: {counts}.", "{n} actions: {counts}.", len(plan.actions), counts=shown)
    if not (overdue := sum(action.overdue for action in plan.actions)):
        return total
    late = ngettext("{n} action is overdue.", "{n} actions are overdue.", overdue)
    return f"{total} {late}"


def progress(plan: Plan) -> str:
    """The counts of the actions by status; empty if nothing has been said about any."""
    if all(action.status == "open" for action in plan.actions):
        return ""
    counts = counts_by_status(plan)
    return counts if any(action.overdue for action in plan.actions) else f"{counts} {_('No action is overdue.')}"
