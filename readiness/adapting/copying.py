"""Copying a questionnaire and its rubric, to adapt them: with an identity, a version and a README of its own."""

import re
import shutil
import tempfile
from importlib.resources import as_file, files
from pathlib import Path
from typing import Final

import tomlkit

from questionnaires.content import QUESTIONNAIRE_FOLDER, SHIPPED
from questionnaires.encodings import text_of
from questionnaires.faults import Fault
from questionnaires.language import CATALOGUE, _
from questionnaires.model import Questionnaire
from questionnaires.style import FILE as STYLE
from questionnaires.versions import version_in
from readiness.adapting.translating import renew_catalogue
from readiness.adapting.versions import keep_fingerprint
from readiness.answer_names import is_kept_by_windows
from readiness.exits import UsageFault
from scoring.instrument import load_instrument
from scoring.rubric import RUBRIC_FOLDER

FIRST_VERSION: Final = "1.0"
_IDENTITY: Final = re.compile(r"[a-z][a-z0-9_-]{0,39}")
_PACKAGES: Final = ("questionnaires", "scoring", "readiness")
_README: Final = "README.md"
_NO_ANSWERS: Final = shutil.ignore_patterns("*.json")
_OF_VERSIONS: Final = {"since", "formerly"}
"""What questions say about earlier versions of the original, which a copy does not have."""


def copy_questionnaire(
    folder: Path, source: Path | None, identity: str | None = None, language: str | None = None
) -> Questionnaire:
    """Copies the files of a questionnaire and its rubric, so that they can be adapted.

    Args:
        folder: a folder that does not exist yet, or is empty.
        source: the folder of the questionnaire; none for the one that ships with the program.
        identity: what answer files call the copy; by default the folder's name.
        language: the language into which the copy will be translated. It keeps the identity, as answers to a
            translation are answers to the same questions, and gets a version such as `1.1-cy`.

    Returns:
        The copy.

    Raises:
        UsageFault: the folder or the identity cannot be used.
    """
    place_of_copy = folder.absolute()
    original = load_instrument(source).questionnaire
    identity = original.id if language else _usable_identity(place_of_copy, original, identity)
    _refuse_folder(folder, source)
    parts = {
        QUESTIONNAIRE_FOLDER: (source / QUESTIONNAIRE_FOLDER) if source else files("questionnaires") / SHIPPED,
        RUBRIC_FOLDER: (source / RUBRIC_FOLDER) if source else files("scoring") / SHIPPED,
    }
    try:
        place_of_copy.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".copy-", dir=place_of_copy.parent) as place:
            draft = Path(place) / "copy"  # moved only once it is complete, so that half a copy is never left behind
            for kind, shipped in parts.items():
                with as_file(shipped) as path:
                    shutil.copytree(path, draft / kind, ignore=_NO_ANSWERS, copy_function=shutil.copyfile)
            if language:
                _name_translation(draft, original, language)
            else:
                _name_copy(draft, identity)
                if source and (source / CATALOGUE).exists():
                    shutil.copyfile(source / CATALOGUE, draft / CATALOGUE)
            readme = files("readiness.adapting").joinpath("copy_readme.md").read_text(encoding="utf-8")
            name = place_of_copy.name
            readme = readme.replace("FOLDER", f'"{name}"' if " " in name else name).replace("IDENTITY", identity)
            (draft / _README).write_text(readme, encoding="utf-8")
            copy = load_instrument(draft)
            keep_fingerprint(draft, copy)
            folder.mkdir(exist_ok=True)
            for part in draft.iterdir():
                part.rename(folder / part.name)
    except OSError as error:
        what = _("the copy can't be saved ({reason})", reason=error.strerror or error)
        raise UsageFault(Fault(str(folder), what, _("Choose a folder you are allowed to save in"))) from error
    return copy.questionnaire


def _usable_identity(folder: Path, original: Questionnaire, given: str | None) -> str:
    """The identity that a copy gets.

    Raises:
        UsageFault: it can't be an identity, or belongs to another questionnaire.
    """
    identity = folder.name.lower().replace(" ", "-") if given is None else given
    remedy = _("Give the copy a different identifier, such as `--id my-trust`")
    if not _IDENTITY.fullmatch(identity):
        what = _("'{identity}' can't be used as a questionnaire's identifier", identity=identity)
        remedy = _(
            "Choose an identifier that starts with a letter and has up to 40 lower-case letters, digits and hyphens, "
            "such as `--id my-trust`"
        )
        raise UsageFault(Fault("--id", what, remedy))
    if identity == SHIPPED:
        what = _("'{identity}' is already used by the questionnaire that comes with the program", identity=identity)
        raise UsageFault(Fault("--id", what, remedy))
    if is_kept_by_windows(identity):
        raise UsageFault(
            Fault(
                "--id",
                _("Windows doesn't allow the name '{identity}', because it stands for a device", identity=identity),
                remedy,
            )
        )
    if original.id == identity:
        what = _("'{identity}' is already used by the questionnaire you're copying", identity=identity)
        raise UsageFault(Fault("--id", what, remedy))
    return identity


def _refuse_folder(folder: Path, source: Path | None) -> None:
    """Refuses a folder that is not empty, or is inside the program or the questionnaire that is copied.

    Raises:
        UsageFault: it is such a folder.
    """
    place = folder.resolve()
    for package in _PACKAGES:
        with as_file(files(package)) as own:
            if place.is_relative_to(own.resolve()):
                what = _(
                    "this folder is inside the program's own folder, which is replaced when the program is updated"
                )
                raise UsageFault(Fault(str(folder), what, _("Choose a folder in your own documents")))
    if source and place.is_relative_to(source.resolve()):
        what = _("this folder is inside the questionnaire you're copying")
        raise UsageFault(Fault(str(folder), what, _("Choose a folder that is not inside the questionnaire")))
    try:
        taken = folder.is_symlink() or (folder.exists() and not (folder.is_dir() and not any(folder.iterdir())))
    except OSError as error:
        what = _("this folder can't be opened ({reason})", reason=error.strerror)
        raise UsageFault(Fault(str(folder), what, _("Choose a folder you are allowed to save in"))) from error
    if taken:
        raise UsageFault(
            Fault(
                str(folder),
                _("there is already a file, or a folder that isn't empty, with this name"),
                _("Choose another folder"),
            )
        )


def _name_translation(folder: Path, original: Questionnaire, language: str) -> None:
    """Writes a translation's language and version into its files, and adds the catalogue of the program's texts.

    The rules of style are about the original's language, so they are left out.
    """
    head = folder / QUESTIONNAIRE_FOLDER / "questionnaire.toml"
    content = tomlkit.parse(text_of(head.read_bytes()))
    content["language"] = language
    content["version"] = version_in(original.version, language)
    _write(head, content)
    (head.parent / STYLE).unlink(missing_ok=True)
    renew_catalogue(folder, language)


def _name_copy(folder: Path, identity: str) -> None:
    """Writes a copy's identity and first version into its files; everything else there stays as it is."""
    asked = folder / QUESTIONNAIRE_FOLDER
    head = tomlkit.parse(text_of((asked / "questionnaire.toml").read_bytes()))
    head["id"], head["version"] = identity, FIRST_VERSION
    _write(asked / "questionnaire.toml", head)
    for name in head["domains"].unwrap():
        domain = tomlkit.parse(text_of((asked / f"{name}.toml").read_bytes()))
        questions = [each for each in domain["questions"] if each.keys() & _OF_VERSIONS]
        for question in questions:
            for key in _OF_VERSIONS & question.keys():
                del question[key]
        if questions:
            _write(asked / f"{name}.toml", domain)


def _write(path: Path, document: tomlkit.TOMLDocument) -> None:
    path.write_text(tomlkit.dumps(document), encoding="utf-8", newline="")
