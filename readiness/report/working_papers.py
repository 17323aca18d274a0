"""Working papers as files: each as a Word document and as Markdown, ready to be filled in."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from questionnaires.faults import Fault, InputFault
from questionnaires.model import Questionnaire
from questionnaires.working_papers import FOLDER, Part, WorkingPaper, load_working_papers
from readiness import __version__
from readiness.exits import UsageFault
from readiness.plan.model import Plan
from readiness.report.documents.blocks import Block, Grid, Heading, Items, Paper, Room, Words
from readiness.report.documents.markdown import as_markdown
from readiness.storage import write_output
from scoring.instrument import QUESTIONNAIRE_FOLDER, Instrument


@dataclass(frozen=True)
class Written:
    """What came of writing working papers."""

    new: tuple[Path, ...]
    kept: tuple[Path, ...]
    """Files that were there already, and perhaps filled in: they are left as they are."""


def named_by(plan: Plan) -> set[str]:
    """The working papers that help with what is still to be done."""
    return {action.template for action in plan.actions if action.template and action.to_do}


def faults_between(instrument: Instrument, papers: Collection[str]) -> list[Fault]:
    """Actions that name a working paper that is not there."""
    return [
        Fault(
            f"rubric {criterion.question.partition('.')[0]}.toml: {criterion.question}, actions.{level}.template",
            f"there is no working paper '{action.template}'",
            f"Put {action.template}.toml into the folder '{FOLDER}', or name another",
        )
        for criterion in instrument.rubric.criteria
        for level, action in criterion.actions
        if action.template and action.template not in papers
    ]


def load_checked(instrument: Instrument, folder: Path | None) -> dict[str, WorkingPaper]:
    """The working papers of an instrument, by their names.

    Args:
        instrument: its actions may name no others.
        folder: where the instrument is; none for the one that ships.

    Raises:
        InputFault: a paper cannot be used, or an action names one that is not there.
    """
    try:
        papers = load_working_papers(instrument.questionnaire, folder / QUESTIONNAIRE_FOLDER if folder else None)
        if faults := faults_between(instrument, papers):
            raise InputFault(faults)
    except InputFault as fault:
        raise (fault.within(str(folder)) if folder else fault) from fault
    return papers


def write_working_papers(
    papers: Mapping[str, WorkingPaper], questionnaire: Questionnaire, folder: Path, made_on: date
) -> Written:
    """Writes working papers into a folder, which is made if it is not there.

    Raises:
        UsageFault: the folder cannot be written.
    """
    from readiness.report.documents.word import as_word

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        what = f"it cannot be made ({error.strerror or error})"
        raise UsageFault(Fault(str(folder), what, "Choose another place with -o")) from error
    new, kept = [], []
    for name, working_paper in papers.items():
        paper = paper_of(working_paper, questionnaire, made_on)
        for suffix, make in ((".docx", as_word), (".md", as_markdown)):
            path = folder / f"{name}{suffix}"
            if path.exists():
                kept.append(path)
            else:
                write_output(path, make(paper))
                new.append(path)
    return Written(tuple(new), tuple(kept))


def paper_of(working_paper: WorkingPaper, questionnaire: Questionnaire, made_on: date) -> Paper:
    """A working paper in the blocks that papers are made of."""
    blocks: list[Block] = [
        Words(working_paper.about),
        Words(working_paper.use, "How to use it."),
        Room("Service and team"),
        *(block for part in working_paper.parts for block in _blocks(part)),
        Words(f"{questionnaire.cite(working_paper.sources)}.", "This paper rests on:"),
    ]
    return Paper(
        title=working_paper.title,
        subject=questionnaire.title,
        foot=f"{working_paper.title} · readiness {__version__}",
        made_on=made_on,
        blocks=tuple(blocks),
    )


def _blocks(part: Part) -> Iterator[Block]:
    yield Heading(2, part.heading)
    if part.text:
        yield Words(part.text)
    for kind, texts in (("points", part.points), ("numbers", part.numbers), ("ticks", part.ticks)):
        if texts:
            yield Items(texts, kind)
    if part.table:
        yield Grid(part.table.head, part.table.rows, part.table.widths)
    for label in part.room:
        yield Room(label, part.lines)
