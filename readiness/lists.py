"""Names in a list, as the language in use writes it."""

from collections.abc import Sequence

from questionnaires.language import locale, ngettext


def listed(names: Sequence[str], most: int = 3) -> str:
    """Names joined with commas and "and"; with more than `most + 1` names, the first `most` and "3 more"."""
    from babel.lists import format_list

    more = len(names) - most
    shown = names if more <= 1 else [*names[:most], ngettext("{n} more", "{n} more", more)]
    return format_list(shown, locale=locale())


def either(names: Sequence[str]) -> str:
    """Names joined with commas and "or"."""
    from babel.lists import format_list

    return format_list(names, "or", locale())
