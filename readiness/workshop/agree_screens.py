"""The screens of the room: a question with everybody's views, what is agreed, and what is asked in words. Pure."""

from collections.abc import Mapping
from typing import Final, get_args

from questionnaires.answers import Answer, How, Levelled, NotApplicable, Ticked, Unknown
from questionnaires.language import _, ngettext
from questionnaires.local_style import long_date
from questionnaires.model import ChecklistQuestion
from readiness.interview.explanations import fewest_ticks
from readiness.prompts.interface import Entry, Paragraph
from readiness.report.sentences import agreements
from readiness.report.sentences.sentence import Sentence, joined
from readiness.report.sentences.spreads import TOO_FEW
from readiness.text import capital, with_full_stop, without_controls, without_full_stop
from readiness.workshop.agenda_screen import spread_line
from readiness.workshop.agenda_words import NOTES, SECTION_INTROS, SECTION_NAMES, AgendaItem, AgendaReport
from readiness.workshop.agreeing import NOBODY_NEEDS_IT, Agreeing
from scoring.agenda import Section

WHY: Final = _(
    "Why did you agree on this answer? Type one sentence for the report, and please don't name "
    "anyone. If you don't want to give a reason, just press Enter."
)
WHY_BOTH: Final = _(
    "Why do you keep both views? Type one sentence for the report, and please don't name anyone. If you don't want to "
    "give a reason, just press Enter."
)
WHY_AGAIN: Final = _("'{typed}' is too short to save as a reason. Type a longer reason, or press Enter to give none.")
WHY_NOT_APPLICABLE: Final = _("Why doesn't this question apply? (Press Enter to go back)")
WHY_NOT_APPLICABLE_AGAIN: Final = _(
    "'{typed}' is too short to save as a reason. Type a reason, or press Enter to go back."
)
LOWER_VIEW: Final = _("Both views are kept, and the lower level counts. Which level is the lower one?")
LOWER_ITEMS: Final = _("Both views are kept. Which items does everybody agree are in place?")
DISSENT: Final = (
    _(
        "What do the people with the other view say? Type it in their own words, but please don't name anyone. To go "
        "back, just press Enter."
    ),
    _("'{typed}' is too short to save as a view. Type the other view in a few words, or press Enter to go back."),
)
MORE_DISSENT: Final = (
    _(
        "Is there another view? Type it in the words of the people who hold it, but please don't name anyone. If there "
        "are no more views, just press Enter."
    ),
    _("'{typed}' is too short to save as a view. Type the view in a few words, or press Enter if there are no more."),
)
"""What is asked, and what is asked after a single character."""
WHO: Final = _("Who will find out? Type a role, not a name. If you can't say yet, just press Enter.")
WHO_AGAIN: Final = _(
    "'{typed}' is too short to save as a role. Type a role or, if you can't say yet, just press Enter."
)
BY: Final = _(
    "By when should they find out? For example, type '1 March 2027' or 'in two weeks'. If you "
    "can't say yet, just press Enter."
)


class AgreeScreens:
    """Puts the screens together from the agenda and its words."""

    def __init__(self, report: AgendaReport, *, drawn: bool) -> None:
        """Prepares the screens of an agenda.

        Args:
            report: the agenda with its words.
            drawn: whether views are shown as dots too; a screen reader would read each of them.
        """
        self._report, self._drawn = report, drawn
        self._questionnaire = report.instrument.questionnaire

    def section(self, section: Section) -> list[Paragraph]:
        """What a section is about, before its first question."""
        return [Paragraph(""), Paragraph(SECTION_NAMES[section], "title"), Paragraph(SECTION_INTROS[section])]

    def question(self, state: Agreeing) -> list[Paragraph]:
        """A question with everybody's views, and what is agreed about it."""
        item = self._item(state)
        place, total = state.place()
        where = {
            "code": item.code,
            "section": SECTION_NAMES[item.found.section],
            "place": place,
            "total": total,
        }
        here = (
            ngettext(
                "{code}. {section}: question {place} of {total}. In all, {n} question is still open.",
                "{code}. {section}: question {place} of {total}. In all, {n} questions are still open.",
                len(state.open),
                **where,
            )
            if state.open
            else _("{code}. {section}: question {place} of {total}.", **where)
        )
        essential = _("Essential.") if item.criterion.essential else ""
        standing = with_full_stop(self.in_words(state.answer, item))
        if not _is_parked(state.answer):
            standing = _("Agreed: {answer}", answer=standing)
        return [
            Paragraph(""),
            Paragraph(here, "start"),
            Paragraph(item.question.text, "heading"),
            Paragraph(f"{essential} {self._views(item)}".strip()),
            *fewest_ticks(self._report.instrument, item.question),
            *([Paragraph(standing, "strong")] if state.answer else []),
        ]

    def views(self, state: Agreeing) -> list[Paragraph]:
        """The roles that can be shown separately, and the notes that may be shown."""
        item = self._item(state)
        roles = [Paragraph(f"{role}: {spread}.") for role, spread in self._report.roles(item)]
        notes = [Paragraph(without_controls(note), lead="-") for note in item.found.notes]
        return [
            Paragraph(""),
            Paragraph(item.name, "heading"),
            *roles,
            *([Paragraph(f"{NOTES}:", "strong"), *notes] if notes else []),
        ]

    def confirm(self, answers: Mapping[str, Answer], left: int) -> list[Paragraph]:
        """What would be agreed together, question by question."""
        found = {item.found.id: item for item in self._report.items("confirm")}
        lines = [Paragraph(self._confirmed(found[question], answer)) for question, answer in answers.items()]
        stay = ngettext(
            "{n} question in this section stays open, as you need to talk about it.",
            "{n} questions in this section stay open, as you need to talk about them.",
            left,
        )
        lower = _("Where your views are one level apart, the lower one counts.")
        return [
            Paragraph(""),
            Paragraph(_("Questions to agree on together: {number}", number=len(answers)), "title"),
            Paragraph(f"{lower} {stay}" if left else lower),
            *lines,
        ]

    def _confirmed(self, item: AgendaItem, answer: Answer) -> str:
        """What would be agreed about one question, and how people saw it if they differ."""
        spread = item.found.spread
        alike = spread.low == spread.high and not spread.unknown
        views = "" if alike else f" ({self._report.spread_inside(item)})"
        return f"{item.name}: {self.in_words(answer, item)}{_taken(answer, item)}{views}"

    def entries(self, state: Agreeing) -> list[Entry]:
        """All questions, to jump to one of them."""
        return [self._entry(state, item) for item in map(self._report.item, state.agenda.questions)]

    def end(self, state: Agreeing) -> list[Paragraph]:
        """How much is agreed, and the planned first day, after the last question."""
        day, number = state.sheet.first_day, len(state.open)
        still_open = ngettext(
            "This is the end of the agenda, but {n} question is still open",
            "This is the end of the agenda, but {n} questions are still open",
            number,
        )
        return [
            Paragraph(""),
            Paragraph(still_open if number else _("You have reached the end of the agenda"), "title"),
            Paragraph(self.how_far(state)),
            Paragraph(
                _("The planned first day is {day}.", day=long_date(day))
                if day
                else _("No first day has been set yet, so the report can't say when each stage is due.")
            ),
        ]

    @staticmethod
    def only_lower(level: str) -> list[Paragraph]:
        """Which level counts if both views are kept and only one level can be the lower one."""
        return [Paragraph(_("Both views are kept. The lower level, “{level}”, counts.", level=level))]

    def first_day_question(self) -> str:
        """Asks for the planned first day."""
        return _(
            "When are the first {newcomers} meant to start? For example, type '1 March 2027' or 'in two "
            "months'. To leave the date as it is, just press Enter.",
            newcomers=self._questionnaire.words.newcomers,
        )

    def how_far(self, state: Agreeing) -> str:
        """How many questions are agreed, kept with both views, parked and open."""
        hows = [answer.agreement.how for answer in state.sheet.answers.values() if answer.agreement]
        agreed, both, parked = (hows.count(how) for how in get_args(How))
        parts = [
            *([ngettext("{n} agreed", "{n} agreed", agreed)] if agreed else []),
            *([ngettext("{n} with both views kept", "{n} with both views kept", both)] if both else []),
            *([ngettext("{n} parked", "{n} parked", parked)] if parked else []),
            *([ngettext("{n} open", "{n} open", len(state.open))] if state.open else []),
        ]
        questions = len(state.agenda.questions)
        return ngettext("{n} question: {parts}.", "{n} questions: {parts}.", questions, parts=", ".join(parts))

    def in_words(self, answer: Answer | None, item: AgendaItem) -> str:
        """What is agreed about a question: `in place`, with the reason, who finds out and the dissent."""
        match answer:
            case Levelled(level=level):
                words = self._questionnaire.levels[level].name.lower()
            case Ticked(ticked=ticked):
                words = _("{ticked} of {total} ticked", ticked=len(ticked), total=len(item.found.ticked))
            case NotApplicable(not_applicable=reason) if reason == NOBODY_NEEDS_IT:
                words = _("this question doesn't apply")
            case NotApplicable(not_applicable=reason):
                words = _("this question doesn't apply (“{reason}”)", reason=without_full_stop(reason))
            case Unknown():
                words = _("don't know")
            case None:
                return _("not agreed yet")
        if answer.agreement is None:
            return without_controls(words)
        if _is_parked(answer):
            return without_full_stop(without_controls(joined(agreements.in_words(answer.agreement))))
        how, *others = agreements.in_words(answer.agreement)
        how = Sentence("", how.text, typed=True) if answer.agreement.how == "agreed" else how
        return without_full_stop(without_controls(f"{words}. {joined([how, *others])}"))

    def _entry(self, state: Agreeing, item: AgendaItem) -> Entry:
        standing = capital(self.in_words(state.sheet.answers.get(item.found.id), item))
        return Entry(item.code, capital(item.question.topic), standing, SECTION_NAMES[item.found.section])

    def _item(self, state: Agreeing) -> AgendaItem:
        if state.found is None:
            raise ValueError("there is no question here, as this is the end of the agenda")
        return self._report.item(state.found)

    def _views(self, item: AgendaItem) -> str:
        """How many answered, and how many of them gave which answer: in words, and as dots."""
        given = spread_line(self._report, item) if self._drawn else self._report.spread_inside(item)
        answered = item.found.spread.answered
        if not answered:
            return f"{TOO_FEW}."
        return ngettext("{n} person answered: {views}.", "{n} people answered: {views}.", answered, views=given)


def _is_parked(answer: Answer | None) -> bool:
    """Whether somebody still has to find out."""
    return bool(answer and answer.agreement and answer.agreement.how == "parked")


def _taken(answer: Answer, item: AgendaItem) -> str:
    """The items of a checklist that are ticked in an answer, by name."""
    if not (isinstance(answer, Ticked) and isinstance(item.question, ChecklistQuestion)):
        return ""
    taken = [option.text.removesuffix(".") for option in item.question.options if option.id in answer.ticked]
    return f": {'; '.join(taken)}" if taken else ""
