"""Copying a questionnaire and its rubric, to adapt them."""

import shutil
from importlib.resources import as_file, files
from pathlib import Path

from questionnaires.content import SHIPPED
from questionnaires.faults import Fault
from readiness.exits import UsageFault
from scoring.instrument import QUESTIONNAIRE_FOLDER, RUBRIC_FOLDER


def copy_questionnaire(folder: Path, source: Path | None) -> None:
    """Copies the files of a questionnaire and its rubric, so that they can be adapted.

    Args:
        folder: a folder that does not exist yet.
        source: the folder of the questionnaire; none for the one that ships with the program.

    Raises:
        UsageFault: the folder exists already, or cannot be written.
    """
    parts = {
        QUESTIONNAIRE_FOLDER: (source / QUESTIONNAIRE_FOLDER) if source else files("questionnaires") / SHIPPED,
        RUBRIC_FOLDER: (source / RUBRIC_FOLDER) if source else files("scoring") / SHIPPED,
    }
    try:
        folder.mkdir(parents=True)
        for name, part in parts.items():
            with as_file(part) as path:
                shutil.copytree(path, folder / name, ignore=shutil.ignore_patterns("*.json"))
    except FileExistsError as error:
        raise UsageFault(Fault(str(folder), "it is there already", "Choose another name for the new folder")) from error
    except OSError as error:
        raise UsageFault(
            Fault(str(folder), f"it cannot be written ({error.strerror or error})", "Name another folder")
        ) from error
