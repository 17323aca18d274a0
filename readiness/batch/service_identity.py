"""The identity of services and files in a batch: whose a file is, what it is a copy of, how it is sorted."""

import os
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from questionnaires.answers import SERVICE_FIELDS
from readiness.answer_names import original_of
from readiness.text import same_name, service_key, without_controls

_LONGEST_REMEMBERED: Final = 1000
"""The longest name of an organisation that is cached, so that a hostile folder can't fill the memory."""
TYPED: Final = ("name", "organisation", "code")
"""The details by which files are known to be of one service."""
TYPED_BETWEEN: Final = "\x1f"
"""The sign between these details in the column `typed`."""
NAME, ORGANISATION, CODE = map(SERVICE_FIELDS.index, TYPED)
"""The places of these details among the texts of a service."""


def original_path(file: str) -> str:
    """The path of the file that another one looks to be a copy of, by its name; empty for an ordinary name."""
    folder, slash, name = file.rpartition("/" if "/" in file else os.sep)
    original = original_of(name)
    return "" if original == name else f"{folder}{slash}{original}"


def typed_details(service: Sequence[str]) -> str:
    """The details of `TYPED` in one text, as they were typed, but without control characters."""
    return TYPED_BETWEEN.join(without_controls(service[place]) for place in (NAME, ORGANISATION, CODE))


def alphabetical(name: str) -> str:
    """The sort key of a name, without letter case, accents and invisible signs."""
    folded = same_name(name)
    return folded if folded.isascii() else unicodedata.normalize("NFKD", folded)


def identity_of(service: Sequence[str], digest: bytes) -> str:
    """A key that all files of one service share: the organisation with the service's code, or else with its name."""
    name, organisation, code = service[NAME], service[ORGANISATION], service[CODE]
    fold = _same_name_often if len(organisation) <= _LONGEST_REMEMBERED else same_name
    return "\n".join(service_key(name, organisation, code, fold)) if name or code else f"file\n{digest.hex()}"


_same_name_often = lru_cache(256)(same_name)
"""The same with a cache, as a folder has many services and few organisations."""
