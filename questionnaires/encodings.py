"""The encodings in which editors save files of text; without wording, as the language in use is found out with it."""

from codecs import BOM_UTF16_BE, BOM_UTF16_LE


def text_of(data: bytes) -> str:
    """The text of a file that this program reads: UTF-8 with or without a byte-order mark, or UTF-16 with one.

    Raises:
        UnicodeDecodeError: it is none of these.
    """
    return data.decode("utf-16" if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "utf-8-sig")
