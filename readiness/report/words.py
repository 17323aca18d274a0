"""How days, scores and answers read in a plan."""

from datetime import date, datetime

from scoring.result import ActionResult, CriterionResult, DomainResult
from scoring.rubric import Decision, Priority

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip  # not from the system, whose language may be another

DECISION_SYMBOLS: dict[Decision, str] = {"go": "✓", "conditional": "▲", "wait": "■"}
PRIORITY_SYMBOLS: dict[Priority, str] = {1: "●", 2: "◆", 3: "○"}

_CONTROLS = (*range(0x20), *range(0x7F, 0xA0))
_TURNERS = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_LINE_ENDS = (0x0A, 0x0B, 0x0C, 0x2028, 0x2029)
_UNSEEN: dict[int, str | None] = {**dict.fromkeys(_CONTROLS + _TURNERS), **dict.fromkeys(_LINE_ENDS, "\n"), 0x09: "\t"}


def without_controls(text: str) -> str:
    """The text without characters that steer a machine, or turn the direction in which text is read."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_UNSEEN)


def day(moment: date) -> str:
    """`4 January 2027`, with spaces at which no line ends."""
    return f"{moment.day}\u00a0{_MONTHS[moment.month - 1]}\u00a0{moment.year}"


def days(first: datetime | None, last: datetime | None) -> str:
    """When the answers were given: a day, or from one to another."""
    if first is None or last is None or first.date() == last.date():
        moment = first or last
        return day(moment) if moment else "not recorded"
    same_month = (first.year, first.month) == (last.year, last.month)
    return f"{first.day if same_month else day(first)} to\u00a0{day(last)}"


def score(value: float | None) -> str:
    """A score with its one decimal: `46.7`."""
    return "no score" if value is None else f"{value:.1f}"


def score_range(domain: DomainResult) -> str:
    """A domain's score, and where it differs the score that it may turn out to be: `46.7 to 60.0`."""
    if domain.score_max == domain.score:
        return score(domain.score)
    return f"{score(domain.score)} to {score(domain.score_max)}"


def capital(text: str) -> str:
    """The text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def shorten(text: str, length: int = 60) -> str:
    """One line of at most so many characters, for where there is only one line."""
    line = " ".join(without_controls(text).split())
    return line if len(line) <= length else f"{line[: length - 1].rstrip()}…"


def standing(action: ActionResult, level_name: str) -> str:
    """Where the service stands with what an action is about, in words."""
    match action.state:
        case "unknown":
            return "answered don\u2019t know, so it starts with whom to ask"
        case "unanswered":
            return "not answered yet, so it starts with whom to ask"
        case _:
            return f"answered {level_name.lower()}"


def points(criterion: CriterionResult) -> str:
    """What one answer adds to its domain, and what it could: weight times level, of three times the weight."""
    if criterion.state == "not_applicable":
        return "not counted"
    level = criterion.level or 0
    words = f"{criterion.weight} \u00d7 {level} = {criterion.weight * level} of {criterion.weight * 3}"
    return words.replace(" ", "\u00a0")
