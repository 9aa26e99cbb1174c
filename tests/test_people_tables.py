"""Tables from outside: whatever the file, it is read as meant or is an ordinary problem."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmentor.errors import FileProblems, WrongUsage
from rmentor.files.csv_out import csv_text, write_new
from rmentor.files.tables import read_sheet
from rmentor.sheets import Sheet
from rmentor.text import clean
from workbooks import cell, row, rows_of, write_workbook

TABLE = [("id", "name"), ("007", "Zoë Ærø"), ("E2", "Ann; Berg, née")]
ALPHABET = "aÅ7,;|\t\"'\n\r=+-@ <>&\u202e\u0301\0"
CELL = st.one_of(
    st.sampled_from(["=cmd()", "+1", "-5", "@a", "'=x", "''-1", "'", "'a'", '="007"', "sep=;", "<html>", "Null"]),
    st.text(ALPHABET, max_size=8),
    st.text(),
)


def contents(sheet: Sheet) -> list[tuple[str, ...]]:
    return [sheet.headings, *(tuple(row.cells.values()) for row in sheet.rows)]


def written(path: Path, data: bytes | str) -> Path:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


@given(st.data())
def test_what_is_written_as_csv_reads_back_equal(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    headings = data.draw(st.lists(CELL.map(clean).filter(bool), min_size=1, max_size=4, unique=True))
    rows = data.draw(st.lists(st.lists(CELL, min_size=len(headings), max_size=len(headings))))
    file = written(tmp_path_factory.mktemp("csv") / "t.csv", csv_text(headings, rows))
    kept = [tuple(map(clean, one)) for one in rows if any(map(clean, one))]
    assert contents(read_sheet(file)) == [tuple(headings), *kept]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252"])
def test_encoding_and_delimiter_are_found_out(encoding: str, delimiter: str) -> None:
    text = "\r\n".join(delimiter.join(f'"{one}"' for one in line) for line in TABLE)
    mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
    sheet = read_sheet(written(Path("t.csv"), mark + text.encode(encoding)))
    assert contents(sheet) == TABLE
    assert bool(sheet.notes) == (encoding not in {"utf-8", "utf-8-sig"} or delimiter != ",")


def test_what_is_unusual_about_a_file_is_told() -> None:
    assert read_sheet(written(Path("t.csv"), "id;name\n1;Zoë".encode("cp1252"))).notes == (
        "read as Windows-1252, separated by semicolons",
    )


def one_table(text: str) -> list[tuple[str, ...]]:
    return contents(read_sheet(written(Path("t.csv"), text)))


@pytest.mark.parametrize(
    "text",
    [
        "id|name\n007|Ann, née Berg\n",
        "'id','name'\n'007','Ann, née Berg'\n",
        "id,name\n007,'Ann, née Berg'\n",
        "sep=;\r\nid;name\r\n007;Ann, née Berg\r\n",
        'id,name\r="007","Ann, née Berg"\r',
        'id;name\n"=""007""";Ann, née Berg\r\n',
        "id\tname\r\n007\tAnn, née Berg\r",
    ],
)
def test_the_ways_of_writing_a_table_are_told_apart(text: str) -> None:
    assert one_table(text) == [("id", "name"), ("007", "Ann, née Berg")]


def test_single_quotes_are_told() -> None:
    sheet = read_sheet(written(Path("t.csv"), "'id';'name'\n'1';'Ann'\n"))
    assert sheet.notes == ("read as UTF-8, separated by semicolons, quoted with '",)


def test_apostrophes_are_no_quotes() -> None:
    assert one_table("id,name\n1,'t Hooft\n2,O'Brien\n3,'Amr\n")[1:] == [
        ("1", "'t Hooft"),
        ("2", "O'Brien"),
        ("3", "'Amr"),
    ]


def test_all_line_ends_end_a_line() -> None:
    sheet = read_sheet(written(Path("t.csv"), "id,name\r\n1,Ann\r2,Ben\n3,Cy"))
    assert [(one.line, one.cells["id"]) for one in sheet.rows] == [(2, "1"), (3, "2"), (4, "3")]


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf_16_needs_no_mark(codec: str) -> None:
    table = [("编号", "名字"), ("一", "王小明"), ("二", "Zoë")]
    sheet = read_sheet(written(Path("t.csv"), "\n".join(map(",".join, table)).encode(codec)))
    assert contents(sheet) == table
    assert sheet.notes == ("read as UTF-16 without its mark, separated by commas",)


def test_a_column_of_lists_does_not_pass_for_the_delimiter() -> None:
    sheet = read_sheet(written(Path("t.csv"), "id,offers\nE1,ai;money;skills\nE2,ai;esg;skills\n"))
    assert contents(sheet) == [("id", "offers"), ("E1", "ai;money;skills"), ("E2", "ai;esg;skills")]


def test_rows_know_their_line_in_the_file() -> None:
    sheet = read_sheet(written(Path("t.csv"), 'id,note\n\nE1,"two\nlines"\n,\nE2,\n'))
    assert [(row.line, row.cells["note"]) for row in sheet.rows] == [(3, "two lines"), (6, "")]


def test_a_formula_is_written_so_that_a_spreadsheet_shows_it() -> None:
    assert csv_text(["=h", "n"], [["=cmd()", "+1"], ["-5", "@x"], ["a=b", "\t=y"]]).splitlines() == [
        "'=h,n", "'=cmd(),'+1", "'-5,'@x", "a=b,'=y",
    ]  # fmt: skip


def test_a_repeated_heading_gets_a_number_and_a_note() -> None:
    sheet = read_sheet(written(Path("t.csv"), "why,id,why\na,1,b\n"))
    assert sheet.headings == ("why", "id", "why (2)")
    assert "'why' stands twice" in sheet.notes[0]


TITLED = [("Employee report",), ("Generated", "2026-11-01"), (), ("id", "name", "joined"), ("007", "Ann", "2020-01-02")]


@pytest.mark.parametrize("padded", [True, False])
@pytest.mark.parametrize("delimiter", [",", ";"])
def test_titles_above_the_headings_are_passed_over(delimiter: str, padded: bool) -> None:
    lines = [(*line, *([""] * (3 - len(line)) if padded else [])) for line in TITLED]
    sheet = read_sheet(written(Path("t.csv"), "\n".join(map(delimiter.join, lines))))
    assert contents(sheet) == [("id", "name", "joined"), ("007", "Ann", "2020-01-02")]
    assert (sheet.line, sheet.rows[0].line) == (4, 5)
    assert "headings found in row 4" in sheet.notes


def test_a_workbook_has_titles_too() -> None:
    sheet = read_sheet(write_workbook(Path("t.xlsx"), {"People": rows_of(TITLED)}))
    assert (sheet.line, contents(sheet)) == (4, TITLED[3:])


def test_expected_headings_are_found_where_the_shape_tells_nothing() -> None:
    text = "Report,of,all\nsee,the,manual\nid,name,site\n1,Ann,Oslo\n"
    file = written(Path("t.csv"), text)
    assert read_sheet(file).line == 1
    assert read_sheet(file, expected=("id", "Name", "email")).line == 3


@pytest.mark.parametrize("text", ["1,Ann,a@x.org\n2,Ben,b@x.org\n", "Ann,Oslo\nBen,Bergen\n", "E1\nE2\n"])
def test_nobody_is_taken_for_a_title(text: str) -> None:
    assert read_sheet(written(Path("t.csv"), text)).line == 1


def test_cells_without_a_heading_are_ignored_and_told() -> None:
    sheet = read_sheet(written(Path("t.csv"), "id,,name,,\n1,x,Ann,,\n2,,Ben,late,\n,,,,see above\n"))
    assert contents(sheet)[1:] == [("1", "Ann"), ("2", "Ben")]
    assert sheet.notes == ("columns B, D, E without a heading were ignored (3 cells)",)
    assert sheet.column("name") == 3


def test_a_smaller_table_beside_the_table_is_ignored_and_told() -> None:
    people = [("id", "name", "grade", "", "grade", "meaning"), ("1", "Ann", "7", "", "7", "director")]
    people += [(f"{n}", "Ben", "2", "", "", "") for n in range(2, 6)]
    book = write_workbook(Path("t.xlsx"), {"People": rows_of(people)})
    sheet = read_sheet(book)
    assert sheet.headings == ("id", "name", "grade", "", "", "")
    assert sheet.notes == ("columns E, F beside the table were ignored (2 cells)",)
    assert read_sheet(book, expected=("id", "meaning")).column("meaning") == 6


def test_numbers_of_a_workbook_are_told_by_column() -> None:
    rows = row(1, cell("A1", 2026), cell("B1", "list")) + row(
        2, cell("A2", "id"), cell("B2", "pay"), cell("C2", "born")
    )
    rows += row(3, cell("A3", "007"), cell("B3", 1.5), cell("C3", 46027, day=True)) + row(4, cell("A4", "8"))
    sheet = read_sheet(write_workbook(Path("t.xlsx"), {"People": rows}))
    assert [list(one.cells.values()) for one in sheet.rows] == [["007", "1.5", "2026-01-05"], ["8"]]
    assert sheet.numbers == {"pay"}
    assert read_sheet(written(Path("t.csv"), "id,pay\n007,1.5\n")).numbers == frozenset()


def test_ragged_rows_are_named_until_it_is_plain_that_the_file_is_another() -> None:
    with pytest.raises(FileProblems) as raised:
        read_sheet(written(Path("t.csv"), "id,name\n" + "1,2,3\n" * 25))
    assert [problem.line for problem in raised.value.problems] == list(range(2, 23))
    assert "what follows was not read" in raised.value.problems[-1].message


def test_a_missing_file_is_a_problem() -> None:
    with pytest.raises(FileProblems, match=r"gone\.csv: RM801 cannot be read"):
        read_sheet(Path("gone.csv"))


def test_a_workbook_reads_like_the_same_csv() -> None:
    book = read_sheet(write_workbook(Path("t.xlsx"), {"People": rows_of(TABLE)}))
    assert contents(book) == TABLE
    assert [one.line for one in book.rows] == [2, 3]


def test_a_workbooks_cells_come_as_a_person_would_type_them() -> None:
    heading = row(3, *(cell(f"{letter}3", letter) for letter in "BCDEF"))
    values = (
        cell("B7", 7.0),
        cell("C7", 0.25),
        cell("D7", 46027, day=True),
        cell("E7", True),
        cell("F7", 46027.5, day=True),
    )
    sheet = read_sheet(write_workbook(Path("t.xlsx"), {"People": heading + row(7, *values)}))
    assert list(sheet.rows[0].cells.values()) == ["7", "0.25", "2026-01-05", "TRUE", "2026-01-05T12:00:00"]
    assert (sheet.rows[0].line, sheet.column("B")) == (7, 2)


def test_a_sheet_is_chosen_by_name() -> None:
    book = write_workbook(Path("t.xlsx"), {"Info": rows_of([("x",)]), "People": rows_of(TABLE)})
    assert contents(read_sheet(book, "People")) == TABLE
    assert read_sheet(book).notes == ("read the sheet 'Info' of 2",)
    with pytest.raises(FileProblems, match="did you mean 'People'"):
        read_sheet(book, "Peple")


def test_a_sheet_that_is_broken_half_way_is_a_problem() -> None:
    book = write_workbook(Path("t.xlsx"), {"People": rows_of(TABLE) + "<row><c></row>"})
    with pytest.raises(FileProblems, match="not a workbook that can be read"):
        read_sheet(book)


def test_a_module_in_the_users_folder_is_not_run() -> None:
    written(Path("json.py"), "raise SystemExit('hijacked')")
    assert contents(read_sheet(write_workbook(Path("t.xlsx"), {"People": rows_of(TABLE)}))) == TABLE


def test_a_new_file_is_its_owners_and_never_replaces_one() -> None:
    write_new(Path("bad.csv"), "id\n")
    assert Path("bad.csv").stat().st_mode & 0o777 == 0o600
    with pytest.raises(WrongUsage, match="exists already"):
        write_new(Path("bad.csv"), "other\n")
