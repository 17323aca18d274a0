"""What flags are called in short, where there is no room for their sentences."""

from typing import Final

from questionnaires.language import _

_NAMES: Final = {
    "no_lived_experience_voice": _("no lived experience voice"),
    "no_frontline_voice": _("no frontline voice"),
    "single_role": _("single role"),
    "little_evidence": _("little evidence"),
    "straight_lining": _("straight lining"),
    "hurried": _("hurried"),
    "many_unknown": _("many unknown"),
    "short_form": _("short form"),
    "stale": _("stale"),
}


def flag_name(flag: str) -> str:
    """The name of a flag; one that only a rubric of somebody's own has is called by its identifier."""
    return _NAMES.get(flag, flag.replace("_", " "))
