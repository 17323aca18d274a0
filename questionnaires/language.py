"""The language in which the program speaks: its texts come from a gettext catalogue, and are English without one.

Many texts are made when their module is loaded, so `use` comes before all else. Processes that this one starts find
the language in the environment.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING, Final

from questionnaires.faults import Fault, InputFault

if TYPE_CHECKING:
    from babel import Locale
    from babel.messages.catalog import Catalog, Message

ENGLISH: Final = "en-GB"
"""The language in which all texts are written."""

CODE: Final = r"[a-z]{2,3}(-[A-Z]{2})?"
"""What the code of a language is like: `cy`, `pt-BR`."""

CATALOGUE: Final = "readiness.po"
"""The file with the program's texts in another language, in the folder of a translated questionnaire."""

LANGUAGE_VARIABLE: Final = "READINESS_LANGUAGE"
CATALOGUE_VARIABLE: Final = "READINESS_CATALOGUE"


class _Language:
    """The language in use, of which a process has one."""

    code: str = ENGLISH
    texts: NullTranslations = NullTranslations()


def use(code: str, catalogue: Path | None = None) -> None:
    """Makes the program speak a language from now on, in this process and in those that it starts.

    Args:
        code: the language, as pages give it: `cy`, `en-US`.
        catalogue: has the texts in it; without one they stay English.

    Raises:
        InputFault: the catalogue cannot be read.
    """
    texts = _compiled(catalogue) if catalogue else NullTranslations()
    _Language.code, _Language.texts = code, texts
    os.environ[LANGUAGE_VARIABLE] = code
    os.environ[CATALOGUE_VARIABLE] = str(catalogue or "")
    locale.cache_clear()


def code() -> str:
    """The language in use, as pages give it."""
    return _Language.code


@cache
def locale() -> "Locale":
    """How the language in use writes dates, numbers and lists; as in Britain if Babel does not know it."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(_Language.code, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse(ENGLISH, sep="-")


def _(text: str, /, **values: object) -> str:
    """A text in the language in use, with its values filled in.

    Args:
        text: in English, with a `{name}` for each value.
        values: by their names in the text.
    """
    translated = _Language.texts.gettext(text)
    return translated.format_map(values) if values else translated


def ngettext(one: str, many: str, n: int, /, **values: object) -> str:
    """A text about a number, in the form that the language in use has for that number.

    Args:
        one: in English, for one.
        many: in English, for any other number.
        n: the number; in the texts it is `{n}`.
        values: the other values, by their names in the texts.
    """
    return form_for(one, many, n).format_map({"n": Number(n), **values})


class Number(int):
    """A number that a text is about, which has commas in it above 999: `2,197`."""

    def __format__(self, spec: str, /) -> str:
        return super().__format__(spec or ",")


def form_for(one: str, many: str, n: int) -> str:
    """A text about a number, in the form for that number; its values are not filled in yet."""
    return _Language.texts.ngettext(one, many, n)


def read_catalogue(path: Path) -> "Catalog":
    """The texts in a catalogue with their translations.

    Raises:
        InputFault: it cannot be read.
    """
    from babel.messages.pofile import PoFileError, read_po

    try:
        with path.open("rb") as file:
            return read_po(file, abort_invalid=True)
    except OSError as error:
        what = _("this file can't be opened ({reason})", reason=error.strerror)
        raise InputFault(Fault(str(path), what, _("Check that you are allowed to read the file"))) from error
    except (PoFileError, ValueError) as error:
        what = _("this file isn't a valid translation file ({reason})", reason=error)
        raise InputFault(
            Fault(str(path), what, _("Correct the file in a translation editor, such as Poedit"))
        ) from error


def with_other_values(catalogue: "Catalog") -> "Iterator[Message]":
    """The translations that cannot be used, as they name a value, or a form of one, that the English text lacks."""
    for message in catalogue:
        values = _values_in(message.id)
        as_they_are = {(name, "", None) for name, _form, _conversion in values}
        if message.id and not _values_in(message.string) <= values | as_they_are:
            yield message


def _values_in(texts: str | tuple[str, ...] | list[str] | None) -> set[tuple[str, str | None, str | None]]:
    """The values in a text, or in the forms of one, each by its name, with its form and conversion.

    A text that is no pattern has an impossible one.
    """
    try:
        return {
            (name, form, conversion)
            for text in ([texts] if isinstance(texts, str) else texts or ())
            for _literal, name, form, conversion in Formatter().parse(text or "")
            if name is not None
        }
    except ValueError:
        return {("{", "", None)}


def _compiled(path: Path) -> NullTranslations:
    """The texts in a catalogue, ready for use.

    Raises:
        InputFault: the catalogue cannot be read.
    """
    from babel.messages.mofile import write_mo

    catalogue = read_catalogue(path)
    for message in list(with_other_values(catalogue)):
        catalogue.delete(message.id)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)


if LANGUAGE_VARIABLE in os.environ:
    with suppress(InputFault):  # a catalogue that has gone since: the texts are English
        use(os.environ[LANGUAGE_VARIABLE], Path(path) if (path := os.environ.get(CATALOGUE_VARIABLE)) else None)
