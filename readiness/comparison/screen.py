"""A comparison on screen: for a terminal, a screen reader or a pipe."""

from collections.abc import Iterator

from questionnaires.language import _
from readiness.comparison import words
from readiness.comparison.model import QuestionMove
from readiness.comparison.words import Words
from readiness.report.screen_lines import Line, are_drawn, line_of, show_lines
from readiness.report.sentences.headings import CAN_WE_GO_AHEAD

_HEADING = "bold underline"


def show_comparison(said: Words) -> None:
    """Prints a comparison to standard output."""
    show_lines(list(lines_of(said)), drawn=are_drawn())


def lines_of(said: Words) -> Iterator[Line]:
    """The lines of a comparison, in the order in which it is read."""
    comparison = said.comparison
    yield line_of("")
    yield line_of(said.title, "bold")
    yield line_of(said.summary)
    for remark in comparison.remarks:
        yield line_of(_("Note: {remark}", remark=remark.sentence), "bold yellow")
    yield from _heading(CAN_WE_GO_AHEAD)
    for stage in comparison.stages:
        yield line_of(f"{stage.title}: {said.stage(stage)}")
    yield from _heading(said.terms.domains)
    for move in comparison.domains:
        yield line_of(said.score(move))
    if not comparison.domains:
        yield line_of(said.terms.no_domains)
    yield from _without_evidence(said)
    yield from _questions(said)
    for kind, names in said.actions().items():
        yield from _heading(f"{words.ACTIONS}: {kind} ({len(names)})")
        yield from map(_item, names)
    yield line_of("")
    yield line_of(comparison.caution)


def _without_evidence(said: Words) -> Iterator[Line]:
    if risen := said.without_evidence():
        yield from _heading(words.WITHOUT_EVIDENCE)
        yield line_of(said.without_evidence_intro)
        yield from map(_item, risen)


def _questions(said: Words) -> Iterator[Line]:
    yield from _heading(said.terms.questions)
    if not said.comparison.questions:
        yield line_of(said.terms.no_questions)
    for name, moves in said.groups.items():
        yield line_of(f"{name} ({len(moves)})", "bold")
        for move in moves:
            yield _item(_move(said, move))


def _move(said: Words, move: QuestionMove) -> str:
    """A question, its answers in both files, and whether there is a note."""
    question, evidence = said.question(move), said.evidence(move)
    before, after = said.answer(move.before), said.answer(move.after)
    if said.over_time:
        text = _("{question}: from “{before}” to “{after}”", question=question, before=before, after=after)
    else:
        text = _(
            "{question}: “{first}” in the first file, “{second}” in the second",
            question=question,
            first=before,
            second=after,
        )
    return "; ".join(filter(None, (text, evidence)))


def _heading(text: str) -> Iterator[Line]:
    yield line_of("")
    yield line_of(text, _HEADING)


def _item(text: str) -> Line:
    return line_of(f"- {text}")
