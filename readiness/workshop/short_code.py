"""The short code of a filled form: a person's role and answers, without notes, in letters that can be read out.

How a code is made, in words, so that a form in a browser can do the same:

1. **Choices.** The role is one number: 0 for none, then 1, 2, ... in the order of the questionnaire's roles. Each
   question of the form is one number: 0 not answered, 1 don't know, then, where it is an answer to the question, 2
   not applicable, and after that the levels 0 to 3 of a scale, or for a checklist one number for each set of ticked
   items: the first item counts 1, the second 2, the third 4, and so on, and what is ticked is added up.
2. **Packing.** The numbers become one: begin with the role; for each question, in the order of the form, multiply by
   how many choices the question has and add the one that was made. Written in base 32, the highest digit first, with
   as many digits as the largest such number of the form needs, so that all codes of one form have one length.
3. **Check.** Two more digits. Two numbers of five bits, `a` and `b`, begin as the two numbers of the form (the first
   10 bits of the SHA-256 of `identity`). For each digit `d`: f = a xor d; g = 2 x f, and where that is 32 or more,
   g xor 37; then a = b xor f xor g, and b = g. At the end `a` and `b` are the two digits. This is a Reed-Solomon code
   over 32 symbols: one wrong digit, two neighbours that changed places, and in codes of up to 31 digits any two wrong
   digits are always noticed; a code of another form, or a worse mistake, is noticed 1023 times in 1024.
4. **Letters.** Crockford's base 32: the ten digits and the letters without I, L, O and U, in blocks of five. When it
   is read, letter case, spaces and hyphens do not count, O is read as 0, and I and L as 1.
"""

from collections.abc import Iterable, Mapping
from hashlib import sha256

from questionnaires.answers import Answer, Levelled, NotApplicable, Ticked, Unknown
from questionnaires.faults import Fault, InputFault
from questionnaires.language import _, ngettext
from questionnaires.model import ChecklistQuestion, Question
from readiness.workshop.form_definition import FormDefinition

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
BLOCK = 5
"""How many letters and digits there are between two hyphens."""
CHECK_DIGITS = 2
NO_REASON = _("No reason given: the answer came as a short code")
"""The reason in an answer *not applicable* from a code, which has no words."""

_BASE = len(ALPHABET)
_VALUE = {letter: value for value, letter in enumerate(ALPHABET)} | {"O": 0, "I": 1, "L": 1}
_IGNORED = " \t\r\n\u00a0-\u2010\u2011\u2012\u2013\u2014\u2212"
_WHERE = _("Short code")


def encode(form: FormDefinition, role: str | None, answers: Mapping[str, Answer]) -> str:
    """The short code of a person's answers, in blocks: `4TQ0M-...`.

    Args:
        form: what was asked.
        role: the person's role in the questionnaire's words, if it was given.
        answers: by question; a question without an entry is not answered.

    Raises:
        ValueError: there is a role, a question or an answer that the form does not have.
    """
    if strange := set(answers) - {question.id for question in form.questions}:
        raise ValueError(f"the form does not ask {', '.join(sorted(strange))}")
    number = (None, *form.instrument.questionnaire.roles).index(role)
    for question in form.questions:
        number = number * choices_of(form, question) + _choice(form, question, answers.get(question.id))
    digits = []
    for _place in range(_data_digits(form)):
        number, digit = divmod(number, _BASE)
        digits.append(digit)
    digits.reverse()
    letters = "".join(ALPHABET[digit] for digit in (*digits, *_check(form, digits)))
    return "-".join(letters[start : start + BLOCK] for start in range(0, len(letters), BLOCK))


def decode(form: FormDefinition, text: str) -> tuple[str | None, dict[str, Answer]]:
    """The role and the answers in a short code, as somebody typed it.

    Raises:
        InputFault: it is no code of this form, or there is a mistake in it.
    """
    digits = _digits(text)
    length = code_length(form)
    if len(digits) != length:
        what = ngettext(
            "it has {n} letter or digit, but a short code from this form has {expected}",
            "it has {n} letters and digits, but a short code from this form has {expected}",
            len(digits),
            expected=length,
        )
        raise InputFault(Fault(_WHERE, what, _("Ask the person to read the short code out again, a block at a time")))
    data = digits[:-CHECK_DIGITS]
    number = 0
    for digit in data:
        number = number * _BASE + digit
    if tuple(digits[-CHECK_DIGITS:]) != _check(form, data) or number >= _possible_codes(form):
        what = _("a letter or digit in the code is wrong, or the code is from another form")
        raise InputFault(
            Fault(
                _WHERE,
                what,
                _("Ask the person to read the code out again, and to tell you which form it is from"),
            )
        )
    answers: dict[str, Answer] = {}
    for question in reversed(form.questions):
        number, choice = divmod(number, choices_of(form, question))
        if answer := _answer(form, question, choice):
            answers[question.id] = answer
    roles = (None, *form.instrument.questionnaire.roles)
    return roles[number], dict(reversed(answers.items()))


def code_length(form: FormDefinition) -> int:
    """How many letters and digits a code of this form has, without hyphens."""
    return _data_digits(form) + CHECK_DIGITS


def choices_of(form: FormDefinition, question: Question) -> int:
    """How many answers a question takes, *not answered* among them."""
    own = 2 ** len(question.options) if isinstance(question, ChecklistQuestion) else len(question.levels.as_tuple)
    return _first_of_its_own(form, question) + own


def identity(form: FormDefinition) -> str:
    """What a code depends on, one line each: what is asked and how it is judged, the roles, the form's questions."""
    questionnaire = form.instrument.questionnaire
    lines = (
        f"{questionnaire.id} {form.fingerprint} {form.form}",
        " ".join(questionnaire.roles),
        " ".join(question.id for question in form.questions),
    )
    return "\n".join(lines)


def numbers_of(form: FormDefinition) -> tuple[int, int]:
    """The two numbers of a form, 0 to 31, that its check begins with."""
    bits = int.from_bytes(sha256(identity(form).encode()).digest()[:2], "big") >> 6
    return divmod(bits, _BASE)


def _digits(text: str) -> list[int]:
    letters = [letter for letter in text.upper() if letter not in _IGNORED]
    if not letters:
        raise InputFault(Fault(_WHERE, _("the code is empty"), _("Type the letters and digits that the form shows")))
    if wrong := next((letter for letter in letters if letter not in _VALUE), None):
        what = (
            _("a code never contains '{letter}'", letter=wrong)
            if wrong.isprintable()
            else _("the code contains a character that is never part of a code")
        )
        remedy = (
            _("Check whether the U should be a V")
            if wrong == "U"
            else _("Type only digits and the letters A to Z, except I, L, O and U")
        )
        raise InputFault(Fault(_WHERE, what, remedy))
    return [_VALUE[letter] for letter in letters]


def _check(form: FormDefinition, digits: Iterable[int]) -> tuple[int, int]:
    """The two check digits of a code's other digits."""
    a, b = numbers_of(form)
    for digit in digits:
        mixed = a ^ digit
        doubled = mixed << 1
        if doubled >= _BASE:
            doubled ^= 37  # x^5 + x^2 + 1, by which numbers of five bits are a field
        a, b = b ^ mixed ^ doubled, doubled
    return a, b


def _possible_codes(form: FormDefinition) -> int:
    number = 1 + len(form.instrument.questionnaire.roles)
    for question in form.questions:
        number *= choices_of(form, question)
    return number


def _data_digits(form: FormDefinition) -> int:
    return -(-(_possible_codes(form) - 1).bit_length() // 5)


def _first_of_its_own(form: FormDefinition, question: Question) -> int:
    """The number of a question's level 0, or of a checklist of which nothing is ticked."""
    return 3 if form.not_applicable_allowed(question) else 2


def _choice(form: FormDefinition, question: Question, answer: Answer | None) -> int:
    """The number that an answer is packed as."""
    own = _first_of_its_own(form, question)
    match answer:
        case None:
            return 0
        case Unknown():
            return 1
        case NotApplicable() if own > 2:
            return 2
        case Levelled() if not isinstance(question, ChecklistQuestion):
            return own + answer.level
        case Ticked() if isinstance(question, ChecklistQuestion):
            items = [option.id for option in question.options]
            return own + sum(1 << items.index(item) for item in set(answer.ticked))
    raise ValueError(f"{question.id} can't be answered with {answer!r}")


def _answer(form: FormDefinition, question: Question, choice: int) -> Answer | None:
    """The answer that was packed as a number; none if the question was not answered."""
    own = choice - _first_of_its_own(form, question)
    if choice == 0:
        return None
    if choice == 1:
        return Unknown()
    if own < 0:
        return NotApplicable(not_applicable=NO_REASON)
    if isinstance(question, ChecklistQuestion):
        return Ticked(ticked=tuple(option.id for place, option in enumerate(question.options) if own >> place & 1))
    return Levelled(level=own)
