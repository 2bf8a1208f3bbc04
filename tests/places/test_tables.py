"""Tables: what people save as CSV is read in the one way it can be meant, or refused."""

import io
import zipfile

import pytest

from sim.core.errors import ScenarioError
from sim.places.tables import in_lines, read_table

TEXT = "name,class\nYnys Môn,UA\nGwynedd,UA\n"


@pytest.fixture
def read(tmp_path):
    def read(data):
        path = tmp_path / "t.csv"
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return read_table(path, {"name", "class"})

    return read


def names(table):
    return [row.cells["name"] for row in table.rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_table_is_the_same_in_every_encoding_and_with_every_line_end(read, encoding, end):
    table = read(TEXT.replace("\n", end).encode(encoding))
    assert names(table) == ["Ynys Môn", "Gwynedd"]
    assert [row.line for row in table.rows] == [2, 3]


@pytest.mark.parametrize("order", ["utf-16-le", "utf-16-be"])
def test_utf16_is_read_by_its_mark_and_refused_without_it(read, order):
    assert names(read(("\ufeff" + TEXT).encode(order))) == ["Ynys Môn", "Gwynedd"]
    with pytest.raises(ScenarioError, match="UTF-16 without its mark"):
        read(TEXT.encode(order))


def test_an_encoding_that_was_assumed_is_said_with_words_to_judge_it_by(read):
    (remark,) = read(TEXT.encode("cp1252")).remarks
    assert remark == "t.csv: is not UTF-8 and was read as Windows-1252; check Môn"
    assert read(TEXT.encode("utf-16")).remarks == ("t.csv: was read as UTF-16",)
    assert read(TEXT).remarks == ()


def test_names_of_wales_keep_their_circumflexes(read):
    assert names(read("name,class\nTŷ Ddewi a Gŵyr,UA\n")) == ["Tŷ Ddewi a Gŵyr"]


@pytest.mark.parametrize(
    ("delimiter", "told"), [(";", "semicolons"), ("\t", "tabs"), ("|", "bars")]
)
def test_what_separates_the_columns_is_found_and_said(read, delimiter, told):
    table = read(TEXT.replace(",", delimiter))
    assert names(table) == ["Ynys Môn", "Gwynedd"]
    assert table.remarks == (f"t.csv: its columns are separated by {told}",)


def test_commas_in_a_table_of_semicolons_are_part_of_its_cells(read):
    table = read("class;name\nUA;Bournemouth, Christchurch, Poole, and more, and more\n")
    assert names(table) == ["Bournemouth, Christchurch, Poole, and more, and more"]


def test_rows_know_their_line_in_the_file_below_a_name_with_a_line_break(read):
    table = read('name,class\n"Telford\nand Wrekin",UA\n\nGwynedd,UA\n')
    assert [(row.line, row.cells["name"]) for row in table.rows] == [
        (2, "Telford and Wrekin"),
        (5, "Gwynedd"),
    ]


def test_titles_above_the_header_and_blank_rows_are_left_out_and_said(read):
    table = read("Table 1: councils\n\nName , CLASS\nA,UA\n,\nB,UA\n")
    assert (names(table), table.header_line) == (["A", "B"], 3)
    assert table.remarks == (
        "t.csv: left out, above the header: lines 1, 2",
        "t.csv: left out, blank: line 5",
    )


def test_a_row_of_another_length_says_so_unless_only_blank_cells_are_too_many(read):
    rows = read("name,class,\nA,UA,,,,\nB, C and D,UA\nE,UA\nF\n").rows
    problems = [row.problem.split(";")[0] for row in rows]
    assert problems == [
        "",
        "has 3 cells where the header has 2",
        "",
        "has 1 cells where the header has 2",
    ]


def test_a_quote_that_is_not_closed_is_refused_at_its_row_and_eats_no_rows(read):
    with pytest.raises(ScenarioError, match="the row that begins on line 3"):
        read('name,class\nA,UA\n"B,UA\nC,UA\n')


def test_quotes_inside_names_are_kept(read):
    assert names(read('name,class\n"King\'s ""and"" Lynn",UA\n')) == ['King\'s "and" Lynn']


def archive(*inside):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as file:
        for name in inside:
            file.writestr(name, "x")
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (archive("[Content_Types].xml", "xl/workbook.xml"), "is an Excel workbook (XLSX); open it"),
        (archive("mimetype", "content.xml"), "is an OpenDocument file (ODS); open it and save"),
        (archive("word/document.xml"), "is a Word document"),
        (archive("councils.csv"), "is an archive; unpack it"),
        (archive("xl/workbook.xml")[:40], "is an archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", "is an Excel workbook (XLS); open it and save"),
        (b"%PDF-1.7\n\x00", "is a PDF; copy its table"),
        (b"\n<html><table>", "is a web page"),
        (b"", "is empty"),
        (b" \n\n", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"\xff\xfe", "is empty"),
        (b'""\n', "cannot be read as a table (it has no cells)"),
        (b"name\x00,class", "is not text"),
        (b"name,class\n\x81,UA", "is neither UTF-8, UTF-16 nor Windows-1252 text"),
        (b"\xff\xfen\x00a", "save it as CSV (UTF-8)"),
        (b"name,class\n" + b"x" * 200_000, "cannot be read as a table"),
    ],
    ids=lambda value: value[:30] if isinstance(value, str) else "",
)
def test_what_is_no_csv_file_is_refused_in_one_line_that_says_what_it_is(read, data, said):
    with pytest.raises(ScenarioError) as caught:
        read(data)
    (mistake,) = caught.value.mistakes
    assert said in str(mistake)
    assert str(mistake).startswith("t.csv")


def test_what_is_no_file_is_refused(tmp_path):
    for path in (tmp_path, tmp_path / "nowhere.csv"):
        with pytest.raises(ScenarioError, match=r"is not a file|cannot be read"):
            read_table(path, {"name"})


def test_lines_are_told_in_runs():
    assert in_lines([2]) == "line 2"
    assert in_lines([2, 3]) == "lines 2, 3"
    assert in_lines([2, 4, 5, 6, 9]) == "lines 2, 4 to 6, 9"
