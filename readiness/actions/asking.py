"""Questions about an action's owner, due date, status and reason. If nothing is typed, it stays as it was."""

from collections.abc import Collection
from datetime import date

from questionnaires.language import _, ngettext
from questionnaires.local_style import long_date
from readiness.actions.change import AS_PLANNED, Change, NewDueDate
from readiness.plan.action_record import LONGEST_OWNER, LONGEST_REASON
from readiness.plan.model import PlannedAction, Status
from readiness.prompts.interface import InterruptedTyping, Option, Paragraph, Prompts
from readiness.prompts.typed_days import day_meant
from readiness.report.sentences.actions import STATUS_NAMES, due_line
from readiness.text import one_line, without_full_stop

_BACK = Option("b", _("leave the status as it is"))
_WHY_ACCEPTED = _("Why does the service accept this risk?")
_AS_SUGGESTED = "0"
"""Typed on its own, goes back to what the plan suggests."""


def ask_owner(prompts: Prompts, action: PlannedAction) -> Change:
    """Asks for the owner."""
    now = one_line(action.owner)
    how = _("Press Enter to keep “{owner}”, or type 0 to go back to the plan's suggestion.", owner=now)
    question = " ".join((_("Who owns this action? (a role, not a name)"), how))
    while typed := one_line(_write(prompts, question)):
        if typed == _AS_SUGGESTED:
            return Change(owner="")
        if typed == now:
            break
        if len(typed) <= LONGEST_OWNER:
            return Change(owner=typed)
        prompts.say(Paragraph(_too_long(typed, LONGEST_OWNER)))
    prompts.say(Paragraph(_("The owner is still “{owner}”.", owner=now)))
    return Change()


def ask_due(prompts: Prompts, action: PlannedAction, today: date) -> Change:
    """Asks for the due date until it is one that can be read; words such as `next month` count from today."""
    now = one_line(due_line(action))
    how = (
        _("Press Enter to keep {date}, or type 0 to go back to the date in the plan.", date=long_date(action.due))
        if action.due
        else _("Press Enter for no due date, or type 0 to go back to the date in the plan.")
    )
    question = " ".join((_("When is this action due? (for example 1 March 2027)"), how))
    while typed := _write(prompts, question):
        day: NewDueDate = AS_PLANNED if typed == _AS_SUGGESTED else day_meant(prompts, typed, today)
        if day:
            return Change(due=day)
    prompts.say(Paragraph(_("The due date has not changed: {date}.", date=now)))
    return Change()


def ask_status(prompts: Prompts, action: PlannedAction) -> Change:
    """Asks for the status, and for the reason if a risk is accepted."""
    statuses: list[Status] = list(STATUS_NAMES)
    options = [Option(str(number), STATUS_NAMES[status]) for number, status in enumerate(statuses, 1)]
    default = str(statuses.index(action.status) + 1)
    chosen = prompts.choose(_("How far along is this action?"), options, [_BACK], default).key
    status = action.status if chosen == _BACK.key else statuses[int(chosen) - 1]
    if status == action.status:
        prompts.say(Paragraph(_("The status has not changed: {status}.", status=STATUS_NAMES[status])))
        return Change()
    return _ask_why_accepted(prompts) if status == "accepted" else Change(status=status)


def ask_reason(prompts: Prompts, action: PlannedAction) -> Change:
    """Asks for the reason of the status; an accepted risk needs one."""
    now = one_line(action.reason)
    question = (
        _WHY_ACCEPTED if action.status == "accepted" else _("What would you like to say about this action's status?")
    )
    can_go = bool(now) and action.status != "accepted"
    how = _("Press Enter to keep the reason as it is.") if now else _("Press Enter if you don't want to give a reason.")
    if can_go:
        how = _("Press Enter to keep the reason as it is, or type 0 to remove it.")
    question = " ".join((question, how))
    while typed := _write(prompts, question):
        reason = "" if typed == _AS_SUGGESTED and can_go else typed
        if len(reason) <= LONGEST_REASON:
            return Change(reason=reason) if reason != action.reason else Change()
        prompts.say(Paragraph(_too_long(reason, LONGEST_REASON)))
    unchanged = (
        _("The reason has not changed: “{reason}”.", reason=without_full_stop(now)) if now else _("No reason added.")
    )
    prompts.say(Paragraph(unchanged))
    return Change()


def _ask_why_accepted(prompts: Prompts) -> Change:
    """Asks for the reason until there is one, or the person leaves."""
    prompts.say(
        Paragraph(
            _(
                "Give your reason in one sentence, for the people who will read the plan. Please don't name anybody. "
                "To leave the status as it is, type b."
            )
        )
    )
    while (typed := _write(prompts, _WHY_ACCEPTED)).casefold() != _BACK.key:
        if typed and len(typed) <= LONGEST_REASON:
            return Change(status="accepted", reason=typed)
        missing = _("Please give a reason for accepting this risk.")
        prompts.say(Paragraph(_too_long(typed, LONGEST_REASON) if typed else missing))
        prompts.say(Paragraph(_("Type the reason, or b to leave the status as it is.")))
    prompts.say(Paragraph(_("The status has not changed.")))
    return Change()


def looks_like_a_name(owner: str, words_of_roles: Collection[str]) -> bool:
    """Whether an owner is probably a person's name: two or three words with capitals, none of them known from roles."""
    words = owner.split()
    return 2 <= len(words) <= 3 and all(
        word.istitle() and word.replace("-", "").isalpha() and word.lower() not in words_of_roles for word in words
    )


def _write(prompts: Prompts, question: str) -> str:
    """Asks for text.

    Raises:
        InterruptedTyping: somebody stopped before they had finished; with what they had typed, which may be nothing.
    """
    typed = ""

    def _note(text: str) -> None:
        nonlocal typed
        typed = text

    try:
        return prompts.write(question, keep=_note)
    except KeyboardInterrupt as stopped:
        raise InterruptedTyping(typed) from stopped


def _too_long(typed: str, most: int) -> str:
    return ngettext(
        "You typed {n:,} character. Please use at most {most:,}.",
        "You typed {n:,} characters. Please use at most {most:,}.",
        len(typed),
        most=most,
    )
