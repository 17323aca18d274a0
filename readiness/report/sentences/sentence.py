"""A sentence that can begin with strong words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

_ENDS: Final = (".", "!", "?", ":", "\u2026")


@dataclass(frozen=True)
class Sentence:
    """A sentence with its first words, which are shown in bold where that is possible."""

    lead: str
    text: str
    typed: bool = False
    """Whether somebody typed the text: it may have several lines."""

    def __str__(self) -> str:
        return f"{self.lead} {self.text}".strip()


def joined(sentences: Iterable[Sentence]) -> str:
    """Sentences one after the other; what somebody typed without a full stop gets one where something follows."""
    texts = [str(sentence) for sentence in sentences]
    return " ".join([*(text if text.endswith(_ENDS) else f"{text}." for text in texts[:-1]), *texts[-1:]])
