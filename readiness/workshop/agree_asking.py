"""Questions to the room for words and days."""

from datetime import date
from functools import partial

from questionnaires.answers import LONGEST_TEXT
from questionnaires.language import _
from questionnaires.local_style import long_date
from readiness.dates import not_a_date, read_day
from readiness.interview.free_texts import is_lone_key
from readiness.interview.spoken_days import possible_days
from readiness.interview.start import ask_which_day
from readiness.interview.typed_texts import ask_text
from readiness.prompts.interface import Paragraph, Prompts
from readiness.text import one_line


def ask_words(prompts: Prompts, message: str, again: str, before: str = "", longest: int = LONGEST_TEXT) -> str:
    """Asks for a text. A single character is asked about again: somebody who types fast meant a menu.

    Args:
        prompts: show text and ask.
        message: what is asked.
        again: what is asked after a single character, with `{typed}` for it.
        before: the text that is there already.
        longest: the most characters it can have; a long text can have several lines.
    """
    asked = partial(ask_text, prompts, before=before, longest=longest, several_lines=longest == LONGEST_TEXT)
    while is_lone_key(text := asked(message).strip()) and text != before:
        message = again.format(typed=text)
    return text


def ask_day(prompts: Prompts, message: str, today: date) -> date | None:
    """Asks for a day until it is one that is still to come, or left open."""
    while typed := one_line(prompts.write(message)):
        day = read_day(typed)
        possible = [] if day else possible_days(typed, today)
        if possible:
            day = ask_which_day(prompts, typed, possible)
        elif day is None:
            prompts.say(Paragraph(not_a_date(typed)))
        if day and day < today:
            prompts.say(Paragraph(_("{day} is in the past. Please type a later date.", day=long_date(day))))
        elif day:
            return day
    return None
