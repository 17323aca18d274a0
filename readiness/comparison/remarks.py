"""What to know before reading a comparison: whether the files fit together, and are in order."""

from collections.abc import Iterator
from typing import Final

from questionnaires.answers import Service
from questionnaires.language import _
from readiness.comparison.model import Remark, Side
from readiness.plan.model import Plan
from readiness.report.sentences import agreements
from readiness.report.wording import day
from readiness.text import service_key, shorten
from scoring.fingerprint import fingerprint
from scoring.instrument import Instrument

_MAY_BE_WORDS: Final = _("so an answer may be different although nothing changed in the service")


def remarks_on(earlier: Side, later: Side, instrument: Instrument, *, same_answers: bool) -> tuple[Remark, ...]:
    """The remarks on two files, the most important first.

    Args:
        earlier: the file to compare with.
        later: the file as it is now.
        instrument: what both were scored by.
        same_answers: whether both hold the same answers.
    """
    found = {
        "other_service": _other_service(earlier, later),
        "swapped": _swapped(earlier, later),
        "same_answers": _("The answers in both files are the same.") if same_answers else "",
        "other_form": _other_form(earlier, later, instrument),
        "other_version": _other_version(earlier, later, instrument),
        "other_wording": _other_wording(earlier, later, instrument),
        "not_asked": " ".join(_not_asked(earlier, later)),
        "not_finished": " ".join(_not_finished(earlier, later)),
    }
    return tuple(Remark(id=identifier, sentence=sentence) for identifier, sentence in found.items() if sentence)


def left_open(earlier: Plan, later: Plan, instrument: Instrument) -> tuple[Remark, ...]:
    """The remarks on answers in either file that a group parked, or for which it kept both views."""
    files = {"left_open_before": ("first", earlier), "left_open": ("second", later)}
    found = {
        identifier: (which, agreements.left_open(plan, instrument.questionnaire))
        for identifier, (which, plan) in files.items()
    }
    return tuple(
        Remark(id=identifier, sentence=_("In the {which} file: {map}", which=which, map=" ".join(map(str, sentences))))
        for identifier, (which, sentences) in found.items()
        if sentences
    )


def is_same_service(one: Service, other: Service) -> bool:
    """Whether two files are about one service: by its code, else by its name, within its organisation."""
    return _key(one) == _key(other)


def _key(service: Service) -> tuple[str, ...]:
    return service_key(service.name, service.organisation or "", service.code or "")


def _other_service(earlier: Side, later: Side) -> str:
    if is_same_service(earlier.service, later.service):
        return ""
    names = " and ".join(f"\u201c{_named(side.service)}\u201d" for side in (earlier, later))
    return _(
        "The two files are about different services, {names}, so the differences are not changes over time.",
        names=names,
    )


def _named(service: Service) -> str:
    """A service with everything that identifies it."""
    parts = (service.name or _("without a name"), service.organisation, service.code)
    return ", ".join(shorten(part) for part in parts if part)


def _swapped(earlier: Side, later: Side) -> str:
    if not earlier.moment or not later.moment or earlier.moment <= later.moment:
        return ""
    when = _("on {date}", date=day(later.moment.date()))
    if later.moment.date() == earlier.moment.date():
        return _(
            "The second file is the older one: both were last changed {when}, but the second one first. Swap them.",
            when=when,
        )
    return _(
        "The second file is the older one: it was last changed {when}, the first on {date}. Swap them to "
        "see what has changed since.",
        when=when,
        date=day(earlier.moment.date()),
    )


def _other_form(earlier: Side, later: Side, instrument: Instrument) -> str:
    if earlier.form == later.form:
        return ""
    which = "first" if earlier.form == "short" else "second"
    essentials = len(instrument.rubric.criteria_of("short"))
    return _(
        "The {which} file is a short form, so only the essentials ({essentials}) are compared.",
        which=which,
        essentials=essentials,
    )


def _other_version(earlier: Side, later: Side, instrument: Instrument) -> str:
    used = instrument.questionnaire.version
    then, now = earlier.questionnaire.version, later.questionnaire.version
    if then != now:
        return _(
            "The first file has answers to version {then} of the questionnaire, the second to version {now}. "
            "Both are scored by version {used}. Its questions may be worded differently, {may_be_words}.",
            then=then,
            now=now,
            used=used,
            may_be_words=_MAY_BE_WORDS,
        )
    if then != used:
        return _(
            "Both files have answers to version {then} of the questionnaire. They are scored by version {used}.",
            then=then,
            used=used,
        )
    return ""


def _other_wording(earlier: Side, later: Side, instrument: Instrument) -> str:
    """The remark on fingerprints that differ from each other, or from the questionnaire that scores the files."""
    then, now = earlier.questionnaire.fingerprint, later.questionnaire.fingerprint
    if then and now and then != now:
        return _(
            "The questions of the two files were worded or weighed differently, {may_be_words}.",
            may_be_words=_MAY_BE_WORDS,
        )
    used = fingerprint(instrument)
    others = [which for which, found in (("first", then), ("second", now)) if found and found != used]
    if not others:
        return ""
    files = _("both files") if len(others) == 2 else _("the {others} file", others=others[0])
    return _(
        "The questions of {files} were worded or weighed differently from those used here, {may_be_words}.",
        files=files,
        may_be_words=_MAY_BE_WORDS,
    )


def _not_asked(earlier: Side, later: Side) -> Iterator[str]:
    for which, side in (("first", earlier), ("second", later)):
        if side.not_asked:
            number = f"{side.not_asked} question{'' if side.not_asked == 1 else 's'}"
            verb, count = ("was", "counts") if side.not_asked == 1 else ("were", "count")
            yield _(
                "In the {which} file {number} {verb} not asked yet, and {count} for nothing.",
                which=which,
                number=number,
                verb=verb,
                count=count,
            )


def _not_finished(earlier: Side, later: Side) -> Iterator[str]:
    for which, side in (("first", earlier), ("second", later)):
        if side.unanswered:
            number = f"{side.unanswered} question{'' if side.unanswered == 1 else 's'}"
            verb, count = ("has", "counts") if side.unanswered == 1 else ("have", "count")
            yield _(
                "In the {which} file {number} {verb} no answer yet, and {count} as if nothing were in place.",
                which=which,
                number=number,
                verb=verb,
                count=count,
            )
