"""Checks the answer files in folders and archives, for `readiness check`."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import typer

from questionnaires.language import _, ngettext
from readiness.exits import tell

if TYPE_CHECKING:
    from readiness.batch.inputs import Input
    from scoring.instrument import Instrument


class Checked(NamedTuple):
    """How many of the files in folders and archives have faults."""

    files: int
    """How many there are, with archives and folders that could not be read."""
    with_faults: int


def check_all_in(path: Path, instrument: "Instrument") -> Checked:
    """Shows every fault in every answer file in a folder or archive, and which files aren't answer files.

    Raises:
        InputFault: the folder or archive has no answer file, or can't be read.
    """
    from questionnaires.faults import Fault, InputFault
    from readiness.batch.find import Finder
    from readiness.batch.inputs import Input
    from readiness.batch.not_used import NotUsed, Rejection
    from readiness.storage import parse_answer_file
    from readiness.text import printable_path
    from readiness.unclear_words import other_wording

    files = 0
    unread: list[Fault] = []
    faulty: dict[str, tuple[Fault, ...]] = {}
    others: list[Fault] = []
    worded_otherwise: list[str] = []
    for found in Finder([str(path)]).inputs():
        name = printable_path(found if isinstance(found, str) else found[0])
        if isinstance(found, Rejection):
            continue  # only the table of an earlier batch has such
        if isinstance(found, NotUsed):
            what = _("this file was not checked, because it is {kind}", kind=found.what)
            others.append(Fault(name, what, found.what_to_do))
            continue
        if isinstance(found, Input) and found.refused and os.path.lexists(found.path):  # not an entry of an archive
            unread.append(found.refused.within(name))
            continue
        files += 1
        try:
            sheet = parse_answer_file(_content_of(found, name), Path(name), instrument)
            if words := other_wording(sheet, instrument):
                worded_otherwise.append(f"{name}: {words}")
        except InputFault as fault:
            faulty[name] = fault.faults
    if not files:
        remedy = _("Choose a folder with answer files in it")
        none = Fault(str(path), _("no answer files and no questionnaire were found here"), remedy)
        raise InputFault(unread or none)
    for _name, faults in sorted(faulty.items()):
        tell(faults)
    tell(sorted(unread, key=str))
    tell(sorted(others, key=str))
    for line in sorted(worded_otherwise):
        typer.echo(line)
    typer.echo(_summary(printable_path(str(path)), files, len(faulty)))
    return Checked(files + len(unread), len(faulty) + len(unread))


def _summary(folder: str, files: int, faulty: int) -> str:
    if not faulty:
        return ngettext(
            "{folder}: no problems found in {n:,} answer file.",
            "{folder}: no problems found in {n:,} answer files.",
            files,
            folder=folder,
        )
    return ngettext(
        "{folder}: {n:,} file checked, {faulty:,} with problems.",
        "{folder}: {n:,} files checked, {faulty:,} with problems.",
        files,
        folder=folder,
        faulty=faulty,
    )


def _content_of(found: "str | Input", name: str) -> bytes:
    from questionnaires.faults import InputFault
    from readiness.batch.inputs import content_of

    try:
        return content_of(found)
    except InputFault as fault:
        raise fault.within(name) from fault


def holds_many(path: Path) -> bool:
    """Whether a path is a folder of answer files or an archive, rather than a single file or a questionnaire."""
    from questionnaires.content import QUESTIONNAIRE_FOLDER
    from readiness.commands.options import is_folder
    from scoring.rubric import RUBRIC_FOLDER

    if is_folder(path):
        is_part = any(path.glob("*.toml"))
        return not is_part and not any(is_folder(path / part) for part in (QUESTIONNAIRE_FOLDER, RUBRIC_FOLDER))
    return path.suffix.lower() == ".zip" and path.is_file()
