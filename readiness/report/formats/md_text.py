"""The plan as Markdown, to paste into other documents."""

from readiness.plan.model import Plan
from readiness.report.documents.markdown import as_markdown
from readiness.report.plan_document import document_of
from scoring.instrument import Instrument


def make(plan: Plan, instrument: Instrument, *, brief: bool = False, starts: bool = False) -> bytes:
    """The plan as a .md file."""
    return as_markdown(document_of(plan, instrument, brief=brief))
