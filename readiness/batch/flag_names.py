"""What flags are called in short, where there is no room for their sentences."""

from typing import Final

from questionnaires.language import _

_NAMES: Final = {
    "no_lived_experience_voice": _("nobody with lived experience took part"),
    "no_frontline_voice": _("nobody from the team took part"),
    "single_role": _("everyone who took part has the same role"),
    "little_evidence": _("few answers have an evidence note"),
    "straight_lining": _("almost all answers are at the same level"),
    "hurried": _("the questions were answered very quickly"),
    "many_unknown": _("many answers are \u201cdon't know\u201d"),
    "short_form": _("short form"),
    "stale": _("old answers"),
}


def flag_name(flag: str) -> str:
    """The name of a flag; one that only a rubric of somebody's own has is called by its identifier."""
    return _NAMES.get(flag, flag.replace("_", " "))
