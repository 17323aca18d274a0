"""Golden plans: what the plans in `tests/plans/` say and how they are built, word for word.

After a change that is meant, `python -m tests.renew_plans` writes them again; read the difference before it is kept.
"""

from pathlib import Path

import pytest

from tests.renew_plans import FOLDERS, outline_of_plan, words_of_plan


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_plan_says_what_it_said(folder: Path) -> None:
    """Every word of a plan is the same, in the order of reading."""
    assert words_of_plan(folder) == (folder / "plan.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_plan_is_built_as_it_was(folder: Path) -> None:
    """Headings, tables with their heads, lists, charts with their titles and links, in the order of reading."""
    assert outline_of_plan(folder) == (folder / "structure.txt").read_text(encoding="utf-8")
