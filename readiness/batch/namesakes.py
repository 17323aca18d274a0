"""Services that a list of names could not tell apart, and what is added to their names there."""

from typing import Final

from questionnaires.language import _
from readiness.batch.name_key import ORGANISATION_IN_SQL
from readiness.text import shorten_middle

NAMESAKES: Final = f"""
CREATE TABLE namesake AS
WITH named AS (
    SELECT rowid AS service, coalesce(nullif(alphabetical, ''), lower(name)) AS name,
        {ORGANISATION_IN_SQL} AS one_organisation, organisation, code, file
    FROM service
),
shared AS (SELECT name FROM named GROUP BY name HAVING count(*) > 1)
SELECT service, CASE WHEN count(*) OVER (PARTITION BY name, one_organisation) = 1 THEN organisation
    ELSE coalesce(nullif(code, ''), file) END AS apart
FROM named JOIN shared USING (name)
"""
"""What tells services with the same name apart: their organisation, or else the code or the file.

Names that count as the same in answer files are the same here too. `alphabetical` is empty if names are hidden.
"""
APART_IN_SQL: Final = "coalesce((SELECT apart FROM namesake WHERE namesake.service = service.rowid), '')"
"""SQL for what is added to the name of a row of `service`; empty if no other service has the name."""
_NAMELESS: Final = _("Unnamed service")
_LONGEST: Final = 60


def told_apart(name: str, apart: str) -> str:
    """A service's name as a list has it, such as `Elm Ward (N01)`."""
    shown = shorten_middle(name, 80) or _NAMELESS
    return f"{shown} ({shorten_middle(apart, _LONGEST)})" if apart else shown
