"""Prompts: how the program shows text and asks questions, as menus or as plain typed lines."""

from readiness.prompts.interface import Prompts


def make_prompts(*, plain: bool) -> Prompts:
    """The prompts that suit the person: plain ones, or menus.

    prompt_toolkit is imported only where it is used: it takes long.
    """
    if plain:
        from readiness.prompts.plain_prompts import PlainPrompts

        return PlainPrompts()
    from readiness.prompts.drawn_prompts import DrawnPrompts

    return DrawnPrompts()
