"""An instrument: a questionnaire together with the rubric that judges its answers."""

from collections import Counter
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import get_args

from questionnaires.answers import AnswerSheet, NotApplicable
from questionnaires.content import SHIPPED, load_questionnaire, parse_content, read_toml, twice
from questionnaires.explain import near
from questionnaires.faults import Fault, InputFault
from questionnaires.model import ChecklistQuestion, Questionnaire, domain_of
from scoring.rubric import DECISIONS, CriteriaFile, Effort, Rubric

QUESTIONNAIRE_FOLDER = "questionnaire"
RUBRIC_FOLDER = "rubric"


@dataclass(frozen=True)
class Instrument:
    """A questionnaire and its rubric: each question has one criterion, and each criterion one question."""

    questionnaire: Questionnaire
    rubric: Rubric

    def check(self, sheet: AnswerSheet) -> None:
        """Refuses answers that the rubric does not allow, if they are answers to this version of the questionnaire.

        An earlier version may have allowed them; a question that now always applies counts as unanswered there.

        Raises:
            InputFault: a question that always applies was answered with *not applicable*.
        """
        if faults := self.faults_in(sheet):
            raise InputFault(faults)

    def faults_in(self, sheet: AnswerSheet) -> list[Fault]:
        """The faults for which `check` refuses a sheet. Answers to unknown questions are not among them."""
        return [
            Fault(
                identifier,
                "this question always applies, so 'not_applicable' is no answer to it",
                "Give a level, or 'unknown'",
            )
            for identifier, answer in sheet.answers.items()
            if isinstance(answer, NotApplicable) and identifier in self.rubric.by_question
            if not self.rubric.by_question[identifier].not_applicable_allowed
            if sheet.questionnaire.version == self.questionnaire.version
        ]


def load_instrument(folder: Traversable | None = None) -> Instrument:
    """Reads a questionnaire and its rubric.

    Args:
        folder: a folder with a `questionnaire` and a `rubric` folder in it; by default what ships with the program.

    Raises:
        InputFault: every fault that was found in the first file that has any, or between the two.
    """
    questionnaire = load_questionnaire(folder and folder / QUESTIONNAIRE_FOLDER)
    rubric = _load_rubric(questionnaire, folder / RUBRIC_FOLDER if folder else files("scoring") / SHIPPED)
    return Instrument(questionnaire, rubric)


def _load_rubric(questionnaire: Questionnaire, folder: Traversable) -> Rubric:
    parts = []
    for domain in questionnaire.domains:
        name = f"{domain.id}.toml"
        part = parse_content(CriteriaFile, read_toml(folder / name, f"rubric {name}"), f"rubric {name}")
        if part.domain != domain.id:
            raise InputFault(Fault(f"rubric {name}: domain", f"it says '{part.domain}'", f"Write '{domain.id}'"))
        parts.append(part)
    criteria = [criterion for part in parts for criterion in part.criteria]
    if faults := _faults_against(questionnaire, [criterion.question for criterion in criteria]):
        raise InputFault(faults)
    position = list(questionnaire.questions).index
    criteria.sort(key=lambda criterion: position(criterion.question))
    rubric = parse_content(Rubric, {**read_toml(folder / "rubric.toml"), "criteria": tuple(criteria)}, "rubric.toml")
    if faults := [*_faults_in(rubric), *_faults_between(questionnaire, rubric)]:
        raise InputFault(faults)
    return rubric


def _place_of(question_id: str) -> str:
    """The file of a criterion, and its question."""
    return f"rubric {domain_of(question_id)}.toml: {question_id}"


def _faults_against(questionnaire: Questionnaire, judged: list[str]) -> list[Fault]:
    """Faults about questions without a criterion, criteria without a question, and questions with two criteria."""
    faults = [
        Fault(
            _place_of(identifier), "the questionnaire has no such question", near(identifier, questionnaire.questions)
        )
        for identifier in judged
        if identifier not in questionnaire.questions
    ]
    faults += [
        Fault(_place_of(identifier), "the question has no criterion", "Add one to the file of its domain")
        for identifier in questionnaire.questions
        if identifier not in judged
    ]
    faults += [
        Fault(_place_of(identifier), "the question has two criteria", "Keep one of them")
        for identifier, times in Counter(judged).items()
        if times > 1
    ]
    return faults


def _faults_in(rubric: Rubric) -> list[Fault]:
    """Faults about anything that the rubric mentions but does not define."""
    faults = [
        Fault(f"rubric.toml: caps.{cap}", f"there is no band '{band}'", near(band, rubric.band_order))
        for cap, band in rubric.caps
        if band not in rubric.band_order
    ]
    begins = [band.from_score for band in rubric.bands]
    if begins[0] != 0 or begins != sorted(set(begins)):
        faults.append(
            Fault("rubric.toml: bands", "they do not rise from a score of 0", "Order them by 'from_score', 0 first")
        )
    leads = [stage.lead_days for stage in rubric.stages]
    if leads != sorted(leads):
        faults.append(Fault("rubric.toml: stages", "they are not in the order of time", "Order them by 'lead_days'"))
    faults += twice("stage", (f"rubric.toml: {stage.id}" for stage in rubric.stages))
    faults += twice("band", (f"rubric.toml: {band.id}" for band in rubric.bands))
    faults += [*_faults_in_checklists(rubric), *_faults_in_sentences(rubric)]
    wanted = {
        "decisions": DECISIONS,
        "priorities": "123",
        "efforts": get_args(Effort),
    }
    faults += [
        Fault(f"rubric.toml: {table}", f"'{key}' is missing", "Add it")
        for table, keys in wanted.items()
        for key in keys
        if key not in getattr(rubric, table)
    ]
    return faults


def _faults_in_checklists(rubric: Rubric) -> list[Fault]:
    """Faults about checklist thresholds that don't rise from 0 to at most the number of items."""
    faults = []
    for items, level_at in rubric.checklists.items():
        if (
            not items.isdecimal()
            or level_at[0] != 0
            or list(level_at) != sorted({*level_at})
            or level_at[-1] > int(items)
        ):
            remedy = f"Write four numbers of ticks that rise from 0 and do not go beyond the {items} items"
            faults.append(
                Fault(f"rubric.toml: checklists.{items}", f"they do not rise from 0 to at most {items}", remedy)
            )
    return faults


def _faults_in_sentences(rubric: Rubric) -> list[Fault]:
    """Faults about sentences with a gap that nothing fills."""
    faults = []
    for decision, words in rubric.decisions.items():
        try:
            words.sentence.format(aim="", topics="")
        except (LookupError, ValueError, AttributeError):
            what = "its sentence has a gap that nothing fills"
            faults.append(
                Fault(f"rubric.toml: decisions.{decision}", what, "Use {aim} and {topics}, and no other braces")
            )
    return faults


def _faults_between(questionnaire: Questionnaire, rubric: Rubric) -> list[Fault]:
    """Faults about anything that a criterion mentions but the questionnaire or rubric does not have."""
    faults = []
    for criterion in rubric.criteria:
        if criterion.stage not in rubric.stage_order:
            faults.append(
                Fault(
                    _place_of(criterion.question),
                    f"there is no stage '{criterion.stage}'",
                    near(criterion.stage, rubric.stage_order),
                )
            )
        faults += [
            Fault(
                _place_of(criterion.question),
                f"there is no source '{source}'",
                near(source, questionnaire.recommendations),
            )
            for source in criterion.sources
            if source not in questionnaire.recommendations
        ]
        question = questionnaire.questions[criterion.question]
        if isinstance(question, ChecklistQuestion) and str(len(question.options)) not in rubric.checklists:
            what = f"the rubric does not say how a checklist of {len(question.options)} items is judged"
            faults.append(Fault(_place_of(criterion.question), what, "Add a line to [checklists] in rubric.toml"))
    return faults
