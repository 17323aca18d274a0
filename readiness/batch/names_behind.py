"""The names of the services behind each figure of the report, read when the report asks for them."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final, NamedTuple

from questionnaires.answers import Form
from readiness.batch.namesakes import APART_IN_SQL
from readiness.batch.portfolio import QuestionPortfolio
from readiness.batch.request import BatchRequest
from readiness.batch.store import Store
from scoring.codes import NOT_IN_PLACE
from scoring.rubric import DECISIONS, Decision

_MOST_NAMED: Final = 60
"""How many services are named behind one figure; the tables have all."""
_MOST_ON_PAPER: Final = 24
"""The longest list on paper, where lists can't be folded."""
_FIRST_ON_PAPER: Final = 18
"""How many of a longer list are on paper."""


class Named(NamedTuple):
    """A service behind a figure."""

    name: str
    apart: str
    """What tells it apart from others with this name; empty if none has it."""
    first_day: date | None
    """The planned first day, so that an offer can be dated."""


@dataclass(frozen=True)
class Names:
    """The services behind one figure, in alphabetical order; of a long list the first ones only."""

    first: tuple[Named, ...]
    """Those that are named on paper too."""
    others: tuple[Named, ...]
    """Those that only a browser shows, where lists are folded."""
    more: int
    """How many are not named anywhere."""

    @property
    def more_on_paper(self) -> int:
        """How many are not named on paper."""
        return len(self.others) + self.more


class NamesBehind:
    """Finds the services behind a figure."""

    def __init__(self, request: BatchRequest, store: Store) -> None:
        """Prepares the search in what was judged."""
        self._instrument = request.instrument
        self._store = store

    def decision(self, form: Form, stage: int, decision: Decision) -> Names:
        """The services of a form with a decision for a stage, given by its position."""
        return self._names(f"form = ? AND decision{stage} = ?", form, DECISIONS.index(decision))

    def flag(self, form: Form, flag: str) -> Names:
        """The services of a form with a flag."""
        return self._names("form = ? AND flags >> ? & 1", form, list(self._instrument.rubric.flags).index(flag))

    def overdue(self) -> Names:
        """The services with actions that are overdue."""
        return self._names("actions_overdue > 0")

    def question(self, form: Form, question: QuestionPortfolio) -> Names:
        """The services of a form that do not have in place what a question asks for."""
        codes = [str(code) for code in NOT_IN_PLACE]
        position = self._positions[question.criterion.question]
        return self._names("form = ? AND list_contains(?, codes[?])", form, codes, position)

    @cached_property
    def _positions(self) -> dict[str, int]:
        """The position of each question in a text of codes; 1 is the first."""
        return {row.question: place for place, row in enumerate(self._instrument.rubric.criteria, 1)}

    def _names(self, condition: str, *parameters: object) -> Names:
        query = (
            f"SELECT name, {APART_IN_SQL}, planned_first_day::DATE, count(*) OVER () FROM service"
            f" WHERE {condition} LIMIT ?"
        )
        rows = list(self._store.rows(query, [*parameters, _MOST_NAMED]))
        named = tuple(Named(*row[:-1]) for row in rows)
        more = rows[0][-1] - len(rows) if rows else 0
        on_paper = len(named) if len(named) + more <= _MOST_ON_PAPER else _FIRST_ON_PAPER
        return Names(named[:on_paper], named[on_paper:], more)
