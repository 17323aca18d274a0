"""How all reports read their templates: everything is escaped, and a name that is missing is a fault."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Environment


def environment(filters: Mapping[str, Callable[..., Any]], names: Mapping[str, Any]) -> "Environment":
    """The surroundings in which a report's templates are filled in.

    Args:
        filters: what its templates may put behind a bar, by name.
        names: functions and values that its templates may use, by name.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("readiness.report", "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(filters)
    made.globals.update(names)
    return made
