"""The plan of what a workshop has agreed, with how its people saw it before."""

from datetime import date

from questionnaires.faults import Fault
from questionnaires.language import _, ngettext
from readiness.exits import UsageFault
from readiness.next_step import command
from readiness.plan.model import FirstViews, Plan
from readiness.plan.service_plan import ServicePlan
from readiness.storage import load_sheet
from readiness.workshop.agreed_file import check_belongs
from readiness.workshop.gathering import Gathering


def open_workshop_plan(gathering: Gathering, as_of: date, *, is_open: bool = False) -> ServicePlan:
    """Opens the plan of what a workshop has agreed.

    Args:
        gathering: everybody's answers, or their counts.
        as_of: the day of the plan.
        is_open: whether everybody agrees that the answers of one or two people are shown.

    Raises:
        UsageFault: nothing is agreed yet.
        InputFault: what was agreed cannot be used.
    """
    folder = gathering.folder
    if not folder.agreed.exists():
        remedy = _(
            "Agree on the answers first, with `{command}`", command=command("workshop", "agree", str(folder.path))
        )
        raise UsageFault(Fault(str(folder.path), _("nothing is agreed yet"), remedy))
    sheet = load_sheet(folder.agreed, gathering.instrument)
    check_belongs(str(folder.agreed), sheet, gathering)
    views = first_views_of(gathering, is_open=is_open)
    return ServicePlan(folder.agreed, sheet, gathering.instrument, as_of, views)


def first_views_of(gathering: Gathering, *, is_open: bool) -> FirstViews:
    """How the people in a workshop answered, if that can be shown."""
    agenda = gathering.agenda
    can_be_shown = agenda.can_be_shown or (is_open and agenda.people and not gathering.forgotten)
    return FirstViews(
        people=agenda.people,
        questions=tuple(found.id for found in agenda.questions),
        spreads={found.id: found.spread for found in agenda.questions} if can_be_shown else {},
    )


def not_agreed(plan: Plan, gathering: Gathering) -> str:
    """How many of a workshop's questions are not agreed yet, in a sentence; empty if all are."""
    agreed = {criterion.question for criterion in plan.criteria if criterion.state not in ("unanswered", "not_asked")}
    number = len({*gathering.questions} - agreed)
    if not number:
        return ""
    return ngettext(
        "{n} of the {total} questions is not agreed yet.",
        "{n} of the {total} questions are not agreed yet.",
        number,
        total=len(gathering.questions),
    )
