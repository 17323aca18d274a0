"""The files of a questionnaire of your own, read as editors save them and written as a whole or not at all."""

from pathlib import Path

from questionnaires.encodings import text_of
from readiness.storage import replace_file


def read_text(path: Path) -> str:
    """The text of a file, with plain line ends.

    Raises:
        OSError: it cannot be read.
    """
    return text_of(path.read_bytes()).replace("\r\n", "\n")


def write_text(path: Path, text: str) -> None:
    """Writes a text with the line ends that the file had.

    Raises:
        OSError: it cannot be written; the old file is as it was.
    """
    windows = path.exists() and "\r\n" in text_of(path.read_bytes())
    write(path, (text.replace("\n", "\r\n") if windows else text).encode())


def write(path: Path, data: bytes) -> None:
    """Writes a file as a whole.

    Raises:
        OSError: it cannot be written; the old file is as it was.
    """
    if not path.exists():
        path.touch()  # a new one is for colleagues too, if the folder is
    replace_file(path, data)
