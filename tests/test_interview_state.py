"""The state of an interview, which never changes: each step returns a new one."""

from datetime import UTC, datetime

import pytest

from questionnaires.answers import AnswerSheet, Levelled, QuestionnaireVersion, Service, Unknown
from readiness.interview.choices import end_options
from readiness.interview.state import InterviewState
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
    state = InterviewState.start(instrument, sheet())
    assert state.question_ids == tuple(instrument.questionnaire.questions)
    assert state.question is not None
    assert state.question.id == "leadership.vision"


def test_the_short_form_asks_the_essentials(instrument: Instrument) -> None:
    """The short form asks the 16 essentials and nothing else."""
    state = InterviewState.start(instrument, sheet("short"))
    assert len(state.question_ids) == 16
    assert all(instrument.rubric.by_question[question].essential for question in state.question_ids)


def test_a_short_form_becomes_a_full_one_with_the_first_other_answer(instrument: Instrument) -> None:
    """A short form that asks the other questions stays one until one of those is answered."""
    state = InterviewState.start(instrument, sheet("short", leadership__vision=Levelled(level=2)), form="full")
    assert len(state.question_ids) == 48
    essential = state.at_question("leadership.vision").with_answer(Levelled(level=1), AT)
    assert (essential.sheet.form, essential.keeps_short_form) == ("short", True)
    other = essential.at_question("leadership.values").with_answer(Unknown(), AT)
    assert (other.sheet.form, other.keeps_short_form) == ("full", False)
    assert not InterviewState.start(instrument, sheet("short")).keeps_short_form


def test_one_domain_can_be_asked(instrument: Instrument) -> None:
    """With a domain, its eight questions are asked."""
    state = InterviewState.start(instrument, sheet(), "supervision")
    assert len(state.question_ids) == 8
    assert [domain.id for domain in state.domains] == ["supervision"]


def test_the_end_of_one_domain_offers_a_result_only_when_no_other_is_open(instrument: Instrument) -> None:
    """With questions of other domains open there is no result yet, and none is offered."""
    state = InterviewState.start(instrument, sheet(), "supervision")
    assert state.unanswered_elsewhere == 40
    assert end_options(state)[0].label == "Leave this domain for now"
    others = {question: Unknown() for question in instrument.questionnaire.questions if "supervision." not in question}
    state = InterviewState.start(instrument, sheet().model_copy(update={"answers": others}), "supervision")
    assert state.unanswered_elsewhere == 0
    assert end_options(state)[0].label == "Show the result and write the plan"
    assert InterviewState.start(instrument, sheet()).unanswered_elsewhere == 0


def test_an_interview_goes_on_at_the_first_unanswered_question(instrument: Instrument) -> None:
    """Questions with an answer, don't know included, are not asked again."""
    answered = sheet(leadership__vision=Levelled(level=2), leadership__values=Unknown())
    state = InterviewState.start(instrument, answered)
    assert state.question is not None
    assert state.question.id == "leadership.manager-choice"


def test_previous_returns_to_an_answered_question_and_next_unanswered_skips_it(instrument: Instrument) -> None:
    """Going back shows the question with its answer; going on afterwards skips what is answered."""
    state = InterviewState.start(instrument, sheet()).with_answer(Levelled(level=1), AT).next_unanswered()
    previous = state.previous()
    assert previous.answer == Levelled(level=1)
    assert previous.next_unanswered() == state
    assert previous.previous().position == 0


def test_a_skipped_question_stays_open(instrument: Instrument) -> None:
    """Skipping leaves the question unanswered, and the end is reached with it open."""
    state = InterviewState.start(instrument, sheet(), "team").next_unanswered()
    while state.question:
        state = state.with_answer(Levelled(level=0), AT).next_unanswered()
    assert state.unanswered == ("team.introduction",)


def test_progress_reads_as_a_sentence(instrument: Instrument) -> None:
    """The progress names the question, the place in its domain and the minutes left."""
    state = InterviewState.start(instrument, sheet())
    assert state.progress() == "Question 1 of 48 (1 of 8 in Leadership vision), about 25 minutes left"
    confidence = state.at_question("team.manager-confidence")
    assert confidence.progress().startswith("Question 10 of 48 (2 of 8 in Team preparation),")
    assert "about 8 minutes left" in InterviewState.start(instrument, sheet("short")).progress()


@pytest.mark.parametrize(("seconds", "minutes"), [(1.0, 7), (20.0, 12), (60.0, 36), (299.0, 179)])
def test_the_time_left_follows_the_persons_own_pace(instrument: Instrument, seconds: float, minutes: int) -> None:
    """After twelve answers the median of their times counts, within reason; 36 questions are left."""
    state = InterviewState.start(instrument, sheet())
    for _ in range(12):
        state = state.with_answer(Levelled(level=1), AT, seconds).next_unanswered()
    assert state.minutes_left == minutes


def test_being_called_away_does_not_count_for_the_pace(instrument: Instrument) -> None:
    """An answer that took more than five minutes does not count for the pace."""
    state = InterviewState.start(instrument, sheet())
    for _ in range(12):
        state = state.with_answer(Levelled(level=1), AT, 1000.0).next_unanswered()
    assert state.answer_seconds == ()
    assert state.minutes_left == 19


def test_a_few_quick_answers_promise_nothing(instrument: Instrument) -> None:
    """Somebody who flies through the first seven questions still has about 21 minutes to go."""
    state = InterviewState.start(instrument, sheet())
    for _ in range(7):
        state = state.with_answer(Levelled(level=1), AT, 1.0).next_unanswered()
    assert state.progress() == "Question 8 of 48 (8 of 8 in Leadership vision), about 21 minutes left"


def test_an_interview_without_questions_left_is_at_its_end(instrument: Instrument) -> None:
    """At the end of an interview there is no current question."""
    state = InterviewState.start(instrument, sheet(), "team")
    for _ in range(8):
        state = state.with_answer(Levelled(level=3), AT).next_unanswered()
    assert state.question is None
    assert state.progress() == "You have seen all 8 questions"
    assert state.minutes_left == 0
