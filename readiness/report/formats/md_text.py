"""The plan as Markdown, to paste into a paper."""

from readiness.report.documents.markdown import as_markdown
from readiness.report.plan_document import paper_of
from scoring.instrument import Instrument
from scoring.result import Result


def make(result: Result, instrument: Instrument) -> bytes:
    """The plan as a .md file."""
    return as_markdown(paper_of(result, instrument))
