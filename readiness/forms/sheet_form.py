"""The form as a workbook: drop-downs to choose from, and nothing else that can be changed by mistake."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

from xlsxwriter.utility import xl_range_abs

from questionnaires.answers import LONGEST_TEXT
from questionnaires.language import _
from questionnaires.model import ChecklistQuestion, Question
from readiness.forms import sheet_layout as layout
from readiness.forms import wording
from readiness.forms.empty_form import EmptyForm
from readiness.report import palette
from readiness.report.workbook_cells import new_workbook, print_on_a4
from readiness.text import file_safe
from readiness.workshop.form_definition import FormDefinition

_WIDTHS = {
    layout.QUESTION_ID: 12,
    layout.QUESTION: 42,
    layout.LEVELS: 70,
    layout.ANSWER: 26,
    layout.NOTE: 42,
    layout.MAY_BE_SHOWN: 19,
}
_READ_WIDTH = 100
_LONGEST_TITLE, _LONGEST_MESSAGE = 32, 255
"""How long the texts about a wrong choice can be in a workbook."""
_LINE_HEIGHT = 15
_FIRST_LIST = 3
"""The column of the hidden sheet from which on the lists of choices are."""
_ALLOWED = {"format_columns": True, "format_rows": True, "select_locked_cells": True, "select_unlocked_cells": True}
"""What a protected sheet still allows: wider columns and higher rows."""


_HOW_TO_FILL = _(
    "On the sheet “{sheet}”, go to each yellow cell in the column “{column}”. Press Alt and the "
    "down arrow, or click the small arrow beside the cell, and choose from the list. Then save the "
    "workbook and send it back.",
    sheet=layout.ANSWERS,
    column=layout.HEADINGS[layout.ANSWER],
)
_LISTED_BELOW = _(
    "Choose “{choice}” here. Then choose “{yes}” beside each item that applies today.",
    choice=layout.TICKED_BELOW,
    yes=layout.YES,
)
_ONLY_YES = (layout.YES,)
_Lists = dict[tuple[str, ...], str]
"""The cells that hold each list of choices."""


@dataclass(frozen=True)
class _Row:
    """One row of the sheet of answers."""

    id: str
    question: str
    means: str = ""
    choices: tuple[str, ...] = ()
    """What can be chosen as the answer; none for a text."""
    takes_note: bool = False
    kind: str = "question"


def sheet_form(form: EmptyForm, made_on: date) -> bytes:
    """The form as a .xlsx file; the same form of the same day always gives the same bytes."""
    file = BytesIO()
    workbook = new_workbook(file, form.title, made_on)
    formats = _formats(workbook, form)
    _write_read_first(workbook, form, formats)
    rows = _rows(form)
    lists = _lists(rows)
    _write_answers(workbook, form, rows, lists, formats)
    _write_hidden(workbook, form, lists)
    workbook.close()
    return file.getvalue()


def _write_read_first(workbook: Any, form: EmptyForm, formats: dict[str, Any]) -> None:
    sheet = workbook.add_worksheet(layout.READ_FIRST)
    sheet.set_column(0, 0, _READ_WIDTH)
    sheet.hide_gridlines(2)
    print_on_a4(sheet)
    sheet.write_string(0, 0, form.title, formats["title"])
    texts = (form.service_line, *wording.how_to_answer(form), _HOW_TO_FILL, *wording.who_sees_it(form))
    for number, text in enumerate((*filter(None, texts), form.definition.instrument.questionnaire.caution), 1):
        sheet.write_string(number, 0, file_safe(text), formats["text"])
        sheet.set_row(number, _height(form, [(text, _READ_WIDTH)]))
    sheet.protect("", _ALLOWED)


def _write_answers(
    workbook: Any, form: EmptyForm, rows: Sequence[_Row], lists: _Lists, formats: dict[str, Any]
) -> None:
    sheet = workbook.add_worksheet(layout.ANSWERS)
    columns = {name: number for number, name in enumerate(layout.HEADINGS)}
    for name, number in columns.items():
        sheet.set_column(number, number, _WIDTHS[name], None, {"hidden": name == layout.QUESTION_ID})
        to_fill = name in (layout.ANSWER, layout.NOTE, layout.MAY_BE_SHOWN)
        sheet.write_string(0, number, layout.HEADINGS[name], formats["header to fill" if to_fill else "header"])
    for number, row in enumerate(rows, 1):
        _write_row(sheet, number, row, columns, lists, formats)
        sheet.set_row(
            number, _height(form, [(row.question, _WIDTHS[layout.QUESTION]), (row.means, _WIDTHS[layout.LEVELS])])
        )
    sheet.freeze_panes(1, columns[layout.QUESTION] + 1)
    sheet.set_landscape()
    print_on_a4(sheet)
    sheet.repeat_rows(0)
    sheet.protect("", _ALLOWED)


def _write_row(
    sheet: Any, number: int, row: _Row, columns: dict[str, int], lists: _Lists, formats: dict[str, Any]
) -> None:
    sheet.write_string(number, columns[layout.QUESTION_ID], row.id, formats["text"])
    sheet.write_string(number, columns[layout.QUESTION], row.question, formats[row.kind])
    sheet.write_string(number, columns[layout.LEVELS], row.means, formats["text"])
    if not row.id:
        return
    answer = columns[layout.ANSWER]
    sheet.write_blank(number, answer, None, formats["to fill"])
    if row.choices:
        _offer(sheet, number, answer, lists[row.choices])
    if row.takes_note:
        note = columns[layout.NOTE]
        sheet.write_blank(number, note, None, formats["to fill"])
        longest = {"validate": "length", "criteria": "<=", "value": LONGEST_TEXT}
        sheet.data_validation(number, note, number, note, longest)
        sheet.write_blank(number, columns[layout.MAY_BE_SHOWN], None, formats["to fill"])
        _offer(sheet, number, columns[layout.MAY_BE_SHOWN], lists[_ONLY_YES])


def _offer(sheet: Any, number: int, column: int, cells: str) -> None:
    """Lets only what is in these cells be chosen in a cell."""
    title, message = _("Please choose"), _("Choose one of the answers in this cell's list.")
    told = {"error_title": title[:_LONGEST_TITLE], "error_message": message[:_LONGEST_MESSAGE]}
    sheet.data_validation(number, column, number, column, {"validate": "list", "source": f"={cells}", **told})


def _lists(rows: Sequence[_Row]) -> _Lists:
    """The cells of the hidden sheet that hold each list of choices: a list in a cell's own rule cannot have commas."""
    different = dict.fromkeys((*(row.choices for row in rows if row.choices), _ONLY_YES))
    return {
        choices: f"{layout.FORM}!{xl_range_abs(0, column, len(choices) - 1, column)}"
        for column, choices in enumerate(different, _FIRST_LIST)
    }


def _rows(form: EmptyForm) -> list[_Row]:
    definition, questionnaire = form.definition, form.definition.instrument.questionnaire
    rows = [_Row("", wording.ABOUT_YOU, kind="domain")]
    if form.service is None:
        rows.append(_Row(layout.SERVICE, wording.SERVICE))
    names = tuple(role.name for role in questionnaire.roles.values())
    rows += [
        _Row(layout.ROLE, wording.ROLE, wording.ROLE_MEANS, names),
        _Row(layout.PERSON, wording.PERSON, wording.OWN_CODE),
    ]
    for domain, questions in definition.domains:
        rows.append(_Row("", domain.title, kind="domain"))
        for question in questions:
            rows += _rows_of(definition, question)
    return rows


def _rows_of(definition: FormDefinition, question: Question) -> list[_Row]:
    """The row of a question, and one for each item of a checklist."""
    questionnaire = definition.instrument.questionnaire
    text = f"{questionnaire.codes[question.id]} {question.text}"
    choices = tuple(layout.choices(definition, question))
    if isinstance(question, ChecklistQuestion):
        own = _Row(question.id, text, _LISTED_BELOW, choices, takes_note=True)
        items = [
            _Row(layout.item_id(question, each), each.text, "", (layout.YES,), kind="item") for each in question.options
        ]
        return [own, *items]
    means = "\n".join(f"{choice}: {level}" for choice, level in zip(choices, question.levels.as_tuple, strict=False))
    return [_Row(question.id, text, means, choices, takes_note=True)]


def _write_hidden(workbook: Any, form: EmptyForm, lists: _Lists) -> None:
    """The hidden sheet: which form this is, and the lists of choices."""
    sheet = workbook.add_worksheet(layout.FORM)
    definition, questionnaire = form.definition, form.definition.instrument.questionnaire
    facts = layout.Facts(
        questionnaire=questionnaire.id,
        version=questionnaire.version,
        form=definition.form,
        fingerprint=definition.fingerprint,
        domain=definition.domain,
        workshop=form.workshop,
        service=form.service.name if form.service else None,
        organisation=form.service.organisation if form.service else None,
        code=form.service.code if form.service else None,
    )
    for number, (key, value) in enumerate(facts.rows()):
        sheet.write_string(number, 0, key)
        sheet.write_string(number, 1, file_safe(value))
    for column, choices in enumerate(lists, _FIRST_LIST):
        sheet.write_column(0, column, choices)
    sheet.protect("", _ALLOWED)
    sheet.hide()


def _height(form: EmptyForm, cells: Sequence[tuple[str, int]]) -> float:
    """The height of a row in points, so that its texts fit into columns of these widths."""
    larger = 16 / 11 if form.large_print else 1
    lines = max(sum(-(-len(line) * larger // width) or 1 for line in text.split("\n")) for text, width in cells)
    return min(400.0, _LINE_HEIGHT * larger * lines + 4)


def _formats(workbook: Any, form: EmptyForm) -> dict[str, Any]:
    size = {"font_size": 16 if form.large_print else 11}
    plain = {**size, "text_wrap": True, "valign": "top", "border": 1, "border_color": palette.OFFICE_RULE}
    header = {**plain, "bold": True, "font_color": palette.LIGHT.on_accent, "bg_color": palette.LIGHT.accent}
    heading = {**size, "bold": True, "font_color": palette.OFFICE_HEADING}
    return {
        "title": workbook.add_format({**heading, "font_size": size["font_size"] + 5}),
        "text": workbook.add_format({**plain, "border": 0}),
        "question": workbook.add_format({**plain, "bold": True}),
        "item": workbook.add_format({**plain, "indent": 2}),
        "domain": workbook.add_format({**heading, "font_size": size["font_size"] + 3, "valign": "bottom"}),
        "to fill": workbook.add_format({**plain, "bg_color": palette.FILL_IN, "locked": False, "num_format": "@"}),
        "header": workbook.add_format(header),
        "header to fill": workbook.add_format({**header, "bg_color": palette.FILL_IN_HEADER}),
    }
