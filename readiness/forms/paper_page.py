"""The form on paper as an HTML document, from which the PDF is made."""

from readiness.forms import wording
from readiness.forms.empty_form import EmptyForm
from readiness.report.html_pages import render_page
from readiness.workshop import paper_marks
from readiness.workshop.folder import CODE_LENGTH


def paper_page(form: EmptyForm) -> str:
    """The form as HTML for paper."""
    questionnaire = form.definition.instrument.questionnaire
    values = {
        "form": form,
        "definition": form.definition,
        "questionnaire": questionnaire,
        "say": wording,
        "marks": paper_marks,
        "roles": questionnaire.roles,
        "codes": questionnaire.codes,
        "code_length": CODE_LENGTH,
    }
    return render_page("paper.html", values, ("readiness.forms",))
