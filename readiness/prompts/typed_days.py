"""Days that people type as they would say them: what is not clear is asked, and what is no day is said."""

from collections.abc import Callable, Collection, Sequence
from datetime import date

from questionnaires.language import _
from questionnaires.local_style import long_date
from readiness.dates import not_a_date, read_day
from readiness.prompts.interface import Option, Paragraph, Prompts
from readiness.prompts.spoken_days import PossibleDay, possible_days
from readiness.text import one_line, shorten


def ask_day(
    prompts: Prompts,
    message: str,
    today: date,
    *,
    before: date | None = None,
    not_known: Collection[str] = (),
    is_meant: Callable[[date], bool] | None = None,
) -> date | None:
    """Asks for a day until it is one that is still to come, or left open.

    Args:
        prompts: show text and ask.
        message: what is asked.
        today: an earlier day is refused, unless it is the one that is there already.
        before: the day that is there already.
        not_known: what people may type to leave the day open, apart from nothing.
        is_meant: asks whether a day that has passed is meant; without it such a day is refused.
    """
    while typed := one_line(prompts.write(message, long_date(before) if before else "")):
        if typed.lower() in not_known:
            return None
        day = day_meant(prompts, typed, today)
        if day and (day >= today or day == before or (is_meant and is_meant(day))):
            return day
        if day and not is_meant:
            prompts.say(Paragraph(_("That date is in the past. Please type a later date.")))
    return None


def day_meant(prompts: Prompts, typed: str, today: date) -> date | None:
    """The day that somebody means by what they typed; none if it is no day, which they are told, or another one.

    Args:
        prompts: show text and ask.
        typed: what they typed.
        today: words such as `next month` and days without a year count from this day.
    """
    typed = one_line(typed)
    if day := read_day(typed):
        return day
    if possible := possible_days(typed, today):
        return _ask_which(prompts, typed, possible)
    prompts.say(Paragraph(not_a_date(typed)))
    return None


def _ask_which(prompts: Prompts, typed: str, possible: Sequence[PossibleDay]) -> date | None:
    """Asks whether a day is meant, or which of several; none if it is another."""
    options = [Option(str(number), it.label) for number, it in enumerate(possible, 1)]
    another = Option(str(len(options) + 1), _("Another date"))
    prompts.say(Paragraph(""), Paragraph(_("You typed '{typed}'.", typed=shorten(typed))))
    question = _("Is this the date you mean?") if len(possible) == 1 else _("Which date do you mean?")
    chosen = prompts.choose(question, [*options, another])
    return None if chosen.key == another.key else possible[int(chosen.key) - 1].day
