"""The layout of the form as a workbook: what is in which sheet, column and row. Writing and reading it both use this.

The sheet `ANSWERS` has a row of headings, then one row for each thing that is asked. What it asks is in the column
`QUESTION_ID`, which is hidden:

- `ROLE` and `PERSON`: the person's role by its name, and a code of their own choice; the value is in the column
  `ANSWER`; so it is for `SERVICE`, the name of the service, which only forms without a workshop ask for;
- a question's identifier, such as `team.introduction`: the column `ANSWER` has one of its `choices`, or is empty;
- a checklist's identifier with that of an item, such as `training.role-content/recovery`: `YES` if it is there;
- nothing in a row that is a heading.

The sheet `FORM`, which is hidden, has a key in column A and a value in column B: the fields of `Facts`, those without a
value left out. The columns to the right of them hold the lists that can be chosen from.
"""

from dataclasses import asdict, dataclass
from typing import Final

from questionnaires.answers import Answer, Form, Levelled, NotApplicable, Ticked, Unknown
from questionnaires.language import _
from questionnaires.model import ChecklistQuestion, Level, Option, Question
from readiness.forms.wording import DOES_NOT_APPLY, DONT_KNOW, NO_REASON, NOT_MY_PART
from readiness.spreadsheet import sheet_name
from readiness.workshop.form_definition import FormDefinition

FORMAT_VERSION: Final = 1

READ_FIRST: Final = sheet_name(_("Read first"))
ANSWERS: Final = sheet_name(_("Answers"))
FORM: Final = "Form"

QUESTION_ID: Final = "Question id"
QUESTION: Final = "Question"
LEVELS: Final = "What the answers mean"
ANSWER: Final = "Your answer"
NOTE: Final = "Note"
MAY_BE_SHOWN: Final = "Note may be shown"
HEADINGS: Final = {
    QUESTION_ID: _("Question id"),
    QUESTION: _("Question"),
    LEVELS: _("What the answers mean"),
    ANSWER: _("Your answer"),
    NOTE: _("Note"),
    MAY_BE_SHOWN: _("Note may be shown"),
}
"""The heading of each column, in their order. A form in English has the columns' own names, and is read too."""

ROLE: Final = "about.role"
PERSON: Final = "about.person"
SERVICE: Final = "about.service"
"""What is in the column instead of a question's identifier."""

YES: Final = _("Yes")
TICKED_BELOW: Final = _("See the list below")
TICKED_BELOW_IN_ENGLISH: Final = "See the list below"
"""What a form in English has instead of it, which is read too."""


@dataclass(frozen=True)
class Facts:
    """Which form a workbook is."""

    questionnaire: str
    version: str
    form: Form
    fingerprint: str | None = None
    domain: str | None = None
    workshop: str | None = None
    """The code of the workshop, which answer files name."""
    service: str | None = None
    organisation: str | None = None
    code: str | None = None
    """The code of the service."""
    format: str = "readiness-form"
    format_version: str = str(FORMAT_VERSION)

    def rows(self) -> list[tuple[str, str]]:
        """The rows of the hidden sheet."""
        return [(key, value) for key, value in asdict(self).items() if value is not None]


def item_id(question: Question, option: Option) -> str:
    """What is in the column `QUESTION_ID` for an item of a checklist."""
    return f"{question.id}/{option.id}"


def choices(form: FormDefinition, question: Question) -> dict[str, Answer | None]:
    """What can be chosen in the column `ANSWER`, in this order, and which answer it is; none for an unanswered one.

    For a checklist, the items that are there have rows of their own. For *does not apply* the reason is in the note.
    """
    names = form.instrument.questionnaire.levels
    own: dict[str, Answer | None] = {f"{level:d} {names[level].name}": Levelled(level=level) for level in Level}
    if isinstance(question, ChecklistQuestion):
        own = {TICKED_BELOW: Ticked(ticked=())}
    other: dict[str, Answer | None] = {DONT_KNOW: Unknown(), NOT_MY_PART: None}
    if form.not_applicable_allowed(question):
        other[DOES_NOT_APPLY] = NotApplicable(not_applicable=NO_REASON)
    return {**own, **other}
