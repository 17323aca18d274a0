"""Every text of a questionnaire that people read, with its place: file, question or paper, field."""

from collections.abc import Iterator, Mapping

from pydantic import BaseModel

from questionnaires.content import QUESTIONNAIRE_FOLDER as _ASKED
from questionnaires.working_papers import FOLDER, WorkingPaper
from scoring.instrument import Instrument
from scoring.rubric import RUBRIC_FOLDER, Action, place_of

PlacedText = tuple[str, str]
"""A place, such as `rubric/team.toml: team.disclosure, actions.planned.title`, and the text there."""

_FILES_OF_THEIR_OWN = {"domains", "sources", "glossary", "criteria"}
_NO_TEXTS = {
    "when",
    "id", "code", "version", "question", "questions", "stage", "sources", "effort", "asks", "template", "caps",
}  # fmt: skip
"""Fields whose words are names for the program."""
_NOT_OUR_WORDS = {"short", "citation", "place"}
"""Fields of a source that are worded as its authors did."""


def texts_of(instrument: Instrument, papers: Mapping[str, WorkingPaper]) -> Iterator[PlacedText]:
    """All texts of an instrument and its working papers, file by file.

    Args:
        instrument: its questionnaire and rubric.
        papers: its working papers by their names.
    """
    questionnaire, rubric = instrument.questionnaire, instrument.rubric
    yield from _texts(questionnaire, f"{_ASKED}/questionnaire.toml: ", _FILES_OF_THEIR_OWN)
    for domain in questionnaire.domains:
        yield from _texts(domain, f"{_ASKED}/{domain.id}.toml: ")
        for question in domain.questions:
            yield from _texts(question, f"{_ASKED}/{domain.id}.toml: {question.id}, ")
    for term in questionnaire.glossary:
        yield from _texts(term, f"{_ASKED}/glossary.toml: {term.term}, ")
    for source in questionnaire.sources:
        yield from _texts(source, f"{_ASKED}/sources.toml: {source.id}, ", _NOT_OUR_WORDS | {"recommendations"})
        for row in source.recommendations:
            yield from _texts(row, f"{_ASKED}/sources.toml: {row.id}, ", _NOT_OUR_WORDS)
    yield from _texts(rubric, f"{RUBRIC_FOLDER}/rubric.toml: ", _FILES_OF_THEIR_OWN)
    for criterion in rubric.criteria:
        yield from _texts(criterion, f"{place_of(criterion.question)}, ")
    for name, paper in papers.items():
        yield from _texts(paper, f"{_ASKED}/{FOLDER}/{name}.toml: ")


def actions_of(instrument: Instrument) -> Iterator[tuple[str, str, Action]]:
    """Every action of an instrument with its place and the name of its level."""
    for criterion in instrument.rubric.criteria:
        for level, action in criterion.actions:
            yield f"{place_of(criterion.question)}, actions.{level}", level, action


def _texts(value: object, place: str, left_out: frozenset[str] | set[str] = frozenset()) -> Iterator[PlacedText]:
    """The texts in a value, however deep, with the names of their fields after its place.

    Args:
        value: a model, or what the field of a model can hold.
        place: ends with what separates it from the name of a field.
        left_out: fields of the value itself that are not looked at.
    """
    if isinstance(value, str):
        yield place.rstrip(".: ,"), value
        return
    for key, inner in _members(value):
        if key not in _NO_TEXTS and key not in left_out:
            yield from _texts(inner, f"{place}{key}.")


def _members(value: object) -> Iterator[tuple[str, object]]:
    """What a value holds: fields by their names, members of a list by their identifiers or else counted from one."""
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield name, getattr(value, name)
    elif isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, tuple):
        for number, inner in enumerate(value, 1):
            yield getattr(inner, "id", str(number)), inner
