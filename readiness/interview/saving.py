"""Saving the answers during an interview, and asking what to do when that fails."""

from pathlib import Path

from questionnaires.answers import AnswerSheet
from questionnaires.faults import InputFault
from readiness.interview import choices, screens
from readiness.prompts.interface import Paragraph, Prompts
from readiness.storage import AnswerFile, ChangedElsewhereError
from scoring.instrument import Instrument


class AnswerSaver:
    """Saves a sheet of answers, in another file if need be.

    Attributes:
        file: where the answers are saved; the person may choose another file after a failure.
    """

    def __init__(self, prompts: Prompts, file: AnswerFile, instrument: Instrument) -> None:
        self.file = file
        self._prompts = prompts
        self._instrument = instrument

    def save(self, sheet: AnswerSheet) -> None:
        """Saves the answers; where that fails, asks what to do until it works."""
        over_changes = False
        while True:
            try:
                self.file.save(sheet, over_changes=over_changes)
            except OSError as error:
                over_changes = self._ask_what_to_do(error)
            else:
                return

    def _ask_what_to_do(self, error: OSError) -> bool:
        """Asks how to go on after a failure; returns whether to write over what somebody else has changed."""
        self._prompts.say(*screens.save_failed(self.file.path, error.strerror or str(error)))
        options = list(choices.SAVE_FAILED_OPTIONS)
        if isinstance(error, ChangedElsewhereError):
            options = [choices.OVERWRITE, *options]
        chosen = self._prompts.choose("What now?", options)
        if chosen.key == choices.SAVE_ELSEWHERE.key:
            self._choose_other_file()
        return chosen.key == choices.OVERWRITE.key

    def _choose_other_file(self) -> None:
        path = self._prompts.write("Save the answers as (a file name, such as answers.json)")
        if path and not Path(path).parent.is_dir():
            self._prompts.say(Paragraph(f"There is no folder {Path(path).parent}.", "strong"))
        elif path:
            try:
                file = AnswerFile(Path(path), self._instrument)
            except InputFault as fault:
                self._prompts.say(Paragraph(str(fault), "strong"))
            else:
                self.file.close()
                self.file = file
