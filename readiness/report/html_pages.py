"""HTML reports: one way to fill in all their pages. Everything is escaped, and a missing name is an error."""

import re
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup, escape

from questionnaires.language import Number, _, code, form_for
from questionnaires.local_style import listed
from readiness import __version__
from readiness.report import palette, sentences, wording
from readiness.text import capital, shorten, shorten_middle, without_controls

if TYPE_CHECKING:
    from jinja2 import Environment

_FOLDER = "pages"
"""The folder of a package with the Jinja templates of its pages."""


def render_page(page: str, values: Mapping[str, Any], packages: tuple[str, ...] = ("readiness.report",)) -> str:
    """A page as HTML in one piece, which needs no other file and no network.

    Args:
        page: the file name of its Jinja template.
        values: what the template uses, by name.
        packages: the packages in whose `pages` folders templates are looked for.
    """
    return without_controls(_environment(packages).get_template(page).render(values))


def linked(text: str, codes: frozenset[str]) -> Markup:
    """A sentence in which each code of an action is a link to the action.

    Args:
        text: the sentence, which is escaped.
        codes: those that have a place to lead to.
    """
    parts = re.split(r"\b([A-Z]{2}\d{1,2})\b", text)
    return Markup().join(
        Markup('<a href="#action-{0}">{0}</a>').format(part) if part in codes else escape(part) for part in parts
    )


def escaped(text: str, /, **values: object) -> Markup:
    """A text of a page in the language in use; it and its values are escaped, except values that are markup."""
    translated = escape(_(text))
    return translated.format_map(values) if values else translated


def escaped_for_number(one: str, many: str, n: int, /, **values: object) -> Markup:
    """The same for a text about a number, which is `{n}` in it."""
    return escape(form_for(one, many, n)).format_map({"n": Number(n), **values})


def typed(text: str) -> Markup:
    """What somebody types, for the middle of a text; no line ends in it."""
    return Markup("<code>{}</code>").format(text)


def bold(text: object) -> Markup:
    """A value in bold, for the middle of a text."""
    return Markup("<b>{}</b>").format(text)


def link_to(place: str) -> Markup:
    """The start of a link to a place on the page, for the middle of a text; `END_LINK` ends it."""
    return Markup('<a href="#{}">').format(place)


END_LINK: Final = Markup("</a>")


def css_content(text: Markup, **counters: str) -> Markup:
    """A text as the `content` of a style sheet: `"Page " counter(page)`.

    Args:
        text: as a page has it.
        counters: the style sheet's expression for each value of the text.
    """
    parts = re.split(r"\{(\w+)\}", text.unescape())
    return Markup(" ").join(  # strings and values take turns
        Markup(counters[part] if place % 2 else _css_string(part))  # noqa: S704  # no string can end before its end
        for place, part in enumerate(parts)
        if part
    )


def _css_string(text: str) -> str:
    r"""A text between quotation marks, in which `\3c ` stands for `<`, which could end the style sheet."""
    quoted = text.replace("\\", r"\\").replace('"', r"\"").replace("<", r"\3c ").replace("\n", " ")
    return f'"{quoted}"'


@cache
def _environment(packages: tuple[str, ...]) -> "Environment":
    """Reads templates, with the filters and names that all pages share."""
    from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

    from readiness.report.compiled_pages import CompiledPages

    environment = Environment(
        loader=ChoiceLoader([PackageLoader(package, _FOLDER) for package in packages]),
        autoescape=True,
        undefined=StrictUndefined,
        bytecode_cache=CompiledPages(),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        capital=capital,
        content=css_content,
        day=wording.day,
        listed=listed,
        points=wording.points,
        score=wording.score,
        score_range=wording.score_range,
        shorten=shorten,
        shorten_middle=shorten_middle,
    )
    environment.globals.update(
        _=escaped,
        ngettext=escaped_for_number,
        bold=bold,
        typed=typed,
        cite=wording.cite,
        dark=palette.DARK,
        decision_symbols=wording.DECISION_SYMBOLS,
        end_link=END_LINK,
        language=code,
        light=palette.LIGHT,
        link_to=link_to,
        linked=linked,
        period=wording.period,
        priority_symbols=wording.PRIORITY_SYMBOLS,
        program_version=__version__,
        say=sentences,
        standing=wording.standing,
    )
    return environment
