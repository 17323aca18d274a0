"""The agreed file of a workshop: an ordinary answer file that also says how each answer came about."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from questionnaires.answers import AnswerSheet, QuestionnaireVersion, Workshop
from questionnaires.faults import Fault, InputFault
from questionnaires.language import _
from readiness.next_step import command
from readiness.text import printable_path
from readiness.workshop.folder import WorkshopFolder
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


def how_to_merge(folder: WorkshopFolder, other: Path) -> str:
    """How to use another version of the agreed file."""
    how = command("workshop", "agree", str(folder.path), "--merge", str(other))
    return _("To add the answers that are only in that file, use `{command}`.", command=how)


def other_versions(folder: WorkshopFolder) -> Iterator[str]:
    """A sentence about each other version of the agreed file, which nothing uses by itself."""
    for path in folder.other_agreed:
        there = _(
            "{file} has another version of the agreed answers, which is not used.", file=printable_path(str(path))
        )
        yield f"{there} {how_to_merge(folder, path)} {_('If you no longer need the file, delete it.')}"


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
