"""Days that are asked for until they are still to come."""

from collections.abc import Collection, Sequence
from datetime import date

from questionnaires.language import _
from questionnaires.local_style import long_date
from readiness.dates import not_a_date, read_day
from readiness.interview.spoken_days import PossibleDay, possible_days
from readiness.prompts.interface import Option, Paragraph, Prompts
from readiness.text import one_line, shorten

_PAST = _("That date is in the past. Please type a later date.")


def ask_day(
    prompts: Prompts,
    message: str,
    today: date,
    *,
    before: date | None = None,
    not_known: Collection[str] = (),
    past: str = _PAST,
) -> date | None:
    """Asks for a day until it is one that is still to come, or left open.

    Args:
        prompts: show text and ask.
        message: what is asked.
        today: an earlier day is refused, unless it is the one that is there already.
        before: the day that is there already.
        not_known: what people may type to leave the day open, apart from nothing.
        past: what is said about a day that has passed.
    """
    while typed := one_line(prompts.write(message, long_date(before) if before else "")):
        if typed.lower() in not_known:
            return None
        day = read_day(typed)
        possible = [] if day else possible_days(typed, today)
        if possible:
            day = _ask_which(prompts, typed, possible)
        elif day is None:
            prompts.say(Paragraph(not_a_date(typed)))
        if day and day < today and day != before:
            prompts.say(Paragraph(past))
        elif day:
            return day
    return None


def _ask_which(prompts: Prompts, typed: str, possible: Sequence[PossibleDay]) -> date | None:
    """Asks whether a day is meant, or which of several; none if it is another."""
    options = [Option(str(number), it.label) for number, it in enumerate(possible, 1)]
    another = Option(str(len(options) + 1), _("Another date"))
    prompts.say(Paragraph(""), Paragraph(_("You typed '{typed}'.", typed=shorten(typed))))
    question = _("Is this the date you mean?") if len(possible) == 1 else _("Which date do you mean?")
    chosen = prompts.choose(question, [*options, another])
    return None if chosen.key == another.key else possible[int(chosen.key) - 1].day
