"""What the user asks of a batch: inputs, target folder and options, in one object."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from readiness.batch.formats import Format
from readiness.batch.requirements import Requirements
from readiness.plan.model import Audience
from scoring.instrument import Instrument

GroupBy = Literal["organisation", "folder"]


@dataclass(frozen=True)
class BatchRequest:
    """The inputs, target folder and options of one batch.

    Attributes:
        paths: files, folders, patterns and archives.
        target: the folder of the result.
        instrument: the questionnaire and the rubric.
        as_of: the day on which the answers are read.
        is_day_given: whether that day was given, so that later answers need not be from a wrong clock.
        formats: which outputs are wanted.
        requirements: which decisions services have to reach.
        plans: the formats of every service's own plan; none if none are wanted.
        audience: who reads the plans.
        names: whether services are named.
        key: the file with the key to the codes; none for the one next to the target.
        group_by: what groups of services have in common; none if no groups are wanted.
        with_older: whether the table of answers has older files too.
        seed: decides which services are drawn for visits.
        visits: how many are drawn.
        processes: how many to use at most; none for one for each processor.
    """

    paths: tuple[str, ...]
    target: Path
    instrument: Instrument
    as_of: date
    formats: frozenset[Format]
    requirements: Requirements
    plans: tuple[Format, ...] = ()
    audience: Audience = "service"
    names: bool = True
    key: Path | None = None
    group_by: GroupBy | None = None
    with_older: bool = False
    seed: int = 1
    visits: int = 5
    processes: int | None = None
    is_day_given: bool = False

    @property
    def keeps_files(self) -> bool:
        """Whether the answer files themselves are needed after judging: for plans, or for a later batch."""
        return bool(self.plans) or (self.names and Format.PARQUET in self.formats)
