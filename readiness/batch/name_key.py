"""Codes instead of names, and the key that says what they stand for.

A code depends on the service alone and on a secret that only the key has: the same service has the same code in every
result that is written next to the same key, whatever other services there are.
"""

import csv
import os
import secrets
from collections.abc import Iterable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any, Final

from questionnaires.answers import SERVICE_FIELDS
from questionnaires.faults import Fault
from questionnaires.language import _
from readiness.batch.store import quoted
from readiness.exits import UsageFault
from readiness.spreadsheet import guarded
from readiness.storage import cannot_write, changed_meanwhile, changing, replace_file

NAME: Final = "key.csv"
_COLUMNS: Final = ("what", "code", "name", "organisation", "service_code", "file")
_OF_SECRET: Final = "secret"  # noqa: S105  # what its row is about
_WARNING: Final = _("Don't keep this file with the results: it shows which code stands for which name")
_DIGITS: Final = 32
"""How many hexadecimal digits the secret has."""
_REJECTED: Final = _("The file can't be used. To see what is wrong with it, run `readiness check`.")
"""The reason for rejecting a file if a longer one could quote a name."""

ORGANISATION_IN_SQL: Final = (
    "CASE WHEN starts_with(identity, 'file') THEN lower(organisation) ELSE split_part(identity, chr(10), 2) END"
)
"""SQL for an organisation's name as services are compared by it."""
_CODED: Final = """
CREATE TEMP TABLE coded AS
SELECT 'service' AS what, code_of('Service', identity) AS code, min(name) AS name, min(organisation) AS organisation,
    min(code) AS service_code, '' AS file FROM sheet GROUP BY identity
UNION ALL SELECT 'organisation', code_of('Organisation', {organisation}), '', min(organisation), '', ''
    FROM sheet WHERE organisation <> '' GROUP BY {organisation}
UNION ALL SELECT 'file', code_of('File', file), '', '', '', file
    FROM (SELECT file FROM sheet UNION FROM rejected SELECT file UNION FROM not_used SELECT file);
"""
_EMPTY: Final = ", ".join(f"{field} = ''" for field in SERVICE_FIELDS if field not in ("name", "organisation"))
_HIDE: Final = """
UPDATE sheet SET name = code_of('Service', identity), file = code_of('File', file), alphabetical = '',
    record_file = '', {empty},
    organisation = CASE WHEN organisation = '' THEN '' ELSE code_of('Organisation', {organisation}) END;
UPDATE not_used SET file = code_of('File', file);
UPDATE rejected SET file = code_of('File', file), place = '', reason = {rejected};
"""


def key_beside(target: Path) -> Path:
    """Where the key of a result is kept unless another place is named: next to the result's folder, not in it."""
    return Path(os.path.realpath(target)).with_name(NAME)


class NameKey:
    """The key of one result.

    Attributes:
        path: where it is kept.
        is_new: whether it was started now, so that no other result has these codes.
    """

    def __init__(self, path: Path) -> None:
        """Reads the key that is there already, so that codes stay, or begins a new one.

        Args:
            path: where it is kept.

        Raises:
            UsageFault: a file of this name is something else, or cannot be read.
        """
        self.path = path
        known = _secret_in(self._rows())
        self.is_new = not known
        self._secret = known or secrets.token_hex(_DIGITS // 2)
        self._coded: Iterable[tuple[Any, ...]] = ()

    def hide_names(self, database: Any) -> None:
        """Replaces names by codes in the tables `sheet`, `rejected` and `not_used` of a batch's database."""
        digest = f"upper(sha256({quoted(self._secret)} || chr(10) || kind || chr(10) || known))"
        parts = " || '-' || ".join(f"substr({digest}, {first}, 4)" for first in (1, 5, 9))
        database.execute(f"CREATE TEMP MACRO code_of(kind, known) AS kind || ' ' || {parts}")
        database.execute(_CODED.format(organisation=ORGANISATION_IN_SQL))
        self._coded = database.execute("FROM coded ORDER BY ALL").fetchall()
        database.execute(_HIDE.format(organisation=ORGANISATION_IN_SQL, rejected=quoted(_REJECTED), empty=_EMPTY))

    def write(self) -> None:
        """Writes the key: what it had in it before, and what the codes of this result stand for.

        Raises:
            UsageFault: it cannot be put there, or another batch has started a key there meanwhile.
        """
        with changing(self.path):
            before = [*self._rows()]
            if _secret_in(before) not in ("", self._secret):
                raise changed_meanwhile(self.path)
            try:
                replace_file(self.path, self._table(before).encode("utf-8-sig", "backslashreplace"))
            except OSError as error:
                raise UsageFault(cannot_write(self.path, error, _("Use --key to choose another file"))) from error

    def _table(self, before: Iterable[dict[str, str]]) -> str:
        """The key as CSV, with the codes that it had before."""
        codes = {code for _, code, *_ in self._coded}
        text = StringIO(newline="")
        table = csv.writer(text)
        table.writerow(_COLUMNS)
        table.writerow((_OF_SECRET, self._secret, _WARNING, "", "", ""))
        table.writerows((what, code, *map(guarded, names)) for what, code, *names in self._coded)
        for row in before:
            if row["what"] != _OF_SECRET and row["code"] not in codes:
                table.writerow([row[name] for name in _COLUMNS])
        return text.getvalue()

    def _rows(self) -> Iterator[dict[str, str]]:
        try:
            with self.path.open(encoding="utf-8-sig", newline="") as file:
                rows = csv.DictReader(file)
                if tuple(rows.fieldnames or ()) != _COLUMNS:
                    raise ValueError
                yield from rows
        except FileNotFoundError:
            return
        except (OSError, ValueError, csv.Error) as error:
            what = _("this file should show which code stands for which name, but it is another kind of file")
            if isinstance(error, OSError):
                what = _("the key to the codes can't be read ({reason})", reason=error.strerror)
            raise UsageFault(Fault(str(self.path), what, _("Use --key to choose another file for the key"))) from error


def _secret_in(rows: Iterable[dict[str, str]]) -> str:
    """The secret of a key; empty if there is none."""
    return next((row["code"] for row in rows if row["what"] == _OF_SECRET), "")
