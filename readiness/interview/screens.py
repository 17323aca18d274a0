"""The texts of the interview's screens, put together from the questionnaire. Pure."""

from pathlib import Path

from questionnaires.answers import LONGEST_TEXT
from questionnaires.language import _
from questionnaires.model import ChecklistQuestion, Domain, Level, Question
from readiness.interview.answer_words import answer_counts, answer_text
from readiness.interview.choices import TERMS
from readiness.interview.drafts import Draft
from readiness.interview.state import InterviewState, in_minutes
from readiness.next_step import command
from readiness.prompts.interface import Paragraph
from readiness.report.sentences.domains import NO_BAND, held_back
from readiness.text import capital, printable_path, shorten
from scoring.fingerprint import is_worded_otherwise
from scoring.instrument import Instrument

EVIDENCE = _("what could you show a visitor?")
_LONGEST_ANSWER = 160
"""Characters of the answer given before; its note can be read in full where it is changed."""

_LONGEST_REPLACED = 60
"""Characters of an answer that has been replaced, which may have a long reason."""


def welcome(instrument: Instrument, questions: int, minutes: int) -> list[Paragraph]:
    """What a person should know before the first question.

    Args:
        instrument: gives the title.
        questions: how many will be asked.
        minutes: how long they take.
    """
    lowest = instrument.questionnaire.levels[Level.NOT_YET].name.lower()
    return [
        Paragraph(instrument.questionnaire.title, "title"),
        Paragraph(
            _(
                "{questions} questions, about {minutes} minutes. Each answer is saved on this computer straight "
                "away, and nothing is sent anywhere. You can stop at any time with Ctrl-C and carry on later.",
                questions=questions,
                minutes=minutes,
            )
        ),
        Paragraph(
            _(
                "Answer for the service as it is today: an honest '{lowest}' gets you a better plan. Please "
                "don't name anyone.",
                lowest=lowest,
            )
        ),
        Paragraph(""),
    ]


def note_message(before: str, saved: str = "", replaced: str = "") -> str:
    """The request for a note.

    Args:
        before: the note that is there already, or empty.
        saved: the answer that has just been saved, if the note follows it.
        replaced: the answer that it replaces, which is still above it on the screen, or empty.
    """
    if before:
        return _("Your evidence note: {evidence} Change it, or press Enter to keep it.", evidence=EVIDENCE)
    instead = _(" instead of {replaced}", replaced=shorten(replaced, _LONGEST_REPLACED)) if replaced else ""
    begin = (
        _("Saved: {saved}{instead}. You can add an evidence note:", saved=saved, instead=instead)
        if saved
        else _("Your evidence note:")
    )
    return _("{begin} {evidence} Or just press Enter.", begin=begin, evidence=EVIDENCE)


def finish_note_message(state: InterviewState) -> str:
    """Offers a note again that was being written when the interview was stopped."""
    topic = state.question.topic if state.question else ""
    return _(
        "You stopped while writing your note on '{topic}'. Finish it, or press Enter to keep it as it is.", topic=topic
    )


def unfinished_text(topic: str, draft: Draft, *, answered: bool, kept: bool) -> list[str]:
    """What becomes of a text that is not part of an answer, when an interview is stopped.

    Args:
        topic: the topic of its question.
        draft: has the note or the reason.
        answered: whether the question has an answer.
        kept: whether the text is on disk.
    """
    state = _("is for a question that you haven't answered yet")
    if draft.note:
        text, name = draft.note, _("Your note on '{topic}'", topic=topic)
        if answered:
            state = _("is too long") if len(text) > LONGEST_TEXT else _("is not finished")
    else:
        text, name, state = (
            draft.reason,
            _("Your reason why '{topic}' does not apply", topic=topic),
            _("is not finished"),
        )
    if kept:
        return [_("{name} {state}. It is saved, and will be there when you carry on.", name=name, state=state)]
    return [
        _("{name} {state}. It could not be saved. This is what you wrote:", name=name, state=state),
        *text.splitlines(),
    ]


def drafts_unreadable(path: Path) -> Paragraph:
    """Says that notes of an earlier interview cannot be read."""
    name = printable_path(str(path))
    return Paragraph(_("The unfinished notes in {name} can't be read. The file is left as it is.", name=name))


def lone_key_message(typed: str, what: str) -> str:
    """Asks again for a text where a single character was typed, which is likely to be a key for the next question."""
    return _(
        "'{typed}' on its own was not saved as {what}. Type {what}, or press Enter to go on without one.",
        typed=typed,
        what=what,
    )


def resumed(state: InterviewState) -> list[Paragraph]:
    """The first line of an interview that is resumed."""
    answered = len(state.question_ids) - len(state.unanswered)
    name = shorten(state.sheet.service.name)
    going_on = Paragraph(
        _(
            "Carrying on with {name}: {answered} of {question_ids} answered.",
            name=name,
            answered=answered,
            question_ids=len(state.question_ids),
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
            Paragraph(_("{title}: none of these questions applies to you.", title=domain.title), "strong"),
        ]
    score = (
        f"{result.score}"
        if result.score == result.score_max
        else _("{score} to {score_max}", score=result.score, score_max=result.score_max)
    )
    bands = {band.id: band for band in state.instrument.rubric.bands}
    words = f"{bands[result.band].name.lower()}: {bands[result.band].meaning}" if result.band else NO_BAND.lower()
    held = held_back(result, state.instrument.questionnaire)
    return [
        Paragraph(""),
        Paragraph(
            _(
                "{title} so far: {score} of 100, {words}.{value}",
                title=domain.title,
                score=score,
                words=words,
                value=f" {held}." if held else "",
            ),
            "strong",
        ),
    ]


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
        _("Needed before you {aim}.", aim=stage.aim) if stage.lead_days <= 0 else _("Needed to {aim}.", aim=stage.aim)
    )
    given = shorten(_("Your answer: {answer_text}", answer_text=answer_text(state, question)), _LONGEST_ANSWER)
    return [
        Paragraph(""),
        Paragraph(state.progress(), "start"),
        Paragraph(_("Essential. {needed}", needed=needed) if criterion.essential else needed),
        Paragraph(""),
        Paragraph(question.text, "heading"),
        *([Paragraph(given)] if state.answer else []),
        *(Paragraph(shorten(_("{what} so far: {text}", what=what, text=text), _LONGEST_ANSWER))
          for what, text in ((_("Your note"), note), (_("Your reason"), reason)) if text),
    ]  # fmt: skip


def question_message(question: Question, *, has_note: bool) -> str:
    """What is asked below a question, and that a note may follow if there is none yet."""
    if isinstance(question, ChecklistQuestion):
        return _("Which are true today?") if has_note else _("Which are true today? (You can add a note next.)")
    asked = _("Which is most like you today?")
    return (
        asked if has_note else _("{asked} (After {with_note} you can add a note.)", asked=asked, with_note=_with_note())
    )


def _with_note() -> str:
    """The levels after which a note is asked for."""
    return " or ".join(f"{level:d}" for level in Level if level >= Level.IN_PLACE)


def background(instrument: Instrument, question: Question) -> list[Paragraph]:
    """Why a question is asked, what could be shown as evidence, and the sources of the question."""
    criterion = instrument.rubric.by_question[question.id]
    rows = [instrument.questionnaire.recommendations[source] for source in criterion.sources]
    return [
        Paragraph(""),
        Paragraph(_("Why we ask"), "strong"),
        Paragraph(question.why),
        Paragraph(_("What you could show a visitor"), "strong"),
        Paragraph(question.evidence),
        Paragraph(_("Where it comes from"), "strong"),
        *(Paragraph(f"{source.short}, {row.place}: {row.text}") for source, row in rows),
    ]


def glossary(instrument: Instrument, question: Question, *, everything: bool) -> list[Paragraph]:
    """Explanations of the terms used in a question; with `everything` all terms, those of the question first."""
    texts = [question.text]
    texts += [o.text for o in question.options] if isinstance(question, ChecklistQuestion) else question.levels.as_tuple
    terms = sorted(instrument.questionnaire.glossary, key=lambda term: not term.is_used_in(" ".join(texts)))
    here = [term for term in terms if term.is_used_in(" ".join(texts))]
    shown = terms if everything or not here else here
    more = (
        [] if shown is terms else [Paragraph(_("Press {terms} again to have other words explained too.", terms=TERMS))]
    )
    lines = (Paragraph(f"{capital(term.term)}: {term.meaning}") for term in shown)
    return [Paragraph(""), *lines, *more]


def how_far(state: InterviewState) -> str:
    """How far along an interview is that ends before its last question."""
    left = len(state.unanswered)
    if state.keeps_short_form:
        return _(
            "You haven't answered any of the other {left} questions yet, so this is still a finished short form.",
            left=left,
        )
    answered = _(
        "You have answered {question_ids} of {question_ids_2} questions",
        question_ids=len(state.question_ids) - left,
        question_ids_2=len(state.question_ids),
    )
    return (
        _(
            "{answered}; the rest will take about {in_minutes}.",
            answered=answered,
            in_minutes=in_minutes(state.minutes_left),
        )
        if left
        else f"{answered}."
    )


def end_screen(state: InterviewState) -> list[Paragraph]:
    """What is shown after the last question: how many questions are answered in each domain."""
    counts = [
        Paragraph(f"{domain.title}: {answer_counts(state, state.questions_in(domain))}") for domain in state.domains
    ]
    return [Paragraph(""), Paragraph(_("That is the last of the questions."), "title"), *counts, Paragraph("")]


def save_failed(path: Path, reason: str) -> list[Paragraph]:
    """The message that the answers could not be saved."""
    return [
        Paragraph(
            _(
                "{path} could not be saved: {reason}. Your answers are still here, and nothing is lost.",
                path=path,
                reason=reason,
            ),
            "strong",
        )
    ]


def other_version_kept(path: Path) -> list[Paragraph]:
    """The message that a version that was written elsewhere has a file of its own."""
    where = _("The other version is kept in {name} until somebody deletes it.", name=printable_path(path.name))
    return [
        Paragraph(_("{where} `{command}` lists it with the others.", where=where, command=command("assess")), "strong")
    ]


def other_version_not_kept(reason: str) -> list[Paragraph]:
    """The message that a version that was written elsewhere could not be put aside."""
    return [
        Paragraph(_("The other version could not be saved in a file of its own: {reason}.", reason=reason), "strong")
    ]
