"""Adds a question or a domain to a questionnaire of your own: complete, with placeholders for its texts."""

import re
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import Final

import tomlkit

from questionnaires.content import QUESTIONNAIRE_FOLDER
from questionnaires.explain import near
from questionnaires.faults import Fault
from questionnaires.language import _
from questionnaires.model import domain_of
from questionnaires.reading import FILES_OF_THE_WHOLE
from questionnaires.versions import next_version
from readiness.adapting.content_files import read_text, write_text
from readiness.adapting.versions import is_kept
from readiness.exits import UsageFault
from scoring.instrument import Instrument
from scoring.rubric import RUBRIC_FILE, RUBRIC_FOLDER
from scoring.unwritten import UNNAMED

_WORD: Final = r"[a-z][a-z0-9_-]*"


def add_domain(folder: Path, instrument: Instrument, domain: str, question: str | None = None) -> list[Path]:
    """Adds a domain with one question to a copy, with placeholders for all texts.

    Args:
        folder: the copy.
        instrument: what is in it.
        domain: the new domain's identifier.
        question: its question's identifier; by default a placeholder.

    Returns:
        The files in which texts are to be written.

    Raises:
        UsageFault: a name cannot be used, or a file not written.
    """
    domains = [each.id for each in instrument.questionnaire.domains]
    if not re.fullmatch(_WORD, domain) or domain in {*FILES_OF_THE_WHOLE, Path(RUBRIC_FILE).stem}:
        what = _("'{domain}' can't be used as the name of a domain", domain=domain)
        raise UsageFault(
            Fault(
                "--add-domain", what, _("Choose a name made of lower-case letters, digits and hyphens, such as 'money'")
            )
        )
    if domain in domains:
        remedy = _("Use --add {domain}.NAME to add a question to this domain", domain=domain)
        raise UsageFault(Fault("--add-domain", _("there is already a domain called '{domain}'", domain=domain), remedy))
    question = question or f"{domain}.{UNNAMED}"
    _check_question(question, [*domains, domain])
    if domain_of(question) != domain:
        what = _(
            "the question '{question}' doesn't belong to the new domain '{domain}'", question=question, domain=domain
        )
        raise UsageFault(
            Fault(
                "--add",
                what,
                _(
                    "Choose a question name that begins with '{domain}.', or add the domain first and then the "
                    "question",
                    domain=domain,
                ),
            )
        )
    files_of_domain = {
        _asked(folder, domain): _stub("domain", domain=domain, code=_code(domain, instrument)),
        _judged(folder, domain): f'domain = "{domain}"\n',
    }
    for path, text in files_of_domain.items():
        if path.exists():
            remedy = _("Move this file somewhere else, or choose another name for the domain")
            raise UsageFault(Fault(str(path), _("this file already exists"), remedy))
        _write(path, text)
    _change_head(folder, instrument, domain)
    return _append_question(folder, instrument, question)


def add_question(folder: Path, instrument: Instrument, question: str) -> list[Path]:
    """Adds a question to a copy, all of it to be written; or names the one that a new domain came with.

    Args:
        folder: the copy.
        instrument: what is in it.
        question: the new question's identifier, such as `money.budget`.

    Returns:
        The files in which texts are to be written.

    Raises:
        UsageFault: a name cannot be used, or a file not written.
    """
    _check_question(question, [each.id for each in instrument.questionnaire.domains])
    if question in instrument.questionnaire.questions:
        raise UsageFault(
            Fault(
                "--add",
                _("there is already a question called '{question}'", question=question),
                _("Choose another name for the new question"),
            )
        )
    domain = domain_of(question)
    unnamed = f"{domain}.{UNNAMED}"
    _change_head(folder, instrument)
    if unnamed not in instrument.questionnaire.questions:
        return _append_question(folder, instrument, question)
    paths = [_asked(folder, domain), _judged(folder, domain), _sources(folder)]
    for path in paths:
        _write(path, read_text(path).replace(unnamed, question))
    return paths


def _check_question(question: str, domains: list[str]) -> None:
    domain = domain_of(question)
    if not re.fullmatch(rf"{_WORD}\.{_WORD}", question):
        what = _("'{question}' can't be used as the name of a question", question=question)
        raise UsageFault(
            Fault("--add", what, _("Write the domain, a full stop and a name for the question, such as 'money.budget'"))
        )
    if domain not in domains:
        close = near(domain, domains)
        remedy = (
            close if close.endswith("?") else _("Use --add-domain {domain} to add the domain as well", domain=domain)
        )
        raise UsageFault(Fault("--add", _("there is no domain called '{domain}'", domain=domain), remedy))


def _append_question(folder: Path, instrument: Instrument, question: str) -> list[Path]:
    """Adds a question, its criterion and a source of its own at the end of their files."""
    domain, rubric = domain_of(question), instrument.rubric
    taken = {source.id for source in instrument.questionnaire.sources}
    letters = "".join(filter(str.isalpha, question.removesuffix(UNNAMED) or domain)).upper()
    source = next(name for name in (letters + "X" * more for more in range(len(taken) + 1)) if name not in taken)
    facts = {
        "id": question,
        "since": _version(folder, instrument),
        "source": source,
        "stage": rubric.stages[0].id,
        "effort": next(iter(rubric.efforts)),
    }
    paths = {_asked(folder, domain): "question", _judged(folder, domain): "criterion", _sources(folder): "source"}
    for path, kind in paths.items():
        _write(path, f"{read_text(path).rstrip()}\n\n{_stub(kind, **facts)}")
    return list(paths)


def _change_head(folder: Path, instrument: Instrument, domain: str | None = None) -> None:
    """Lists a new domain, and raises the version if its questions have been recorded already."""
    path = folder / QUESTIONNAIRE_FOLDER / "questionnaire.toml"
    document = tomlkit.parse(read_text(path))
    if domain:
        document["domains"].append(domain)
    document["version"] = _version(folder, instrument)
    _write(path, tomlkit.dumps(document))


def _version(folder: Path, instrument: Instrument) -> str:
    """The version that asks a new question: the next one, if what this one asks has been recorded already."""
    version = instrument.questionnaire.version
    return next_version(version) if is_kept(folder, instrument) else version


def _code(domain: str, instrument: Instrument) -> str:
    """Two letters for a domain that no other has: its first two, if they are free."""
    taken = {each.code for each in instrument.questionnaire.domains}
    letters = "".join(filter(str.isalpha, domain)).upper()
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return next(first + second for first in letters for second in letters[1:] + alphabet if first + second not in taken)


def _stub(kind: str, **facts: str) -> str:
    return Template(files("readiness.adapting").joinpath(f"stubs/{kind}.toml").read_text("utf-8")).substitute(facts)


def _asked(folder: Path, domain: str) -> Path:
    return folder / QUESTIONNAIRE_FOLDER / f"{domain}.toml"


def _judged(folder: Path, domain: str) -> Path:
    return folder / RUBRIC_FOLDER / f"{domain}.toml"


def _sources(folder: Path) -> Path:
    return folder / QUESTIONNAIRE_FOLDER / "sources.toml"


def _write(path: Path, text: str) -> None:
    """Writes a content file.

    Raises:
        UsageFault: it cannot be written.
    """
    try:
        write_text(path, text)
    except OSError as error:
        what = _("this file can't be saved ({reason})", reason=error.strerror or error)
        remedy = _("Check that you are allowed to save files in the folder this file is in")
        raise UsageFault(Fault(str(path), what, remedy)) from error
