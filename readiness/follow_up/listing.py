"""The actions as lines of text, with who does what by when and how far it is."""

from collections import Counter
from collections.abc import Iterator

from readiness.report.endings.status_words import PRIORITY_KEYS, STATUS_NAMES, due_line, status_line
from readiness.text import capital, shorten, without_controls
from scoring.instrument import Instrument
from scoring.result import ActionResult, Result


def listed(result: Result, instrument: Instrument) -> Iterator[str]:
    """The actions stage by stage, each on three lines; then how many there are of each status."""
    for stage in result.stages:
        actions = [action for action in result.actions if action.stage == stage.id]
        if actions:
            yield stage.title.upper()
            for action in actions:
                yield from _lines(action, instrument)
            yield ""
    yield counted(result)


def counted(result: Result) -> str:
    """How many actions there are of each status, and late: `46 actions: 44 open, 2 done. 1 is late.` for example."""
    statuses = Counter(action.status for action in result.actions)
    parts = [f"{statuses[status]} {name.lower()}" for status, name in STATUS_NAMES.items() if statuses[status]]
    late = sum(action.late for action in result.actions)
    total = len(result.actions)
    if not total:
        return "Nothing is left to do."
    text = f"{total} action{'' if total == 1 else 's'}: {', '.join(parts)}."
    return f"{text} {late} {'is' if late == 1 else 'are'} late." if late else text


def plain(text: str) -> str:
    """A text on one line that cannot steer the terminal, with ordinary spaces."""
    return " ".join(without_controls(text).split())


def _lines(action: ActionResult, instrument: Instrument) -> Iterator[str]:
    priority = instrument.rubric.priorities[PRIORITY_KEYS[action.priority]].name
    yield f"{action.question}  {action.title}"
    yield f"  {priority}. {capital(shorten(action.owner, 120))}. Due: {plain(due_line(action))}."
    yield f"  {plain(status_line(action))}"
