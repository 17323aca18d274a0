"""Names of answer files: those of copies, those that may hold answers, and files told by what they hold."""

import json
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from readiness.answer_folder import answer_files, is_offered
from readiness.answer_names import copies_of, may_hold_answers, original_of, other_version_of
from scoring.instrument import Instrument
from tests.services import file_of

COPIES = [
    "name (1).json",
    "name(2).json",
    "name (1) (1).json",
    "name.json (1)",
    "name-LAPTOP7.json",
    "name-DESKTOP-4F2A1B.json",
    "name-Annes-MacBook-Air.json",
    "name (conflicted copy 2026-11-20).json",
    "name (Anne's conflicted copy 2026-11-20).json",
    "name (Case Conflict).json",
    "name.sync-conflict-20261120-101010-ABCDEF7.json",
    "name_conflict-20261120-101010.json",
    "Copy of name.json",
    "Copy (2) of name.json",
    "name - Copy.json",
    "name - Copy (2).json",
    "name copy 2.json",
    "name - Kopie.json",
    "name (other version).json",
    "name.json.txt",
    "name.json (1).txt",
    "name - Copy.json.txt",
    "name.json_old",
    "name.txt",
    "name",
]
ORDINARY = [
    "name.json",
    "name-2.answers.json",
    "riverside-2026-11-20.answers.json",
    "S000123.json",
    "Recovery Team North.json",
    "team-b.json",
    "(1).json",
    "-LAPTOP.json",
    "Copy of .json",
]


@pytest.mark.parametrize("name", COPIES)
def test_copies_are_told_by_their_names(name: str) -> None:
    """What sync programs, browsers, mail programs and people add to a name is seen, and what it was called before."""
    assert original_of(name) == "name.json"
    assert may_hold_answers(name)


_IN_JSON = [name for name in COPIES if name.endswith(".json")]


@given(st.sampled_from(_IN_JSON), st.sampled_from(COPIES), st.sampled_from(["team-2026-11-20", "Zo\u00eb's house"]))
def test_copies_of_copies_are_recognised_too(first: str, second: str, team: str) -> None:
    """A copy of a copy is recognised, whatever two programs or people did to its name."""
    once = first.replace("name", team)
    twice = second.replace("name", once.removesuffix(".json"))
    assert original_of(twice) == f"{team}.json"


@example("0.JSON", ".json.txt")
@given(st.text(max_size=30), st.sampled_from(["", ".json", ".json.txt", " (1).json", "-LAPTOP7.json"]))
def test_any_name_has_one_original(text: str, ending: str) -> None:
    """The original of an original is itself."""
    original = original_of(f"{text}{ending}")
    assert original_of(original) == original


@pytest.mark.parametrize("name", ORDINARY)
def test_ordinary_names_stay(name: str) -> None:
    """A number, a date, a code or a second word does not make a name that of a copy."""
    assert original_of(name) == name


@pytest.mark.parametrize("mark", [" (1)", "-LAPTOP7", " - Copy", ".sync-conflict-20261120-101010-ABC"])
@pytest.mark.parametrize("place", ["{name}{mark}.answers.json", "{name}.answers{mark}.json"])
def test_the_whole_ending_counts(mark: str, place: str) -> None:
    """Names that the program gave are copied with the mark before the last dot, or before the one before it."""
    assert original_of(place.format(name="team-2026-11-20", mark=mark)) == "team-2026-11-20.answers.json"


def test_very_long_names_take_no_time() -> None:
    """A name so long that only an archive can have it is left as it is."""
    name = "-a" * 30_000 + ".json"
    assert original_of(name) == name


@pytest.mark.parametrize(
    "name", ["a.json.bak", "a.json.damaged", "a.json.damaged-2", ".a.json.part", "a.pdf", "a.actions", "~$a.json"]
)
def test_other_files_are_not_looked_into(name: str) -> None:
    """Files that the program keeps, and those of other kinds, are never taken for answers."""
    assert not may_hold_answers(name)


def test_other_versions_get_names_that_are_free(tmp_path: Path) -> None:
    """Each has its own number, and an ending that keeps it among the answer files."""
    taken = [other_version_of(tmp_path / "a.answers.json")]
    for _ in range(2):
        taken[-1].touch()
        taken.append(other_version_of(tmp_path / "a.answers.json"))
    assert [path.name for path in taken] == [
        "a (other version).answers.json",
        "a (other version 2).answers.json",
        "a (other version 3).answers.json",
    ]
    assert other_version_of(tmp_path / "a").name == "a (other version).json"


def test_files_are_told_by_what_they_hold(
    tmp_path: Path, instrument: Instrument, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever its ending, a file of answers is found, also in UTF-16; a text about answer files is none."""
    monkeypatch.chdir(tmp_path)
    data = json.dumps(file_of(instrument, 1))
    held = ["a.json.txt", "b", "c.answers", "St. John's Team", "d.json (1)", "team 20.11.2026"]
    for name in held:
        Path(name).write_text(data, encoding="utf-8")
    Path("e").write_bytes(data.encode("utf-16"))
    Path("f.txt").write_bytes(b"\xef\xbb\xbf" + data.encode())
    for name in ("g.json.bak", "h.md", ".i"):
        Path(name).write_text(data, encoding="utf-8")
    Path("j.txt").write_text(f"An answer file looks like this: {data}", encoding="utf-8")
    Path("k.txt").write_text('{"format": "readiness-result"}', encoding="utf-8")
    Path("l.txt").write_text("", encoding="utf-8")
    Path("m.json.txt").write_text("", encoding="utf-8")  # spoilt, but the version before is there
    Path("m.json.txt.bak").write_text(data, encoding="utf-8")
    assert {path.name for path in answer_files(Path())} == {*held, "e", "f.txt", "m.json.txt"}
    assert is_offered(Path("b"))
    assert not is_offered(Path("h.md"))
    assert not is_offered(Path("k.txt"))


def test_copies_of_a_file_are_found_whether_it_is_there_or_not(tmp_path: Path) -> None:
    """Those whose real ending is hidden come first, other versions last; other files are none."""
    for name in ("a (other version).json", "a (1).json", "a.json.txt", "a.json.bak", "ab.json", "a.pdf"):
        (tmp_path / name).touch()
    expected = ["a.json.txt", "a (1).json", "a (other version).json"]
    assert [path.name for path in copies_of(tmp_path / "a.json")] == expected
    (tmp_path / "a.json").touch()
    assert [path.name for path in copies_of(tmp_path / "a.json")] == expected
    assert copies_of(tmp_path / "nowhere" / "a.json") == []
