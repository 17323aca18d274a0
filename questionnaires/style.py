"""The style of a questionnaire: the rules for its wording, which are data in `style.toml`."""

import re
from collections.abc import Iterable
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Annotated

from pydantic import Field, StrictInt

from questionnaires.content import QUESTIONNAIRE_FOLDER, SHIPPED, parse_content, read_toml
from questionnaires.content_base import Content, Text

FILE = "style.toml"
"""The file with the rules, in the questionnaire's folder. A questionnaire can do without it."""

Words = tuple[Text, ...]
"""Words or phrases, found as whole words in upper and lower case."""

Count = Annotated[StrictInt, Field(ge=1)]
Grade = Annotated[float, Field(gt=0, strict=True)]


class AvoidedWords(Content):
    """Words that no text should use."""

    avoid: Annotated[Words, Field(min_length=1)]
    unless: Words = ()
    """Phrases in which one of the words is right."""
    instead: Text | None = None
    """What to write instead; without it the sentence has to be rewritten."""

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return pattern_of(self.avoid, unless=self.unless)

    def found_in(self, text: str) -> list[str]:
        """The avoided words that a text uses, as they are written there."""
        return found(self._pattern, text)


class TitleRules(Content):
    """How the title of an action is written."""

    most_words: Count
    begin_with: Words = ()
    """Verbs, one of which is the first word; any word will do if there are none."""
    never_begin_with: Words = ()
    """Verbs that hide what is done."""
    not_after_the: Words = ()
    """Nouns that do not say which one is meant when they follow "the"."""


class ActionRules(Content):
    """How many steps an action has, and who owns it."""

    fewest_steps: Count
    most_steps: Count
    most_steps_at_not_yet: Count
    owner_not_joined_by: Words = ()
    """What joins two roles into one owner."""
    one_role_all_the_same: Words = ()
    """Names of single roles, or parts of them, that include one of those words."""
    others_after: Words = ()
    """The words that can follow the comma after the owner's role."""


class ReadingGrades(Content):
    """How hard the texts may be to read, as Flesch-Kincaid grades."""

    median_grade: Grade
    """The median grade of all questions, and of all actions."""
    highest_grade: Grade
    """The highest grade of any one question or action."""


class Style(Content):
    """All rules for the wording of a questionnaire. If a part is left out, nothing is checked."""

    titles: TitleRules | None = None
    actions: ActionRules | None = None
    reading: ReadingGrades | None = None
    words: tuple[AvoidedWords, ...] = ()


def load_style(folder: Traversable | None = None) -> Style | None:
    """Reads the rules for the wording of a questionnaire; none if it has no `style.toml`.

    Args:
        folder: the questionnaire's folder; by default that of the questionnaire that ships with the program.

    Raises:
        InputFault: the file is not TOML, or has an unknown rule.
    """
    file = (folder if folder is not None else files("questionnaires") / SHIPPED) / FILE
    place = f"{QUESTIONNAIRE_FOLDER}/{FILE}"
    return parse_content(Style, read_toml(file, place), place) if file.is_file() else None


def pattern_of(words: Iterable[str], *, unless: Iterable[str] = (), after: str = "") -> re.Pattern[str]:
    """A pattern for `found`.

    Args:
        words: what to find.
        unless: phrases inside which a word is not to be found.
        after: a word that has to come straight before.
    """
    wanted = "|".join(_whole(f"{after} {word}".strip()) for word in words) or "(?!)"
    return re.compile("|".join([*map(_whole, unless), f"({wanted})"]), re.IGNORECASE)


def found(pattern: re.Pattern[str], text: str) -> list[str]:
    """The words of a text that a pattern finds, as they are written there."""
    return [match[1] for match in pattern.finditer(text) if match[1]]


def _whole(words: str) -> str:
    """An expression that finds whole words only, and none on either side of a hyphen."""
    inside = r"\s+".join(map(re.escape, words.split()))
    before = r"(?<![\w-])" if words[0].isalnum() else ""
    behind = r"(?![\w-])" if words[-1].isalnum() else ""
    return f"{before}{inside}{behind}"
