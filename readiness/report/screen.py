"""The plan on screen: decisions, domains and first actions, for a terminal, a screen reader or a pipe."""

import textwrap
from collections.abc import Iterator, Sequence

from questionnaires.language import _, ngettext
from questionnaires.local_style import long_date
from readiness.plan.model import Plan
from readiness.report import sentences
from readiness.report.screen_lines import Line, are_drawn, line_of, show_lines, shows_unicode
from readiness.report.wording import counts_in_words, score_range
from readiness.terminal import text_width
from scoring.instrument import Instrument
from scoring.result import DomainResult, StageResult

_BAR = 20
_INDENT = 2
_ROWS = 19
"""The most rows of the short result: a window of 24 also has room for what to do next and the shell's prompt."""
_ALSO = _("Also: {topics}")
_MISSING = _("Missing or not known: {topics}")
_PROVIDED = _("First put in place: {topics}")
_COLOURS = {"go": "green", "conditional": "yellow", "wait": "red"}


def show_plan(plan: Plan, instrument: Instrument, *, everything: bool = True) -> None:
    """Prints a plan to standard output: with bars and colours in a terminal, as plain lines elsewhere.

    Args:
        plan: the plan to show.
        instrument: gives the names of decisions, bands and efforts.
        everything: shows domains, first actions and all cautions too; otherwise what fits a window of 24 rows.
    """
    drawn = are_drawn()
    lines = all_lines(plan, instrument, drawn=drawn) if everything else lines_in_short(plan, instrument)
    show_lines(lines, drawn=drawn)


def all_lines(plan: Plan, instrument: Instrument, *, drawn: bool) -> list[Line]:
    """The whole result: decisions, domains, first actions and cautions; `drawn` with bars."""
    return [*_service(plan), *_stages(plan, instrument), *_after_stages(plan, instrument, drawn=drawn)]


def further_lines(plan: Plan, instrument: Instrument, *, drawn: bool) -> list[Line]:
    """What the short result leaves out: domains, first actions and cautions, and what it only counts of the needs."""
    short = " ".join(line.text for line in lines_in_short(plan, instrument))
    needed = [topic for stage in plan.stages for topic in _needs(stage, instrument)]
    is_cut = any(topic not in short for topic in needed)
    return [*(_stages(plan, instrument) if is_cut else ()), *_after_stages(plan, instrument, drawn=drawn)]


def _after_stages(plan: Plan, instrument: Instrument, *, drawn: bool) -> list[Line]:
    """What to know about the decisions, then domains, first actions and cautions."""
    return [
        *_about_decisions(plan, instrument),
        *_domains(plan, instrument, drawn=drawn),
        *_first_actions(plan, instrument),
        *_cautions(plan),
    ]


def lines_in_short(plan: Plan, instrument: Instrument) -> list[Line]:
    """The decisions, what they need, and what to start with: short enough for a window of 24 rows of 80 columns."""
    for rows in (2, 1):
        lines = [
            *_service(plan),
            line_of(plan.caution),
            *_stages_in_short(plan, instrument, rows * (text_width() - _INDENT)),
            *_start_in_short(plan),
        ]
        if sum(len(textwrap.wrap(line.text, text_width() - line.indent)) or 1 for line in lines) <= _ROWS:
            return lines
    return lines[1:]  # without the empty line at the top


def _service(plan: Plan) -> Iterator[Line]:
    service = plan.service
    of = f", {service.organisation}" if service.organisation else ""
    yield line_of("")
    yield line_of(f"{service.name}{of}", "bold")
    counts = _counts(plan)
    day = long_date(plan.as_of)
    if plan.form == "short":
        yield line_of(_("Short form: {counts}. Scored on {day}.", counts=counts, day=day))
    else:
        yield line_of(_("Full form: {counts}. Scored on {day}.", counts=counts, day=day))


def _counts(plan: Plan) -> str:
    """How many questions have which kind of answer, and how many were not asked."""
    counts = counts_in_words(
        answered=plan.answered,
        unknown=plan.unknown,
        not_applicable=plan.not_applicable,
        unanswered=plan.unanswered,
    )
    not_asked = ngettext("{n} not asked yet", "{n} not asked yet", plan.not_asked) if plan.not_asked else ""
    return ", ".join(filter(None, (counts, not_asked)))


def _stages(plan: Plan, instrument: Instrument) -> Iterator[Line]:
    yield line_of("")
    yield line_of(sentences.headings.CAN_WE_GO_AHEAD, "bold underline")
    for stage in plan.stages:
        words = instrument.rubric.decisions[stage.decision].name
        yield line_of(f"{words}: {stage.title}", f"bold {_COLOURS[stage.decision]}")
        yield line_of(stage.sentence, indent=_INDENT)
        if only_counted := [topic for topic in _needs(stage, instrument) if topic not in stage.sentence]:
            yield line_of(_ALSO.format(topics="; ".join(only_counted)), indent=_INDENT)


def _needs(stage: StageResult, instrument: Instrument) -> list[str]:
    """The topics that keep a stage's decision from being better."""
    return _topics(stage.blocking or stage.conditions, instrument)


def _about_decisions(plan: Plan, instrument: Instrument) -> Iterator[Line]:
    for sentence in sentences.decisions.in_short(plan, instrument):
        yield line_of(str(sentence), "bold")


def _stages_in_short(plan: Plan, instrument: Instrument, room: int) -> Iterator[Line]:
    """Each decision with what its stage needs and no earlier one does, in a given number of characters."""
    yield line_of("")
    yield line_of(sentences.headings.CAN_WE_GO_AHEAD, "bold underline")
    named: set[str] = set()
    for stage in plan.stages:
        words = instrument.rubric.decisions[stage.decision].name
        yield line_of(f"{words}: {stage.title}", f"bold {_COLOURS[stage.decision]}")
        needed = stage.blocking or stage.conditions
        if new := _topics([question for question in needed if question not in named], instrument):
            lead = _ALSO if named & {*needed} else _MISSING if stage.blocking else _PROVIDED
            yield line_of(_as_many_as_fit(lead, new, room), indent=_INDENT)
        elif needed:
            yield line_of(_("For the same reasons as the stage above."), indent=_INDENT)
        named |= {*needed}
    for notice in sentences.cautions.notices(plan, instrument.questionnaire):
        first, stop, _rest = str(notice).removeprefix(notice.lead).strip().partition(". ")
        yield line_of(f"{notice.lead} {first}{stop.strip()}", "bold")
    if sentences.first_day.notice(plan) and (overdue := sentences.first_day.overdue_dates(plan)):
        yield line_of(overdue, "bold")


def _topics(questions: Sequence[str], instrument: Instrument) -> list[str]:
    return [instrument.questionnaire.questions[question].topic for question in questions]


def _as_many_as_fit(lead: str, topics: Sequence[str], room: int) -> str:
    """As many topics as fit into a given number of characters, and how many more there are."""
    line = ""
    for shown in range(len(topics), 0, -1):
        named, more = "; ".join(topics[:shown]), len(topics) - shown
        if more:
            named = ngettext("{topics}, and one more", "{topics}, and {n} more", more, topics=named)
        line = lead.format(topics=named)
        if len(line) <= room:
            return line
    return line


def _start_in_short(plan: Plan) -> Iterator[Line]:
    """The first action that the plan advises."""
    first = next((action for action in plan.actions if action.question in plan.top_actions[:1]), None)
    if first:
        yield line_of("")
        yield line_of(
            _(
                "Start with this action: {action}. Owner: {owner}.",
                action=sentences.actions.action_name(first),
                owner=first.owner,
            )
        )


def _domains(plan: Plan, instrument: Instrument, *, drawn: bool) -> Iterator[Line]:
    yield line_of("")
    yield line_of(_("Domains, from 0 to 100"), "bold underline")
    width = max(len(domain.title) for domain in plan.domains)
    for domain in plan.domains:
        words = sentences.domains.band_name(domain, instrument.rubric)
        if drawn:
            yield line_of(f"{domain.title:{width}}  {_bar(domain)} {score_range(domain):>12}  {words}")
        else:
            yield line_of(f"{domain.title}: {score_range(domain)}, {words}")
        if held_back := sentences.domains.held_back(domain, instrument.questionnaire):
            yield line_of(held_back, indent=2)


def _bar(domain: DomainResult) -> str:
    """The score as a bar of 20 characters; a lighter part goes up to the highest possible score."""
    known, possible, empty = "█▒░" if shows_unicode() else "#=-"
    reached = round((domain.score or 0) * _BAR / 100)
    highest = max(reached, round((domain.score_max or 0) * _BAR / 100))
    return known * reached + possible * (highest - reached) + empty * (_BAR - highest)


def _first_actions(plan: Plan, instrument: Instrument) -> Iterator[Line]:
    by_question = {action.question: action for action in plan.actions}
    top = [by_question[question] for question in plan.top_actions]
    if not top:
        return
    yield line_of("")
    yield line_of(sentences.headings.start_with(len(top)), "bold underline")
    for number, action in enumerate(top, 1):
        yield line_of(f"{number}. {sentences.actions.action_name(action)}", "bold")
        effort = instrument.rubric.efforts[action.effort]
        yield line_of(
            _(
                "Owner: {owner}. Due: {day}. Effort: {effort}, {meaning}.",
                owner=action.owner,
                day=sentences.actions.due_line(action),
                effort=effort.name.lower(),
                meaning=effort.meaning,
            ),
            indent=3,
        )
        yield line_of(_("First step: {first_step}", first_step=action.first_step), indent=3)
        how_to_get = sentences.actions.HOW_TO_GET_PAPERS_ON_SCREEN
        if paper := sentences.actions.working_paper_on_its_own(action, instrument, how_to_get):
            yield line_of(_("Working paper: {paper}", paper=paper), indent=3)


def _cautions(plan: Plan) -> Iterator[Line]:
    yield line_of("")
    yield line_of(sentences.headings.READ_WITH_CARE, "bold underline")
    for sentence in sentences.cautions.cautions(plan):
        yield line_of(f"- {sentence}")
