"""The plan as a Word document with real headings and tables, to edit."""

from readiness.plan.model import Plan
from readiness.report.documents.word import as_word
from readiness.report.plan_document import document_of
from scoring.instrument import Instrument


def make(plan: Plan, instrument: Instrument, *, brief: bool = False, starts: bool = False) -> bytes:
    """The plan as a .docx file."""
    return as_word(document_of(plan, instrument, brief=brief))
