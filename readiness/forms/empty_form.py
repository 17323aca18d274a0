"""An empty form: what it asks, for which service and workshop, and how large its print is."""

from dataclasses import dataclass

from questionnaires.answers import Service
from readiness.interview.state import estimated_minutes
from readiness.text import file_line
from readiness.workshop.form_definition import FormDefinition


@dataclass(frozen=True)
class EmptyForm:
    """A form to be filled in by one person."""

    definition: FormDefinition
    service: Service | None = None
    """The service that it is about; none if the person writes its name."""
    workshop: str | None = None
    """The code of the workshop that it belongs to."""
    large_print: bool = False
    """Whether all text has 16 points or more, in a browser and on paper."""

    @property
    def title(self) -> str:
        """The title of the questionnaire."""
        return self.definition.instrument.questionnaire.title

    @property
    def service_line(self) -> str:
        """The service and its organisation on one line; empty if nothing is known of it."""
        names = (self.service.name, self.service.organisation) if self.service else ()
        return ", ".join(file_line(name) for name in names if name)

    @property
    def minutes(self) -> int:
        """How many minutes it takes."""
        return estimated_minutes(len(self.definition.questions))
