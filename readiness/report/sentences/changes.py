"""What has changed since the last plan."""

from collections.abc import Sequence
from typing import Final

from questionnaires.language import _, ngettext
from questionnaires.local_style import listed
from questionnaires.model import Level
from readiness.plan.model import ActionTitle, SinceLastPlan
from readiness.report.sentences.actions import action_name
from readiness.report.wording import day, score
from readiness.text import capital
from scoring.instrument import Instrument

NOTHING_CHANGED: Final = _("Nothing has changed.")
OTHER_QUESTIONS: Final = _(
    "One of the two plans covers only the essentials and the other covers all the questions, so "
    "decisions and scores are not compared.",
)
_MOST_NEW_NAMED: Final = 5
"""How many new actions are named; the others are counted."""
_MOST_ON_PAPER: Final = 3
"""How many other actions of a kind are named on paper."""
_MANY_NEW: Final = 8
"""With more new actions than this, naming some of them says little: they are all in the plan's own list."""


def by_kind(since: SinceLastPlan, instrument: Instrument, *, paper: bool = False) -> dict[str, tuple[str, ...]]:
    """What has changed since the last plan, by kind: titles of actions, then decisions and scores.

    On paper only the first actions of a kind are named, and the others counted.
    """
    planned = instrument.questionnaire.levels[Level.PLANNED].name
    actions = {
        _("Done"): since.done,
        _("Moved up to “{level}”", level=planned): since.further,  # the only level below a target
        _("Risk accepted"): since.accepted,
        _("Open again"): since.reopened,
        _("Overdue"): since.overdue,
    }
    found = {
        kind: _first_named(titles, _MOST_ON_PAPER if paper else len(titles))
        for kind, titles in actions.items()
        if titles
    }
    if since.new:
        found[_("New")] = _new(since.new)
    names = instrument.rubric.decisions
    moved = [
        _(
            "{title}: was “{before}”, now “{after}”",
            title=it.title,
            before=names[it.before].name,
            after=names[it.after].name,
        )
        for it in since.stages
    ]
    moved += [
        _("{title}: was {before}, now {after}", title=it.title, before=score(it.before), after=score(it.after))
        for it in since.domains
    ]
    if not moved_dates(since) and (earliest := _earliest_first_day(since)):
        moved.append(earliest)
    return {**found, _("Changed"): tuple(moved)} if moved else found


def to_agree(since: SinceLastPlan) -> str:
    """Which actions have to be agreed again, as what was agreed was about another action; empty if none has."""
    codes = [title.code for title in since.to_agree]
    if not codes:
        return ""
    return ngettext(
        "The action for {codes} has changed, so its due date and status have to be agreed again.",
        "The actions for {codes} have changed, so their due dates and statuses have to be agreed again.",
        len(codes),
        codes=listed(codes, len(codes)),
    )


def moved_dates(since: SinceLastPlan) -> str:
    """That dates have moved only because time has passed, in one line of page 1; empty if they have not."""
    if not since.dates_moved or since.has_moved:
        return ""
    moved = _("Some due dates that nobody has agreed have moved, because time has passed.")
    return f"{moved} {capital(earliest)}." if (earliest := _earliest_first_day(since)) else moved


def _earliest_first_day(since: SinceLastPlan) -> str:
    """How the earliest first day has moved; empty if it has not."""
    if since.earliest_first_day is None:
        return ""
    before, after = since.earliest_first_day.before, since.earliest_first_day.after
    return _("earliest possible first day: was {before}, now {after}", before=day(before), after=day(after))


def _new(titles: Sequence[ActionTitle]) -> tuple[str, ...]:
    """The new actions: by name, or the first of them and how many more there are, or how many there are."""
    if len(titles) > _MANY_NEW:
        return (ngettext("{n} action", "{n} actions", len(titles)),)
    return _first_named(titles, _MOST_NEW_NAMED)


def _first_named(titles: Sequence[ActionTitle], most: int) -> tuple[str, ...]:
    """The first actions by name, and how many more there are."""
    more = len(titles) - most
    return (
        *map(action_name, titles[:most]),
        *([ngettext("and {n} more", "and {n} more", more)] if more > 0 else []),
    )
