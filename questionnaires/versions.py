"""Versions of a questionnaire: two numbers, and a language if it is a translation, such as `1.2` or `1.2-cy`."""

from typing import Annotated, Final

from pydantic import Field, StrictStr

from questionnaires.language import CODE

VERSION_PATTERN: Final = rf"^[0-9]{{1,4}}\.[0-9]{{1,4}}(-{CODE})?$"
Version = Annotated[StrictStr, Field(pattern=VERSION_PATTERN)]


def numbers_of(version: str) -> tuple[int, int]:
    """The two numbers of a version, by which versions are ordered: 1.10 is later than 1.9."""
    first, second = version.partition("-")[0].split(".")
    return int(first), int(second)


def version_in(version: str, language: str) -> str:
    """The version of a translation: `1.2-cy` for `1.2` in Welsh."""
    return f"{version.partition('-')[0]}-{language}"


def next_major_version(version: str) -> str:
    """The next version that answers to this one don't have to fit, in the same language: its first number raised."""
    _, dash, language = version.partition("-")
    return f"{numbers_of(version)[0] + 1}.0{dash}{language}"


def next_version(version: str) -> str:
    """The version after one, in the same language: its second number raised."""
    first, second = numbers_of(version)
    _, dash, language = version.partition("-")
    return f"{first}.{second + 1}{dash}{language}"
