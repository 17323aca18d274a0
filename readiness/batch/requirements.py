"""Requirements: the decisions that every service has to reach, such as `first_day=go`."""

from collections.abc import Sequence
from typing import Final

from questionnaires.explain import near
from questionnaires.faults import Fault
from questionnaires.language import _
from readiness.batch.namesakes import APART_IN_SQL
from readiness.exits import UsageFault
from scoring.instrument import Instrument
from scoring.rubric import DECISIONS, Decision

_CAN_BE_REQUIRED: Final = DECISIONS[1:]


class Requirements:
    """What is required.

    Attributes:
        required: the decision that each named stage has to reach at least.
    """

    def __init__(self, wanted: Sequence[str], instrument: Instrument) -> None:
        """Reads requirements such as `first_day=go`.

        Raises:
            UsageFault: there is no such stage or decision.
        """
        self._stages = [stage.id for stage in instrument.rubric.decided_stages]
        self._titles = {stage.id: stage.title for stage in instrument.rubric.decided_stages}
        self._decisions = {decision: instrument.rubric.decisions[decision].name for decision in DECISIONS}
        self.required: dict[str, Decision] = {}
        for value in wanted:
            stage, _equals, word = value.partition("=")
            if stage not in self._stages:
                raise UsageFault(
                    Fault("--require", _("there is no stage called '{stage}'", stage=stage), near(stage, self._stages))
                )
            decision = next((decision for decision in _CAN_BE_REQUIRED if decision == word), None)
            if decision is None:
                what = _("'{word}' can't be used as the required decision", word=word)
                raise UsageFault(Fault("--require", what, _("Write {stage}=go or {stage}=conditional", stage=stage)))
            self.required[stage] = decision

    def in_words(self, stage: str, decision: Decision, required: Decision) -> str:
        """How a service falls short: `the decision for “Advertise the posts” is “Wait”, not “Go”`."""
        return _(
            "the decision for “{stage}” is “{decision}”, not “{required}”",
            stage=self._titles[stage],
            decision=self._decisions[decision],
            required=self._decisions[required],
        )

    @property
    def query(self) -> str:
        """SQL for a row for each requirement that a service does not meet.

        Its columns are name, organisation, code, stage, decision, what is required, the position of the service and
        what tells it apart from others with its name; services in their order.
        """
        parts = [
            f"SELECT name, organisation, code, '{stage}' AS stage,"
            f" {list(DECISIONS)}[decision{position} + 1] AS decision, '{required}' AS required,"
            f" service.rowid AS row, {APART_IN_SQL} AS apart, {number} AS number FROM service"
            f" WHERE decision{position} < {DECISIONS.index(required)}"
            for number, (stage, required) in enumerate(self.required.items())
            for position in [self._stages.index(stage)]
        ]
        return f"SELECT * EXCLUDE (number) FROM ({' UNION ALL '.join(parts)}) ORDER BY row, number"
