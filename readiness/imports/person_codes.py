"""The code of a person instead of a name: the one that their form gave them, or one made from what they sent. Pure."""

import json
import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import replace
from hashlib import sha256
from typing import Final

from questionnaires.answers import LONGEST_CODE, Answer
from readiness.answer_names import is_kept_by_windows
from readiness.imports.people import Person
from readiness.workshop.folder import CODE_LENGTH, CODE_LETTERS

_MADE_LENGTH: Final = 8
"""The length of a code that is made here: longer than those of the forms, which are random."""
_MOST_INITIALS: Final = 3
"""Up to how many single letters may be somebody's initials."""
_ENTERED: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9 _.\-]*")


def code_as_typed(text: str, known: Container[str] = ()) -> str:
    """A code that somebody typed, in capitals and without signs between its letters; empty if it isn't one.

    A text with spaces between words may be a name. It is a code only if it is one of a form, if it is known as one, or
    if it is typed letter by letter.

    Args:
        text: what was typed.
        known: the codes of people.
    """
    if not _ENTERED.fullmatch(text):
        return ""
    letters = re.sub(r"[ _.\-]", "", text).upper()
    if is_kept_by_windows(letters):  # no file can have this name there
        return ""
    is_of_form = len(letters) == CODE_LENGTH and set(letters) <= set(CODE_LETTERS)
    is_spelt = len(letters) > _MOST_INITIALS and all(len(part) == 1 for part in text.split())
    is_code = is_of_form or is_spelt or letters in known or " " not in text.strip()
    return letters if len(letters) <= LONGEST_CODE and is_code else ""


def with_plain_codes(people: Iterable[Person], known: Iterable[str]) -> tuple[Person, ...]:
    """The people of a file with their codes written in one way, such as a code with a space that others have without.

    Args:
        people: as they were read.
        known: the codes of people who are already there.
    """
    people = [*people]
    codes = {code for person in people if (code := code_as_typed(person.code))}.union(known)
    return tuple(replace(person, code=code_as_typed(person.code, codes) or person.code) for person in people)


def codes_of(people: Iterable[Person]) -> list[str]:
    """A code for each person of a file.

    It is their own if they have one. Otherwise it is made from what they sent, so that the same file always gives
    the same codes: from the number and the time stamp that a survey program gave them, or else from their answers.
    """
    times: dict[str, int] = {}
    codes = []
    for person in people:
        code = code_as_typed(person.code)
        if not code:
            sent = _sent(person)
            times[sent] = times.get(sent, 0) + 1
            code = made_code(f"{sent} {times[sent]}")
        codes.append(code)
    return codes


def made_code(text: str) -> str:
    """A code of eight letters for a text."""
    number = int.from_bytes(sha256(text.encode("utf-8", "surrogatepass")).digest())
    letters = []
    for _letter in range(_MADE_LENGTH):
        number, place = divmod(number, len(CODE_LETTERS))
        letters.append(CODE_LETTERS[place])
    return "".join(letters)


def content_of(roles: Iterable[str], answers: Mapping[str, Answer]) -> str:
    """All that somebody answered, as one text that is the same for the same answers."""
    found = {question: answer.model_dump(mode="json", exclude_defaults=True) for question, answer in answers.items()}
    for answer in found.values():
        if "ticked" in answer:
            answer["ticked"] = sorted(answer["ticked"])
    return json.dumps([sorted(roles), found], sort_keys=True)


def _sent(person: Person) -> str:
    """The key of one person in a survey, which stays the same when the survey is exported again."""
    moment = person.started or person.finished
    details = [person.code, person.service, moment.isoformat() if moment else ""]
    if person.record and moment:
        return json.dumps([person.record, *details])
    return json.dumps([person.record, *details, content_of(person.roles, person.answers)])
