"""A paper sheet while somebody types it in, one part for each domain. Pure: no terminal, no files."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from questionnaires.answers import Answer, Levelled, NotApplicable, Ticked, Unknown
from questionnaires.language import _
from questionnaires.model import ChecklistQuestion, Domain, Question
from readiness.imports.key_line import KeyLine
from readiness.report.wording import counts_in_words
from readiness.text import shorten
from readiness.workshop import paper_marks
from readiness.workshop.form_definition import FormDefinition

_LONGEST_TOPIC = 60


@dataclass(frozen=True)
class PaperSheet:
    """What has been typed in so far of one sheet. It never changes: each step returns a new one."""

    form: FormDefinition
    person: str
    role: str | None = None
    answers: Mapping[str, Answer] = field(default_factory=dict)
    """The answers, by question."""
    typed: frozenset[str] = frozenset()
    """The domains whose keys have been typed."""
    was_there: bool = False
    """Whether this person's sheet had been entered before."""

    @property
    def in_form_order(self) -> dict[str, Answer]:
        """The answers, by question, in the order of the form; those to other questions come last."""
        asked = (question.id for question in self.form.questions)
        return {**{question: self.answers[question] for question in asked if question in self.answers}, **self.answers}

    @cached_property
    def parts(self) -> tuple[tuple[Domain, tuple[Question, ...]], ...]:
        """The domains with their questions."""
        return self.form.domains

    def keys(self, part: int) -> KeyLine:
        """The keys of a part, counted from 0."""
        return KeyLine(self.form, self.parts[part][1])

    def line(self, part: int) -> str:
        """The keys that a part has now; empty if nothing of it has been typed."""
        domain, questions = self.parts[part]
        is_typed = domain.id in self.typed or any(question.id in self.answers for question in questions)
        return self.keys(part).write(self.answers) if is_typed else ""

    def with_keys(self, part: int, text: str) -> "PaperSheet":
        """The sheet with a part typed in. A note stays if its answer is still the same.

        Raises:
            InputFault: the keys do not fit the questions.
        """
        domain, questions = self.parts[part]
        new = self.keys(part).read(text)
        before = self.answers
        for question, answer in new.items():
            old = before.get(question)
            if old is not None and _alone(old) == _alone(answer):
                new[question] = old
        rest = {question: answer for question, answer in before.items() if question not in {it.id for it in questions}}
        return replace(self, answers={**rest, **new}, typed=self.typed | {domain.id})

    def with_note(self, question: str, note: str, *, may_be_shown: bool) -> "PaperSheet":
        """The sheet with a note on one of its answers; of *does not apply*, the note is the reason."""
        answer = self.answers[question]
        if isinstance(answer, NotApplicable):
            noted: Answer = NotApplicable(not_applicable=note)
        else:
            noted = answer.with_note(note).model_copy(update={"note_may_be_shown": may_be_shown and bool(note)})
        return replace(self, answers={**self.answers, question: noted})

    def as_of(self, there: "PaperSheet") -> "PaperSheet":
        """This sheet under the code of another; notes that are there stay where the answers are the same."""
        kept = {
            question: old
            for question, old in there.answers.items()
            if (new := self.answers.get(question)) and new == _alone(new) == _alone(old)
        }
        return replace(self, person=there.person, was_there=there.was_there, answers={**self.answers, **kept})

    def in_words(self, part: int) -> str:
        """What was understood of a part: `LE1 In place, LE2 don't know, LE3 not answered`; no answer is divided."""
        _domain, questions = self.parts[part]
        codes = self.form.instrument.questionnaire.codes
        return ", ".join(_unbroken(f"{codes[question.id]} {self._answer(question)}") for question in questions)

    def counts(self) -> str:
        """How many answers there are: `44 answered, 2 “don't know”, 2 not answered`."""
        found = Counter(type(self.answers.get(question.id)) for question in self.form.questions)
        not_known, not_applicable, left_open = (found.pop(kind, 0) for kind in (Unknown, NotApplicable, type(None)))
        return counts_in_words(
            answered=found.total(), unknown=not_known, not_applicable=not_applicable, unanswered=left_open
        )

    def listed(self, part: int) -> list[tuple[str, str]]:
        """The code and the words of each question of a part, as short as they fit a line."""
        codes = self.form.instrument.questionnaire.codes
        return [(codes[question.id], _topic(question)) for question in self.parts[part][1]]

    def _answer(self, question: Question) -> str:
        match self.answers.get(question.id):
            case None:
                return _("not answered")
            case Unknown():
                return _("don't know")
            case NotApplicable():
                return _("not applicable")
            case Levelled(level=level):
                return self.form.instrument.questionnaire.levels[level].name
            case Ticked(ticked=ticked) if isinstance(question, ChecklistQuestion):
                letters = zip(paper_marks.LETTERS, question.options, strict=False)
                return " ".join(letter for letter, option in letters if option.id in ticked) or _("no crosses")
        return _("answered")


def _topic(question: Question) -> str:
    """What a question is about, with a hint if its key is a list of letters."""
    topic = shorten(question.topic, _LONGEST_TOPIC)
    if not isinstance(question, ChecklistQuestion):
        return topic
    return _("{topic} (a list, A to {last})", topic=topic, last=paper_marks.LETTERS[len(question.options) - 1])


def _unbroken(text: str) -> str:
    """A text that is never broken over two lines."""
    return text.replace(" ", "\N{NO-BREAK SPACE}")


def _alone(answer: Answer) -> Answer:
    """An answer without what is said about it."""
    if isinstance(answer, NotApplicable):
        return NotApplicable(not_applicable="-")
    return answer.model_copy(update={"note": "", "note_may_be_shown": False, "agreement": None})
