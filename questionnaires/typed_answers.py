"""A fast decoder of answer files for batches: msgspec structures, made from the models in `answers`.

It accepts only files that are certainly valid. The models read all others, and say what is wrong.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from functools import lru_cache
from itertools import compress
from operator import attrgetter
from typing import Any, Final

import msgspec
from msgspec import UNSET, Struct, UnsetType

from questionnaires.answer_structures import CHECKLIST_ANSWER, NO_ANSWER, NO_LEVEL, SCALE_ANSWER
from questionnaires.answers import (
    SERVICE_FIELDS,
    AnswerSheet,
    Form,
    QuestionnaireVersion,
    Service,
    Workshop,
)
from questionnaires.model import ChecklistQuestion, Question, Questionnaire
from questionnaires.moments import read_date, read_moment
from questionnaires.structures import structure_of

_HAS_NO_LEVEL: Final = bytes(value == NO_LEVEL for value in range(256))

OtherAnswer = str | tuple[str, ...] | None
"""An answer without a level: why the question does not apply, the items that are ticked, or none for *don't know*."""


class Unusual(ValueError):
    """The file is not certainly valid, so the models have to read it."""


class TypedSheet(Struct, gc=False):
    """The content of an answer file."""

    version: str
    """The version of the questionnaire that was answered."""
    fingerprint: str
    """The fingerprint of what was asked; empty if it is not known."""
    form: Form
    service: tuple[str, ...]
    """The texts of `SERVICE_FIELDS` as they are written; empty if there is none."""
    took_part: tuple[str, ...]
    workshop: str
    """The code of the workshop; empty if there is none."""
    person: str
    """The code of the person who answered, in a workshop or without one; empty if there is none."""
    first_day: date | None
    started_at: datetime | None
    updated_at: datetime | None
    levels: bytes
    """For each question of the questionnaire, in its order: the level, or `NO_LEVEL`."""
    others: list[tuple[int, OtherAnswer]]
    """The answers without a level by the position of their question; not checked yet."""
    notes: dict[int, str]
    """The notes by the position of their question, without white space around them; none is empty."""
    agreements: dict[int, str]
    """How a workshop came to an answer, by the position of the question."""


class AnswerDecoder:
    """Decodes answer files for one questionnaire."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        """Builds the structures, in which each question is a field."""
        self._questionnaire = questionnaire
        self._roles = frozenset(questionnaire.roles)
        self._check = lru_cache(4096)(self._check_header)
        names = [f"q{position}" for position in range(len(questionnaire.questions))]
        self._numbered = tuple(enumerate(names))
        questions = questionnaire.questions.values()
        self._decode = _decoder(questions, [question.id for question in questions])
        before = [question.formerly[-1] if question.formerly else question.id for question in questions]
        self._decode_before = _decoder(questions, before) if questionnaire.names_before else None
        self._encode = msgspec.json.Encoder().encode
        self._levels_of = _getter([f"{name}.level" for name in names])
        self._notes_of = _getter([f"{name}.note" for name in names])
        self._texts_of = _getter(SERVICE_FIELDS)

    def decode(self, data: bytes) -> TypedSheet:
        """The sheet in an answer file.

        Raises:
            Unusual: it is not certainly valid.
        """
        try:
            return self._checked(self._decoded(data), data)
        except (ValueError, RecursionError) as error:  # msgspec's errors and half characters are ValueErrors
            raise Unusual from error

    def _decoded(self, data: bytes) -> Any:
        """The sheet as it is in a file; if questions were renamed, the file may have their last names throughout.

        Raises:
            ValueError: it has a key that there is not, or a value of another type.
        """
        if self._decode_before is None:
            return self._decode(data)
        try:
            return self._decode(data)
        except msgspec.ValidationError:
            return self._decode_before(data)

    def _checked(self, sheet: Any, data: bytes) -> TypedSheet:
        """The sheet, if its header is right, no key is written twice and no answer is of two kinds."""
        answers, sheet.answers = sheet.answers, UNSET
        levels = bytes(self._levels_of(answers))
        others, quotes = self._others(answers, levels)
        # msgspec accepts a key that is written twice, and these structures an answer of two kinds: such a file has
        # more quotation marks than its header, the key "answers" and the answers themselves need
        spare = data.count(b'"') - quotes - self._encode(sheet).count(b'"') - 2
        spare -= 4 * (len(levels) - levels.count(NO_LEVEL))
        notes: dict[int, str] = {}
        agreements: dict[int, str] = {}
        has_escapes = b"\\" in data
        if spare or has_escapes:
            texts = self._notes_of(answers)
            spare -= 4 * (len(texts) - texts.count(UNSET))
            notes = dict(compress(enumerate(texts), texts))
            if has_escapes:
                spare -= sum([note.count('"') for note in notes.values()])  # noqa: C419  # quicker than one after the other
            if spare:
                quotes, agreements = self._agreements(answers)
                spare -= quotes
            if spare or (has_escapes and b"\\u0022" in data):
                raise Unusual
            notes = {position: note for position, text in notes.items() if (note := text.strip())}
        about, took_part = sheet.questionnaire, sheet.took_part or ()
        self._check(about.id, about.version, took_part)
        return TypedSheet(
            about.version,
            about.fingerprint or "",
            sheet.form,
            tuple([text or "" for text in self._texts_of(sheet.service)]),
            took_part,
            (sheet.workshop and sheet.workshop.id) or "",
            (sheet.workshop and sheet.workshop.person) or "",
            _day(sheet.first_day),
            _moment(sheet.started_at),
            _moment(sheet.updated_at),
            levels,
            others,
            notes,
            agreements,
        )

    def _others(self, answers: Any, levels: bytes) -> tuple[list[tuple[int, OtherAnswer]], int]:
        """The answers without a level, and the quotation marks that they take in a file without their notes."""
        others: list[tuple[int, OtherAnswer]] = []
        quotes = 0
        for position, name in compress(self._numbered, levels.translate(_HAS_NO_LEVEL)):
            answer = getattr(answers, name)
            if answer.unknown is True:
                others.append((position, None))
                quotes += 4
            elif (ticked := answer.ticked) is not UNSET:
                others.append((position, ticked))
                quotes += 4 + 2 * len(ticked)
            elif (reason := answer.not_applicable) is not UNSET:
                others.append((position, reason))
                quotes += 6 + reason.count('"')
            elif answer is not NO_ANSWER:
                raise Unusual
        return others, quotes

    def _agreements(self, answers: Any) -> tuple[int, dict[int, str]]:
        """What a workshop said about answers and notes: the quotation marks it takes, and how answers were reached.

        Refuses what is parked but known.
        """
        quotes, agreements = 0, {}
        for position, name in self._numbered:
            answer = getattr(answers, name)
            if answer.note_may_be_shown is not UNSET:
                quotes += 2
            if (agreement := answer.agreement) is not UNSET:
                quotes += 2 + self._encode(agreement).count(b'"')
                if agreement is not None:
                    agreements[position] = agreement.how
                    _day(agreement.by)
                    if agreement.how == "parked" and answer.unknown is not True:
                        raise Unusual
        return quotes, agreements

    def _check_header(self, identifier: str, version: str, took_part: tuple[str, ...]) -> None:
        """Refuses answers to another questionnaire, and roles that it does not have."""
        if identifier != self._questionnaire.id or not self._roles.issuperset(took_part):
            raise Unusual
        if not self._questionnaire.fits(version):
            raise Unusual


def _decoder(questions: Iterable[Question], names: Sequence[str]) -> Callable[[bytes], Any]:
    """What decodes answer files in which the questions have these names; each is a field, `q0`, `q1` and so on."""
    fields = [
        (f"q{position}", CHECKLIST_ANSWER if isinstance(question, ChecklistQuestion) else SCALE_ANSWER, NO_ANSWER)
        for position, question in enumerate(questions)
    ]
    answers = msgspec.defstruct(
        "Answers",
        fields,
        rename={field: name for (field, *_), name in zip(fields, names, strict=True)},
        forbid_unknown_fields=True,
        gc=False,
    )
    parts = {
        "questionnaire": structure_of(QuestionnaireVersion),
        "service": structure_of(Service),
        "workshop": structure_of(Workshop) | None,
        "answers": answers,
    }
    decode: Callable[[bytes], Any] = msgspec.json.Decoder(structure_of(AnswerSheet, **parts)).decode
    return decode


_read_date: Final = lru_cache(4096)(read_date)


def _day(text: str | UnsetType | None) -> date | None:
    return None if text is None or text is UNSET else _read_date(text)


def _moment(text: str | UnsetType | None) -> datetime | None:
    return None if text is None or text is UNSET else read_moment(text)


def _getter(names: Sequence[str]) -> Callable[[Any], tuple[Any, ...]]:
    """A function for several attributes of an object at once: a tuple, even of a single one."""
    get = attrgetter(*names)
    return get if len(names) > 1 else lambda thing: (get(thing),)
