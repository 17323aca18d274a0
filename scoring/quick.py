"""The quick way from an answer file to its tally, for the files that are as they should be.

One strict pass over the file's values. Whatever is not plainly right, be it wrong or only unusual, is left to the exact
way, `parse_answers` and `score`, which also says what is wrong. So nothing is accepted here that is refused there.
"""

import re
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Final, NamedTuple

from pydantic import ValidationError

from questionnaires.answer_file import faults_against
from questionnaires.answers import FORMAT, FORMAT_VERSION, YEARS, AnswerSheet
from scoring.counting import AnswerCounter, Said, text
from scoring.flags import flags_of
from scoring.instrument import Instrument
from scoring.rubric import Flag
from scoring.strict_json import Unusual, values_in, written
from scoring.tally import Tally

_KEYS: Final = set(AnswerSheet.model_fields)
_SERVICE_KEYS: Final = {"name", "organisation", "code"}
_ANSWERS: Final = re.compile(rb'"answers"\s*:\s*\{').search
_NOT_PLAIN: Final = (Unusual, LookupError, TypeError, AttributeError, ValueError, RecursionError)
"""What a value of another kind than expected raises."""
_MEMORY: Final = 4096
"""How many different headers and days are remembered; a folder's files have few."""


class QuickSheet(NamedTuple):
    """What a table needs of one answer file."""

    name: str
    organisation: str | None
    code: str | None
    form: str
    moment: str | None
    """When it was last changed, or begun: `2026-11-21T10:24:10Z`."""
    said: tuple[Said, ...]
    tally: Tally


class QuickReader:
    """Reads answer files to an instrument on one day."""

    def __init__(self, instrument: Instrument, as_of: date) -> None:
        """Prepares the reading; `as_of` is the day on which the answers are read."""
        self._instrument = instrument
        self._as_of = as_of
        self._counters = {form: AnswerCounter(instrument, form) for form in ("full", "short")}
        self._flags_of_head = lru_cache(_MEMORY)(self._judge_head)

    def read(self, data: bytes) -> QuickSheet | None:
        """What a table needs of an answer file; none where the exact way has to look at it."""
        for parts_of in (_parts_as_written, _parts_written_again):
            try:
                return self._judge(*parts_of(data))
            except _NOT_PLAIN:
                continue
        return None

    def _judge(self, head: dict[str, Any], pieces: list[bytes]) -> QuickSheet:
        service, form, took_part = head["service"], head["form"], head["took_part"]
        about, version = head["questionnaire"], head["format_version"]
        if not (
            head.keys() <= _KEYS
            and head["answers"] == {}
            and head["format"] == FORMAT
            and type(version) is int
            and version == FORMAT_VERSION
            and len(about) == 2  # the identifier and the version
            and service.keys() <= _SERVICE_KEYS
            and type(took_part) is list
            and _is_first_day(head.get("first_day"))
        ):
            raise Unusual
        started, updated = _moment(head.get("started_at")), _moment(head.get("updated_at"))
        flags = self._flags_of_head(about["id"], about["version"], form, tuple(took_part), updated and updated[:10])
        tally, said = self._counters[form].count(pieces, flags)
        organisation, code = service.get("organisation"), service.get("code")
        return QuickSheet(
            text(service["name"]),
            None if organisation is None else text(organisation),
            None if code is None else text(code),
            form,
            updated or started,
            said,
            tally,
        )

    def _judge_head(
        self, identifier: str, version: str, form: str, took_part: tuple[str, ...], day: str | None
    ) -> tuple[Flag, ...]:
        """The flags that rest on who took part, the form and the day, by way of a sheet without answers."""
        head = {
            "questionnaire": {"id": identifier, "version": version},
            "form": form,
            "service": {"name": ""},
            "took_part": took_part,
            "updated_at": day and f"{day}T00:00:00Z",
            "answers": {},
        }
        try:
            sheet = AnswerSheet.model_validate(head)
        except ValidationError as error:
            raise Unusual from error
        if faults_against(self._instrument.questionnaire, sheet):
            raise Unusual
        return flags_of(sheet, [], self._as_of)


def _parts_as_written(data: bytes) -> tuple[dict[str, Any], list[bytes]]:
    """The file without its answers, which come last in it, and its answers as they are written.

    The file is cut where an answer ends, `},`. If every piece between two cuts is one whole answer, then all of the
    file is what it seems to be; if a text has such a place in it, some piece is no JSON, and the file is read again in
    the other way. So most of a file need not be taken apart, for its pieces are known from other files.
    """
    found = _ANSWERS(data)
    if not found:
        raise Unusual
    start = found.end()
    answers = data[start:].rstrip(b"} \t\r\n")
    if b"".join(data[start + len(answers) :].split()) != b"}}}":
        raise Unusual
    return values_in(data[:start] + b"}}"), answers.split(b"},")


def _parts_written_again(data: bytes) -> tuple[dict[str, Any], list[bytes]]:
    """The same of a file that is laid out in another way than this program does."""
    head = values_in(data)
    answers, head["answers"] = head["answers"], {}
    return head, [written({identifier: answer})[1:-2] for identifier, answer in answers.items()]


def _moment(value: str | None) -> str | None:
    """A moment that is written as this program writes it, which is how it stands in tables too."""
    if value is None:
        return None
    if len(value) != 20 or value[10] != "T" or value[19] != "Z" or not value.isascii():
        raise Unusual
    if datetime.fromisoformat(value).year not in YEARS:
        raise Unusual
    return value


@lru_cache(_MEMORY)
def _is_first_day(value: str | None) -> bool:
    if value is None:
        return True
    plain = len(value) == 10 and value[4] == value[7] == "-" and value.isascii()
    return plain and date.fromisoformat(value).year in YEARS
