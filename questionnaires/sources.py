"""The models of what questions are based on, the sources, and of the words that are explained."""

import re
from typing import Annotated

from pydantic import StrictStr, StringConstraints

from questionnaires.content_base import Content, Text


class Recommendation(Content):
    """One thing that a source recommends or reports, in this project's own words."""

    id: Annotated[StrictStr, StringConstraints(pattern=r"^[A-Z]+-[A-Z]*[0-9]+$")]
    place: Text
    """Where to read it: a page, a table, a section."""
    text: Text


class Source(Content):
    """A report or study that questions are based on."""

    id: Annotated[StrictStr, StringConstraints(pattern=r"^[A-Z]+$")]
    short: Text
    """How the source is named in a sentence."""
    citation: Text
    about: Text
    recommendations: tuple[Recommendation, ...]


class SourcesFile(Content):
    """The file of the sources."""

    sources: tuple[Source, ...]


class Term(Content):
    """A word that some readers may want explained."""

    term: Text
    also: tuple[Text, ...] = ()
    """Other forms of the word that questions use."""
    meaning: Text

    def is_used_in(self, text: str) -> bool:
        """Whether a text uses the word."""
        forms = "|".join(map(re.escape, (self.term, *self.also)))
        return bool(re.search(rf"\b({forms})s?\b", text, re.IGNORECASE))
