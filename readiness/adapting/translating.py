"""Translations of a questionnaire: the catalogue of the program's own texts that goes with one."""

from collections.abc import Iterator
from contextlib import suppress
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from questionnaires.faults import Fault
from questionnaires.language import CATALOGUE, _, read_catalogue, with_other_values
from readiness.adapting.content_files import write

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

_TEXTS: Final = "readiness.pot"
_HEAD: Final = "# The texts of the program `readiness` in another language. Open this file in an editor such as Poedit."


def renew_catalogue(folder: Path, language: str) -> None:
    """Writes the catalogue of a translation: all texts of this version of the program, with what is translated already.

    If a text has changed, its translation is kept, but marked as one that somebody has to look at before it is used.

    Args:
        folder: the questionnaire's folder.
        language: the code of its language.

    Raises:
        InputFault: the catalogue that is there can't be read.
        OSError: it can't be written.
    """
    from babel.messages.pofile import write_po

    path = folder / CATALOGUE
    texts = read_catalogue(path) if path.exists() else _new_catalogue(language)
    texts.update(_all_texts())
    content = BytesIO()
    write_po(content, texts, width=100, include_lineno=False)
    write(path, content.getvalue())


def progress_of(folder: Path) -> tuple[int, int]:
    """How many of the program's texts the catalogue in a folder translates, and how many there are.

    Raises:
        InputFault: the catalogue can't be read.
    """
    texts = read_catalogue(folder / CATALOGUE)
    texts.update(_all_texts(), no_fuzzy_matching=True)
    translated = sum(bool(message.id) and not message.fuzzy and _is_whole(message.string) for message in texts)
    return translated, len(texts)


def faults_of_catalogue(folder: Path) -> Iterator[Fault]:
    """The translations in a folder's catalogue that can't be used, as they name a value that the text does not have.

    Raises:
        InputFault: the catalogue can't be read.
    """
    for message in with_other_values(read_catalogue(folder / CATALOGUE)):
        text = message.id if isinstance(message.id, str) else message.id[0]
        what = _("the translation has a word in curly brackets that is not in the English text: “{text}”", text=text)
        remedy = _("Use only the words in curly brackets that are in the English text")
        yield Fault(f"{CATALOGUE}, line {message.lineno}", what, remedy)


def _new_catalogue(language: str) -> "Catalog":
    """An empty catalogue; languages that Babel does not know get the plural forms of English."""
    from babel import Locale, UnknownLocaleError
    from babel.messages.catalog import Catalog

    locale = None
    with suppress(UnknownLocaleError, ValueError):
        locale = Locale.parse(language, sep="-")
    return Catalog(locale, project="readiness", header_comment=_HEAD, fuzzy=False)


def _all_texts() -> "Catalog":
    """The program's texts, none of them translated."""
    from babel.messages.pofile import read_po

    with files("questionnaires").joinpath("languages", _TEXTS).open("rb") as file:
        return read_po(file)


def _is_whole(translation: str | tuple[str, ...] | list[str] | None) -> bool:
    """Whether a text, or every form of one, is translated."""
    return all(translation if isinstance(translation, tuple | list) else [translation])
