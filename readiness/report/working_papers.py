"""Working papers to fill in, each written as a Word document and as Markdown."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from questionnaires.content import QUESTIONNAIRE_FOLDER
from questionnaires.faults import Fault, InputFault
from questionnaires.language import _
from questionnaires.model import Questionnaire
from questionnaires.working_papers import FOLDER, Part, WorkingPaper, load_working_papers
from readiness import __version__
from readiness.exits import UsageFault
from readiness.plan.model import Plan
from readiness.report.documents.blocks import Block, Document, Heading, ItemList, Paragraph, Table, WriteIn
from readiness.report.documents.markdown import as_markdown
from readiness.storage import write_output
from readiness.text import file_line
from scoring.instrument import Instrument
from scoring.rubric import place_of


@dataclass(frozen=True)
class Written:
    """The files of written working papers."""

    new: tuple[Path, ...]
    kept: tuple[Path, ...]
    """Files that were there already, and may have been filled in: they are left as they are."""


def helpful_papers(plan: Plan) -> set[str]:
    """The names of the working papers that help with actions still to do."""
    return {action.template for action in plan.actions if action.template and action.to_do}


def missing_papers(instrument: Instrument, papers: Collection[str]) -> list[Fault]:
    """A fault for each action that names a working paper that does not exist."""
    return [
        Fault(
            f"{place_of(criterion.question)}, actions.{level}.template",
            _("there is no working paper called '{name}'", name=action.template),
            _(
                "Put {name}.toml in the folder '{folder}', or choose another working paper",
                name=action.template,
                folder=FOLDER,
            ),
        )
        for criterion in instrument.rubric.criteria
        for level, action in criterion.actions
        if action.template and action.template not in papers
    ]


def load_checked(instrument: Instrument, folder: Path | None) -> dict[str, WorkingPaper]:
    """The working papers of an instrument, by name, once all of them have been checked.

    Args:
        instrument: its actions may name no others.
        folder: where the instrument is; none for the one that ships with the program.

    Raises:
        InputFault: a paper cannot be used, or an action names one that is missing.
    """
    try:
        papers = load_working_papers(instrument.questionnaire, folder / QUESTIONNAIRE_FOLDER if folder else None)
        if faults := missing_papers(instrument, papers):
            raise InputFault(faults)
    except InputFault as fault:
        raise (fault.within(str(folder)) if folder else fault) from fault
    return papers


def write_working_papers(
    papers: Mapping[str, WorkingPaper], questionnaire: Questionnaire, folder: Path, made_on: date, service: str = ""
) -> Written:
    """Writes working papers into a folder, which is made if it does not exist.

    Args:
        papers: the papers by their names.
        questionnaire: gives their sources.
        folder: where they are written.
        made_on: the date on them.
        service: the service that they are for; if it is not known, there is room to write it in.

    Raises:
        UsageFault: the folder cannot be written.
    """
    from readiness.report.documents.word import as_word

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        fault = Fault(str(folder), _("this is a file, not a folder"), _("Use -o to choose another folder"))
        raise UsageFault(fault) from error
    except OSError as error:
        what = _("this folder can't be created ({reason})", reason=error.strerror or error)
        raise UsageFault(Fault(str(folder), what, _("Use -o to choose another folder"))) from error
    new, kept = [], []
    for name, working_paper in papers.items():
        document = document_of(working_paper, questionnaire, made_on, service)
        for suffix, make in ((".docx", as_word), (".md", as_markdown)):
            path = folder / f"{name}{suffix}"
            if path.exists():
                kept.append(path)
            else:
                write_output(path, make(document))
                new.append(path)
    return Written(tuple(new), tuple(kept))


def document_of(
    working_paper: WorkingPaper, questionnaire: Questionnaire, made_on: date, service: str = ""
) -> Document:
    """A working paper as a document, for a service if that is known."""
    blocks: list[Block] = [
        Paragraph(working_paper.about),
        Paragraph(working_paper.use, _("How to use this working paper:")),
        Paragraph(file_line(service), _("Service and team:")) if service else WriteIn(_("Service and team")),
        *(block for part in working_paper.parts for block in _blocks(part)),
        Paragraph("", _("This working paper is based on:")),
        ItemList(questionnaire.cite(working_paper.sources)),
    ]
    return Document(
        title=working_paper.title,
        subject=questionnaire.title,
        footer=f"{working_paper.title} · readiness {__version__}",
        made_on=made_on,
        blocks=tuple(blocks),
    )


def _blocks(part: Part) -> Iterator[Block]:
    yield Heading(2, part.heading)
    if part.text:
        yield Paragraph(part.text)
    for items in (ItemList(part.points), ItemList(part.numbers, "numbers"), ItemList(part.ticks, "ticks")):
        if items.texts:
            yield items
    if part.table:
        yield Table(part.table.head, part.table.rows, part.table.widths)
    for label in part.room:
        yield WriteIn(label, part.lines)
