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
            metavar="KIND",
            help=_("Which schema: answers, questionnaire, rubric or result (`readiness score --format json`)."),
        ),
    ],
    questionnaire: InstrumentFolder = None,
) -> None:
    """Print the JSON Schema of one kind of file, for other programs.

    Editors use it to check what is typed. That of answer files has the questions of the questionnaire in it; those of
    questionnaires and rubrics are for each of their TOML files. `readiness check` finds more than a schema can say.
    """
    import json

    from readiness.schemas.kinds import schema_of

    typer.echo(json.dumps(schema_of(kind.value, load(questionnaire)), indent=2))
