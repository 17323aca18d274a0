"""What the interview says: the texts of its screens, put together from the questionnaire. Pure."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from questionnaires.answers import Answer, Levelled, NotApplicable, Ticked, Unknown
from questionnaires.model import ChecklistQuestion, Domain, Level, Question
from readiness.interview.faces import Option, Paragraph
from readiness.interview.flow import Interview
from readiness.report.sentences import NO_BAND, held_back
from readiness.report.words import shorten, without_controls
from scoring.instrument import Instrument

BACK, FINISH, NOTE, REVIEW, SKIP, TERMS, WHY = "b", "f", "n", "r", "s", "t", "w"
UNKNOWN, NOT_APPLICABLE = "d", "x"
STAY = Option(BACK, "stay here")
UP = Option(BACK, "back to the domains")
NONE_TICKED = (Option("1", "Back to the list"), Option("2", "None of these is there today"))
ELSEWHERE = Option("2", "Save the answers in another file")
NOT_SAVED = (Option("1", "Try again"), ELSEWHERE)
OVERWRITE = Option("3", "Write these answers over it; the other version is kept as .bak")
ENDING = (
    Option("1", "Show the result and write the plan"),
    Option("2", "Review or change answers"),
    Option("3", "Answer what is open"),
)

_SHORT = 44
_KEYS = "123456789acdefghijklmnopqrstuvwxyz"  # without b, which goes back
_UNKNOWN_OPTION = Option(UNKNOWN, "We don't know")
_NOT_APPLICABLE_OPTION = Option(NOT_APPLICABLE, "It does not apply to us")


def welcome(instrument: Instrument, asked: int, minutes: int) -> list[Paragraph]:
    """What somebody should know before the first question."""
    return [
        Paragraph(instrument.questionnaire.title, "title"),
        Paragraph(
            f"{asked} questions, about {minutes} minutes. Each answer is saved at once on this computer, "
            "and nothing is sent anywhere. You can stop at any time with Ctrl-C and go on later."
        ),
        Paragraph(
            "Answer for the service as it is today: an honest 'not yet' gets you a better plan. Please name no persons."
        ),
        Paragraph(""),
    ]


def note_message(before: str) -> str:
    """What is asked for a note, new or not."""
    keep = "Change it, or press Enter to keep it." if before else "Enter alone leaves it out."
    return f"Note on your answer: what could you show a visitor as evidence? {keep}"


def going_on(interview: Interview) -> list[Paragraph]:
    """What is said where an interview goes on that was begun before."""
    answered = len(interview.asked) - len(interview.unanswered)
    name = shorten(interview.sheet.service.name)
    return [Paragraph(f"Going on with {name}: {answered} of {len(interview.asked)} answered.", "strong")]


def domain_screen(domain: Domain) -> list[Paragraph]:
    """What a domain is about, before its first question."""
    return [Paragraph(""), Paragraph(domain.title, "title"), Paragraph(domain.about)]


def domain_result(interview: Interview, domain: Domain) -> list[Paragraph]:
    """How a domain stands, after its last question."""
    result = interview.result_of(domain)
    if result.score is None:
        return [Paragraph(""), Paragraph(f"{domain.title}: none of it applies to you.", "strong")]
    score = f"{result.score}" if result.score == result.score_max else f"{result.score} to {result.score_max}"
    bands = {band.id: band for band in interview.instrument.rubric.bands}
    words = f"{bands[result.band].name.lower()}: {bands[result.band].meaning}" if result.band else NO_BAND.lower()
    held = held_back(result, interview.instrument.questionnaire)
    return [
        Paragraph(""),
        Paragraph(f"{domain.title} so far: {score} of 100, {words}.{f' {held}.' if held else ''}", "strong"),
    ]


def question_screen(interview: Interview, question: Question) -> list[Paragraph]:
    """A question with its levels in full, and what was answered to it before."""
    rubric = interview.instrument.rubric
    criterion = rubric.by_question[question.id]
    stage = rubric.stages[rubric.stage_order[criterion.stage]]
    needed = f"Needed before you {stage.aim}." if stage.lead_days <= 0 else f"Needed to {stage.aim}."
    paragraphs = [
        Paragraph(""),
        Paragraph(interview.progress(), "quiet"),
        Paragraph(f"Essential. {needed}" if criterion.essential else needed, "quiet"),
        Paragraph(""),
        Paragraph(question.text, "heading"),
    ]
    if isinstance(question, ChecklistQuestion):
        paragraphs += [Paragraph(option.text, lead=str(number)) for number, option in enumerate(question.options, 1)]
    else:
        names = interview.instrument.questionnaire.levels
        width = max(len(names[level].name) for level in Level)
        paragraphs += [
            Paragraph(question.levels[level], lead=f"{level:d} {names[level].name:{width}}") for level in Level
        ]
    if interview.answer:
        paragraphs += [Paragraph(""), Paragraph(f"Your answer: {answer_in_words(interview, question)}", "strong")]
    return paragraphs


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


def glossary(instrument: Instrument, question: Question, *, everything: bool) -> list[Paragraph]:
    """The words that stand in a question explained; or all of them, those of the question first."""
    told = [question.text]
    told += [o.text for o in question.options] if isinstance(question, ChecklistQuestion) else question.levels.as_tuple
    terms = sorted(instrument.questionnaire.glossary, key=lambda term: not term.stands_in(" ".join(told)))
    here = [term for term in terms if term.stands_in(" ".join(told))]
    shown = terms if everything or not here else here
    more = [] if shown is terms else [Paragraph(f"Pressing {TERMS} once more explains other words too.")]
    lines = (Paragraph(f"{term.term[:1].upper()}{term.term[1:]}: {term.meaning}") for term in shown)
    return [Paragraph(""), *lines, *more]


def level_options(interview: Interview, question: Question) -> list[Option]:
    """The options of a scale: its levels by name, don't know, and not applicable where it is an answer."""
    names = interview.instrument.questionnaire.levels
    options = [Option(f"{level:d}", names[level].name, told=True) for level in Level]
    return [*options, *_other_answers(interview, question)]


def checklist_options(question: ChecklistQuestion) -> list[Option]:
    """The items of a checklist, by their first words: the screen above has them in full."""
    return [Option(option.id, shorten(option.text.partition(":")[0], _SHORT), told=True) for option in question.options]


def commands(interview: Interview, question: Question) -> list[Option]:
    """What can be done at a question besides answering it; for a checklist, don't know is among them."""
    answers = _other_answers(interview, question) if isinstance(question, ChecklistQuestion) else []
    back = [Option(BACK, "back")] if interview.position else []
    return [
        *answers,
        *back,
        Option(SKIP, "skip"),
        Option(NOTE, "note"),
        Option(WHY, "why and evidence"),
        Option(TERMS, "terms"),
        Option(REVIEW, "review, go to a question"),
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
    """What was answered to a question, with its note or without."""
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
    return without_controls(f"{words}. Note: {note}" if note and notes else words)


def domain_options(interview: Interview) -> list[Option]:
    """The domains of an interview, each with how much of it is answered."""
    return [
        Option(key, f"{domain.title}: {_tally(interview, interview.questions_in(domain))}")
        for key, domain in zip(_KEYS, interview.domains, strict=False)
    ]


def question_options(interview: Interview, questions: Sequence[Question]) -> list[Option]:
    """The questions of a domain, each with its answer."""
    return [
        Option(key, f"{answer_in_words(interview, question, notes=False)}: {question.topic}")
        for key, question in zip(_KEYS, questions, strict=False)
    ]


def ending(interview: Interview) -> list[Paragraph]:
    """What is said after the last question."""
    tallies = [
        Paragraph(f"{domain.title}: {_tally(interview, interview.questions_in(domain))}")
        for domain in interview.domains
    ]
    return [Paragraph(""), Paragraph("That was the last question.", "title"), *tallies, Paragraph("")]


def not_saved(path: Path, why: str) -> list[Paragraph]:
    """What is said when the answers could not be written."""
    return [Paragraph(f"{path} could not be saved: {why}. Your answers are still here; nothing is lost.", "strong")]


def _tally(interview: Interview, questions: Sequence[Question]) -> str:
    """How many questions are answered, not known, not applicable and open: `6 answered, 1 don't know`."""
    words = {Unknown: "don't know", NotApplicable: "not applicable", type(None): "open"}
    kinds = Counter(words.get(type(interview.sheet.answers.get(question.id)), "answered") for question in questions)
    order = ("answered", *words.values())
    return ", ".join(f"{kinds[kind]} {kind}" for kind in order if kinds[kind])


def _other_answers(interview: Interview, question: Question) -> list[Option]:
    criterion = interview.instrument.rubric.by_question[question.id]
    return [_UNKNOWN_OPTION, *([_NOT_APPLICABLE_OPTION] if criterion.not_applicable_allowed else [])]
