"""One run of `readiness workshop agree`: the room's dialogue, or merging what another group has agreed."""

from collections.abc import Mapping
from contextlib import ExitStack
from datetime import date
from functools import cached_property, partial
from pathlib import Path

from questionnaires.answers import Answer, AnswerSheet
from questionnaires.faults import Fault
from questionnaires.language import _, ngettext
from questionnaires.local_style import long_date
from readiness.exits import ExitCode, UsageFault
from readiness.interview.saving import AnswerSaver
from readiness.open_answers import AnswerFile, time_now
from readiness.option_checks import check_first_day
from readiness.prompts import make_prompts
from readiness.prompts.interface import Option, Paragraph, Prompts
from readiness.storage import cannot_write, load_sheet
from readiness.terminal import is_interactive, print_message, run_in_terminal, wants_plain_prompts
from readiness.text import printable_path, with_full_stop
from readiness.unclear_words import other_wording
from readiness.workshop.agenda_words import AgendaItem, AgendaReport
from readiness.workshop.agree_dialogue import AgreeDialogue
from readiness.workshop.agree_screens import AgreeScreens
from readiness.workshop.agreed_file import check_belongs, how_to_merge, new_sheet, other_versions, with_roles
from readiness.workshop.agreeing import Agreeing
from readiness.workshop.gathering import Gathering
from readiness.workshop.merging import Merge, merge, merged

_HERE, _THERE = Option("1", _("The answer agreed here")), Option("2", _("The answer in the other file"))
_HERE_LEAD, _THERE_LEAD = _("Here:"), _("In the other file:")


class AgreeRun:
    """A run in which a workshop agrees on answers, in its file."""

    def __init__(self, gathering: Gathering, today: date, *, plain: bool, first_day: date | None = None) -> None:
        """Prepares a run.

        Args:
            gathering: everybody's answers.
            today: the day of the workshop.
            plain: whether to ask with typed lines.
            first_day: the planned first day, which is saved with what is agreed; none to leave it as it is.

        Raises:
            UsageFault: the first day is in the past.
        """
        if first_day:
            check_first_day(first_day, today)
        self._gathering, self._today, self._first_day = gathering, today, first_day
        self._can_ask = plain or is_interactive()
        self._plain = plain or wants_plain_prompts()
        self._path = gathering.folder.agreed
        self.still_open = 0
        """How many questions were still open at the end."""
        self.undecided = 0
        """How many conflicts with the other file nobody has decided."""
        self.saved_elsewhere: Path | None = None
        """The file that somebody chose when the agreed file could not be saved."""
        self._report = AgendaReport(gathering.agenda, gathering.instrument, gathering.workshop.service.name, today)

    def run(self) -> ExitCode:
        """Goes through the agenda with the room; if nobody can be asked, saves the first day that was given.

        Raises:
            UsageFault: there is nobody to ask, and no first day.
            InputFault: the file of what was agreed cannot be used, or is open elsewhere.
        """
        if not self._can_ask and self._first_day:
            return self._save_first_day()
        if not self._can_ask:
            what = _("this command asks questions, but it isn't running in a terminal")
            merge = _("To add what another group has agreed, use `--merge`")
            raise UsageFault(Fault("workshop agree", what, f"{run_in_terminal()}. {merge}"))
        prompts = make_prompts(plain=self._plain)
        with ExitStack() as files:
            saver, sheet = self._open(prompts, files)
            state = Agreeing.start(self._gathering.instrument, self._gathering.agenda, sheet)
            texts = AgreeScreens(self._report, drawn=not self._plain)
            dialogue = AgreeDialogue(prompts, texts, state, saver.save, time_now, self._today)
            if self._first_day:
                self._save(saver, sheet)
            code = ExitCode.DONE
            try:
                with prompts.whole_screen():
                    dialogue.run()
            except (KeyboardInterrupt, EOFError):
                print_message("")
                code = ExitCode.INTERRUPTED
        print_message(texts.how_far(dialogue.state))
        self._end(saver, dialogue.state.sheet)
        return code

    def _save_first_day(self) -> ExitCode:
        with ExitStack() as files:
            saver, sheet = self._open(make_prompts(plain=True), files)
            self._save(saver, sheet)
        self._end(saver, sheet)
        return ExitCode.DONE

    def merge(self, other: Path) -> ExitCode:
        """Adds what another group has agreed; asks about conflicts, or lists them if nobody can be asked.

        Raises:
            InputFault: a file cannot be used, or is not about this workshop.
        """
        theirs = load_sheet(other, self._gathering.instrument)
        check_belongs(str(other), theirs, self._gathering)
        if words := other_wording(theirs, self._gathering.instrument):
            print_message(f"{printable_path(str(other))}: {words}")
        prompts = make_prompts(plain=self._plain or not self._can_ask)
        code = ExitCode.DONE
        with ExitStack() as files:
            saver, ours = self._open(prompts, files)
            found = merge(ours, theirs, [it.id for it in self._gathering.agenda.questions])
            taken = dict(found.taken_over)
            chosen: dict[str, bool] = {}
            try:
                if self._can_ask:
                    self._ask_about(prompts, found, chosen)
            except (KeyboardInterrupt, EOFError):
                print_message("")
                code = ExitCode.INTERRUPTED
            taken |= {question: theirs.answers[question] for question, is_theirs in chosen.items() if is_theirs}
            both = merged(ours, theirs, taken)
            if taken or self._first_day or both.first_day != ours.first_day:
                self._save(saver, both)
        left = {question: pair for question, pair in found.conflicts.items() if question not in chosen}
        self.undecided = len(left)
        self._tell_merged(found, left, len(taken), _first_days(ours, theirs))
        self._end(saver, both)
        return ExitCode.SOME_REJECTED if left and code is ExitCode.DONE else code

    def _save(self, saver: AnswerSaver, sheet: AnswerSheet) -> None:
        """Saves what is agreed; if that fails, asks what to do if somebody can be asked.

        Raises:
            UsageFault: it cannot be saved, and nobody can be asked.
        """
        if self._can_ask:
            saver.save(sheet)
            return
        try:
            saver.file.save(sheet)
        except OSError as error:
            raise UsageFault(
                cannot_write(
                    self._path, error, _("Check that you are allowed to change this file and that the disk isn't full")
                )
            ) from error

    def _open(self, prompts: Prompts, files: ExitStack) -> tuple[AnswerSaver, AnswerSheet]:
        """Opens the agreed file, which is closed again at the end; a new one is empty."""
        instrument, use = self._gathering.instrument, partial(how_to_merge, self._gathering.folder)
        saver = AnswerSaver(prompts, AnswerFile(self._path, instrument), instrument, use)
        files.callback(lambda: saver.file.close())  # it may be another file by then
        if not self._path.exists():
            return saver, self._with_first_day(new_sheet(self._gathering, time_now()))
        sheet = saver.file.load()
        check_belongs(str(self._path), sheet, self._gathering)
        if not sheet.answers:  # only a first day was saved, before anybody saw an agenda
            sheet = sheet.model_copy(update={"started_at": time_now()})
        return saver, self._with_first_day(with_roles(sheet, self._gathering))

    def _with_first_day(self, sheet: AnswerSheet) -> AnswerSheet:
        """The sheet with the planned first day, if one was given."""
        if not self._first_day:
            return sheet
        return sheet.model_copy(update={"first_day": self._first_day, "updated_at": time_now()})

    def _ask_about(self, prompts: Prompts, found: Merge, chosen: dict[str, bool]) -> None:
        """Asks about each conflict whether the answer of the other file counts, and notes it in `chosen` at once."""
        texts = AgreeScreens(self._report, drawn=not self._plain)
        for question, (here, there) in found.conflicts.items():
            item = self._items[question]
            prompts.say(
                Paragraph(""),
                Paragraph(item.question.text, "heading"),
                Paragraph(f"{_HERE_LEAD} {texts.in_words(here, item)}"),
                Paragraph(f"{_THERE_LEAD} {texts.in_words(there, item)}"),
            )
            key = prompts.choose(_("Which answer should count for {code}?", code=item.code), (_HERE, _THERE)).key
            chosen[question] = key == _THERE.key

    def _tell_merged(
        self, found: Merge, left: Mapping[str, tuple[Answer, Answer]], taken: int, first_days: str
    ) -> None:
        """Says what was taken over, and lists the conflicts that nobody has decided."""
        texts = AgreeScreens(self._report, drawn=False)
        for question, (here, there) in left.items():
            item = self._items[question]
            print_message(_("{question}: the answer agreed here is kept.", question=item.name))
            print_message(f"- {_HERE_LEAD} {with_full_stop(texts.in_words(here, item))}")
            print_message(f"- {_THERE_LEAD} {with_full_stop(texts.in_words(there, item))}")
        came = (
            ngettext("{n} answer came from the other file.", "{n} answers came from the other file.", taken)
            if taken
            else _("No answers were added.")
        )
        same = ngettext(
            "{n} answer was the same in both files.", "{n} answers were the same in both files.", found.same
        )
        print_message(f"{came} {same}")
        if first_days:
            print_message(first_days)

    @cached_property
    def _items(self) -> dict[str, AgendaItem]:
        return {found.id: self._report.item(found) for found in self._gathering.agenda.questions}

    def _end(self, saver: AnswerSaver, sheet: AnswerSheet) -> None:
        """Says where the agreed answers are, and notes what is left to do."""
        self.still_open = sum(found.id not in sheet.answers for found in self._gathering.agenda.questions)
        self.saved_elsewhere = saver.file.path if saver.file.path != self._path else None
        if saver.file.path.exists():
            print_message(_("Your agreed answers are in {path}", path=printable_path(str(saver.file.path))))
        for notice in other_versions(self._gathering.folder):
            print_message(notice)


def _first_days(ours: AnswerSheet, theirs: AnswerSheet) -> str:
    """The planned first days of two files, if the other file has another one; empty if it has not."""
    if theirs.first_day is None or theirs.first_day == ours.first_day:
        return ""
    there = long_date(theirs.first_day)
    if ours.first_day is None:
        return _("The planned first day, {day}, came from the other file.", day=there)
    here = long_date(ours.first_day)
    return _("The planned first day is {here}. In the other file, it is {there}.", here=here, there=there)
