"""`readiness schema`: the JSON Schema of the program's files."""

from enum import StrEnum
from typing import Annotated

import typer

from questionnaires.language import _
from readiness.commands.options import InstrumentFolder, load


class SchemaKind(StrEnum):
    """The kinds of files that have a schema."""

    ANSWERS = "answers"
    QUESTIONNAIRE = "questionnaire"
    RUBRIC = "rubric"
    RESULT = "result"


def schema(
    kind: Annotated[
        SchemaKind,
        typer.Argument(
            metavar=_("KIND"),
            help=_(
                "The schema to print: answers, questionnaire, rubric or result (what `readiness score --format "
                "json` prints)."
            ),
        ),
    ],
    questionnaire: InstrumentFolder = None,
) -> None:
    """Print the JSON Schema for one kind of file.

    Editors use it to check what you type, and other programs use it to check files. The schema for answer files
    includes the questionnaire's questions. The schemas for questionnaires and rubrics apply to each of their TOML
    files. `readiness check` also finds problems that no schema can find.
    """
    import json

    from readiness.schemas.kinds import schema_of

    typer.echo(json.dumps(schema_of(kind.value, load(questionnaire)), indent=2))
