"""The engine: answers in, result out. Pure and deterministic; no clock, no files."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from questionnaires.answers import AnswerSheet, NotApplicable, Ticked
from scoring.actions import advise_on_first_day, due_date, plan, priority_of
from scoring.domains import judge_domain, overall_score
from scoring.findings import Finding, applicable, findings_of
from scoring.flags import flags_of
from scoring.instrument import Instrument
from scoring.result import CriterionResult, DomainResult, Projection, Result, StageResult
from scoring.stages import decide
from scoring.ways import shortest_ways

_TOP_ACTIONS = 3


def score(instrument: Instrument, sheet: AnswerSheet, as_of: date) -> Result:
    """Judges an answer sheet.

    Args:
        instrument: the questionnaire and the rubric; the sheet has to fit both.
        sheet: the answers of one service.
        as_of: the day on which they are read; dates that have passed by then are late.

    Returns:
        Everything that is said about the sheet, rounded and in words.

    Raises:
        InputFault: an answer is not allowed by the rubric.
    """
    instrument.check(sheet)
    rubric = instrument.rubric
    findings = findings_of(instrument, sheet)
    states = Counter(finding.state for finding in findings)
    domains, stages = _judge(instrument, findings, sheet.first_day)
    actions = plan(rubric, findings, sheet.first_day, as_of)
    flags = flags_of(instrument.questionnaire.roles, sheet, findings, as_of)
    return Result(
        as_of=as_of,
        service=sheet.service,
        questionnaire=sheet.questionnaire,
        form=sheet.form,
        took_part=sheet.took_part,
        first_day=sheet.first_day,
        started_at=sheet.started_at,
        updated_at=sheet.updated_at,
        complete=states["unanswered"] == 0,
        answered=states["known"],
        unknown=states["unknown"],
        not_applicable=states["not_applicable"],
        unanswered=states["unanswered"],
        overall_score=overall_score(domains),
        domains=domains,
        stages=stages,
        actions=actions,
        top_actions=tuple(action.question for action in actions[:_TOP_ACTIONS]),
        if_priority_1_done=_project(instrument, findings, sheet.first_day),
        shortest_ways=shortest_ways(rubric, stages, findings),
        first_day_advice=advise_on_first_day(rubric, findings, sheet.first_day, as_of) if sheet.first_day else None,
        flags=flags,
        flag_sentences={flag: rubric.flags[flag] for flag in flags},
        caution=instrument.questionnaire.caution,
        criteria=tuple(_criterion_result(finding) for finding in findings),
    )


def _judge(
    instrument: Instrument, findings: Sequence[Finding], first_day: date | None
) -> tuple[tuple[DomainResult, ...], tuple[StageResult, ...]]:
    rubric = instrument.rubric
    domains = tuple(
        judge_domain(rubric, domain, [finding for finding in findings if finding.question.domain == domain.id])
        for domain in instrument.questionnaire.domains
    )
    stages = tuple(
        decide(rubric, stage, findings, due_date(first_day, stage.lead_days) if first_day else None)
        for stage in rubric.stages
    )
    return domains, stages


def _project(instrument: Instrument, findings: Sequence[Finding], first_day: date | None) -> Projection:
    """The domains and decisions if every action of priority 1 reached its target."""
    first = {finding.criterion.question for finding in applicable(findings) if priority_of(finding) == 1}
    done = [finding.at_target() if finding.criterion.question in first else finding for finding in findings]
    domains, stages = _judge(instrument, done, first_day)
    return Projection(domains=domains, stages=stages)


def _criterion_result(finding: Finding) -> CriterionResult:
    criterion, answer = finding.criterion, finding.answer
    return CriterionResult(
        question=criterion.question,
        domain=finding.question.domain,
        state=finding.state,
        level=finding.level,
        weight=criterion.weight,
        essential=criterion.essential,
        stage=criterion.stage,
        ticked=answer.ticked if isinstance(answer, Ticked) else (),
        reason=answer.not_applicable if isinstance(answer, NotApplicable) else "",
        note=answer.note if answer else "",
        sources=criterion.sources,
    )
