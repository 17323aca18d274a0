"""Writes every service's own plan, in one process for each processor."""

import re
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Final

from questionnaires.answer_file import parse_answers
from questionnaires.faults import InputFault
from readiness.batch.progress import Progress
from readiness.batch.request import BatchRequest
from readiness.batch.store import Store
from readiness.batch.workers import map_in_processes
from readiness.plan.model import Plan
from readiness.plan.planning import make_plan
from readiness.plan.service_plan import ServicePlan
from readiness.report.plan_files import write_plan
from readiness.text import printable_path
from scoring.engine import score
from scoring.instrument import Instrument

_FEWEST_FOR_PROCESSES: Final = 4
"""The number of plans from which several processes save time."""
_LONGEST_NAME: Final = 60


@dataclass(frozen=True)
class Planner:
    """Writes plans into one folder; every process has one."""

    instrument: Instrument
    as_of: date
    folder: Path

    def write(self, wanted: tuple[str, str, bytes]) -> tuple[str, ...]:
        """Writes a plan, given by its file name without a suffix, the path of its answer file and its answers.

        Returns:
            What the user has to know.
        """
        name, file, data = wanted
        plan, faults = self._plan_of(file, data)
        return (*faults, *write_plan(plan, self.instrument, self.folder / f"{name}.pdf").notices)

    def _plan_of(self, file: str, data: bytes) -> tuple[Plan, tuple[str, ...]]:
        """A service's plan, and what to tell the user: that the record of its actions could not be used."""
        sheet = parse_answers(data, self.instrument.questionnaire)
        try:
            service_plan = ServicePlan(Path(file), sheet, self.instrument, self.as_of)
            unmarked = map(_belongs_to_none, service_plan.unmarked_records)
            return service_plan.plan, (*service_plan.notices_on_these, *unmarked)
        except InputFault as fault:
            plan = make_plan(score(self.instrument, sheet, self.as_of), self.instrument)
            return plan, (f"A plan was written without what was agreed about its actions. {fault}",)


def write_plans(request: BatchRequest, store: Store, folder: Path, progress: Progress) -> list[str]:
    """Writes the plan of every service.

    Returns:
        What the user has to know, each a sentence.
    """
    plans = folder / "plans"
    plans.mkdir()
    planner = Planner(request.instrument, request.as_of, plans)
    services = store.rows("SELECT name, identity, file, data_offset, data_size FROM service")
    wanted = (
        (file_name(name, identity), file, store.kept(offset, size)) for name, identity, file, offset, size in services
    )
    notices: set[str] = set()
    with progress.planning(store.counts.services):
        for some in map_in_processes(
            planner.write, wanted, pays_from=_FEWEST_FOR_PROCESSES, processes=request.processes
        ):
            progress.advance(1)
            notices.update(some)
    return sorted(notices)


def _belongs_to_none(record: Path) -> str:
    """What is said once of a record that may be about any of the services whose answers are in its folder."""
    what_to_do = "Rename it like the answers that it is about"
    return f"{printable_path(str(record))} belongs to no answer file there, and no plan has what it says. {what_to_do}."


def file_name(name: str, identity: str) -> str:
    """A file name that is valid on every system and different for every service."""
    words = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:_LONGEST_NAME].strip("-")
    lot = sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{words or 'service'}-{lot}"
