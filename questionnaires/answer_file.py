"""The answer file: how an answer sheet is read from bytes and written to them."""

import json
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from typing import Any, TypeVar

from pydantic import BeforeValidator, ValidationError
from pydantic_core import ErrorDetails

from questionnaires.answer_fit import faults_against
from questionnaires.answers import (
    ANSWER_FIELDS,
    FORMAT,
    FORMAT_VERSIONS,
    Answer,
    AnswerSheet,
)
from questionnaires.explain import faults_of, place_of, shown
from questionnaires.faults import Fault, InputFault
from questionnaires.file_kinds import AN_ANSWER_FILE
from questionnaires.json_text import parse_json
from questionnaires.language import _
from questionnaires.local_style import either
from questionnaires.model import Questionnaire

Value = TypeVar("Value")
_OTHER_FORMATS = {
    "readiness-actions": _("this file is a record of actions, not an answer file"),
    "readiness-unfinished": _("this file contains unfinished notes, so it isn't an answer file"),
    "readiness-result": _("this file contains the results of an assessment, not the answers"),
}
"""What other files of this program contain, by their format."""


def parse_answers(data: bytes, questionnaire: Questionnaire) -> AnswerSheet:
    """Reads an answer file's bytes.

    Args:
        data: the whole file: JSON in UTF-8, with or without a byte-order mark, or in UTF-16 with one.
        questionnaire: the questionnaire that the answers have to fit.

    Raises:
        InputFault: every fault that was found, each with its place in the file.
    """
    sheet, faults = usable_answers(data, questionnaire)
    if faults or sheet is None:
        raise InputFault(faults)
    return sheet


def usable_answers(data: bytes, questionnaire: Questionnaire) -> tuple[AnswerSheet | None, list[Fault]]:
    """The usable part of an answer file, and every fault in the rest.

    Args:
        data: the whole file, as for `parse_answers`.
        questionnaire: the questionnaire that the answers have to fit.

    Returns:
        The sheet without the faulty parts, if that leaves one; and the faults, each with its place in the file.

    Raises:
        InputFault: it is not an answer file at all.
    """
    content = parse_json(data, AN_ANSWER_FILE)
    if not isinstance(content, dict):
        raise InputFault(
            Fault("", _("this file contains only a list or a single value, not answers"), _("Choose an answer file"))
        )
    _check_format(content)
    sheet, faults = _validated(content)
    if sheet is None:
        return None, faults
    sheet, doubled = _with_names_of_today(sheet, questionnaire)
    return sheet, [*faults, *doubled, *faults_against(questionnaire, sheet)]


def _with_names_of_today(sheet: AnswerSheet, questionnaire: Questionnaire) -> tuple[AnswerSheet, list[Fault]]:
    """The sheet with answers to renamed questions under their names of today; and answers under two names."""
    if sheet.questionnaire.id != questionnaire.id or not questionnaire.names_before.keys() & sheet.answers.keys():
        return sheet, []
    answers, faults = renamed(sheet.answers, questionnaire)
    return sheet.model_copy(update={"answers": answers}), faults


def renamed(by_question: Mapping[str, Value], questionnaire: Questionnaire) -> tuple[dict[str, Value], list[Fault]]:
    """What is kept by question under the names of today; and a fault for each that is there under two names.

    Of these the one that stands under the name of today, or else the first, is kept.
    """
    before = questionnaire.names_before
    found = {name: value for name, value in by_question.items() if name not in before}
    given = dict.fromkeys(found, "")
    faults = []
    for name, value in by_question.items():
        if name not in before:
            continue
        now = before[name]
        if now in found:
            what = _("this is an earlier name for '{question}', but the file contains '{question}' too", question=now)
            if given[now]:
                what = _(
                    "this name and '{other}' are both earlier names for '{question}'", other=given[now], question=now
                )
            faults.append(Fault(name, what, _("Keep the entry that is right, and remove the other")))
        else:
            found[now], given[now] = value, name
    return found, faults


def _validated(content: dict[str, Any]) -> tuple[AnswerSheet | None, list[Fault]]:
    """The sheet without the fields and answers that the model refuses, if that leaves one; and their faults."""
    try:
        return AnswerSheet.model_validate(content), []
    except ValidationError as error:
        faults = faults_of(error, AnswerSheet, _place_of)
        wrong = {details["loc"] for details in error.errors(include_url=False)}
    answers = content.get("answers")
    if isinstance(answers, dict):
        refused = {place[1] for place in wrong if place[0] == "answers" and len(place) > 1}
        content = content | {"answers": {name: answer for name, answer in answers.items() if name not in refused}}
    fields = {place[0] for place in wrong} - ({"answers"} if isinstance(answers, dict) else set())
    try:
        rest = AnswerSheet.model_validate({name: value for name, value in content.items() if name not in fields})
    except ValidationError:
        return None, faults
    return rest, faults


def write_answers(sheet: AnswerSheet, questionnaire: Questionnaire) -> bytes:
    """The sheet as an answer file, with keys and answers in a fixed order, so that versions diff well."""
    content = sheet.model_dump(mode="json") | {"format_version": sheet.lowest_version()}
    content["questionnaire"] = sheet.questionnaire.model_dump(mode="json", exclude_defaults=True)
    if sheet.workshop:
        content["workshop"] = sheet.workshop.model_dump(mode="json", exclude_defaults=True)
    else:
        del content["workshop"]
    content["answers"] = {
        identifier: _answer_content(sheet.answers[identifier])
        for identifier in sorted(sheet.answers, key=list(questionnaire.questions).index)
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def _answer_content(answer: Answer) -> dict[str, Any]:
    """The answer itself, followed by what is said about it."""
    about = answer.model_dump(mode="json", include=set(ANSWER_FIELDS), exclude_defaults=True)
    return answer.model_dump(mode="json", exclude=set(ANSWER_FIELDS)) | about


def _check_format(content: Mapping[str, Any]) -> None:
    """Refuses other files, and answer files that a newer version of the program wrote."""
    if other := _OTHER_FORMATS.get(str(content.get("format"))):
        raise InputFault(Fault("format", other, _("Choose a file that was saved by `readiness assess`")))
    if content.get("format") != FORMAT:
        what = (
            _(
                "the 'format' is {given}, not '{expected}', so this isn't an answer file",
                given=shown(content["format"]),
                expected=FORMAT,
            )
            if "format" in content
            else _("there is no 'format', so this isn't an answer file")
        )
        raise InputFault(Fault("format", what, _("Choose a file that was saved by `readiness assess`")))
    number, newest = content.get("format_version"), FORMAT_VERSIONS[-1]
    if type(number) is not int or number < FORMAT_VERSIONS[0]:
        raise InputFault(
            Fault(
                "format_version",
                _("there is no format {number} for answer files", number=shown(number)),
                _("Use {numbers}", numbers=either(map(str, FORMAT_VERSIONS))),
            )
        )
    refuse_newer(number, newest)


def up_to(newest: int) -> BeforeValidator:
    """What a model's `format_version` is checked by first, as fields of a newer format would be faults, too."""
    return BeforeValidator(lambda number: refuse_newer(number, newest))


def refuse_newer(number: Any, newest: int) -> Any:
    """The number of a file's format as it is, unless only later versions of this program can read the file.

    Raises:
        InputFault: only they can.
    """
    if type(number) is int and number > newest:
        what = _(
            "this file was saved in format {number} by a newer version of readiness, but your version can only "
            "read formats up to {newest}",
            number=shown(number),
            newest=newest,
        )
        raise InputFault(Fault("format_version", what, _update(shown(number))))
    return number


def _update(number: str) -> str:
    """What to do about a newer format; an update has to be later than this program's version, if that is known."""
    try:
        here = version("peer-readiness")
    except PackageNotFoundError:
        return _("Update readiness to a version that can read format {number}", number=number)
    return _(
        "Update readiness to a version later than {version} that can read format {number}", version=here, number=number
    )


def _place_of(details: ErrorDetails) -> str:
    """The place of an error in an answer file: for an answer its question, then the key."""
    match details["loc"]:
        case ("answers", question_id, _, *keys):
            return ", ".join(str(part + 1 if isinstance(part, int) else part) for part in (question_id, *keys))
        case ("answers", question_id):
            return str(question_id)
        case _:
            return place_of(details)
