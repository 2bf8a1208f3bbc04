"""Spreadsheets: no text of a user ever runs as a formula, and numbers stay numbers."""

import csv

import pandas as pd
import pytest
from openpyxl import load_workbook

from sim.core.errors import ResultsError
from sim.output.spreadsheets import safe_text, write_csv, write_xlsx

PAYLOADS = [
    "=HYPERLINK(A1)",
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "=cmd|'/c calc'!A1",
    "-2+3+cmd|' /C calc'!A0",
    "\x00=1",
    '=WEBSERVICE("x")',
]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_text_that_a_spreadsheet_would_run_gets_an_apostrophe(payload):
    assert safe_text(payload).startswith("'")


@pytest.mark.parametrize("text", ["North Tyneside", "council-1", "", "3 - 2", "a=b"])
def test_other_text_stays_as_it_is(text):
    assert safe_text(text) == text


def test_a_csv_holds_no_formula_and_keeps_negative_numbers(tmp_path):
    frame = pd.DataFrame({"=name": PAYLOADS, "value": [-1.5] * len(PAYLOADS)})
    write_csv(frame, tmp_path / "t.csv")
    with (tmp_path / "t.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert all(row[0].startswith("'") for row in rows)
    assert {row[1] for row in rows[1:]} == {"-1.5"}


def test_a_csv_for_people_opens_in_excel_with_its_accents(tmp_path):
    write_csv(pd.DataFrame({"name": ["Ynys Môn"], "value": [1.5]}), tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    frame = pd.read_csv(tmp_path / "t.csv")
    assert list(frame.columns) == ["name", "value"]
    assert frame["name"][0] == "Ynys Môn"


def test_a_workbook_holds_no_formula_and_keeps_numbers_and_gaps(tmp_path):
    frame = pd.DataFrame({"name": PAYLOADS, "value": [-1.5, None] * (len(PAYLOADS) // 2)})
    write_xlsx({"a sheet with a name that is longer than allowed": frame}, tmp_path / "t.xlsx")
    sheet = load_workbook(tmp_path / "t.xlsx").active
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.column == 1} == {"s"}
    assert "f" not in {cell.data_type for cell in cells}
    assert [sheet.cell(2, 2).value, sheet.cell(3, 2).value] == [-1.5, None]


def test_a_table_longer_than_a_sheet_is_refused_by_name(tmp_path):
    frame = pd.DataFrame({"n": range(1_048_576)})
    with pytest.raises(ResultsError, match=r"ledger \(1,048,576 rows\); use CSV instead"):
        write_xlsx({"ledger": frame}, tmp_path / "t.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_said_in_one_line(tmp_path):
    with pytest.raises(ResultsError, match="cannot be written"):
        write_csv(pd.DataFrame({"n": [1]}), tmp_path / "none" / "t.csv")
