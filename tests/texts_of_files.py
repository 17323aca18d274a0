"""The text of a document, table or calendar of any format, on one line with single spaces."""

import html
import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, is_zipfile

import pypdf


def text_of(path: Path) -> str:
    """Everything a file says, without its markup."""
    data = path.read_bytes()
    if path.suffix == ".pdf":
        text = " ".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(data)).pages)
    elif is_zipfile(BytesIO(data)):
        with ZipFile(BytesIO(data)) as archive:
            text = " ".join(
                _without_tags(archive.read(name).decode()) for name in archive.namelist() if name.endswith(".xml")
            )
    elif path.suffix == ".html":
        text = _without_tags(data.decode())
    elif path.suffix == ".ics":
        text = data.decode().replace("\r\n ", "").replace("\\n", " ").replace("\\,", ",").replace("\\;", ";")
    else:
        text = data.decode("utf-8-sig").replace("**", "")
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


def _without_tags(markup: str) -> str:
    return html.unescape(re.sub(r"</?(?:w:)?(?:p|t|td|tr|div|li|h\d|b|span|strong)\b[^>]*>|<[^>]*>", " ", markup))
