"""The agreed file of a workshop: an ordinary answer file that also says how each answer came about."""

from datetime import datetime

from questionnaires.answers import AnswerSheet, QuestionnaireVersion, Workshop
from questionnaires.faults import Fault, InputFault
from questionnaires.language import _
from readiness.workshop.gathering import Gathering
from scoring.fingerprint import fingerprint


def new_sheet(gathering: Gathering, now: datetime) -> AnswerSheet:
    """The sheet of a workshop that has agreed on nothing yet."""
    workshop, questionnaire = gathering.workshop, gathering.instrument.questionnaire
    return AnswerSheet(
        questionnaire=QuestionnaireVersion(
            id=questionnaire.id, version=questionnaire.version, fingerprint=fingerprint(gathering.instrument)
        ),
        form=workshop.form,
        service=workshop.service,
        workshop=Workshop(id=workshop.id),
        took_part=gathering.took_part,
        started_at=now,
        updated_at=now,
        answers={},
    )


def with_roles(sheet: AnswerSheet, gathering: Gathering) -> AnswerSheet:
    """The sheet with the roles of people who have come later, too."""
    named = {*sheet.took_part, *gathering.took_part}
    roles = tuple(role for role in gathering.instrument.questionnaire.roles if role in named)
    return AnswerSheet(**{**dict(sheet), "took_part": roles})


def check_belongs(where: str, sheet: AnswerSheet, gathering: Gathering) -> None:
    """Refuses a file of another workshop, or one person's answers, as what was agreed.

    Raises:
        InputFault: it is not the agreed file of this workshop.
    """
    remedy = _("Use the file agreed.json from this workshop's folder, or from a copy of that folder")
    if not sheet.workshop or sheet.workshop.id != gathering.workshop.id:
        raise InputFault(Fault(where, _("the file doesn't contain the answers agreed in this workshop"), remedy))
    if sheet.workshop.person:
        raise InputFault(Fault(where, _("the file contains one person's own answers, not the agreed ones"), remedy))
