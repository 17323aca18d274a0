"""Drafts: what somebody typed for a question without finishing it, kept next to the answers for now.

An answer file holds notes with their answers only. So a note that was typed before its answer, or that was interrupted,
is in a file of its own, `team.json.unfinished`, from the first key on: it survives even a program that is killed. The
file is gone as soon as nothing is unfinished.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from readiness.answer_names import UNFINISHED_SUFFIX
from readiness.storage import replace_file

_FORMAT: Final = "readiness-unfinished"
_KINDS = _NOTES, _REASONS = "notes", "reasons"


@dataclass
class Draft:
    """What a person has entered for a question that is not part of an answer yet."""

    ticked: tuple[str, ...] | None = None
    note: str = ""
    reason: str = ""
    """Why the question does not apply."""
    terms_shown: bool = False


class Drafts:
    """The drafts of an interview, by question.

    Attributes:
        kept: whether what they hold is on disk.
        is_readable: whether the file, if there was one, could be read; one that could not is left as it is.
    """

    def __init__(self, answers: Callable[[], Path], names_before: Mapping[str, str] = MappingProxyType({})) -> None:
        """Reads the texts that were left unfinished.

        Args:
            answers: gives the answer file, which may change during the interview.
            names_before: the names of questions today by those that they had in earlier versions.
        """
        self.kept = True
        self._answers = answers
        self._names_before = names_before
        self.is_readable = True
        self._drafts: dict[str, Draft] = {}
        self._read()

    def of(self, question: str) -> Draft:
        """The draft of a question."""
        return self._drafts.setdefault(question, Draft())

    def drop(self, question: str, note: str = "") -> Draft:
        """Begins the draft of a question again, because it is part of an answer now, but for a note that is not."""
        self._drafts[question] = Draft(note=note)
        self.save()
        return self._drafts[question]

    def unfinished(self, questions: Iterable[str]) -> dict[str, Draft]:
        """The drafts with a text, of these questions."""
        return {name: it for name in questions if (it := self._drafts.get(name)) and (it.note or it.reason)}

    def save(self) -> None:
        """Writes the texts; not through to the disk at every key, which would make typing slow."""
        notes = {question: draft.note for question, draft in self._drafts.items() if draft.note}
        reasons = {question: draft.reason for question, draft in self._drafts.items() if draft.reason}
        if not self.is_readable:  # what it holds may be somebody's text
            self.kept = not (notes or reasons)
            return
        content = {"format": _FORMAT, _NOTES: notes, _REASONS: reasons}
        try:
            if notes or reasons:
                data = json.dumps(content, ensure_ascii=False, indent=2).encode("utf-8", "replace")
                replace_file(self.path, data, flush=False)
            else:
                self.path.unlink(missing_ok=True)
        except OSError:  # a full disk is told where the answers are saved
            self.kept = False
        else:
            self.kept = True

    @property
    def path(self) -> Path:
        """Where they are kept."""
        answers = self._answers()
        return answers.with_name(f"{answers.name}{UNFINISHED_SUFFIX}")

    def _read(self) -> None:
        try:
            content = json.loads(self.path.read_bytes())
            notes, reasons = ({str(name): str(text) for name, text in content[kind].items()} for kind in _KINDS)
        except FileNotFoundError:
            return
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            self.is_readable = False
            return
        for question in (found := {**notes, **reasons}):
            now = self._names_before.get(question, question)
            self._drafts[question if now in found else now] = Draft(
                note=notes.get(question, ""), reason=reasons.get(question, "")
            )
