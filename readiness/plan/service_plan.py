"""A service's plan and the two files that it comes from: the answers, and the record of the actions next to them."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from questionnaires.answers import AnswerSheet
from questionnaires.language import _
from readiness.answer_names import current_of
from readiness.exits import UsageFault
from readiness.plan.action_record import ActionRecord
from readiness.plan.audience import for_audience
from readiness.plan.comparison import past_plan_of
from readiness.plan.leftover_records import identity_of
from readiness.plan.model import Audience, CalendarMark, FirstViews, Plan
from readiness.plan.planning import make_plan
from readiness.plan.record_file import RecordFile
from readiness.storage import load_sheet
from readiness.text import printable_path
from readiness.unclear_words import after_the_day_given, first_day_ahead, other_wording
from scoring.engine import score
from scoring.instrument import Instrument


class ServicePlan:
    """One service's plan. Every command opens it in this way, so that none leaves out what was agreed.

    Attributes:
        instrument: what the answers were scored by.
        plan: the plan as it is now, for the service itself.
    """

    def __init__(
        self,
        answers: Path,
        sheet: AnswerSheet,
        instrument: Instrument,
        as_of: date,
        first_views: FirstViews | None = None,
    ) -> None:
        """Scores the answers and reads the record of the actions.

        Args:
            answers: the answer file; the record is looked for next to it.
            sheet: what the answer file holds.
            instrument: what to score the answers by.
            as_of: the day of the plan.
            first_views: how the people of a workshop saw it before they agreed on these answers.

        Raises:
            InputFault: the record cannot be used.
        """
        self.instrument = instrument
        self._result = score(instrument, sheet, as_of)
        self._first_views = first_views
        self._identity = identity_of(sheet)
        self._file = RecordFile(answers, instrument, self._identity)
        words = other_wording(sheet, instrument)
        self._other_wording = (f"{printable_path(str(answers))}: {words}",) if words else ()
        self._previous_answers = _previous_answers(answers)
        self._before_answers = _before_answers(answers, sheet, as_of)
        self.plan = self._make()

    @property
    def record(self) -> ActionRecord:
        """What was agreed about the actions, and earlier plans."""
        return self._file.record

    @property
    def record_path(self) -> Path:
        """Where the record is, or would be."""
        return self._file.path

    @property
    def notices(self) -> tuple[str, ...]:
        """What to tell the user about the answers, an early day, and records that may be of the same answers."""
        return (*self._previous_answers, *self._other_wording, *self._before_answers, *self.notices_on_records)

    @property
    def notices_on_records(self) -> tuple[str, ...]:
        """The notices about records of other names that may be about the same answers."""
        return self._file.notices

    @property
    def notices_on_these(self) -> tuple[str, ...]:
        """The notices about records that were certainly kept for the same answers, or for a copy of them."""
        return self._file.notices_on_these

    @property
    def unmarked_records(self) -> tuple[Path, ...]:
        """Records that belong to no answer file in the folder, and do not say for which answers they are kept."""
        return () if self._file.exists else self._file.leftovers.unmarked

    @property
    def other_records(self) -> tuple[Path, ...]:
        """Records of other names that may be about the same answers, where there was none of this name."""
        return self._file.leftovers.same or self._file.leftovers.unmarked

    def use_record(self, path: Path | None) -> None:
        """Uses a record of another name, and moves it to the right one; none for beginning without one.

        Raises:
            InputFault: it cannot be used.
            UsageFault: it cannot be moved.
        """
        self._file.use(path)
        if path:
            self._file.save(self._file.record)
        self.plan = self._make()

    def read_record_again(self) -> None:
        """Reads the record after it has been changed elsewhere, and makes the plan again.

        Raises:
            InputFault: it cannot be used any more; what was read before stays.
        """
        self._file.read_again()
        self.plan = self._make()

    def plan_for(self, audience: Audience) -> Plan:
        """The plan, without what an audience must not see."""
        return for_audience(self.plan, self.instrument, audience)

    def save(self, record: ActionRecord) -> None:
        """Writes a changed record, and makes the plan again.

        The first record of a service also gets the plan as it was before, so that a later one can be compared with it.

        Raises:
            UsageFault: the record cannot be written.
        """
        self._file.save(record if self._file.exists else self._with_plan(record))
        self.plan = self._make()

    def _with_plan(self, record: ActionRecord) -> ActionRecord:
        return record if self._before_answers else record.with_plan(past_plan_of(self.plan))

    def _make(self) -> Plan:
        plan = make_plan(self._result, self.instrument, self._file.record)
        return plan.model_copy(update={"identity": self._identity, "first_views": self._first_views})

    def remember(self, *, start: bool = False, calendar: Mapping[str, CalendarMark] | None = None) -> tuple[str, ...]:
        """Adds the plan to the record, so that a later one can say what has changed.

        A plan of a day before the answers is not added, as no later one follows from it.

        Args:
            start: whether to start a record if there is none; otherwise nothing is written then, nor while somebody
                has to choose between records of other names.
            calendar: the marks of a calendar that was made from the plan, so that a later one can update it; a record
                is started for them.

        Returns:
            What to tell the user: that the record could not be written, for example in a read-only folder.
        """
        if not self._file.exists and (not (start or calendar) or self._file.undecided):
            return ()
        record = self._with_plan(self.record)
        if calendar is not None:
            record = record.model_copy(update={"calendar": dict(calendar)})
        try:
            self._file.save(record)
        except UsageFault as fault:
            if calendar is None:
                text = _(
                    "{reason} Without this file, a later plan can't show what has changed since this plan.",
                    reason=fault,
                )
                return (text,)
            text = _(
                "{reason} Without this file, a later plan can't show what has changed since this plan, and a later "
                "calendar might not update the dates in this calendar.",
                reason=fault,
            )
            return (text,)
        return ()


def _before_answers(path: Path, sheet: AnswerSheet, as_of: date) -> tuple[str, ...]:
    """The notice that a day which was given is before the last change of the answers; none without such a day."""
    changed = sheet.updated_at.date() if sheet.updated_at else None
    today = date.today()  # noqa: DTZ011  # the user's own day is meant
    if changed is None or changed < first_day_ahead(as_of) or as_of >= today:
        return ()
    return (after_the_day_given(printable_path(str(path)), changed, as_of),)


def _previous_answers(answers: Path) -> tuple[str, ...]:
    """The sentence that a file has the answers from before the last change; none for other files."""
    if current := current_of(answers):
        text = _(
            "{file} has the previous answers, from before the last change to {current}.",
            file=printable_path(answers.name),
            current=printable_path(current.name),
        )
        return (text,)
    return ()


def open_plan(answers: Path, instrument: Instrument, as_of: date) -> ServicePlan:
    """Opens the plan of an answer file.

    Raises:
        InputFault: the answer file or the record next to it cannot be used.
    """
    return ServicePlan(answers, load_sheet(answers, instrument), instrument, as_of)
