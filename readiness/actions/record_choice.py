"""The choice of a record of actions, which may have been kept under another name."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from questionnaires.language import _
from readiness.prompts.interface import Option, Paragraph, Prompts
from readiness.text import one_line

_MOST_OFFERED: Final = 9
"""How many records there are to choose from, as each has a digit as its key."""


def ask_which_record(prompts: Prompts, others: Sequence[Path], path: Path) -> Path | None:
    """Asks whether a record of another name is about these answers; none if no record is.

    Args:
        prompts: show text and ask.
        others: the records that may be about them.
        path: where the record is kept from now on.
    """
    what = _(
        "There is no file called {file} yet. What you agreed about these actions may be in a file with another name.",
        file=path.name,
    )
    prompts.say(Paragraph(one_line(what)))
    offered = others[:_MOST_OFFERED]
    options = [
        Option(str(number), one_line(_("Use {other}, and rename it {file}", other=other.name, file=path.name)))
        for number, other in enumerate(offered, 1)
    ]
    chosen = prompts.choose(
        _("Which file would you like to use?"), [*options, Option("n", _("None of these files: start a new one"))]
    ).key
    return None if chosen == "n" else offered[int(chosen) - 1]
