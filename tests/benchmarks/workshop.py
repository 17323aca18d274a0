"""Benchmark of a workshop: how much longer comparing two hundred people takes than comparing three."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from scoring.instrument import load_instrument
from tests.benchmarks.measure import Figure, command, ratio
from tests.workshops import make_workshop, random_people


def figures() -> Iterator[Figure]:
    """Comparing two hundred people against three, which takes little more than the imports and the questionnaire."""
    instrument = load_instrument()
    with TemporaryDirectory() as name:
        for number in (200, 3):
            make_workshop(Path(name) / f"of {number}", instrument, random_people(instrument, number))
        what = "workshop compare of 200 people / of 3 people"
        yield ratio(what, 2.0, _compare(Path(name) / "of 200"), _compare(Path(name) / "of 3"), rounds=5)


def _compare(workshop: Path) -> Callable[[], float]:
    return command(sys.executable, "-m", "readiness", "workshop", "compare", str(workshop), "--format", "json")
