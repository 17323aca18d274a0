"""Forgetting everybody's own answers: the counts and what was agreed stay, everything about single people goes."""

import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path

from questionnaires.faults import Fault, InputFault
from questionnaires.language import _, ngettext
from questionnaires.local_style import listed
from readiness.answer_names import backup_of
from readiness.exits import UsageFault
from readiness.held_files import release, remove, take
from readiness.plan.record_file import record_path
from readiness.storage import cannot_write, lock_of
from readiness.text import printable_path
from readiness.workshop.counts_file import Counts, path_of, save_counts
from readiness.workshop.everyone import answer_files
from readiness.workshop.folder import WorkshopFolder
from readiness.workshop.gathering import Gathering
from readiness.workshop.individual_files import FolderContents
from scoring.agenda import Agenda, agenda_of

_MOST_FAULTS = 12
_HAVE_ANSWERS_OFTEN = (".doc", ".docx", ".heic", ".jpeg", ".jpg", ".odt", ".ods", ".pdf", ".png", ".rtf", ".tif")
"""The endings of forms filled in with Word and of scans, which are named before other files."""
_MADE_HERE = ("report", "agenda", "who-sees-what", "who-sees-what-large-print")
"""The names of files that are made for others to read."""
_FORMS = ("form", "form-large-print", "form-on-paper", "form-on-paper-large-print")
"""The names of the empty forms."""


def counts_of(gathering: Gathering, today: date) -> Counts:
    """What is kept of everybody's answers: how many gave which, without notes; of one or two people nothing."""
    return Counts(
        workshop=gathering.workshop.id,
        forgotten=gathering.forgotten or today,
        took_part=gathering.took_part,
        agenda=_without_people(gathering),
    )


def _without_people(gathering: Gathering) -> Agenda:
    agenda = gathering.agenda
    if not agenda.can_be_shown:
        nobody = agenda_of(gathering.instrument, gathering.questions, ())
        return nobody.model_copy(update={"people": agenda.people})
    questions = tuple(found.model_copy(update={"notes": ()}) for found in agenda.questions)
    return agenda.model_copy(update={"questions": questions})


def what_goes(contents: FolderContents, gathering: Gathering) -> Iterator[str]:
    """What would be deleted, in sentences."""
    folder, number = gathering.folder, len(contents.people)
    yield ngettext(
        "To be deleted: {n} answer file, with people's codes and notes.",
        "To be deleted: {n} answer files, with people's codes and notes.",
        number,
    )
    if uncounted := len(gathering.left_out):
        yield ngettext("{n} of the answer files is not counted:", "{n} of the answer files are not counted:", uncounted)
        yield from (f"- {fault}" for fault in gathering.left_out[:_MOST_FAULTS])
    if contents.beside:
        yield _(
            "The files kept with the answer files, such as earlier versions, will also be deleted: {files}.",
            files=_named(contents.beside, folder),
        )
    if contents.elsewhere:
        files = _named(contents.elsewhere, folder)
        yield _("Other files with people's individual answers will also be deleted: {files}.", files=files)
    if contents.temporary:
        yield _("Temporary files will also be deleted: {files}.", files=_named(contents.temporary, folder))


def what_stays(contents: FolderContents, gathering: Gathering) -> Iterator[str]:
    """What would be kept, in sentences."""
    folder, agenda = gathering.folder, gathering.agenda
    if agenda.can_be_shown:
        yield ngettext(
            "To be kept: which answers {n} person gave ({file}).",
            "To be kept: how many of the {n} people gave each answer ({file}).",
            agenda.people,
            file=path_of(folder).name,
        )
        if few := sum(not found.spread.answered for found in agenda.questions):
            yield ngettext(
                "There are no counts for {n} question, as too few people answered.",
                "There are no counts for {n} questions, as too few people answered.",
                few,
            )
        shown = {role for found in agenda.questions for role in found.by_role}
        if roles := [each.name for role, each in gathering.instrument.questionnaire.roles.items() if role in shown]:
            yield _("Counts are also kept for each of these roles separately: {roles}.", roles="; ".join(roles))
    elif agenda.people:
        yield ngettext(
            "No counts are kept: with {n} person, the counts would show who answered what.",
            "No counts are kept: with {n} people, the counts would show who answered what.",
            agenda.people,
        )
    if gathering.took_part:
        yield _("The list of roles that took part is kept, even if only one person has a role.")
    if folder.agreed.exists():
        agreed = _named((folder.agreed, *folder.other_agreed), folder)
        yield _("The agreed answers are kept, with the reasons and other views ({file}).", file=agreed)
    else:
        yield _("Nothing is agreed yet. When you agree on the answers, there will be no notes to show.")
    agreed_files = (folder.agreed, backup_of(folder.agreed), *folder.other_agreed, record_path(folder.agreed))
    own = {*agreed_files, folder.description, path_of(folder)}
    others = tuple(path for path in contents.kept if path not in own)
    made = tuple(
        path for path in others if path.stem in _MADE_HERE or (path.parent == folder.forms and path.stem in _FORMS)
    )
    if made:
        yield _("Forms, reports and agendas are kept: {files}.", files=_named(made, folder))
    if any(path.stem == "agenda" for path in made):
        yield _("An agenda includes any notes that may be shown to others.")
    unknown = tuple(path for path in others if path not in made)
    if unknown := tuple(sorted(unknown, key=lambda path: path.suffix.lower() not in _HAVE_ANSWERS_OFTEN)):
        yield _(
            "These files are kept too: {files}. The program can't tell whether they have anybody's answers in them, "
            "as a scan or a form filled in with Word would. Please check, and delete any that do.",
            files=_named(unknown, folder),
        )
    yield from in_other_workshops(contents, folder)
    yield _("Copies in other places, such as email attachments or the computer's own backups, are not deleted.")


def in_other_workshops(contents: FolderContents, folder: WorkshopFolder) -> Iterator[str]:
    """What is said about the folders of other workshops, if there are any in this one."""
    if contents.workshops:
        yield ngettext(
            "This folder is a workshop of its own, so nothing in it is deleted: {folders}. To delete the individual "
            "answers there too, use `readiness workshop forget` for that folder.",
            "These folders are workshops of their own, so nothing in them is deleted: {folders}. To delete the "
            "individual answers there too, use `readiness workshop forget` for each of them.",
            len(contents.workshops),
            folders=_named(contents.workshops, folder),
        )


def forget(gathering: Gathering, contents: FolderContents, today: date) -> int:
    """Keeps the counts, then deletes everybody's own answers.

    Returns:
        How many files were deleted.

    Raises:
        InputFault: somebody has one of the answer files open.
        UsageFault: the counts cannot be written, and nothing is deleted; or some files cannot be deleted.
    """
    with ExitStack() as locks:
        locks.enter_context(gathering.folder.lock())
        _hold_answers(gathering.folder, locks)
        locked = _locked(contents.to_delete, locks)
        if gathering.forgotten is None:
            try:
                save_counts(gathering.folder, counts_of(gathering, today))
            except OSError as error:
                raise UsageFault(
                    cannot_write(
                        path_of(gathering.folder), error, _("Nothing was deleted. Try again once the file can be saved")
                    )
                ) from error
        to_delete = [path for path in contents.to_delete if path not in locked]
        faults = [fault for path in to_delete if (fault := _delete(path))]
    if faults:
        raise UsageFault(faults)
    return sum(not os.path.lexists(path) for path in contents.to_delete)


def _hold_answers(folder: WorkshopFolder, locks: ExitStack) -> None:
    """Keeps everybody from opening the answer files until they are deleted.

    Raises:
        InputFault: somebody has one of them open.
    """
    for lock_file, path in {lock_of(path): path for path in answer_files(folder)}.items():
        try:
            locks.callback(release, take(lock_file))
        except TimeoutError as error:
            remedy = _("Close the file first, then try again. Nothing was deleted")
            raise InputFault(Fault(str(path), _("somebody has this file open"), remedy)) from error


def _locked(paths: Iterable[Path], locks: ExitStack) -> set[Path]:
    """The locks that a program holds, including this one, which removes its own when it releases them."""
    held = set()
    for path in paths:
        if path.suffix == ".lock":
            try:
                lock = take(path)
            except TimeoutError:
                held.add(path)
                continue
            if lock:
                held.add(path)
                locks.callback(release, lock)
    return held


def _delete(path: Path) -> Fault | None:
    try:
        remove(path)
    except OSError as error:
        return Fault(
            str(path),
            _("the file can't be deleted ({reason})", reason=error.strerror or error),
            _("Delete the file yourself"),
        )
    return None


def _named(paths: tuple[Path, ...], folder: WorkshopFolder) -> str:
    """All files by their places in the folder: somebody has to look at what is kept, and for what goes."""
    return listed([printable_path(str(path.relative_to(folder.path))) for path in paths], len(paths))
