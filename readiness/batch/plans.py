"""Writes every service's own plan, in one process for each processor."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Final, NamedTuple

from questionnaires.answer_file import parse_answers
from questionnaires.faults import InputFault
from questionnaires.language import _
from readiness.batch.formats import Format
from readiness.batch.progress import Progress
from readiness.batch.request import BatchRequest
from readiness.batch.result_folder import ResultFile
from readiness.batch.store import Store
from readiness.batch.workers import map_in_processes
from readiness.plan.action_record import parse_record
from readiness.plan.audience import for_audience
from readiness.plan.model import Audience, Plan
from readiness.plan.planning import make_plan
from readiness.plan.service_plan import ServicePlan
from readiness.report.plan_files import write_plan
from readiness.text import printable_path
from scoring.engine import score
from scoring.instrument import Instrument

_FEWEST_FOR_PROCESSES: Final = 4
"""The number of plans from which several processes save time."""
_LONGEST_NAME: Final = 100
"""The most bytes of a service's name in a file name."""


class WantedPlan(NamedTuple):
    """A service whose plan is written."""

    name: str
    """The plan's file name, without a suffix."""
    file: str
    """The path of the answer file."""
    is_here: bool
    """Whether the file is on this disk; not so in an archive, or in the table of an earlier batch."""
    answers: bytes
    record: bytes
    """The record of its actions, where it is next to the answers."""


@dataclass(frozen=True)
class Planner:
    """Writes plans into one folder; every process has one."""

    instrument: Instrument
    as_of: date
    folder: Path
    formats: tuple[Format, ...]
    audience: Audience

    def write(self, wanted: WantedPlan) -> tuple[str, ...]:
        """Writes a plan in each format.

        Returns:
            What the user has to know.
        """
        whole, notices = self._plan_of(wanted)
        plan = for_audience(whole, self.instrument, self.audience)
        written = [write_plan(plan, self.instrument, self.folder / f"{wanted.name}.{each}") for each in self.formats]
        return (*notices, *(notice for each in written for notice in each.notices))

    def _plan_of(self, wanted: WantedPlan) -> tuple[Plan, tuple[str, ...]]:
        """A service's plan, and what to tell the user: that the record of its actions could not be used."""
        sheet = parse_answers(wanted.answers, self.instrument.questionnaire)
        try:
            if not wanted.is_here:  # what this disk may have under the file's path can be about another service
                record = parse_record(wanted.record, self.instrument.questionnaire) if wanted.record else None
                return make_plan(score(self.instrument, sheet, self.as_of), self.instrument, record), ()
            service_plan = ServicePlan(Path(wanted.file), sheet, self.instrument, self.as_of)
            unmarked = map(_belongs_to_none, service_plan.unmarked_records)
            return service_plan.plan, (*service_plan.notices_on_these, *unmarked)
        except InputFault as fault:
            plan = make_plan(score(self.instrument, sheet, self.as_of), self.instrument)
            without = _("One of the plans does not show the owners, due dates and statuses of its actions.")
            return plan, (f"{without} {fault}",)


def write_plans(request: BatchRequest, store: Store, folder: Path, progress: Progress) -> list[str]:
    """Writes the plan of every service.

    Returns:
        What the user has to know, each a sentence.
    """
    plans = folder / ResultFile.PLANS
    plans.mkdir()
    planner = Planner(request.instrument, request.as_of, plans, request.plans, request.audience)
    services = store.rows(
        "SELECT name, identity, file, is_here > 0, data_offset, data_size, record_offset, record_size FROM service"
    )
    wanted = (
        WantedPlan(file_name(name, identity), file, is_here, store.kept(*answers), store.kept(*record))
        for name, identity, file, is_here, *places in services
        for answers, record in [(places[:2], places[2:])]
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
    """What is said, once, about a record that may be about any service with answers in its folder."""
    return _(
        "No plan uses the record of actions in {file}, because no answer file in the same folder has the same name. "
        "Give the record the same name as the answer file it goes with.",
        file=printable_path(str(record)),
    )


def file_name(name: str, identity: str) -> str:
    """A file name that is valid on every system, in letters of any language, and different for every service."""
    words = re.sub(r"[\W_]+", "-", unicodedata.normalize("NFC", name.casefold())).strip("-")
    words = words.encode()[:_LONGEST_NAME].decode(errors="ignore").strip("-")
    lot = sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{words or 'service'}-{lot}"
