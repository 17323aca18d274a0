"""The unclear files of a batch: from a wrong clock, with the same date and time, copies, odd names."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import islice
from pathlib import PurePath
from typing import Any, Final

from questionnaires.language import _, ngettext
from questionnaires.local_style import listed, long_date
from readiness import unclear_words as say
from readiness.answer_names import is_other_version
from readiness.batch import unclear_queries as queries
from readiness.batch.file_ranking import DAYS_OF_VIEWS
from readiness.batch.spellings import differing_spellings
from readiness.batch.store import Store
from readiness.plan.leftover_records import record_name
from readiness.text import shorten, shorten_middle

_Said = tuple[Sequence[str], str]
"""Some files, and what is said about them."""

MOST_KEPT: Final = 1_000
"""How many entries of one kind are put in words; all are counted."""
_MOST_NAMED: Final = 4
"""How many files of one service are named."""


@dataclass(frozen=True)
class UnclearFiles:
    """All of one kind."""

    kind: str
    """As `summary.json` has it."""
    title: str
    number: int
    said: tuple[tuple[tuple[str, ...], str], ...] = ()
    """The files of each of the first `MOST_KEPT`, and what is said about them; empty if names are hidden."""


def unclear_files(store: Store, *, names: bool, day_given: date | None = None) -> tuple[UnclearFiles, ...]:
    """The files that somebody should look at, by kind; without kinds of which there are none.

    Args:
        store: what was judged.
        names: whether services are named.
        day_given: the day on which the answers are read, if the user chose it.
    """
    ahead = partial(_ahead, day_given)
    kinds = (
        (
            "clock_ahead",
            _("Files changed after the day given with --as-of")
            if day_given
            else _("Files from a computer whose clock was wrong"),
            map(ahead, store.rows(queries.AHEAD, ["ahead"])),
        ),
        (
            "counted_ahead",
            _("Services whose counted file was changed after the day given with --as-of")
            if day_given
            else _("Services whose counted file is from a computer whose clock was wrong"),
            map(ahead, store.rows(queries.AHEAD, ["counts"])),
        ),
        (
            "same_moment",
            _("Different files from one service with the same date and time, or without a date"),
            map(_moment, store.rows(queries.SAME_MOMENT)),
        ),
        ("views", _("Services with answers from several people"), map(_views, store.rows(queries.VIEWS))),
        (
            "one_person",
            _("Services whose newest answers are people's own from a workshop, not the agreed ones"),
            map(_of_one_person, store.rows(queries.OF_ONE_PERSON)),
        ),
        ("likely_same", _("Services that may be the same"), map(_likely_same, store.rows(queries.LIKELY_SAME))),
        (
            "other_names",
            _("Services whose files have the same code but different names"),
            map(_other_names, store.rows(queries.OTHER_NAMES)),
        ),
        ("records", _("Answer files whose record of actions can't be used"), map(_record, store.rows(queries.RECORDS))),
        (
            "records_elsewhere",
            _("Services whose record of actions is not next to the file that is counted"),
            map(_record_elsewhere, store.rows(queries.RECORDS_ELSEWHERE, [not day_given])),
        ),
        ("copies", _("Answer files that may be copies"), map(_copy, store.rows(queries.COPIES))),
        (
            "other_wording",
            _("Services that answered questions worded or weighted differently from those used here"),
            map(_other_wording, store.rows(queries.OTHER_WORDING)),
        ),
        ("odd_names", _("Answer files whose names do not end in .json"), map(_odd_name, store.rows(queries.ODD_NAMES))),
        ("spellings", _("Services whose names were typed in different ways"), differing_spellings(store)),
    )
    found = (_counted(kind, title, said, names=names) for kind, title, said in kinds)
    return tuple(files for files in found if files.number)


def _counted(kind: str, title: str, said: Iterable[_Said], *, names: bool) -> UnclearFiles:
    """All of one kind, the first of them in words."""
    all_said = iter(said)
    first = [(tuple(files), words) for files, words in islice(all_said, MOST_KEPT)]
    return UnclearFiles(kind, title, len(first) + sum(1 for _each in all_said), tuple(first) if names else ())


def _ahead(day_given: date | None, row: tuple[Any, ...]) -> _Said:
    file, day, counts, newest, name, has_own = row
    when = say.after_the_day_given(file, day, day_given) if day_given else say.clock_ahead(file, day)
    service = _named(name)
    if counts == file:
        then = (
            _(
                "The file is still counted, because all that {service} has sent with an earlier date is people's own "
                "answers from a workshop.",
                service=service,
            )
            if has_own
            else _(
                "The file is still counted, because {service} has not sent one with an earlier date.", service=service
            )
        )
        return (file,), f"{when} {then}"
    if newest:
        date = long_date(newest)
        then = _(
            "The file that is counted for {service} is {file}, which was last changed on {date}.",
            file=counts,
            date=date,
            service=service,
        )
    else:
        then = _counted_for(counts, name)
    return (file, counts), f"{when} {then}"


def _moment(row: tuple[Any, ...]) -> _Said:
    files, (most, next_most, *_others), moment, rank, counts, name = row
    if rank > 1 and not moment:
        then = _counted_for(counts, name)
    elif rank > 1:
        then = _("The file that is counted is {file}, because it is newer.", file=counts)
    elif most > next_most:
        then = _(
            "The file that is counted is {file}, because it has more answers other than “don't know”. Decide which "
            "file is right, and move any others out of the folder.",
            file=counts,
        )
    else:
        then = _(
            "The file that is counted is {file}, but another file could be the right one. Decide which file is right, "
            "and move any others out of the folder.",
            file=counts,
        )
    return files, f"{say.same_moment(files, moment)} {then}"


def _views(row: tuple[Any, ...]) -> _Said:
    files, counts, name = row
    words = ngettext(
        "For {service}, {files} has other people's answers, saved a few weeks earlier (at most {days} days before a "
        "newer file). Only {file} is counted. To compare the two files, use `readiness compare`.",
        "For {service}, {files} have other people's answers, saved a few weeks earlier (each at most {days} days "
        "before a newer file). Only {file} is counted. To compare the answers, set up a workshop with "
        "`readiness workshop new`, and import all of these files with `readiness import`.",
        len(files),
        service=_named(name),
        files=listed(files, _MOST_NAMED),
        days=DAYS_OF_VIEWS,
        file=counts,
    )
    return (counts, *files), words


def _of_one_person(row: tuple[Any, ...]) -> _Said:
    files, counts, name, newest = row
    if newest:
        words = ngettext(
            "For {service}, {files} has one person's answers from a workshop. They are newer than the file that is "
            "counted, {file}, which was last changed on {date}. If the workshop has agreed on its answers, ask for "
            "agreed.json, which `readiness workshop agree` makes.",
            "For {service}, {files} have people's own answers from a workshop. They are newer than the file that is "
            "counted, {file}, which was last changed on {date}. If the workshop has agreed on its answers, ask for "
            "agreed.json, which `readiness workshop agree` makes.",
            len(files),
            service=_named(name),
            files=listed(files, _MOST_NAMED),
            file=counts,
            date=long_date(newest),
        )
        return (counts, *files), words
    return (counts,), _(
        "{file} has one person's answers from a workshop. It is counted for {service}, because the agreed answers were "
        "not sent. Ask the service for agreed.json, which `readiness workshop agree` makes.",
        file=counts,
        service=_named(name),
    )


def _record(row: tuple[Any, ...]) -> _Said:
    record, name, fault = row
    then = _(
        "{service} is counted, but the owners, due dates and statuses of its actions are not.", service=_subject(name)
    )
    return (record,), f"{record}: {fault} {then}"


def _record_elsewhere(row: tuple[Any, ...]) -> _Said:
    files, counts, name = row
    return (*files, counts), _(
        "The file that is counted for {service} is {counts}, but the record of actions is next to {files}, so it is "
        "not used. If the record is up to date, put a copy of it next to the file that is counted (in the archive, if "
        "that file is in one), and name it {record}.",
        service=_named(name),
        files=listed(files, _MOST_NAMED),
        counts=counts,
        record=PurePath(record_name(counts)).name,
    )


def _likely_same(row: tuple[Any, ...]) -> _Said:
    files, names, codes, organisations = row
    if organisations:
        services = [
            _("{service} ({organisation})", service=_named(name), organisation=shorten_middle(organisation, 60))
            if organisation
            else _("{service} (no organisation)", service=_named(name))
            for name, organisation in zip(names, organisations, strict=True)
        ]
        if not codes[0]:
            return files, _(
                "{services} have the same name, but are counted separately because their organisations are not the "
                "same. If they are one service, write the same organisation in all its answer files.",
                services=listed(services),
            )
        return files, _(
            "{services} have the same name and code ({code}), but are counted separately because their organisations "
            "are not the same. If they are one service, write the same organisation in all its answer files.",
            services=listed(services),
            code=shorten(codes[0]),
        )
    services = [
        _("{service} (code {code})", service=_named(name), code=code) if code else _named(name)
        for name, code in zip(names, codes, strict=True)
    ]
    return files, _(
        "{services} may be the same service, but are counted separately. If they are one service, write the same "
        "name and code in all its answer files.",
        services=listed(services),
    )


def _other_names(row: tuple[Any, ...]) -> _Said:
    files, names, code, counts = row
    named = [_("{service} ({file})", service=_named(name), file=file) for name, file in zip(names, files, strict=True)]
    return files, _(
        "{services} have the same code ({code}) and organisation, so they are counted as one service. The file that is "
        "counted is {file}. If they are different services, correct the code in one of the files.",
        services=listed(named, _MOST_NAMED),
        code=shorten(code),
        file=counts,
    )


def _copy(row: tuple[Any, ...]) -> _Said:
    file, original, same, counts_too, one_service, counts, name, is_nameless, first_name = row
    words = say.other_version(file, original) if is_other_version(file) else say.copied(file, original, same=same)
    if same and counts_too:
        then = _("These answers are counted only once.")
    elif one_service:
        then = _counted_for(counts, name)
    elif is_nameless and not name:
        then = _(
            "Neither file gives the name of its service, so both are counted. If they are from the same service, "
            "write the name of the service in both files."
        )
    else:
        then = _(
            "The first of these files is from {service} and the other from {other}, so they are counted separately. If "
            "they are from the same service, correct the name or code in one of the files.",
            service=_named(name),
            other=_named(first_name) if first_name != name else _("a different service"),
        )
    return (file, original), f"{words} {then}"


def _other_wording(row: tuple[Any, ...]) -> _Said:
    file, name, fingerprint = row
    return (file,), _(
        "{service} answered a questionnaire that has the same version number as the one used here, but different "
        "wording or weights (fingerprint {fingerprint}). The service is still counted, but read its figures with care.",
        service=_subject(name),
        fingerprint=fingerprint,
    )


def _odd_name(row: tuple[str, str, str]) -> _Said:
    file, counts, name = row
    then = _("The file is counted like any other answer file.") if counts == file else _counted_for(counts, name)
    return (file,), f"{say.unusual_name(file)} {then}"


def _counted_for(file: str, name: str) -> str:
    return _("The file that is counted for {service} is {file}.", file=file, service=_named(name))


def _named(name: str) -> str:
    return shorten_middle(name, 60) if name else _("an unnamed service")


def _subject(name: str) -> str:
    """A service's name at the beginning of a sentence."""
    return shorten_middle(name, 60) if name else _("An unnamed service")
