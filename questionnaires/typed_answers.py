"""A fast decoder of answer files for batches: msgspec structures, ten times as fast as the models in `answers`.

It accepts only files that are certainly valid. The models read all others, and say what is wrong. It must never accept
what the models refuse, so a change to the answer file changes both modules.
"""

import re
from datetime import date, datetime
from functools import lru_cache
from operator import attrgetter
from typing import Annotated, Any, Final, Literal, NamedTuple

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

from questionnaires.answers import FORMAT, FORMAT_VERSION, LONGEST_NAME, VERSION_PATTERN, Form, read_date, read_moment
from questionnaires.model import ChecklistQuestion, Level, Questionnaire


class Unusual(ValueError):
    """The file is not certainly valid, so the models have to read it."""


class ScaleAnswer(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """An answer to a scale; exactly one of the first three is given."""

    level: Annotated[int, Meta(ge=min(Level).value, le=max(Level).value)] | UnsetType = UNSET
    unknown: bool | UnsetType = UNSET
    not_applicable: str | UnsetType = UNSET
    note: str | UnsetType = UNSET


class ChecklistAnswer(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """An answer to a checklist; exactly one of the first three is given."""

    ticked: tuple[str, ...] | UnsetType = UNSET
    unknown: bool | UnsetType = UNSET
    not_applicable: str | UnsetType = UNSET
    note: str | UnsetType = UNSET


NO_ANSWER: Final = ScaleAnswer()
"""The value of an unanswered question."""


class _Version(Struct, forbid_unknown_fields=True, gc=False):
    id: str
    version: str


_Name = Annotated[str, Meta(max_length=LONGEST_NAME)]


class _Service(Struct, forbid_unknown_fields=True, gc=False):
    name: _Name
    organisation: _Name | UnsetType | None = UNSET
    code: _Name | UnsetType | None = UNSET


class _Sheet(Struct, forbid_unknown_fields=True, gc=False):
    """An answer file's fields as they are written; the decoder adds `answers`, with a field for each question."""

    format: Literal[FORMAT]  # type: ignore[valid-type]  # the name of the format stands in one place
    format_version: Literal[FORMAT_VERSION]  # type: ignore[valid-type]
    questionnaire: _Version
    form: Form
    service: _Service
    took_part: list[str] | UnsetType = UNSET
    first_day: str | UnsetType | None = UNSET
    started_at: str | UnsetType | None = UNSET
    updated_at: str | UnsetType | None = UNSET


class TypedSheet(NamedTuple):
    """The content of an answer file, with texts stripped as the models strip them."""

    version: str
    """Of the questionnaire that was answered."""
    form: Form
    name: str
    organisation: str
    """Empty if there is none, like the code."""
    code: str
    took_part: tuple[str, ...]
    first_day: date | None
    started_at: datetime | None
    updated_at: datetime | None
    answers: tuple[ScaleAnswer | ChecklistAnswer, ...]
    """For each question of the questionnaire, in its order; their kinds and texts are not checked yet."""


class AnswerDecoder:
    """Decodes answer files for one questionnaire."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        """Builds the structures: one field for each question, in questionnaire order."""
        self._questionnaire = questionnaire
        self._roles = frozenset(questionnaire.roles)
        self._fits = lru_cache(100)(self._is_same_major_version)
        names = {f"q{number}": question for number, question in enumerate(questionnaire.questions.values())}
        answers = msgspec.defstruct(
            "Answers",
            [
                (name, ChecklistAnswer if isinstance(question, ChecklistQuestion) else ScaleAnswer, NO_ANSWER)
                for name, question in names.items()
            ],
            rename={name: question.id for name, question in names.items()},
            omit_defaults=True,
            forbid_unknown_fields=True,
            gc=False,
        )
        sheet = msgspec.defstruct(
            "Sheet", [("answers", answers)], bases=(_Sheet,), kw_only=True, forbid_unknown_fields=True, gc=False
        )
        self._decode = msgspec.json.Decoder(sheet).decode
        self._encode = msgspec.json.Encoder().encode
        self._get_answers: Any = attrgetter(*names) if len(names) > 1 else lambda answers: (answers.q0,)

    def decode(self, data: bytes) -> TypedSheet:
        """The sheet in an answer file.

        Raises:
            Unusual: it is not certainly valid.
        """
        try:
            sheet = self._decode(data)
            # msgspec accepts a key that is written twice and keeps the last: encoding the sheet again then gives
            # fewer quotation marks than the file has
            if self._encode(sheet).count(b'"') != data.count(b'"') or (b"\\" in data and b"\\u0022" in data):
                raise Unusual
            return self._checked(sheet)
        except (ValueError, RecursionError) as error:  # msgspec's errors and half characters are ValueErrors
            raise Unusual from error

    def _is_same_major_version(self, version: str) -> bool:
        """Whether it is a version, with the major number of this questionnaire."""
        is_version = re.fullmatch(VERSION_PATTERN, version)
        return bool(is_version) and int(version.partition(".")[0]) == self._questionnaire.major_version

    def _checked(self, sheet: Any) -> TypedSheet:
        about, service = sheet.questionnaire, sheet.service
        took_part = () if sheet.took_part is UNSET else tuple(sheet.took_part)
        if about.id != self._questionnaire.id or not self._roles.issuperset(took_part):
            raise Unusual
        if not self._fits(about.version):
            raise Unusual
        return TypedSheet(
            about.version,
            sheet.form,
            service.name.strip(),
            (service.organisation or "").strip(),
            (service.code or "").strip(),
            took_part,
            None if _is_missing(sheet.first_day) else read_date(sheet.first_day),
            None if _is_missing(sheet.started_at) else read_moment(sheet.started_at),
            None if _is_missing(sheet.updated_at) else read_moment(sheet.updated_at),
            self._get_answers(sheet.answers),
        )


def _is_missing(value: str | UnsetType | None) -> bool:
    return value is None or value is UNSET
