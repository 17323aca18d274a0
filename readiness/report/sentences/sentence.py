"""A sentence that can begin with strong words."""

from collections.abc import Iterable
from dataclasses import dataclass

from readiness.text import with_full_stop


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
    texts = [*filter(None, map(str, sentences))]
    return " ".join([*map(with_full_stop, texts[:-1]), *texts[-1:]])
