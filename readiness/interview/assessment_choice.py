"""The choice at the start of `readiness assess`: a new or an existing assessment, and what to do with it."""

import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from questionnaires.language import _
from readiness.answer_folder import answer_files
from readiness.exits import UsageFault
from readiness.interview.answer_menu import AnswerMenu, unclear_paragraphs
from readiness.interview.answer_tasks import Task, choose_task, wants_kept_version
from readiness.interview.listed_assessment import ListedAssessment, read_assessment
from readiness.interview.unclear_assessments import copies_beside, notes_on
from readiness.open_answers import AnswerFile
from readiness.prompts.interface import Paragraph, Prompts
from readiness.storage import cannot_write, kept_version
from readiness.text import printable_path
from scoring.instrument import Instrument


@dataclass(frozen=True)
class Choice:
    """What a person wants to work on."""

    path: Path | None
    """The answer file; none for a new one that is named after its service."""
    task: Task | None = None
    """What to do with a finished assessment; none to answer what is open."""

    @property
    def exists(self) -> bool:
        """Whether there is such a file."""
        return self.path is not None and os.path.lexists(self.path)


def choose_in_folder(prompts: Prompts, instrument: Instrument, today: date, domain: str | None = None) -> Choice:
    """Asks which of this folder's assessments is meant, if there is one, and what to do with it.

    `domain` is the only one that is asked about; none for all of them. It is the same below.
    """
    if not answer_files(Path()):
        return Choice(None)
    while True:
        menu = AnswerMenu(prompts, instrument, answer_files(Path()), today, new=True)
        chosen = menu.choose(_("Which assessment?"))
        if chosen is None:
            return Choice(None)
        if choice := _work_on(prompts, instrument, chosen, domain, has_list=True):
            return choice
        prompts.say(Paragraph(""))  # instead of what was said about that one


def choose_named(
    prompts: Prompts, instrument: Instrument, path: Path, today: date, domain: str | None = None
) -> Choice:
    """Asks what to do with the answer file that was named, if there is a choice.

    Raises:
        InputFault: it cannot be used, and the version before neither, or that is not wanted.
    """
    beside = copies_beside(path, instrument)
    kept = kept_version(path, instrument) is not None
    if not os.path.lexists(path) and (beside or not kept):
        return _choose_copy(prompts, instrument, path, [each.path for each in beside], today, domain, kept=kept)
    chosen = read_assessment(path, instrument)
    if chosen.fault and not chosen.kept:
        raise chosen.fault
    prompts.say(*unclear_paragraphs(notes_on([chosen, *beside], today)))
    choice = _work_on(prompts, instrument, chosen, domain, has_list=False)
    if choice is None and chosen.fault:
        raise chosen.fault
    return choice or Choice(path)


def _choose_copy(
    prompts: Prompts,
    instrument: Instrument,
    path: Path,
    copies: list[Path],
    today: date,
    domain: str | None,
    *,
    kept: bool,
) -> Choice:
    """Asks whether a copy of a file that doesn't exist is meant; if there is no copy, a new assessment starts.

    If its previous version is `kept`, that can be restored too; then no new assessment starts in its place.
    """
    while copies:
        message = _(
            "There is no file {file} in this folder. Which assessment do you mean?", file=printable_path(path.name)
        )
        offered = [*copies, path] if kept else copies
        chosen = AnswerMenu(prompts, instrument, offered, today, new=not kept).choose(message)
        if chosen is None:
            break
        if choice := _work_on(prompts, instrument, chosen, domain, has_list=True):
            return choice
        prompts.say(Paragraph(""))
    return Choice(path)


def _work_on(
    prompts: Prompts, instrument: Instrument, chosen: ListedAssessment, domain: str | None, *, has_list: bool
) -> Choice | None:
    """Brings a damaged assessment back, and asks what to do with a finished one; none to go back to the list."""
    if chosen.fault:
        if not wants_kept_version(prompts, chosen, has_list=has_list):
            return None
        _bring_back(prompts, instrument, chosen)
        chosen = read_assessment(chosen.path, instrument)
    if not chosen.finished:
        return Choice(chosen.path)
    task = choose_task(prompts, instrument, chosen, has_list=has_list, domain=domain)
    return Choice(chosen.path, task) if task else None


def _bring_back(prompts: Prompts, instrument: Instrument, chosen: ListedAssessment) -> None:
    """Makes the version before the answer file once more.

    Raises:
        InputFault: another interview has the file open.
        UsageFault: it cannot be written.
    """
    assert chosen.kept is not None  # noqa: S101  # it was offered
    file = AnswerFile(chosen.path, instrument)
    try:
        aside = file.bring_back(chosen.kept.data)
    except OSError as error:
        raise UsageFault(
            cannot_write(chosen.path, error, _("Check that you are allowed to save files in the folder"))
        ) from error
    finally:
        file.close()
    said = [_("{file} has been restored.", file=printable_path(chosen.path.name))]
    if aside:
        said.append(_("The version that could not be used is kept in {file}.", file=printable_path(aside.name)))
    prompts.say(Paragraph(" ".join(said)))
