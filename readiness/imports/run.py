"""Runs an import: reads the files, keeps the answers and what could not be read, and reports on them."""

import sys
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from questionnaires.faults import Fault, InputFault
from questionnaires.language import _, ngettext
from readiness.exits import ExitCode, UsageFault, tell
from readiness.imports.answers_folder import AnswersFolder, Outcome
from readiness.imports.importing import Importer, check_not_forgotten
from readiness.imports.not_read import keep_not_read
from readiness.imports.people import ReadFile
from readiness.imports.source_files import SourceReader, files_in
from readiness.imports.taken import Imported
from readiness.imports.telling import MOST_TOLD, faults_of, lines_of, notices_of, summary_of
from readiness.terminal import print_message
from readiness.text import printable_path
from readiness.workshop.folder import WorkshopFolder
from readiness.workshop.form_definition import FormDefinition, form_definition
from readiness.workshop.late_answers import MAY_GIVE_AWAY, agenda_shown_at
from scoring.instrument import Instrument


@dataclass(frozen=True)
class ImportRequest:
    """What to import, and where to."""

    instrument: Instrument
    paths: Sequence[Path] = ()
    codes: Sequence[str] = ()
    workshop: WorkshopFolder | None = None
    output: Path | None = None
    service: str = ""
    short: bool = False
    domain: str | None = None
    levels_from: int | None = None

    @property
    def folder(self) -> Path:
        """Where the answers go.

        Raises:
            UsageFault: nobody has said where.
        """
        if self.output:
            return self.output
        if self.workshop:
            return self.workshop.answers
        raise UsageFault(
            Fault(
                "-o",
                _("you haven't said where the answers should be saved"),
                _("Add `-o FOLDER` or `--workshop FOLDER`"),
            )
        )

    def form(self) -> FormDefinition:
        """What was asked by the form that short codes belong to.

        Raises:
            InputFault: the workshop cannot be used, or the options do not fit.
        """
        if self.workshop and not (self.short or self.domain):
            return self.workshop.definition(self.instrument)
        if self.workshop:
            remedy = _("Leave out `--short` and `--domain`")
            raise UsageFault(Fault("--workshop", _("a workshop always uses its own form"), remedy))
        return form_definition(self.instrument, short=self.short, domain=self.domain)


def run_import(request: ImportRequest) -> ExitCode:
    """Imports files and short codes, and prints what became of them.

    Raises:
        InputFault: nothing could be used.
    """
    folder = request.folder
    if folder.exists() and not folder.is_dir():
        raise UsageFault(Fault(str(folder), _("this is a file, not a folder"), _("Use -o to choose a folder")))
    form = request.form()
    with request.workshop.lock() if request.workshop else nullcontext():
        description = request.workshop.load() if request.workshop else None
        if request.workshop:
            check_not_forgotten(request.workshop, request.instrument)
        answers = AnswersFolder(folder, request.instrument, named_by_service=description is None)
        importer = Importer(
            request.instrument, answers, form, workshop=description, service=" ".join(request.service.split())
        )
        imported = _import_all(request, importer)
        table = keep_not_read(folder, [(each.name, each.all_unread) for each in imported if not each.refused])
    _tell(imported, table)
    if _come_late(request, imported):
        print_message(MAY_GIVE_AWAY)
    if all(each.has_nothing for each in imported):
        return ExitCode.UNUSABLE_INPUT
    return ExitCode.DONE if all(each.is_whole for each in imported) else ExitCode.SOME_REJECTED


def _import_all(request: ImportRequest, importer: Importer) -> list[Imported]:
    """Reads and checks all files before the answers of any are kept."""
    reader = SourceReader(request.instrument, request.levels_from)
    read: list[tuple[Path, ReadFile | InputFault]] = []
    own = (request.folder, *([request.workshop.path] if request.workshop else ()))
    for path in files_in(request.paths, own):
        try:
            found = reader.read(path)
            importer.check(path, found)
            read.append((path, found))
        except UsageFault:
            raise
        except InputFault as fault:
            read.append((path, fault))
    imported = [_take(importer, path, found) for path, found in read]
    if request.codes:
        imported.append(importer.take_codes(request.codes))
    if not imported:
        remedy = _(
            "Name the forms or survey exports to import, or a folder that has them in it. For short codes, use `--code`"
        )
        raise UsageFault(Fault("import", _("there is nothing to import"), remedy))
    return imported


def _take(importer: Importer, path: Path, found: ReadFile | InputFault) -> Imported:
    """Keeps the answers of a file, if it could be read."""
    if isinstance(found, InputFault):
        return Imported(str(path), refused=found.faults, is_folder=path.is_dir())
    try:
        return importer.take(path, found)
    except UsageFault:
        raise
    except InputFault as fault:
        return Imported(str(path), refused=fault.faults)


def _come_late(request: ImportRequest, imported: Sequence[Imported]) -> bool:
    """Whether answers were added to a workshop whose people have seen an agenda already."""
    stored = [taken.stored for each in imported for taken in each.taken if taken.stored]
    if not request.workshop or all(each.outcome in (Outcome.SAME, Outcome.OLDER) for each in stored):
        return False
    return (
        request.folder == request.workshop.answers and agenda_shown_at(request.workshop, request.instrument) is not None
    )


def _tell(imported: Sequence[Imported], table: Path | None) -> None:
    for each in imported:
        for line in lines_of(each):
            print(line)  # noqa: T201  # a result
        for line in notices_of(each):
            print_message(line)
        faults = faults_of(each)
        tell(faults[:MOST_TOLD])
        if len(faults) > MOST_TOLD:
            more = len(faults) - MOST_TOLD
            print(ngettext("... and {n:,} more.", "... and {n:,} more.", more), file=sys.stderr)  # noqa: T201
    print(summary_of(imported), file=sys.stderr)  # noqa: T201
    if table and any(each.all_unread for each in imported):
        where = _("Everything that couldn't be read is listed in {file}", file=printable_path(str(table)))
        print(where, file=sys.stderr)  # noqa: T201
