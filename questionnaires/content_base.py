"""The base of all content models: texts and identifiers as the TOML files have them.

Content is frozen, refuses keys that it does not know, and collapses white space in texts, so that the files may be
wrapped as their writers like.
"""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, StrictStr, StringConstraints

Text = Annotated[
    StrictStr,
    StringConstraints(strip_whitespace=True, min_length=1),
    AfterValidator(lambda text: " ".join(text.split())),
]
"""A text for people: never empty, white space collapsed."""

Identifier = Annotated[StrictStr, StringConstraints(pattern=r"^[a-z][a-z0-9_-]*(\.[a-z][a-z0-9_-]*)?$")]
"""An identifier: words in lower case, never a position, such as `supervision.regular`."""


class Content(BaseModel):
    """The base of everything that is read from content files."""

    model_config = ConfigDict(frozen=True, extra="forbid")
