"""Checks the answer files in folders and archives, for `readiness check`."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import typer

from questionnaires.language import _, ngettext
from readiness.exits import tell

if TYPE_CHECKING:
    from questionnaires.faults import Fault
    from readiness.batch.not_used import NotUsed
    from scoring.instrument import Instrument


class Checked(NamedTuple):
    """How many of the files in folders and archives have faults."""

    files: int
    """How many there are, with archives and folders that could not be read."""
    with_faults: int


@dataclass
class _Looked:
    """What was found in a folder or archive."""

    files: int = 0
    """The answer files, and the records of actions that have faults."""
    good_records: int = 0
    """The records of actions without faults."""
    faulty: "dict[str, tuple[Fault, ...]]" = field(default_factory=dict)
    """The faults of these files, by their names."""
    unread: "list[Fault]" = field(default_factory=list)
    """Archives and folders that could not be read."""
    others: "list[Fault]" = field(default_factory=list)
    """Files that were not checked."""
    worded_otherwise: list[str] = field(default_factory=list)
    """What to say about answer files whose questionnaire has other wording."""

    def take_answers(self, content: bytes, name: str, instrument: "Instrument") -> None:
        """Checks an answer file, or notes that it is a file which a batch or a workshop has for itself."""
        from questionnaires.faults import InputFault
        from readiness.batch.not_used import own_file
        from readiness.storage import parse_answer_file
        from readiness.unclear_words import other_wording

        try:
            words = other_wording(parse_answer_file(content, Path(name), instrument), instrument)
        except InputFault as fault:
            if own := own_file(name, content):
                self.take_other(own, name, instrument)
                return
            self.faulty[name] = fault.faults
        else:
            self.worded_otherwise += [f"{name}: {words}"] if words else []
        self.files += 1

    def take_record(self, content: bytes, name: str, instrument: "Instrument") -> None:
        """Checks a record of actions; alone, only one that has faults is something to check."""
        from questionnaires.faults import InputFault
        from readiness.plan.action_record import parse_record

        try:
            parse_record(content, instrument.questionnaire)
        except InputFault as fault:
            self.files += 1
            self.faulty[name] = fault.within(name).faults
        else:
            self.good_records += 1

    def take_other(self, found: "NotUsed", name: str, instrument: "Instrument") -> None:
        """Notes what is no answer file; a record of actions is checked, if it isn't in an archive."""
        from questionnaires.faults import Fault, InputFault
        from readiness.batch.inputs import read_whole
        from readiness.plan.leftover_records import SUFFIX

        if not name.lower().endswith(SUFFIX):
            what = _("this file was not checked, because it is {kind}", kind=found.what)
            self.others.append(Fault(name, what, found.what_to_do))
        elif Path(found.file).is_file():
            try:
                self.take_record(read_whole(found.file), name, instrument)
            except InputFault as fault:
                self.files += 1
                self.faulty[name] = fault.within(name).faults


def check_all_in(path: Path, instrument: "Instrument") -> Checked:
    """Shows every fault in every answer file in a folder or archive, and which files aren't answer files.

    Raises:
        InputFault: the folder or archive has no answer file, or can't be read.
    """
    from questionnaires.faults import Fault, InputFault
    from readiness.text import printable_path

    looked = _look_in(path, instrument)
    if not looked.files:
        remedy = _("Choose a folder with answer files in it")
        none = Fault(str(path), _("no answer files and no questionnaire were found here"), remedy)
        raise InputFault(looked.unread or none)
    for _name, faults in sorted(looked.faulty.items()):
        tell(faults)
    tell(sorted(looked.unread, key=str))
    tell(sorted(looked.others, key=str))
    for line in sorted(looked.worded_otherwise):
        typer.echo(line)
    checked = Checked(looked.files + len(looked.unread), len(looked.faulty) + len(looked.unread))
    typer.echo(_summary(printable_path(str(path)), checked, looked.good_records))
    return checked


def _look_in(path: Path, instrument: "Instrument") -> _Looked:
    """Looks at everything that a batch would look at."""
    from questionnaires.faults import InputFault
    from readiness.batch.find import Finder
    from readiness.batch.inputs import Input, content_of
    from readiness.batch.not_used import NotUsed, Rejection
    from readiness.plan.leftover_records import record_name
    from readiness.text import printable_path

    looked = _Looked()
    for found in Finder([str(path)]).inputs():
        name = printable_path(found if isinstance(found, str) else found[0])
        if isinstance(found, Rejection):
            continue  # only the table of an earlier batch has such
        if isinstance(found, NotUsed):
            looked.take_other(found, name, instrument)
        elif isinstance(found, Input) and found.refused and os.path.lexists(found.path):  # not an entry of an archive
            looked.unread.append(found.refused.within(name))
        else:
            try:
                content = content_of(found)
            except InputFault as fault:
                looked.files += 1
                looked.faulty[name] = fault.within(name).faults
                continue
            looked.take_answers(content, name, instrument)
            if isinstance(found, Input) and found.record:
                looked.take_record(found.record, record_name(name), instrument)
    return looked


def _summary(folder: str, checked: Checked, good_records: int) -> str:
    if not checked.with_faults:
        return ngettext(
            "{folder}: no problems found in {n:,} answer file.",
            "{folder}: no problems found in {n:,} answer files.",
            checked.files,
            folder=folder,
        )
    return ngettext(
        "{folder}: {n:,} file checked, {faulty:,} with problems.",
        "{folder}: {n:,} files checked, {faulty:,} with problems.",
        checked.files + good_records,
        folder=folder,
        faulty=checked.with_faults,
    )


def holds_many(path: Path) -> bool:
    """Whether a path is a folder of answer files or an archive, rather than a single file or a questionnaire."""
    from questionnaires.content import QUESTIONNAIRE_FOLDER
    from readiness.commands.options import is_folder
    from scoring.rubric import RUBRIC_FOLDER

    if is_folder(path):
        is_part = any(path.glob("*.toml"))
        return not is_part and not any(is_folder(path / part) for part in (QUESTIONNAIRE_FOLDER, RUBRIC_FOLDER))
    return path.suffix.lower() == ".zip" and path.is_file()
