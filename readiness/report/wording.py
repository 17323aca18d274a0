"""How a plan words days, scores, answers, decisions and sources."""

import re
from collections.abc import Sequence
from datetime import date, datetime

from questionnaires.language import _, ngettext
from questionnaires.local_style import listed, long_date, one_decimal
from questionnaires.model import ChecklistQuestion, Level, Questionnaire
from scoring.instrument import Instrument
from scoring.result import ActionResult, CriterionResult, DomainResult
from scoring.rubric import Decision, Priority

DECISION_SYMBOLS: dict[Decision, str] = {"go": "✓", "conditional": "▲", "wait": "■"}
PRIORITY_SYMBOLS: dict[Priority, str] = {1: "●", 2: "◆", 3: "○"}
_NO_BREAK = "\u00a0"


def day(moment: date) -> str:
    """`4 January 2027`, with spaces at which no line ends."""
    return long_date(moment).replace(" ", _NO_BREAK)


def days(first: datetime | None, last: datetime | None) -> str:
    """When the answers were given: a day, or from one to another."""
    if first and last:
        return period(first.date(), last.date())
    moment = first or last
    return day(moment) if moment else _("not recorded")


def period(start: date, end: date) -> str:
    """From one day to another, without repeating a month or year: `27 November to 25 December 2026`."""
    if start >= end:  # an overdue action starts on the day of the plan
        return day(end)
    first, last = (day(moment).split(_NO_BREAK) for moment in (start, end))
    while first[-1:] == last[-1:]:
        first, last = first[:-1], last[:-1]
    return _("{first} to\u00a0{last}", first=_NO_BREAK.join(first).removesuffix(","), last=day(end))


def how_long(days: int) -> str:
    """A number of days in words, from two weeks on in weeks: `5 days`, `3 weeks`, `about 9 weeks`."""
    if days < 14:
        return ngettext("{n} day", "{n} days", days)
    if days % 7:
        return ngettext("about {n} week", "about {n} weeks", round(days / 7))
    return ngettext("{n} week", "{n} weeks", days // 7)


def counts_in_words(*, answered: int = 0, unknown: int = 0, not_applicable: int = 0, unanswered: int = 0) -> str:
    """How many answers there are of each kind that there is: `40 answered, 3 “don't know”`; empty if there are none."""
    counts = (
        (answered, ngettext("{n} answered", "{n} answered", answered)),
        (unknown, ngettext("{n} “don't know”", "{n} “don't know”", unknown)),
        (not_applicable, ngettext("{n} “not applicable”", "{n} “not applicable”", not_applicable)),
        (unanswered, ngettext("{n} not answered", "{n} not answered", unanswered)),
    )
    return ", ".join(words for count, words in counts if count)


def ticks_needed(instrument: Instrument, question: ChecklistQuestion) -> str:
    """From how many ticks a checklist is at each level above the lowest."""
    begins, names = instrument.rubric.level_at(len(question.options)), instrument.questionnaire.levels
    levels = [_("{n} for “{level}”", n=begins[level], level=names[level].name) for level in Level if level]
    return _("Ticks needed: {levels}.", levels=listed(levels, len(levels)))


def score(value: float | None) -> str:
    """A score with its one decimal: `46.7`."""
    if value is None:
        return _("no score")
    return one_decimal(value)


def scores(lowest: float | None, highest: float | None) -> str:
    """A score, and the score that it could turn out to be, if that differs: `46.7 to 60.0`."""
    if lowest == highest:
        return score(lowest)
    return _("{lowest} to {highest}", lowest=score(lowest), highest=score(highest))


def score_range(domain: DomainResult) -> str:
    """A domain's score, and the score that it could turn out to be, if that differs: `46.7 to 60.0`."""
    return scores(domain.score, domain.score_max)


def standing(action: ActionResult, level_name: str) -> str:
    """Where the service stands with what an action is about, in words."""
    match action.state:
        case "unknown":
            return _("not known yet, so find out first")
        case "unanswered":
            return _("not answered yet, so find out first")
        case _:
            return level_name.lower()


def as_before(decision: Decision, also: Sequence[str]) -> str:
    """The sentence for a stage that is held back by what holds the stage before it back, and perhaps by more.

    Args:
        decision: the decision for both stages.
        also: the topics that only this stage waits for.
    """
    topics = listed(also)
    match decision, bool(also):
        case "wait", False:
            return _("Waiting for the same things as the stage above.")
        case "wait", True:
            return _("Waiting for the same things as the stage above, and also for: {topics}.", topics=topics)
        case _either, False:
            return _("The same conditions as for the stage above.")
        case _either, _more:
            return _("The same conditions as for the stage above, and also: {topics}.", topics=topics)


def cite(questionnaire: Questionnaire, recommendations: Sequence[str]) -> str:
    """Sources in short, each by its key with its pages or its first place: `IB p.\u00a027, 25 · PEL Table\u00a02`."""
    places: dict[str, list[str]] = {}
    for identifier in recommendations:
        source, recommendation = questionnaire.recommendations[identifier]
        place = _short_place(recommendation.place)
        if place not in places.setdefault(source.id, []):
            places[source.id].append(place)
    return " · ".join(f"{key}\u00a0{', '.join(where)}" for key, where in places.items()).replace(", p.\u00a0", ", ")


def _short_place(place: str) -> str:
    """`p. 27` for `page 27`, `Table 2` for `Table 2, training`."""
    first = re.split(r"[,;(]", place)[0].strip()
    return re.sub(r"^pages? ", "p. ", first).replace(" ", "\u00a0")


def points(criterion: CriterionResult) -> str:
    """What one answer adds to its domain: weight times level."""
    if not criterion.applies:
        return _("not counted")
    level = criterion.level or 0
    return f"{criterion.weight} \u00d7 {level} = {criterion.weight * level}".replace(" ", "\u00a0")
