"""The plan as a document for Word and Markdown, in the order in which it is read."""

from collections.abc import Iterator

from questionnaires.language import _
from readiness.plan.model import Plan
from readiness.report import sentences
from readiness.report.documents.blocks import Block, Document, Heading, ItemList, Paragraph, Table
from readiness.report.outline import Outline, Step, outline_of
from readiness.report.schedule_chart import schedule_chart
from readiness.report.sentences.sentence import joined
from readiness.report.wording import cite, period, points, score_range
from readiness.text import capital, shorten, with_full_stop
from scoring.instrument import Instrument


def document_of(plan: Plan, instrument: Instrument, *, brief: bool = False) -> Document:
    """The plan as a document, with the parts that its audience gets.

    Args:
        plan: what the plan says.
        instrument: gives the texts.
        brief: whether it ends after the schedule, without the single actions and the annex.
    """
    blocks = summary_of(plan, instrument)
    if plan.audience != "public" and not brief:
        outline = outline_of(plan, instrument)
        blocks += [
            *_actions(outline, instrument),
            *_answers(outline, instrument),
            *got_here_of(plan, instrument),
            *_once_done(outline, instrument),
            *_sources(instrument),
        ]
    name = shorten(plan.service.name, 200) or sentences.answers.NO_SERVICE_NAME
    return Document(
        title=_("Where we stand: {name}", name=name)
        if plan.audience == "public"
        else _("Action plan: {name}", name=name),
        subject=instrument.questionnaire.title,
        footer=sentences.answers.foot(plan),
        made_on=plan.as_of,
        blocks=tuple(blocks),
    )


def summary_of(plan: Plan, instrument: Instrument) -> list[Block]:
    """The first two pages: decisions, what is asked, first actions, domains, progress, cautions and the schedule."""
    outline = outline_of(plan, instrument)
    return [
        *_cover(plan, instrument),
        *_decisions(plan, outline, instrument),
        *_asks(plan, instrument),
        *_first_actions(outline),
        *_domains(plan, instrument),
        *_progress(plan),
        *_changes(plan, instrument),
        *_cautions(plan),
        *_schedule(plan, outline, instrument),
    ]


def _cover(plan: Plan, instrument: Instrument) -> Iterator[Block]:
    yield Paragraph(instrument.questionnaire.title)
    facts = [(_("Service"), plan.service.name or sentences.answers.NO_SERVICE_NAME)]
    facts += [(_("Organisation"), plan.service.organisation)] if plan.service.organisation else []
    known = sentences.answers.facts(plan, instrument.questionnaire)
    facts += known[:1] if plan.audience == "public" else known
    yield Table((_("About"), _("This plan")), tuple(facts), (1, 3))


def _decisions(plan: Plan, outline: Outline, instrument: Instrument) -> Iterator[Block]:
    yield Heading(2, sentences.headings.CAN_WE_GO_AHEAD)
    if plan.audience != "public":
        for notice in sentences.cautions.notices(plan, instrument.questionnaire):
            yield Paragraph(notice.text, notice.lead)
    rows = [
        (
            ", ".join(filter(None, [part.stage.title, sentences.first_day.planned_for(part.due, passed=part.passed)])),
            instrument.rubric.decisions[part.stage.decision].name,
            part.stage.sentence,
        )
        for part in outline.stages
    ]
    yield Table((_("Stage"), _("Decision"), _("Why")), tuple(rows), (4, 2, 6))
    if plan.audience == "public" and plan.stages[-1].essentials:
        yield Paragraph(sentences.decisions.ESSENTIALS_MEAN)
    if plan.audience != "public":
        way = sentences.decisions.shortest_way(outline, instrument.rubric)
        yield Paragraph(way.text, way.lead)


def _asks(plan: Plan, instrument: Instrument) -> Iterator[Block]:
    if asks := sentences.asks.by_kind(plan, instrument.questionnaire):
        yield Heading(2, sentences.headings.WHAT_WE_ASK)
        rows = [(name, ". ".join((*lines, ""))) for name, lines in asks]
        yield Table((_("We need"), sentences.asks.WHO_IS_ASKED), tuple(rows), (2, 10))


def _domains(plan: Plan, instrument: Instrument) -> Iterator[Block]:
    yield Heading(2, sentences.headings.WHERE_WE_STAND)
    rows = [
        (domain.title, score_range(domain), sentences.domains.band_name(domain, instrument.rubric))
        for domain in plan.domains
    ]
    yield Table((_("Domain"), _("Score, from 0 to 100"), _("In words")), tuple(rows), (4, 3, 4))
    if sentences.cautions.has_two_numbers(plan):
        yield Paragraph(sentences.cautions.TWO_NUMBERS)


def _first_actions(outline: Outline) -> Iterator[Block]:
    if outline.top:
        yield Heading(2, sentences.headings.start_with(len(outline.top)))
        rows = [
            (
                sentences.actions.action_name(step.action),
                capital(step.action.owner),
                sentences.actions.due_line(step.action),
            )
            for step in outline.top
        ]
        yield Table((_("Action"), _("Owner"), _("Due")), tuple(rows), (6, 3, 3))


def _progress(plan: Plan) -> Iterator[Block]:
    if progress := sentences.actions.progress(plan):
        yield Paragraph(progress, f"{sentences.headings.PROGRESS}.")


def _changes(plan: Plan, instrument: Instrument) -> Iterator[Block]:
    if plan.since is None:
        return
    yield Heading(2, sentences.headings.since_heading(plan.since))
    for kind, texts in sentences.changes.by_kind(plan.since, instrument).items():
        yield Paragraph("", f"{kind}:")
        yield ItemList(texts)
    if to_agree := sentences.changes.to_agree(plan.since):
        yield Paragraph(to_agree)
    if moved_dates := sentences.changes.moved_dates(plan.since):
        yield Paragraph(moved_dates)
    if plan.since.other_form:
        yield Paragraph(sentences.changes.OTHER_QUESTIONS)
    if plan.since.is_empty:
        yield Paragraph(sentences.changes.NOTHING_CHANGED)


def _cautions(plan: Plan) -> Iterator[Block]:
    yield Heading(2, sentences.headings.READ_WITH_CARE)
    yield ItemList(sentences.cautions.cautions(plan))


def _schedule(plan: Plan, outline: Outline, instrument: Instrument) -> Iterator[Block]:
    chart = schedule_chart(plan, outline, instrument.rubric)
    if chart is None:
        return
    yield Heading(2, sentences.headings.SCHEDULE)
    yield Paragraph(sentences.first_day.schedule_intro(plan, instrument.rubric))
    rows = [
        (
            f"{bar.step.action.code} {bar.step.row.question.topic}",
            capital(bar.owner),
            sentences.actions.with_lateness(period(bar.start, bar.due), bar.step.action),
        )
        for bar in chart.bars
    ]
    yield Table((_("Action"), _("Who"), _("When")), tuple(rows), (5, 3, 4))


def _actions(outline: Outline, instrument: Instrument) -> Iterator[Block]:
    yield Heading(2, sentences.headings.WHAT_TO_DO)
    if not outline.steps:
        yield Paragraph(sentences.actions.ALL_SHOWN_TO_WORK)
        return
    yield Paragraph(_("Each action's sources are in brackets, with page numbers. They are listed at the end."))
    if any(step.action.template for step in outline.steps):
        yield Paragraph(sentences.actions.HOW_TO_GET_PAPERS)
    if len(outline.to_strengthen) == len(outline.steps):
        yield Paragraph(sentences.actions.ALL_IN_PLACE)
    for part in outline.stages:
        if part.to_put_in_place:
            yield Heading(3, part.stage.title)
            for step in part.to_put_in_place:
                yield from _action(step, instrument)
    if outline.to_strengthen:
        yield Heading(2, sentences.headings.TO_STRENGTHEN)
        yield Paragraph(sentences.actions.TO_STRENGTHEN_INTRO)
        for step in outline.to_strengthen:
            yield from _action(step, instrument, level=3)


def _action(step: Step, instrument: Instrument, level: int = 4) -> Iterator[Block]:
    action, priorities = step.action, instrument.rubric.priorities
    done = sentences.actions.DONE_MARK if action.status == "done" else ""
    yield Heading(level, f"{done}{sentences.actions.action_name(action)}")
    yield Paragraph(
        _(
            "Owner: {owner}. Due: {day}. Status: {status}",
            owner=capital(action.owner),
            day=sentences.actions.due_line(action),
            status=with_full_stop(sentences.actions.status_line(action)),
        ),
        f"{priorities[sentences.actions.PRIORITY_KEYS[action.priority]].name}.",
    )
    yield ItemList((action.first_step, *action.steps), "numbers")
    if step.row.missing:
        yield Paragraph(f"{'; '.join(step.row.missing)}.", _("Not ticked yet."))
    yield Paragraph(action.done_when, _("Done when."))
    yield Paragraph(f"{action.why} ({cite(instrument.questionnaire, action.sources)})", _("Why."))
    if paper := sentences.actions.working_paper(action, instrument):
        yield Paragraph(f"{paper}.", _("Working paper."))


def _answers(outline: Outline, instrument: Instrument) -> Iterator[Block]:
    yield Heading(2, _("The answers"))
    for part in outline.domains:
        if part.rows:
            yield Heading(3, part.domain.title)
            rows = [
                (
                    capital(row.question.topic),
                    joined(sentences.answers.in_words(row, instrument.questionnaire)),
                    points(row.criterion),
                )
                for row in part.rows
            ]
            yield Table((_("Question"), _("Answer"), _("Points")), tuple(rows), (4, 8, 2))


def got_here_of(plan: Plan, instrument: Instrument) -> list[Block]:
    """How a workshop got to its answers; nothing for a plan of other answers, or for others to read."""
    if plan.first_views is None:
        return []
    rows = [
        (
            f"{part.code} {capital(part.row.question.topic)}",
            f"{sentences.spreads.in_words(part.spread, instrument.questionnaire)}." if part.spread else _("not shown"),
            joined(sentences.answers.agreed(part.row, instrument.questionnaire)),
        )
        for part in outline_of(plan, instrument).got_here
    ]
    return [
        Heading(2, sentences.headings.HOW_WE_GOT_HERE),
        Paragraph(sentences.spreads.got_here(plan.first_views)),
        Table((_("Question"), _("First views"), _("What was agreed")), tuple(rows), (3, 3, 6)),
    ]


def _once_done(outline: Outline, instrument: Instrument) -> Iterator[Block]:
    if changes := sentences.decisions.once_done(outline, instrument.rubric):
        yield Heading(2, sentences.headings.once_done(instrument.rubric))
        for change in changes:
            yield Paragraph(change.text, change.lead)


def _sources(instrument: Instrument) -> Iterator[Block]:
    yield Heading(2, _("Sources"))
    yield ItemList(tuple(f"{source.id}: {source.citation}" for source in instrument.questionnaire.sources))
