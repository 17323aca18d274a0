"""The quick way reads an answer file piece by piece as it is written; whatever its layout, it counts the same."""

import json
from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaires.answer_file import parse_answers
from questionnaires.faults import InputFault
from scoring import strict_json
from scoring.quick import QuickReader
from tests.services import file_of
from tests.test_batch_quick import SHIPPED, exact, laws, read
from tests.tiny import MONDAY

ALIKE: dict[str, dict[str, Any]] = {
    "unknown": {question: {"unknown": True} for question in SHIPPED.questionnaire.questions},
    "nothing there": {
        question.id: {"ticked": []} if question.type == "checklist" else {"level": 0}
        for question in SHIPPED.questionnaire.questions.values()
    },
}


@laws
@given(
    st.lists(st.sampled_from(range(48)), min_size=1, max_size=90),
    st.booleans(),
    st.sampled_from(["full", "short"]),
    st.sampled_from([None, *ALIKE]),
)
def test_no_question_is_answered_twice(again: list[int], indented: bool, form: str, alike: str | None) -> None:
    """However often whichever answers stand there again, in whatever layout, the quick way leaves the file alone."""
    content = file_of(SHIPPED, 3, notes=False) | {"form": form}
    content["answers"] = ALIKE[alike] if alike else content["answers"]
    answers = [(question, json.dumps(answer)) for question, answer in content.pop("answers").items()]
    listed = ",\n  ".join(f'"{question}": {answer}' for question, answer in [*answers, *(answers[n] for n in again)])
    head = json.dumps(content, indent=2 if indented else None).rstrip("}\n")
    data = f'{head}, "answers": {{{listed}}}}}'.encode()
    with pytest.raises(InputFault):
        exact(data)
    assert read(data) is None


def test_one_answer_many_times_is_no_sheet() -> None:
    """A single answer that fills the file over and over is refused, whichever level it has."""
    content = file_of(SHIPPED, 3, notes=False)
    for question, form in product(SHIPPED.questionnaire.questions, ("full", "short")):
        content["form"] = form
        for times in (2, 37, 48, 192):
            listed = ",".join([f'"{question}":{{"unknown":true}}'] * times)
            data = json.dumps(content | {"answers": {}}).replace('"answers": {}', f'"answers": {{{listed}}}').encode()
            assert read(data) is None


LAYOUTS: dict[str, Callable[[dict[str, Any]], str]] = {
    "short": lambda content: json.dumps(content, separators=(",", ":")),
    "one-line": json.dumps,
    "tabs": lambda content: json.dumps(content, indent="\t") + "\n\n",
    "spaces-before-commas": lambda content: json.dumps(content, indent=1).replace("},", "} ,"),
    "answers-first": lambda content: json.dumps({"answers": content["answers"], **content}),
    "answers-shuffled": lambda content: json.dumps(
        content | {"answers": dict(sorted(content["answers"].items(), key=lambda item: item[0][::-1]))}
    ),
    "no-answers": lambda content: json.dumps(content | {"answers": {}}),
}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
@pytest.mark.parametrize("form", ["full", "short"])
def test_layout_does_not_matter(layout: Callable[[dict[str, Any]], str], form: str) -> None:
    """The quick way takes a file however it is laid out, and counts it as the exact way does."""
    reader = QuickReader(SHIPPED, MONDAY)
    for number in range(5):
        data = layout(file_of(SHIPPED, number) | {"form": form}).encode()
        found = read(data, reader)
        assert found is not None
        assert found.tally == exact(data)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (b"},", b",},"),
        (b"},", b"},,"),
        (b"}}}", b"},}}"),
        (b"}}}", b"},}}}"),
        (b"}}}", b"},,}}}"),
        (b"},", b"} "),
        (b"}}}", b"}}}}"),
        (b"}}}", b"}}"),
        (b"}}}", b"}}} x"),
        (b'"answers":{', b'"answers":{,'),
        (b'"answers":{', b'"answers":{"answers":{'),
        (b'"answers":{', b'"answers":[],"answers":{'),
        (b'"answers":{', b'"a\\"answers":{'),
    ],
)
def test_broken_layouts_are_left_to_the_exact_way(right: bytes, wrong: bytes) -> None:
    """A file with a bracket or a comma too many or too few is never pieced together."""
    data = json.dumps(file_of(SHIPPED, 3, notes=False), separators=(",", ":")).encode()
    assert read(data) is not None
    broken = data[::-1].replace(right[::-1], wrong[::-1], 1)[::-1]
    assert broken != data
    with pytest.raises(InputFault):
        exact(broken)
    assert read(broken) is None


TRICKY = ['a "},"leadership.values":{"level":3', "},", '},"', "\\", "é ✓ 😀", "=1+1", "x" * 10_000, " \n "]


@pytest.mark.parametrize("note", TRICKY, ids=range(len(TRICKY)))
@pytest.mark.parametrize("library", ["orjson", "json"])
def test_notes_cannot_be_taken_for_answers(note: str, library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A note that looks like the end of an answer counts as a note, with either library."""
    if library == "json":
        monkeypatch.setattr(strict_json, "orjson", None)
    content = file_of(SHIPPED, 3)
    content["answers"]["leadership.vision"] = {"level": 2, "note": note}
    data = json.dumps(content).encode()
    reader = QuickReader(SHIPPED, MONDAY)
    for _ in range(2):  # what is known by heart changes nothing
        found = read(data, reader)
        assert found is None or found.tally == exact(data)
        assert found is None or note.strip() in {words.note for words in found.said}
    assert found is not None or b"\\u" in data


@settings(laws, max_examples=300)
@given(
    st.sampled_from([None, 1]),
    st.booleans(),
    st.lists(
        st.tuples(
            st.floats(0, 1, exclude_max=True), st.integers(0, 3), st.sampled_from(['"', *"{}[],: \\\n0z", "é", ""])
        ),
        min_size=1,
        max_size=3,
    ),
)
def test_damaged_files_are_never_pieced_together(
    indent: int | None, notes: bool, damages: list[tuple[float, int, str]]
) -> None:
    """Wherever characters are lost or put in, the quick way takes a file only if the exact way does, and the same."""
    text = json.dumps(file_of(SHIPPED, 7, notes=notes), indent=indent)
    for place, lost, put_in in damages:
        at = int(place * len(text))
        text = text[:at] + put_in + text[at + lost :]
    found = read(text.encode())
    if found:
        sheet = parse_answers(text.encode(), SHIPPED.questionnaire)
        assert (found.name, found.organisation, found.code) == tuple(sheet.service.model_dump().values())
        assert found.form == sheet.form
        assert found.tally == exact(text.encode())
