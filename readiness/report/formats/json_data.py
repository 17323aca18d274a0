"""The result itself, for other programs."""

import json

from scoring.instrument import Instrument
from scoring.result import Result


def make(result: Result, instrument: Instrument) -> bytes:  # noqa: ARG001  # the shape that all endings have
    """The result as a .json file, in the format of `readiness score --format json`."""
    return (json.dumps(result.model_dump(mode="json"), indent=2) + "\n").encode()
