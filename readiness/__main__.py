"""Starts the program: settles its language first, as many texts are made when their modules are loaded."""

import sys

from readiness.exits import faults_end_the_program
from readiness.languages import without_language


def main() -> None:
    """Runs `readiness` with what stands on the command line."""
    with faults_end_the_program():
        sys.argv[1:] = without_language(sys.argv[1:])
    from readiness.cli import main as run

    run()


if __name__ == "__main__":
    main()
