"""Who sent a row of a survey, as far as it says so: rows of one person are found, but names are not kept. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from readiness.imports.usual_words import means_left_open, means_not_applicable, means_not_known
from readiness.text import letters_alone

_THING: Final = (
    r"(?:service|team|ward|unit|organi[sz]ation|trust|hospital|department|site|locality|region|project|employer|company"
    r"|provider|form|survey|questionnaire)"
)
_NAME_OF_THING: Final = re.compile(
    rf"\b(?:user ?)?names? of (?:the |your |this |our |my )?{_THING}(?:,? (?:and|or) (?:the |your )?{_THING})*$"
    rf"|\b{_THING}(?:,? (?:and|or) {_THING})*(?:'?s)? names?$"
)
_YES_OR_NO: Final = re.compile(r"(?:is|are|do|does|did|has|have|had|was|were|how)\b")
"""How a question begins that asks about the service, even if it has one of the words, such as *name* or *contact*."""
_WHO: Final = (
    r"(?:(?:sur|fore|user|nick)?names?|initials|e ?mails?|log ?in|mobile(?: (?:number|no|phone)|$)|(?:tele)?phones?"
    r"|contact (?:details?|information|info|number)|payroll|passport|nhs (?:number|no|id)"
    r"|(?:staff|employee|personnel|assignment|badge|smart ?card|user|national insurance) (?:id|number|no|code)"
    r"|(?:id|number) of (?:the |your )?(?:employee|staff member|member of staff))\b"
)
_OTHER: Final = (
    r"(?:birth|dob|post ?code|zip code|signature|signed by|ip|contact$|address$"
    r"|(?:home|postal|work|email|ip) address)\b"
)
_HAS_WHO, _HAS_OTHER = re.compile(rf"\b{_WHO}"), re.compile(rf"\b{_OTHER}")
_YOUR: Final = re.compile(rf"\byour (?:\w+ )?(?:{_WHO}|{_OTHER})")
_NUMBER: Final = re.compile(r"(?:\D*\d){4}")
"""Enough digits for the number of one person."""
_NOBODY: Final = {"anonymous", "anonym", "anon", "guest"}
"""What survey programs write instead of a name."""


def names_somebody(headings: Iterable[str]) -> bool | None:
    """Whether a column says who somebody is, by the words in its heading; none if it does not.

    Args:
        headings: the heading, and what is left of it without a number before it or a remark after it.

    Returns:
        Whether it could tell people apart, as a name or an email address does; a postcode does not.
    """
    plain = [re.sub(r"[\s_-]+", " ", text.casefold().replace("\u2019", "'")).strip(" ?:.*") for text in headings]
    if any(_NAME_OF_THING.search(text) for text in plain):
        return None
    if any(_YES_OR_NO.match(text) for text in plain) and not any(map(_YOUR.search, plain)):
        return None
    if any(map(_HAS_WHO.search, plain)):
        return True
    return False if any(map(_HAS_OTHER.search, plain)) else None


@dataclass(frozen=True)
class Identity:
    """Who sent a row, in codes that cannot be read."""

    whole: str = ""
    """The same for all rows of one person; empty if it says too little, such as a first name."""
    parts: frozenset[str] = frozenset()
    """What may be the same only in rows of one person."""


UNNAMED: Final = Identity()
"""The identity of somebody whose row says nothing about it."""


def identity_of(texts: Iterable[str], written_as_code: str = "") -> Identity:
    """The identity of a person.

    Args:
        texts: their name, their email address, their number.
        written_as_code: what is in place of a code in their row, and is none.
    """
    said = [text.casefold().strip() for text in (*texts, written_as_code) if _says_something(text)]
    numbers = sorted({letters_alone(text) for text in said if "@" in text or _NUMBER.match(text)})
    names = [text for text in said if not ("@" in text or _NUMBER.match(text))]
    name = letters_alone(" ".join(names))
    is_sure = not _says_something(written_as_code) and (numbers or len(" ".join(names).split()) > 1)
    parts = frozenset(_hidden(part) for part in (*numbers, name) if part)
    return Identity(_hidden(" ".join((*numbers, name))) if is_sure else "", parts)


def _says_something(text: str) -> bool:
    said = letters_alone(text)
    return bool(said) and not (
        said in _NOBODY or means_left_open(text) or means_not_known(text) or means_not_applicable(text) is not None
    )


def _hidden(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
