"""Which questions a form asks, and which answers each of them takes."""

from dataclasses import dataclass
from functools import cached_property

from questionnaires.answers import Form
from questionnaires.faults import Fault
from questionnaires.language import _
from questionnaires.model import Domain, Question
from readiness.exits import UsageFault
from readiness.option_checks import check_domain, check_short_form
from scoring.fingerprint import fingerprint
from scoring.instrument import Instrument


@dataclass(frozen=True)
class FormDefinition:
    """A form: all questions of the questionnaire, the essentials alone, or one domain.

    A form of one domain is a `full` form in answer files; its other questions are not answered.
    """

    instrument: Instrument
    form: Form = "full"
    domain: str | None = None
    """The identifier of the only domain that is asked about; none for all of them."""

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """The questions, in questionnaire order."""
        questions = self.instrument.questionnaire.questions
        asked = (questions[criterion.question] for criterion in self.instrument.rubric.criteria_of(self.form))
        return tuple(question for question in asked if self.domain in (None, question.domain))

    @cached_property
    def domains(self) -> tuple[tuple[Domain, tuple[Question, ...]], ...]:
        """Each domain that is asked about, with its questions of this form."""
        members = (
            (domain, tuple(question for question in self.questions if question.domain == domain.id))
            for domain in self.instrument.questionnaire.domains
        )
        return tuple((domain, questions) for domain, questions in members if questions)

    @cached_property
    def fingerprint(self) -> str:
        """The fingerprint of what is asked and how answers count, as it is in answer files."""
        return fingerprint(self.instrument)

    def not_applicable_allowed(self, question: Question) -> bool:
        """Whether *not applicable* is an answer to a question."""
        return self.instrument.rubric.by_question[question.id].not_applicable_allowed


def form_definition(instrument: Instrument, *, short: bool = False, domain: str | None = None) -> FormDefinition:
    """The form that `--short` and `--domain` ask for.

    Raises:
        UsageFault: there is no such domain, there are no essentials, or both options are given.
    """
    if short and domain is not None:
        remedy = _("Leave out --short to get a form for the domain")
        raise UsageFault(
            Fault("--short, --domain", _("a form can have either the essentials or one domain, but not both"), remedy)
        )
    if short:
        check_short_form(instrument)
    if domain is not None:
        check_domain(instrument, domain)
    return FormDefinition(instrument, "short" if short else "full", domain)
