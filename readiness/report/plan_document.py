"""The plan as a paper: what Word documents and Markdown say, in the order in which it is read."""

from collections.abc import Iterator

from readiness import __version__
from readiness.plan.model import Plan
from readiness.report.documents.blocks import Block, Grid, Heading, Items, Paper, Words
from readiness.report.formats.status_words import PRIORITY_KEYS, due_line, status_line
from readiness.report.outline import Outline, Row, StagePart, Step, outline_of
from readiness.report.wording import cite, day, days, points, score, score_range
from readiness.text import capital, shorten
from scoring.instrument import Instrument
from scoring.result import DomainResult

_NOT_KNOWN = {"unknown": "Don't know.", "unanswered": "Not answered."}


def paper_of(plan: Plan, instrument: Instrument) -> Paper:
    """The plan as a paper, as much of it as the result's audience gets."""
    blocks = summary_of(plan, instrument)
    if plan.audience != "public":
        outline = outline_of(plan, instrument)
        blocks += [*_actions(outline, instrument), *_answers(outline, instrument), *_sources(instrument)]
    name = shorten(plan.service.name, 200) or "Service without a name"
    return Paper(
        title=f"Action plan: {name}" if plan.audience != "public" else f"Where we stand: {name}",
        subject=instrument.questionnaire.title,
        foot=f"{day(plan.as_of)} · readiness {__version__}",
        made_on=plan.as_of,
        blocks=tuple(blocks),
    )


def summary_of(plan: Plan, instrument: Instrument) -> list[Block]:
    """What stands on the first pages: the decisions, the domains, the first actions, what is new, the cautions."""
    return [
        *_cover(plan, instrument),
        *_decisions(plan, instrument),
        *_domains(plan, instrument),
        *_first(plan),
        *_since(plan, instrument),
        *_care(plan),
    ]


def _cover(plan: Plan, instrument: Instrument) -> Iterator[Block]:
    yield Words(instrument.questionnaire.title)
    facts = [("Service", plan.service.name or "without a name")]
    facts += [("Organisation", plan.service.organisation)] if plan.service.organisation else []
    facts += [("Plan of", day(plan.as_of))]
    if plan.audience != "public":
        roles = "; ".join(instrument.questionnaire.roles[role].name for role in plan.took_part)
        facts += [
            ("Planned first day", day(plan.first_day) if plan.first_day else "none yet"),
            ("Answered", days(plan.started_at, plan.updated_at)),
            ("Took part", roles or "not recorded"),
        ]
    yield Grid(("About", "This plan"), tuple(facts), (1, 3))


def _decisions(plan: Plan, instrument: Instrument) -> Iterator[Block]:
    yield Heading(2, "Can we go ahead?")
    advice = plan.first_day_advice
    if advice and advice.too_soon:
        text = "Something essential should have been ready by now. The earliest first day that leaves the usual time"
        yield Words(f"{text} for it is {day(advice.earliest)}.", "The first day is too soon.")
    rows = [
        (
            stage.title,
            instrument.rubric.decisions[stage.decision].name + (f" (by {day(stage.due)})" if stage.due else ""),
            stage.sentence,
        )
        for stage in plan.stages
    ]
    yield Grid(("Stage", "Decision", "Why"), tuple(rows), (3, 3, 6))


def _domains(plan: Plan, instrument: Instrument) -> Iterator[Block]:
    yield Heading(2, "Where we stand in each domain")
    rows = [(domain.title, score_range(domain), _band(domain, instrument)) for domain in plan.domains]
    yield Grid(("Domain", "Score, from 0 to 100", "In words"), tuple(rows), (4, 3, 4))
    if plan.unknown or plan.unanswered:
        yield Words("Of two numbers, the second is the score if all that is not known yet turned out to work well.")


def _band(domain: DomainResult, instrument: Instrument) -> str:
    if domain.score is None:
        return "Does not apply"
    names = {band.id: band.name for band in instrument.rubric.bands}
    return names[domain.band] if domain.band else "Not enough known"


def _first(plan: Plan) -> Iterator[Block]:
    numbered = list(enumerate(plan.actions, 1))
    top = [(number, action) for number, action in numbered if action.question in plan.top_actions]
    if top:
        yield Heading(2, "Start with these")
        rows = [(f"{number}. {action.title}", capital(action.owner), due_line(action)) for number, action in top]
        yield Grid(("Action", "Owner", "Due"), tuple(rows), (6, 3, 3))


def _since(plan: Plan, instrument: Instrument) -> Iterator[Block]:
    """What is different from the last plan."""
    since = plan.since
    if since is None:
        return
    yield Heading(2, f"Since the plan of {day(since.day)}")
    names = instrument.rubric.decisions
    changed = [f"{it.title}: {names[it.before].name} then, {names[it.after].name} now." for it in since.stages]
    changed += [f"{it.title}: {score(it.before)} then, {score(it.after)} now." for it in since.domains]
    parts = {"Done": since.done, "Risk accepted": since.accepted, "Late": since.late, "New": since.new}
    for lead, mentions in parts.items():
        if mentions:
            yield Words("", f"{lead}:")
            yield Items(tuple(mention.title for mention in mentions))
    if changed:
        yield Words("", "Changed:")
        yield Items(tuple(changed))
    if not changed and not any(parts.values()):
        yield Words("Nothing has changed.")


def _actions(outline: Outline, instrument: Instrument) -> Iterator[Block]:
    yield Heading(2, "What to do, stage by stage")
    if not outline.steps:
        yield Words("Nothing is left to do: everything that applies is in use and has been shown to work.")
        return
    rows = [(_numbered(step), *_terms(step)) for step in outline.steps]
    yield Grid(("Action", "Owner", "Due", "Status"), tuple(rows), (6, 4, 3, 3))
    yield Words(
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
    owner, due, status = _terms(step)
    yield Heading(4, _numbered(step))
    yield Words(f"{owner}. Due: {due}. {status}.", f"{priorities[PRIORITY_KEYS[action.priority]].name}.")
    yield Items((action.first_step, *action.steps), "numbers")
    if step.row.missing:
        yield Words(f"{'; '.join(step.row.missing)}.", "Not ticked yet.")
    yield Words(action.done_when, "Done when.")
    yield Words(f"{action.why} ({cite(instrument.questionnaire, action.sources)})", "Why.")
    if action.template:
        yield Words(f"{action.template}.", "Working paper that helps.")


def _numbered(step: Step) -> str:
    return f"{step.number}. {step.action.title}"


def _terms(step: Step) -> tuple[str, str, str]:
    """Who does it, by when, and how far it is."""
    return capital(step.action.owner), due_line(step.action), status_line(step.action)


def _answers(outline: Outline, instrument: Instrument) -> Iterator[Block]:
    yield Heading(2, "What was answered")
    for part in outline.domains:
        if part.rows:
            yield Heading(3, part.domain.title)
            rows = tuple(
                (capital(row.question.topic), _answer(row, instrument), points(row.criterion)) for row in part.rows
            )
            yield Grid(("Question", "Answer", "Points"), rows, (4, 8, 2))


def _answer(row: Row, instrument: Instrument) -> str:
    """An answer in words, with its note."""
    it = row.criterion
    if it.state == "known" and it.level is not None:
        said = f"{it.level} {instrument.questionnaire.levels[it.level].name}. {row.said}"
    elif it.state == "not_applicable":
        said = f"Not applicable: {it.reason}."
    else:
        said = _NOT_KNOWN[it.state]
    said += f" Ticked: {'; '.join(row.there)}." if row.there else ""
    said += f" Not ticked: {'; '.join(row.missing)}." if row.missing else ""
    return f"{said} Note: {it.note}" if it.note else said


def _care(plan: Plan) -> Iterator[Block]:
    yield Heading(2, "Read with care")
    yield Items((*(plan.flag_sentences[flag] for flag in plan.flags), plan.caution))


def _sources(instrument: Instrument) -> Iterator[Block]:
    yield Heading(2, "Sources")
    yield Items(tuple(f"{source.id}: {source.citation}" for source in instrument.questionnaire.sources))
