"""The agenda of a workshop as a document for Word."""

from collections.abc import Iterator

from questionnaires.language import _
from questionnaires.model import ChecklistQuestion
from readiness import __version__
from readiness.report.documents.blocks import Block, Document, Heading, ItemList, PageBreak, Paragraph, Table, WriteIn
from readiness.report.sentences.spreads import dots
from readiness.text import capital
from readiness.workshop import agenda_words
from readiness.workshop.agenda_words import AgendaItem, AgendaReport
from scoring.agenda import SECTIONS, Section

_DOT, _RING, _NONE = "\u25cf", "\u25cb", _("none")


def document_of(report: AgendaReport, *, pages: bool = False) -> Document:
    """The agenda as a document.

    Args:
        report: what the agenda says.
        pages: whether each question to discuss has a page of its own, after the list.
    """
    blocks: list[Block] = [
        Paragraph(report.instrument.questionnaire.title),
        Paragraph(f"{report.made_on}. {report.summary}"),
        Paragraph(report.legend),
        Paragraph(agenda_words.PRIVACY),
    ]
    for section in SECTIONS:
        blocks += _section(report, section, notes=not (pages and section == "discuss"))
    if pages:
        items = report.items("discuss")
        to_discuss = agenda_words.SECTION_NAMES["discuss"]
        for number, item in enumerate(items, 1):
            place = _("{section}: {number} of {total}", section=to_discuss, number=number, total=len(items))
            blocks += _page(report, item, place)
    return Document(
        title=report.title,
        subject=report.instrument.questionnaire.title,
        footer=f"{report.made_on} · readiness {__version__}",
        made_on=report.as_of,
        blocks=tuple(blocks),
    )


def _section(report: AgendaReport, section: Section, *, notes: bool) -> Iterator[Block]:
    items = report.items(section)
    yield Heading(2, f"{agenda_words.SECTION_NAMES[section]} ({len(items)})")
    if not items:
        yield Paragraph(agenda_words.NO_QUESTIONS)
        return
    yield Paragraph(agenda_words.SECTION_INTROS[section])
    rows = [
        (
            _("{question} (essential)", question=item.name) if item.criterion.essential else item.name,
            _ladder(report, item),
            ". ".join([report.spread(item), *_roles(report, item), ""]).strip(),
        )
        for item in items
    ]
    yield Table((_("Question"), _("Views"), _("In words")), tuple(rows), (4, 4, 4))
    if notes:
        for item in items:
            yield from _notes(item, _("What people wrote about “{question}”:", question=item.name))


def _page(report: AgendaReport, item: AgendaItem, place: str) -> Iterator[Block]:
    """One question with room to write."""
    yield PageBreak()
    yield Heading(2, item.name)
    yield Paragraph(item.question.text, f"{place}.")
    yield Paragraph(_ladder(report, item))
    yield Paragraph(f"{report.spread(item)}.", f"{capital(report.apart(item))}.")
    yield from (Paragraph(f"{line}.") for line in _roles(report, item))
    yield _answers(report, item)
    yield from _notes(item, f"{agenda_words.NOTES}:")
    yield from map(WriteIn, agenda_words.TO_WRITE)


def _answers(report: AgendaReport, item: AgendaItem) -> Table:
    """What could be answered, and how many people did."""
    question, spread = item.question, item.found.spread
    if isinstance(question, ChecklistQuestion):
        ticked = [
            (option.text, _("{count} of {total}", count=item.found.ticked[option.id], total=spread.known))
            for option in question.options
        ]
        return Table((_("Item"), _("Ticked by")), tuple(ticked), (8, 2))
    levels = report.instrument.questionnaire.levels
    rows = [
        (f"{level} {levels[level].name}", str(people), question.levels[level])
        for level, people in enumerate(spread.counts)
    ]
    return Table((_("Level"), _("People"), _("Description")), tuple(rows), (3, 2, 8))


def _notes(item: AgendaItem, lead: str) -> Iterator[Block]:
    if item.found.notes:
        yield Paragraph("", lead)
        yield ItemList(item.found.notes)


def _roles(report: AgendaReport, item: AgendaItem) -> list[str]:
    """The roles that are shown separately, each in a line."""
    return [f"{role}: {spread}" for role, spread in report.roles(item)]


def _ladder(report: AgendaReport, item: AgendaItem) -> str:
    """The dots of each level after its number: `0: ●●, 1: ●, 2: none, 3: ●●●, ?: ○`."""
    spread = item.found.spread
    levels = [f"{level}: {_DOT * dots(number, report.a_dot) or _NONE}" for level, number in enumerate(spread.counts)]
    unknown = [f"?: {_RING * dots(spread.unknown, report.a_dot)}"] if spread.unknown else []
    return ", ".join([*levels, *unknown])
