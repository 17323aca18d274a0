"""The planned first day: whether it leaves enough time, and which days would work."""

from datetime import date

from questionnaires.language import _
from readiness.plan.model import Plan
from readiness.report.sentences.sentence import Sentence
from readiness.report.wording import day, how_long
from readiness.text import capital
from scoring.rubric import Rubric
from scoring.schedule import owner_key, role_of


def notice(plan: Plan) -> Sentence | None:
    """The notice that the planned first day is too soon, or the earliest day if none is planned."""
    if plan.first_day:
        return too_soon(plan)
    if plan.schedule.earliest_first_day is None:
        return None
    none_planned = _("No first day has been set yet.")
    if plan.schedule.earliest_first_day < plan.as_of:  # all that is left is due some time after the first day
        return Sentence(none_planned, _("Nothing that is left to do would hold it up."))
    return Sentence(none_planned, _("If you start now, {earliest_days}", earliest_days=_earliest_days(plan)))


def too_soon(plan: Plan) -> Sentence | None:
    """By how much the planned first day is too soon, and which days would work."""
    schedule = plan.schedule
    if not schedule.days_too_soon or schedule.earliest_first_day is None:
        return None
    late = len(schedule.late)
    text = _(
        "It is {how_long} too soon for this schedule: {late} action{value} would not be done in time. {earliest_days}",
        how_long=how_long(schedule.days_too_soon),
        late=late,
        value="s" * (late > 1),
        earliest_days=capital(_earliest_days(plan)),
    )
    return Sentence(_("The first day is too soon."), text)


def _earliest_days(plan: Plan) -> str:
    """The earliest first day with all actions, with the essentials alone, and with the work shared out."""
    schedule = plan.schedule
    if schedule.earliest_first_day is None:
        return ""
    text = _("the earliest first day is {earliest_first_day}", earliest_first_day=day(schedule.earliest_first_day))
    if schedule.earliest_first_day_essential and schedule.earliest_first_day_essential < schedule.earliest_first_day:
        text += _(
            ", or {earliest_first_day_essential} with only the essentials",
            earliest_first_day_essential=day(schedule.earliest_first_day_essential),
        )
    shared = schedule.earliest_first_day_if_shared
    if schedule.busiest_owner and shared and shared < schedule.earliest_first_day:
        text += _(
            ". If someone shared {as_written}\u2019s work, it would be {shared}",
            as_written=_as_written(plan, schedule.busiest_owner),
            shared=day(shared),
        )
    return f"{text}."


def _as_written(plan: Plan, owner: str) -> str:
    """An owner in lower case as the plan has it: `the service manager`, or a name that somebody typed, `Sam Lee`."""
    roles = (role_of(action.owner) for action in plan.actions if owner_key(action.owner) == owner)
    role = next(roles, owner)
    return _("the {role}", role=role) if role == owner else role


def line(plan: Plan) -> str:
    """The planned first day."""
    return day(plan.first_day) if plan.first_day else _("none yet")


def planned_for(due: date | None, *, passed: bool) -> str:
    """The day for which a stage is planned, as no decision may seem to allow it by then."""
    return _("{value} for {due}", value=_("was planned") if passed else "planned", due=day(due)) if due else ""


def schedule_intro(plan: Plan, rubric: Rubric) -> str:
    """How the dates came about, and what they mean for the first day."""
    early = "".join(
        _(
            " {name} actions have to be done {how_long} before their stage.",
            name=effort.name,
            how_long=how_long(effort.before_stage),
        )
        for effort in rubric.efforts.values()
        if effort.before_stage
    )
    text = _(
        "Nobody has more than {at_once} of these actions at a time.{early} To bring the dates forward, "
        "share out the work. To agree who does what, type “readiness actions”.",
        at_once=rubric.at_once,
        early=early,
    )
    if plan.first_day and not plan.schedule.days_too_soon:
        return _(
            "{text} There is enough time before the first day, {first_day}.", text=text, first_day=day(plan.first_day)
        )
    return text
