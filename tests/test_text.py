"""Text from people and files, made safe to show."""

import os
import unicodedata
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readiness.text import (
    capital,
    file_line,
    file_safe,
    letters_alone,
    look_the_same,
    one_line,
    printable_path,
    same_name,
    shorten,
    shorten_middle,
    with_full_stop,
    without_controls,
    without_full_stop,
    without_line_breaks,
)


def test_control_characters_go_and_line_breaks_become_line_feeds() -> None:
    """Escape sequences and direction marks are removed; letters, tabs and no-break spaces stay."""
    assert without_controls("a\x1b[31mb\u202e\x00\x9bc") == "a[31mbc"
    assert without_controls("a\r\nb\rc\u2028d\x0be") == "a\nb\nc\nd\ne"
    assert without_controls("T\u0177 \U0001f600\t\u00a0") == "T\u0177 \U0001f600\t\u00a0"


@given(st.text())
def test_nothing_of_a_printable_text_is_removed(text: str) -> None:
    """What can be shown stays, and cleaning once is enough."""
    if text.isprintable():
        assert without_controls(text) == file_safe(text) == text
    assert file_line(file_line(text)) == file_line(text)


@pytest.mark.skipif(os.name != "posix", reason="names are made of bytes only on POSIX systems")
def test_path_is_shown_on_one_line_whatever_its_name() -> None:
    """Characters that cannot be shown, and bytes that are no text, are written as escapes: names stay different."""
    assert printable_path("caf\u00e9/a b.json") == "caf\u00e9/a b.json"
    assert printable_path("a\nb\x1b\u202e.json") == r"a\nb\x1b\u202e.json"
    assert printable_path("a\udcff.json") == r"a\xff.json"


def test_files_get_no_surrogates_and_no_non_characters() -> None:
    """Code points that no file format can hold are removed; a character outside the basic plane stays."""
    assert file_safe("a\ud800b\ufffec\ufdd0d\U0001ffffe\U0001f600") == "abcde\U0001f600"


@pytest.mark.parametrize(
    ("text", "collapsed", "spaced"),
    [
        ("one\ntwo", "one two", "one two"),
        ("  one\u00a0 two\r\n\r\nthree ", "one two three", "  one\u00a0 two  three "),
        ("", "", ""),
    ],
)
def test_text_comes_on_one_line(text: str, collapsed: str, spaced: str) -> None:
    """White space is collapsed, or only the line breaks are replaced."""
    assert one_line(text) == collapsed
    assert without_line_breaks(text) == spaced


@given(st.text(), st.integers(1, 80))
def test_a_shortened_text_fits(text: str, length: int) -> None:
    """A shortened text is never longer than asked, is on one line, and is complete if it fits."""
    short = shorten(text, length)
    assert len(short) <= length
    assert short == one_line(text) or short.endswith("\u2026")
    assert one_line(short) == short


def test_a_capital_begins_the_text() -> None:
    """Only the first letter changes."""
    assert capital("service manager at NHS") == "Service manager at NHS"
    assert capital("") == ""


@pytest.mark.parametrize(
    ("typed", "within", "alone"),
    [
        ("We share the post. ", "We share the post", "We share the post."),
        ("We share the post", "We share the post", "We share the post."),
        ("Not yet...", "Not yet...", "Not yet..."),
        ("Who knows?", "Who knows?", "Who knows?"),
        ("", "", ""),
    ],
)
def test_a_typed_sentence_has_one_full_stop_or_none(typed: str, within: str, alone: str) -> None:
    """Inside a sentence it has none of its own; alone it has one, whether somebody typed it or not."""
    assert without_full_stop(typed) == within
    assert with_full_stop(typed) == alone


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("\u00c9quipe Sud", "E\u0301quipe Sud", id="composed-and-decomposed"),
        pytest.param("St John's", "St John\u2019s", id="curly-apostrophe"),
        pytest.param("St John's", "ST JOHN`S", id="grave-accent-and-letter-case"),
        pytest.param("North Team", "North\u00a0Team ", id="no-break-space"),
        pytest.param("North Team", "\ufeffNorth \u200bTeam", id="mark-and-zero-width-space"),
        pytest.param("Drop-in", "Drop\u2011in", id="no-break-hyphen"),
        pytest.param("\uff34eam 1", "Team 1", id="full-width-letter"),
        pytest.param("St John's", "St John\uff07s", id="full-width-apostrophe"),
        pytest.param("Drop-in", "Drop\ufe63in", id="small-hyphen"),
        pytest.param("North Team", "\u200eNorth\u202f\u2060Team\ufe0f", id="direction-mark-and-narrow-space"),
        pytest.param("\u00c9quipe", "E\u200d\u0301quipe", id="joiner-before-an-accent"),
    ],
)
def test_names_that_people_take_for_one_are_the_same(one: str, other: str) -> None:
    """However they are encoded or typed; names that differ in a letter, an accent or a number are two."""
    assert same_name(one) == same_name(other)
    assert same_name(one) != same_name(f"{other} 2")
    assert same_name("\u00c9quipe") != same_name("Equipe")


def test_letters_alone_have_neither_case_nor_spaces_nor_punctuation() -> None:
    """Accents and letters of any language count, however they are encoded."""
    assert letters_alone(" In place: it\u2019s WRITTEN (page\u00a03)! ") == "inplaceitswrittenpage3"
    assert letters_alone("Ty\u0302 \uff12 stra\u00dfe") == letters_alone("T\u0177 2 STRASSE")
    assert letters_alone(" -?! ") == ""


@given(st.text(), st.sampled_from(["NFC", "NFD"]), st.sampled_from(["\u200b", "\ufeff", "\u00ad", "\u2060"]))
def test_a_name_is_one_in_any_encoding(text: str, form: Literal["NFC", "NFD"], sign: str) -> None:
    """A name is the same with composed or decomposed letters, a mark before it and a no-break space after it."""
    assert same_name(text) == same_name(f"{sign}{unicodedata.normalize(form, text)}\u00a0")
    assert same_name(same_name(text)) == same_name(text)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_invisible_differences_are_told(text: str) -> None:
    """Two texts that only differ in how they are encoded look the same; a different letter does not."""
    assert look_the_same(text, unicodedata.normalize("NFD", f"\u200b{text} "))
    assert not look_the_same(text, f"{text}x")


@given(st.text(), st.integers(3, 40))
def test_a_name_shortened_in_the_middle_keeps_its_ends(text: str, length: int) -> None:
    """A name shortened in the middle fits, and begins and ends as before."""
    line, short = one_line(text), shorten_middle(text, length)
    assert len(short) <= length
    assert short == line or (short[0] == line[0] and short[-1] == line[-1] and "\u2026" in short)
