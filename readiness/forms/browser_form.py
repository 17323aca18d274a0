"""The form as one HTML file: for any browser, without a network, with its script and styles inside."""

import json
from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from typing import Any, Final

from markupsafe import Markup

from questionnaires.answers import LONGEST_TEXT
from questionnaires.language import _
from questionnaires.model import ChecklistQuestion, Question
from readiness.forms import wording
from readiness.forms.empty_form import EmptyForm
from readiness.report.html_pages import render_page
from readiness.report.palette import DARK, LIGHT, Palette
from readiness.workshop.folder import CODE_LENGTH, CODE_LETTERS
from readiness.workshop.form_definition import FormDefinition
from readiness.workshop.short_code import CHECK_DIGITS, code_length, numbers_of

_SCRIPTS = ("short_code.js", "form.js")
_FOLDER = files("readiness.forms")
_SAYS: Final = {
    "progress": _("{number} of {total} questions done"),
    "saved": " ".join(
        (
            wording.THANKS,
            _("Your answers are in the file {file}, in your downloads folder."),
            _("If other people use this device, please remove your answers from it (see below)."),
        )
    ),
    "forgotten": _("Everything you typed has been removed. The next person will get a new code."),
}
"""What the script says; it fills in the values."""


def browser_form(form: EmptyForm) -> str:
    """The form as an HTML document in one piece."""
    definition = form.definition
    questionnaire = definition.instrument.questionnaire
    script = '"use strict";\n' + "\n".join((_FOLDER / name).read_text("utf-8") for name in _SCRIPTS)
    styles = _colours() + (_FOLDER / "pages" / "form.css").read_text("utf-8")
    texts = " ".join(map(_words_of, definition.questions))
    values = {
        "form": form,
        "definition": definition,
        "say": wording,
        "roles": questionnaire.roles,
        "codes": questionnaire.codes,
        "names": questionnaire.levels,
        "glossary": [term for term in questionnaire.glossary if term.is_used_in(texts)],
        "longest_text": LONGEST_TEXT,
        "data": _for_script(_data(form)),
        "script": Markup(script),  # noqa: S704  # our own files
        "script_hash": _hash(script),
        "styles": Markup(styles),  # noqa: S704  # our own files
        "styles_hash": _hash(styles),
    }
    return render_page("form.html", values, ("readiness.forms",))


def _data(form: EmptyForm) -> dict[str, Any]:
    """The data that the script needs."""
    definition, questionnaire = form.definition, form.definition.instrument.questionnaire
    return {
        "questionnaire": {
            "id": questionnaire.id,
            "version": questionnaire.version,
            "fingerprint": definition.fingerprint,
        },
        "form": definition.form,
        "service": form.service.model_dump() if form.service else None,
        "workshop": form.workshop,
        "roles": list(questionnaire.roles),
        "letters": CODE_LETTERS,
        "person_length": CODE_LENGTH,
        "code_numbers": numbers_of(definition),
        "code_digits": code_length(definition) - CHECK_DIGITS,
        "no_reason": wording.NO_REASON,
        "says": _SAYS,
        "questions": [_question(definition, question) for question in definition.questions],
    }


def _question(definition: FormDefinition, question: Question) -> dict[str, Any]:
    return {
        "id": question.id,
        "code": definition.instrument.questionnaire.codes[question.id],
        "items": [option.id for option in question.options] if isinstance(question, ChecklistQuestion) else None,
        "not_applicable": definition.not_applicable_allowed(question),
    }


def _words_of(question: Question) -> str:
    """Everything that a question says."""
    own = question.options if isinstance(question, ChecklistQuestion) else question.levels.as_tuple
    return " ".join((question.text, *(each if isinstance(each, str) else each.text for each in own)))


def _for_script(content: Any) -> Markup:
    """JSON that cannot end its script element, whatever text is in it."""
    written = json.dumps(content, ensure_ascii=True, separators=(",", ":"))
    return Markup(written.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))  # noqa: S704


def _colours() -> str:
    light, dark = (f":root {{ {_variables(palette)} }}" for palette in (LIGHT, DARK))
    return f"{light}\n@media (prefers-color-scheme: dark) {{ {dark} }}\n"


def _variables(palette: Palette) -> str:
    return "; ".join(f"{name}: {colour}" for name, colour in palette.css_variables())


def _hash(text: str) -> str:
    """The hash of a script or of styles, as a content security policy names it."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
