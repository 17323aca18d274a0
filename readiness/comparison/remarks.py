"""What to know before reading a comparison: whether the files fit together, and are in order."""

from collections.abc import Iterator
from typing import Final, Literal

from questionnaires.answers import How, Service
from questionnaires.language import _, ngettext
from questionnaires.local_style import listed
from readiness.comparison.model import Remark, Side
from readiness.plan.model import Plan
from readiness.report.sentences import agreements
from readiness.report.sentences.answers import NO_SERVICE_NAME
from readiness.report.wording import day
from readiness.text import service_key, shorten
from scoring.fingerprint import fingerprint
from scoring.instrument import Instrument

Which = Literal["first", "second"]
"""One of the two files, in the order in which they were given."""

_LEFT_OPEN: Final[dict[How, dict[Which, str]]] = {
    "parked": {
        "first": _(
            "In the first file, some answers are parked, and count as “don't know” until somebody finds out the "
            "answers: {topics}."
        ),
        "second": _(
            "In the second file, some answers are parked, and count as “don't know” until somebody finds out the "
            "answers: {topics}."
        ),
    },
    "cautious": {
        "first": _(
            "In the first file, both views were kept for these questions, so the lower of the two answers counts: "
            "{topics}."
        ),
        "second": _(
            "In the second file, both views were kept for these questions, so the lower of the two answers counts: "
            "{topics}."
        ),
    },
}
"""What is said of questions that a workshop parked, or for which it kept both views."""

_OTHER_PEOPLE: Final = _(
    "Different people took part in the two files, so an answer may have changed even though nothing has changed in the "
    "service."
)


def remarks_on(
    earlier: Side, later: Side, instrument: Instrument, *, same_answers: bool, other_people: bool
) -> tuple[Remark, ...]:
    """The remarks on two files, the most important first.

    Args:
        earlier: the file to compare with.
        later: the file as it is now.
        instrument: what both were scored by.
        same_answers: whether both hold the same answers.
        other_people: whether different people of one service are known to have answered.
    """
    found = {
        "other_service": _other_service(earlier, later),
        "swapped": _swapped(earlier, later),
        "same_moment": "" if same_answers else _same_moment(earlier, later),
        "same_answers": _("The answers in both files are the same.") if same_answers else "",
        "other_people": _OTHER_PEOPLE if other_people and not same_answers else "",
        "other_form": _other_form(earlier, later, instrument),
        "other_version": _other_version(earlier, later, instrument),
        "other_wording": _other_wording(earlier, later, instrument),
        "not_asked": " ".join(_not_asked(earlier, later)),
        "not_finished": " ".join(_not_finished(earlier, later)),
    }
    return tuple(Remark(id=identifier, sentence=sentence) for identifier, sentence in found.items() if sentence)


def left_open(earlier: Plan, later: Plan, instrument: Instrument) -> tuple[Remark, ...]:
    """The remarks on answers in either file that a group parked, or for which it kept both views."""
    files: dict[str, tuple[Which, Plan]] = {"left_open_before": ("first", earlier), "left_open": ("second", later)}
    found = {identifier: " ".join(_left_open(which, plan, instrument)) for identifier, (which, plan) in files.items()}
    return tuple(Remark(id=identifier, sentence=sentences) for identifier, sentences in found.items() if sentences)


def _left_open(which: Which, plan: Plan, instrument: Instrument) -> Iterator[str]:
    for how, said in _LEFT_OPEN.items():
        if topics := agreements.topics(plan, instrument.questionnaire, how):
            yield said[which].format(topics=listed(topics))


def is_same_service(one: Service, other: Service) -> bool:
    """Whether two files are about one service: by its code, else by its name, within its organisation."""
    return _key(one) == _key(other)


def _key(service: Service) -> tuple[str, ...]:
    return service_key(service.name, service.organisation or "", service.code or "")


def _other_service(earlier: Side, later: Side) -> str:
    if is_same_service(earlier.service, later.service):
        return ""
    return _(
        "The two files are about different services, \u201c{first}\u201d and \u201c{second}\u201d, so the differences "
        "are not changes over time.",
        first=_named(earlier.service),
        second=_named(later.service),
    )


def _named(service: Service) -> str:
    """A service with everything that identifies it."""
    parts = (service.name or NO_SERVICE_NAME, service.organisation, service.code)
    return ", ".join(shorten(part) for part in parts if part)


def _swapped(earlier: Side, later: Side) -> str:
    if not earlier.moment or not later.moment or earlier.moment <= later.moment:
        return ""
    if later.moment.date() == earlier.moment.date():
        return _(
            "The second file is the older one: both were last changed on {day}, but the second was changed earlier in "
            "the day. Swap the two files to see what has changed.",
            day=day(later.moment.date()),
        )
    return _(
        "The second file is the older one: it was last changed on {second_day}, and the first file on {first_day}. "
        "Swap the two files to see what has changed.",
        second_day=day(later.moment.date()),
        first_day=day(earlier.moment.date()),
    )


def _same_moment(earlier: Side, later: Side) -> str:
    is_one_service = is_same_service(earlier.service, later.service)
    if not (is_one_service and earlier.moment and earlier.moment == later.moment):
        return ""
    return _(
        "Both files were last changed at the same time, on {day}, so the program can't tell which one is newer.",
        day=day(earlier.moment.date()),
    )


def _other_form(earlier: Side, later: Side, instrument: Instrument) -> str:
    if earlier.form == later.form:
        return ""
    essentials = len(instrument.rubric.criteria_of("short"))
    if earlier.form == "short":
        return ngettext(
            "The first file is a short form, so only the {n} essential is compared.",
            "The first file is a short form, so only the {n} essentials are compared.",
            essentials,
        )
    return ngettext(
        "The second file is a short form, so only the {n} essential is compared.",
        "The second file is a short form, so only the {n} essentials are compared.",
        essentials,
    )


def _other_version(earlier: Side, later: Side, instrument: Instrument) -> str:
    used = instrument.questionnaire.version
    then, now = earlier.questionnaire.version, later.questionnaire.version
    if then != now:
        return _(
            "The first file was made with version {first} of the questionnaire, and the second with version {second}. "
            "Both are scored using version {used}. Questions may be worded differently in different versions, so an "
            "answer may have changed even though nothing has changed in the service.",
            first=then,
            second=now,
            used=used,
        )
    if then != used:
        return _(
            "Both files were made with version {answered} of the questionnaire. They are scored using version {used}.",
            answered=then,
            used=used,
        )
    return ""


def _other_wording(earlier: Side, later: Side, instrument: Instrument) -> str:
    """The remark on fingerprints that differ from each other, or from the questionnaire that scores the files."""
    then, now = earlier.questionnaire.fingerprint, later.questionnaire.fingerprint
    if then and now and then != now:
        return _(
            "The questions for the two files were worded or weighted differently, so an answer may have changed even "
            "though nothing has changed in the service."
        )
    used = fingerprint(instrument)
    match (bool(then and then != used), bool(now and now != used)):
        case True, True:
            return _(
                "Both files were made with a questionnaire whose wording or weights differ from those used here, so "
                "the scores may differ from those in earlier plans."
            )
        case True, False:
            return _(
                "The first file was made with a questionnaire whose wording or weights differ from those used here, so "
                "an answer may have changed even though nothing has changed in the service."
            )
        case False, True:
            return _(
                "The second file was made with a questionnaire whose wording or weights differ from those used here, "
                "so an answer may have changed even though nothing has changed in the service."
            )
    return ""


def _not_asked(earlier: Side, later: Side) -> Iterator[str]:
    if earlier.not_asked:
        yield ngettext(
            "{n} question is not in the first file's version of the questionnaire, so it doesn't count.",
            "{n} questions are not in the first file's version of the questionnaire, so they don't count.",
            earlier.not_asked,
        )
    if later.not_asked:
        yield ngettext(
            "{n} question is not in the second file's version of the questionnaire, so it doesn't count.",
            "{n} questions are not in the second file's version of the questionnaire, so they don't count.",
            later.not_asked,
        )


def _not_finished(earlier: Side, later: Side) -> Iterator[str]:
    if earlier.unanswered:
        yield ngettext(
            "In the first file, {n} question has no answer yet, and counts as if nothing were in place.",
            "In the first file, {n} questions have no answer yet, and count as if nothing were in place.",
            earlier.unanswered,
        )
    if later.unanswered:
        yield ngettext(
            "In the second file, {n} question has no answer yet, and counts as if nothing were in place.",
            "In the second file, {n} questions have no answer yet, and count as if nothing were in place.",
            later.unanswered,
        )
