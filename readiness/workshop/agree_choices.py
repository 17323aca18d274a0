"""The options and commands of the room, with their keys. Pure."""

from typing import Final

from questionnaires.language import _, ngettext
from questionnaires.model import ChecklistQuestion, Level, ScaleQuestion
from readiness.prompts.interface import Option
from readiness.workshop.agreeing import Agreeing

BACK, BOTH, CONFIRM, FINISH, JUMP, NEXT, PARK, UNDO, VIEWS = "b", "k", "c", "f", "j", "n", "p", "u", "v"
"""The keys of the commands."""
NOT_APPLICABLE: Final = "x"
"""The key of the answer that a question does not apply."""
DONE, ANY, FIRST_DAY, FIRST_OPEN = "1", "2", "3", "4"
"""The keys of what can be done at the end."""

CONFIRM_OPTIONS: Final = (
    Option("1", _("Agree on all of these")),
    Option("2", _("Go back and answer the questions one at a time")),
)
GO_BACK: Final = Option(BACK, _("go back"))


def options(state: Agreeing) -> list[Option]:
    """The levels of a scale, and not applicable where that is allowed."""
    question, names = state.question, state.instrument.questionnaire.levels
    if not isinstance(question, ScaleQuestion):
        return others(state)
    return [*(Option(f"{level:d}", names[level].name, question.levels[level]) for level in Level), *others(state)]


def items(state: Agreeing) -> list[Option]:
    """The items of a checklist with how many people ticked each."""
    if state.found is None or not isinstance(state.question, ChecklistQuestion):
        return []
    known, ticked = state.found.spread.known, state.found.ticked
    return [
        Option(
            option.id,
            _("{item} ({ticked} of {total})", item=option.text, ticked=ticked.get(option.id, 0), total=known)
            if known
            else option.text,
        )
        for option in state.question.options
    ]


def others(state: Agreeing) -> list[Option]:
    """Not applicable, where that is allowed."""
    by_question = state.instrument.rubric.by_question
    is_allowed = state.found and by_question[state.found.id].not_applicable_allowed
    return [Option(NOT_APPLICABLE, _("This doesn't apply"))] if is_allowed else []


def commands(state: Agreeing) -> list[Option]:
    """What else can be done at a question."""
    found, confirmable = state.found, len(state.to_confirm)
    can_confirm = confirmable and found and found.section == "confirm"
    has_views = found and (found.notes or found.by_role)
    confirm = ngettext("confirm {n} answer", "confirm {n} answers together", confirmable)
    return [
        Option(BOTH, _("keep both views")),
        Option(PARK, _("park")),
        *([Option(CONFIRM, confirm)] if can_confirm else []),
        *([Option(VIEWS, _("see people's roles and notes"))] if has_views else []),
        *([Option(UNDO, _("undo"))] if state.can_undo else []),
        *([Option(BACK, _("back"))] if state.position else []),
        Option(NEXT, _("next")),
        Option(JUMP, _("jump")),
        Option(FINISH, _("finish")),
    ]


def levels(state: Agreeing) -> list[Option]:
    """The levels below the highest view, one of which can be the lower view."""
    high = (state.found and state.found.spread.high) or Level.SHOWN_TO_WORK
    return [option for option in options(state) if option.key.isdigit() and int(option.key) < high]


def end_options(state: Agreeing) -> list[Option]:
    """What can be done after the last question."""
    number = len(state.open)
    still = [Option(FIRST_OPEN, _("Go to the questions that are left ({number})", number=number))] if number else []
    return [
        Option(DONE, _("Finish")),
        Option(ANY, _("Go to a question")),
        Option(FIRST_DAY, _("Change the first day") if state.sheet.first_day else _("Set the first day")),
        *still,
    ]


def end_commands(state: Agreeing) -> list[Option]:
    """What else can be done after the last question; the key for finishing is that of the questions."""
    return [*([Option(UNDO, _("undo"))] if state.can_undo else []), Option(FINISH, _("finish"))]
