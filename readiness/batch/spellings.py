"""Services whose name, organisation or code was typed in several ways that people take for one."""

from collections.abc import Iterator, Mapping
from itertools import combinations, groupby, islice
from operator import itemgetter
from typing import Final

from questionnaires.language import _
from questionnaires.local_style import listed
from readiness.batch.service_identity import TYPED, TYPED_BETWEEN
from readiness.batch.store import Store
from readiness.text import look_the_same, same_name, shorten

_MOST_COMPARED: Final = 4
"""How many spellings of one name are compared with each other; a hostile folder may have thousands."""

_TREATED_AS_THE_SAME: Final = {
    "name": _("{spellings} are treated as the same name."),
    "organisation": _("{spellings} are treated as the same organisation."),
    "code": _("{spellings} are treated as the same code."),
}
"""What is said of spellings of each detail in `TYPED`."""

_SPELLINGS: Final = """
SELECT identity, file, name, organisation, code, typed FROM filed WHERE rank > 0 AND identity IN (
    SELECT identity FROM filed GROUP BY identity HAVING count(DISTINCT (name, organisation, code, typed)) > 1
) ORDER BY identity, rank
"""


def differing_spellings(store: Store) -> Iterator[tuple[list[str], str]]:
    """The files of each service that was typed in several ways, and what is said about them."""
    for _service, group in groupby(store.rows(_SPELLINGS), key=itemgetter(0)):
        files = [(file, typed.split(TYPED_BETWEEN) if typed else shown) for _service, file, *shown, typed in group]
        for place, field in enumerate(TYPED):
            ways: dict[str, dict[str, str]] = {}
            for file, typed in files:
                ways.setdefault(same_name(typed[place]), {}).setdefault(typed[place], file)
            for spellings in ways.values():
                if len(spellings) > 1:
                    yield list(spellings.values()), _spelt(field, spellings)


def _spelt(field: str, files: Mapping[str, str]) -> str:
    """What is said about several spellings, each with a file that has it."""
    ways = [
        f"\N{LEFT DOUBLE QUOTATION MARK}{shorten(way)}\N{RIGHT DOUBLE QUOTATION MARK} ({file})"
        for way, file in files.items()
    ]
    words = [_TREATED_AS_THE_SAME[field].format(spellings=listed(ways))]
    pairs = [look_the_same(one, other) for one, other in combinations(islice(files, _MOST_COMPARED), 2)]
    if all(pairs):
        words.append(_("These spellings look the same, but contain different characters."))
    elif any(pairs):
        words.append(_("Some of these spellings look the same, but contain different characters."))
    words.append(_("The files are counted as one service."))
    return " ".join(words)
