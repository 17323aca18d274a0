"""The head of an answer file: all of it but the answers, read strictly and quickly.

What is not plainly right is `Unusual`, and for the exact way to judge.
"""

import re
from typing import Any, Final, NamedTuple

from questionnaires.answers import FORMAT, FORMAT_VERSION, YEARS, AnswerSheet
from scoring.strict_json import SPACE, Unusual, values_in, written

_KEYS: Final = set(AnswerSheet.model_fields)
_SERVICE_KEYS: Final = {"name", "organisation", "code"}
_LAYOUT: Final = f"""
    {{ "format" : "{FORMAT}" , "format_version" : {FORMAT_VERSION} ,
    "questionnaire" : {{ "id" : TEXT , "version" : TEXT }} , "form" : TEXT ,
    "service" : {{ "name" : TEXT , "organisation" : TEXT-OR-NULL , "code" : TEXT-OR-NULL }} ,
    "took_part" : [ TEXTS ] ,
    "first_day" : DAY-OR-NULL , "started_at" : MOMENT-OR-NULL , "updated_at" : MOMENT-OR-NULL ,
    "answers" : {{
"""
"""How this program writes a head, with white space between any two tokens; texts without escapes."""
_SPACE: Final = f"[{SPACE}]*+"
_TEXT: Final = r'"([^"\\\x00-\x1f]*+)"'
_CENTURIES: Final = "|".join(str(year // 100) for year in YEARS[::100])
_DAYS: Final = "|".join(
    (
        "(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])",
        "(?:0[13-9]|1[0-2])-(?:29|30)",
        "(?:0[13578]|1[02])-31",
    )
)
_DAY: Final = f"(?:{_CENTURIES})[0-9][0-9]-(?:{_DAYS})"
"""A day that there is in every one of `YEARS`, so not 29 February."""
_MOMENT: Final = f"{_DAY}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z"
"""As this program writes it, which is how it stands in tables too."""
_PARTS: Final = {
    "TEXT": _TEXT,
    "TEXT-OR-NULL": f"(?:null|{_TEXT})",
    "TEXTS": r"([^][{}\\\x00-\x08]*+)",
    "DAY-OR-NULL": f'(?:null|"({_DAY})")',
    "MOMENT-OR-NULL": f'(?:null|"({_MOMENT})")',
}
_tokens: Final = [_PARTS.get(token) or re.escape(token) for token in _LAYOUT.split()]
_in_shortest_form: Final = re.compile("".join(_tokens)).match
_as_written: Final = re.compile(_SPACE.join(["", *_tokens])).match
_answers_begin: Final = re.compile(rf'"answers"{_SPACE}:{_SPACE}\{{').search


class Head(NamedTuple):
    """What an answer file says besides the answers; moments and days are plainly right, texts are yet to be judged."""

    questionnaire: str
    version: str
    form: str
    name: str
    organisation: str | None
    code: str | None
    took_part: str
    """A list without its brackets, as JSON."""
    first_day: str | None
    started_at: str | None
    updated_at: str | None


def head_of(text: str) -> tuple[Head, int]:
    """Reads the head of an answer file, and says where its answers begin, with a bracket; nothing else may follow them.

    Raises:
        Unusual, LookupError, TypeError, AttributeError, ValueError: it is not plainly right.
    """
    if found := _in_shortest_form(text) or _as_written(text):
        return Head._make(found.groups()), found.end() - 1
    begin = _answers_begin(text)
    if not begin:
        raise Unusual
    return head_in(values_in(f"{text[: begin.end()]}}}}}".encode())), begin.end() - 1


def head_in(values: dict[str, Any]) -> Head:
    """The head among the values of an answer file whose answers were taken out.

    Raises:
        Unusual, LookupError, TypeError, AttributeError, ValueError: it is not plainly right.
    """
    about, service, version = values["questionnaire"], values["service"], values["format_version"]
    took_part = values["took_part"]
    if not (
        values.keys() <= _KEYS
        and values["answers"] == {}
        and values["format"] == FORMAT
        and type(version) is int
        and version == FORMAT_VERSION
        and len(about) == 2  # the identifier and the version
        and service.keys() <= _SERVICE_KEYS
        and type(took_part) is list
    ):
        raise Unusual
    head = Head(
        about["id"],
        about["version"],
        values["form"],
        service["name"],
        service.get("organisation"),
        service.get("code"),
        written(took_part)[1:-1].decode(),
        values.get("first_day"),
        values.get("started_at"),
        values.get("updated_at"),
    )
    for value, pattern in zip(head[-3:], (_DAY, _MOMENT, _MOMENT), strict=True):
        if value is not None and not re.fullmatch(pattern, value):
            raise Unusual
    return head
