"""The plan as a Word document: real headings and tables, to be edited."""

from readiness.report.endings.written_plan import paper_of
from readiness.report.papers.word import as_word
from scoring.instrument import Instrument
from scoring.result import Result


def make(result: Result, instrument: Instrument) -> bytes:
    """The plan as a .docx file."""
    return as_word(paper_of(result, instrument))
