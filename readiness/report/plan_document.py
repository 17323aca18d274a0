"""The plan as a document for Word and Markdown, in the order in which it is read."""

from collections.abc import Iterator

from readiness import __version__
from readiness.plan.model import Plan
from readiness.report import sentences
from readiness.report.documents.blocks import Block, Document, Heading, ItemList, Paragraph, Table
from readiness.report.outline import Outline, StagePart, Step, outline_of
from readiness.report.wording import cite, day, points, score_range
from readiness.text import capital, shorten
from scoring.instrument import Instrument


def document_of(plan: Plan, instrument: Instrument) -> Document:
    """The plan as a document, with the parts that its audience gets."""
    blocks = summary_of(plan, instrument)
    if plan.audience != "public":
        outline = outline_of(plan, instrument)
        blocks += [*_actions(outline, instrument), *_answers(outline, instrument), *_sources(instrument)]
    name = shorten(plan.service.name, 200) or sentences.NO_SERVICE_NAME
    return Document(
        title=f"Action plan: {name}" if plan.audience != "public" else f"Where we stand: {name}",
        subject=instrument.questionnaire.title,
        footer=f"{day(plan.as_of)} · readiness {__version__}",
        made_on=plan.as_of,
        blocks=tuple(blocks),
    )


def summary_of(plan: Plan, instrument: Instrument) -> list[Block]:
    """The first pages: decisions, domains, first actions, what has changed, and cautions."""
    return [
        *_cover(plan, instrument),
        *_decisions(plan, instrument),
        *_domains(plan, instrument),
        *_first_actions(plan),
        *_changes(plan, instrument),
        *_cautions(plan),
    ]


def _cover(plan: Plan, instrument: Instrument) -> Iterator[Block]:
    yield Paragraph(instrument.questionnaire.title)
    facts = [("Service", plan.service.name or "without a name")]
    facts += [("Organisation", plan.service.organisation)] if plan.service.organisation else []
    facts += [("Plan of", day(plan.as_of))]
    if plan.audience != "public":
        facts += [
            ("Planned first day", sentences.first_day_line(plan)),
            ("Answered", sentences.answered_on(plan)),
            ("Took part", sentences.took_part(plan, instrument.questionnaire)),
        ]
    yield Table(("About", "This plan"), tuple(facts), (1, 3))


def _decisions(plan: Plan, instrument: Instrument) -> Iterator[Block]:
    yield Heading(2, sentences.CAN_WE_GO_AHEAD)
    if plan.audience != "public":
        for notice in sentences.notices(plan):
            yield Paragraph(notice.text, notice.lead)
    rows = [
        (
            stage.title,
            instrument.rubric.decisions[stage.decision].name + (f" (by {day(stage.due)})" if stage.due else ""),
            stage.sentence,
        )
        for stage in plan.stages
    ]
    yield Table(("Stage", "Decision", "Why"), tuple(rows), (3, 3, 6))


def _domains(plan: Plan, instrument: Instrument) -> Iterator[Block]:
    yield Heading(2, sentences.WHERE_WE_STAND)
    rows = [
        (domain.title, score_range(domain), sentences.band_name(domain, instrument.rubric)) for domain in plan.domains
    ]
    yield Table(("Domain", "Score, from 0 to 100", "In words"), tuple(rows), (4, 3, 4))
    if sentences.has_two_numbers(plan):
        yield Paragraph(sentences.TWO_NUMBERS)


def _first_actions(plan: Plan) -> Iterator[Block]:
    numbered = enumerate(plan.actions, 1)
    top = [(number, action) for number, action in numbered if action.question in plan.top_actions]
    if top:
        yield Heading(2, sentences.start_with(len(top)))
        rows = [
            (f"{number}. {sentences.action_name(action)}", capital(action.owner), sentences.due_line(action))
            for number, action in top
        ]
        yield Table(("Action", "Owner", "Due"), tuple(rows), (6, 3, 3))


def _changes(plan: Plan, instrument: Instrument) -> Iterator[Block]:
    if plan.since is None:
        return
    yield Heading(2, sentences.since_heading(plan.since))
    for kind, texts in sentences.changes(plan.since, instrument.rubric).items():
        yield Paragraph("", f"{kind}:")
        yield ItemList(texts)
    if plan.since.is_empty:
        yield Paragraph(sentences.NOTHING_CHANGED)


def _cautions(plan: Plan) -> Iterator[Block]:
    yield Heading(2, sentences.READ_WITH_CARE)
    yield ItemList(sentences.cautions(plan))


def _actions(outline: Outline, instrument: Instrument) -> Iterator[Block]:
    yield Heading(2, sentences.WHAT_TO_DO)
    if not outline.steps:
        yield Paragraph(sentences.ALL_SHOWN_TO_WORK)
        return
    rows = [(_numbered(step), *_agreed(step)) for step in outline.steps]
    yield Table(("Action", "Owner", "Due", "Status"), tuple(rows), (6, 4, 3, 3))
    yield Paragraph(
        "Brackets name the source and its page; the sources stand at the end. The working papers that actions "
        "name are written by the command: readiness templates -o FOLDER"
    )
    for part in outline.stages:
        if part.steps:
            yield from _stage(part, instrument)


def _stage(part: StagePart, instrument: Instrument) -> Iterator[Block]:
    yield Heading(3, part.stage.title)
    for step in part.steps:
        yield from _action(step, instrument)


def _action(step: Step, instrument: Instrument) -> Iterator[Block]:
    action, priorities = step.action, instrument.rubric.priorities
    owner, due, status = _agreed(step)
    yield Heading(4, _numbered(step))
    yield Paragraph(f"{owner}. Due: {due}. {status}.", f"{priorities[sentences.PRIORITY_KEYS[action.priority]].name}.")
    yield ItemList((action.first_step, *action.steps), "numbers")
    if step.row.missing:
        yield Paragraph(f"{'; '.join(step.row.missing)}.", "Not ticked yet.")
    yield Paragraph(action.done_when, "Done when.")
    yield Paragraph(f"{action.why} ({cite(instrument.questionnaire, action.sources)})", "Why.")
    if action.template:
        yield Paragraph(f"{action.template}.", "Working paper that helps.")


def _numbered(step: Step) -> str:
    return f"{step.number}. {sentences.action_name(step.action)}"


def _agreed(step: Step) -> tuple[str, str, str]:
    """An action's owner, due date and status."""
    return capital(step.action.owner), sentences.due_line(step.action), sentences.status_line(step.action)


def _answers(outline: Outline, instrument: Instrument) -> Iterator[Block]:
    yield Heading(2, "What was answered")
    for part in outline.domains:
        if part.rows:
            yield Heading(3, part.domain.title)
            rows = [
                (
                    capital(row.question.topic),
                    " ".join(map(str, sentences.answer(row, instrument.questionnaire))),
                    points(row.criterion),
                )
                for row in part.rows
            ]
            yield Table(("Question", "Answer", "Points"), tuple(rows), (4, 8, 2))


def _sources(instrument: Instrument) -> Iterator[Block]:
    yield Heading(2, "Sources")
    yield ItemList(tuple(f"{source.id}: {source.citation}" for source in instrument.questionnaire.sources))
