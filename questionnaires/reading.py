"""Reads a questionnaire from its files, and finds every fault in them, without those that only follow from others."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Final

from questionnaires.content import QUESTIONNAIRE_FOLDER, SHIPPED, parse_content, read_toml, rename_from_txt, twice
from questionnaires.explain import near, nearest
from questionnaires.faults import Fault, InputFault
from questionnaires.language import _
from questionnaires.model import ChecklistQuestion, Domain, Question, Questionnaire
from questionnaires.sources import Source, SourcesFile
from questionnaires.versions import numbers_of

FILES_OF_THE_WHOLE: Final = {"questionnaire", "sources", "glossary", "style"}
"""Names of files beside those of the domains, without their ending."""


@dataclass
class QuestionnaireParts:
    """What could be read of a questionnaire, and every fault of the rest."""

    names: tuple[str, ...] = ()
    """The names of the domains' files, as the questionnaire lists them."""
    found: frozenset[str] = frozenset()
    """Those of which there is a file."""
    domains: dict[str, Domain] = field(default_factory=dict)
    """By the name of its file: each domain that is as it should be, with its questions."""
    sources: tuple[Source, ...] | None = None
    """None if they cannot be used."""
    questionnaire: Questionnaire | None = None
    """The whole; none if anything is wrong."""
    faults: list[Fault] = field(default_factory=list)

    @contextmanager
    def gathering(self) -> Iterator[None]:
        """Keeps the faults of what is read inside, so that the others are found as well."""
        try:
            yield
        except InputFault as fault:
            self.faults += fault.faults


def load_questionnaire(folder: Traversable | None = None) -> Questionnaire:
    """Reads a questionnaire: `questionnaire.toml`, `sources.toml`, `glossary.toml` and a file for each domain.

    Args:
        folder: where the files are; by default the questionnaire that ships with the program.

    Raises:
        InputFault: a file is missing, is not TOML, or says something that a questionnaire can't say.
    """
    parts = read_questionnaire(folder)
    if parts.questionnaire is None:
        raise InputFault(parts.faults)
    return parts.questionnaire


def read_questionnaire(folder: Traversable | None = None) -> QuestionnaireParts:
    """Reads what can be read of a questionnaire, and finds all faults, without those that follow from others.

    Args:
        folder: as for `load_questionnaire`.
    """
    folder = folder if folder is not None else files("questionnaires") / SHIPPED
    parts = QuestionnaireParts()
    head: dict[str, Any] | None = None
    terms: Any = ()
    with parts.gathering():
        head = read_toml(folder / "questionnaire.toml", _place("questionnaire"))
    if head is not None:
        _read_names(head, folder, parts)
    for name in sorted(parts.found, key=parts.names.index):
        with parts.gathering():
            domain = parse_content(Domain, read_toml(folder / f"{name}.toml", _place(name)), _place(name))
            if domain.id != name:
                raise InputFault(
                    Fault(
                        f"{_place(name)}: id",
                        _("the id is '{name}', but the file has another name", name=domain.id),
                        _("Write '{name}', to match the name of the file", name=name),
                    )
                )
            parts.domains[name] = domain
    with parts.gathering():
        sources = read_toml(folder / "sources.toml", _place("sources"))
        parts.sources = parse_content(SourcesFile, sources, _place("sources")).sources
    with parts.gathering():
        terms = read_toml(folder / "glossary.toml", _place("glossary")).get("terms", [])
    if head is not None:
        _join(head, terms, parts)
    return parts


def _read_names(head: dict[str, Any], folder: Traversable, parts: QuestionnaireParts) -> None:
    """Finds the files that `domains` lists, and those that it doesn't."""
    place = f"{_place('questionnaire')}: domains"
    names = head.get("domains", [])
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        parts.faults.append(Fault(place, _("this should be a list of names"), _("List the names of the domain files")))
        head["domains"] = None
        return
    parts.names = tuple(dict.fromkeys(names))
    parts.faults += [
        Fault(place, _("'{name}' is in the list twice", name=name), _("List each name only once"))
        for name in parts.names
        if names.count(name) > 1
    ]
    if not names:
        return
    all_names = _names_in(folder)
    there = {name.removesuffix(".toml") for name in all_names if name.endswith(".toml")}
    parts.found = frozenset(there.intersection(parts.names))
    others = there.difference(parts.names, FILES_OF_THE_WHOLE)
    for name in parts.names:
        if name not in there:
            remedy = _("Put the file in the folder, or remove '{name}' from 'domains'", name=name)
            if f"{name}.toml.txt" in all_names:
                remedy = rename_from_txt(f"{name}.toml")
            elif like_it := nearest(name, others):
                remedy = near(name, others)
                others.discard(like_it)
            parts.faults.append(Fault(_place(name), _("there is no such file, although 'domains' lists it"), remedy))
    for name in sorted(others):
        what = _("this file is in the folder, but is not listed under 'domains' in questionnaire.toml")
        parts.faults.append(
            Fault(_place(name), what, _("Add '{name}' to 'domains', or move the file to another folder", name=name))
        )


def _place(name: str) -> str:
    """How faults name a file: as it is called in a copy of the questionnaire."""
    return f"{QUESTIONNAIRE_FOLDER}/{name}.toml"


def _names_in(folder: Traversable) -> list[str]:
    try:
        return [file.name for file in folder.iterdir()]
    except OSError:
        return []


def _join(head: dict[str, Any], terms: Any, parts: QuestionnaireParts) -> None:
    """Puts a questionnaire together, and finds what is wrong in it as a whole."""
    domains = tuple(parts.domains.values())
    whole = {**head, "domains": domains, "sources": parts.sources or (), "glossary": terms}
    questionnaire = None
    try:
        questionnaire = parse_content(Questionnaire, whole, _place("questionnaire"))
    except InputFault as fault:
        follows = f"{_place('questionnaire')}: domains" if parts.faults and not domains else ""
        parts.faults += [each for each in fault.faults if each.where != follows]
    ids = Counter(question.id for domain in domains for question in domain.questions)
    for name, domain in [*parts.domains.items()]:
        if any(question.domain != name or ids[question.id] > 1 for question in domain.questions):
            del parts.domains[name]
    if parts.sources and any(twice("", (row.id for source in parts.sources for row in source.recommendations))):
        parts.sources = None
    if questionnaire:
        parts.faults += _faults_between_files(questionnaire)
    if not parts.faults:
        parts.questionnaire = questionnaire


def _faults_between_files(questionnaire: Questionnaire) -> list[Fault]:
    """Faults that no single file shows: names that are used twice or are in the wrong file."""
    faults = [
        Fault(
            f"{_place(domain.id)}: {question.id}",
            _("the question's name doesn't start with the name of its domain"),
            _("Put '{domain}.' at the start of the name", domain=domain.id),
        )
        for domain in questionnaire.domains
        for question in domain.questions
        if question.domain != domain.id
    ]
    questions = [question for domain in questionnaire.domains for question in domain.questions]
    checklists = [question for question in questions if isinstance(question, ChecklistQuestion)]
    named = [
        (_("two questions have this name"), [f"{_place(question.domain)}: {question.id}" for question in questions]),
        (
            _("two items have this name"),
            [f"{_place(each.domain)}: {each.id} {option.id}" for each in checklists for option in each.options],
        ),
        (_("two sources have this name"), [f"{_place('sources')}: {source.id}" for source in questionnaire.sources]),
        (
            _("two recommendations have this name"),
            [f"{_place('sources')}: {row.id}" for source in questionnaire.sources for row in source.recommendations],
        ),
    ]
    for what, places in named:
        faults += twice(what, places)
    codes = [f"questionnaire: {domain.code}" for domain in questionnaire.domains]
    faults += twice(_("two domains have this code"), codes, _("Give each domain a different code"))
    topics = [f"questionnaire: {question.topic}" for question in questionnaire.questions.values()]
    faults += twice(_("two questions have this topic"), topics, _("Give each question a different topic"))
    return [*faults, *_faults_of_versions(questionnaire)]


def _faults_of_versions(questionnaire: Questionnaire) -> list[Fault]:
    """Faults about earlier names that could mean two questions, and questions that no version has asked yet."""
    faults = []
    taken: dict[str, str] = {}
    for question in questionnaire.questions.values():
        place = f"{_place(question.domain)}: {question.id}"
        for name in question.formerly:
            if wrong := _wrong_with_name(name, question, questionnaire, taken):
                faults.append(Fault(f"{place}: formerly", *wrong))
            taken.setdefault(name, question.id)
        if question.since and numbers_of(question.since) > numbers_of(questionnaire.version):
            what = _(
                "version {since} is later than the version of the questionnaire, {version}",
                since=question.since,
                version=questionnaire.version,
            )
            remedy = _("Raise 'version' in questionnaire.toml, or correct 'since'")
            faults.append(Fault(f"{place}: since", what, remedy))
    return faults


def _wrong_with_name(
    name: str, question: Question, questionnaire: Questionnaire, taken: dict[str, str]
) -> tuple[str, str] | None:
    """What is wrong with an earlier name of a question, and the remedy; none if it can mean that question alone.

    Args:
        name: the earlier name.
        question: the question that gives it.
        questionnaire: all questions.
        taken: the earlier names given so far, with the questions that gave them.
    """
    if name == question.id:
        what = _("'{name}' is what the question is called now", name=name)
        return what, _("Remove '{name}' from 'formerly'", name=name)
    if name in questionnaire.questions:
        what = _("'{name}' is the name of a question now, so it can't be another question's earlier name", name=name)
        if question.id in questionnaire.questions[name].formerly:
            what = _(
                "this question and the question '{name}' each give the other's name as an earlier name",
                name=name,
            )
        return what, _("Remove '{name}' from 'formerly', or rename the question '{name}'", name=name)
    if name not in taken:
        return None
    if taken[name] == question.id:
        return _("'{name}' is in the list twice", name=name), _("List each name only once")
    what = _("'{name}' is already an earlier name for '{other}'", name=name, other=taken[name])
    return what, _("Keep this earlier name only for the question that the old answers belong to")
