"""Runs the benchmarks named on the command line, or all of them, and prints a line for each figure."""

import sys

from tests.benchmarks import batch, interview, plan, returns, startup, workshop

BENCHMARKS = {
    "startup": startup.figures,
    "plan": plan.figures,
    "interview": interview.figures,
    "killed": interview.killed,
    "workshop": workshop.figures,
    "batch": batch.figures,
}
ON_REQUEST = {"batch-agreement": batch.agreement, "batch-memory": batch.memory, "returns": returns.figures}
"""The benchmarks that take many minutes, and only run if somebody names them."""


def main(names: list[str]) -> int:
    """Runs benchmarks.

    Returns:
        0 if every figure is within its limit, else 1.
    """
    missed = 0
    for name in names or BENCHMARKS:
        for figure in {**BENCHMARKS, **ON_REQUEST}[name]():
            missed += not figure.is_met
            print(figure, flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
