"""Free text in the cells of spreadsheets: never a formula, and read back as it was typed."""

from pathlib import Path

import duckdb
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from readiness.actions.table_file import read_table
from readiness.plan.action_record import ActionAgreement, ActionRecord
from readiness.report import formats
from readiness.spreadsheet import column_name, guarded, guarded_in_sql, is_error, sheet_name, unguarded
from tests.plans_of_services import example as example_plan
from tests.plans_of_services import example_sheet, plan_of, shipped

SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")
TEXTS = st.text(st.sampled_from("'=+-@\t\r\n a"), max_size=6) | st.text(max_size=12)


@given(TEXTS)
@example("''=1")
@example("  =1")
def test_guarded_text_is_no_formula_and_reads_back(text: str) -> None:
    """A guarded text begins, spaces aside, with no sign of a formula, and without its guard it is what it was."""
    assert not guarded(text).lstrip(" ").startswith(SIGNS)
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", ["plain", "It's", "'quoted", "=1+1", "  +1", "\t@", "\n-1", "''"])
def test_the_database_guards_in_the_same_way(text: str) -> None:
    """The SQL expression gives what the function gives."""
    ((cell,),) = duckdb.execute(f"SELECT {guarded_in_sql('cell')} FROM (SELECT ? AS cell)", [text]).fetchall()
    assert cell == guarded(text)


@pytest.mark.parametrize("owner", ["=deputy", "'deputy", "'=deputy", "-", "the deputy's deputy"])
def test_owner_of_a_table_of_actions_is_read_back_as_typed(owner: str, tmp_path: Path) -> None:
    """A plan's CSV guards what looks like a formula; reading it takes the guard away again."""
    action = example_plan().actions[0]
    record = ActionRecord(questionnaire=example_sheet().questionnaire).with_agreement(
        action.question, ActionAgreement(level=action.level, owner=owner)
    )
    path = tmp_path / "plan.csv"
    path.write_bytes(formats.make(".csv", plan_of(example_sheet(), record=record), shipped()))
    assert f",{guarded(owner)}," in path.read_text(encoding="utf-8-sig")
    assert read_table(path).rows[0].cells["Owner"] == owner


def test_errors_of_spreadsheets_are_known() -> None:
    """An error fills a whole cell; words that people type are not errors."""
    assert all(
        map(is_error, ("#N/A", "#REF!", "#name?", "Err:502", "#BEZUG!", "#\u00a1REF!", "#N/V", "#REF", "#DIV/0!"))
    )
    assert not any(map(is_error, ("n/a", "#", "see #REF!", "", "#1", "#deputy", "####")))


def test_columns_are_named_as_spreadsheets_name_them() -> None:
    """Columns are named A to Z, then AA, as openpyxl counts."""
    for place in (0, 1, 25, 26, 51, 52, 701, 702, 16_383):
        assert column_name(place) == get_column_letter(place + 1)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Read first", "Read first"),
        ("A/B: c?", "A B  c"),
        ("'quoted'", "quoted"),
        ("x" * 40, "x" * 31),
    ],
)
def test_any_text_can_name_a_sheet(text: str, name: str) -> None:
    """A translated name may be too long for Excel, or have signs that it refuses."""
    assert sheet_name(text) == name
