"""The versions of a questionnaire of your own, each with the fingerprint of what it asked and what it asked about."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from questionnaires.content import QUESTIONNAIRE_FOLDER, read_toml
from questionnaires.faults import Fault, InputFault
from questionnaires.language import _
from questionnaires.local_style import listed
from questionnaires.model import ChecklistQuestion, Questionnaire
from questionnaires.versions import VERSION_PATTERN, next_major_version, next_version
from readiness.adapting.content_files import read_text, write_text
from scoring.fingerprint import fingerprint
from scoring.instrument import Instrument

FILE: Final = "fingerprints.toml"
"""The file, in a copy's folder, of its versions."""
_MOST_NAMED: Final = 5
"""Questions and items that are missing of which the names are given."""
_HEAD: Final = (
    _("This file contains a fingerprint of the questions, levels and weights in each version of this questionnaire."),
    _("Each fingerprint is followed by the names of the questions and of the checklist items."),
    _("`readiness check` adds a line for every new version, and warns you if one of these versions has been changed."),
)
"""The first lines of that file."""


def fault_of_version(folder: Path, instrument: Instrument) -> Iterator[Fault]:
    """The fault of a questionnaire that was changed while its version stayed the same, or its first number did.

    Args:
        folder: its folder.
        instrument: what is in it.

    Raises:
        InputFault: the file of its fingerprints cannot be used.
    """
    questionnaire, kept = instrument.questionnaire, _kept(folder)
    version = questionnaire.version
    gone = _gone(kept, questionnaire)
    if gone:
        what = _(
            "earlier answers no longer fit the questionnaire, because these questions or items are missing: {names}",
            names=listed(gone, _MOST_NAMED),
        )
        remedy = _(
            "Raise the version to {next}, and keep a copy of the old version. If a question was only renamed, give its "
            "old name in 'formerly'. If nobody has used the old version yet, you can delete its line in "
            "{file} instead",
            next=next_major_version(version),
            file=FILE,
        )
        yield Fault(f"{QUESTIONNAIRE_FOLDER}/questionnaire.toml: version", what, remedy)
    elif version in kept and kept[version].split()[:1] != [fingerprint(instrument)]:
        what = _(
            "the questions, or the way their answers are scored, have changed since version {version}", version=version
        )
        remedy = _(
            "Raise the version, for example to {next}. If nobody has used version {version} yet, you can delete its "
            "line in {file} instead",
            next=next_version(version),
            version=version,
            file=FILE,
        )
        yield Fault(f"{QUESTIONNAIRE_FOLDER}/questionnaire.toml: version", what, remedy)


def is_kept(folder: Path, instrument: Instrument) -> bool:
    """Whether the fingerprint of an instrument's version is kept in its folder."""
    return instrument.questionnaire.version in _kept(folder)


def keep_fingerprint(folder: Path, instrument: Instrument) -> None:
    """Keeps the fingerprint of a version that is new in its folder.

    Raises:
        OSError: it cannot be written there.
    """
    path = folder / FILE
    text = read_text(path) if path.exists() else "".join(f"# {line}\n" for line in _HEAD)
    line_end = "" if text.endswith("\n") else "\n"
    names = _answered(instrument.questionnaire)
    line = f'"{instrument.questionnaire.version}" = "{" ".join([fingerprint(instrument), *names])}"'
    write_text(path, f"{text}{line_end}{line}\n")


def _answered(questionnaire: Questionnaire, *, earlier_names: bool = False) -> list[str]:
    """What answers name: questions with levels, and items of checklists after their question and a slash.

    Args:
        questionnaire: what is asked.
        earlier_names: whether to add the same under the earlier names of questions.
    """
    found = []
    for question in questionnaire.questions.values():
        for name in (question.id, *(question.formerly if earlier_names else ())):
            items = [item.id for item in question.options] if isinstance(question, ChecklistQuestion) else []
            found += [f"{name}/{item}" for item in items] or [name]
    return found


def _gone(kept: Mapping[str, str], questionnaire: Questionnaire) -> list[str]:
    """What answers to versions with the same first number may name, and the questionnaire does not have."""
    now = {*_answered(questionnaire, earlier_names=True)}
    before = [
        name
        for version, mark in kept.items()
        if re.fullmatch(VERSION_PATTERN, version) and questionnaire.fits(version)
        for name in mark.split()[1:]
    ]
    return [name for name in dict.fromkeys(before) if name not in now]


def _kept(folder: Path) -> dict[str, str]:
    path = folder / FILE
    if not path.exists():
        return {}
    kept = read_toml(path)
    if wrong := [version for version, mark in kept.items() if not isinstance(mark, str)]:
        what = _("the entry for version '{version}' isn't a fingerprint", version=wrong[0])
        raise InputFault(
            Fault(FILE, what, _('Write a version and its fingerprint, such as "1.0" = "...", or delete the line'))
        )
    return kept
