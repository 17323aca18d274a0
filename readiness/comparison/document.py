"""A comparison as a document, for Word, Markdown, HTML and PDF."""

from collections.abc import Iterator

from questionnaires.language import _
from readiness import __version__
from readiness.comparison import words
from readiness.comparison.words import Words
from readiness.report.documents.blocks import Block, Document, Heading, ItemList, Paragraph, Table
from readiness.report.sentences.headings import CAN_WE_GO_AHEAD, READ_WITH_CARE


def document_of(said: Words) -> Document:
    """The comparison as a document, in the order in which it is read."""
    comparison = said.comparison
    return Document(
        title=said.title,
        subject=said.instrument.questionnaire.title,
        footer=f"{said.then} · {said.now} · readiness {__version__}",
        made_on=comparison.as_of,
        blocks=(
            Paragraph(said.instrument.questionnaire.title),
            Paragraph(said.summary),
            *(Paragraph(remark.sentence, _("Note.")) for remark in comparison.remarks),
            *_decisions(said),
            *_domains(said),
            *_without_evidence(said),
            *_questions(said),
            *_actions(said),
            Heading(2, READ_WITH_CARE),
            Paragraph(comparison.caution),
        ),
    )


def _decisions(said: Words) -> Iterator[Block]:
    yield Heading(2, CAN_WE_GO_AHEAD)
    rows = [(stage.title, said.decision(stage.before), said.decision(stage.after)) for stage in said.comparison.stages]
    yield Table((_("Stage"), *said.days), tuple(rows), (4, 3, 3))


def _domains(said: Words) -> Iterator[Block]:
    yield Heading(2, said.terms.domains)
    if not said.comparison.domains:
        yield Paragraph(said.terms.no_domains)
        return
    rows = [(move.title, said.domain(move.before), said.domain(move.after)) for move in said.comparison.domains]
    yield Table((_("Domain score, from 0 to 100"), *said.days), tuple(rows), (4, 3, 3))


def _without_evidence(said: Words) -> Iterator[Block]:
    if risen := said.without_evidence():
        yield Heading(2, words.WITHOUT_EVIDENCE)
        yield Paragraph(said.without_evidence_intro)
        yield ItemList(risen)


def _questions(said: Words) -> Iterator[Block]:
    yield Heading(2, said.terms.questions)
    if not said.comparison.questions:
        yield Paragraph(said.terms.no_questions)
    for name, moves in said.groups.items():
        yield Heading(3, f"{name} ({len(moves)})")
        rows = [
            (said.question(move), said.answer(move.before), said.answer(move.after), said.evidence(move))
            for move in moves
        ]
        yield Table((_("Question"), *said.days, _("Evidence")), tuple(rows), (5, 3, 3, 2))


def _actions(said: Words) -> Iterator[Block]:
    actions = said.actions()
    if actions:
        yield Heading(2, words.ACTIONS)
    for kind, names in actions.items():
        yield Heading(3, f"{kind} ({len(names)})")
        yield ItemList(names)
