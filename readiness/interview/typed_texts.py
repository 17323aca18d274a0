"""Texts that are asked for until they fit into an answer file."""

from functools import partial

from questionnaires.answers import LONGEST_TEXT
from questionnaires.language import ngettext
from readiness.prompts.interface import InterruptedTyping, Keep, Paragraph, Prompts
from readiness.terminal import Terminated


def ask_text(
    prompts: Prompts,
    message: str,
    before: str,
    longest: int,
    *,
    several_lines: bool = False,
    keep: Keep | None = None,
    unfinished: bool = False,
) -> str:
    """Asks for a text; one that is too long comes back to be shortened, so that nothing has to be typed again.

    Args:
        prompts: show text and ask.
        message: what is asked.
        before: the text that is there already.
        longest: the characters that the answer file takes.
        several_lines: whether the text may have more than one line.
        keep: keeps what is typed so far.
        unfinished: whether the text that is there already is only the beginning.

    Raises:
        InterruptedTyping: the person stopped while they were typing, or while the text was too long; with the text.
        Terminated: the program was terminated; the text has been kept.
    """
    can_grow = unfinished and len(before) <= longest
    text = prompts.write(message, before, several_lines=several_lines, keep=keep, unfinished=can_grow)
    while len(text) > longest:
        if keep:
            keep(text)
        too_long = ngettext(
            "You typed {n:,} character, but there is only room for {most:,}. Please shorten your text.",
            "You typed {n:,} characters, but there is only room for {most:,}. Please shorten your text.",
            len(text),
            most=longest,
        )
        prompts.say(Paragraph(too_long))
        try:
            text = prompts.write(message, text, several_lines=several_lines, keep=keep)
        except (InterruptedTyping, Terminated):
            raise
        except (KeyboardInterrupt, EOFError) as stopped:
            raise InterruptedTyping(text) from stopped
    return text


def ask_words(
    prompts: Prompts,
    message: str,
    again: str,
    before: str = "",
    longest: int = LONGEST_TEXT,
    *,
    keep: Keep | None = None,
    unfinished: bool = False,
) -> str:
    """Asks for a text. A single character is asked about again: somebody who types fast meant a menu.

    Args:
        prompts: show text and ask.
        message: what is asked.
        again: what is asked after a single character, with `{typed}` for it.
        before: the text that is there already.
        longest: the most characters it can have; a long text can have several lines.
        keep: keeps what is typed so far.
        unfinished: whether the text that is there already is only the beginning.

    Raises:
        InterruptedTyping: the person stopped while they were typing, or while the text was too long; with the text.
        Terminated: the program was terminated; the text has been kept.
    """
    asked = partial(
        ask_text,
        prompts,
        before=before,
        longest=longest,
        several_lines=longest == LONGEST_TEXT,
        keep=keep,
        unfinished=unfinished,
    )
    while is_lone_key(text := asked(message).strip()) and text != before:
        message = again.format(typed=text)
    return text


def is_lone_key(text: str) -> bool:
    """Whether a text is a single character, like the keys of menus."""
    return len(text) == 1 and text.isascii()
