"""Copies of the questionnaire that ships, changed as somebody might change it for the next version."""

import re
import shutil
from importlib.resources import as_file, files
from pathlib import Path

WELLNESS = "questionnaire/wellness.toml"
JUDGED = "rubric/wellness.toml"
HEAD = "questionnaire/questionnaire.toml"


def copy_of_content(folder: Path) -> Path:
    """Copies the questionnaire and rubric that ship into a new folder."""
    for package, name in (("questionnaires", "questionnaire"), ("scoring", "rubric")):
        with as_file(files(package) / "peer-support") as shipped:
            shutil.copytree(shipped, folder / name)
    return folder


def change(folder: Path, file: str, pattern: str, replacement: str) -> None:
    """Replaces the first place in a file that a pattern finds; the pattern has to find one."""
    path = folder / file
    text, times = re.subn(pattern, lambda _: replacement, path.read_text(encoding="utf-8"), count=1, flags=re.DOTALL)
    assert times == 1, f"nothing in {file} is like {pattern}"
    path.write_text(text, encoding="utf-8")


def rename_cover(folder: Path) -> None:
    """Gives the question about cover another name."""
    change(folder, WELLNESS, 'id = "wellness.cover"', 'id = "wellness.absence"\nformerly = ["wellness.cover"]')
    change(folder, JUDGED, '"wellness.cover"', '"wellness.absence"')


def add_question(folder: Path, identifier: str = "wellness.quiet-room", *, essential: bool = True) -> None:
    """Adds a question to the domain *wellness*, asked since version 1.2."""
    asked = (folder / WELLNESS).read_text(encoding="utf-8").split("[[questions]]")[1]
    judged = (folder / JUDGED).read_text(encoding="utf-8").split("[[criteria]]")[1]
    asked = re.sub(
        r'id = "[^"]*"\ntopic = "[^"]*"', f'id = "{identifier}"\nsince = "1.2"\ntopic = "a quiet room"', asked
    )
    judged = re.sub(r'question = "[^"]*"', f'question = "{identifier}"', judged)
    judged = judged.replace("essential = true\n", "essential = true\n" if essential else "")
    for file, heading, text in ((WELLNESS, "[[questions]]", asked), (JUDGED, "[[criteria]]", judged)):
        with (folder / file).open("a", encoding="utf-8") as end:
            end.write(f"\n{heading}{text}")


def raise_version(folder: Path, version: str = "1.2") -> None:
    """Gives the questionnaire another version."""
    change(folder, HEAD, r'version = "[^"]*"', f'version = "{version}"')


def next_version(folder: Path) -> Path:
    """A copy at version 1.2, with one more essential than 1.1 and a new name for the question about cover."""
    copy_of_content(folder)
    rename_cover(folder)
    add_question(folder)
    raise_version(folder)
    return folder
