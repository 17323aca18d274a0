"""Writes documents as Word files. The only module that imports python-docx."""

from dataclasses import dataclass
from datetime import UTC, datetime, time
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from questionnaires import language
from questionnaires.language import _
from readiness.report import palette
from readiness.report.documents.blocks import Block, Document, Heading, ItemList, PageBreak, Paragraph, Table, WriteIn
from readiness.text import file_line, shorten

_TEXT_WIDTH = Mm(210 - 2 * 20)
_WRITE_IN_HEIGHT = Mm(9)
_PAGE = "\x1f"
"""Stands where the number of the page comes."""
_TICK = "☐"
_LONGEST_PROPERTY = 255
"""The most characters of a property of the file."""
_MIDNIGHT = time(tzinfo=UTC)


@dataclass(frozen=True)
class _PrintSize:
    """How large the text of a document is, and what fits that."""

    text: Pt
    footer: Pt
    space_after: Pt
    margin: Mm


_PRINT_SIZES = {
    "small": _PrintSize(text=Pt(9.5), footer=Pt(8.5), space_after=Pt(1.5), margin=Mm(14)),
    "usual": _PrintSize(text=Pt(10.5), footer=Pt(9), space_after=Pt(4), margin=Mm(20)),
    "large": _PrintSize(text=Pt(16), footer=Pt(16), space_after=Pt(5), margin=Mm(16)),
}


def as_word(document: Document) -> bytes:
    """The document as a .docx file; the same document always gives the same bytes."""
    word = docx.Document()
    _set_up(word, document)
    _add_styled(word, document.title, "Heading1")
    for block in document.blocks:
        _add(word, block)
    file = BytesIO()
    word.save(file)
    return _without_times(file.getvalue())


def _add(document: WordDocument, block: Block) -> None:
    match block:
        case Heading(level=level, text=text):
            _add_styled(document, text, f"Heading{level}")
        case Paragraph():
            _add_paragraph(document, block)
        case ItemList():
            _add_list(document, block)
        case Table():
            _add_table(document, block)
        case WriteIn(label=label, lines=lines):
            paragraph = document.add_paragraph()
            paragraph.add_run(file_line(label)).bold = True
            paragraph.paragraph_format.keep_with_next = True
            _draw_lines(document, lines)
        case PageBreak():
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _add_paragraph(document: WordDocument, block: Paragraph) -> None:
    paragraph = document.add_paragraph()
    if block.lead:
        paragraph.add_run(f"{file_line(block.lead)} ").bold = True
    paragraph.add_run(file_line(block.text))
    paragraph.paragraph_format.keep_with_next = block.keep_with_next or None


def _add_list(document: WordDocument, block: ItemList) -> None:
    numbering = _new_numbering(document) if block.kind == "numbers" else None
    style = "ListNumber" if numbering is not None else "ListBullet" if block.kind == "points" else "List"
    for text in block.texts:
        paragraph = _add_styled(document, f"{_TICK} {text}" if block.kind == "ticks" else text, style)
        if block.keep_together:
            paragraph.paragraph_format.keep_with_next = paragraph.paragraph_format.keep_together = True
        if numbering is not None:
            paragraph._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = numbering  # noqa: SLF001


def _add_styled(document: WordDocument, text: str, style: str) -> WordParagraph:
    """Adds a paragraph in a style by its identifier; python-docx would search all styles for its name each time."""
    paragraph = document.add_paragraph(file_line(text))
    paragraph._p.style = style  # noqa: SLF001
    return paragraph


def _new_numbering(document: WordDocument) -> int:
    """A new numbering that starts at 1; without it, all numbered lists of a document would be one."""
    definitions: Any = document.part.numbering_part.element
    style: Any = document.styles["List Number"].element
    like = next(each for each in definitions.num_lst if each.numId == style.pPr.numPr.numId.val)
    numbering = definitions.add_num(like.abstractNumId.val)
    numbering.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(numbering.numId)


def _add_table(document: WordDocument, block: Table) -> None:
    table = document.add_table(rows=1 + len(block.rows), cols=len(block.header), style="Table Grid")
    table.autofit = False
    shares = block.widths or (1,) * len(block.header)
    widths = [int(_TEXT_WIDTH * share / sum(shares)) for share in shares]
    # table.cell() would search all cells each time
    for number, (row, texts) in enumerate(zip(table.rows, (block.header, *block.rows), strict=True)):
        cells = row.cells
        for column, (cell, text) in enumerate(zip(cells, texts, strict=True)):
            cell.width = widths[column]
            run = cell.paragraphs[0].add_run(file_line(text))
            run.bold = number == 0 or column == 0
            cell.paragraphs[0].paragraph_format.keep_with_next = (
                number == 0
            )  # no header at the end of a page without a row
            if number == 0:
                _shade(cell)
        if "" in texts:
            row.height = _WRITE_IN_HEIGHT
        row._tr.get_or_add_trPr().append(_element("w:cantSplit"))  # noqa: SLF001
        if number == 0:
            row._tr.get_or_add_trPr().append(_element("w:tblHeader"))  # noqa: SLF001
    for grid_column, width in zip(table.columns, widths, strict=True):
        grid_column.width = width
    document.add_paragraph().paragraph_format.space_after = Pt(2)


def _draw_lines(document: WordDocument, lines: int) -> None:
    """Empty paragraphs with a line below each, to write on."""
    for _line in range(lines):
        borders = OxmlElement("w:pBdr")
        for side in ("bottom", "between"):
            borders.append(_element(f"w:{side}", val="single", sz="4", space="1", color=_hex(palette.LIGHT.mark)))
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(7)
        paragraph._p.get_or_add_pPr().append(borders)  # noqa: SLF001


def _shade(cell: _Cell) -> None:
    shading = _element("w:shd", val="clear", color="auto", fill=_hex(palette.OFFICE_HEADER_ROW))
    cell._tc.get_or_add_tcPr().append(shading)  # noqa: SLF001


def _element(name: str, **attributes: str) -> Any:
    """An element of WordprocessingML that python-docx has no function for."""
    element = OxmlElement(name)
    for attribute, value in attributes.items():
        element.set(qn(f"w:{attribute}"), value)
    return element


def _set_up(document: WordDocument, contents: Document) -> None:
    """Sets page size, language, styles, properties and the footer."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    size = _PRINT_SIZES[contents.print_size]
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = size.margin
    normal: Any = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", size.text
    normal.paragraph_format.space_after = size.space_after
    normal.element.get_or_add_rPr().append(_element("w:lang", val=language.code()))
    for style in document.styles:
        if style.type == WD_STYLE_TYPE.PARAGRAPH and (style.name or "").startswith("Heading"):
            style.font.color.rgb = RGBColor.from_string(_hex(palette.OFFICE_HEADING))
            if contents.print_size != "usual":
                _fit_heading(style, size)
    properties = document.core_properties
    properties.title, properties.subject = (
        shorten(file_line(text), _LONGEST_PROPERTY) for text in (contents.title, contents.subject)
    )
    properties.author = properties.last_modified_by = "readiness"
    properties.comments, properties.language = "", language.code()
    properties.created = properties.modified = datetime.combine(contents.made_on, _MIDNIGHT)
    footer = section.footer.paragraphs[0]
    before, _number, after = _("page {number}", number=_PAGE).partition(_PAGE)
    footer.add_run(f"{file_line(contents.footer)} · {before}").font.size = size.footer
    _add_page_number(footer)
    if after:
        footer.add_run(after).font.size = size.footer


def _fit_heading(style: Any, size: _PrintSize) -> None:
    """Makes a heading fit text that is smaller or larger than usual."""
    level = int((style.name or "").rpartition(" ")[2])
    style.font.size = Pt(size.text.pt + max(0, 3 - level) * 3.5)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(size.text.pt * 0.7), size.space_after


def _add_page_number(paragraph: WordParagraph) -> None:
    field = _element("w:fldSimple", instr="PAGE")
    run, shown = OxmlElement("w:r"), OxmlElement("w:t")
    shown.text = "1"
    run.append(shown)
    field.append(run)
    paragraph._p.append(field)  # noqa: SLF001


def _hex(colour: str) -> str:
    """A colour as Word writes it: six hexadecimal digits in capitals, without the `#`."""
    return colour.removeprefix("#").upper()


def _without_times(data: bytes) -> bytes:
    """The same archive with a fixed time for each part, instead of the time of saving."""
    written = BytesIO()
    with ZipFile(BytesIO(data)) as parts, ZipFile(written, "w") as archive:
        for part in parts.infolist():
            archive.writestr(ZipInfo(part.filename), parts.read(part), ZIP_DEFLATED)
    return written.getvalue()
