"""The engine: answers in, result out. Pure and deterministic; no clock, no files."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from questionnaires.answers import AnswerSheet, Form, NotApplicable, Ticked
from questionnaires.local_style import listed
from questionnaires.model import Domain
from scoring.actions import actions_of, priority_of
from scoring.codes import STATES
from scoring.domains import NONE, DomainFigures, capping_essentials, mean_tenths
from scoring.figures import Figures, figures_of
from scoring.findings import Finding, findings_of
from scoring.flags import facts_of, raised_flags, times_of, voices_of
from scoring.instrument import Instrument
from scoring.result import CriterionResult, DomainResult, Projection, Result, StageResult
from scoring.rubric import DECISIONS, Stage, target_of
from scoring.schedule import needed_by, with_schedule
from scoring.stages import StageFigures, blocks, is_condition
from scoring.ways import shortest_ways

TOP_ACTIONS = 3
"""How many actions come first, on screen and on page 1."""
_NAMED_TOPICS = 3


def score(instrument: Instrument, sheet: AnswerSheet, as_of: date) -> Result:
    """Judges an answer sheet.

    Args:
        instrument: the questionnaire and the rubric; the sheet has to fit both.
        sheet: the answers of one service.
        as_of: the day on which they are read; dates before it are late.

    Returns:
        Everything there is to say about the sheet, rounded and in words.

    Raises:
        InputFault: an answer is not allowed by the rubric.
    """
    instrument.check(sheet)
    rubric = instrument.rubric
    findings = findings_of(instrument, sheet)
    figures = _figures_of(instrument, sheet.form, findings)
    voices = voices_of(instrument.questionnaire.roles, sheet.took_part)
    times = times_of(sheet.started_at, sheet.updated_at, as_of)
    raised = raised_flags(rubric, facts_of(figures, sheet.form, voices, times))
    flags = tuple(flag for flag, is_raised in raised.items() if is_raised)
    domains = _domains(instrument, figures, findings)
    stages = _stages(instrument, figures, findings, sheet.first_day)
    actions, schedule = with_schedule(actions_of(instrument, findings), rubric, sheet.first_day, as_of)
    criteria = tuple(_criterion_result(finding) for finding in findings)
    return Result(
        as_of=as_of,
        service=sheet.service,
        questionnaire=sheet.questionnaire,
        scored_by=instrument.questionnaire.version,
        form=sheet.form,
        took_part=sheet.took_part,
        first_day=sheet.first_day,
        started_at=sheet.started_at,
        updated_at=sheet.updated_at,
        complete=figures.unanswered == 0,
        answered=figures.answered,
        unknown=figures.unknown,
        not_applicable=figures.not_applicable,
        unanswered=figures.unanswered,
        not_asked=figures.not_asked,
        overall_score=overall_score(domains),
        domains=domains,
        stages=stages,
        actions=actions,
        top_actions=schedule.order[:TOP_ACTIONS],
        if_priority_1_done=project(instrument, sheet.form, sheet.first_day, criteria),
        shortest_ways=shortest_ways(rubric, stages, findings),
        schedule=schedule,
        flags=flags,
        flag_sentences={flag: rubric.flags[flag].sentence for flag in flags},
        caution=instrument.questionnaire.caution,
        criteria=criteria,
    )


def score_domain(instrument: Instrument, domain: Domain, sheet: AnswerSheet) -> DomainResult:
    """The result of one domain alone, for a sheet whose other domains may not be answered yet."""
    findings = findings_of(instrument, sheet)
    figures = _figures_of(instrument, sheet.form, findings)
    return next(result for result in _domains(instrument, figures, findings) if result.id == domain.id)


def project(
    instrument: Instrument,
    form: Form,
    first_day: date | None,
    criteria: Sequence[CriterionResult],
    accepted: Collection[str] = (),
) -> Projection:
    """The domains and decisions as they would be if every action of priority 1 reached its target.

    Args:
        instrument: the questionnaire and the rubric.
        form: which questions the criteria are about.
        first_day: the peer workers' planned first day.
        criteria: all criteria as they are today.
        accepted: the questions whose risk is accepted, so that nobody works on their actions.
    """
    findings = [_projected(instrument, row, is_accepted=row.question in accepted) for row in criteria]
    noted = [int(bool(row.note)) for row in criteria]
    figures = figures_of(instrument, form, [finding.code for finding in findings], noted)
    return Projection(
        domains=_domains(instrument, figures, findings), stages=_stages(instrument, figures, findings, first_day)
    )


def _projected(instrument: Instrument, row: CriterionResult, *, is_accepted: bool) -> Finding:
    """A criterion at its target if it has an action of priority 1 that somebody will do, else as it is."""
    code = STATES.index(row.state) if row.level is None else row.level
    criterion, question = instrument.rubric.by_question[row.question], instrument.questionnaire.questions[row.question]
    today = Finding(criterion, question, code)
    if is_accepted or not today.applicable or priority_of(today) > 1:
        return today
    return replace(today, code=target_of(today.counted))


def overall_score(domains: Sequence[DomainResult]) -> float | None:
    """The mean of the domains' scores, from 0 to 100; none if no domain has one. For tables only, never a headline."""
    tenths = [round(domain.score * 10) for domain in domains if domain.score is not None]
    return mean_tenths(tenths) / 10 if tenths else None


def _figures_of(instrument: Instrument, form: Form, findings: Sequence[Finding]) -> Figures:
    noted = [int(bool(finding.answer and finding.answer.note)) for finding in findings]
    return figures_of(instrument, form, [finding.code for finding in findings], noted)


def _domains(instrument: Instrument, figures: Figures, findings: Sequence[Finding]) -> tuple[DomainResult, ...]:
    return tuple(
        _domain_result(instrument, domain, row, [each for each in findings if each.question.domain == domain.id])
        for domain, row in zip(instrument.questionnaire.domains, figures.domains, strict=True)
    )


def _domain_result(
    instrument: Instrument, domain: Domain, figures: DomainFigures, findings: Sequence[Finding]
) -> DomainResult:
    return DomainResult(
        id=domain.id,
        title=domain.title,
        score=_percent(figures.score),
        score_max=_percent(figures.score_max),
        coverage=_percent(figures.coverage),
        band=None if figures.band == NONE else instrument.rubric.bands[figures.band].id,
        capped_by=capping_essentials(figures, [(finding.criterion, finding.code) for finding in findings]),
        counted=figures.applicable,
    )


def _percent(tenths: int) -> float | None:
    return None if tenths == NONE else tenths / 10


def _stages(
    instrument: Instrument, figures: Figures, findings: Sequence[Finding], first_day: date | None
) -> tuple[StageResult, ...]:
    rubric = instrument.rubric
    return tuple(
        _stage_result(
            instrument, stage, row, [each for each in findings if rubric.is_due_by(each.criterion, stage)], first_day
        )
        for stage, row in zip(rubric.decided_stages, figures.stages, strict=True)
    )


def _stage_result(
    instrument: Instrument, stage: Stage, figures: StageFigures, needed: Sequence[Finding], first_day: date | None
) -> StageResult:
    decision = DECISIONS[figures.decision]
    blocking = [finding for finding in needed if blocks(finding.criterion, finding.code)]
    conditions = [finding for finding in needed if is_condition(finding.criterion, finding.code)]
    sentence = instrument.rubric.decisions[decision].sentence
    return StageResult(
        id=stage.id,
        title=stage.title,
        due=needed_by(first_day, stage.lead_days) if first_day else None,
        decision=decision,
        sentence=sentence.format(aim=stage.aim, topics=_topics(blocking or conditions)),
        blocking=tuple(finding.criterion.question for finding in blocking),
        conditions=tuple(finding.criterion.question for finding in conditions),
        essentials=figures.essentials,
        with_evidence=figures.with_evidence,
    )


def _topics(findings: Sequence[Finding]) -> str:
    """The topics that are not in place, in words: the first few by name, the rest counted."""
    return listed([finding.question.topic for finding in findings], _NAMED_TOPICS)


def _criterion_result(finding: Finding) -> CriterionResult:
    criterion, answer = finding.criterion, finding.answer
    return CriterionResult(
        question=criterion.question,
        domain=criterion.domain,
        state=finding.state,
        level=finding.level,
        weight=criterion.weight,
        essential=criterion.essential,
        stage=criterion.stage,
        ticked=answer.ticked if isinstance(answer, Ticked) else (),
        reason=answer.not_applicable if isinstance(answer, NotApplicable) else "",
        note=answer.note if answer else "",
        agreement=answer.agreement if answer else None,
        sources=criterion.sources,
    )
