"""An instrument: a questionnaire together with the rubric that judges its answers."""

from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable

from questionnaires.answers import AnswerSheet, NotApplicable
from questionnaires.content import QUESTIONNAIRE_FOLDER, SHIPPED, parse_content, read_toml
from questionnaires.faults import Fault, InputFault
from questionnaires.language import _
from questionnaires.model import Questionnaire
from questionnaires.reading import QuestionnaireParts, read_questionnaire
from scoring.rubric import RUBRIC_FILE, RUBRIC_FOLDER, CriteriaFile, Rubric
from scoring.rubric_faults import faults_against, faults_in, faults_of, unlisted_files


@dataclass(frozen=True)
class Instrument:
    """A questionnaire and its rubric: each question has one criterion, and each criterion one question."""

    questionnaire: Questionnaire
    rubric: Rubric
    folder: Traversable | None = field(default=None, compare=False, repr=False)
    """Where both are; none for what ships with the program."""

    @cached_property
    def paper_titles(self) -> dict[str, str]:
        """The titles of the working papers by their names; none if a paper can't be used, which is told elsewhere."""
        from questionnaires.working_papers import load_working_papers

        try:
            papers = load_working_papers(self.questionnaire, self.folder and self.folder / QUESTIONNAIRE_FOLDER)
        except InputFault:
            return {}
        return {name: paper.title for name, paper in papers.items()}

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
                _("this question always applies, so 'not_applicable' can't be the answer"),
                _('Give a level, or write "unknown": true'),
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
        InputFault: every fault that was found, in all files and between them.
    """
    parts = read_questionnaire(folder and folder / QUESTIONNAIRE_FOLDER)
    rubric = _read_rubric(parts, folder / RUBRIC_FOLDER if folder else files("scoring") / SHIPPED)
    if parts.questionnaire is None or rubric is None or parts.faults:
        raise InputFault(parts.faults)
    return Instrument(parts.questionnaire, rubric, folder)


def _read_rubric(parts: QuestionnaireParts, folder: Traversable) -> Rubric | None:
    """The rubric, if nothing is wrong with it; adds its faults to those of the questionnaire, but none that follow."""
    judged: dict[str, CriteriaFile] = {}
    for name in sorted(parts.found, key=parts.names.index):
        place = f"{RUBRIC_FOLDER}/{name}.toml"
        with parts.gathering():
            part = parse_content(CriteriaFile, read_toml(folder / f"{name}.toml", place), place)
            if part.domain != name:
                what = _(
                    "the domain is '{domain}', but the file is called '{name}.toml'", domain=part.domain, name=name
                )
                raise InputFault(Fault(f"{place}: domain", what, _("Write '{name}'", name=name)))
            judged[name] = part
    if parts.names:
        parts.faults += unlisted_files(parts, folder)
    rubric = None
    with parts.gathering():
        whole = {**read_toml(folder / "rubric.toml", RUBRIC_FILE), "criteria": ()}
        rubric = parse_content(Rubric, whole, RUBRIC_FILE)
        parts.faults += faults_in(rubric)
    sound = [name for name in parts.domains if name in judged]
    questions = {question.id: question for name in sound for question in parts.domains[name].questions}
    criteria = [criterion for name in sound for criterion in judged[name].criteria]
    unsound = set(parts.names).difference(sound)
    parts.faults += faults_against(questions, [each.question for each in criteria], unsound)
    known = {row.id for source in parts.sources for row in source.recommendations} if parts.sources else None
    for name in judged:
        for criterion in judged[name].criteria:
            parts.faults += faults_of(criterion, rubric, known, questions.get(criterion.question))
    if rubric is None or parts.faults:
        return None
    position = list(questions).index
    criteria.sort(key=lambda criterion: position(criterion.question))
    return Rubric(**{**rubric.model_dump(), "criteria": tuple(criteria)})
