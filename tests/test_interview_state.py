"""The flow of an interview: a pure state machine."""

from datetime import UTC, datetime

import pytest

from questionnaires.answers import AnswerSheet, Levelled, QuestionnaireVersion, Service, Unknown
from readiness.interview.state import Interview
from scoring.instrument import Instrument

AT = datetime(2026, 11, 21, 10, tzinfo=UTC)


def sheet(form: str = "full", **answers: Levelled | Unknown) -> AnswerSheet:
    return AnswerSheet(
        questionnaire=QuestionnaireVersion(id="peer-support", version="1.0"),
        form="short" if form == "short" else "full",
        service=Service(name="Riverside"),
        answers={identifier.replace("__", ".").replace("_", "-"): answer for identifier, answer in answers.items()},
    )


def test_a_new_interview_begins_at_the_first_question(instrument: Instrument) -> None:
    """All 48 questions are asked, in questionnaire order, from the first one on."""
    interview = Interview.begin(instrument, sheet())
    assert interview.asked == tuple(instrument.questionnaire.questions)
    assert interview.current is not None
    assert interview.current.id == "leadership.vision"


def test_the_short_form_asks_the_essentials(instrument: Instrument) -> None:
    """The short form asks the 15 essentials and nothing else."""
    interview = Interview.begin(instrument, sheet("short"))
    assert len(interview.asked) == 15
    assert all(instrument.rubric.by_question[question].essential for question in interview.asked)


def test_one_domain_can_be_asked(instrument: Instrument) -> None:
    """With a domain, its eight questions are asked."""
    interview = Interview.begin(instrument, sheet(), "supervision")
    assert len(interview.asked) == 8
    assert [domain.id for domain in interview.domains] == ["supervision"]


def test_an_interview_goes_on_at_the_first_unanswered_question(instrument: Instrument) -> None:
    """What is answered is not asked again, a don't know among it."""
    answered = sheet(leadership__vision=Levelled(level=2), leadership__values=Unknown())
    interview = Interview.begin(instrument, answered)
    assert interview.current is not None
    assert interview.current.id == "leadership.manager-choice"


def test_back_returns_to_an_answered_question_and_forward_skips_it_again(instrument: Instrument) -> None:
    """Going back shows the question with its answer; going on afterwards passes over what is answered."""
    interview = Interview.begin(instrument, sheet()).answered(Levelled(level=1), AT).forward()
    back = interview.back()
    assert back.answer == Levelled(level=1)
    assert back.forward() == interview
    assert back.back().position == 0


def test_a_skipped_question_stays_open(instrument: Instrument) -> None:
    """Skipping leaves the question unanswered, and the end is reached with it open."""
    interview = Interview.begin(instrument, sheet(), "team").forward()
    while interview.current:
        interview = interview.answered(Levelled(level=0), AT).forward()
    assert interview.unanswered == ("team.introduction",)


def test_progress_reads_as_a_sentence(instrument: Instrument) -> None:
    """The progress names the question, the place in its domain and the minutes left."""
    interview = Interview.begin(instrument, sheet())
    assert interview.progress() == "Question 1 of 48, Leadership vision 1 of 8, about 25 minutes left"
    assert interview.to("team.manager-confidence").progress().startswith("Question 10 of 48, Team preparation 2 of 8,")
    assert "about 8 minutes left" in Interview.begin(instrument, sheet("short")).progress()


@pytest.mark.parametrize(("seconds", "minutes"), [(6.0, 5), (60.0, 43), (299.0, 215)])
def test_the_time_left_follows_the_persons_own_pace(instrument: Instrument, seconds: float, minutes: int) -> None:
    """After five answers the median of their times counts; 43 questions are left."""
    interview = Interview.begin(instrument, sheet())
    for _ in range(5):
        interview = interview.answered(Levelled(level=1), AT, seconds).forward()
    assert interview.minutes_left == minutes


def test_being_called_away_is_no_pace(instrument: Instrument) -> None:
    """An answer that took more than five minutes does not count."""
    interview = Interview.begin(instrument, sheet())
    for _ in range(5):
        interview = interview.answered(Levelled(level=1), AT, 1000.0).forward()
    assert interview.paces == ()
    assert interview.minutes_left == 23


def test_an_interview_without_questions_left_is_at_its_end(instrument: Instrument) -> None:
    """At the end there is no current question."""
    interview = Interview.begin(instrument, sheet(), "team")
    for _ in range(8):
        interview = interview.answered(Levelled(level=3), AT).forward()
    assert interview.current is None
    assert interview.progress() == "All 8 questions have been shown"
    assert interview.minutes_left == 0
