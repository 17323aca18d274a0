"""The texts of the interview's screens, put together from the questionnaire. Pure."""

from questionnaires.language import _, ngettext
from questionnaires.local_style import either
from questionnaires.model import ChecklistQuestion, Domain, Level, Question
from readiness.interview.answer_words import answer_counts, answer_text
from readiness.interview.state import InterviewState, in_minutes
from readiness.prompts.interface import Paragraph
from readiness.report.sentences.domains import NO_BAND, held_back
from readiness.report.wording import score_range
from readiness.text import shorten
from scoring.fingerprint import is_worded_otherwise
from scoring.instrument import Instrument

_LONGEST_ANSWER = 160
"""Characters of the answer given before; its note can be read in full where it is changed."""


def welcome(instrument: Instrument, questions: int, minutes: int) -> list[Paragraph]:
    """What a person should know before the first question.

    Args:
        instrument: gives the title.
        questions: how many will be asked.
        minutes: how long they take.
    """
    return [
        Paragraph(instrument.questionnaire.title, "title"),
        Paragraph(
            ngettext(
                "There is {n} question, which will take about {duration}. Your answers are saved as you go, on this "
                "computer alone. To stop, press Ctrl-C. You can carry on at any time.",
                "There are {n} questions, which will take about {duration}. Your answers are saved as you go, on this "
                "computer alone. To stop, press Ctrl-C. You can carry on at any time.",
                questions,
                duration=in_minutes(minutes),
            )
        ),
        Paragraph(
            _(
                "Answer for the service as it is today: an honest “{level}” gets you a better plan. Please "
                "don't name anyone.",
                level=instrument.questionnaire.levels[Level.NOT_YET].name,
            )
        ),
        Paragraph(""),
    ]


def resumed(state: InterviewState) -> list[Paragraph]:
    """The first line of an interview that is resumed."""
    answered = len(state.question_ids) - len(state.unanswered)
    going_on = Paragraph(
        ngettext(
            "You are carrying on with {service}. So far you have answered {answered} of {n} question.",
            "You are carrying on with {service}. So far you have answered {answered} of {n} questions.",
            len(state.question_ids),
            service=shorten(state.sheet.service.name),
            answered=answered,
        ),
        "strong",
    )
    if not is_worded_otherwise(state.sheet.questionnaire, state.instrument):
        return [going_on]
    words = _(
        "Some questions, levels or weights have changed since you started. Please look through your answers so far.",
    )
    return [going_on, Paragraph(words)]


def domain_introduction(domain: Domain) -> list[Paragraph]:
    """The title of a domain and what it is about, shown before its first question."""
    return [Paragraph(""), Paragraph(domain.title, "title"), Paragraph(domain.about)]


def domain_result(state: InterviewState, domain: Domain) -> list[Paragraph]:
    """The score and band of a domain, shown after its last question."""
    result = state.domain_result(domain)
    if result.score is None:
        return [
            Paragraph(""),
            Paragraph(_("{domain}: none of the questions applies to your service.", domain=domain.title), "strong"),
        ]
    bands = {band.id: f"{band.name}: {band.meaning}" for band in state.instrument.rubric.bands}
    score = score_range(result)
    said = [
        _("{domain}: the score so far is {score} out of 100.", domain=domain.title, score=score),
        f"{bands[result.band] if result.band else NO_BAND}.",
        f"{held_back(result, state.instrument.questionnaire)}.",
    ]
    return [Paragraph(""), Paragraph(" ".join(text for text in said if text != "."), "strong")]


def question_screen(state: InterviewState, question: Question, note: str = "", reason: str = "") -> list[Paragraph]:
    """A question, how far along it is, and the answer given before.

    Args:
        state: the interview.
        question: what is asked.
        note: a note that is not part of an answer yet.
        reason: a reason why the question does not apply, which is not part of an answer yet.
    """
    rubric = state.instrument.rubric
    criterion = rubric.by_question[question.id]
    stage = rubric.stages[rubric.stage_order[criterion.stage]]
    needed = (
        _("This question is about what you need before you {aim}.", aim=stage.aim)
        if stage.lead_days <= 0
        else _("This question is about what you need to {aim}.", aim=stage.aim)
    )
    entered = (
        _("Your answer: {answer}", answer=answer_text(state, question)) if state.answer else "",
        _("Your note so far: {note}", note=note) if note else "",
        _("Your reason so far: {reason}", reason=reason) if reason else "",
    )
    return [
        Paragraph(""),
        Paragraph(state.progress(), "start"),
        Paragraph(" ".join((_("Essential."), needed)) if criterion.essential else needed),
        Paragraph(""),
        Paragraph(question.text, "heading"),
        *(Paragraph(shorten(text, _LONGEST_ANSWER)) for text in entered if text),
    ]


def question_message(question: Question, *, has_note: bool) -> str:
    """What is asked below a question, and that a note may follow if there is none yet."""
    if isinstance(question, ChecklistQuestion):
        return (
            _("Which of these are true today?")
            if has_note
            else _("Which of these are true today? (You can add a note afterwards.)")
        )
    if has_note:
        return _("Which is most like your service today?")
    levels = either([f"{level:d}" for level in Level if level >= Level.IN_PLACE])
    return _("Which is most like your service today? (You can add a note at level {levels}.)", levels=levels)


def how_far(state: InterviewState) -> str:
    """How far along an interview is that ends before its last question."""
    left = len(state.unanswered)
    if state.keeps_short_form:
        return ngettext(
            "You haven't answered the other question yet, so this assessment still counts as a finished short form.",
            "You haven't answered any of the other {n} questions yet, so this assessment still counts "
            "as a finished short form.",
            left,
        )
    total = len(state.question_ids)
    if not left:
        return ngettext("You have answered the only question.", "You have answered all {n} questions.", total)
    return ngettext(
        "You have answered {answered} of {n} question. The rest will take about {duration}.",
        "You have answered {answered} of {n} questions. The rest will take about {duration}.",
        total,
        answered=total - left,
        duration=in_minutes(state.minutes_left),
    )


def end_screen(state: InterviewState) -> list[Paragraph]:
    """What is shown at the end, also after a change: how many questions are answered, and how many in each domain."""
    total, left = len(state.question_ids), len(state.unanswered)
    answered = (
        ngettext(
            "You have answered {answered} of {n} question.",
            "You have answered {answered} of {n} questions.",
            total,
            answered=total - left,
        )
        if left
        else ngettext("You have answered the only question.", "You have answered all {n} questions.", total)
    )
    counts = [
        Paragraph(f"{domain.title}: {answer_counts(state, state.questions_in(domain))}") for domain in state.domains
    ]
    return [Paragraph(""), Paragraph(answered, "title"), *counts, Paragraph("")]
