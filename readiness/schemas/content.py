"""The JSON Schemas of the content files: of any file of a questionnaire, and of any file of a rubric."""

from copy import deepcopy

from pydantic import BaseModel

from questionnaires.model import Domain, Questionnaire
from questionnaires.sources import SourcesFile
from questionnaires.style import Style
from questionnaires.working_papers import WorkingPaper
from readiness.schemas.generated import Schema, definitions_of, document, reference
from scoring.rubric import CriteriaFile, Rubric


def questionnaire_schema() -> Schema:
    """The schema of each TOML file of a questionnaire, as it is loaded; which file it is shows in what it has."""
    models: list[type[BaseModel]] = [Questionnaire, Domain, SourcesFile, Style, WorkingPaper]
    definitions = definitions_of(models)
    head = definitions.pop("Questionnaire")
    for name in ("sources", "glossary"):
        del head["properties"][name]
    head["required"].remove("sources")
    domains = {"type": "array", "minItems": 1, "items": {"type": "string"}}
    head["properties"]["domains"] = domains | {
        "description": "The domain files, in the order in which their questions are asked."
    }
    head["description"] = "questionnaire.toml: what applies to the whole questionnaire."
    definitions["QuestionnaireFile"] = head
    terms = {"type": "array", "items": reference("Term")}
    definitions["GlossaryFile"] = {
        "description": "glossary.toml: words that some readers may want explained.",
        "type": "object",
        "properties": {"terms": terms},
        "required": ["terms"],
    }
    files = [
        (["questions"], "Domain"),
        (["parts"], "WorkingPaper"),
        (["sources"], "SourcesFile"),
        (["terms"], "GlossaryFile"),
        (["domains"], "QuestionnaireFile"),  # before the style, which has `words` too
        (list(Style.model_fields), "Style"),
    ]
    return document("questionnaire", "A questionnaire file", _by_keys(files, "QuestionnaireFile"), definitions)


def rubric_schema() -> Schema:
    """The schema of each TOML file of a rubric, as it is loaded: of one domain's criteria, or of `rubric.toml`."""
    definitions = definitions_of([Rubric, CriteriaFile])
    head = deepcopy(definitions.pop("Rubric"))
    del head["properties"]["criteria"]
    head["required"].remove("criteria")
    head["description"] = "rubric.toml: what applies to all questions."
    definitions["RubricFile"] = head
    return document("rubric", "A rubric file", _by_keys([(["criteria"], "CriteriaFile")], "RubricFile"), definitions)


def _by_keys(files: list[tuple[list[str], str]], otherwise: str) -> Schema:
    """A choice of a definition: the first of which a file has any of the keys, or else another.

    Unlike `oneOf`, it makes validators say what is wrong with the file, and not only that it is none of them.
    """
    choice: Schema = reference(otherwise)
    for keys, name in reversed(files):
        condition = {"anyOf": [{"required": [key]} for key in keys]}
        choice = {"if": condition, "then": reference(name), "else": choice}
    return {"type": "object", **choice}
