"""What is counted of many services. Full and short forms are always counted apart."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import compress
from operator import add
from typing import Final

from scoring.tally import NOT_APPLICABLE, UNANSWERED, UNKNOWN

_MARKS: Final = ("0", "1", "2", "3", UNKNOWN, NOT_APPLICABLE, UNANSWERED)
_FORM, _CELLS, _OF_QUESTIONS, _LINES = 3, 4, 5, 6
"""Where what stands in a record's lines, and how many there are."""


@dataclass
class FormCounts:
    """The counts of one form.

    Attributes:
        services: how many there are.
        cells: by column, how many services have which cell in it.
        marks: how many have which mark, all marks of the first question, all of the second, and so on.
    """

    services: int = 0
    cells: dict[str, Counter[str]] = field(default_factory=dict)
    marks: list[int] = field(default_factory=list)

    def with_mark(self, question: int, mark: str) -> int:
        """How many services have a mark at a question, given by its position."""
        return self.marks[question * len(_MARKS) + _MARKS.index(mark)]

    def count(self, cells: Sequence[str], marks: Sequence[str], columns: Mapping[str, int]) -> None:
        """Counts more services, column by column, which is far quicker than row by row."""
        self.services += len(marks)
        of_all = ",".join(cells).split(",")
        width = len(of_all) // len(cells)
        for name, at in columns.items():
            self.cells.setdefault(name, Counter()).update(of_all[at::width])
        more = [marks_of_all.count(mark) for marks_of_all in _by_question(marks) for mark in _MARKS]
        self.marks = list(map(add, self.marks, more)) if self.marks else more


def counts_of(records: Iterable[Sequence[str]], columns: Mapping[str, int]) -> dict[str, FormCounts]:
    """The counts of each form that there is, by name.

    Args:
        records: the lines of records, many at a time.
        columns: the columns whose cells are counted, and where in a record's cells they stand.
    """
    counts: dict[str, FormCounts] = {}
    for some in records:
        values = "\n".join(some).split("\n")
        forms = values[_FORM::_LINES]
        for form in set(forms):
            of_form = [given == form for given in forms]
            cells = list(compress(values[_CELLS::_LINES], of_form))
            marks = list(compress(values[_OF_QUESTIONS::_LINES], of_form))
            counts.setdefault(form, FormCounts()).count(cells, marks, columns)
    return counts


def _by_question(marks: Sequence[str]) -> Iterator[str]:
    together = "".join(marks)
    questions = len(marks[0])
    return (together[question::questions] for question in range(questions))
