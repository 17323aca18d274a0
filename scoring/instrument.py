"""An instrument: a questionnaire together with the rubric that judges its answers."""

from collections import Counter
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable

from questionnaires.answers import AnswerSheet, NotApplicable
from questionnaires.content import QUESTIONNAIRE_FOLDER, SHIPPED, parse_content, read_toml, twice
from questionnaires.explain import near, near_or_listed, nearest
from questionnaires.faults import Fault, InputFault
from questionnaires.language import _, ngettext
from questionnaires.model import ChecklistQuestion, Question, Questionnaire, domain_of
from questionnaires.reading import QuestionnaireParts, read_questionnaire
from scoring.rubric import DECISIONS, CriteriaFile, Criterion, Rubric

RUBRIC_FOLDER = "rubric"
_RUBRIC_FILE = f"{RUBRIC_FOLDER}/rubric.toml"
"""How faults name the file with what applies to all questions."""


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
                _("this question always applies, so 'not_applicable' can't be the answer"),
                _("Give a level, or write 'unknown': true"),
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
    return Instrument(parts.questionnaire, rubric)


def _read_rubric(parts: QuestionnaireParts, folder: Traversable) -> Rubric | None:
    """The rubric, if nothing is wrong with it; adds its faults to those of the questionnaire, but none that follow."""
    judged: dict[str, CriteriaFile] = {}
    for name in sorted(parts.found, key=parts.names.index):
        place = f"{RUBRIC_FOLDER}/{name}.toml"
        with parts.gathering():
            part = parse_content(CriteriaFile, read_toml(folder / f"{name}.toml", place), place)
            if part.domain != name:
                raise InputFault(
                    Fault(f"{place}: domain", _("it says '{name}'", name=part.domain), _("Write '{name}'", name=name))
                )
            judged[name] = part
    if parts.names:
        parts.faults += _unlisted(parts, folder)
    rubric = None
    with parts.gathering():
        whole = {**read_toml(folder / "rubric.toml", _RUBRIC_FILE), "criteria": ()}
        rubric = parse_content(Rubric, whole, _RUBRIC_FILE)
        parts.faults += _faults_in(rubric)
    sound = [name for name in parts.domains if name in judged]
    questions = {question.id: question for name in sound for question in parts.domains[name].questions}
    criteria = [criterion for name in sound for criterion in judged[name].criteria]
    unsound = set(parts.names).difference(sound)
    parts.faults += _faults_against(questions, [each.question for each in criteria], unsound)
    known = {row.id for source in parts.sources for row in source.recommendations} if parts.sources else None
    for name in judged:
        for criterion in judged[name].criteria:
            parts.faults += _faults_of(criterion, rubric, known, questions.get(criterion.question))
    if rubric is None or parts.faults:
        return None
    position = list(questions).index
    criteria.sort(key=lambda criterion: position(criterion.question))
    return Rubric(**{**rubric.model_dump(), "criteria": tuple(criteria)})


def _unlisted(parts: QuestionnaireParts, folder: Traversable) -> list[Fault]:
    """Files of a rubric for a domain that there is not, unless the domain's own file is named already."""
    told = {fault.where.removeprefix(f"{QUESTIONNAIRE_FOLDER}/").removesuffix(".toml") for fault in parts.faults}
    missing = set(parts.names) - parts.found
    try:
        names = sorted(file.name.removesuffix(".toml") for file in folder.iterdir() if file.name.endswith(".toml"))
    except OSError:
        names = []
    return [
        Fault(
            f"{RUBRIC_FOLDER}/{name}.toml",
            _("the questionnaire has no such domain"),
            near(name, parts.names) if nearest(name, parts.names) else _("Move the file to another folder"),
        )
        for name in names
        if name not in {*parts.names, *told, RUBRIC_FOLDER} and not nearest(name, missing)
    ]


def _place_of(question_id: str) -> str:
    """The file of a criterion, and its question."""
    return f"{RUBRIC_FOLDER}/{domain_of(question_id)}.toml: {question_id}"


def _faults_against(questions: Mapping[str, Question], judged: list[str], unsound: set[str]) -> list[Fault]:
    """Questions without a criterion, criteria without a question, and questions with two criteria.

    Args:
        questions: those of the domains whose files can be used.
        judged: the question of each criterion in them.
        unsound: the other domains, which may have what is missing.
    """
    faults = [
        Fault(_place_of(identifier), _("the questionnaire doesn't have this question"), near(identifier, questions))
        for identifier in judged
        if identifier not in questions and domain_of(identifier) not in unsound
    ]
    faults += [
        Fault(_place_of(identifier), _("the question has no criterion"), _("Add one to its domain's file"))
        for identifier in questions
        if identifier not in judged
    ]
    faults += [
        Fault(_place_of(identifier), _("the question has two criteria"), _("Keep one of them"))
        for identifier, times in Counter(judged).items()
        if times > 1
    ]
    return faults


def _faults_in(rubric: Rubric) -> list[Fault]:
    """Faults about anything that the rubric mentions but does not define."""
    faults = [
        Fault(
            f"{_RUBRIC_FILE}: caps.{cap}",
            _("there is no band '{band}'", band=band),
            near_or_listed(band, rubric.band_order),
        )
        for cap, band in rubric.caps
        if band not in rubric.band_order
    ]
    begins = [band.from_score for band in rubric.bands]
    if begins[0] != 0 or begins != sorted(set(begins)):
        faults.append(
            Fault(
                f"{_RUBRIC_FILE}: bands",
                _("their scores don't rise from 0"),
                _("Sort them by 'from_score', starting with 0"),
            )
        )
    leads = [stage.lead_days for stage in rubric.stages]
    if leads != sorted(leads):
        faults.append(
            Fault(
                f"{_RUBRIC_FILE}: stages",
                _("they are not in the order in which they happen"),
                _("Sort them by 'lead_days'"),
            )
        )
    faults += twice(_("two stages have this name"), (f"{_RUBRIC_FILE}: {stage.id}" for stage in rubric.stages))
    faults += twice(_("two bands have this name"), (f"{_RUBRIC_FILE}: {band.id}" for band in rubric.bands))
    faults += [*_faults_in_checklists(rubric), *_faults_in_sentences(rubric)]
    wanted = {
        "decisions": DECISIONS,
        "priorities": "123",
    }
    faults += [
        Fault(f"{_RUBRIC_FILE}: {table}", _("'{key}' is missing", key=key), _("Add it"))
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
            remedy = _(
                "Write how many ticks each of the four levels needs: start at 0, go up each time, and go no higher "
                "than {items}",
                items=items,
            )
            faults.append(
                Fault(
                    f"{_RUBRIC_FILE}: checklists.{items}",
                    _("the numbers don't rise from 0 to at most {items}", items=items),
                    remedy,
                )
            )
    return faults


def _faults_in_sentences(rubric: Rubric) -> list[Fault]:
    """Faults about sentences with a gap that nothing fills."""
    faults = []
    for decision, words in rubric.decisions.items():
        try:
            words.sentence.format(aim="", topics="")
        except (LookupError, ValueError, AttributeError):
            what = _("the sentence has a placeholder that the program doesn't know")
            faults.append(
                Fault(
                    f"{_RUBRIC_FILE}: decisions.{decision}",
                    what,
                    _("Use {aim} and {topics}, and no other curly brackets"),
                )
            )
    return faults


def _faults_of(
    criterion: Criterion, rubric: Rubric | None, sources: Set[str] | None, question: Question | None
) -> Iterator[Fault]:
    """What a criterion names that the questionnaire or the rubric does not have, as far as they can be used."""
    place = _place_of(criterion.question)
    if rubric and criterion.stage not in rubric.stage_order:
        yield Fault(
            place,
            _("there is no stage '{stage}'", stage=criterion.stage),
            near_or_listed(criterion.stage, rubric.stage_order),
        )
    for source in criterion.sources:
        if sources is not None and source not in sources:
            yield Fault(place, _("there is no source '{source}'", source=source), near(source, sources))
    for level, action in criterion.actions:
        if rubric and action.effort not in rubric.efforts:
            what = _("'{effort}' is not one of the rubric's levels of effort", effort=action.effort)
            yield Fault(f"{place}, actions.{level}.effort", what, near_or_listed(action.effort, rubric.efforts))
    if rubric and isinstance(question, ChecklistQuestion) and str(len(question.options)) not in rubric.checklists:
        what = ngettext(
            "the rubric doesn't say how a checklist with {n} item is judged",
            "the rubric doesn't say how a checklist with {n} items is judged",
            len(question.options),
        )
        yield Fault(place, what, _("Add a line to [checklists] in rubric.toml"))
