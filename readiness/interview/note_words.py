"""What is said about evidence notes and reasons: asking for one, and what becomes of one that is not finished. Pure."""

from pathlib import Path

from questionnaires.answers import LONGEST_TEXT
from questionnaires.language import _
from readiness.interview.drafts import Draft
from readiness.interview.state import InterviewState
from readiness.prompts.interface import Paragraph
from readiness.text import printable_path


def note_again(before: str) -> str:
    """What is asked after a single character, `{typed}`, which is likely to be a key for the next question.

    Args:
        before: the note that is there already, or empty.
    """
    if before:
        return _("'{typed}' is too short to save as a note, so your note has not changed.")
    return _("'{typed}' is too short to save as a note. Type a few words, or press Enter to go on without a note.")


def reason_message(example: str | None, before: str) -> str:
    """The request for a reason why a question does not apply.

    Args:
        example: a reason that somebody might give.
        before: the reason that is there already, or empty.
    """
    if before:
        return _("Why doesn't this question apply to your service? For example: {example}.", example=example)
    return _(
        "Why doesn't this question apply to your service? For example: {example}. (Just press Enter to go back.)",
        example=example,
    )


def reason_again(before: str) -> str:
    """What is asked after a single character, `{typed}`, in place of a reason."""
    if before:
        return _("'{typed}' is too short to save as a reason, so your reason has not changed.")
    return _("'{typed}' is too short to save as a reason. Type a reason, or press Enter to go back.")


def note_message(before: str, saved: str = "", replaced: str = "") -> str:
    """The request for a note.

    Args:
        before: the note that is there already, or empty.
        saved: the answer that has just been saved, if the note follows it.
        replaced: the answer that it replaces, which is still above it on the screen, or empty.
    """
    if before:
        return _("What could you show a visitor as evidence? You can change your note.")
    if not saved:
        return _("What could you show a visitor as evidence? Type a note, or just press Enter.")
    said = _("Saved: “{answer}”.", answer=saved)
    if replaced:
        said = _("Saved: “{answer}”, which replaces “{other}”.", answer=saved, other=replaced)
    add = _("What could you show a visitor as evidence? You can type a note, or just press Enter.")
    return f"{said} {add}"


def finish_note_message(state: InterviewState) -> str:
    """Offers a note again that was being written when the interview was stopped."""
    topic = state.question.topic if state.question else ""
    return _("You stopped while you were writing your note on “{topic}”. You can finish the note now.", topic=topic)


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
        said = _("You haven't finished giving the reason why “{topic}” doesn't apply.", topic=topic)
    elif not answered:
        said = _("You have written a note on “{topic}”, but you haven't answered the question yet.", topic=topic)
    elif len(text) > LONGEST_TEXT:
        said = _("Your note on “{topic}” is too long.", topic=topic)
    else:
        said = _("You haven't finished your note on “{topic}”.", topic=topic)
    if kept:
        comes_back = _("What you wrote is saved, and will be there when you carry on.")
        return [f"{said} {comes_back}"]
    lost = _("What you wrote could not be saved. Here it is:")
    return [f"{said} {lost}", *text.splitlines()]


def drafts_unreadable(path: Path) -> Paragraph:
    """Says that notes of an earlier interview cannot be read."""
    file = printable_path(str(path))
    return Paragraph(_("The unfinished notes in {file} can't be read. The file has not been changed.", file=file))
