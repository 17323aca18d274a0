"""What the interview says: the texts of its screens, put together from the questionnaire. Pure."""

from questionnaires.answers import Answer, Levelled, NotApplicable, Ticked, Unknown
from questionnaires.model import ChecklistQuestion, Level, Question
from readiness.interview.faces import Option, Paragraph
from readiness.interview.flow import Interview
from scoring.instrument import Instrument

BACK, FINISH, JUMP, NOTE, SKIP, WHY = "b", "f", "g", "n", "s", "w"
UNKNOWN, NOT_APPLICABLE = "d", "x"

_UNKNOWN_OPTION = Option(UNKNOWN, "We don't know")
_NOT_APPLICABLE_OPTION = Option(NOT_APPLICABLE, "It does not apply to us")


def welcome(instrument: Instrument, *, short: bool) -> list[Paragraph]:
    """What somebody should know before the first question."""
    count = len(instrument.rubric.essentials()) if short else len(instrument.questionnaire.questions)
    return [
        Paragraph(instrument.questionnaire.title, "title"),
        Paragraph(
            f"{count} questions, about {8 if short else 25} minutes. Each answer is saved at once on this computer, and "
            "nothing is sent anywhere. You can stop at any time with Ctrl-C and go on later.\n"
            "Answer for the service as it is today: an honest 'not yet' gets you a better plan. Please name no persons."
        ),
        Paragraph(""),
    ]


def question_screen(interview: Interview, question: Question) -> list[Paragraph]:
    """A question with its levels in full, and what was answered to it before."""
    criterion = interview.instrument.rubric.by_question[question.id]
    stage = interview.instrument.rubric.stages[interview.instrument.rubric.stage_order[criterion.stage]]
    needed = f"{'Essential. Needed' if criterion.essential else 'Needed'} before you {stage.aim}."
    if stage.lead_days > 0:
        needed = f"Needed to {stage.aim}."
    paragraphs = [
        Paragraph(""),
        Paragraph(interview.progress(), "quiet"),
        Paragraph(needed, "quiet"),
        Paragraph(""),
        Paragraph(question.text, "heading"),
    ]
    if not isinstance(question, ChecklistQuestion):
        names = interview.instrument.questionnaire.levels
        width = max(len(names[level].name) for level in Level)
        paragraphs += [
            Paragraph(question.levels[level], lead=f"{level:d} {names[level].name:{width}}") for level in Level
        ]
    if interview.answer:
        paragraphs += [
            Paragraph(""),
            Paragraph(f"Your answer so far: {answer_in_words(interview, question)}", "strong"),
        ]
    return paragraphs


def domain_screen(interview: Interview, question: Question) -> list[Paragraph]:
    """What a domain is about, before its first question."""
    domain = next(domain for domain in interview.instrument.questionnaire.domains if domain.id == question.domain)
    return [Paragraph(""), Paragraph(domain.title, "title"), Paragraph(domain.about)]


def background(instrument: Instrument, question: Question) -> list[Paragraph]:
    """Why a question is asked, what evidence might look like, and where it comes from."""
    criterion = instrument.rubric.by_question[question.id]
    rows = [instrument.questionnaire.recommendations[source] for source in criterion.sources]
    return [
        Paragraph(""),
        Paragraph("Why it is asked", "strong"),
        Paragraph(question.why),
        Paragraph("What you could show a visitor", "strong"),
        Paragraph(question.evidence),
        Paragraph("Where it comes from", "strong"),
        *(Paragraph(f"{source.short}, {row.place}: {row.text}") for source, row in rows),
    ]


def level_options(interview: Interview, question: Question) -> list[Option]:
    """The options of a scale: its levels by name, don't know, and not applicable where it is an answer."""
    names = interview.instrument.questionnaire.levels
    options = [Option(f"{level:d}", names[level].name) for level in Level] + [_UNKNOWN_OPTION]
    return options + _not_applicable(interview, question)


def checklist_options(question: ChecklistQuestion) -> list[Option]:
    """The items of a checklist."""
    return [Option(option.id, option.text) for option in question.options]


def commands(interview: Interview, question: Question) -> list[Option]:
    """What can be done at a question besides answering it; for a checklist, don't know is among them."""
    answers = (
        [_UNKNOWN_OPTION, *_not_applicable(interview, question)] if isinstance(question, ChecklistQuestion) else []
    )
    back = [Option(BACK, "back")] if interview.position else []
    return [
        *answers,
        Option(WHY, "why and evidence"),
        Option(NOTE, "note"),
        *back,
        Option(SKIP, "skip for now"),
        Option(JUMP, "go to a question"),
        Option(FINISH, "finish later"),
    ]


def chosen_key(answer: Answer | None) -> str | None:
    """The key of the option that an answer was given with."""
    match answer:
        case Levelled(level=level):
            return f"{level:d}"
        case Unknown():
            return UNKNOWN
        case NotApplicable():
            return NOT_APPLICABLE
        case _:
            return None


def answer_in_words(interview: Interview, question: Question, *, notes: bool = True) -> str:
    """What was answered to a question, in one line, with its note or without."""
    match interview.sheet.answers.get(question.id):
        case None:
            return "not answered"
        case Levelled(level=level, note=note):
            words = interview.instrument.questionnaire.levels[level].name
        case Ticked(ticked=ticked, note=note):
            words = f"{len(ticked)} ticked"
        case Unknown(note=note):
            words = "don't know"
        case NotApplicable(not_applicable=reason, note=note):
            words = f"does not apply ({reason})"
    return f"{words}; note: {note}" if note and notes else words


def _not_applicable(interview: Interview, question: Question) -> list[Option]:
    criterion = interview.instrument.rubric.by_question[question.id]
    return [_NOT_APPLICABLE_OPTION] if criterion.not_applicable_allowed else []
