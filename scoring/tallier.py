"""Tallies, counted far quicker than a whole result takes.

Every answer adds one number that was made beforehand. In that number each figure has a field of 16 bits to itself, and
each question's mark one of 8, so that adding up the numbers of all answers adds up all figures at once. What
`scoring.engine.score` says is what counts: the tests hold the two together.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from struct import Struct
from typing import Final, get_args

from questionnaires.model import ChecklistQuestion, Level, Question
from scoring.domains import percent_tenths
from scoring.instrument import Instrument
from scoring.rubric import Criterion, Decision, Flag
from scoring.tally import NOT_APPLICABLE, UNANSWERED, UNKNOWN, DomainTally, Tally

_CODES: Final = f"{UNANSWERED}0123{UNKNOWN}{NOT_APPLICABLE}"
"""The marks in the order of the numbers that stand for them in a sum; what is answered but not asked comes after."""
_NOT_ASKED: Final = len(_CODES)
_MARK_OF_CODE: Final = bytes.maketrans(bytes(range(_NOT_ASKED + 1)), f"{_CODES}{UNANSWERED}".encode())
_BITS: Final = 16
_BYTES: Final = _BITS // 8
_DOMAIN_FIELDS: Final = ("points", "best", "weight", "known", "counting", "missing", "planned")
_STAGE_FIELDS: Final = ("blocking", "conditions")
_LEVEL_FIELDS: Final = ("at 0", "at 1", "at 2", "at 3")
_SHEET_FIELDS: Final = (*_LEVEL_FIELDS, "unknown", "not applicable", "unanswered", "notes", "met")
_SHEET_FIGURES: Final = Struct(f"<{len(_SHEET_FIELDS)}H")
_DOMAIN_FIGURES: Final = Struct(f"<{len(_DOMAIN_FIELDS)}H")
_FEWEST_FOR_STRAIGHT_LINING: Final = 20


@dataclass(frozen=True, slots=True)
class Adds:
    """What the answers to one question add to the sum, against leaving it unanswered."""

    position: int
    """Of the question in the questionnaire."""
    levels: tuple[int, ...]
    """For a scale, by its level; for a checklist, by the number of its ticks."""
    options: frozenset[str]
    """The items of a checklist; none for a scale."""
    unknown: int
    not_applicable: int | None
    """None where the rubric does not allow it."""
    note: int
    asked: bool
    """Whether the form asks it."""


class Tallier:
    """An instrument made ready to count the answers of one form.

    Attributes:
        adds: what answers add, by the question's identifier.
        nothing: the sum of a sheet without any answer.
    """

    def __init__(self, instrument: Instrument, form: str) -> None:
        """Makes the numbers that answers add."""
        self._rubric = instrument.rubric
        domains = [domain.id for domain in instrument.questionnaire.domains]
        stages = [stage.id for stage in instrument.rubric.stages]
        names = [(domain, field) for domain in domains for field in _DOMAIN_FIELDS]
        names += [(stage, field) for stage in stages for field in _STAGE_FIELDS]
        names += [("", field) for field in _SHEET_FIELDS]
        self._shifts = {name: number * _BITS for number, name in enumerate(names)}
        self._figures_end = len(names) * _BYTES
        self._size = self._figures_end + len(instrument.questionnaire.questions)
        of_domain = len(_DOMAIN_FIELDS) * _BYTES
        self._domains = [slice(number * of_domain, (number + 1) * of_domain) for number in range(len(domains))]
        self._sheet = self._figures_end - _SHEET_FIGURES.size
        self._stages = len(domains) * of_domain
        self.nothing = 0
        self.adds: dict[str, Adds] = {}
        for position, question in enumerate(instrument.questionnaire.questions.values()):
            asked = form == "full" or instrument.rubric.by_question[question.id].essential
            self.adds[question.id] = self._adds_of(position, question, asked=asked)
        self._domain_of = lru_cache(50_000)(self._judge_domain)
        self._stage_figures = Struct(f"<{len(stages) * len(_STAGE_FIELDS)}H")

    def read(self, total: int, pieces: int, flags: tuple[Flag, ...]) -> Tally:
        """What a sum says.

        Args:
            total: `nothing` and what each answer adds.
            pieces: how many answers there are.
            flags: those that do not rest on the answers.

        Raises:
            ValueError: a question is answered twice. So there are more answers than marks, and what their numbers
                carry over into the next one's place is no mark.
        """
        questions = self._size - self._figures_end
        if pieces > questions:
            raise ValueError(pieces)
        data = total.to_bytes(self._size, "little")
        marks = data[self._figures_end :]
        if marks.count(0) != questions - pieces:
            raise ValueError(pieces)
        *levels, unknown, not_applicable, unanswered, notes, met = _SHEET_FIGURES.unpack_from(data, self._sheet)
        known = sum(levels)
        answers = known + unknown + not_applicable
        raised: list[Flag] = []
        if 5 * notes < answers:
            raised.append("little_evidence")
        if known >= _FEWEST_FOR_STRAIGHT_LINING and 10 * max(levels) >= 9 * known:
            raised.append("straight_lining")
        if answers and 5 * unknown >= answers:
            raised.append("many_unknown")
        return Tally(
            tuple([self._domain_of(data[part]) for part in self._domains]),
            _decide(tuple(map(bool, self._stage_figures.unpack_from(data, self._stages)))),
            known,
            unknown,
            not_applicable,
            unanswered,
            met,
            _in_order(flags, tuple(raised)),
            marks.translate(_MARK_OF_CODE).decode("ascii"),
        )

    def _adds_of(self, position: int, question: Question, *, asked: bool) -> Adds:
        criterion = self._rubric.by_question[question.id]
        levels: tuple[int, ...] = tuple(Level)
        options: frozenset[str] = frozenset()
        if isinstance(question, ChecklistQuestion):
            items = len(question.options)
            levels = tuple(self._rubric.checklist_level(items, ticked) for ticked in range(items + 1))
            options = frozenset(option.id for option in question.options)
        blank = self._number(self._figures(criterion, None, "unanswered")) if asked else 0
        self.nothing += blank

        def add(figures: Mapping[tuple[str, str], int], mark: str) -> int:
            if not asked:
                return self._code(position, _NOT_ASKED)
            return self._number(figures) + self._code(position, _CODES.index(mark)) - blank

        not_applicable = add({("", "not applicable"): 1}, NOT_APPLICABLE)
        return Adds(
            position=position,
            levels=tuple(add(self._figures(criterion, level, f"at {level:d}"), f"{level:d}") for level in levels),
            options=options,
            unknown=add(self._figures(criterion, None, "unknown"), UNKNOWN),
            not_applicable=not_applicable if criterion.not_applicable_allowed else None,
            note=self._number({("", "notes"): 1}) if asked else 0,
            asked=asked,
        )

    def _code(self, position: int, code: int) -> int:
        return code << 8 * (self._figures_end + position)

    def _figures(self, criterion: Criterion, level: int | None, state: str) -> dict[tuple[str, str], int]:
        """The figures of one criterion at a level, or at none that is known, in the sheet's field for its `state`."""
        domain = criterion.question.partition(".")[0]
        weight, essential = criterion.weight, criterion.essential
        counted = level or Level.NOT_YET
        best = Level.SHOWN_TO_WORK if level is None else level
        met = int(essential and counted >= Level.IN_PLACE)
        figures = {("", state): 1, ("", "met"): met}
        of_domain = (
            weight * counted,
            weight * best,
            weight * Level.SHOWN_TO_WORK,
            int(level is not None),
            1,
            int(essential and counted == Level.NOT_YET),
            int(essential and counted == Level.PLANNED),
        )
        figures |= {(domain, name): number for name, number in zip(_DOMAIN_FIELDS, of_domain, strict=True)}
        blocking = int(essential and counted == Level.NOT_YET)
        condition = int(counted == (Level.PLANNED if essential else Level.NOT_YET))
        for stage in self._rubric.stages[self._rubric.stage_order[criterion.stage] :]:
            figures |= {(stage.id, "blocking"): blocking, (stage.id, "conditions"): condition}
        return figures

    def _number(self, figures: Mapping[tuple[str, str], int]) -> int:
        return sum(figure << self._shifts[name] for name, figure in figures.items())

    def _judge_domain(self, data: bytes) -> DomainTally:
        points, best, weight, known, counting, missing, planned = _DOMAIN_FIGURES.unpack(data)
        if not counting:
            return DomainTally(None, None, None, None)
        score = percent_tenths(points, weight)
        band = None
        if 5 * known >= 4 * counting:
            rubric = self._rubric
            reached = max(number for number, row in enumerate(rubric.bands) if score >= 10 * row.from_score)
            if missing or planned:
                reached = min(reached, rubric.band_order[rubric.caps.missing if missing else rubric.caps.planned])
            band = rubric.bands[reached].id
        return DomainTally(score / 10, percent_tenths(best, weight) / 10, percent_tenths(known, counting) / 10, band)


@lru_cache(4096)
def _decide(found: tuple[bool, ...]) -> tuple[Decision, ...]:
    """The decisions of the stages, by whether there is anything that blocks one, and any condition."""
    pairs = zip(found[::2], found[1::2], strict=True)
    return tuple("wait" if blocking else "conditional" if conditions else "go" for blocking, conditions in pairs)


@lru_cache(4096)
def _in_order(about_sheet: tuple[Flag, ...], about_answers: tuple[Flag, ...]) -> tuple[Flag, ...]:
    """All flags in the order in which they are shown."""
    raised = {*about_sheet, *about_answers}
    return tuple(flag for flag in get_args(Flag) if flag in raised)
