"""The planned first day: whether it leaves enough time, and which days would work."""

from datetime import date
from typing import Final

from questionnaires.language import _, ngettext
from questionnaires.local_style import listed
from readiness.plan.model import Plan, PlannedAction
from readiness.report.sentences.sentence import Sentence
from readiness.report.wording import day, how_long
from scoring.rubric import Rubric
from scoring.schedule import owner_key, role_of

_WORTH_SAYING: Final = 7
"""How many days earlier another first day has to be for a plan to mention it."""


def notice(plan: Plan) -> Sentence | None:
    """The notice that the planned first day is too soon, or the earliest day if none is planned."""
    if plan.first_day:
        return too_soon(plan)
    if plan.schedule.earliest_first_day is None:
        return None
    none_planned = _("No first day has been set yet.")
    if plan.schedule.earliest_first_day < plan.as_of and not _overdue(plan):  # all is due some time after the first day
        return Sentence(none_planned, _("Nothing that is left to do would delay the first day."))
    return Sentence(none_planned, _earliest_days(plan))


def too_soon(plan: Plan) -> Sentence | None:
    """By how much the planned first day is too soon, or that it has passed too soon, and which days would work."""
    schedule = plan.schedule
    if not schedule.days_too_soon or schedule.earliest_first_day is None:
        return None
    if plan.first_day and plan.first_day < plan.as_of:
        missing = _("Not everything that was needed for it is in place yet.")
        return Sentence(_("The planned first day has passed."), f"{missing} {_earliest_days(plan)}".strip())
    overdue = _overdue(plan)
    late = len({*schedule.late} - {action.question for action in overdue})
    reasons = [
        ngettext("{n} action will not be done in time", "{n} actions will not be done in time", late) if late else "",
        ngettext("{n} action is overdue", "{n} actions are overdue", len(overdue)) if overdue else "",
    ]
    text = _(
        "The first day would have to be {how_long} later, because {reasons}.",
        how_long=how_long(schedule.days_too_soon),
        reasons=listed([*filter(None, reasons)]),
    )
    return Sentence(_("The planned first day leaves too little time."), f"{text} {_earliest_days(plan)}")


def overdue_dates(plan: Plan) -> str:
    """That the earliest first days depend on agreed dates that have passed; empty if none has."""
    codes = [action.code for action in _overdue(plan)]
    if not codes:
        return ""
    text = ngettext(
        "The agreed date for {codes} has passed, so the first day may well have to be later.",
        "The agreed dates for {codes} have passed, so the first day may well have to be later.",
        len(codes),
        codes=listed(codes, len(codes)),
    )
    if plan.audience != "service":
        return text
    return f"{text} {ngettext('Agree a new date.', 'Agree new dates.', len(codes))}"


def _overdue(plan: Plan) -> list[PlannedAction]:
    """The scheduled actions that are overdue."""
    return [action for action in plan.actions if action.overdue and action.question in plan.schedule.order]


def _earliest_days(plan: Plan) -> str:
    """The earliest first day with all actions, with the essentials alone, and with the work shared out."""
    schedule = plan.schedule
    earliest, essential = schedule.earliest_first_day, schedule.earliest_first_day_essential
    if earliest is None:
        return ""
    if essential and (earliest - essential).days >= _WORTH_SAYING:
        text = _(
            "If the work starts now, the earliest possible first day is {day}. With only the essentials in place, it "
            "could be {essential_day}.",
            day=day(earliest),
            essential_day=day(essential),
        )
    else:
        text = _("If the work starts now, the earliest possible first day is {day}.", day=day(earliest))
    shared = schedule.earliest_first_day_if_shared
    if schedule.busiest_owner and shared and (earliest - shared).days >= _WORTH_SAYING:
        text = f"{text} {_if_shared(plan, schedule.busiest_owner, day(shared))}"
    return f"{text} {overdue_dates(plan)}".strip()


def _if_shared(plan: Plan, owner: str, shared: str) -> str:
    """The earliest first day with an owner's work shared out: a role of the plan, or a name that somebody typed."""
    roles = (role_of(action.owner) for action in plan.actions if owner_key(action.owner) == owner)
    role = next(roles, owner)
    if role == owner:
        return _("If the {role} shared the work with someone, the first day could be {day}.", role=role, day=shared)
    return _("If {name} shared the work with someone, the first day could be {day}.", name=role, day=shared)


def line(plan: Plan) -> str:
    """The planned first day."""
    return day(plan.first_day) if plan.first_day else _("none yet")


def planned_for(due: date | None, *, passed: bool) -> str:
    """The day for which a stage is planned, or by which it was needed, as that day is worked out from the first day."""
    if due is None:
        return ""
    return _("needed by {day} (date passed)", day=day(due)) if passed else _("planned for {day}", day=day(due))


def schedule_intro(plan: Plan, rubric: Rubric) -> str:
    """How the dates came about, and what they mean for the first day."""
    early = (
        _(
            "{effort} actions have to be finished at least {how_long} before their stage begins.",
            effort=effort.name,
            how_long=how_long(effort.before_stage),
        )
        for effort in rubric.efforts.values()
        if effort.before_stage
    )
    sentences = [
        ngettext(
            "Nobody works on more than {n} of these actions at a time.",
            "Nobody works on more than {n} of these actions at a time.",
            rubric.at_once,
        ),
        *early,
    ]
    if plan.audience == "service":
        sentences.append(
            _("To bring the dates forward, share out the work. To agree who does what, type “readiness actions”.")
        )
    if plan.first_day and not plan.schedule.days_too_soon:
        sentences.append(
            _(
                "There is enough time for these actions before the planned first day, {day}, except for those that "
                "are overdue.",
                day=day(plan.first_day),
            )
            if _overdue(plan)
            else _(
                "There is enough time for these actions before the planned first day, {day}.",
                day=day(plan.first_day),
            )
        )
    return " ".join(sentences)
