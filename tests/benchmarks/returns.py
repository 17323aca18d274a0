"""The benchmark of tables of actions that come back: what 5,000 random edits do to what was agreed."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.measure import Figure
from tests.table_outcomes import outcomes

_TABLES = 5_000


def figures() -> Iterator[Figure]:
    """Counts changes that nobody made, changes that were silently lost, and tracebacks. There should be none."""
    with TemporaryDirectory() as folder:
        found = [*outcomes(_TABLES, Path(folder))]
    wanted, taken, told = (sum(getattr(one, name) for one in found) for name in ("wanted", "taken", "told"))
    detail = f"{wanted} changes in {_TABLES} tables: {taken} taken over, {told} told"
    yield Figure("changes that nobody made", sum(len(one.invented) for one in found), 0, "", detail)
    yield Figure("changes lost without a word", sum(len(one.lost) for one in found), 0)
    yield Figure("tracebacks", sum(bool(one.traceback) for one in found), 0)
