"""Finds and reads a questionnaire's TOML files, whether they ship with the program or are given by path."""

from collections import Counter
from collections.abc import Iterable
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

import tomli
from pydantic import ValidationError

from questionnaires.explain import faults_of
from questionnaires.faults import Fault, InputFault
from questionnaires.file_kinds import A_CONTENT_FILE, text_of, unusable
from questionnaires.model import ChecklistQuestion, Content, Domain, Questionnaire, SourcesFile, numbers_of

SHIPPED = "peer-support"
"""The folder, inside this package, of the questionnaire that ships with the program."""

AnyContent = TypeVar("AnyContent", bound=Content)


def load_questionnaire(folder: Traversable | None = None) -> Questionnaire:
    """Reads a questionnaire: `questionnaire.toml`, `sources.toml`, `glossary.toml` and a file for each domain.

    Args:
        folder: where the files are; by default the questionnaire that ships with the program.

    Raises:
        InputFault: a file is missing, is not TOML, or says something that a questionnaire can't say.
    """
    folder = folder if folder is not None else files("questionnaires") / SHIPPED
    head = read_toml(folder / "questionnaire.toml")
    names = head.get("domains", [])
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise InputFault(Fault("questionnaire.toml: domains", "it is not a list of names", "List the domains' files"))
    domains = tuple(parse_content(Domain, read_toml(folder / f"{name}.toml"), f"{name}.toml") for name in names)
    sources = parse_content(SourcesFile, read_toml(folder / "sources.toml"), "sources.toml").sources
    terms = read_toml(folder / "glossary.toml").get("terms", [])
    whole = {**head, "domains": domains, "sources": sources, "glossary": terms}
    questionnaire = parse_content(Questionnaire, whole, "questionnaire.toml")
    if faults := _faults_between_files(questionnaire):
        raise InputFault(faults)
    return questionnaire


def read_toml(file: Traversable, name: str = "") -> dict[str, Any]:
    """Reads one TOML file.

    Args:
        file: where it is.
        name: what it is called in a fault; by default its own name.

    Raises:
        InputFault: it is missing, not UTF-8 or not TOML; with the line if known.
    """
    try:
        data = file.read_bytes()
        if data and (fault := unusable(data, A_CONTENT_FILE)):
            raise InputFault(fault.within(name or file.name))
        return tomli.loads(text_of(data))
    except OSError as error:
        raise InputFault(
            Fault(name or file.name, f"it cannot be read ({error.strerror})", "Put the file there")
        ) from error
    except UnicodeDecodeError as error:
        raise InputFault(Fault(name or file.name, "it is not written in UTF-8", "Save it again as UTF-8")) from error
    except tomli.TOMLDecodeError as error:
        raise InputFault(
            Fault(name or file.name, str(error), "Correct that line; compare it with its neighbours")
        ) from error
    except RecursionError as error:
        raise InputFault(
            Fault(name or file.name, "it is nested too deeply", "Take out the brackets that are too many")
        ) from error


def parse_content(model: type[AnyContent], data: dict[str, Any], file_name: str) -> AnyContent:
    """Builds a model from what a content file says.

    Raises:
        InputFault: every fault that was found, with the file and the place.
    """
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise InputFault(faults_of(error, model)).within(file_name) from error


def _faults_between_files(questionnaire: Questionnaire) -> list[Fault]:
    """Faults that no single file shows: names that are used twice or are in the wrong file."""
    faults = [
        Fault(
            f"{domain.id}.toml: {question.id}",
            "its name does not begin with its domain's",
            f"Begin it with '{domain.id}.'",
        )
        for domain in questionnaire.domains
        for question in domain.questions
        if question.domain != domain.id
    ]
    questions = [question for domain in questionnaire.domains for question in domain.questions]
    checklists = [question for question in questions if isinstance(question, ChecklistQuestion)]
    named = {
        "question": [f"{question.domain}.toml: {question.id}" for question in questions],
        "topic": [f"questionnaire: {question.topic}" for question in questionnaire.questions.values()],
        "item": [f"{each.domain}.toml: {each.id} {option.id}" for each in checklists for option in each.options],
        "source": [f"sources.toml: {source.id}" for source in questionnaire.sources],
        "recommendation": [
            f"sources.toml: {row.id}" for source in questionnaire.sources for row in source.recommendations
        ],
    }
    for kind, names in named.items():
        faults += twice(kind, names)
    return [*faults, *_faults_of_versions(questionnaire)]


def _faults_of_versions(questionnaire: Questionnaire) -> list[Fault]:
    """Faults about earlier names that could mean two questions, and questions that no version has asked yet."""
    faults = []
    taken: dict[str, str] = {}
    for question in questionnaire.questions.values():
        place = f"{question.domain}.toml: {question.id}"
        for name in question.formerly:
            if name == question.id:
                faults.append(Fault(f"{place}: formerly", f"'{name}' is the name that it has now", "Remove it there"))
            elif name in questionnaire.questions:
                circular = question.id in questionnaire.questions[name].formerly
                what = "and each says that it was the other" if circular else "so no other can have had its name"
                what = f"'{name}' is a question of its own now, {what}"
                faults.append(Fault(f"{place}: formerly", what, "Remove it from 'formerly', or rename that question"))
            elif name in taken:
                other = taken[name]
                what = (
                    f"'{name}' is named twice"
                    if other == question.id
                    else f"'{name}' is an earlier name of '{other}' too"
                )
                faults.append(Fault(f"{place}: formerly", what, "Name it once, where its answers belong"))
            taken.setdefault(name, question.id)
        if question.since and numbers_of(question.since) > numbers_of(questionnaire.version):
            what = f"version {question.since} is later than the questionnaire's, {questionnaire.version}"
            faults.append(Fault(f"{place}: since", what, "Raise 'version' in questionnaire.toml, or correct 'since'"))
    return faults


def twice(kind: str, places: Iterable[str]) -> list[Fault]:
    """A fault for each name, given with its places, that is used more than once."""
    return [
        Fault(place, f"two {kind}s have this name", "Give each a name of its own")
        for place, times in Counter(places).items()
        if times > 1
    ]
