"""A questionnaire of one's own: the copy, what is added to it, and how its versions are told apart."""

import errno
import json
import re
import tomllib
from pathlib import Path

import pytest

import readiness
from questionnaires.model import ChecklistQuestion, Option, ScaleQuestion
from readiness.adapting.versions import FILE
from readiness.exits import ExitCode
from scoring.fingerprint import fingerprint
from scoring.instrument import Instrument, load_instrument
from scoring.rubric import Action, Criterion
from scoring.unwritten import MARK, unwritten
from tests.adapted import HEAD, change, copied, copied_again
from tests.batches import DAY, rows, summary
from tests.program import run
from tests.services import file_of


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A fresh copy with an identity of its own."""
    return copied_again(tmp_path / "mine", "my-trust")


def write_all(folder: Path) -> None:
    """Writes every text that is to be written."""
    for file in folder.rglob("*.toml"):
        file.write_text(file.read_text(encoding="utf-8").replace(f"{MARK}: ", "Write "), encoding="utf-8")


def answers_to(folder: Path, path: Path) -> Path:
    """An answer file of a service that answered a copy."""
    path.write_text(json.dumps(file_of(load_instrument(folder), 1, short=False)), encoding="utf-8")
    return path


# The copy


@pytest.mark.slow
def test_copy_has_an_identity_a_version_and_a_readme(mine: Path, instrument: Instrument) -> None:
    """A copy is a questionnaire of its own with everything else unchanged; its README lists every part to change."""
    own = load_instrument(mine)
    assert (own.questionnaire.id, own.questionnaire.version) == ("my-trust", "1.0")
    same = {"id": "", "version": ""}
    assert own.questionnaire.model_copy(update=same) == instrument.questionnaire.model_copy(update=same)
    assert own.rubric == instrument.rubric
    text = (mine / "README.md").read_text(encoding="utf-8")
    assert "my-trust" in text
    assert not re.search("FOLDER|IDENTITY", text)
    parts = set(tomllib.loads((mine / "rubric/rubric.toml").read_text(encoding="utf-8")))
    for part in (*parts, "roles", "levels", "words"):
        assert re.search(rf"`\[*{part}\]*`", text), part
    assert run("check", mine, folder=mine.parent).stderr == ""


def test_readme_names_every_part_of_a_question(mine: Path) -> None:
    """What a question, its criterion and its actions can have; the stub has `asks` too, which is easy to miss."""
    text = (mine / "README.md").read_text(encoding="utf-8")
    parts = {
        *ScaleQuestion.model_fields,
        *ChecklistQuestion.model_fields,
        *Criterion.model_fields,
        *Action.model_fields,
    }
    assert {part for part in parts - {"question", "actions"} if f"`{part}`" not in text} == set()
    run("questions", "--questionnaire", "mine", "--add", "team.more", folder=mine.parent)
    judged = (mine / "rubric/team.toml").read_text(encoding="utf-8")
    assert judged.partition('question = "team.more"')[2].count("\nasks = []\n") == 3


def test_examples_in_the_readme_are_as_the_program_reads_them(mine: Path) -> None:
    """Each is TOML, with names that a question or an action can have."""
    blocks = re.findall(r"^```\n(.*?)^```$", (mine / "README.md").read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    examples = [tomllib.loads(block) for block in blocks if not block.startswith("readiness ")]
    question, checklist, renamed = examples
    assert question["why"].endswith('say "I can\'t afford this job".')
    assert [Option.model_validate(option).required for option in checklist["questions"]["options"]] == [False, True]
    assert renamed["questions"][0]["formerly"] == ["money.refunds"]


@pytest.mark.slow
def test_example_of_ones_own_questions(mine: Path) -> None:
    """Each question is answered, with every level in turn, and `score` and `check` take the file."""
    made = run("example", "-o", "example.json", "--questionnaire", "mine", folder=mine.parent)
    assert made.returncode == ExitCode.DONE
    assert "example.json" in made.stderr
    assert "--questionnaire mine" in made.stderr
    checked = run("check", "example.json", "--questionnaire", "mine", folder=mine.parent)
    assert checked.stdout == "example.json: no problems found. There are 48 answers in the full form.\n"
    scored = run("score", "example.json", "--questionnaire", "mine", "--format", "json", folder=mine.parent)
    levels = [each["level"] for each in json.loads(scored.stdout)["criteria"]]
    assert levels[:5] == [0, 1, 2, 3, 0]
    printed = run("example", "--questionnaire", "mine", folder=mine.parent).stdout
    assert printed == (mine.parent / "example.json").read_text(encoding="utf-8")


def test_copy_keeps_its_comments(mine: Path) -> None:
    """Only the lines that had to change have changed."""
    shipped = Path("questionnaires/peer-support/questionnaire.toml").read_text(encoding="utf-8").splitlines()
    lines = (mine / HEAD).read_text(encoding="utf-8").splitlines()
    changed = [new for old, new in zip(shipped, lines, strict=True) if old != new]
    assert changed == ['id = "my-trust"', 'version = "1.0"']


def test_identity_is_the_folders_name_where_none_is_given(tmp_path: Path) -> None:
    """Its README quotes a folder with a space, as a shell needs it."""
    ours = copied(tmp_path / "Our Trust")
    assert load_instrument(ours).questionnaire.id == "our-trust"
    assert 'readiness check "Our Trust"' in (ours / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("named", ["mine", "."])
def test_empty_folder_is_taken(tmp_path: Path, named: str) -> None:
    """Even the folder that one is in."""
    mine = tmp_path / "mine"
    mine.mkdir()
    ended = run("questions", "--copy-to", named, folder=mine if named == "." else tmp_path)
    assert ended.returncode == ExitCode.DONE, ended.stderr
    assert load_instrument(mine).questionnaire.id == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


WRONG_COPIES = {
    "slash": (["--copy-to", "new", "--id", "a/b"], "'a/b' can't be used as a questionnaire's identifier"),
    "empty-identity": (["--copy-to", "new", "--id", ""], "'' can't be used as a questionnaire's identifier"),
    "capital": (["--copy-to", "new", "--id", "Mine"], "'Mine' can't be used as a questionnaire's identifier"),
    "shipped": (["--copy-to", "new", "--id", "peer-support"], "the questionnaire that comes with the program"),
    "device": (["--copy-to", "new", "--id", "nul"], "Windows doesn't allow the name 'nul'"),
    "same-as-original": (["--copy-to", "new", "--id", "my-trust", "--questionnaire", "mine"], "you're copying"),
    "not-empty": (["--copy-to", "mine", "--id", "x"], "a folder that isn't empty"),
    "file": (["--copy-to", "mine/README.md", "--id", "x"], "a folder that isn't empty"),
    "inside-a-file": (["--copy-to", "mine/README.md/new", "--id", "x"], "the copy can't be saved"),
    "inside-the-original": (["--copy-to", "mine/new", "--id", "x", "--questionnaire", "mine"], "inside the question"),
    "inside-the-program": (
        ["--copy-to", str(Path(readiness.__file__).parent / "x"), "--id", "x"],
        "inside the program's own folder",
    ),
    "identity-alone": (["--id", "x"], "Add --copy-to FOLDER to make a copy"),
    "add-to-what-ships": (["--add", "team.more"], "Make a copy of the questionnaire with `--copy-to FOLDER`"),
    "question-without-a-domain": (
        ["--questionnaire", "mine", "--add", "budget"],
        "can't be used as the name of a question",
    ),
    "question-of-no-domain": (["--questionnaire", "mine", "--add", "money.budget"], "--add-domain money"),
    "question-of-a-near-domain": (["--questionnaire", "mine", "--add", "tem.more"], "Did you mean 'team'?"),
    "question-twice": (["--questionnaire", "mine", "--add", "leadership.vision"], "already"),
    "domain-twice": (["--questionnaire", "mine", "--add-domain", "team"], "already"),
    "domain-of-a-file": (
        ["--questionnaire", "mine", "--add-domain", "sources"],
        "can't be used as the name of a domain",
    ),
    "domain-with-a-slash": (
        ["--questionnaire", "mine", "--add-domain", "a/b"],
        "can't be used as the name of a domain",
    ),
    "question-elsewhere": (
        ["--questionnaire", "mine", "--add-domain", "money", "--add", "team.x"],
        "doesn't belong to the new domain",
    ),
}


@pytest.mark.parametrize("wrong", WRONG_COPIES)
def test_what_cannot_be_made_is_said_in_a_sentence(mine: Path, wrong: str) -> None:
    """If something can't be made, a sentence says what to do, and nothing is made or changed."""
    arguments, message = WRONG_COPIES[wrong]
    before = {file: file.read_bytes() for file in mine.rglob("*") if file.is_file()}
    ended = run("questions", *arguments, folder=mine.parent)
    assert (ended.returncode, ended.stdout) == (ExitCode.WRONG_USAGE, "")
    assert message in ended.stderr
    assert len(ended.stderr.splitlines()) == 1
    assert [path.name for path in mine.parent.iterdir()] == ["mine"]
    assert {file: file.read_bytes() for file in mine.rglob("*") if file.is_file()} == before


def test_folder_that_cannot_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system refuses, one sentence says so, and nothing is left behind."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("readiness.adapting.copying.keep_fingerprint", refuse)
    ended = run("questions", "--copy-to", "new", folder=tmp_path)
    assert ended.returncode == ExitCode.WRONG_USAGE
    assert ended.stderr.startswith("new: the copy can't be saved (Permission denied). ")
    assert list(tmp_path.iterdir()) == []


# What is added to it


@pytest.mark.slow
@pytest.mark.parametrize(
    "steps",
    [
        pytest.param([["--add-domain", "money", "--add", "money.budget"]], id="together"),
        pytest.param([["--add-domain", "money"], ["--add", "money.budget"]], id="one-after-the-other"),
    ],
)
def test_domain_from_the_stub_to_the_plan(mine: Path, steps: list[list[str]]) -> None:
    """Each missing text is named; `plan` waits for them, and then has the seventh domain in it."""
    for options in steps:
        added = run("questions", "--questionnaire", "mine", *options, folder=mine.parent)
        assert added.returncode == ExitCode.DONE
        assert added.stderr.startswith("The questionnaire is now version 1.1.\n")
    own = load_instrument(mine)
    assert [domain.id for domain in own.questionnaire.domains][-1] == "money"
    assert list(own.questionnaire.questions)[-1] == "money.budget"
    assert own.questionnaire.version == "1.1"
    checked = run("check", "mine", folder=mine.parent)
    assert (checked.returncode, checked.stderr) == (ExitCode.DONE, "")
    assert len(checked.stdout.splitlines()) == 5  # the domain, the question, the criterion, the source, and the end
    assert len(re.findall(r"still (has|have) to be written\.$", checked.stdout, flags=re.MULTILINE)) == 4
    assert "49 questions and 147 actions. 37 pieces of text are still to be written." in checked.stdout
    answers = answers_to(mine, mine.parent / "a.json")
    plan = ("plan", answers, "--questionnaire", "mine", "-o", "plan.md")
    refused = run(*plan, folder=mine.parent)
    assert refused.returncode == ExitCode.UNUSABLE_INPUT
    assert "37 pieces of text are still to be written, so you can't make a plan or a form yet" in refused.stderr
    assert not (mine.parent / "plan.md").exists()
    for others in (("form", "-o", "form.html"), ("workshop", "new", "elm", "--service", "Elm")):
        assert run(*others, "--questionnaire", "mine", folder=mine.parent).stderr == refused.stderr
    scored = run("score", answers, "--questionnaire", "mine", folder=mine.parent)
    assert scored.returncode == ExitCode.DONE
    assert scored.stderr.startswith("mine: 37 pieces of text are still to be written. Find out what is missing with `")
    write_all(mine)
    assert unwritten(load_instrument(mine)) == []
    assert "version 1.1 was recorded" in run("check", "mine", folder=mine.parent).stdout
    assert run(*plan, folder=mine.parent).returncode == ExitCode.DONE
    assert "Write the domain money as a heading" in (mine.parent / "plan.md").read_text(encoding="utf-8")


@pytest.mark.slow
def test_question_without_a_name_is_to_be_written(mine: Path) -> None:
    """A domain that was added by itself brings a question that is to be named."""
    run("questions", "--questionnaire", "mine", "--add-domain", "money", folder=mine.parent)
    write_all(mine)
    checked = run("check", "mine", folder=mine.parent)
    assert "questionnaire/money.toml: money.to-be-named: id still has to be written." in checked.stdout
    assert "1 piece of text is still to be written." in checked.stdout


def test_added_question_leaves_the_rest_as_it_was(mine: Path) -> None:
    """Files keep their line ends and comments, and only grow; a second question gets a source of its own."""
    file = mine / "rubric/leadership.toml"
    file.write_bytes(b"# Ours\r\n" + file.read_bytes().replace(b"\n", b"\r\n"))
    before = file.read_bytes()
    for name in ("leadership.money", "leadership.mon-ey"):
        assert run("questions", "--questionnaire", "mine", "--add", name, folder=mine.parent).returncode == 0
    after = file.read_bytes()
    assert after.startswith(before.rstrip())
    assert after.count(b"\n") == after.count(b"\r\n")
    own = load_instrument(mine)
    assert [source.id for source in own.questionnaire.sources][-2:] == ["LEADERSHIPMONEY", "LEADERSHIPMONEYX"]
    assert own.questionnaire.version == "1.1"


# Its versions


@pytest.mark.slow
def test_change_under_the_same_version_is_noticed(mine: Path) -> None:
    """Other weights under a version that was recorded are a fault, until the version is raised."""
    change(mine / "rubric/leadership.toml", "^weight = 3", "weight = 2")
    checked = run("check", "mine", folder=mine.parent)
    assert checked.returncode == ExitCode.UNUSABLE_INPUT
    assert "have changed since version 1.0. Raise the version, for example to 1.1." in checked.stderr
    assert len(checked.stderr.splitlines()) == 1
    change(mine / HEAD, '^version = "1.0"', 'version = "1.1"')
    assert "version 1.1 was recorded" in run("check", "mine", folder=mine.parent).stdout
    assert run("check", "mine", folder=mine.parent).stderr == ""
    change(mine / "questionnaire/leadership.toml", "^text = ", 'text = "Really?" # ')
    assert (
        "have changed since version 1.1. Raise the version, for example to 1.2."
        in run("check", "mine", folder=mine.parent).stderr
    )


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_versions_that_an_editor_saved_are_kept(mine: Path, encoding: str) -> None:
    """A version is added to the others with the line ends that are there, however the editor saved the file."""
    path = mine / FILE
    path.write_text(path.read_text(encoding="utf-8"), encoding=encoding, newline="\r\n")
    change(mine / HEAD, '^version = "1.0"', 'version = "1.1"')
    checked = run("check", "mine", folder=mine.parent)
    assert (checked.returncode, "version 1.1 was recorded" in checked.stdout) == (ExitCode.DONE, True), checked.stderr
    assert [*tomllib.loads(path.read_text(encoding="utf-8"))] == ["1.0", "1.1"]
    assert path.read_bytes().count(b"\r\n") == path.read_bytes().count(b"\n")


@pytest.mark.slow
def test_removed_question_needs_the_next_major_version(mine: Path) -> None:
    """Raising the second number alone is a fault; answers to the old version are refused in words that are true."""
    answers = answers_to(mine, mine.parent / "a.json")
    score = ("score", answers, "--questionnaire", "mine")
    for part, entry in (("questionnaire", "questions"), ("rubric", "criteria")):
        path = mine / part / "leadership.toml"
        head, first, *rest = path.read_text(encoding="utf-8").split(f"[[{entry}]]")
        assert "leadership.vision" in first
        path.write_text(f"[[{entry}]]".join([head, *rest]), encoding="utf-8")
    for version in ("1.0", "1.1"):
        change(mine / HEAD, "^version = .*$", f'version = "{version}"')
        checked = run("check", "mine", folder=mine.parent)
        assert checked.returncode == ExitCode.UNUSABLE_INPUT
        assert checked.stderr.startswith(
            "mine: questionnaire/questionnaire.toml: version: earlier answers no longer fit the questionnaire, because "
            "these questions or items are missing: leadership.vision. Raise the version to 2.0, and keep a copy of the "
            "old version."
        )
        assert (
            "Use --questionnaire to choose the folder of the questionnaire that was answered."
            in run(*score, folder=mine.parent).stderr
        )
    change(mine / HEAD, "^version = .*$", 'version = "2.0"')
    assert "version 2.0 was recorded" in run("check", "mine", folder=mine.parent).stdout
    assert (
        "If you have a copy of version 1.0, use --questionnaire to choose its folder."
        in run(*score, folder=mine.parent).stderr
    )


@pytest.mark.slow
def test_renamed_question_needs_its_old_name(mine: Path) -> None:
    """`check` and the old answers say so, with what to write; after that, both have no faults."""
    answers = answers_to(mine, mine.parent / "a.json")
    for part in ("questionnaire", "rubric"):
        change(mine / part / "leadership.toml", '"leadership.vision"', '"leadership.aims"')
    change(mine / HEAD, "^version = .*$", 'version = "1.1"')
    assert "are missing: leadership.vision." in run("check", "mine", folder=mine.parent).stderr
    scored = run("score", answers, "--questionnaire", "mine", folder=mine.parent)
    assert 'add the line formerly = ["leadership.vision"]' in scored.stderr
    change(mine / "questionnaire/leadership.toml", '(?<=leadership.aims")', '\nformerly = ["leadership.vision"]')
    assert "version 1.1 was recorded" in run("check", "mine", folder=mine.parent).stdout
    assert run("score", answers, "--questionnaire", "mine", folder=mine.parent).returncode == ExitCode.DONE


@pytest.mark.slow
def test_renamed_question_of_a_like_name_needs_its_old_name(mine: Path) -> None:
    """Where the new name is like the old one, it is named with what to write."""
    answers = answers_to(mine, mine.parent / "a.json")
    for part in ("questionnaire", "rubric"):
        change(mine / part / "leadership.toml", '"leadership.vision"', '"leadership.visions"')
    scored = run("score", answers, "--questionnaire", "mine", folder=mine.parent)
    assert (
        "Did you mean 'leadership.visions'? If that is the question's new name, add the"
        ' line formerly = ["leadership.vision"] below its id in the questionnaire. If' in scored.stderr
    )


@pytest.mark.slow
def test_better_advice_and_other_bands_need_no_new_version(mine: Path) -> None:
    """Neither changes what was asked: advice only helps, and all answers are judged by the bands of today."""
    change(mine / "rubric/leadership.toml", "^owner = .*$", 'owner = "director"')
    change(mine / "rubric/rubric.toml", r"^from_score = [1-9]\d*$", "from_score = 26")
    change(mine / "rubric/rubric.toml", r"^lead_days = [1-9]\d*$", "lead_days = 123")
    assert run("check", "mine", folder=mine.parent).returncode == ExitCode.DONE


@pytest.mark.parametrize(("text", "message"), [("1 1", "Compare this line"), ('"1.0" = 3', "isn't a fingerprint")])
def test_damaged_fingerprints(mine: Path, text: str, message: str) -> None:
    (mine / FILE).write_text(text, encoding="utf-8")
    checked = run("check", "mine", folder=mine.parent)
    assert checked.returncode == ExitCode.UNUSABLE_INPUT
    assert checked.stderr.startswith(f"mine: {FILE}: ")
    assert message in checked.stderr


def test_copy_of_a_copy_starts_anew(mine: Path) -> None:
    """What questions say about versions of the original is none of the copy's."""
    run("questions", "--questionnaire", "mine", "--add", "team.more", folder=mine.parent)
    assert load_instrument(mine).questionnaire.questions["team.more"].since == "1.1"
    own = load_instrument(copied(mine.parent / "ours", "--questionnaire", "mine"))
    assert (own.questionnaire.id, own.questionnaire.version) == ("ours", "1.0")
    assert own.questionnaire.questions["team.more"].since is None


@pytest.mark.slow
def test_answers_to_other_wording_are_told_apart(mine: Path) -> None:
    """Under the same identity and version: by `check`, in a batch and by `compare`; they are all used."""
    inside = mine.parent / "in"
    inside.mkdir()
    own = load_instrument(mine)
    for number, mark in enumerate((fingerprint(own), "0" * 16, None), 1):
        content = file_of(own, number, short=False)
        content["questionnaire"]["fingerprint"] = mark
        (inside / f"{number}.json").write_text(json.dumps(content), encoding="utf-8")
    other = "since these answers were given, the wording or weights in 'my-trust' have changed, but the version is"
    for number, said in ((1, False), (2, True), (3, False)):
        ended = run("check", f"in/{number}.json", "--questionnaire", "mine", folder=mine.parent)
        assert (ended.returncode, other in ended.stdout) == (ExitCode.DONE, said)
        for command in (("score",), ("plan", "-o", "plan.md")):
            ended = run(*command, f"in/{number}.json", "--questionnaire", "mine", folder=mine.parent)
            assert (ended.returncode, f"in/{number}.json: {other}" in ended.stderr) == (ExitCode.DONE, said)
        plan = (mine.parent / "plan.md").read_text(encoding="utf-8")
        assert ("Since the questions were answered, their wording or weights have changed" in plan) == said
    checked = run("check", "in", "--questionnaire", "mine", folder=mine.parent)
    assert checked.stdout.startswith(f"in/2.json: {other}")
    assert checked.stdout.endswith("in: no problems found in 3 answer files.\n")
    run("batch", "in", "-o", "out", "--format", "csv", *DAY, "--questionnaire", "mine", folder=mine.parent)
    column = {row["file"]: row["other_wording"] for row in rows(mine.parent / "out/results.csv")}
    assert column == {"in/1.json": "", "in/2.json": "0" * 16, "in/3.json": ""}
    (unclear,) = summary(mine.parent / "out")["input"]["unclear"]["other_wording"]["files"]
    assert unclear["files"] == ["in/2.json"]
    assert "has the same version number as the one used here, but different wording or weights" in unclear["says"]
    compared = run("compare", "in/1.json", "in/2.json", "--questionnaire", "mine", folder=mine.parent)
    assert "worded or weighted differently" in " ".join(compared.stdout.split())


def test_answers_to_another_questionnaire_say_which(mine: Path) -> None:
    """Nobody is told to remove an answer: they are told which questionnaire it belongs to, and how to open it."""
    answers_to(mine, mine.parent / "a.json")
    ended = run("score", "a.json", folder=mine.parent)
    assert ended.returncode == ExitCode.UNUSABLE_INPUT
    assert "this file belongs to another questionnaire ('my-trust', version 1.0), not to 'peer-support'" in ended.stderr
    assert "Use --questionnaire to choose the folder of the questionnaire 'my-trust'." in ended.stderr
    run("example", "-o", "b.json", folder=mine.parent)
    ended = run("score", "b.json", "--questionnaire", "mine", folder=mine.parent)
    assert "The questionnaire 'peer-support' comes with the program, so leave out `--questionnaire`." in ended.stderr


def test_answers_to_a_question_that_others_added(tmp_path: Path, instrument: Instrument) -> None:
    """An older copy, which has no identity of its own, is another questionnaire too."""
    content = file_of(instrument, 1, short=False)
    content["answers"] |= {"money.budget": {"level": 1}, "money.bank": {"level": 1}}
    (tmp_path / "a.json").write_text(json.dumps(content), encoding="utf-8")
    ended = run("score", "a.json", folder=tmp_path)
    assert ended.stderr == (
        "a.json: money.budget: this question and 1 other in the file are not in the questionnaire ('peer-support', "
        "version 1.1), so the file is probably for another questionnaire or version. Use --questionnaire to "
        "choose the folder of the questionnaire that was answered.\n"
    )
