"""Tallies, counted far quicker than a whole result takes.

Every answer adds one number that was made beforehand. In that number each figure has a field of 16 bits to itself, and
each question's mark one of 8, so that adding up the numbers of all answers adds up all figures at once. What
`scoring.engine.score` says is what counts: the tests hold the two together.
"""

from collections.abc import Callable
from functools import lru_cache
from itertools import compress
from operator import not_
from struct import Struct
from typing import Final, get_args

from questionnaires.model import Level
from scoring.domains import percent_tenths
from scoring.instrument import Instrument
from scoring.rubric import Criterion, Flag
from scoring.tally import NOT_APPLICABLE, UNANSWERED, UNKNOWN, domain_cells

_CODES: Final = f"{UNANSWERED}0123{UNKNOWN}{NOT_APPLICABLE}"
"""The marks in the order of the numbers that stand for them in a sum; what is answered but not asked comes after."""
_NOT_ASKED: Final = len(_CODES)
_MARK_OF_CODE: Final = bytes.maketrans(bytes(range(_NOT_ASKED + 1)), f"{_CODES}{UNANSWERED}".encode())
_BITS: Final = 16
_NUMBERS: Final = ("answers", "begun")
"""How many answers there are, and how many pieces of them begin all."""
_DOMAIN_FIELDS: Final = ("points", "best", "weight", "known", "counting", "missing", "planned")
_STAGE_FIELDS: Final = ("blocking", "conditions")
_SHEET_FIELDS: Final = ("0", "1", "2", "3", UNKNOWN, NOT_APPLICABLE, UNANSWERED, "met", "notes", "words")
_SHEET_FIGURES: Final = Struct(f"<{len(_SHEET_FIELDS)}H")
_DOMAIN_FIGURES: Final = Struct(f"<{len(_DOMAIN_FIELDS)}H")
_STAGE_FIGURES: Final = Struct(f"<{len(_STAGE_FIELDS)}H")
_MOST_REMEMBERED: Final = 50_000
_FEWEST_FOR_STRAIGHT_LINING: Final = 20


class Tallier:
    """An instrument made ready to count the answers of one form.

    Attributes:
        adds: what an answer adds, by question and mark.
        begin: what a piece of answers adds that begins all answers.
        note: what a note adds.
        words: what is added where anything is written or ticked: the topmost figure, so no sum with any is less.
    """

    def __init__(self, instrument: Instrument, form: str) -> None:
        """Makes the numbers that answers add."""
        self._rubric = instrument.rubric
        domains = [domain.id for domain in instrument.questionnaire.domains]
        stages = [stage.id for stage in instrument.rubric.stages]
        names = [("", field) for field in _NUMBERS]
        names += [(domain, field) for domain in domains for field in _DOMAIN_FIELDS]
        names += [(stage, field) for stage in stages for field in _STAGE_FIELDS]
        names += [("", field) for field in _SHEET_FIELDS]
        self._questions = len(instrument.questionnaire.questions)
        begin = 8 * self._questions  # the marks come first, a byte each
        self._shifts = {name: begin + number * _BITS for number, name in enumerate(names)}
        self._parts = Struct(
            f"<{self._questions}x{len(_NUMBERS)}H"
            + f"{_DOMAIN_FIGURES.size}s" * len(domains)
            + f"{_STAGE_FIGURES.size * len(stages)}s"
        )
        self._size = self._parts.size + _SHEET_FIGURES.size
        self._domain_texts = _Texts(self._judge_domain)
        self._decision_texts = _Texts(_decide)
        self.begin = 1 << self._shifts["", "begun"]
        self.note = 1 << self._shifts["", "notes"]
        self.words = 1 << self._shifts["", "words"]
        self.adds: dict[str, dict[str, int]] = {}
        self._unanswered: list[int] = []
        for position, criterion in enumerate(instrument.rubric.criteria):
            asked = form == "full" or criterion.essential
            self.adds[criterion.question] = self._adds_of(criterion, position, asked=asked)
            self._unanswered.append(self._number(criterion, None, UNANSWERED) if asked else 0)

    def tally(self, total: int, flags: tuple[Flag, ...]) -> tuple[str, str]:
        """The cells and the marks that a sum stands for, as in a tally.

        Args:
            total: what each of at most some hundred answers adds.
            flags: those that do not rest on the answers.

        Raises:
            ValueError, OverflowError: a question is answered twice. So there are more answers than marks: it takes 37
                answers to one question to carry a 1 over into the next one's mark.
        """
        data = total.to_bytes(self._size, "little")
        marks = data[: self._questions]
        without = marks.count(0) if 0 in marks else 0
        if without:
            total += sum(compress(self._unanswered, map(not_, marks)))
            data = total.to_bytes(self._size, "little")
        written, begun, *domains, decisions = self._parts.unpack_from(data)
        if begun != (written > 0) or without != self._questions - written:
            raise ValueError(written)
        none, planned, in_place, shown, unknown, not_applicable, unanswered, met, notes, _ = _SHEET_FIGURES.unpack_from(
            data, self._parts.size
        )
        known = none + planned + in_place + shown
        answers = known + unknown + not_applicable
        all_flags = _flags_text(
            flags,
            5 * notes < answers,
            known >= _FEWEST_FOR_STRAIGHT_LINING and 10 * max(none, planned, in_place, shown) >= 9 * known,
            0 < answers <= 5 * unknown,
        )
        of_domains = "\n".join(map(self._domain_texts.__getitem__, domains))
        return (
            f"{self._decision_texts[decisions]}\n{of_domains}\n"
            f"{met},{known},{unknown},{not_applicable},{unanswered}\n{all_flags}",
            marks.translate(_MARK_OF_CODE).decode("ascii"),
        )

    def _adds_of(self, criterion: Criterion, position: int, *, asked: bool) -> dict[str, int]:
        """What each mark of a question adds; one that the form does not ask is only marked as answered."""

        def answered(code: int) -> int:
            return (code << 8 * position) + (1 << self._shifts["", "answers"])

        marks = [*(f"{level:d}" for level in Level), UNKNOWN, NOT_APPLICABLE]
        if not asked:
            return dict.fromkeys(marks, answered(_NOT_ASKED))
        levels: dict[str, int | None] = {f"{level:d}": level for level in Level}
        numbers = {mark: self._number(criterion, levels.get(mark), mark) for mark in marks}
        numbers[NOT_APPLICABLE] = 1 << self._shifts["", NOT_APPLICABLE]
        return {mark: number + answered(_CODES.index(mark)) for mark, number in numbers.items()}

    def _number(self, criterion: Criterion, level: int | None, mark: str) -> int:
        """The figures of one criterion at a level, or at none that is known, as one number."""
        domain = criterion.question.partition(".")[0]
        weight, essential = criterion.weight, criterion.essential
        counted = level or Level.NOT_YET
        best = Level.SHOWN_TO_WORK if level is None else level
        figures = {("", mark): 1, ("", "met"): int(essential and counted >= Level.IN_PLACE)}
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
        return sum(figure << self._shifts[name] for name, figure in figures.items())

    def _judge_domain(self, data: bytes) -> str:
        points, best, weight, known, counting, missing, planned = _DOMAIN_FIGURES.unpack(data)
        if not counting:
            return domain_cells(None, None, None)
        score = percent_tenths(points, weight)
        band = None
        if 5 * known >= 4 * counting:
            rubric = self._rubric
            reached = max(number for number, row in enumerate(rubric.bands) if score >= 10 * row.from_score)
            if missing or planned:
                reached = min(reached, rubric.band_order[rubric.caps.missing if missing else rubric.caps.planned])
            band = rubric.bands[reached].id
        return domain_cells(score / 10, percent_tenths(best, weight) / 10, band)


class _Texts(dict[bytes, str]):
    """Texts by the figures that they are made from, made when they are looked up first."""

    def __init__(self, make: Callable[[bytes], str]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, figures: bytes) -> str:
        if len(self) == _MOST_REMEMBERED:
            self.clear()
        text = self[figures] = self._make(figures)
        return text


def _decide(figures: bytes) -> str:
    """The decisions of the stages, from how much blocks each and how many conditions it has."""
    pairs = _STAGE_FIGURES.iter_unpack(figures)
    return ",".join("wait" if blocking else "conditional" if conditions else "go" for blocking, conditions in pairs)


@lru_cache(4096)
def _flags_text(flags: tuple[Flag, ...], little_evidence: bool, straight_lining: bool, many_unknown: bool) -> str:  # noqa: FBT001  # as many arguments cost time
    """All flags in the order in which they are shown."""
    raised = {"little_evidence": little_evidence, "straight_lining": straight_lining, "many_unknown": many_unknown}
    return " ".join(flag for flag in get_args(Flag) if flag in flags or raised.get(flag))
