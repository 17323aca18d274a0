"""Validates plans and forms with veraPDF: `make check-pdf`. The tests use a validator that pip installs."""

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from questionnaires.answers import Service
from readiness.forms.empty_form import EmptyForm
from readiness.forms.form_files import write_form
from readiness.workshop.form_definition import form_definition
from scoring.instrument import load_instrument
from tests.made_plans import SHEETS, pdf_of
from tests.tiny import MONDAY

_COMMAND = "verapdf"
_NONE = (
    f"There is no `{_COMMAND}` command on this computer, so nothing was validated with veraPDF."
    " It comes from https://verapdf.org; the tests validate the same plans with page-validation."
)


def main() -> int:
    """Writes the plans and has them validated.

    Returns:
        0 if all pass or there is no veraPDF, else what veraPDF returned.
    """
    program = shutil.which(_COMMAND)
    if program is None:
        print(_NONE)
        return 0
    with TemporaryDirectory() as folder:
        files = [_write(Path(folder), name, large_print) for name in SHEETS for large_print in (False, True)]
        files += [_write_form(Path(folder), large_print) for large_print in (False, True)]
        done = subprocess.run([program, *files], check=False)
    result = "all of them pass" if done.returncode == 0 else "not all of them pass"
    print(f"veraPDF: {len(files)} plans and forms, {result}")
    return done.returncode


def _write_form(folder: Path, large_print: bool) -> str:
    form = EmptyForm(form_definition(load_instrument()), Service(name="Riverside"), "BCDFGH", large_print)
    return str(write_form(form, folder / f"form{' large' if large_print else ''}.pdf", MONDAY)[0])


def _write(folder: Path, name: str, large_print: bool) -> str:
    file = folder / f"{name}{' large' if large_print else ''}.pdf"
    file.write_bytes(pdf_of(name, large_print=large_print).data)
    return str(file)


if __name__ == "__main__":
    sys.exit(main())
