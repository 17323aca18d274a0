"""Who reads a plan: what is left out is in no format, not in its properties, and not in a part inside the file."""

import re
from datetime import date, timedelta
from functools import cache
from html import unescape
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile, is_zipfile

import pypdf
import pytest

from questionnaires.answers import Agreement, Levelled, NotApplicable, Service, Unknown
from questionnaires.model import ScaleQuestion
from readiness.plan.action_record import ActionAgreement, ActionRecord
from readiness.plan.audience import for_audience
from readiness.plan.comparison import past_plan_of
from readiness.plan.model import Audience, Plan
from readiness.report.plan_files import write_plan
from readiness.report.sentences.decisions import ESSENTIALS_MEAN
from readiness.report.sentences.first_day import too_soon
from tests.made_once import made_once
from tests.plans_of_services import TODAY, example, example_sheet, plan_of, shipped
from tests.program import run

PDF = pytest.param(".pdf", marks=pytest.mark.pdf)
SUFFIXES = (".html", PDF, ".docx", ".md", ".xlsx", ".csv", ".ics", ".json")
NOTE, REASON, OWNER, ACCEPTED = "Quillfeather", "Brambleway", "Thistledown", "Marrowfield"
AGREED, DISSENT, FINDER = "Fernhollow", "Cloverbank", "Ashdown"
CODE, NAME, ORGANISATION = "Code77Zeta", "Lakeside", "Hillcrest"
FREE_TEXT = (NOTE, REASON, OWNER, ACCEPTED, AGREED, DISSENT, FINDER)


@cache
def told() -> Plan:
    """The example with a word of its own in each place where a person can write, and a first day that is too soon.

    The owner that somebody typed has the most to do, so that more is said about this owner than about any other.
    """
    answers = dict(example_sheet().answers)
    answers["leadership.vision"] = Levelled(level=1, note=NOTE)
    answers["recruitment.advert-reach"] = NotApplicable(not_applicable=REASON, note=NOTE)
    answers["leadership.values"] = Levelled(
        level=1, agreement=Agreement(how="cautious", reason=AGREED, dissent=(DISSENT,))
    )
    answers["leadership.manager-time"] = Unknown(agreement=Agreement(how="parked", who=FINDER, by=date(2027, 1, 8)))
    service = Service(name=NAME, organisation=ORGANISATION, code=CODE)
    sheet = example_sheet().model_copy(update={"answers": answers, "service": service, "first_day": date(2026, 12, 1)})
    agreements = {
        action.question: ActionAgreement(level=action.level, owner=OWNER)
        for action in example().actions
        if action.owner.startswith("service manager")
    }
    agreements["leadership.vision"] = ActionAgreement(level=1, owner=OWNER, status="doing", reason=ACCEPTED)
    agreements["team.role-clarity"] = ActionAgreement(
        level=1, owner=OWNER, due=date(2026, 12, 7), status="accepted", reason=ACCEPTED
    )
    before = past_plan_of(example()).model_copy(update={"day": TODAY.replace(day=1)})
    record = ActionRecord(questionnaire=sheet.questionnaire, actions=agreements, plans=(before,))
    return plan_of(sheet, record=record)


def inside(audience: Audience, suffix: str) -> str:
    """Everything that a file for an audience says: its bytes, its parts unpacked, its text, properties, attachments."""
    return made_once(f"inside the {suffix} for {audience}", lambda: _read(audience, suffix))


def _read(audience: Audience, suffix: str) -> str:
    path = Path(_folder().name) / f"{audience}{suffix}"
    write_plan(for_audience(told(), shipped(), audience), shipped(), path)
    data = path.read_bytes()
    parts = [data.decode("utf-8", "replace")]
    if is_zipfile(BytesIO(data)):
        with ZipFile(BytesIO(data)) as archive:
            parts += [name + archive.read(name).decode("utf-8", "replace") for name in archive.namelist()]
    if suffix == ".pdf":
        read = pypdf.PdfReader(BytesIO(data))
        assert not read.attachments
        parts += [" ".join(page.extract_text().split()) for page in read.pages]
        parts += [str(read.metadata), str(read.xmp_metadata and read.xmp_metadata.stream.get_data()), str(read.outline)]
    unfolded = "\n".join(parts).replace("\r\n ", "")
    return " ".join(re.sub(r"<[^>]*>", "", unfolded).split()) + unfolded


@cache
def _folder() -> TemporaryDirectory[str]:
    return TemporaryDirectory()


WRITES_IT = [
    *((word, suffix) for suffix in (".html", ".docx", ".md", ".json") for word in FREE_TEXT),
    *((word, suffix) for suffix in (".xlsx", ".csv", ".ics") for word in (OWNER, ACCEPTED)),
    *(pytest.param(word, ".pdf", marks=pytest.mark.pdf) for word in FREE_TEXT),
]
"""Which words each format has for the service: tables and calendars hold the actions, not the answers."""


@pytest.mark.parametrize(("word", "suffix"), WRITES_IT)
def test_service_gets_all_of_it(word: str, suffix: str) -> None:
    """Notes, reasons, owners: the service's own files have them, so the tests below would find them elsewhere."""
    assert word in inside("service", suffix)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_commissioner_gets_nothing_in_the_services_words(suffix: str) -> None:
    """A commissioner gets no note, reason or typed owner; but the service, its organisation and what to do."""
    text = inside("commissioner", suffix)
    assert not [word for word in FREE_TEXT if word.casefold() in text.casefold()]
    assert NAME in text or suffix == ".csv"
    assert told().actions[0].title in text


@pytest.mark.parametrize("suffix", [suffix for suffix in SUFFIXES if suffix not in (".csv", ".ics")])
def test_public_gets_only_decisions_and_domains(suffix: str) -> None:
    """The public gets no answer, action, topic, date, role or code: only decisions, domains and their texts."""
    text = inside("public", suffix)
    assert not [word for word in (*FREE_TEXT, CODE) if word.casefold() in text.casefold()]
    instrument = shipped()
    questions = instrument.questionnaire.questions
    single_answers = {question.topic for question in questions.values()} | {*questions}
    single_answers |= {question.text for question in questions.values()}
    single_answers |= {
        level
        for question in questions.values()
        if isinstance(question, ScaleQuestion)
        for level in question.levels.as_tuple
    }
    actions = {text for action in told().actions for text in (action.title, action.first_step, action.done_when)}
    assert not [found for found in single_answers | actions if found in text]
    for said in (NAME, told().caution, *(domain.title for domain in told().domains)):
        assert said in text
    for stage in told().stages:
        assert instrument.rubric.decisions[stage.decision].name in text or stage.decision in text


@pytest.mark.parametrize("suffix", [".html", ".docx", ".md", PDF])
def test_finding_single_answers_can_fail(suffix: str) -> None:
    """The service's files have the topics and titles that the public's are searched for."""
    text = inside("service", suffix)
    assert told().actions[0].title in text
    assert shipped().questionnaire.questions["leadership.vision"].topic[1:] in text


def test_busiest_owner_is_named_for_the_service_alone() -> None:
    """Only the service reads the busiest owner's name as typed, and what sharing the work would bring."""
    assert told().schedule.busiest_owner == OWNER.casefold()
    shared = f"If {OWNER} shared the work with someone, the first day could be"
    schedule = told().schedule
    assert schedule.earliest_first_day
    for days, said in ((7, True), (6, False)):  # less than a week earlier is not worth saying
        day = schedule.earliest_first_day - timedelta(days=days)
        sooner = schedule.model_copy(update={"earliest_first_day_if_shared": day})
        assert (shared in str(too_soon(told().model_copy(update={"schedule": sooner})))) is said
    for suffix in (".html", ".docx", ".csv", ".ics"):
        text = inside("commissioner", suffix)
        assert "The planned first day leaves too little time." in text
        assert "shared the work with someone" not in text


def test_service_gets_the_result_itself() -> None:
    """In the service's own copy nothing is left out."""
    assert for_audience(told(), shipped(), "service") is told()


def test_scores_and_decisions_are_the_same_for_all() -> None:
    """Leaving things out changes no score, band or decision."""
    for audience in ("commissioner", "public"):
        seen = for_audience(told(), shipped(), audience)
        assert [(it.score, it.score_max, it.band) for it in seen.domains] == [
            (it.score, it.score_max, it.band) for it in told().domains
        ]
        assert [it.decision for it in seen.stages] == [it.decision for it in told().stages]
        assert seen.flags == told().flags


def test_commissioner_sees_that_a_reason_is_left_out() -> None:
    """The commissioner's copy says that it leaves a reason out, and has the suggested role as owner."""
    seen = for_audience(told(), shipped(), "commissioner")
    reasons = {criterion.question: criterion.reason for criterion in seen.criteria}
    assert reasons["recruitment.advert-reach"] == "the reason is left out of this copy"
    (accepted,) = [action for action in seen.actions if action.status == "accepted"]
    suggested = shipped().rubric.by_question[accepted.question].actions[accepted.level].owner
    assert (accepted.owner, accepted.reason) == (suggested, "the reason is left out of this copy")


def test_commissioner_sees_what_is_left_open() -> None:
    """The commissioner sees what is parked until when, and where both views were kept; not why or by whom."""
    seen = for_audience(told(), shipped(), "commissioner")
    agreed = {row.question: row.agreement for row in seen.criteria if row.agreement}
    assert agreed == {
        "leadership.values": Agreement(how="cautious"),
        "leadership.manager-time": Agreement(how="parked", by=date(2027, 1, 8)),
    }
    assert "Both views were kept." in inside("commissioner", ".docx")


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_commands_are_for_the_service_alone(suffix: str) -> None:
    """Only the service has the program: nobody else is told what to type, or to sign for an action."""
    command = re.compile(r"readiness (templates|actions|assess)|working papers|Once somebody has taken the action on")
    assert command.search(inside("service", suffix)) or suffix == ".json"
    assert not command.search(inside("commissioner", suffix))
    assert suffix in (".csv", ".ics") or not command.search(inside("public", suffix))


@pytest.mark.parametrize("suffix", [".html", PDF, ".docx", ".md", ".json"])
@pytest.mark.parametrize("audience", ["commissioner", "public"])
def test_others_get_no_advice_for_those_who_answered(audience: Audience, suffix: str) -> None:
    """Others read what a flag says about the answers, but not what the people who answered should do about it."""
    said, advice = "Nobody took part as a peer worker", "Invite someone with lived experience"
    assert said in inside("service", suffix)
    assert advice in inside("service", suffix)
    assert said in inside(audience, suffix)
    assert advice not in inside(audience, suffix)


@pytest.mark.parametrize("suffix", [".html", PDF, ".docx", ".md"])
def test_the_public_is_told_what_essentials_are(suffix: str) -> None:
    """The decisions speak of essentials, so a sentence says what they are; there is none if nothing is essential."""
    assert ESSENTIALS_MEAN in unescape(inside("public", suffix))
    assert ESSENTIALS_MEAN not in unescape(inside("service", suffix))


def test_public_sees_a_change_only_where_there_is_one() -> None:
    """The public sees which decisions and scores have changed since the last plan, and nothing if none have."""
    seen = for_audience(told(), shipped(), "public")
    assert seen.since
    assert seen.since.domains
    assert (seen.since.done, seen.since.overdue, seen.since.new) == ((), (), ())
    assert told().since
    unchanged = told().model_copy(update={"since": told().since.model_copy(update={"stages": (), "domains": ()})})  # type: ignore[union-attr]
    assert for_audience(unchanged, shipped(), "public").since is None


def test_command_takes_the_audience(tmp_path: Path) -> None:
    """`--for` says who reads the plan; a format with nothing for the public is refused and not written."""
    (tmp_path / "a.json").write_text(run("example", folder=tmp_path).stdout, encoding="utf-8")
    assert run("plan", "a.json", "-o", "p.md", "--for", "public", folder=tmp_path).returncode == 0
    assert (tmp_path / "p.md").read_text(encoding="utf-8").startswith("# Where we stand: Riverside")
    refused = run("plan", "a.json", "-o", "p.ics", "--for", "public", folder=tmp_path)
    assert refused.returncode == 2
    assert "can only list actions" in refused.stderr
    assert not (tmp_path / "p.ics").exists()
    assert run("plan", "a.json", "-o", "p.md", "--for", "friends", folder=tmp_path).returncode == 2
