"""The list of questions with how they are judged, as text or as JSON."""

import json
import textwrap
from typing import Any

from questionnaires.explain import near
from questionnaires.faults import Fault
from questionnaires.language import _
from questionnaires.model import ChecklistQuestion, Level, Question
from readiness.exits import UsageFault
from readiness.report.wording import ticks_needed
from scoring.instrument import Instrument
from scoring.rubric import Action, Criterion

_WIDTH = 96


def as_json(instrument: Instrument, wanted: str | None = None) -> str:
    """The questionnaire with its rubric as one JSON object.

    Args:
        instrument: what is listed.
        wanted: a question or a domain; none for all questions.

    Raises:
        UsageFault: there is no such question or domain.
    """
    questionnaire = instrument.questionnaire
    content = {
        "id": questionnaire.id,
        "version": questionnaire.version,
        "title": questionnaire.title,
        "domains": [
            {"id": domain.id, "title": domain.title, "about": domain.about} for domain in questionnaire.domains
        ],
        "stages": [stage.model_dump() for stage in instrument.rubric.stages],
        "questions": [_question_data(instrument, question) for question in _wanted(instrument, wanted)],
        "sources": [source.model_dump() for source in questionnaire.sources],
    }
    return json.dumps(content, indent=2)  # ASCII only, so that every console can show it


def as_text(instrument: Instrument, wanted: str | None = None) -> str:
    """The questions as lines of text; a single question also has its sources and actions.

    Args:
        instrument: what is listed.
        wanted: a question or a domain; none for all questions.

    Raises:
        UsageFault: there is no such question or domain.
    """
    chosen = _wanted(instrument, wanted)
    if wanted and len(chosen) == 1:
        return "\n".join(_question_lines(instrument, chosen[0]))
    lines = []
    for domain in instrument.questionnaire.domains:
        questions = [question for question in chosen if question.domain == domain.id]
        if not questions:
            continue
        lines += ["", domain.title.upper(), *wrapped(domain.about)]
        for question in questions:
            criterion = instrument.rubric.by_question[question.id]
            lines += [
                "",
                *wrapped(headline(instrument, criterion)),
                *wrapped(question.text),
                *_choice_lines(instrument, question),
            ]
    last = _(
        "To see a question with its sources and actions, add its code to the command: readiness questions {code}",
        code=instrument.questionnaire.codes[chosen[0].id],
    )
    return "\n".join([*lines, "", *wrapped(last)]).lstrip("\n")


def headline(instrument: Instrument, criterion: Criterion) -> str:
    """A question's code and identifier with how it is judged: `RE2 recruitment.pay (weight 3, stage: Advertise)`."""
    stage = next(stage.title for stage in instrument.rubric.stages if stage.id == criterion.stage)
    code = instrument.questionnaire.codes[criterion.question]
    about = {"question": f"{code} {criterion.question}", "weight": criterion.weight, "stage": stage}
    if criterion.essential:
        return _("{question} (essential, weight {weight}, stage: {stage})", **about)
    return _("{question} (weight {weight}, stage: {stage})", **about)


def _wanted(instrument: Instrument, wanted: str | None) -> list[Question]:
    """One question, the questions of one domain, or all."""
    questions = instrument.questionnaire.questions
    chosen = [question for question in questions.values() if wanted in (None, question.id, question.domain)]
    if not chosen:
        domains = [domain.id for domain in instrument.questionnaire.domains]
        what = _("there is no question or domain called '{name}'", name=wanted)
        raise UsageFault(Fault("questions", what, near(str(wanted), [*questions, *domains])))
    return chosen


def _question_data(instrument: Instrument, question: Question) -> dict[str, Any]:
    criterion = instrument.rubric.by_question[question.id]
    data = {
        "id": question.id,
        "domain": question.domain,
        "topic": question.topic,
        "text": question.text,
        "essential": criterion.essential,
        "weight": criterion.weight,
        "stage": criterion.stage,
        "type": question.type,
        "not_applicable_allowed": criterion.not_applicable_allowed,
        "not_applicable_when": criterion.not_applicable_when,
        "sources": criterion.sources,
        "why": question.why,
        "evidence": question.evidence,
        "ask": criterion.ask,
    }
    if isinstance(question, ChecklistQuestion):
        data["options"] = [option.model_dump() for option in question.options]
        data["level_at"] = instrument.rubric.level_at(len(question.options))
    else:
        data["levels"] = question.levels.as_tuple
    return {**data, "actions": criterion.actions.model_dump()}


def _question_lines(instrument: Instrument, question: Question) -> list[str]:
    criterion = instrument.rubric.by_question[question.id]
    rows = [instrument.questionnaire.recommendations[source] for source in criterion.sources]
    lines = [
        headline(instrument, criterion),
        "",
        *wrapped(question.text),
        *_choice_lines(instrument, question),
        "",
        *wrapped(_("Why we ask: {why}", why=question.why)),
        *wrapped(_("What you could show a visitor: {evidence}", evidence=question.evidence)),
    ]
    if criterion.not_applicable_when:
        lines += wrapped(_("This question does not apply when {condition}.", condition=criterion.not_applicable_when))
    lines += ["", _("Based on:")]
    lines += [
        line for source, row in rows for line in wrapped(f"{row.id}, {source.short}, {row.place}: {row.text}", "  ")
    ]
    lines += ["", _("If you don't know:"), *wrapped(criterion.ask, "  ")]
    for level in (Level.NOT_YET, Level.PLANNED, Level.IN_PLACE):
        lines += ["", *_action_lines(instrument, int(level), criterion.actions[level])]
    return lines


def _action_lines(instrument: Instrument, level: int, action: Action) -> list[str]:
    effort = instrument.rubric.efforts[action.effort].name.lower()
    return [
        *wrapped(_("At level {level}: {action}", level=level, action=action.title)),
        *wrapped(_("First step: {first_step}", first_step=action.first_step), "  "),
        *(line for step in action.steps for line in wrapped(f"- {step}", "  ")),
        *wrapped(_("Done when: {done_when}", done_when=action.done_when), "  "),
        *wrapped(
            _("Owner: {owner}. Effort: {effort}. Why: {why}", owner=action.owner, effort=effort, why=action.why), "  "
        ),
    ]


def _choice_lines(instrument: Instrument, question: Question) -> list[str]:
    if isinstance(question, ChecklistQuestion):
        lines = [line for option in question.options for line in wrapped(f"[ ] {option.text}", "  ")]
        return [*lines, *wrapped(ticks_needed(instrument, question), "  ")]
    names = instrument.questionnaire.levels
    return [
        line for level in Level for line in wrapped(f"{level:d} {names[level].name}: {question.levels[level]}", "  ")
    ]


def wrapped(text: str, indent: str = "") -> list[str]:
    """A text as lines of at most 96 characters; if they are indented, those after the first are so further."""
    hang = f"{indent}  " if indent else ""
    return textwrap.wrap(text, _WIDTH, initial_indent=indent, subsequent_indent=hang, break_on_hyphens=False)
