"""Makes the folder of a new workshop, with its forms and the page that says who sees what."""

import tempfile
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from pydantic import ValidationError

from questionnaires.answers import LONGEST_NAME, QuestionnaireVersion, Service
from questionnaires.faults import Fault
from questionnaires.language import _
from readiness.exits import UsageFault
from readiness.forms.empty_form import EmptyForm
from readiness.forms.form_files import write_form
from readiness.forms.who_sees_what import who_sees_what
from readiness.held_files import move
from readiness.report.page_files import write_pdf
from readiness.storage import cannot_write
from readiness.text import one_line
from readiness.workshop.folder import WorkshopDescription, WorkshopFolder, random_code
from readiness.workshop.form_definition import FormDefinition

FORMS = ("form.html", "form.xlsx", "form-on-paper.pdf", "form-on-paper.docx")
LARGE_PRINT_FORMS = ("form-large-print.html", "form-on-paper-large-print.pdf", "form-on-paper-large-print.docx")
WHO_SEES_WHAT = "who-sees-what.pdf"
LARGE_PRINT_WHO_SEES_WHAT = "who-sees-what-large-print.pdf"
_REMEDY = _("Choose another name for the new folder")


@dataclass(frozen=True)
class NewWorkshop:
    """A workshop that is to be made."""

    definition: FormDefinition
    service: Service
    now: datetime
    large_print: bool = False
    """Whether there are forms in large print too."""

    def make(self, path: Path) -> tuple[str, ...]:
        """Makes the folder, as a whole or not at all.

        Returns:
            Sentences to tell the user.

        Raises:
            UsageFault: the name is already in use, or the folder cannot be written.
        """
        _check(path)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(prefix=".workshop.", dir=path.parent) as work:
                made = Path(work) / "made"
                notices = self._fill(WorkshopFolder(made))
                if path.is_dir():
                    path.rmdir()
                move(made, path)
        except OSError as error:
            raise UsageFault(cannot_write(path, error, _REMEDY)) from error
        return notices

    def _fill(self, folder: WorkshopFolder) -> tuple[str, ...]:
        """Writes all files of the folder."""
        questionnaire = self.definition.instrument.questionnaire
        workshop = WorkshopDescription(
            id=random_code(),
            questionnaire=QuestionnaireVersion(
                id=questionnaire.id, version=questionnaire.version, fingerprint=self.definition.fingerprint
            ),
            service=self.service,
            form=self.definition.form,
            domain=self.definition.domain,
            created=self.now.astimezone(UTC),
        )
        folder.save(workshop)
        form = EmptyForm(self.definition, self.service, workshop.id)
        wanted = [(form, name) for name in FORMS]
        if self.large_print:
            wanted += [(replace(form, large_print=True), name) for name in LARGE_PRINT_FORMS]
        day = self.now.date()
        notices: list[str] = []
        for each, name in wanted:
            notices += write_form(each, folder.forms / name, day)[1]
        pages = {WHO_SEES_WHAT: form}
        if self.large_print:
            pages[LARGE_PRINT_WHO_SEES_WHAT] = replace(form, large_print=True)
        for name, each in pages.items():
            page = partial(who_sees_what, each, day)
            notices += write_pdf(folder.path / name, page, page)[1]
        return tuple(dict.fromkeys(notices))


def named_service(name: str, organisation: str | None) -> Service:
    """The service that a workshop is about, from the names that were given.

    Raises:
        UsageFault: a name is empty or too long.
    """
    name, organisation = one_line(name), one_line(organisation or "") or None
    if not name:
        raise UsageFault(Fault("--service", _("the name is blank"), _("Give the name of the service or team")))
    try:
        return Service(name=name, organisation=organisation)
    except ValidationError as error:
        what = _(
            "the name of the service or organisation is longer than {most:,} characters, or has a character that "
            "can't be saved",
            most=LONGEST_NAME,
        )
        raise UsageFault(
            Fault("--service, --organisation", what, _("Shorten the name, or leave out any unusual characters"))
        ) from error


def _check(path: Path) -> None:
    """Refuses a path if there is something already, except an empty folder."""
    if WorkshopFolder(path).description.exists():
        raise UsageFault(Fault(str(path), _("there is already a workshop in this folder"), _REMEDY))
    if path.is_dir() and path.resolve() == Path.cwd():
        raise UsageFault(Fault(str(path), _("this is the folder you are in"), _REMEDY))
    if path.is_dir() and any(path.iterdir()):
        raise UsageFault(Fault(str(path), _("this folder already exists and is not empty"), _REMEDY))
    if path.exists() and not path.is_dir():
        raise UsageFault(Fault(str(path), _("there is already a file with this name"), _REMEDY))
