"""The faults that a rubric can have, in itself and against the questionnaire."""

from collections import Counter
from collections.abc import Iterator, Mapping, Set
from importlib.resources.abc import Traversable

from questionnaires.content import QUESTIONNAIRE_FOLDER, twice
from questionnaires.explain import near, near_or_listed, nearest
from questionnaires.faults import Fault
from questionnaires.language import _, ngettext
from questionnaires.model import ChecklistQuestion, Question, domain_of
from questionnaires.reading import QuestionnaireParts
from scoring.rubric import DECISIONS, RUBRIC_FILE, RUBRIC_FOLDER, Criterion, Rubric, place_of


def unlisted_files(parts: QuestionnaireParts, folder: Traversable) -> list[Fault]:
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
            _("the questionnaire has no domain with this name"),
            near(name, parts.names) if nearest(name, parts.names) else _("Move the file to another folder"),
        )
        for name in names
        if name not in {*parts.names, *told, RUBRIC_FOLDER} and not nearest(name, missing)
    ]


def faults_against(questions: Mapping[str, Question], judged: list[str], unsound: set[str]) -> list[Fault]:
    """Questions without a criterion, criteria without a question, and questions with two criteria.

    Args:
        questions: those of the domains whose files can be used.
        judged: the question of each criterion in them.
        unsound: the other domains, which may have what is missing.
    """
    faults = [
        Fault(place_of(identifier), _("this question is not in the questionnaire"), near(identifier, questions))
        for identifier in judged
        if identifier not in questions and domain_of(identifier) not in unsound
    ]
    faults += [
        Fault(
            place_of(identifier),
            _("the question has no criterion"),
            _("Add a criterion to the file of the question's domain"),
        )
        for identifier in questions
        if identifier not in judged
    ]
    faults += [
        Fault(place_of(identifier), _("the question has two criteria"), _("Keep only one of the criteria"))
        for identifier, times in Counter(judged).items()
        if times > 1
    ]
    return faults


def faults_in(rubric: Rubric) -> list[Fault]:
    """Faults about anything that the rubric mentions but does not define."""
    faults = [
        Fault(
            f"{RUBRIC_FILE}: caps.{cap}",
            _("there is no band called '{band}'", band=band),
            near_or_listed(band, rubric.band_order),
        )
        for cap, band in rubric.caps
        if band not in rubric.band_order
    ]
    begins = [band.from_score for band in rubric.bands]
    if begins[0] != 0 or begins != sorted(set(begins)):
        faults.append(
            Fault(
                f"{RUBRIC_FILE}: bands",
                _("the scores of the bands don't start at 0 and go up from there"),
                _("Sort the bands by 'from_score', starting with 0"),
            )
        )
    leads = [stage.lead_days for stage in rubric.stages]
    if leads != sorted(leads):
        faults.append(
            Fault(
                f"{RUBRIC_FILE}: stages",
                _("the stages are not in the order in which they happen"),
                _("Sort the stages by 'lead_days'"),
            )
        )
    faults += twice(_("two stages have this name"), (f"{RUBRIC_FILE}: {stage.id}" for stage in rubric.stages))
    faults += twice(_("two bands have this name"), (f"{RUBRIC_FILE}: {band.id}" for band in rubric.bands))
    faults += [*_faults_in_checklists(rubric), *_faults_in_sentences(rubric)]
    wanted = {
        "decisions": DECISIONS,
        "priorities": "123",
    }
    faults += [
        Fault(f"{RUBRIC_FILE}: {table}", _("'{key}' is missing", key=key), _("Add it"))
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
            faults.append(
                Fault(
                    f"{RUBRIC_FILE}: checklists.{items}",
                    _("the numbers must start at 0, get higher each time and go no higher than {items}", items=items),
                    _("Write how many ticks each of the four levels needs, such as [0, 1, 2, 3]"),
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
            what = _("the sentence has a placeholder that the program doesn't recognise")
            faults.append(
                Fault(
                    f"{RUBRIC_FILE}: decisions.{decision}",
                    what,
                    _("Use {aim} and {topics}, and no other curly brackets"),
                )
            )
    return faults


def faults_of(
    criterion: Criterion, rubric: Rubric | None, sources: Set[str] | None, question: Question | None
) -> Iterator[Fault]:
    """What a criterion names that the questionnaire or the rubric does not have, as far as they can be used."""
    place = place_of(criterion.question)
    if rubric and criterion.stage not in rubric.stage_order:
        yield Fault(
            place,
            _("there is no stage called '{stage}'", stage=criterion.stage),
            near_or_listed(criterion.stage, rubric.stage_order),
        )
    for source in criterion.sources:
        if sources is not None and source not in sources:
            yield Fault(place, _("there is no source called '{source}'", source=source), near(source, sources))
    for level, action in criterion.actions:
        if rubric and action.effort not in rubric.efforts:
            what = _("'{effort}' is not a level of effort in the rubric", effort=action.effort)
            yield Fault(f"{place}, actions.{level}.effort", what, near_or_listed(action.effort, rubric.efforts))
    if rubric and isinstance(question, ChecklistQuestion) and str(len(question.options)) not in rubric.checklists:
        what = ngettext(
            "the rubric has no rule for a checklist with {n} item",
            "the rubric has no rule for a checklist with {n} items",
            len(question.options),
        )
        yield Fault(place, what, _("Add a line for checklists of this length to [checklists] in rubric.toml"))
