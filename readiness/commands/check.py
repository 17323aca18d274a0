"""`readiness check`: finds mistakes in answer files, questionnaires and rubrics."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from questionnaires.language import CATALOGUE, _, ngettext
from questionnaires.local_style import listed
from readiness.commands.answer_choice import advise_to
from readiness.commands.check_folder import check_all_in, holds_many
from readiness.commands.options import InstrumentFolder, is_folder, load
from readiness.exits import ExitCode, tell

if TYPE_CHECKING:
    from collections.abc import Mapping

    from questionnaires.working_papers import WorkingPaper
    from scoring.instrument import Instrument


def check(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar=_("FILE"),
            readable=False,
            help=_(
                "Answer files, folders or .zip archives with answer files, or a folder with a questionnaire and "
                "its rubric "
                "(default: the questionnaire that comes with the program)."
            ),
        ),
    ] = None,
    questionnaire: InstrumentFolder = None,
) -> None:
    """Check answer files, folders of answer files, or a questionnaire.

    You see every problem and where it is. For a questionnaire, you also get advice on its wording.
    """
    from questionnaires.faults import InputFault

    instrument = load(questionnaire)
    if not files:
        typer.echo(_check_content(instrument, questionnaire))
    rejected = 0
    of = len(files or [])
    for path in files or []:
        try:
            if holds_many(path):
                checked = check_all_in(path, instrument)
                rejected, of = rejected + checked.with_faults, of - 1 + checked.files
                continue
            typer.echo(_check(path, instrument))
        except InputFault as fault:
            tell(fault.faults)
            rejected += 1
    if files and len(files) == 1 and not rejected and not (is_folder(files[0]) or holds_many(files[0])):
        advise_to(_("Next, see the result"), "score", files[0], questionnaire)
    if rejected:
        raise typer.Exit(ExitCode.UNUSABLE_INPUT if rejected == of else ExitCode.SOME_REJECTED)


def _check(path: Path, instrument: "Instrument") -> str:
    """What is said about a file or folder without faults.

    Raises:
        InputFault: it has faults.
    """
    from questionnaires.faults import Fault, InputFault
    from readiness.answer_names import copies_of
    from readiness.storage import check_exists, load_sheet
    from readiness.unclear_words import other_wording

    if is_folder(path):
        return _check_content(load(path), path)
    if not copies_of(path):
        check_exists(path)
    if path.suffix.lower() == ".toml":
        what = _("a questionnaire is checked as a whole, not file by file")
        remedy = _("Give the folder that contains the folders 'questionnaire' and 'rubric'")
        raise InputFault(Fault(str(path), what, remedy))
    sheet = load_sheet(path, instrument)
    if words := other_wording(sheet, instrument):
        typer.echo(f"{path}: {words}")
    number = len(sheet.answers)
    if sheet.form == "short":
        return ngettext(
            "{file}: no problems found. There is {n} answer in the short form.",
            "{file}: no problems found. There are {n} answers in the short form.",
            number,
            file=path,
        )
    return ngettext(
        "{file}: no problems found. There is {n} answer in the full form.",
        "{file}: no problems found. There are {n} answers in the full form.",
        number,
        file=path,
    )


def _check_content(instrument: "Instrument", folder: Path | None) -> str:
    """Shows the advice on an instrument's wording, and returns what is said about the instrument, which has no faults.

    Raises:
        InputFault: its working papers or the rules of its style cannot be used.
    """
    from readiness.report.working_papers import load_checked

    papers = load_checked(instrument, folder)
    if folder and (folder / CATALOGUE).exists():
        _check_catalogue(folder)
    missing = _to_be_written(instrument, folder) if folder else 0
    advice = _advice(instrument, papers, folder)
    for each in advice:
        typer.echo(each)
    said = [
        ngettext(
            "{name}: no problems found in {n} question and {actions} actions.",
            "{name}: no problems found in {n} questions and {actions} actions.",
            len(instrument.questionnaire.questions),
            name=folder or _("The questionnaire that comes with the program"),
            actions=3 * len(instrument.rubric.criteria),
        )
    ]
    if missing:
        said.append(
            ngettext(
                "{n} piece of text is still to be written.", "{n} pieces of text are still to be written.", missing
            )
        )
    if advice:
        said.append(ngettext("{n} piece of advice.", "{n} pieces of advice.", len(advice)))
    return " ".join(said)


def _check_catalogue(folder: Path) -> None:
    """Says how many of the program's texts a translation has.

    Raises:
        InputFault: the catalogue can't be used, or some of the translations in it.
    """
    from questionnaires.faults import InputFault
    from readiness.adapting.translating import faults_of_catalogue, progress_of

    if faults := [*faults_of_catalogue(folder)]:
        raise InputFault(faults).within(str(folder))
    translated, total = progress_of(folder)
    if translated < total:
        left = ngettext(
            "{n} of the program's {total:,} messages has not been translated yet, so it is in English.",
            "{n} of the program's {total:,} messages have not been translated yet, so they are in English.",
            total - translated,
            total=total,
        )
        typer.echo(f"{folder / CATALOGUE}: {left}")


def _to_be_written(instrument: "Instrument", folder: Path) -> int:
    """Shows which texts of a copy are to be written, and returns how many; without any, its version is recorded.

    Raises:
        InputFault: the copy was changed while its version stayed the same.
    """
    from contextlib import suppress

    from questionnaires.faults import InputFault
    from readiness.adapting.versions import FILE, fault_of_version, is_kept, keep_fingerprint
    from readiness.text import one_line
    from scoring.unwritten import unwritten

    parts = unwritten(instrument)
    for part in parts:
        typer.echo(
            one_line(
                ngettext(
                    "{folder}: {place}: {keys} still has to be written.",
                    "{folder}: {place}: {keys} still have to be written.",
                    len(part.fields),
                    folder=folder,
                    place=part.where,
                    keys=listed(part.fields, len(part.fields)),
                )
            )
        )
    try:
        faults = list(fault_of_version(folder, instrument))
        if faults:
            raise InputFault(faults)
        if not parts and not is_kept(folder, instrument):
            with suppress(OSError):  # somebody may check a questionnaire that only others may change
                keep_fingerprint(folder, instrument)
                typer.echo(
                    _(
                        "{folder}: version {version} was recorded in {file}.",
                        folder=folder,
                        version=instrument.questionnaire.version,
                        file=FILE,
                    )
                )
    except InputFault as fault:
        raise fault.within(str(folder)) from fault
    return sum(len(part.fields) for part in parts)


def _advice(instrument: "Instrument", papers: "Mapping[str, WorkingPaper]", folder: Path | None) -> list[str]:
    """Each piece of advice as one line; none for an instrument without rules of style."""
    from questionnaires.content import QUESTIONNAIRE_FOLDER
    from questionnaires.faults import InputFault
    from questionnaires.style import load_style
    from readiness.advice.rules import advice_on
    from readiness.text import one_line

    try:
        style = load_style(folder / QUESTIONNAIRE_FOLDER if folder else None)
    except InputFault as fault:
        raise (fault.within(str(folder)) if folder else fault) from fault
    found = advice_on(instrument, papers, style) if style else []
    return [one_line(f"{folder}: {each}" if folder else str(each)) for each in found]
