"""JSON read strictly and quickly: what another reader may see otherwise is refused."""

import json
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Final

orjson: Any = import_module("orjson") if find_spec("orjson") else None
"""It comes with the extra `batch`; without it everything is the same, only slower."""

SPACE: Final = " \t\r\n"
"""White space in JSON."""


class Unusual(Exception):
    """It is for the exact way to say whether this can be used."""


def values_in(data: bytes) -> Any:
    """The values that JSON stands for.

    These readers keep the last of two equal keys, which the exact way refuses. Such a key leaves fewer quotation marks
    when the values are written again; only an escaped quotation mark could make up for them.

    Raises:
        Unusual: it holds two equal keys, or may do so.
        ValueError: it is no JSON.
        RecursionError: it is nested too deeply.
    """
    if orjson is not None:
        values = orjson.loads(data)
    elif b"\\u" in data:  # it may be half of a character
        raise Unusual
    else:
        values = json.loads(data.decode())
    if written(values).count(b'"') != data.count(b'"') or b"\\u0022" in data:
        raise Unusual
    return values


def written(values: Any) -> bytes:
    """The values as JSON in its shortest form."""
    if orjson is not None:
        return bytes(orjson.dumps(values))
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()
