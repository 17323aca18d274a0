"""The figures of groups of services: by organisation, or by the folder that their files were in."""

import os
from typing import Final, NamedTuple

from questionnaires.answers import Form
from readiness.batch.name_key import ORGANISATION_IN_SQL
from readiness.batch.request import BatchRequest, GroupBy
from readiness.batch.store import Store
from scoring.codes import NOT_IN_PLACE
from scoring.instrument import Instrument
from scoring.rubric import DECISIONS, Decision

MOST_GROUPS: Final = 40
"""How many groups the report shows; `groups.csv` has all."""
_FOLDER: Final = r"""coalesce(nullif(regexp_replace(
    file, CASE WHEN {only_slashes} THEN '(^|/)[^/]*$' ELSE '(^|[/\\])[^/\\]*$' END, ''
), ''), '.')""".format(only_slashes="contains(file, '/')" if os.sep == "/" else "false")
"""SQL for the folder of a file.

A backslash divides names on Windows, and in tables that were made there. Elsewhere it is part of a name, or begins the
escape of a character that can't be shown.
"""
_KEYS: Final[dict[GroupBy, str]] = {"organisation": ORGANISATION_IN_SQL, "folder": _FOLDER}
"""SQL for what makes services one group."""
_SHOWN: Final[dict[GroupBy, str]] = {
    "organisation": "mode(organisation ORDER BY organisation)",
    "folder": "group_key",
}
"""SQL for the name of a group: an organisation as it was typed most often."""


def group_columns(instrument: Instrument) -> list[str]:
    """The columns of the table of groups."""
    return list(_columns(instrument))


def groups_query(instrument: Instrument, by: GroupBy) -> str:
    """A row for each group and form: how many services have each decision, and lack each essential."""
    columns = ", ".join(f"{sql} AS {name}" for name, sql in _columns(instrument).items())
    grouped = f"(SELECT *, {_KEYS[by]} AS group_key FROM service)"
    names = f"(SELECT group_key, {_SHOWN[by]} AS name FROM {grouped} GROUP BY group_key)"
    return (
        f"SELECT {columns} FROM {grouped} JOIN {names} AS named USING (group_key)"
        " GROUP BY group_key, form ORDER BY group_key, form"
    )


class Group(NamedTuple):
    """The services of one group that answered one form."""

    name: str
    form: Form
    services: int
    decisions: tuple[dict[Decision, int], ...]
    """How many have each decision, for each stage in order of time."""


def groups_of(request: BatchRequest, store: Store) -> list[Group]:
    """The groups that the report shows; none if no groups are wanted."""
    if not request.group_by:
        return []
    stages = request.instrument.rubric.decided_stages
    rows = store.rows(f"{groups_query(request.instrument, request.group_by)} LIMIT {MOST_GROUPS + 1}")
    size = len(DECISIONS)
    return [
        Group(
            name,
            form,
            services,
            tuple(
                dict(reversed([*zip(DECISIONS, numbers[size * stage : size * (stage + 1)], strict=True)]))
                for stage, _ in enumerate(stages)
            ),
        )
        for name, form, services, *numbers in rows
    ]


def _columns(instrument: Instrument) -> dict[str, str]:
    """Each column with its SQL."""
    decisions = {
        f"{stage.id}_{decision}": f"count(*) FILTER (decision{number} = {place})"
        for number, stage in enumerate(instrument.rubric.decided_stages)
        for place, decision in enumerate(DECISIONS)
    }
    lacking = "".join(map(str, NOT_IN_PLACE))
    missing = {
        f'"{row.question}"': f"count(*) FILTER (contains('{lacking}', codes[{place}]))"
        for place, row in enumerate(instrument.rubric.criteria, 1)
        if row.essential
    }
    return {"name": "any_value(named.name)", "form": "form", "services": "count(*)", **decisions, **missing}
