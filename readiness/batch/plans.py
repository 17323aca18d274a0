"""Every service's own plan, made by as many processes as there are processors."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from questionnaires.answer_file import parse_answers
from questionnaires.faults import InputFault
from readiness.batch.processes import SharedWork
from readiness.batch.progress import Progress
from readiness.batch.settled import Service, SettledLedger
from readiness.plan.model import Plan
from readiness.plan.planning import make_plan
from readiness.plan.service_plan import ServicePlan
from readiness.report.plan_files import write_plan
from scoring.engine import score
from scoring.instrument import Instrument

if TYPE_CHECKING:
    from readiness.batch.run import Order

_FEWEST_TO_SHARE: Final = 4
"""Plans; starting a process takes about as long as making one."""
_LONGEST_NAME: Final = 60


@dataclass(frozen=True)
class Planner:
    """Writes plans into one folder; every process has one."""

    instrument: Instrument
    as_of: date
    folder: Path

    def write_all(self, wanted: Sequence[tuple[str, str, bytes]]) -> tuple[int, set[str]]:
        """Writes plans, each given by its file name without a suffix, the path of its answer file and its answers.

        Returns:
            How many were written, and what the user has to know.
        """
        notices: set[str] = set()
        for name, file, data in wanted:
            plan, faults = self._plan_of(file, data)
            notices.update((*faults, *write_plan(plan, self.instrument, self.folder / f"{name}.pdf").notices))
        return len(wanted), notices

    def _plan_of(self, file: str, data: bytes) -> tuple[Plan, tuple[str, ...]]:
        """A service's plan, and what to tell the user: that the record of its actions could not be used."""
        sheet = parse_answers(data, self.instrument.questionnaire)
        try:
            return ServicePlan(Path(file), sheet, self.instrument, self.as_of).plan, ()
        except InputFault as fault:
            plan = make_plan(score(self.instrument, sheet, self.as_of), self.instrument)
            return plan, (f"A plan was written without what was agreed about its actions. {fault}",)


def write_plans(order: "Order", ledger: SettledLedger, folder: Path, progress: Progress) -> list[str]:
    """Writes the plan of every service.

    Returns:
        What the user has to know, each a sentence.
    """
    plans = folder / "plans"
    plans.mkdir()
    planner = Planner(order.instrument, order.as_of, plans)
    services = ledger.counted["services"]
    processes = order.processes if services >= _FEWEST_TO_SHARE else 1
    work = SharedWork(planner.write_all, portion=1, pays_from=0, waiting=2, processes=processes)
    notices: set[str] = set()
    wanted = ((name_of(service), service.file, service.data) for service in ledger.services(data=True))
    with progress.planning(services):
        for written, told in work.results(wanted):
            progress.advance(written)
            notices |= told
    return sorted(notices)


def name_of(service: Service) -> str:
    """A file name that every system takes, and that no two services share."""
    words = re.sub(r"[^a-z0-9]+", "-", service.name.casefold()).strip("-")[:_LONGEST_NAME].strip("-")
    lot = sha256(service.identity.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{words or 'service'}-{lot}"
