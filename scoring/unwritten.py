"""The texts that still have to be written in an instrument: placeholders that nobody has replaced yet. Pure."""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from questionnaires.content_base import Content
from scoring.instrument import Instrument
from scoring.rubric import place_of

MARK: Final = "TO BE WRITTEN"
"""The beginning of a text that nobody has written yet; what should be there follows. It is the same in any language."""
UNNAMED: Final = "to-be-named"
"""The name, after the domain's, of a question that has no name yet."""


class Unwritten(NamedTuple):
    """A part of a content file with texts that still have to be written."""

    where: str
    """The file, and inside it the question or source."""
    fields: tuple[str, ...]


def unwritten(instrument: Instrument) -> list[Unwritten]:
    """The parts of an instrument with texts that still have to be written, in the order of its files."""
    questionnaire = instrument.questionnaire
    found = []
    for domain in questionnaire.domains:
        found.append(_in(f"questionnaire/{domain.id}.toml", domain, leave_out={"questions"}))
        for question in domain.questions:
            place = f"questionnaire/{domain.id}.toml: {question.id}"
            named = () if question.id != f"{domain.id}.{UNNAMED}" else ("id",)
            found.append(Unwritten(place, (*named, *_in(place, question).fields)))
    found += [_in(place_of(criterion.question), criterion) for criterion in instrument.rubric.criteria]
    found += [_in(f"questionnaire/sources.toml: {source.id}", source) for source in questionnaire.sources]
    return [each for each in found if each.fields]


def _in(where: str, content: Content, leave_out: set[str] | None = None) -> Unwritten:
    return Unwritten(where, tuple(_places(content.model_dump(exclude=leave_out))))


def _places(value: Any, place: str = "") -> Iterator[str]:
    """The places of unwritten texts inside a value, keys joined by dots and positions counted from one."""
    if isinstance(value, str):
        if value.startswith(MARK):
            yield place
        return
    inside: Any = ()
    if isinstance(value, dict):
        inside = value.items()
    elif isinstance(value, tuple | list):
        inside = enumerate(value, 1)
    for key, each in inside:
        yield from _places(each, f"{place}.{key}" if place else str(key))
