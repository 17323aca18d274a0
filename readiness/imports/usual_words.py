"""The usual words of people and survey programs for ticks, and for answers that are not a level. Pure.

They are English; the words of our own forms count in the language in use too.
"""

import re
from typing import Final

from readiness.forms import wording
from readiness.forms.sheet_layout import YES
from readiness.text import letters_alone


def _alone(*phrases: str) -> frozenset[str]:
    return frozenset(map(letters_alone, phrases))


_DO_NOT_KNOW: Final = _alone(
    wording.DONT_KNOW,
    "don't know", "do not know", "I don't know", "I do not know", "we don't know", "we do not know", "not known",
    "not sure", "I'm not sure", "I am not sure", "we're not sure", "unsure", "unknown", "uncertain", "no idea", "DK",
    "can't say", "cannot say", "can't tell", "don't know / not sure", "don't know or not sure", "not sure / don't know",
)  # fmt: skip
_NOT_APPLICABLE: Final = _alone(
    wording.DOES_NOT_APPLY,
    "n/a", "na", "not applicable", "not applicable here", "not applicable to us", "does not apply", "doesn't apply",
    "does not apply to us", "doesn't apply to us", "does not apply here", "doesn't apply here", "inapplicable",
    "not applicable (n/a)", "n/a (not applicable)",
)  # fmt: skip
_LEFT_OPEN: Final = _alone(
    wording.NOT_MY_PART, wording.NO_ROLE,
    "", "no answer", "not answered", "unanswered", "left blank", "blank", "skip", "skipped", "no response", "pass",
    "prefer not to say", "I would rather not say",
    "rather not say", "prefer not to answer", "not part of my work", "not part of my role", "not my part of the work",
    "not my part", "not part of my job", "not my job", "missing", "not displayed", "not completed or not displayed",
)  # fmt: skip
_NONE_TICKED: Final = _alone(
    wording.NONE_OF_THEM,
    "none", "none of these", "none of them", "none of the above", "none of the below", "nothing", "nothing of this",
    "none of these apply today", "no items", "none ticked", "not any", "none of those",
)  # fmt: skip
_TICKED: Final = _alone(
    YES,
    "yes", "y", "x", "true", "1", "1.0", "ticked", "tick", "checked", "selected", "on",
)  # fmt: skip
_TICK_MARKS: Final = frozenset("✓✔☑☒✗✘xX■●")
_NOT_TICKED: Final = _alone(
    "no", "n", "false", "0", "0.0", "not ticked", "unticked", "not checked", "unchecked", "not selected", "unselected",
    "off",
)  # fmt: skip
_NO_TICK_MARKS: Final = frozenset("-\u2013\u2014☐□○.")
_DOUBT: Final = frozenset("?<>~=+%*^")
_OPEN_MARKS: Final = frozenset("-\u2013\u2014.…/")


def means_not_known(text: str) -> bool:
    """Whether a text says that the person does not know."""
    return set(text) == {"?"} or (letters_alone(text) in _DO_NOT_KNOW and _is_plain(text))


def means_not_applicable(text: str) -> str | None:
    """The reason why a question does not apply, empty if none is given; none if a text says no such thing."""
    if letters_alone(text) in _NOT_APPLICABLE:
        return "" if _is_plain(text) else None
    for separator in (":", " - ", " \u2013 ", " \u2014 ", ",", "("):
        before, found, reason = text.partition(separator)
        if found and letters_alone(before) in _NOT_APPLICABLE and letters_alone(reason):
            return reason.strip().removesuffix(")") if found == "(" else reason.strip()
    return None


def means_left_open(text: str) -> bool:
    """Whether a text says that a question was left open on purpose: nothing, a dash, or words for it."""
    return set(text) <= _OPEN_MARKS | {" "} or (letters_alone(text) in _LEFT_OPEN - {""} and _is_plain(text))


def means_none_ticked(text: str) -> bool:
    """Whether a text says that nothing of a list is in place."""
    return letters_alone(text) in _NONE_TICKED and _is_plain(text)


def means_ticked(text: str) -> bool | None:
    """Whether the cell of a single item says that it is ticked; none if that cannot be told.

    An empty cell is not ticked.
    """
    if not _is_plain(text):
        return None
    if not text.strip() or letters_alone(text) in _NOT_TICKED or set(text.strip()) <= _NO_TICK_MARKS:
        return False
    return True if letters_alone(text) in _TICKED or set(text.strip()) <= _TICK_MARKS else None


def is_doubtful(text: str, beside: str = "") -> bool:
    """Whether a text has signs that cast doubt on its words: "In place?" is not an answer.

    Args:
        text: what was typed.
        beside: texts of the questionnaire, whose own signs cast no doubt.
    """
    return bool(set(text) & _DOUBT - set(beside)) or bool(re.match(r"\s*[-\u2212]\s*\d", text))


def _is_plain(text: str) -> bool:
    return not is_doubtful(text)
