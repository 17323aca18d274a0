"""The texts of the interview's screens, put together from the questionnaire. Pure."""

from pathlib import Path

from questionnaires.answers import LONGEST_TEXT
from questionnaires.language import _, ngettext
from questionnaires.local_style import either
from questionnaires.model import ChecklistQuestion, Domain, Level, Question
from readiness.interview.answer_words import answer_counts, answer_text
from readiness.interview.choices import TERMS
from readiness.interview.drafts import Draft
from readiness.interview.state import InterviewState, in_minutes
from readiness.next_step import command
from readiness.prompts.interface import Paragraph
from readiness.report.sentences.domains import NO_BAND, held_back
from readiness.report.wording import score_range
from readiness.text import capital, printable_path, shorten
from scoring.fingerprint import is_worded_otherwise
from scoring.instrument import Instrument

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
    return [
        Paragraph(instrument.questionnaire.title, "title"),
        Paragraph(
            ngettext(
                "There is {n} question, which will take about {duration}. Each answer is saved on this computer "
                "straight away, and nothing is sent anywhere. You can stop at any time with Ctrl-C and carry on later.",
                "There are {n} questions, which will take about {duration}. Each answer is saved on this computer "
                "straight away, and nothing is sent anywhere. You can stop at any time with Ctrl-C and carry on later.",
                questions,
                duration=in_minutes(minutes),
            )
        ),
        Paragraph(
            _(
                "Answer for the service as it is today: an honest '{level}' gets you a better plan. Please "
                "don't name anyone.",
                level=instrument.questionnaire.levels[Level.NOT_YET].name,
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
        return _("Your evidence note: what could you show a visitor? Change it, or press Enter to keep it.")
    if not saved:
        return _("Your evidence note: what could you show a visitor? Or just press Enter.")
    said = _("Saved: {answer}.", answer=saved)
    if replaced:
        said = _("Saved: {answer} instead of {other}.", answer=saved, other=shorten(replaced, _LONGEST_REPLACED))
    add = _("You can add an evidence note: what could you show a visitor? Or just press Enter.")
    return f"{said} {add}"


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
    text = draft.note or draft.reason
    if not draft.note:
        said = _("Your reason why '{topic}' does not apply is not finished.", topic=topic)
    elif not answered:
        said = _("Your note on '{topic}' is for a question that you haven't answered yet.", topic=topic)
    elif len(text) > LONGEST_TEXT:
        said = _("Your note on '{topic}' is too long.", topic=topic)
    else:
        said = _("Your note on '{topic}' is not finished.", topic=topic)
    if kept:
        comes_back = _("It is saved, and will be there when you carry on.")
        return [f"{said} {comes_back}"]
    lost = _("It could not be saved. This is what you wrote:")
    return [f"{said} {lost}", *text.splitlines()]


def drafts_unreadable(path: Path) -> Paragraph:
    """Says that notes of an earlier interview cannot be read."""
    file = printable_path(str(path))
    return Paragraph(_("The unfinished notes in {file} can't be read. The file is left as it is.", file=file))


def lone_key_message(typed: str) -> str:
    """Asks again for a text where a single character was typed, which is likely to be a key for the next question."""
    return _("'{typed}' is too short to save. Type a few words, or press Enter to leave this out.", typed=typed)


def resumed(state: InterviewState) -> list[Paragraph]:
    """The first line of an interview that is resumed."""
    answered = len(state.question_ids) - len(state.unanswered)
    going_on = Paragraph(
        _(
            "Carrying on with {service}: {answered} of {total} answered.",
            service=shorten(state.sheet.service.name),
            answered=answered,
            total=len(state.question_ids),
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
            Paragraph(_("{domain}: none of these questions applies to you.", domain=domain.title), "strong"),
        ]
    bands = {band.id: f"{band.name}: {band.meaning}" for band in state.instrument.rubric.bands}
    score = score_range(result)
    said = [
        _("{domain} so far: {score} of 100.", domain=domain.title, score=score),
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
        _("Needed before you {aim}.", aim=stage.aim) if stage.lead_days <= 0 else _("Needed to {aim}.", aim=stage.aim)
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
        return _("Which are true today?") if has_note else _("Which are true today? (You can add a note next.)")
    if has_note:
        return _("Which is most like you today?")
    levels = either([f"{level:d}" for level in Level if level >= Level.IN_PLACE])
    return _("Which is most like you today? (If you choose {levels}, you can add a note.)", levels=levels)


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
        *fewest_ticks(instrument, question),
        Paragraph(_("Where it comes from"), "strong"),
        *(Paragraph(f"{source.short}, {row.place}: {row.text}") for source, row in rows),
    ]


def fewest_ticks(instrument: Instrument, question: Question) -> list[Paragraph]:
    """From how many ticks a checklist is at each level above the lowest; nothing for other questions."""
    if not isinstance(question, ChecklistQuestion):
        return []
    begins, names = instrument.rubric.level_at(len(question.options)), instrument.questionnaire.levels
    levels = ", ".join(f"{names[level].name.lower()} {begins[level]}" for level in Level if level)
    return [Paragraph(_("Fewest ticks for each level: {levels}.", levels=levels))]


def glossary(instrument: Instrument, question: Question, *, everything: bool) -> list[Paragraph]:
    """Explanations of the terms used in a question; with `everything` all terms, those of the question first."""
    texts = [question.text]
    texts += [o.text for o in question.options] if isinstance(question, ChecklistQuestion) else question.levels.as_tuple
    terms = sorted(instrument.questionnaire.glossary, key=lambda term: not term.is_used_in(" ".join(texts)))
    here = [term for term in terms if term.is_used_in(" ".join(texts))]
    shown = terms if everything or not here else here
    more = [] if shown is terms else [Paragraph(_("Press {key} again to have other words explained too.", key=TERMS))]
    lines = (Paragraph(f"{capital(term.term)}: {term.meaning}") for term in shown)
    return [Paragraph(""), *lines, *more]


def how_far(state: InterviewState) -> str:
    """How far along an interview is that ends before its last question."""
    left = len(state.unanswered)
    if state.keeps_short_form:
        return ngettext(
            "You haven't answered the other question yet, so this still counts as a finished short form.",
            "You haven't answered any of the other {n} questions yet, so this still counts as a finished short form.",
            left,
        )
    total = len(state.question_ids)
    if not left:
        return ngettext("You have answered the only question.", "You have answered all {n} questions.", total)
    return ngettext(
        "You have answered {answered} of {n} question; the rest will take about {duration}.",
        "You have answered {answered} of {n} questions; the rest will take about {duration}.",
        total,
        answered=total - left,
        duration=in_minutes(state.minutes_left),
    )


def end_screen(state: InterviewState) -> list[Paragraph]:
    """What is shown after the last question: how many questions are answered in each domain."""
    counts = [
        Paragraph(f"{domain.title}: {answer_counts(state, state.questions_in(domain))}") for domain in state.domains
    ]
    return [Paragraph(""), Paragraph(_("That was the last question."), "title"), *counts, Paragraph("")]


def save_failed(path: Path, reason: str) -> list[Paragraph]:
    """The message that the answers could not be saved."""
    return [
        Paragraph(
            _(
                "{file} could not be saved: {reason}. Your answers are still here, and nothing is lost.",
                file=path,
                reason=reason,
            ),
            "strong",
        )
    ]


def other_version_kept(path: Path) -> list[Paragraph]:
    """The message that a version that was written elsewhere has a file of its own."""
    text = _(
        "The other version is kept in {file} until somebody deletes it. `{command}` lists it with the others.",
        file=printable_path(path.name),
        command=command("assess"),
    )
    return [Paragraph(text, "strong")]


def other_version_not_kept(reason: str) -> list[Paragraph]:
    """The message that a version that was written elsewhere could not be put aside."""
    return [
        Paragraph(_("The other version could not be saved in a file of its own: {reason}.", reason=reason), "strong")
    ]
