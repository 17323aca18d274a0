"""Plain prompts, through a pipe."""

import io
from collections.abc import Callable

import pytest

from readiness.prompts.interface import CONFIRMED, Chosen, Entry, Option, Paragraph
from readiness.prompts.plain_prompts import PlainPrompts

LEVELS = [Option("0", "Not yet"), Option("1", "Planned")]
COMMANDS = [Option("b", "back")]
ITEMS = [Option("listening", "Listening"), Option("strengths", "Strengths"), Option("turning", "Turning a talk")]

Typed = Callable[..., PlainPrompts]


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Typed:
    """Plain prompts with a person who types these lines."""

    def prompts(*lines: str) -> PlainPrompts:
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        return PlainPrompts()

    return prompts


def test_an_option_is_chosen_by_its_key(typed: Typed) -> None:
    """The key of an option or of a command, in either case, chooses it."""
    assert typed("1").choose("?", LEVELS, COMMANDS) == Chosen("1")
    assert typed(" B ").choose("?", LEVELS, COMMANDS) == Chosen("b")


def test_a_wrong_key_gets_a_sentence_and_another_try(typed: Typed, capsys: pytest.CaptureFixture[str]) -> None:
    """What is not there is told with the keys that are, also those of commands; so is an empty line."""
    assert typed("7", "", "0").choose("?", LEVELS, COMMANDS) == Chosen("0")
    said = " ".join(capsys.readouterr().out.split())
    assert "'7' isn't in the list. Type 0 or 1, then press Enter. Or type b (back)." in said
    assert "You haven't chosen anything yet. Type 0 or 1, then press Enter. Or type b (back)." in said
    typed("7", "b").tick("?", ITEMS, COMMANDS)
    assert "or 0 for none. Then press Enter. Or type b (back)." in capsys.readouterr().out.partition("'7'")[2]
    typed("X9", "b").pick("?", [Entry("LE1", "Vision")], COMMANDS)
    said = " ".join(capsys.readouterr().out.split())
    assert "'x9' isn't in the list. Type a code from the list, such as LE1. Or type b (back)." in said


def test_enter_alone_keeps_what_was_chosen(typed: Typed) -> None:
    """With an answer from before, Enter chooses it again."""
    assert typed("").choose("?", LEVELS, default="1") == Chosen("1")


@pytest.mark.parametrize(
    ("line", "ticked"),
    [("1 3", ("listening", "turning")), ("3,1", ("listening", "turning")), ("0", ()), ("2 2", ("strengths",))],
)
def test_a_checklist_takes_numbers(typed: Typed, line: str, ticked: tuple[str, ...]) -> None:
    """Numbers in any order, with spaces or commas; 0 for none; ticked in the list's own order."""
    assert typed(line).tick("?", ITEMS) == Chosen(CONFIRMED, ticked)


def test_a_checklist_repeats_until_it_understands(typed: Typed) -> None:
    """Numbers that are not there, and nothing at all, are asked for again; Enter keeps the ticks."""
    assert typed("4", "", "one", "1").tick("?", ITEMS) == Chosen(CONFIRMED, ("listening",))
    assert typed("b").tick("?", ITEMS, COMMANDS) == Chosen("b")
    assert typed("").tick("?", ITEMS, ticked=["turning"]) == Chosen(CONFIRMED, ("turning",))


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["one line"], "one line"),
        (["first \\", "second\\", "", "left over"], "first\nsecond"),
        ([""], "before"),
        (["-"], ""),
    ],
    ids=["a line", "several lines", "enter keeps", "a hyphen empties"],
)
def test_text_is_typed_line_by_line(typed: Typed, lines: list[str], text: str) -> None:
    """A backslash goes on with another line; Just Enter keeps what was there, a hyphen empties it."""
    assert typed(*lines).write("Note", "before", several_lines=True) == text


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["12 May by all"], "Minutes of 12 May by all"),
        (["12 May\\", "by all"], "Minutes of 12 May\nby all"),
        (["\x1b[200~12 May", "by all\x1b[201~", ""], "Minutes of 12 May\nby all"),
        ([""], "Minutes of"),
        (["-"], ""),
        (["2"], "2"),
    ],
    ids=["a line", "several lines", "a paste", "enter keeps", "a hyphen deletes", "a single key is asked about again"],
)
def test_the_rest_is_added_to_an_unfinished_text(
    typed: Typed, capsys: pytest.CaptureFixture[str], lines: list[str], text: str
) -> None:
    """What is typed is added to the text and kept with it; the prompt says so, and says once what Enter does."""
    kept: list[str] = []
    prompts = typed(*lines)
    assert prompts.write("Note.", "Minutes of", several_lines=True, keep=kept.append, unfinished=True) == text
    assert all(so_far.startswith("Minutes of") for so_far in kept)
    said = " ".join(capsys.readouterr().out.split())
    asked = (
        "Note. Just press Enter to keep this text, type '-' to delete it, or type the rest to add it. "
        "End this line with '\\' to start a new one:"
    )
    assert said.startswith(f"So far: Minutes of {asked}")


def test_what_replaces_a_text_is_said_to(typed: Typed, capsys: pytest.CaptureFixture[str]) -> None:
    """A finished text is replaced by what is typed, and the prompt says so."""
    assert typed("Agreed in June").write("Note?", "Agreed in May") == "Agreed in June"
    asked = "Note? Just press Enter to keep this text, type '-' to delete it, or type something else to replace it:"
    assert asked in " ".join(capsys.readouterr().out.split())


def test_a_backslash_is_part_of_a_name(typed: Typed) -> None:
    """If a text has one line, a backslash at its end is as good as any character."""
    assert typed("North\\", "left over").write("Name") == "North\\"


def test_a_lead_begins_its_sentence(typed: Typed, capsys: pytest.CaptureFixture[str]) -> None:
    """The name of a level is read as the beginning of its text, not as a column."""
    typed().say(Paragraph("Nobody has settled it.", lead="0 Not yet      "))
    assert capsys.readouterr().out == "0 Not yet. Nobody has settled it.\n"
    typed().say(Paragraph("Planned", lead="Here:"), Paragraph("We meet on Mondays", lead="-"))
    assert capsys.readouterr().out == "Here: Planned\n- We meet on Mondays\n"


@pytest.mark.parametrize(
    ("ask", "asked"),
    [
        pytest.param(
            lambda prompts: prompts.choose("Which?", LEVELS, default="0"),
            "Type a number or letter, then press Enter. For 0 (Not yet), just press Enter:",
            id="choose",
        ),
        pytest.param(
            lambda prompts: prompts.tick("Which?", ITEMS),
            "Type the numbers of all that apply, such as 1 3, or 0 for none. Then press Enter:",
            id="tick",
        ),
        pytest.param(
            lambda prompts: prompts.tick("Which?", ITEMS, ticked=["listening", "turning"], at_least_one=True),
            "such as 1 3, then press Enter. To keep 1 and 3, just press Enter:",
            id="tick-again",
        ),
        pytest.param(
            lambda prompts: prompts.tick("Which?", ITEMS, at_least_one=True),
            "Type the numbers of all that apply, such as 1 3, then press Enter:",
            id="tick-at-least-one",
        ),
        pytest.param(
            lambda prompts: prompts.write("What could you show a visitor? Enter alone goes on without one."),
            "What could you show a visitor? Enter alone goes on without one:",
            id="write",
        ),
    ],
)
def test_a_long_prompt_breaks_between_words(
    typed: Typed,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    ask: Callable[[PlainPrompts], object],
    asked: str,
) -> None:
    """In a narrow window no word of a prompt is cut."""
    monkeypatch.setenv("COLUMNS", "40")
    ask(typed("1"))
    said = capsys.readouterr().out
    assert max(map(len, said.split("\n"))) <= 40
    assert " ".join(said.split()).endswith(asked)


def test_levels_are_listed_with_what_they_mean(typed: Typed, capsys: pytest.CaptureFixture[str]) -> None:
    """Each option is a line: its key, its name, its text."""
    typed("d").tick("Which?", [Option("one", "First", "It is so.")], others=[Option("d", "We don't know")])
    assert capsys.readouterr().out.startswith("Which?\n1: First. It is so.\nd: We don't know\n")


def test_commands_are_listed_with_what_they_do(typed: Typed, capsys: pytest.CaptureFixture[str]) -> None:
    """The keys of the commands are one sentence, each with its label in brackets."""
    typed("0").choose("Which?", LEVELS, [*COMMANDS, Option("f", "finish later")])
    assert "\nOr type b (back) or f (finish later).\n" in capsys.readouterr().out


def test_another_answer_can_be_given_instead_of_ticks(typed: Typed) -> None:
    """The key of another answer chooses it instead of ticks."""
    assert typed("d").tick("?", ITEMS, others=[Option("d", "We don't know")]) == Chosen("d")


def test_enter_without_a_tick_is_told(typed: Typed, capsys: pytest.CaptureFixture[str]) -> None:
    """Enter without a tick says why the question comes again."""
    typed("", "0").tick("?", ITEMS)
    assert "You haven't typed anything yet. Type the numbers of all that apply" in capsys.readouterr().out


def test_a_marked_paste_is_one_text(typed: Typed) -> None:
    """Lines between the marks that some terminals put around a paste are one text, which Enter confirms."""
    assert typed("\x1b[200~one", "two", "three\x1b[201~", "").write("Note") == "one\ntwo\nthree"


def test_a_marked_paste_into_a_menu_is_not_a_key(typed: Typed) -> None:
    """The lines of a paste don't count as keys in a menu, even if each of them is one."""
    assert typed("\x1b[200~1", "0\x1b[201~", "1").choose("?", LEVELS) == Chosen("1")


def test_lines_of_a_pipe_are_answers(typed: Typed) -> None:
    """A program that answers line by line is not held up, however fast its lines come."""
    prompts = typed("1", "first", "0")
    assert prompts.choose("?", LEVELS) == Chosen("1")
    assert prompts.write("Note") == "first"
    assert prompts.choose("?", LEVELS) == Chosen("0")


@pytest.mark.parametrize(
    ("after", "text"),
    [([""], "one\ntwo"), (["1", ""], "one\ntwo"), (["another text"], "another text"), (["-", ""], "")],
    ids=["kept", "a lone key keeps it", "replaced", "removed"],
)
def test_a_paste_is_confirmed(typed: Typed, after: list[str], text: str) -> None:
    """Enter keeps a paste, a hyphen removes it, another text takes its place; a single key does nothing."""
    assert typed("\x1b[200~one", "two\x1b[201~", *after).write("Note") == text
