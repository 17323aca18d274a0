"""How days, scores and answers read in a plan."""

from datetime import date, datetime

from markupsafe import Markup

from scoring.result import ActionResult, CriterionResult, DomainResult
from scoring.rubric import Decision, Priority

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip  # not from the system, whose language may be another

DECISION_SYMBOLS: dict[Decision, str] = {"go": "✓", "conditional": "▲", "wait": "■"}
PRIORITY_SYMBOLS: dict[Priority, str] = {1: "●", 2: "◆", 3: "○"}

_TABLE_OF_UNSEEN = {
    **{code: None for code in (*range(0x20), *range(0x7F, 0xA0))},  # control characters
    **{code: None for code in (0x200E, 0x200F, 0x061C, *range(0x202A, 0x202F), *range(0x2066, 0x206A))},  # turn text round
    **{code: "\n" for code in (0x0A, 0x0B, 0x0C, 0x2028, 0x2029)},
    0x09: "\t",
}


def without_controls(text: str) -> str:
    """The text without characters that steer a machine, or turn the direction in which text is read."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_TABLE_OF_UNSEEN)


def day(moment: date) -> str:
    """`4 January 2027`, with spaces at which no line ends."""
    return f"{moment.day}\u00a0{_MONTHS[moment.month - 1]}\u00a0{moment.year}"


def days(first: datetime | None, last: datetime | None) -> str:
    """When the answers were given: a day, or from one to another."""
    known = [day(moment) for moment in (first, last) if moment]
    return " to ".join(dict.fromkeys(known)) or "not recorded"


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
            return "you did not know, so it starts with whom to ask"
        case "unanswered":
            return "not answered yet, so it starts with whom to ask"
        case _:
            return f"you answered: {level_name.lower()}"


def points(criterion: CriterionResult) -> str:
    """What one answer adds to its domain, and what it could: `6 of 9`."""
    if criterion.state == "not_applicable":
        return "not counted"
    return f"{criterion.weight * (criterion.level or 0)}\u00a0of\u00a0{criterion.weight * 3}"


def breakable(text: str) -> Markup:
    """An address or identifier that may be broken after a dot."""
    return Markup(".<wbr>").join(text.split("."))
