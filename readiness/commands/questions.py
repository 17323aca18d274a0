"""`readiness questions`: shows the questions and how they are judged."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from questionnaires.language import _, ngettext
from readiness.commands.options import InstrumentFolder, load
from readiness.languages import check_language
from readiness.usage import one_of

if TYPE_CHECKING:
    from scoring.instrument import Instrument


class QuestionsFormat(StrEnum):
    """The formats that `--format` takes."""

    TEXT = "text"
    JSON = "json"


def questions(
    question: Annotated[
        str | None,
        typer.Argument(
            metavar=_("ID"),
            help=_("The question to show, such as supervision.regular or SU1, or a domain, such as supervision."),
        ),
    ] = None,
    output_format: Annotated[
        QuestionsFormat,
        typer.Option("--format", metavar=one_of(QuestionsFormat), help=_("Show text (the default) or JSON.")),
    ] = QuestionsFormat.TEXT,
    copy_to: Annotated[
        Path | None,
        typer.Option(
            "--copy-to",
            metavar=_("FOLDER"),
            readable=False,
            help=_("Copy the questionnaire and rubric to this new folder, so that you can adapt them."),
        ),
    ] = None,
    diff: Annotated[
        Path | None,
        typer.Option(
            "--diff",
            metavar=_("OLD"),
            readable=False,
            help=_("List what has been added, changed, renamed or removed since the version in this folder."),
        ),
    ] = None,
    identity: Annotated[
        str | None,
        typer.Option(
            "--id",
            metavar=_("NAME"),
            help=_(
                "The identifier of the copied questionnaire in answer files, such as my-trust (default: the name of "
                "its folder)."
            ),
        ),
    ] = None,
    add: Annotated[
        str | None,
        typer.Option(
            "--add",
            metavar=_("QUESTION"),
            help=_("Add a question, such as money.budget, to your own copy of the questionnaire."),
        ),
    ] = None,
    add_domain: Annotated[
        str | None,
        typer.Option(
            "--add-domain",
            metavar=_("DOMAIN"),
            help=_("Add a domain, such as money, to your own copy of the questionnaire."),
        ),
    ] = None,
    translate: Annotated[
        str | None,
        typer.Option(
            "--translate",
            metavar=_("LANGUAGE"),
            help=_(
                "With --copy-to: start a translation into this language, such as cy for Welsh. With --questionnaire: "
                "bring that translation's list of texts up to date."
            ),
        ),
    ] = None,
    questionnaire: InstrumentFolder = None,
) -> None:
    """Show the questions, why they are asked and how they are scored.

    If you ask for one question, you also see its sources and actions. The JSON output includes
    everything about every question.
    """
    instrument = load(questionnaire)
    if question:
        from readiness.actions.change import question_of

        question = question_of(question, instrument.questionnaire.codes)
    if translate is not None:
        check_language(translate, "--translate")
    if copy_to or identity is not None:
        _copy(copy_to, questionnaire, identity, translate)
        return
    if translate:
        _renew_catalogue(instrument, questionnaire, translate)
        return
    if add or add_domain:
        _add(instrument, questionnaire, add, add_domain)
        return
    if diff:
        _list_differences(diff, instrument, question, output_format)
        return
    from readiness.report import question_list

    if output_format is QuestionsFormat.JSON:
        typer.echo(question_list.as_json(instrument, question))
    else:
        typer.echo(question_list.as_text(instrument, question))


def _list_differences(
    folder: Path, instrument: "Instrument", question: str | None, output_format: QuestionsFormat
) -> None:
    """Prints what is not as it was in the version in a folder.

    Raises:
        UsageFault: a single question is asked for as well.
    """
    from questionnaires.faults import Fault
    from readiness.exits import UsageFault
    from readiness.report import question_differences

    if question:
        raise UsageFault(
            Fault(
                "--diff",
                _("this option lists the differences in all questions, not just in '{question}'", question=question),
                _("Leave out either --diff or the question"),
            )
        )
    old = load(folder)
    as_wanted = question_differences.as_json if output_format is QuestionsFormat.JSON else question_differences.as_text
    typer.echo(as_wanted(old, instrument))


def _copy(folder: Path | None, source: Path | None, identity: str | None, language: str | None) -> None:
    """Copies a questionnaire, and says what to do with it.

    Raises:
        UsageFault: the folder or the identity cannot be used.
    """
    from questionnaires.faults import Fault
    from readiness.adapting.copying import copy_questionnaire
    from readiness.exits import UsageFault
    from readiness.next_step import command

    if folder is None:
        raise UsageFault(
            Fault(
                "--id",
                _("this option only works when you copy the questionnaire"),
                _("Add --copy-to FOLDER to make a copy"),
            )
        )
    if language and identity is not None:
        what = _("a translation must have the same identifier as its questionnaire")
        raise UsageFault(Fault("--id", what, _("Leave out either `--id` or `--translate`")))
    copy = copy_questionnaire(folder, source, identity, language)
    said = _(
        "The questionnaire and its rubric are in {folder} ('{identity}', version {version}). The file {readme} "
        "explains what you can change, and in which file. Check your changes with: {command}",
        folder=folder,
        identity=copy.id,
        version=copy.version,
        readme=folder / "README.md",
        command=command("check", str(folder)),
    )
    typer.echo(said, err=True)


def _renew_catalogue(instrument: "Instrument", folder: Path | None, language: str) -> None:
    """Brings the catalogue of a translation up to date, and says how far it is translated.

    Raises:
        UsageFault: no translation is named, it is into another language, or its catalogue cannot be saved.
    """
    from questionnaires.faults import Fault
    from questionnaires.language import CATALOGUE
    from readiness.adapting.translating import progress_of, renew_catalogue
    from readiness.exits import UsageFault
    from readiness.storage import cannot_write

    if folder is None:
        what = _("it isn't clear which translation you mean")
        remedy = _(
            "Start a translation with --copy-to FOLDER, or use --questionnaire to give the folder of an existing one"
        )
        raise UsageFault(Fault("--translate", what, remedy))
    if language != instrument.questionnaire.language:
        what = _("the language of this questionnaire is '{language}'", language=instrument.questionnaire.language)
        raise UsageFault(
            Fault("--translate", what, _("Choose this language, or change 'language' in the file questionnaire.toml"))
        )
    try:
        renew_catalogue(folder, language)
    except OSError as error:
        remedy = _("Check that you are allowed to save files in the folder this file is in")
        raise UsageFault(cannot_write(folder / CATALOGUE, error, remedy)) from error
    translated, total = progress_of(folder)
    said = ngettext(
        "{file} is up to date. So far, {n:,} of {total:,} texts has been translated.",
        "{file} is up to date. So far, {n:,} of {total:,} texts have been translated.",
        translated,
        file=folder / CATALOGUE,
        total=total,
    )
    typer.echo(said, err=True)


def _add(instrument: "Instrument", folder: Path | None, question: str | None, domain: str | None) -> None:
    """Adds a question or a domain to a copy, and says where texts are to be written.

    Raises:
        UsageFault: no copy is named, or a name cannot be used.
    """
    from questionnaires.faults import Fault
    from readiness.adapting.stubs import add_domain, add_question
    from readiness.exits import UsageFault
    from readiness.next_step import command

    if folder is None:
        what = _("the questionnaire that comes with the program can't be changed")
        remedy = _(
            "Make a copy of the questionnaire with `--copy-to FOLDER`, then use the copy with `--questionnaire FOLDER`"
        )
        raise UsageFault(Fault("--add", what, remedy))
    if domain:
        paths = add_domain(folder, instrument, domain, question)
    else:
        paths = add_question(folder, instrument, question or "")
    version = load(folder).questionnaire.version
    typer.echo(_("The questionnaire is now version {version}.", version=version), err=True)
    typer.echo(_("Everything that you have to write begins with TO BE WRITTEN. Start with the first file:"), err=True)
    for path in paths:
        typer.echo(f"  {path}", err=True)
    check = command("check", str(folder))
    typer.echo(_("To see what is still to be written, use: {command}", command=check), err=True)
