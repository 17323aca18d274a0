"""What is counted of many services. Full and short forms are always counted apart."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import compress
from operator import add
from typing import Final

from scoring.tally import NOT_APPLICABLE, UNANSWERED, UNKNOWN

_MARKS: Final = ("0", "1", UNKNOWN, NOT_APPLICABLE, UNANSWERED)
"""Those that are counted."""
_FORM, _OF_QUESTIONS = 4, -1
"""Which of a record's lines these are."""

_Lines = Sequence[Sequence[str]]
"""The lines of many records: first all first ones, then all second ones, and so on."""


@dataclass
class FormCounts:
    """The counts of one form.

    Attributes:
        services: how many there are.
        groups: how many services have which cells in a group of columns, divided by commas as in a record.
        marks: how many have which mark, all marks of the first question, all of the second, and so on.
    """

    services: int = 0
    groups: dict[tuple[str, ...], Counter[str]] = field(default_factory=dict)
    marks: list[int] = field(default_factory=list)

    def with_mark(self, question: int, mark: str) -> int:
        """How many services have a mark at a question, given by its position."""
        return self.marks[question * len(_MARKS) + _MARKS.index(mark)]

    def cells(self) -> dict[str, Counter[str]]:
        """How many services have which cell, by column."""
        cells: dict[str, Counter[str]] = {name: Counter() for names in self.groups for name in names}
        for names, texts in self.groups.items():
            for text, number in texts.items():
                for name, cell in zip(names, text.split(","), strict=True):
                    cells[name][cell] += number
        return cells

    def count(self, lines: _Lines, groups: Mapping[int, tuple[str, ...]]) -> None:
        """Counts more services, line by line, which is far quicker than record by record."""
        self.services += len(lines[_OF_QUESTIONS])
        for line, names in groups.items():
            self.groups.setdefault(names, Counter()).update(lines[line])
        more = [marks.count(mark) for marks in _by_question(lines[_OF_QUESTIONS]) for mark in _MARKS]
        self.marks = list(map(add, self.marks, more)) if self.marks else more


def counts_of(records: Iterable[Sequence[str]], groups: Mapping[int, tuple[str, ...]]) -> dict[str, FormCounts]:
    """The counts of each form that there is, by name.

    Args:
        records: the lines of records, many records at a time.
        groups: which lines of a record are counted, and the columns whose cells stand there.
    """
    counts: dict[str, FormCounts] = {}
    for some in records:
        together = "\n".join(some).split("\n")
        number = len(together) // len(some)
        lines = [together[line::number] for line in range(number)]
        for form in (forms := set(lines[_FORM])):
            of_form = [given == form for given in lines[_FORM]]
            its_lines = [list(compress(line, of_form)) for line in lines] if len(forms) > 1 else lines
            counts.setdefault(form, FormCounts()).count(its_lines, groups)
    return counts


def _by_question(marks: Sequence[str]) -> Iterator[str]:
    together = "".join(marks)
    questions = len(marks[0])
    return (together[question::questions] for question in range(questions))
