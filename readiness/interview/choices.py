"""The options and commands of the interview, with their keys. Pure."""

from collections.abc import Sequence

from questionnaires.answers import Answer, Levelled, NotApplicable, Unknown
from questionnaires.language import _
from questionnaires.model import ChecklistQuestion, Level, Question, ScaleQuestion
from readiness.interview.answer_words import answer_counts, answer_text
from readiness.interview.state import InterviewState
from readiness.prompts.interface import Option
from readiness.text import capital, shorten

BACK, FINISH, NOTE, REVIEW, SKIP, TERMS, WHY = "b", "f", "n", "r", "s", "t", "w"
"""The keys of the commands."""
UNKNOWN, NOT_APPLICABLE = "d", "x"
"""The keys of the answers that are not a level."""

STAY = Option(BACK, _("go back"))
BACK_TO_DOMAINS = Option(BACK, _("back to the domains"))
LAST_QUESTION = Option(BACK, _("back to the last question"))
NONE_TICKED_OPTIONS = (Option("1", _("Back to the list")), Option("2", _("None of these apply today")))
SAVE_ELSEWHERE = Option("2", _("Save the answers in another file"))
SAVE_FAILED_OPTIONS = (Option("1", _("Try again")), SAVE_ELSEWHERE)
KEEP_BOTH = "1"
"""The key of the first option if a file was changed or removed elsewhere."""
SAVE_REMOVED_OPTIONS = (Option(KEEP_BOTH, _("Save these answers again under the same name")), SAVE_ELSEWHERE)
DONE, REVIEW_AT_END, ANSWER_OPEN = "1", "2", "3"
"""The keys at the end of the interview."""
RESULT_OPTIONS = (
    Option("1", _("Show the rest of the result: domains, first actions and cautions")),
    Option("2", _("Write the plan and finish")),
)

_KEYS = "123456789acdefghijklmnopqrstuvwxyz"  # without b, which goes back
_UNKNOWN_OPTION = Option(
    UNKNOWN,
    _("We don't know"),
    hint=_(
        "If you don't know, press {unknown}, then Enter. To read why we ask, press {why}.", unknown=UNKNOWN, why=WHY
    ),
)
_NOT_APPLICABLE_OPTION = Option(NOT_APPLICABLE, _("This doesn't apply to us"))


def end_options(state: InterviewState) -> list[Option]:
    """What can be done after the last question. There is a result once every domain has been asked about."""
    done = _("Leave this domain for now") if state.unanswered_elsewhere else _("Show the result and write the plan")
    still_open = [Option(ANSWER_OPEN, _("Answer the questions that are left"))] if state.unanswered else []
    return [Option(DONE, done), Option(REVIEW_AT_END, _("Review or change answers")), *still_open]


def level_options(state: InterviewState, question: ScaleQuestion) -> list[Option]:
    """The options of a scale: its levels, don't know, and not applicable where that is allowed."""
    names = state.instrument.questionnaire.levels
    options = [Option(f"{level:d}", names[level].name, question.levels[level]) for level in Level]
    return [*options, *other_answers(state, question)]


def checklist_options(question: ChecklistQuestion) -> list[Option]:
    """The items of a checklist."""
    return [Option(option.id, option.text) for option in question.options]


def commands(state: InterviewState) -> list[Option]:
    """The commands at a question, by their keys."""
    back = [Option(BACK, _("back"))] if state.position else []
    return [
        *back,
        Option(SKIP, _("skip")),
        Option(NOTE, _("note")),
        Option(WHY, _("why we ask")),
        Option(TERMS, _("words explained")),
        Option(REVIEW, _("your answers")),
        Option(FINISH, _("finish later")),
    ]


def answer_key(answer: Answer | None) -> str | None:
    """The key of the option that means an answer; none for ticks and if there is no answer."""
    match answer:
        case Levelled(level=level):
            return f"{level:d}"
        case Unknown():
            return UNKNOWN
        case NotApplicable():
            return NOT_APPLICABLE
        case _:
            return None


def domain_options(state: InterviewState) -> list[Option]:
    """The domains of an interview to choose from, each with how many questions are answered."""
    return [
        Option(key, f"{domain.title}: {answer_counts(state, state.questions_in(domain))}")
        for key, domain in zip(_KEYS, state.domains, strict=False)
    ]


def details_option(state: InterviewState) -> Option:
    """The service's details, which follow the domains."""
    return Option(
        _KEYS[len(state.domains)], _("The details of the service: {name}", name=shorten(state.sheet.service.name, 40))
    )


def question_options(state: InterviewState, questions: Sequence[Question]) -> list[Option]:
    """Questions to choose from, each with its answer."""
    return [
        Option(key, f"{capital(question.topic)}: {answer_text(state, question, notes=False)}")
        for key, question in zip(_KEYS, questions, strict=False)
    ]


def save_changed_options(other: str) -> list[Option]:
    """What can be done if a file was changed elsewhere; `other` is the name that the other version would get."""
    both = Option(KEEP_BOTH, _("Keep both: save these answers, and keep the other version in {file}", file=other))
    return [both, SAVE_ELSEWHERE, Option("3", _("Try again"))]


def other_answers(state: InterviewState, question: Question) -> list[Option]:
    """Don't know, and not applicable where the rubric allows it."""
    criterion = state.instrument.rubric.by_question[question.id]
    return [_UNKNOWN_OPTION, *([_NOT_APPLICABLE_OPTION] if criterion.not_applicable_allowed else [])]
