"""A sentence that can begin with strong words."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sentence:
    """A sentence with its first words, which are shown in bold where that is possible."""

    lead: str
    text: str
    typed: bool = False
    """Whether somebody typed the text: it may have several lines."""

    def __str__(self) -> str:
        return f"{self.lead} {self.text}".strip()
