"""Saving the answers during an interview, and asking what to do when that fails."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from questionnaires.answers import AnswerSheet
from questionnaires.faults import InputFault
from questionnaires.language import _
from readiness.answer_names import other_version_of
from readiness.interview import choices
from readiness.next_step import command
from readiness.open_answers import AnswerFile, ChangedElsewhereError
from readiness.prompts.interface import Option, Paragraph, Prompts
from readiness.text import printable_path
from scoring.instrument import Instrument


class AnswerSaver:
    """Saves a sheet of answers, in another file if need be.

    Attributes:
        file: where the answers are saved; the person may choose another file after a failure.
    """

    def __init__(
        self,
        prompts: Prompts,
        file: AnswerFile,
        instrument: Instrument,
        use_of_other: Callable[[Path], str] = lambda _path: _(
            "To open it, type `{command}`, and choose it from the list.", command=command("assess")
        ),
    ) -> None:
        """Prepares saving in a file.

        Args:
            prompts: show text and ask.
            file: where the answers are saved first.
            instrument: what they have to fit.
            use_of_other: says what can be done with another version that is kept next to the file.
        """
        self.file = file
        self._use_of_other = use_of_other
        self._prompts = prompts
        self._instrument = instrument

    def save(self, sheet: AnswerSheet) -> None:
        """Saves the answers; if that fails, asks what to do until it works."""
        while True:
            try:
                self.file.save(sheet)
            except OSError as error:
                self._ask_what_to_do(error)
            else:
                return

    def _ask_what_to_do(self, error: OSError) -> None:
        """Asks how to go on after a failure, and prepares the next try."""
        self._prompts.say(*_save_failed(self.file.path, error.strerror or str(error)))
        options: Sequence[Option] = choices.SAVE_FAILED_OPTIONS
        if changed := isinstance(error, ChangedElsewhereError):
            other = printable_path(other_version_of(self.file.path).name)
            options = choices.SAVE_REMOVED_OPTIONS if error.removed else choices.save_changed_options(other)
        chosen = self._prompts.choose(_("What would you like to do?"), options)
        if chosen.key == choices.SAVE_ELSEWHERE.key:
            self._choose_other_file()
        elif changed and chosen.key == choices.KEEP_BOTH:
            self._keep_both()

    def _keep_both(self) -> None:
        """Keeps the version that was written elsewhere; if that fails, it is asked about again."""
        try:
            kept = self.file.keep_other_version()
        except OSError as error:  # the next try to save finds the same change
            self._prompts.say(*_other_version_not_kept(error.strerror or str(error)))
        else:
            self._prompts.say(*(_other_version_kept(kept, self._use_of_other(kept)) if kept else ()))

    def _choose_other_file(self) -> None:
        path = self._prompts.write(_("What should the new file be called? Type a name such as 'answers.json'."))
        if path and not Path(path).parent.is_dir():
            what = _("There is no folder called {folder}.", folder=printable_path(str(Path(path).parent)))
            self._prompts.say(Paragraph(what, "strong"))
        elif path and os.path.lexists(path):
            what = _("There is already a file called {file}. Please choose another name.", file=printable_path(path))
            self._prompts.say(Paragraph(what, "strong"))
        elif path:
            try:
                file = AnswerFile(Path(path), self._instrument)
            except InputFault as fault:
                self._prompts.say(Paragraph(str(fault), "strong"))
            else:
                self.file.close()
                self.file = file


def _save_failed(path: Path, reason: str) -> list[Paragraph]:
    """The message that the answers could not be saved."""
    text = _(
        "{file} could not be saved ({reason}). Your answers are still in this window, so nothing is lost.",
        file=path,
        reason=reason,
    )
    return [Paragraph(text, "strong")]


def _other_version_kept(path: Path, use: str) -> list[Paragraph]:
    """The message that a version that was written elsewhere has a file of its own."""
    name = printable_path(path.name)
    kept = _("The other version of the answers is kept in {file} until somebody deletes it.", file=name)
    return [Paragraph(f"{kept} {use}", "strong")]


def _other_version_not_kept(reason: str) -> list[Paragraph]:
    """The message that a version that was written elsewhere could not be put aside."""
    return [
        Paragraph(
            _("The other version of the answers could not be saved in a separate file ({reason}).", reason=reason),
            "strong",
        )
    ]
