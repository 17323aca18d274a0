"""The room's dialogue: asks one question of the agenda after the other, and saves each agreement at once."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial

from questionnaires.answers import (
    LONGEST_NAME,
    LONGEST_TEXT,
    MOST_VIEWS,
    Agreement,
    Answer,
    AnswerSheet,
    Levelled,
    NotApplicable,
    Ticked,
    Unknown,
)
from questionnaires.language import _
from questionnaires.model import ChecklistQuestion
from readiness.interview.choices import NONE_TICKED_OPTIONS
from readiness.interview.start import have_started
from readiness.interview.typed_texts import ask_words, is_lone_key
from readiness.prompts.interface import CONFIRMED, Chosen, InterruptedTyping, Option, Prompts
from readiness.prompts.typed_days import ask_day
from readiness.text import one_line
from readiness.workshop import agree_choices as choices
from readiness.workshop import agree_screens as screens
from readiness.workshop.agree_screens import AgreeScreens
from readiness.workshop.agreeing import Agreeing
from scoring.agenda import Section


class AgreeDialogue:
    """Goes through an agenda with the room.

    Attributes:
        state: where the room is, and what is agreed.
    """

    def __init__(
        self,
        prompts: Prompts,
        texts: AgreeScreens,
        state: Agreeing,
        save: Callable[[AnswerSheet], None],
        now: Callable[[], datetime],
        today: date,
    ) -> None:
        """Starts at a state.

        Args:
            prompts: show text and ask.
            texts: what is shown.
            state: where the room begins.
            save: saves what is agreed, and asks until that works.
            now: returns the current time, for the answers.
            today: the day before which nothing can be due.
        """
        self.state = state
        self._prompts, self._texts = prompts, texts
        self._save, self._now, self._today = save, now, today
        self._section: Section | None = None
        self._commands: dict[str, Callable[[], None]] = {
            choices.BACK: self._back,
            choices.BOTH: self._keep_both,
            choices.CONFIRM: self._confirm_together,
            choices.JUMP: self._jump,
            choices.NEXT: self._next,
            choices.PARK: self._park,
            choices.UNDO: self._undo,
            choices.VIEWS: self._show_views,
        }

    def run(self) -> None:
        """Asks until the room has finished.

        Raises:
            KeyboardInterrupt, EOFError: somebody interrupted it; everything that was agreed is on disk.
        """
        while True:
            if self.state.found is None:
                if self._is_done():
                    return
            elif not self._ask():
                return

    def _ask(self) -> bool:
        """Shows a question and does what the room chooses; false to finish."""
        if self.state.found and self.state.found.section != self._section:
            self._section = self.state.found.section
            self._prompts.say(*self._texts.section(self._section))
        self._prompts.say(*self._texts.question(self.state))
        chosen = self._choose()
        if chosen.key == choices.FINISH:
            return False
        if chosen.key in self._commands:
            self._commands[chosen.key]()
        else:
            self._agree(chosen)
        return True

    def _next(self) -> None:
        self.state = self.state.next()

    def _back(self) -> None:
        self.state = self.state.previous()

    def _undo(self) -> None:
        self._go_on(self.state.undone(self._now()))

    def _show_views(self) -> None:
        self._prompts.say(*self._texts.views(self.state))
        self._prompts.pause()

    def _choose(self, message: str = _("Which answer do you agree on?")) -> Chosen:
        """Asks what is agreed; nothing is chosen in advance, except what was agreed before."""
        answer, commands = self.state.answer, choices.commands(self.state)
        if isinstance(self.state.question, ChecklistQuestion):
            ticked = answer.ticked if isinstance(answer, Ticked) else ()
            return self._tick(message, commands, ticked, choices.others(self.state))
        return self._prompts.choose(message, choices.options(self.state), commands, _key_of(answer))

    def _tick(
        self, message: str, commands: list[Option], ticked: tuple[str, ...], others: Sequence[Option] = ()
    ) -> Chosen:
        while True:
            chosen = self._prompts.tick(message, choices.items(self.state), commands, ticked, others)
            if chosen.key != CONFIRMED or chosen.ticked:
                return chosen
            back, none = NONE_TICKED_OPTIONS
            if self._prompts.choose(_("Nothing is ticked."), [back, none]).key == none.key:
                return chosen

    def _agree(self, chosen: Chosen) -> None:
        """Agrees on what was chosen, with a reason; what was agreed before stays as it is."""
        before = self.state.answer
        if _is_same(before, chosen):
            self.state = self.state.next_open()
            return
        reason_before = before.agreement.reason if before and before.agreement else ""

        def _keep(reason: str) -> None:
            if chosen.key != choices.NOT_APPLICABLE:
                self._keep(_answer_of(chosen, Agreement(how="agreed", reason=reason)))
            elif reason:
                self._keep(NotApplicable(not_applicable=reason, agreement=Agreement(how="agreed")))

        if chosen.key == choices.NOT_APPLICABLE:
            _keep(self._write((screens.WHY_NOT_APPLICABLE, screens.WHY_NOT_APPLICABLE_AGAIN), _keep))
        else:
            _keep(self._write((screens.WHY, screens.WHY_AGAIN), _keep, reason_before))

    def _keep_both(self) -> None:
        """Agrees on the lower view, and keeps the others in the words of people who hold them."""
        if isinstance(self.state.question, ChecklistQuestion):
            chosen = self._tick(screens.LOWER_ITEMS, [choices.GO_BACK], ())
        elif len(levels := choices.levels(self.state)) == 1:  # who doesn't want this can go back at the next question
            self._prompts.say(*self._texts.only_lower(levels[0].label))
            chosen = Chosen(levels[0].key)
        else:
            chosen = self._prompts.choose(screens.LOWER_VIEW, levels, [choices.GO_BACK])
        if chosen.key == choices.BACK:
            return
        dissent: list[str] = []

        def _keep(reason: str = "", view: str = "") -> None:
            if views := tuple(filter(None, (*dissent, view))):
                self._keep(_answer_of(chosen, Agreement(how="cautious", dissent=views, reason=reason)))

        while len(dissent) < MOST_VIEWS:
            messages = screens.MORE_DISSENT if dissent else screens.DISSENT
            view = self._write(messages, lambda typed: _keep(view=typed))
            if not view:
                break
            dissent.append(view)
        if dissent:
            _keep(self._write((screens.WHY_BOTH, screens.WHY_AGAIN), _keep))

    def _park(self) -> None:
        """Leaves a question until somebody has found out."""

        def _keep(who: str, by: date | None = None) -> None:
            self._keep(Unknown(agreement=Agreement(how="parked", who=one_line(who), by=by)))

        who = self._write((screens.WHO, screens.WHO_AGAIN), _keep, longest=LONGEST_NAME)
        try:
            by = ask_day(self._prompts, screens.BY, self._today)
        except (KeyboardInterrupt, EOFError):
            _keep(who)
            raise
        _keep(who, by)

    def _write(
        self,
        messages: tuple[str, str],
        if_stopped: Callable[[str], None],
        before: str = "",
        longest: int = LONGEST_TEXT,
    ) -> str:
        """Asks for words about what was chosen, which is not lost if somebody interrupts it.

        Args:
            messages: what is asked, and what is asked after a single character.
            if_stopped: keeps what was typed so far, which may be nothing, and what was chosen before it.
            before: the text that is there already.
            longest: the most characters it can have.

        Raises:
            KeyboardInterrupt, EOFError: somebody interrupted it.
        """
        typed = before

        def _note(text: str) -> None:
            nonlocal typed
            typed = text.strip()[:longest]

        message, again = messages
        try:
            return ask_words(self._prompts, message, again, before, longest, keep=_note)
        except (KeyboardInterrupt, EOFError) as stopped:
            if isinstance(stopped, InterruptedTyping):
                _note(stopped.text)
            if_stopped(before if is_lone_key(typed) else typed)
            raise

    def _confirm_together(self) -> None:
        """Shows what would be agreed together, and asks whether it is."""
        answers = self.state.to_confirm
        left = sum(found.id in self.state.open for found in self.state.agenda.of("confirm")) - len(answers)
        self._prompts.say(*self._texts.confirm(answers, left))
        yes, _no = choices.CONFIRM_OPTIONS
        if self._prompts.choose(_("Do you agree on all of these?"), choices.CONFIRM_OPTIONS).key == yes.key:
            self._go_on(self.state.confirmed_together(self._now()))
            self.state = self.state.next_open()

    def _jump(self) -> None:
        codes = self.state.instrument.questionnaire.codes
        at = codes[self.state.found.id] if self.state.found else None
        commands = [choices.GO_BACK]
        chosen = self._prompts.pick(_("Which question?"), self._texts.entries(self.state), commands, at).key
        if chosen != choices.BACK:
            self.state = self.state.at_question(next(id_ for id_, code in codes.items() if code == chosen))

    def _is_done(self) -> bool:
        """Asks at the end whether the room has finished."""
        self._prompts.say(*self._texts.end(self.state))
        options, commands = choices.end_options(self.state), choices.end_commands(self.state)
        chosen = self._prompts.choose(_("What next?"), options, commands).key
        if chosen == choices.UNDO:
            self._undo()
        elif chosen == choices.FIRST_OPEN:
            self.state = self.state.at_question(self.state.open[0])
        elif chosen == choices.ANY:
            self._jump()
        elif chosen == choices.FIRST_DAY:
            self._ask_first_day()
        return chosen in (choices.DONE, choices.FINISH)

    def _ask_first_day(self) -> None:
        """Asks for the planned first day; without one, what is there stays."""
        is_meant = partial(have_started, self._prompts, self.state.instrument.questionnaire.words.newcomers)
        if day := ask_day(self._prompts, self._texts.first_day_question(), self._today, is_meant=is_meant):
            self._go_on(self.state.with_first_day(day, self._now()))

    def _keep(self, answer: Answer) -> None:
        """Agrees on an answer, saves it and goes to the next open question."""
        self._go_on(self.state.with_answer(answer, self._now()))
        self.state = self.state.next_open()

    def _go_on(self, state: Agreeing) -> None:
        """Goes on with a new state, and saves what is agreed in it."""
        self.state = state
        self._save(state.sheet)


def _answer_of(chosen: Chosen, agreement: Agreement) -> Answer:
    if chosen.key == CONFIRMED:
        return Ticked(ticked=chosen.ticked, agreement=agreement)
    return Levelled(level=int(chosen.key), agreement=agreement)


def _key_of(answer: Answer | None) -> str | None:
    """The key of what all agreed on; none if it is parked, or both views are kept."""
    match answer:
        case _ if _has_both(answer):
            return None
        case Levelled(level=level):
            return f"{level:d}"
        case NotApplicable():
            return choices.NOT_APPLICABLE
        case _:
            return None


def _is_same(answer: Answer | None, chosen: Chosen) -> bool:
    """Whether what was chosen is agreed already."""
    if isinstance(answer, Ticked):
        return chosen.key == CONFIRMED and chosen.ticked == answer.ticked and not _has_both(answer)
    return answer is not None and chosen.key == _key_of(answer)


def _has_both(answer: Answer | None) -> bool:
    """Whether both views are kept."""
    return bool(answer and answer.agreement and answer.agreement.how == "cautious")
