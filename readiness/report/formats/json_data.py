"""The plan as data for other programs."""

import json

from readiness.plan.model import Plan
from scoring.instrument import Instrument


def make(plan: Plan, instrument: Instrument, *, brief: bool = False, starts: bool = False) -> bytes:
    """The plan as a .json file, in the format of `readiness score --format json`."""
    return (as_json(plan) + "\n").encode()


def as_json(plan: Plan) -> str:
    """The plan as JSON text, in ASCII only, so that every console can show it."""
    content = plan.model_dump(mode="json")
    if plan.first_views:
        content["first_views"] = plan.first_views.model_dump(mode="json")
    return json.dumps(content, indent=2)
