"""The end of a run of `readiness assess`: the result and the plan, or where the answers are and how to go on."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from questionnaires.language import _, ngettext
from readiness.answer_folder import arguments_for, is_offered
from readiness.exits import ExitCode
from readiness.interview import note_words, screens
from readiness.interview.answer_tasks import left_out
from readiness.interview.interviewer import Interviewer
from readiness.interview.options import AssessOptions
from readiness.next_step import advise
from readiness.prompts.interface import Prompts
from readiness.terminal import busy, print_message
from readiness.text import printable_path

if TYPE_CHECKING:
    from readiness.plan.service_plan import ServicePlan


def finish(prompts: Prompts, options: AssessOptions, interviewer: Interviewer) -> ExitCode:
    """Shows the result and writes the plan; if other domains have unanswered questions, says so instead."""
    from readiness.plan.service_plan import ServicePlan

    path = interviewer.file.path
    service_plan = ServicePlan(path, interviewer.state.sheet, options.instrument, options.today)
    plan = service_plan.plan
    if others := interviewer.state.unanswered_elsewhere:
        print_message(
            ngettext(
                "That is the end of {domain}. There is still {n} question to answer in the other domains. After that "
                "come the result and the plan. Your answers are saved in {file}.",
                "That is the end of {domain}. There are still {n} questions to answer in the other domains. After that "
                "come the result and the plan. Your answers are saved in {file}.",
                others,
                domain=interviewer.state.domains[0].title,
                file=printable_path(str(path)),
            )
        )
        _advise_to_go_on(_("To carry on"), options, path, all_domains=True)
        return ExitCode.DONE
    if not _show(prompts, options, service_plan):
        say_goodbye(options, interviewer, _("Stopped before the plan was written."))
        return ExitCode.INTERRUPTED
    _write(options, service_plan, path)
    if plan.unanswered:
        what = ngettext(
            "Next, answer the question that is left", "Next, answer the {n} questions that are left", plan.unanswered
        )
        _advise_to_go_on(what, options, path)
        return ExitCode.DONE
    if number := left_out(options.instrument, interviewer.state.sheet):
        what = ngettext(
            "Next, answer the question that is left, or agree who does what",
            "Next, answer the other {n} questions, or agree who does what",
            number,
        )
        _advise_to_go_on(what, options, path, all_domains=True)
        return ExitCode.DONE
    advise(_("Next, agree who does what by when"), "actions", *arguments_for(path), *options.own_questionnaire)
    return ExitCode.DONE


def say_stopped_before(options: AssessOptions, *, begins_new: bool) -> None:
    """Says that nothing has changed, if a run is interrupted before its first question.

    Args:
        options: those of the run.
        begins_new: whether a new answer file was to be started.
    """
    print(file=sys.stderr)  # noqa: T201
    print_message(
        _("Stopped. You hadn't reached the first question, so there is nothing to save.")
        if begins_new
        else _("Stopped. Nothing has changed.")
    )
    _advise_to_go_on(_("To start again"), options, options.file, again=True, begins_new=begins_new)


def say_goodbye(options: AssessOptions, interviewer: Interviewer, first_words: str) -> None:
    """Says where the answers are, what becomes of texts that are not finished, and how to resume the interview."""
    print(file=sys.stderr)  # noqa: T201
    for question, draft in interviewer.unfinished.items():
        topic = options.instrument.questionnaire.questions[question].topic
        is_answered, is_kept = question in interviewer.state.sheet.answers, interviewer.keeps_unfinished
        for line in note_words.unfinished_text(topic, draft, answered=is_answered, kept=is_kept):
            print_message(line)
    path = interviewer.file.path
    file = printable_path(str(path))
    print_message(f"{first_words} {screens.how_far(interviewer.state)}")
    print_message(
        _("Your answers are saved in {file}, with the note you were typing.", file=file)
        if interviewer.stopped_in_saved_note
        else _("Your answers are saved in {file}.", file=file)
    )
    _advise_to_go_on(_("To carry on"), options, path)


def _show(prompts: Prompts, options: AssessOptions, service_plan: "ServicePlan") -> bool:
    """Shows the result until the person goes on to the plan; false if they stop instead."""
    from readiness.interview.result import show_result
    from readiness.report.screen import show_plan

    plan, plain = service_plan.plan, options.has_plain_prompts
    try:
        with prompts.whole_screen():
            show_result(prompts, plan, options.instrument, plain=plain)
    except (KeyboardInterrupt, EOFError):
        return False
    if not plain:  # what was drawn is gone from the screen by now
        show_plan(plan, options.instrument, everything=False)
    return True


def _write(options: AssessOptions, service_plan: "ServicePlan", path: Path) -> None:
    """Writes the plan of an answer file, and says where both are."""
    from readiness.report.plan_files import path_beside, write_plan

    with busy(_("Writing the plan ...")):
        written = write_plan(service_plan.plan, options.instrument, options.plan or path_beside(path))
    print()  # noqa: T201
    print(_("Your answers are in {file}", file=printable_path(str(path))))  # noqa: T201
    print(_("Your plan is in {file}", file=printable_path(str(written.path))))  # noqa: T201
    notices = (*service_plan.notices, *written.notices)  # before the plan is remembered, which may move its record
    for notice in (*notices, *service_plan.remember(start=True, calendar=written.calendar)):
        print_message(notice)


def _advise_to_go_on(
    what: str,
    options: AssessOptions,
    path: Path | None,
    *,
    all_domains: bool = False,
    again: bool = False,
    begins_new: bool = False,
) -> None:
    """Says how to go on with an answer file, with the same options or with all domains, or how to start again.

    Args:
        what: says what the command does.
        options: those of the run.
        path: the answer file.
        all_domains: whether other domains than before are asked about.
        again: whether nothing has been saved, so that the first day has to be given again.
        begins_new: whether a new answer file is started.
    """
    day = options.first_day if again else None
    words = [
        *(["--short"] if options.short and begins_new else []),
        *(["--plain"] if options.plain else []),
        *(["--quiet-scores"] if options.quiet else []),
        *(["--domain", options.domain] if options.domain and not all_domains else []),
        *(["--first-day", day.isoformat()] if day else []),
        *(["--pdf", str(options.plan)] if options.plan else []),
        *([str(path)] if path and not is_offered(path) else []),
    ]
    advise(what, "assess", *words, *options.own_questionnaire)
