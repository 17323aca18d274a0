"""The headings of a plan."""

from typing import Final

from readiness.plan.model import SinceLastPlan
from readiness.report.wording import day
from scoring.rubric import Stage

CAN_WE_GO_AHEAD: Final = "Can we go ahead?"
WHAT_WE_ASK: Final = "What we ask of you"
PROGRESS: Final = "Progress so far"
SCHEDULE: Final = "Who does what, and when"
ONCE_DONE: Final = "What the first actions would change"
TO_STRENGTHEN: Final = "Worth strengthening"
HOW_WE_GOT_HERE: Final = "How we got here"
WHERE_WE_STAND: Final = "Where we stand in each domain"
READ_WITH_CARE: Final = "Read with care"
WHAT_TO_DO: Final = "What to do, stage by stage"


def start_with(actions: int) -> str:
    """The heading of the first actions, by how many there are."""
    return "Start with this" if actions == 1 else "Start with these"


def review_title(stage: Stage) -> str:
    """The name of a review of the answers, by the stage on whose date it is."""
    return f"Review: {stage.title}"


def since_heading(since: SinceLastPlan) -> str:
    """The heading of what has changed."""
    return f"Since {'earlier on' if since.same_day else 'the plan of'} {day(since.day)}"
