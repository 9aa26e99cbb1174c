"""Files that are not what an HR export is, each with what is told about it."""

from __future__ import annotations

import io
import os
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

from workbooks import MAIN, OFFICE, cell, row, rows_of, write_workbook

_TABLE = [("id", "name"), ("E1", "Ann Berg")]


Maker = Callable[[Path], object]


def _repeated(begins: bytes, piece: bytes, times: int) -> Maker:
    return lambda path: path.write_bytes(begins + piece * times)


def _book(rows: Callable[[], str]) -> Maker:
    return lambda path: write_workbook(path, {"People": rows()})


def _huge(path: Path) -> None:
    with path.open("wb") as file:
        file.write(b"id,name\n")
        file.truncate(1_000_000_000)


def _zipped(path: Path, **parts: bytes) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def _of_xml(xml: Callable[[], bytes]) -> Maker:
    """Write a workbook whose sheet is this XML."""

    def write(path: Path) -> None:
        write_workbook(path, {"People": rows_of(_TABLE)})
        with zipfile.ZipFile(path) as archive:
            parts = {one: archive.read(one) for one in archive.namelist()}
        _zipped(path, **(parts | {"xl/worksheets/s1.xml": xml()}))

    return write


def _bomb(path: Path) -> None:
    write_workbook(path, {"People": rows_of(_TABLE)})
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("xl/b.xml", b" " * 60_000_000)


def _bomb_that_lies(path: Path) -> None:
    """Write the bomb so that its own directory says it were 500 bytes."""
    _bomb(path)
    path.write_bytes(path.read_bytes().replace(struct.pack("<L", 60_000_000), struct.pack("<L", 500)))


def _nested(path: Path) -> None:
    inner = b" " * 1_000_000
    for _ in range(5):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for number in range(10):
                archive.writestr(f"{number}.zip", inner)
        inner = packed.getvalue()
    path.write_bytes(inner)


def _encrypted(path: Path) -> None:
    """A workbook whose parts are marked as encrypted, in both of the places that say so."""
    write_workbook(path, {"People": rows_of(_TABLE)})
    data = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(mark, at + 4)
    path.write_bytes(data)


def _many_parts(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(4_000):
            archive.writestr(str(number), b"")


def _laughs() -> bytes:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return (
        f'<?xml version="1.0"?><!DOCTYPE worksheet [<!ENTITY l0 "ha">{entities}]>'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        f"{rows_of(_TABLE)}"
        '<row r="3"><c r="A3" t="inlineStr"><is><t>&l9;</t></is></c></row></sheetData></worksheet>'
    ).encode()


def _columns(number: int) -> str:
    return "<row>" + '<c t="inlineStr"><is><t>id</t></is></c>' * number + "</row>"


def _shared(path: Path) -> None:
    """Forty thousand cells that share one text of thirty thousand characters."""
    write_workbook(path, {"People": "".join(row(n, f'<c r="A{n}" t="s"><v>0</v></c>') for n in range(1, 40_001))})
    with zipfile.ZipFile(path) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    sheet_link = b'<Relationship Id="s1"'
    strings = b'<Relationship Id="t" Type="%s/sharedStrings" Target="sharedStrings.xml"/>' % OFFICE.encode()
    parts["xl/_rels/workbook.xml.rels"] = parts["xl/_rels/workbook.xml.rels"].replace(sheet_link, strings + sheet_link)
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}"><si><t>{"x" * 30_000}</t></si></sst>'.encode()
    _zipped(path, **parts)


# Small ones, and what is told about each.
ODD: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "empty"),
    "blank": (b"\r\n  \r\n", "empty"),
    "only-a-mark": (b"\xef\xbb\xbf", "empty"),
    "only-the-mark-of-utf-16": (b"\xff\xfe", "empty"),
    "utf-32": ("id,name\nE1,Ann\n".encode("utf-32"), "UTF-32"),
    "utf-32-unmarked": ("id,name\nE1,Ann\n".encode("utf-32-be"), "UTF-32"),
    "utf-16-cut-off": ("id,name\nE1,Ann\n".encode("utf-16")[:-1], "neither UTF-8"),
    "utf-16-with-nul": ("id,name\n1,A\0nn\n".encode("utf-16"), "NUL"),
    "undefined-in-cp1252": (b"id,name\nE1,\x81\x8d\n", ":2: RM801 is neither UTF-8"),
    "marked-and-broken": (b"\xef\xbb\xbfid\n\xff\n", ":2: RM801 is neither UTF-8"),
    "nul": (b"id,name\nE1,A\0nn\n", ":2: RM801 holds NUL"),
    "noise": (bytes(range(256)) * 4000, "neither UTF-8"),
    "wider-row": (b"id,name\n1,Ann,Oslo\n", ":2: RM802 3 cells under 2 headings"),
    "narrower-row": (b"id,name\n1\n", ":2: RM802 1 cells under 2 headings"),
    "footer": (b"id,name\n1,Ann\n\nTotal\n", ":4: RM802 1 cells under 2 headings"),
    "open-quote": (b'id,name\n1,"Ann\n', ":2: RM802 the quotes"),
    "text-behind-a-quote": (b'id,name\n1,"Ann"x\n', ":2: RM802 the quotes"),
    "201-columns": (b"," * 200 + b"id\n", "201 columns"),
    "web-page": (b"<html><table><tr><td>id</td></tr></table></html>", "web page"),
    "old-workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old or a locked workbook"),
    "zip-and-no-more": (b"PK\x03\x04 and no more", "not a workbook"),
}

# Files of other kinds, which cost nothing to tell.
OTHERS: dict[str, tuple[Maker, str]] = {
    "folder": (Path.mkdir, "folder"),
    "loop": (lambda path: path.symlink_to(path.name), "cannot be read"),
    "nowhere": (lambda path: path.symlink_to("gone"), "cannot be read"),
    "zip": (lambda path: _zipped(path, **{"a.txt": b"a"}), "ZIP file and not a workbook"),
    "nested": (_nested, "ZIP file and not a workbook"),
    "ods": (lambda path: _zipped(path, **{"content.xml": b"<a/>"}), "OpenDocument"),
    "xlsb": (lambda path: _zipped(path, **{"xl/workbook.bin": b"a"}), "binary form"),
    "encrypted": (_encrypted, "password"),
    "not-xml": (_of_xml(lambda: b"\x00\xff<<<>>>"), "not a workbook that can be read"),
    "no-cells": (_book(str), "empty"),
    "far-rows": (_book(lambda: row(1, cell("A1", "id")) + row(1_048_576, cell("ZZ1048576", 1.0))), "limits of memory"),
}

# Files that take time or memory where they can, each for a process of its own.
HOSTILE: dict[str, tuple[Maker, str]] = {
    "zeros.csv": (_repeated(b"", b"\0", 40_000_000), "NUL"),
    "ragged.csv": (_repeated(b"id,name\n", b"E1,Ann,Oslo\n", 150_000), "another width again"),
    "open-quote.csv": (_repeated(b'id,name\nE1,"Ann\n', b"E2,Ben\n", 100_000), "quote that is never closed"),
    "columns.csv": (_repeated(b"", b"id,", 1_000_000), "row of more than"),
    "spread-commas.csv": (_repeated(b"", b'"\n",', 400_000), "row of more than"),
    "lines.csv": (_repeated(b"", b"\n", 49_000_000), "lines"),
    "rows.csv": (_repeated(b"id,name\n", b"1,2\n", 300_000), "rows"),
    "cells.csv": (_repeated(b"id," * 150 + b"\xf0\x9f\x98\x80\n", b"x," * 150 + b"y\n", 100_000), "cells"),
    "cell.csv": (_repeated(b"id,name\n1,", b"x", 40_000_000), "row of more than"),
    "huge.csv": (_huge, "bytes; at most"),
    "pipe.csv": (os.mkfifo, "pipe"),
    "zero.csv": (lambda path: path.symlink_to("/dev/zero"), "device"),
    "parts.xlsx": (_many_parts, "parts"),
    "bomb.xlsx": (_bomb, "unpacks to more"),
    "lying-bomb.xlsx": (_bomb_that_lies, "unpacks to more"),
    "laughs.xlsx": (_of_xml(_laughs), "entity"),
    "far.xlsx": (_book(lambda: row(1, cell("A1", "id")) + row(1_048_576, cell("XFD1048576", 1.0))), "limits of memory"),
    "columns.xlsx": (_book(lambda: _columns(1_000_000)), "columns|unpacks"),
    "most-columns.xlsx": (_book(lambda: _columns(16_384)), "16,384 columns"),
    "cell.xlsx": (_book(lambda: row(1, cell("A1", "x" * 15_000_000))), "cell of more than"),
    "shared.xlsx": (_shared, "limits of memory"),
    "empty-rows.xlsx": (_book(lambda: "<row/>" * 1_000_000), "empty"),
}
