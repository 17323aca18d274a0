"""The plan as a Word document: real headings and tables, to be edited."""

from readiness.report.documents.word import as_word
from readiness.report.plan_document import paper_of
from scoring.instrument import Instrument
from scoring.result import Result


def make(result: Result, instrument: Instrument) -> bytes:
    """The plan as a .docx file."""
    return as_word(paper_of(result, instrument))
