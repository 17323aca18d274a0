"""The one kind of error that a person can correct: where it is, what is wrong, what to do."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in an input that a person can correct."""

    where: str
    """The file, and inside it the place: a question's identifier, a line, a key."""
    what: str
    """What is wrong, as a sentence without its full stop."""
    remedy: str
    """What to do about it, as a sentence without its full stop; a question has its mark."""

    def __str__(self) -> str:
        return f"{self.where}: {self.sentences}"

    @property
    def sentences(self) -> str:
        """What is wrong and what to do, without where."""
        return f"{self.what}. {self.remedy}{'' if self.remedy.endswith('?') else '.'}"

    def within(self, outer: str) -> "Fault":
        """The same fault with the file (or any outer place) named before its place."""
        return Fault(f"{outer}: {self.where}" if self.where else outer, self.what, self.remedy)


class InputFault(Exception):
    """An input could not be used.

    Attributes:
        faults: every fault that was found, at least one.
    """

    def __init__(self, faults: Fault | Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = (faults,) if isinstance(faults, Fault) else tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))

    def within(self, outer: str) -> "InputFault":
        """The same faults with an outer place, usually the file, named before each."""
        return InputFault(fault.within(outer) for fault in self.faults)
