"""Tables from outside: whatever the file, it is read as meant or is an ordinary problem."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmentor.errors import FileProblems, WrongUsage
from rmentor.files.raw import MOST_COLUMNS
from rmentor.files.tables import csv_text, read_sheet, write_new
from rmentor.sheets import Sheet
from rmentor.text import clean
from workbooks import cell, row, rows_of, write_workbook

TABLE = [("id", "name"), ("007", "Zoë Ærø"), ("E2", "Ann; Berg, née")]
CELL = st.one_of(
    st.sampled_from(["=cmd()", "+1", "-5", "@a", "'=x", "''-1", "'", "a;b", "a\tb", '"', "a,b"]), st.text()
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


def test_a_column_of_lists_does_not_pass_for_the_delimiter() -> None:
    sheet = read_sheet(written(Path("t.csv"), "id,offers\nE1,ai;money;skills\nE2,ai;esg;skills\n"))
    assert contents(sheet) == [("id", "offers"), ("E1", "ai;money;skills"), ("E2", "ai;esg;skills")]


def test_rows_know_their_line_in_the_file() -> None:
    sheet = read_sheet(written(Path("t.csv"), 'id,note\n\nE1,"two\nlines"\n,\nE2,\n'))
    assert [(row.line, row.cells["note"]) for row in sheet.rows] == [(3, "two lines"), (6, "")]


def test_a_formula_is_written_so_that_a_spreadsheet_shows_it() -> None:
    assert csv_text(["=h"], [["=cmd()"], ["+1"], ["-5"], ["@x"], ["plain"]]).splitlines() == [
        "'=h", "'=cmd()", "'+1", "'-5", "'@x", "plain",
    ]  # fmt: skip


def test_a_repeated_heading_gets_a_number_and_a_note() -> None:
    sheet = read_sheet(written(Path("t.csv"), "why,id,why\na,1,b\n"))
    assert sheet.headings == ("why", "id", "why (2)")
    assert "'why' stands twice" in sheet.notes[0]


def test_cells_without_a_heading_are_not_kept() -> None:
    assert contents(read_sheet(written(Path("t.csv"), "id,,name\n1,x,Ann\n")))[1] == ("1", "Ann")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "empty"),
        (b"\r\n  \r\n", "empty"),
        (b"id,name\n1,A\0nn\n", "NUL"),
        ("id,name\n1,A\0nn\n".encode("utf-16"), "NUL"),
        (b"id,name\n1,\x81\x8d\n", "neither UTF-8"),
        (b"\xef\xbb\xbfid\n\xff\n", "neither UTF-8"),
        (b"\xff\xfe", "empty"),
        (b"\xff\xfei\0d", "neither UTF-8"),
        (b"id,name\n1,Ann,Oslo\n", "3 cells under 2 headings"),
        (b"id,name\n1\n", "1 cells under 2 headings"),
        (b'id,name\n1,"Ann\n', "quotes"),
        (b'id,name\n1,"Ann"x\n', "quotes"),
        (b"," * MOST_COLUMNS + b"id\n", "columns"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "old or a locked workbook"),
        (b"PK\x03\x04 and no more", "not a workbook"),
    ],
)
def test_a_broken_file_is_a_problem_with_a_reason(data: bytes, told: str) -> None:
    with pytest.raises(FileProblems, match=told):
        read_sheet(written(Path("t.csv"), data))


def test_every_ragged_row_is_named_until_it_is_plain_that_the_file_is_another() -> None:
    with pytest.raises(FileProblems) as raised:
        read_sheet(written(Path("t.csv"), "id,name\n" + "1,2,3\n" * 25))
    assert [problem.line for problem in raised.value.problems[1:]] == list(range(2, 22))
    assert "5 more rows" in raised.value.problems[0].message


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


def test_two_cells_far_apart_do_not_take_the_process_down() -> None:
    far = row(1, cell("A1", "id")) + row(1_048_576, cell("XFD1048576", 1.0))
    with pytest.raises(FileProblems, match="limits of memory and time"):
        read_sheet(write_workbook(Path("t.xlsx"), {"People": far}))


def test_a_workbook_that_unpacks_to_too_much_is_not_opened() -> None:
    book = write_workbook(Path("t.xlsx"), {"People": rows_of(TABLE)})
    with zipfile.ZipFile(book, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/more.xml", b" " * 200_000_001)
    with pytest.raises(FileProblems, match="unpacks to"):
        read_sheet(book)


def test_a_text_that_fills_a_hostile_sheet_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rmentor.files.xlsx_in._MOST_CHARACTERS", 1000)
    with pytest.raises(FileProblems, match="limits of memory and time"):
        read_sheet(write_workbook(Path("t.xlsx"), {"People": rows_of([("id",), ("x" * 2000,)])}))


def test_a_zip_that_is_no_workbook_is_a_problem() -> None:
    with zipfile.ZipFile("t.xlsx", "w") as archive:
        archive.writestr("a.txt", "a")
    with pytest.raises(FileProblems, match="not a workbook"):
        read_sheet(Path("t.xlsx"))


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
