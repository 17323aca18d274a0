"""The quick way from an answer file to its tally, for the files that are as they should be.

One strict pass over what is written. Whatever is not plainly right, be it wrong or only unusual, is left to the exact
way, `parse_answers` and `score`, which also says what is wrong. So nothing is accepted here that is refused there.
"""

import re
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from itertools import chain, repeat
from typing import Final, NamedTuple, TypeVar

from pydantic import ValidationError

from questionnaires.answer_file import faults_against
from questionnaires.answers import YEARS, AnswerSheet
from scoring.counting import AnswerCounter, Noted, Said
from scoring.flags import first_fresh_day, flags_of
from scoring.heads import Head, head_in, head_of
from scoring.instrument import Instrument
from scoring.rubric import Flag
from scoring.strict_json import SPACE, Unusual, values_in, written
from scoring.tally import Tally

_NOT_PLAIN: Final = (Unusual, LookupError, TypeError, AttributeError, ValueError, OverflowError, RecursionError)
"""What a value of another kind than expected raises."""
_MEMORY: Final = 4096
"""How many different ways to take part are remembered; a folder's files have few."""
_STALE: Final = datetime.min.replace(year=YEARS[0], tzinfo=UTC)
"""The earliest moment, which stands for any that is stale."""
_LONGEST: Final = 1000
"""Characters about the questionnaire and about who took part; a hostile folder cannot fill the memory with them."""
_at_notes: Final = re.compile(
    r'(\{_"level"_:_[0-3]|\{_"unknown"_:_true)_,_"note"_:_"([^"\\\x00-\x1f]*+)"(?=_\})'.replace("_", f"[{SPACE}]*+")
).split
"""Cuts at notes without escapes that stand last in an answer: into what is before, the answer's beginning, the note."""
_some_answers: Final = re.compile("|".join(r"[^}]*+\}" * number for number in (3, 2, 1))).findall
"""Cuts what ends with a bracket after each third one, and after the last."""


_Parts = tuple[Head, list[str], str, int, int]
"""Of a file: its head, its answers, some in each piece, and where all of them stand as they are written."""
_Given = TypeVar("_Given")
_Made = TypeVar("_Made")


class QuickSheet(NamedTuple):
    """What a table needs of one answer file."""

    name: str
    organisation: str
    code: str
    form: str
    moment: str
    """When it was last changed, or begun: `2026-11-21T10:24:10Z`; like the two before empty where it does not say."""
    said: list[Said]
    cells: str
    marks: str
    """Both as in a tally."""

    @property
    def tally(self) -> Tally:
        """The tally of its answers."""
        return Tally(self.cells, self.marks)


class QuickReader:
    """Reads answer files to an instrument on one day."""

    def __init__(self, instrument: Instrument, as_of: date, *, with_ticks: bool = True) -> None:
        """Prepares the reading.

        Args:
            instrument: the questionnaire and the rubric.
            as_of: the day on which the answers are read.
            with_ticks: whether it is kept what was ticked where nothing was written.
        """
        self._instrument = instrument
        self._as_of = as_of
        self._fresh = first_fresh_day(as_of).isoformat()
        self._counters = {form: AnswerCounter(instrument, form, with_ticks=with_ticks) for form in ("full", "short")}
        self._flags_of_head = lru_cache(_MEMORY)(self._judge_head)

    def read(self, contents: Sequence[bytes]) -> list[QuickSheet | None]:
        """What a table needs of each answer file; none where the exact way has to look at it.

        Each step is done for all files before the next one, which takes less time than all steps for each file.
        """
        several = [_if_plain(_parts_as_written, data) for data in contents]
        sheets = [parts and _if_plain(self._judge, parts) for parts in several]
        return [sheet or self._read_again(data) for sheet, data in zip(sheets, contents, strict=True)]

    def _read_again(self, data: bytes) -> QuickSheet | None:
        parts = _if_plain(_parts_written_again, data)
        return parts and _if_plain(self._judge, parts)

    def _judge(self, parts: _Parts) -> QuickSheet:
        head, pieces, text, begin, end = parts
        identifier, version, form, name, organisation, code, took_part, _, started, updated = head
        flags = self._flags_of_head(identifier, version, form, took_part, bool(updated and updated < self._fresh))
        counter = self._counters[form]
        try:
            cells, marks, said = counter.count(pieces, flags)
        except Noted:
            pieces, notes = _without_notes(text[begin:end]) if text else (pieces, {})
            cells, marks, said = counter.count(pieces, flags, notes)
        return QuickSheet(
            name.strip(),
            "" if organisation is None else organisation.strip(),
            "" if code is None else code.strip(),
            form,
            updated or started or "",
            said,
            cells,
            marks,
        )

    def _judge_head(
        self,
        identifier: str,
        version: str,
        form: str,
        took_part: str,
        stale: bool,  # noqa: FBT001  # quicker
    ) -> tuple[Flag, ...]:
        """The flags that rest on who took part, the form and the day, by way of a sheet without answers."""
        if len(identifier) + len(version) + len(took_part) > _LONGEST:
            raise Unusual
        head = {
            "questionnaire": {"id": identifier, "version": version},
            "form": form,
            "service": {"name": ""},
            "took_part": tuple(values_in(f"[{took_part}]".encode())),
            "updated_at": _STALE if stale else None,
            "answers": {},
        }
        try:
            sheet = AnswerSheet.model_validate(head)
        except ValidationError as error:
            raise Unusual from error
        if faults_against(self._instrument.questionnaire, sheet):
            raise Unusual
        return flags_of(self._instrument.questionnaire.roles, sheet, [], self._as_of)


def _if_plain(step: Callable[[_Given], _Made], given: _Given) -> _Made | None:
    """What a step makes of what is plainly right; of anything else, nothing."""
    try:
        return step(given)
    except _NOT_PLAIN:
        return None


def _parts_as_written(data: bytes) -> _Parts:
    """The file's head, and its answers as they are written, which come last in it.

    The file is cut where an answer ends, after each third `}`. If every piece is some whole answers, then all of the
    file is what it seems to be; if a text or anything else has such a place in it, some piece is no JSON, and the file
    is read again in the other way. So most of a file need not be taken apart, for its pieces are known from others.
    """
    text = data.decode()
    head, begin = head_of(text)
    end = len(text) - 2 if text.endswith("}}}") else _end_of_answers(text)
    return head, _some_answers(text, begin, end), text, begin, end


def _end_of_answers(text: str) -> int:
    """Where the last answer ends: with the first of three brackets, before those of all answers and of the file."""
    last = len(text.rstrip("}" + SPACE))
    if "".join(text[last:].split()) != "}}}":
        raise Unusual
    return text.index("}", last) + 1


def _without_notes(answers: str) -> tuple[list[str], dict[str, str]]:
    """The pieces of answers without those notes that are plainly written, and these notes by question.

    Where the rest is right, a note that was taken out was one: it stood behind a key whose quotation marks are part of
    the rest, and between them it could not stand within a text.
    """
    parts = _at_notes(answers)
    questions = [before.rsplit('"', 2)[1] for before in parts[:-1:3]]
    notes = dict(zip(questions, map(str.strip, parts[2::3]), strict=True))
    del parts[2::3]
    return _some_answers("".join(parts)), notes


def _parts_written_again(data: bytes) -> _Parts:
    """The same of a file that is laid out in another way than this program does."""
    values = values_in(data)
    answers, values["answers"] = values["answers"], {}
    several = zip(chain("{", repeat(",")), answers.items(), strict=False)
    pieces = [begin + written({identifier: answer})[1:-1].decode() for begin, (identifier, answer) in several]
    return head_in(values), pieces, "", 0, 0
