"""The versions of a questionnaire of your own, each with the fingerprint of what it asked."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from questionnaires.content import QUESTIONNAIRE_FOLDER, read_toml
from questionnaires.faults import Fault, InputFault
from questionnaires.language import _
from questionnaires.versions import next_version
from scoring.fingerprint import fingerprint
from scoring.instrument import Instrument

FILE: Final = "fingerprints.toml"
"""The file, in a copy's folder, of its versions."""
_HEAD: Final = (
    _("For each version of this questionnaire, the fingerprint of its questions, including levels and weights."),
    _("`readiness check` adds a line for every new version, and warns you if a version listed here has been changed."),
)
"""The first lines of that file."""


def fault_of_version(folder: Path, instrument: Instrument) -> Iterator[Fault]:
    """The fault of a questionnaire that was changed while its version stayed the same.

    Args:
        folder: its folder.
        instrument: what is in it.

    Raises:
        InputFault: the file of its fingerprints cannot be used.
    """
    version = instrument.questionnaire.version
    kept = _kept(folder).get(version)
    if kept is not None and kept != fingerprint(instrument):
        what = _("what is asked, or how an answer counts, has changed since {version}", version=version)
        remedy = _(
            "Raise the version (to {next}, for example) or, if nobody has used {version} yet, "
            "delete its line in {file}",
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
    text = path.read_text(encoding="utf-8") if path.exists() else "".join(f"# {line}\n" for line in _HEAD)
    line_end = "" if text.endswith("\n") else "\n"
    line = f'"{instrument.questionnaire.version}" = "{fingerprint(instrument)}"'
    path.write_text(f"{text}{line_end}{line}\n", encoding="utf-8")


def _kept(folder: Path) -> dict[str, str]:
    path = folder / FILE
    if not path.exists():
        return {}
    kept = read_toml(path)
    if wrong := [version for version, mark in kept.items() if not isinstance(mark, str)]:
        what = _("the value for '{version}' isn't a fingerprint", version=wrong[0])
        raise InputFault(
            Fault(FILE, what, _('Write a version and its fingerprint, as "1.0" = "..."; or delete the line'))
        )
    return kept
