"""A comparison on screen: for a terminal, a screen reader or a pipe."""

from collections.abc import Iterator

from questionnaires.language import _
from readiness.comparison import words
from readiness.comparison.model import DomainStanding
from readiness.comparison.words import DIRECTIONS, EVIDENCE, Words
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
        before, after = said.decision(stage.before), said.decision(stage.after)
        moved = (
            _("from “{before}” to “{after}”", before=before, after=after)
            if stage.before != stage.after
            else _("{decision}, as before", decision=after)
        )
        yield line_of(f"{stage.title}: {moved}")
    yield from _heading(words.DOMAINS)
    for move in comparison.domains:
        yield line_of(
            _(
                "{title}: was {before}, now {after}",
                title=move.title,
                before=_standing(said, move.before),
                after=_standing(said, move.after),
            )
        )
    if not comparison.domains:
        yield line_of(words.NO_DOMAINS)
    yield from _without_evidence(said)
    yield from _questions(said)
    for kind, names in said.actions().items():
        yield from _heading(f"{words.ACTIONS}: {kind} ({len(names)})")
        yield from map(_item, names)
    yield line_of("")
    yield line_of(comparison.caution)


def _standing(said: Words, standing: DomainStanding) -> str:
    """A domain's score and band inside a sentence: words without a number are in quotation marks."""
    words_of = said.domain(standing)
    return f"“{words_of}”" if standing.score is None else words_of


def _without_evidence(said: Words) -> Iterator[Line]:
    if risen := said.without_evidence():
        yield from _heading(words.WITHOUT_EVIDENCE)
        yield line_of(words.WITHOUT_EVIDENCE_INTRO)
        yield from map(_item, risen)


def _questions(said: Words) -> Iterator[Line]:
    yield from _heading(words.QUESTIONS)
    if not said.comparison.questions:
        yield line_of(words.NO_QUESTIONS)
    for direction, name in DIRECTIONS.items():
        if moves := said.comparison.moved(direction):
            yield line_of(f"{name} ({len(moves)})", "bold")
            for move in moves:
                before, after = said.answer(move.before), said.answer(move.after)
                yield _item(
                    _(
                        "{question}: from “{before}” to “{after}”; {evidence}",
                        question=said.question(move),
                        before=before,
                        after=after,
                        evidence=EVIDENCE[move.evidence],
                    )
                )


def _heading(text: str) -> Iterator[Line]:
    yield line_of("")
    yield line_of(text, _HEADING)


def _item(text: str) -> Line:
    return line_of(f"- {text}")
