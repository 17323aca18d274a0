"""Papers as Word documents. The only module that knows python-docx."""

from datetime import UTC, datetime, time
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from readiness.report.documents.blocks import Block, Grid, Heading, Items, Paper, Room, Words
from readiness.text import file_line

_INK = RGBColor(0x0B, 0x3F, 0x45)
_SHADE = "E3EEEE"
_TEXT_WIDTH = Mm(210 - 2 * 20)
_TO_WRITE_IN = Mm(9)
_LANGUAGE = "en-GB"
_TICK = "☐"
_MIDNIGHT = time(tzinfo=UTC)


def as_word(paper: Paper) -> bytes:
    """The paper as a .docx file; the same paper gives the same bytes."""
    document = Document()
    _set_up(document, paper)
    document.add_heading(file_line(paper.title), level=1)
    for block in paper.blocks:
        _add(document, block)
    file = BytesIO()
    document.save(file)
    return _without_clock(file.getvalue())


def _add(document: WordDocument, block: Block) -> None:
    match block:
        case Heading(level=level, text=text):
            document.add_heading(file_line(text), level=level)
        case Words(text=text, lead=lead):
            _add_words(document.add_paragraph(), text, lead)
        case Items():
            _add_items(document, block)
        case Grid():
            _add_grid(document, block)
        case Room(label=label, lines=lines):
            paragraph = document.add_paragraph()
            paragraph.add_run(file_line(label)).bold = True
            paragraph.paragraph_format.keep_with_next = True
            _draw_lines(document, lines)


def _add_words(paragraph: Paragraph, text: str, lead: str) -> None:
    if lead:
        paragraph.add_run(f"{file_line(lead)} ").bold = True
    paragraph.add_run(file_line(text))


def _add_items(document: WordDocument, block: Items) -> None:
    numbering = _begin_numbering(document) if block.kind == "numbers" else None
    style = "List Number" if numbering is not None else "List Bullet" if block.kind == "points" else "List"
    for text in block.texts:
        line = file_line(text)
        paragraph = document.add_paragraph(f"{_TICK} {line}" if block.kind == "ticks" else line, style)
        if numbering is not None:
            paragraph._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = numbering  # noqa: SLF001


def _begin_numbering(document: WordDocument) -> int:
    """A numbering of its own that begins with 1: without it, all numbered lists of a document would be one."""
    definitions: Any = document.part.numbering_part.element
    style: Any = document.styles["List Number"].element
    like = next(each for each in definitions.num_lst if each.numId == style.pPr.numPr.numId.val)
    begun = definitions.add_num(like.abstractNumId.val)
    begun.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(begun.numId)


def _add_grid(document: WordDocument, block: Grid) -> None:
    table = document.add_table(rows=1 + len(block.rows), cols=len(block.head), style="Table Grid")
    table.autofit = False
    shares = block.widths or (1,) * len(block.head)
    widths = [int(_TEXT_WIDTH * share / sum(shares)) for share in shares]
    # a table's own way to its cells looks through all of them each time
    for number, (row, texts) in enumerate(zip(table.rows, (block.head, *block.rows), strict=True)):
        cells = row.cells
        for column, (cell, text) in enumerate(zip(cells, texts, strict=True)):
            cell.width = widths[column]
            run = cell.paragraphs[0].add_run(file_line(text))
            run.bold = number == 0 or column == 0
            cell.paragraphs[0].paragraph_format.keep_with_next = number == 0  # a head alone says nothing
            if number == 0:
                _shade(cell)
        if "" in texts:
            row.height = _TO_WRITE_IN
        row._tr.get_or_add_trPr().append(_element("w:cantSplit"))  # noqa: SLF001
        if number == 0:
            row._tr.get_or_add_trPr().append(_element("w:tblHeader"))  # noqa: SLF001
    for grid_column, width in zip(table.columns, widths, strict=True):
        grid_column.width = width
    document.add_paragraph().paragraph_format.space_after = Pt(2)


def _draw_lines(document: WordDocument, lines: int) -> None:
    """Lines to write on, as the rules below empty paragraphs."""
    for _ in range(lines):
        borders = OxmlElement("w:pBdr")
        for side in ("bottom", "between"):
            borders.append(_element(f"w:{side}", val="single", sz="4", space="1", color="8A999B"))
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(7)
        paragraph._p.get_or_add_pPr().append(borders)  # noqa: SLF001


def _shade(cell: _Cell) -> None:
    cell._tc.get_or_add_tcPr().append(_element("w:shd", val="clear", color="auto", fill=_SHADE))  # noqa: SLF001


def _element(name: str, **attributes: str) -> Any:
    """An element of WordprocessingML, for what python-docx has no words for."""
    element = OxmlElement(name)
    for attribute, value in attributes.items():
        element.set(qn(f"w:{attribute}"), value)
    return element


def _set_up(document: WordDocument, paper: Paper) -> None:
    """Page, language, styles, properties and the foot of each page."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(20)
    normal: Any = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(10.5)
    normal.paragraph_format.space_after = Pt(4)
    normal.element.get_or_add_rPr().append(_element("w:lang", val=_LANGUAGE))
    for style in document.styles:
        if style.type == WD_STYLE_TYPE.PARAGRAPH and (style.name or "").startswith("Heading"):
            style.font.color.rgb = _INK
    properties = document.core_properties
    properties.title, properties.subject = file_line(paper.title), file_line(paper.subject)
    properties.author = properties.last_modified_by = "readiness"
    properties.comments, properties.language = "", _LANGUAGE
    properties.created = properties.modified = datetime.combine(paper.made_on, _MIDNIGHT)
    foot = section.footer.paragraphs[0]
    foot.add_run(f"{file_line(paper.foot)} · page ").font.size = Pt(9)
    _add_page_number(foot)


def _add_page_number(paragraph: Paragraph) -> None:
    field = _element("w:fldSimple", instr="PAGE")
    run, shown = OxmlElement("w:r"), OxmlElement("w:t")
    shown.text = "1"
    run.append(shown)
    field.append(run)
    paragraph._p.append(field)  # noqa: SLF001


def _without_clock(data: bytes) -> bytes:
    """The same archive with a fixed time for each part, where python-docx writes the time of saving."""
    written = BytesIO()
    with ZipFile(BytesIO(data)) as parts, ZipFile(written, "w") as archive:
        for part in parts.infolist():
            archive.writestr(ZipInfo(part.filename), parts.read(part), ZIP_DEFLATED)
    return written.getvalue()
