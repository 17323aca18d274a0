"""A person's answers as an answer sheet, with its service, workshop and form. Pure."""

from pathlib import Path
from typing import Final

from questionnaires.answers import LONGEST_NAME, AnswerSheet, QuestionnaireVersion, Service, Workshop
from questionnaires.faults import Fault, InputFault
from questionnaires.language import _
from questionnaires.model import Questionnaire
from readiness.exits import UsageFault
from readiness.imports.people import FormFacts, Person, ReadFile
from readiness.workshop.folder import WorkshopDescription

_SERVICE_HOW: Final = _('Add the name of the service like this: --service "SERVICE NAME"')


class PersonSheets:
    """Makes answer sheets of what was read."""

    def __init__(self, questionnaire: Questionnaire, workshop: WorkshopDescription | None, service: str) -> None:
        """Prepares for a workshop, or for a service.

        Args:
            questionnaire: what was asked.
            workshop: the workshop that the answers belong to, if they do.
            service: the name of the service, for files that do not say it, or only as somebody typed it into a form.
        """
        self._questionnaire, self._workshop, self._service = questionnaire, workshop, service

    def check(self, path: Path, read: ReadFile) -> None:
        """Refuses a file of another workshop, or one that does not say which service it is about.

        Raises:
            InputFault: it belongs to another workshop.
            UsageFault: it is not known which service it is about.
        """
        facts = read.facts
        if self._workshop and facts.workshop not in (None, self._workshop.id):
            what = _(
                "this file belongs to another workshop ({other}), not to this one ({workshop})",
                other=facts.workshop,
                workshop=self._workshop.id,
            )
            raise InputFault(Fault(str(path), what, _("Import the file into the folder of its own workshop")))
        nameless = next((person for person in read.people if person.answers and not person.service), None)
        if nameless and not (facts.service or facts.typed_service):
            where = ", ".join(filter(None, (str(path), nameless.place.in_words())))
            self.check_service(where, _("the file doesn't give the name of its service"))

    def check_service(self, where: str, what: str) -> None:
        """Refuses answers that do not say which service they are about, if nobody else has said it.

        Raises:
            UsageFault: nobody has.
        """
        if not (self._workshop or self._service):
            raise UsageFault(Fault(where, what, _SERVICE_HOW))

    def sheet_of(self, person: Person, code: str, facts: FormFacts) -> AnswerSheet:
        """A person's answers as an answer sheet, under a code.

        Args:
            person: what was read of them.
            code: stands for the person.
            facts: what the file says about its form.
        """
        workshop = self._workshop.id if self._workshop else facts.workshop
        return AnswerSheet(
            questionnaire=QuestionnaireVersion(
                id=self._questionnaire.id,
                version=facts.version or self._questionnaire.version,
                fingerprint=facts.fingerprint,
            ),
            form=self._workshop.form if self._workshop else facts.form,
            service=self._service_of(person, facts),
            workshop=Workshop(id=workshop, person=code),
            took_part=person.roles,
            first_day=facts.first_day,
            started_at=person.started,
            updated_at=person.finished,
            answers=dict(person.answers),
        )

    def _service_of(self, person: Person, facts: FormFacts) -> Service:
        if self._workshop:
            return self._workshop.service
        if person.service:
            return Service(
                name=person.service[:LONGEST_NAME],
                organisation=person.organisation[:LONGEST_NAME] or None,
                code=person.service_code[:LONGEST_NAME] or None,
            )
        name = self._service or facts.typed_service[:LONGEST_NAME]
        return facts.service or Service(name=name, organisation=person.organisation[:LONGEST_NAME] or None)
