"""Requirements: the decisions that every service has to reach, such as `first_day=go`."""

from collections.abc import Sequence
from typing import Final

from questionnaires.explain import near
from questionnaires.faults import Fault
from readiness.batch.settled import Service
from readiness.exits import UsageFault
from scoring.instrument import Instrument

_ORDER: Final = ("wait", "conditional", "go")
_MOST_NAMED: Final = 20


class Requirements:
    """What is required, and which services do not meet it.

    Attributes:
        required: the decision that each named stage has to reach at least.
        not_met: how many services fall short.
        first: the first of them, in words.
    """

    def __init__(self, wanted: Sequence[str], instrument: Instrument) -> None:
        """Reads requirements such as `first_day=go`.

        Raises:
            UsageFault: there is no such stage or decision.
        """
        stages = list(instrument.rubric.stage_order)
        self.required: dict[str, str] = {}
        for value in wanted:
            stage, _, decision = value.partition("=")
            if stage not in stages:
                raise UsageFault(Fault("--require", f"there is no stage '{stage}'", near(stage, stages)))
            if decision not in ("go", "conditional"):
                what = f"'{decision}' cannot be required"
                raise UsageFault(Fault("--require", what, f"Write {stage}=go or {stage}=conditional"))
            self.required[stage] = decision
        self._positions = {stage: 2 + number for number, stage in enumerate(stages)}  # after the date and the form
        self.not_met = 0
        self.first: list[str] = []

    def shortfalls(self, service: Service) -> list[tuple[str, str, str]]:
        """For each requirement that a service does not meet the stage, its decision and the required one."""
        if not self.required:
            return []
        cells = service.cells
        short = [
            (stage, cells[self._positions[stage]], decision)
            for stage, decision in self.required.items()
            if _ORDER.index(cells[self._positions[stage]]) < _ORDER.index(decision)
        ]
        if short:
            self.not_met += 1
            if len(self.first) < _MOST_NAMED:
                words = ", ".join(f"{stage} is {decision}, not {wanted}" for stage, decision, wanted in short)
                self.first.append(f"{service.name or 'a service without a name'}: {words}")
        return short
