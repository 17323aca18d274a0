"""What the hidden sheet of a filled-in workbook says about its form. Pure."""

from collections.abc import Mapping, Sequence
from typing import Final

from questionnaires.answer_file import refuse_newer
from questionnaires.answers import FORMS, QuestionnaireVersion, Service, Workshop
from questionnaires.explain import shown
from questionnaires.faults import Fault, InputFault
from questionnaires.language import _
from readiness.forms import sheet_layout as layout
from readiness.imports.cells import Grid, text_of
from readiness.imports.people import FormFacts
from scoring.instrument import Instrument

FORM_AGAIN: Final = _(
    "Copy the answers into a new form from `readiness workshop new` or `readiness form`, and import that form"
)


def form_facts(grids: Sequence[Grid], instrument: Instrument) -> FormFacts:
    """Which form a workbook is, by its hidden sheet.

    Raises:
        InputFault: it is a form for another questionnaire, a newer version of the program made it, or somebody has
            changed that sheet.
    """
    rows = next((grid.rows for grid in grids if grid.sheet == layout.FORM), [])
    facts = {text_of(row[0]): text_of(row[1]) for row in rows if len(row) > 1}
    questionnaire = instrument.questionnaire
    if facts.get("questionnaire", questionnaire.id) != questionnaire.id:
        what = _(
            "this form is for the questionnaire {other}, but you are using '{questionnaire}'",
            other=shown(facts["questionnaire"]),
            questionnaire=questionnaire.id,
        )
        raise InputFault(
            Fault(
                "", what, _("Use --questionnaire to choose the folder of the questionnaire that this form was made for")
            )
        )
    try:
        refuse_newer(int(facts.get("format_version", layout.FORMAT_VERSION)), layout.FORMAT_VERSION)
        found = _checked(facts, questionnaire.version)
    except ValueError as error:
        what = _(
            "the hidden sheet '{sheet}' has been changed, so the program can't tell which form this is",
            sheet=layout.FORM,
        )
        raise InputFault(Fault("", what, FORM_AGAIN)) from error
    if not questionnaire.fits(found.version):
        what = _(
            "this form is for version {version} of the questionnaire, but you are using version {current}",
            version=found.version,
            current=questionnaire.version,
        )
        raise InputFault(
            Fault("", what, _("Use --questionnaire to choose the folder of the version that this form was made for"))
        )
    return found


def _checked(facts: Mapping[str, str], version: str) -> FormFacts:
    """What the hidden sheet says, as it can be in an answer file.

    Raises:
        ValidationError: it can't be.
    """
    asked = QuestionnaireVersion(
        id=facts.get("questionnaire", ""), version=facts.get("version", version), fingerprint=facts.get("fingerprint")
    )
    name = facts.get("service")
    service = Service(name=name, organisation=facts.get("organisation"), code=facts.get("code")) if name else None
    return FormFacts(
        form=next((form for form in FORMS if form == facts.get("form")), "full"),
        version=asked.version,
        fingerprint=asked.fingerprint,
        workshop=Workshop(id=facts.get("workshop")).id,
        service=service,
    )
