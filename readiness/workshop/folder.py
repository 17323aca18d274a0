"""The folder of a workshop: what is in it, and `workshop.json`, which says what the workshop is about.

- `workshop.json`: the service, and which questions are asked
- `forms/`: the empty forms that are handed out
- `answers/`: what each person answered, an answer file each
- `agreed.json`: what was agreed, an answer file
- `report.*`: the report
"""

import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictInt, StrictStr, ValidationError

from questionnaires.answer_file import up_to
from questionnaires.answers import Code, Form, QuestionnaireVersion, Service
from questionnaires.explain import faults_of, near
from questionnaires.faults import Fault, InputFault
from questionnaires.language import _
from questionnaires.moments import Moment
from readiness.answer_names import copies_of, is_other_version
from readiness.exits import UsageFault
from readiness.held_files import release, take
from readiness.storage import cannot_write, read_bounded, replace_file
from readiness.workshop.form_definition import FormDefinition
from scoring.instrument import Instrument

FORMAT: Final = "readiness-workshop"
FORMAT_VERSION: Final = 1

_FILE = "workshop.json"
_REMEDY = _("Use a folder that was made with `readiness workshop new`")

CODE_LETTERS: Final = "BCDFGHJKMNPQRSTVWXZ"
"""Letters that can't be mistaken for digits and don't make words."""
CODE_LENGTH: Final = 6


def agreed_in(path: Path) -> Path:
    """The agreed file, if a path is a workshop's folder; any other path is unchanged."""
    folder = WorkshopFolder(path)
    return folder.agreed if folder.description.is_file() else path


def random_code() -> str:
    """Six random letters: the code of a person, or of a workshop."""
    return "".join(secrets.choice(CODE_LETTERS) for _place in range(CODE_LENGTH))


def workshop_with(folder: Path) -> Path | None:
    """The workshop's folder for that folder itself or its folder of answers; none for any other."""
    return next((path for path in (folder, folder.parent) if _is_workshop_of(path, folder)), None)


def _is_workshop_of(path: Path, folder: Path) -> bool:
    found = WorkshopFolder(path)
    return found.description.is_file() and folder in (found.path, found.answers)


class WorkshopDescription(BaseModel):
    """What a workshop is about: the content of `workshop.json`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal["readiness-workshop"] = FORMAT
    format_version: Annotated[StrictInt, Field(ge=1), up_to(FORMAT_VERSION)] = FORMAT_VERSION
    id: Code
    """A random code, which each answer file of this workshop names."""
    questionnaire: QuestionnaireVersion
    service: Service
    form: Form = "full"
    domain: StrictStr | None = None
    """The only domain that is asked about; none for all of the form."""
    created: Moment


@dataclass(frozen=True)
class WorkshopFolder:
    """A workshop's folder and where its files are."""

    path: Path

    @property
    def description(self) -> Path:
        """The file that says what the workshop is about."""
        return self.path / _FILE

    @property
    def forms(self) -> Path:
        """The folder of the empty forms."""
        return self.path / "forms"

    @property
    def answers(self) -> Path:
        """The folder with an answer file for each person."""
        return self.path / "answers"

    @property
    def agreed(self) -> Path:
        """The agreed file."""
        return self.path / "agreed.json"

    @property
    def other_agreed(self) -> tuple[Path, ...]:
        """Other versions of the agreed file, which were kept next to it when two windows had saved it."""
        return tuple(path for path in copies_of(self.agreed) if is_other_version(path.name))

    @property
    def lock_file(self) -> Path:
        """The file that keeps other commands out while one changes the workshop."""
        return self.path / f".{_FILE}.lock"

    def report(self, suffix: str = ".pdf") -> Path:
        """The report in the format of a suffix."""
        return self.path / f"report{suffix}"

    def load(self) -> WorkshopDescription:
        """What the workshop is about.

        Raises:
            InputFault: there is no workshop in this folder, or its file cannot be used.
        """
        if not self.path.is_dir():
            raise InputFault(Fault(str(self.path), _("there is no such folder"), _REMEDY))
        if not self.description.exists():
            raise InputFault(
                Fault(
                    str(self.path),
                    _("there is no file {file} in this folder, so it isn't a workshop folder", file=_FILE),
                    _REMEDY,
                )
            )
        data = read_bounded(self.description, _REMEDY)
        try:
            return _parse(data)
        except InputFault as fault:
            raise fault.within(str(self.description)) from fault

    def definition(self, instrument: Instrument) -> FormDefinition:
        """What the workshop's form asks.

        Raises:
            InputFault: as `load`; or the workshop is about another questionnaire.
        """
        workshop, questionnaire = self.load(), instrument.questionnaire
        asked = workshop.questionnaire
        if asked.id != questionnaire.id or not questionnaire.fits(asked.version):
            what = _(
                "the workshop uses the questionnaire '{asked}' {asked_version}, not '{in_use}' {version_in_use}",
                asked=asked.id,
                asked_version=asked.version,
                in_use=questionnaire.id,
                version_in_use=questionnaire.version,
            )
            raise InputFault(
                Fault(
                    str(self.description), what, _("Add --questionnaire and the folder of the workshop's questionnaire")
                )
            )
        domains = [domain.id for domain in questionnaire.domains]
        if workshop.domain is not None and workshop.domain not in domains:
            what = _("there is no domain called '{domain}'", domain=workshop.domain)
            raise InputFault(Fault(f"{self.description}: domain", what, near(workshop.domain, domains)))
        return FormDefinition(instrument, workshop.form, workshop.domain)

    def save(self, workshop: WorkshopDescription) -> None:
        """Makes the folder with its parts, and writes `workshop.json`.

        Raises:
            UsageFault: it cannot be written.
        """
        content = json.dumps(workshop.model_dump(mode="json"), ensure_ascii=False, indent=2) + "\n"
        try:
            for folder in (self.path, self.forms, self.answers):
                folder.mkdir(parents=True, exist_ok=True)
            replace_file(self.description, content.encode())
        except OSError as error:
            raise UsageFault(cannot_write(self.description, error, _("Choose another folder"))) from error

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Keeps other commands from changing the workshop meanwhile.

        Raises:
            InputFault: another command is changing it.
        """
        try:
            lock = take(self.lock_file)
        except TimeoutError as error:
            remedy = _("Wait until the other command has finished, then try again")
            raise InputFault(Fault(str(self.path), _("another command is changing this workshop"), remedy)) from error
        try:
            yield
        finally:
            release(lock)


def _parse(data: bytes) -> WorkshopDescription:
    try:
        content = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise InputFault(Fault("", _("the file is damaged"), _("Replace the file with an earlier copy"))) from error
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise InputFault(Fault("format", _("the file doesn't describe a workshop"), _REMEDY))
    try:
        return WorkshopDescription.model_validate(content)
    except ValidationError as error:
        raise InputFault(faults_of(error, WorkshopDescription)) from error
