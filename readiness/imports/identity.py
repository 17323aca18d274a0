"""What in a survey could say who somebody is: it is not kept, and only shows which rows may be one person's. Pure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from readiness.imports.usual_words import means_left_open, means_not_applicable, means_not_known
from readiness.text import letters_alone

_LONGEST: Final = 6
"""From more words on, a heading asks about something else than its name or address."""
_THING: Final = (
    r"(?:service|team|ward|unit|organi[sz]ation|trust|hospital|department|site|locality|region|project|employer|company"
    r"|provider|form|survey|questionnaire|session|workshop|meeting|event|course)"
)
_OTHER_NAME: Final = re.compile(
    rf"\b(?:user ?)?names? of (?:the |your |this |our |my )?{_THING}(?:,? (?:and|or) (?:the |your )?{_THING})*$"
    rf"|\b{_THING}(?:,? (?:and|or) {_THING})*(?:'?s)? names?$"
    r"|\bname (?:an?|any|up to|at least|some|one|two|three|\d+)\b"
)
"""The name of something, or the request to name something."""
_YES_OR_NO: Final = re.compile(
    r"(?:is|are|do|does|did|has|have|had|was|were|how|may|can|could|would|should|will|shall)\b"
)
"""How a question begins that asks about the service, even if it has one of the words, such as *name* or *contact*."""
_WORD: Final = (
    r"(?:(?:(?:sur|fore|user|nick)?names?|initials|e ?mails?|log ?in|mobile(?: (?:number|no|phone)|$)|(?:tele)?phones?"
    r"|contact (?:details?|information|info|number)|payroll|passport|nhs (?:number|no|id)(?! of\b)"
    r"|(?:staff|employee|personnel|assignment|badge|smart ?card|user|national insurance) (?:id|number|no|code)(?! of\b)"
    r"|(?:id|number) of (?:the |your )?(?:employee|staff member|member of staff)"
    r"|birth|dob|post ?code|zip code|signature|signed by|ip|contact$|address$"
    r"|(?:home|postal|work|email|ip) address)\b)"
)
_HAS_WORD: Final = re.compile(rf"\b{_WORD}")
_OWN: Final = re.compile(rf"\byour (?:\w+ )?{_WORD}|\bname of (?:the )?(?:person|respondent|participant)\b")
"""What is the person's own, however long the heading is."""
_NOBODY: Final = {"anonymous", "anonym", "anon", "guest"}
"""What survey programs write instead of a name."""


def names_somebody(headings: Iterable[str]) -> bool:
    """Whether a column could say who somebody is, by the words in its heading.

    Args:
        headings: the heading, and what is left of it without a number before it or a remark after it.
    """
    plain = [re.sub(r"[\s_-]+", " ", text.casefold().replace("\u2019", "'")).strip(" ?:.*") for text in headings]
    if any(map(_OTHER_NAME.search, plain)):
        return False
    if any(map(_OWN.search, plain)):
        return True
    if any(map(_YES_OR_NO.match, plain)):
        return False
    return any(len(text.split()) <= _LONGEST and _HAS_WORD.search(text) for text in plain)


def said_of_person(cells: Iterable[str]) -> Iterator[str]:
    """What tells one person from others: each email address, and a name of more than one word.

    Args:
        cells: those of one row in the columns of names and addresses.
    """
    names = []
    for cell in cells:
        if "@" in cell:
            yield cell.casefold().strip()
        elif not _says_nothing(cell):
            names += cell.casefold().split()
    if len(names) > 1:
        yield " ".join(names)


def _says_nothing(text: str) -> bool:
    return (
        letters_alone(text) in _NOBODY
        or means_left_open(text)
        or means_not_known(text)
        or means_not_applicable(text) is not None
    )


def perhaps_of_one_person(rows: Sequence[Iterable[str]]) -> list[list[int]]:
    """The places of rows that say the same, unless more than a third of all rows do: that is no one person's.

    Args:
        rows: what each row says of its person.
    """
    found: dict[str, list[int]] = {}
    for place, row in enumerate(rows):
        for said in set(row):
            found.setdefault(said, []).append(place)
    groups = {tuple(places) for places in found.values() if 1 < len(places) <= len(rows) / 3}
    return [list(group) for group in sorted(groups)]
