"""Comparing two answer files: what moved, in which way, on what evidence, and what makes the files unlike."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from questionnaires.answers import Agreement as OfAnswer
from questionnaires.answers import (
    Answer,
    AnswerSheet,
    Levelled,
    NotApplicable,
    QuestionnaireVersion,
    Service,
    Unknown,
    Workshop,
)
from readiness.comparison.compare import Given, comparison_of, like_forms
from readiness.comparison.model import Comparison
from readiness.comparison.remarks import is_same_service
from readiness.comparison.screen import lines_of
from readiness.comparison.words import Words
from readiness.plan.action_record import ActionAgreement, ActionRecord
from readiness.plan.planning import make_plan
from scoring.engine import score
from scoring.fingerprint import fingerprint
from scoring.instrument import Instrument
from tests.tiny import MONDAY, Row, essential, other, sheet, sheet_of, tiny

ROWS = [essential(), other(2), other(domain="two"), other(domain="two", items=4)]
SPRING = {"started_at": datetime(2027, 5, 3, 9, tzinfo=UTC), "updated_at": datetime(2027, 5, 3, 10, tzinfo=UTC)}


def compared(
    earlier: AnswerSheet,
    later: AnswerSheet,
    instrument: Instrument | None = None,
    agreed: dict[str, ActionAgreement] | None = None,
) -> Comparison:
    """The comparison of two sheets; what was agreed about actions is kept next to the later."""
    instrument = instrument or tiny(*ROWS)
    first, second = like_forms(earlier, later)
    record = ActionRecord(questionnaire=later.questionnaire, actions=agreed or {})
    then = make_plan(score(instrument, first, MONDAY), instrument)
    now = make_plan(score(instrument, second, MONDAY), instrument, record)
    return comparison_of(Given("then.json", earlier, then), Given("now.json", later, now), instrument)


def moves(then: str, now: str, rows: list[Row] | None = None) -> Comparison:
    """The comparison of two sheets in marks."""
    instrument = tiny(*(rows or ROWS))
    return compared(sheet(instrument, then), sheet(instrument, now, **SPRING), instrument)


def remarks(earlier: dict[str, Any], later: dict[str, Any], marks: str = "1 2 3 t2") -> dict[str, str]:
    """What is remarked on two files with these headers, by identifier."""
    instrument = tiny(*ROWS)
    first = sheet(instrument, "0 0 0 t0", **earlier)
    comparison = compared(first, sheet(instrument, marks, **{**SPRING, **later}), instrument)
    return {remark.id: remark.sentence for remark in comparison.remarks}


def to_questionnaire(version: str, fingerprint: str | None = None) -> dict[str, Any]:
    """The header of answers to a version of the questionnaire."""
    return {"questionnaire": QuestionnaireVersion(id="tiny", version=version, fingerprint=fingerprint)}


def answers(*given: Answer) -> AnswerSheet:
    """A sheet of the tiny questionnaire with these answers to its first questions."""
    instrument = tiny(*ROWS)
    return sheet_of(instrument, dict(zip(instrument.questionnaire.questions, given, strict=False)))


def test_decisions_domains_and_questions_that_moved() -> None:
    """Hand-computed: the essential rises from 1 to 2, the other of its domain falls from 3 to 2; domain two stays.

    Domain one: weights 3 and 2, (3 + 6) / 15 = 60.0 before and (6 + 4) / 15 = 66.7 after.
    """
    found = moves("1 3 2 t3", "2 2 2 t3")
    assert [(it.stage, it.before, it.after) for it in found.stages] == [("advertise", "conditional", "go")]
    (domain,) = found.domains
    assert (domain.domain, domain.before.score, domain.after.score) == ("one", 60.0, 66.7)
    assert (domain.before.band, domain.after.band) == ("nearly_there", "nearly_there")
    assert [(it.question, it.direction, it.before.level, it.after.level) for it in found.questions] == [
        ("one.q1", "up", 1, 2),
        ("one.q2", "down", 3, 2),
    ]
    assert [it.essential for it in found.questions] == [True, False]


def test_domain_whose_band_alone_moved_is_named() -> None:
    """The score stays at 18 / 27 = 66.7, but the band rises, as the essential is no longer at 0."""
    rows = [essential(3), other(3), other(3)]
    found = moves("0 3 3", "3 0 3", rows)
    (domain,) = found.domains
    assert domain.before.score == domain.after.score == 66.7
    assert (domain.before.band, domain.after.band) == ("getting_started", "nearly_there")


def test_nothing_has_moved() -> None:
    """The same answers at another time: no domain, no question, no action; it is remarked that they are the same."""
    found = moves("1 2 3 t2", "1 2 3 t2")
    assert (found.domains, found.questions, found.finished, found.new, found.without_new_evidence) == (
        (),
        (),
        (),
        (),
        (),
    )
    assert [remark.id for remark in found.remarks] == ["same_answers"]


@pytest.mark.parametrize(
    ("then", "now", "direction"),
    [
        ("1", "2", "up"),
        ("3", "0", "down"),
        ("?", "0", "found_out"),
        (".", "2", "found_out"),
        ("2", "?", "lost"),
        ("0", ".", "lost"),
        ("-", "2", "other"),
        ("?", "-", "other"),
        (".", "?", "other"),
    ],
)
def test_each_kind_of_answer_moves_its_own_way(then: str, now: str, direction: str) -> None:
    """Not answered, don't know, not applicable and level 0 are four different things here too."""
    (move,) = moves(f"{then} 2 2 t2", f"{now} 2 2 t2", [other(), *ROWS[1:]]).questions
    assert move.direction == direction


def test_ticks_count_where_they_change_the_level() -> None:
    """Of four items one or two give level 1, three level 2."""
    assert moves("1 1 1 t1", "1 1 1 t2").questions == ()
    (move,) = moves("1 1 1 t2", "1 1 1 t3").questions
    assert (move.before.level, move.after.level) == (1, 2)


@pytest.mark.parametrize(
    ("then", "now", "evidence", "named"),
    [
        pytest.param(Levelled(level=1), Levelled(level=2), "none", True, id="no-note"),
        pytest.param(Levelled(level=1, note="A page"), Levelled(level=2), "none", True, id="note-gone"),
        pytest.param(
            Levelled(level=1, note="A page"), Levelled(level=2, note="a  page."), "same", True, id="same-note"
        ),
        pytest.param(Levelled(level=1, note="A page"), Levelled(level=2, note="Signed"), "new", False, id="other-note"),
        pytest.param(Levelled(level=1), Levelled(level=2, note="Signed"), "new", False, id="first-note"),
        pytest.param(Levelled(level=2), Levelled(level=1), "none", False, id="fell"),
        pytest.param(Unknown(), Levelled(level=2), "none", True, id="known-and-in-place"),
        pytest.param(Unknown(), Levelled(level=0), "none", False, id="known-and-not-yet"),
        pytest.param(NotApplicable(not_applicable="Filled"), Levelled(level=2), "none", False, id="applies-now"),
    ],
)
def test_what_rose_without_new_evidence(then: Answer, now: Answer, evidence: str, *, named: bool) -> None:
    """A higher level with no note, or with the note from before, is named; one with a new note is not."""
    found = compared(answers(Levelled(level=2), then), answers(Levelled(level=2), now))
    (move,) = found.questions
    assert move.evidence == evidence
    assert found.without_new_evidence == (("one.q2",) if named else ())


def test_first_answers_of_an_unfinished_file_have_not_risen() -> None:
    """A question that had no answer before is answered now; that is no rise."""
    assert moves(". 2 2 t2", "2 2 2 t2").without_new_evidence == ()


def test_no_note_is_missed_where_no_level_is_known() -> None:
    """Nobody has a note for *don't know*, so nothing is said about it; of a level without a note it is."""
    found = moves("2 1 3 t2", "? 2 3 t2")
    words = Words(found, tiny(*ROWS))
    assert [words.evidence(move) for move in found.questions] == ["", "no note"]
    assert not any(line.text.endswith(";") or "; ;" in line.text for line in lines_of(words))


def test_actions_that_are_finished_accepted_and_new() -> None:
    """A better answer and a status of done both finish an action; what fell has a new one."""
    instrument = tiny(*ROWS)
    agreed = {
        "one.q2": ActionAgreement(level=1, status="done"),
        "two.q4": ActionAgreement(level=1, status="accepted", reason="We live with it"),
    }
    found = compared(sheet(instrument, "1 1 3 t2"), sheet(instrument, "2 1 2 t2", **SPRING), instrument, agreed)
    assert [title.question for title in found.finished] == ["one.q1", "one.q2"]
    assert [title.question for title in found.accepted] == ["two.q4"]
    assert [(title.code, title.title) for title in found.new] == [
        ("ON1", "Do one.q1 from in_place"),
        ("TW1", "Do two.q3 from in_place"),
    ]


def test_answer_below_the_target_finishes_no_action() -> None:
    """From 0 to 1 the action is replaced by the next, and not finished."""
    found = moves("0 1 3 t2", "1 1 3 t2")
    assert found.finished == ()
    assert [title.question for title in found.further] == ["one.q1"]
    assert [title.title for title in found.new] == ["Do one.q1 from planned"]


# What makes two files unlike


def test_two_files_of_one_service_in_order_need_no_remark() -> None:
    """The usual case: the same service, the same questionnaire, one after the other."""
    assert remarks({}, {}) == {}


def test_different_services_are_said() -> None:
    """Two different services are both named, with everything that identifies them."""
    said = remarks({"service": Service(name="Alder")}, {"service": Service(name="Birch", organisation="Trust")})
    assert "“Alder” and “Birch, Trust”" in said["other_service"]


@pytest.mark.parametrize(
    ("one", "other_", "same"),
    [
        (Service(name="Elm Ward"), Service(name="  elm  WARD "), True),
        (Service(name="Elm Ward", code="E1"), Service(name="Elm House", code="e1"), True),
        (Service(name="Elm Ward", code="E1"), Service(name="Elm Ward", code="E2"), False),
        (Service(name="Elm Ward", organisation="North"), Service(name="Elm Ward", organisation="South"), False),
        (Service(name="Elm Ward"), Service(name="Oak Ward"), False),
    ],
)
def test_one_service_is_its_code_or_its_name(one: Service, other_: Service, *, same: bool) -> None:
    """A service is its code, or else its name within its organisation, as in a batch; case and spaces don't count."""
    assert is_same_service(one, other_) is same


def test_swapped_files_are_said() -> None:
    """The later file was changed before the earlier one; on one day too."""
    said = remarks(SPRING, {"started_at": None, "updated_at": datetime(2026, 11, 20, tzinfo=UTC)})
    assert "The second file is the older one" in said["swapped"]
    assert "20 November 2026, and the first file on 3 May 2027. Swap the two files" in said["swapped"].replace(
        "\N{NO-BREAK SPACE}", " "
    )
    same_day = remarks(SPRING, {"updated_at": datetime(2027, 5, 3, 9, 30, tzinfo=UTC)})
    assert "both were last changed on 3 May 2027" in same_day["swapped"].replace("\N{NO-BREAK SPACE}", " ")


def test_files_of_the_same_moment_are_said() -> None:
    """Which of them is the later one is not known, so that is said; other services are different anyway."""
    same = {"updated_at": datetime(2027, 5, 3, 9, 30, tzinfo=UTC)}
    assert "can't tell which one is newer" in remarks(same, same)["same_moment"]
    assert "same_moment" not in remarks({**same, "service": Service(name="Alder")}, same)


@pytest.mark.parametrize(
    ("then", "now", "said"),
    [
        ({"took_part": ("service_manager",)}, {"took_part": ("peer_worker",)}, True),
        ({"took_part": ("service_manager", "peer_worker")}, {"took_part": ("peer_worker", "service_manager")}, False),
        ({"took_part": ()}, {"took_part": ("peer_worker",)}, False),
        ({"workshop": Workshop(id="W1", person="a")}, {"workshop": Workshop(id="W1", person="b")}, True),
        ({"workshop": Workshop(id="W1", person="a")}, {"workshop": Workshop(id="W1")}, True),
        ({"workshop": Workshop(person="a")}, {"workshop": Workshop(person="b")}, False),
    ],
)
def test_different_people_are_said(then: dict[str, Any], now: dict[str, Any], *, said: bool) -> None:
    """Other roles, or other people of one workshop, may see the service in another way; the codes of forms say nothing.

    Where the answers are the same, nothing is said.
    """
    assert ("other_people" in remarks(then, now)) is said
    assert "other_people" not in remarks(then, now, "0 0 0 t0")


def test_files_without_a_day_are_not_swapped() -> None:
    """If a file does not say when it was answered, nothing is said about the order."""
    assert remarks(SPRING, {"started_at": None, "updated_at": None}) == {}


@pytest.mark.parametrize(("then", "now"), [("1.0", "1.1"), ("1.1", "1.0")])
def test_different_versions_are_said(then: str, now: str) -> None:
    """The words of questions may have changed between two versions, and both are scored by one."""
    said = remarks(to_questionnaire(then), to_questionnaire(now))
    assert f"version {then} of the questionnaire, and the second with version {now}" in said["other_version"]
    assert "Both are scored using version 1.0." in said["other_version"]


def test_an_older_version_of_both_is_said() -> None:
    """Both files have answers to a version that is not the one they are scored by."""
    said = remarks(to_questionnaire("1.3"), to_questionnaire("1.3"))
    assert said == {
        "other_version": "Both files were made with version 1.3 of the questionnaire. "
        "They are scored using version 1.0."
    }


def test_different_fingerprints_are_said() -> None:
    """Questions in other words are told apart although their version is the same; missing fingerprints say nothing."""
    used = fingerprint(tiny(*ROWS))

    def said(then: str | None, now: str | None) -> str:
        headers = to_questionnaire("1.0", then), to_questionnaire("1.0", now)
        return remarks(*headers).get("other_wording", "")

    assert said(None, None) == said(used, None) == said(used, used) == ""
    assert "The questions for the two files were worded or weighted differently" in said("0" * 16, used)
    assert "The first file was made with a questionnaire whose wording" in said("0" * 16, None)
    assert "The second file was made with a questionnaire whose wording" in said(None, "0" * 16)
    assert "The second file was made with a questionnaire whose wording" not in said(used, "0" * 16)
    assert "Both files were made with a questionnaire whose wording" in said("0" * 16, "0" * 16)


@pytest.mark.parametrize(("then", "now", "which"), [("short", "full", "first"), ("full", "short", "second")])
def test_a_short_form_is_compared_by_its_essentials(then: str, now: str, which: str) -> None:
    """Of different forms only the essentials are compared, so that scores are over the same questions."""
    instrument = tiny(*ROWS)
    found = compared(
        sheet(instrument, "1 0 0 t0", form=then), sheet(instrument, "1 3 3 t4", form=now, **SPRING), instrument
    )
    assert (found.questions, found.domains) == ((), ())
    assert {remark.id: remark.sentence for remark in found.remarks} == {
        "other_form": f"The {which} file is a short form, so only the 1 essential is compared."
    }
    assert (found.earlier.form, found.later.form) == (then, now)


def test_unfinished_files_are_said() -> None:
    """Each unfinished file is mentioned, with how many of its questions have no answer."""
    instrument = tiny(*ROWS)
    found = compared(sheet(instrument, "1 . . t0"), sheet(instrument, "1 . 1 t0", **SPRING), instrument)
    (remark,) = found.remarks
    assert remark.sentence == (
        "In the first file, 2 questions have no answer yet, and count as if nothing were in place."
        " In the second file, 1 question has no answer yet, and counts as if nothing were in place."
    )


def test_what_a_group_left_open_is_said_of_each_file() -> None:
    """Parked answers, and those of which both views were kept, are named with the file that has them."""
    agreed = answers(
        Unknown(agreement=OfAnswer(how="parked", who="deputy")), Levelled(level=1, agreement=OfAnswer(how="cautious"))
    )
    plain = answers(Unknown(), Levelled(level=1))
    said = {remark.id: remark.sentence for remark in compared(plain, agreed).remarks}
    assert said["left_open"] == (
        "In the second file, some answers are parked, and count as \u201cdon't know\u201d until somebody finds "
        "out the answers: topic one.q1. "
        "In the second file, both views were kept for these questions, so the lower of the two answers "
        "counts: topic one.q2."
    )
    assert "left_open_before" not in said
    assert compared(agreed, plain).remarks[-1].sentence.startswith("In the first file, some answers are parked")


def test_days_are_those_of_the_files() -> None:
    """A file is from the day of its last change, else from its beginning."""
    found = moves("1 1 1 t1", "1 1 1 t1")
    assert found.earlier.moment
    assert found.earlier.moment.date() == date(2026, 11, 20)
    assert found.later.moment == SPRING["updated_at"]
