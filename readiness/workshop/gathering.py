"""What a workshop has gathered: its agenda, from everyone's answers or from the counts that were kept of them."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from questionnaires.faults import Fault
from questionnaires.language import _, ngettext
from readiness.exits import UsageFault
from readiness.next_step import command
from readiness.workshop.counts_file import load_counts
from readiness.workshop.everyone import answer_files, read_everyone
from readiness.workshop.folder import WorkshopDescription, WorkshopFolder
from scoring.agenda import FEWEST_PEOPLE, Agenda, agenda_of, without_few
from scoring.instrument import Instrument

_TOO_LATE: Final = _("the file arrived after everybody's individual answers were deleted, so it is not counted")


@dataclass(frozen=True)
class Gathering:
    """What all people of a workshop answered, put together."""

    folder: WorkshopFolder
    workshop: WorkshopDescription
    instrument: Instrument
    agenda: Agenda
    took_part: tuple[str, ...]
    """The roles that somebody named, in the order of the questionnaire."""
    left_out: tuple[Fault, ...] = ()
    """Why files in the folder are not counted."""
    notices: tuple[str, ...] = ()
    """What else there is to say about the files."""
    forgotten: date | None = None
    """The day on which the individual answers were deleted."""

    @cached_property
    def questions(self) -> tuple[str, ...]:
        """What was asked, by identifier, in questionnaire order."""
        return tuple(question.id for question in self.folder.definition(self.instrument).questions)

    def check(self, *, is_open: bool = False) -> None:
        """Refuses to show anything where that would say who answered what.

        Args:
            is_open: whether everybody who took part agrees to it.

        Raises:
            UsageFault: nobody took part, or too few people did.
        """
        where, people = str(self.folder.path), self.agenda.people
        if not people:
            remedy = _(
                "Import filled-in forms with `{to_import}`, or type in answers from paper with `{to_enter}`",
                to_import=command("import", _("FILE"), "--workshop", where),
                to_enter=command("workshop", "enter", where),
            )
            raise UsageFault(Fault(where, _("there are no answers in this workshop yet"), remedy))
        if self.forgotten and not self.agenda.can_be_shown:
            what = ngettext(
                "{n} person's answers were deleted, and no counts were kept because there were so few people",
                "{n} people's answers were deleted, and no counts were kept because there were so few people",
                people,
            )
            report = command("workshop", "report", where)
            raise UsageFault(
                Fault(where, what, _("Use `{command}` to get the report on the agreed answers", command=report))
            )
        if not (is_open or self.agenda.can_be_shown):
            what = ngettext(
                "{n} person has answered: with fewer than {fewest} people, a comparison would show who answered what",
                "{n} people have answered: with fewer than {fewest} people, a comparison would show who answered what",
                people,
                fewest=FEWEST_PEOPLE,
            )
            remedy = _("Wait for more answers, or add --open if everybody agrees to show their answers")
            raise UsageFault(Fault(where, what, remedy))


def gather(folder: WorkshopFolder, instrument: Instrument, *, is_open: bool = False) -> Gathering:
    """Reads what a workshop has gathered.

    Args:
        folder: the workshop's folder.
        instrument: the questionnaire that it is about.
        is_open: whether everybody agrees that the answers of one or two people to a question are shown.

    Raises:
        InputFault: there is no workshop in the folder, it is about another questionnaire, or its counts are damaged.
    """
    workshop, definition = folder.load(), folder.definition(instrument)
    if counts := load_counts(folder, instrument):
        late = tuple(
            Fault(str(path), _TOO_LATE, _("Move the file out of the workshop's folder"))
            for path in answer_files(folder)
        )
        kept = without_few(instrument, counts.agenda)
        return Gathering(folder, workshop, instrument, kept, counts.took_part, late, forgotten=counts.forgotten)
    questions = [question.id for question in definition.questions]
    everyone = read_everyone(folder, workshop, questions, instrument)
    agenda = agenda_of(instrument, questions, everyone.sheets)
    named = {role for sheet in everyone.sheets for role in sheet.took_part}
    roles = tuple(role for role in instrument.questionnaire.roles if role in named)
    shown = agenda if is_open else without_few(instrument, agenda)
    return Gathering(folder, workshop, instrument, shown, roles, everyone.left_out, everyone.notices)
