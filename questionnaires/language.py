"""The language the program speaks: its texts come from a gettext catalogue, and are English without one.

Many texts are made when their module is loaded, so `use` comes before everything else. Processes that are started
later find the language in the environment.
"""

from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from questionnaires.faults import Fault, InputFault

if TYPE_CHECKING:
    from babel import Locale

VARIABLE: Final = "READINESS_LANGUAGE"
"""The environment variable with the language, or with the folder of a questionnaire that has one of its own."""

ENGLISH: Final = "en-GB"
"""The language in which the texts are written."""

CATALOGUE: Final = "readiness.po"
"""The file in a translation's folder with the program's texts in its language."""

SHIPPED: Final = Path(__file__).parent / "languages"
"""Has a folder for each language that ships with the program, named by its code."""


class _Language:
    """The language in use; there is one in each process."""

    code: str = ENGLISH
    texts: NullTranslations = NullTranslations()


def use(code: str, folder: Path | None = None) -> None:
    """Makes the program speak a language from now on, in this process and in those that it starts.

    Args:
        code: the language's code, such as `cy` or `en-US`.
        folder: has its catalogue; without a catalogue the texts stay English.

    Raises:
        InputFault: the catalogue cannot be read.
    """
    _Language.code = code
    _Language.texts = _read(folder / CATALOGUE) if folder else NullTranslations()
    locale.cache_clear()


def code() -> str:
    """The code of the language in use, as the `lang` of a page has it."""
    return _Language.code


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
    return form_for(one, many, n).format_map({"n": n, **values})


def form_for(one: str, many: str, n: int) -> str:
    """A text about a number, in the form for that number; its values are not filled in yet."""
    return _Language.texts.ngettext(one, many, n)


@cache
def locale() -> "Locale":
    """How the language in use writes dates, numbers and lists; as in Britain, if Babel does not know it."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(_Language.code, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse(ENGLISH, sep="-")


def _read(catalogue: Path) -> NullTranslations:
    """The texts in a catalogue; none if there is no such file.

    Raises:
        InputFault: it cannot be read.
    """
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import PoFileError, read_po

    if not catalogue.exists():
        return NullTranslations()
    try:
        with catalogue.open("rb") as file:
            texts = read_po(file, abort_invalid=True)
    except (OSError, PoFileError, ValueError) as error:
        what = f"it can't be read as a catalogue of texts ({error})"
        raise InputFault(Fault(str(catalogue), what, "Correct it in a program such as Poedit")) from error
    compiled = BytesIO()
    write_mo(compiled, texts)
    compiled.seek(0)
    return GNUTranslations(compiled)
