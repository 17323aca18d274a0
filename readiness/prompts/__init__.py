"""Prompts: how the program shows text and asks questions, as menus or as plain typed lines."""

from readiness.prompts.interface import Prompts
from readiness.terminal import wants_plain_prompts


def make_prompts(*, plain: bool) -> Prompts:
    """The prompts that suit the person and the terminal: plain ones, or menus.

    prompt_toolkit is imported only where it is used: it takes long.

    Args:
        plain: whether the person asked for plain ones.
    """
    if plain or wants_plain_prompts():
        from readiness.prompts.plain_prompts import PlainPrompts

        return PlainPrompts()
    from readiness.prompts.drawn_prompts import DrawnPrompts

    return DrawnPrompts()
