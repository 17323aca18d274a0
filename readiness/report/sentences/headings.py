"""The headings of a plan."""

from typing import Final

from questionnaires.language import _
from readiness.plan.model import SinceLastPlan
from readiness.report.wording import day
from scoring.rubric import Rubric, Stage

CAN_WE_GO_AHEAD: Final = _("Can we go ahead?")
WHAT_WE_ASK: Final = _("What we ask of you")
PROGRESS: Final = _("Progress so far")
SCHEDULE: Final = _("Who does what, and when")
TO_STRENGTHEN: Final = _("Worth strengthening")
HOW_WE_GOT_HERE: Final = _("How we got here")
WHERE_WE_STAND: Final = _("Where we stand in each domain")
READ_WITH_CARE: Final = _("Points to bear in mind")
WHAT_TO_DO: Final = _("What to do, stage by stage")


def start_with(actions: int) -> str:
    """The heading of the first actions, by how many there are."""
    return _("Start with this") if actions == 1 else _("Start with these")


def once_done(rubric: Rubric) -> str:
    """The heading of what the actions of priority 1 would change."""
    return _("What the “{priority}” actions would change", priority=rubric.priorities["1"].name)


def review_title(stage: Stage) -> str:
    """The name of a review of the answers, by the stage on whose date it is."""
    return _("Review of “{stage}”", stage=stage.title)


def since_heading(since: SinceLastPlan) -> str:
    """The heading of what has changed."""
    if since.same_day:
        return _("Since the first version of the plan dated {day}", day=day(since.day))
    return _("Since the plan dated {day}", day=day(since.day))
