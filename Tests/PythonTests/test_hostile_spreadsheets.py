"""Spreadsheets made to do harm are refused, or read within bounds, with a sentence in both languages.

Each is given to the command in a process of its own, whose memory and time are measured with those of all it starts.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
import spreadsheets
import xlsxwriter
from spreadsheets import book, flat, rows

#: Bytes of memory and seconds that reading any file may take.
MEMORY, SECONDS = 500 << 20, 20

#: Runs a command and writes to a file how much it took, with everything that it waited for. A process counts the memory of
#: the one that started it as its own, and the one that runs all tests is large: this one is small.
MEASURED = """
import resource, subprocess, sys
code = subprocess.call(sys.argv[2:])
with open(sys.argv[1], "w") as file:
    file.write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))
sys.exit(code)
"""

HEADING = ["街道", "社区", "网格", "户数"]


@dataclass(frozen=True)
class Ended:
    code: int
    printed: str
    message: str


def imported(path: Path, program: str) -> Ended:
    """What `issueflow import --dry-run` says of a file, within the bounds."""
    begin = time.monotonic()
    with tempfile.NamedTemporaryFile("r") as told:
        process = subprocess.run(
            [sys.executable, "-c", MEASURED, told.name,
             sys.executable, "-m", "issueflow", "import", str(path), "--dry-run", "--lang", "en"],
            capture_output=True, env={**os.environ, "ISSUEFLOW_BINARY": program},
        )
        memory = int(told.read()) * (1 if sys.platform == "darwin" else 1024)
    printed, message = process.stdout.decode(), process.stderr.decode()
    assert memory < MEMORY, f"{memory >> 20} MB"
    assert time.monotonic() - begin < SECONDS
    assert "Traceback" not in message
    return Ended(process.returncode, printed, message)


def refused(path: Path, program: str, english: str, chinese: str) -> None:
    ended = imported(path, program)
    assert ended.code == 2, ended
    assert english in ended.message and chinese in ended.message, ended.message


def part(path: Path, name: str, content: bytes) -> Path:
    """A workbook with one of its parts replaced, or one more."""
    with zipfile.ZipFile(path) as archive:
        parts = {each: archive.read(each) for each in archive.namelist()}
    parts[name] = content
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, held in parts.items():
            archive.writestr(each, held)
    return path


@pytest.fixture
def fine(tmp_path: Path) -> Path:
    return book(tmp_path / "a.xlsx", 网格=rows(HEADING, *flat()))


def grown(path: Path, name: str, head: bytes, piece: bytes, times: int, tail: bytes) -> Path:
    """A part that is written piece by piece, since the whole of it would fill the memory of the test."""
    with zipfile.ZipFile(path) as archive:
        parts = {each: archive.read(each) for each in archive.namelist() if each != name}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for each, held in parts.items():
            archive.writestr(each, held)
        with archive.open(name, "w", force_zip64=True) as file:
            file.write(head)
            for _ in range(times):
                file.write(piece)
            file.write(tail)
    return path


SHEET = b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
STRINGS = b'<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'


def test_a_bomb_of_a_sheet(fine, program):
    grown(fine, "xl/worksheets/sheet1.xml", SHEET, b" " * (1 << 20), 1_000, b"</sheetData></worksheet>")
    refused(fine, program, "it would unpack to more than is read", "解压后超过所能读取的大小")


def test_huge_shared_strings(fine, program):
    grown(fine, "xl/sharedStrings.xml", STRINGS, b"<si><t>" + b"x" * 32_000 + b"</t></si>", 20_000, b"</sst>")
    refused(fine, program, "it would unpack to more than is read", "解压后超过所能读取的大小")


def test_shared_strings_below_the_bound_stay_within_memory(fine, program):
    grown(fine, "xl/sharedStrings.xml", STRINGS, b"<si><t>x</t></si>" * 1_000, 4_500, b"</sst>")
    assert imported(fine, program).code == 2


def test_a_bomb_that_lies_about_its_size(fine, program):
    grown(fine, "xl/worksheets/sheet1.xml", SHEET, b" " * (1 << 20), 400, b"</sheetData></worksheet>")
    content = bytearray(fine.read_bytes())
    place = content.rfind(b"PK\x01\x02")
    while place >= 0:
        content[place + 24 : place + 28] = (1_000).to_bytes(4, "little")
        place = content.rfind(b"PK\x01\x02", 0, place)
    fine.write_bytes(content)
    ended = imported(fine, program)
    assert ended.code == 2 and ("damaged" in ended.message or "unpack" in ended.message)


def test_a_million_columns(fine, program):
    cells = b"".join(b'<c r="%s1"><v>1</v></c>' % name for name in (b"A", b"XFD", b"ZZZZ", b"BDWGN"))
    part(fine, "xl/worksheets/sheet1.xml", SHEET + b'<row r="1">' + cells + b"</row></sheetData></worksheet>")
    ended = imported(fine, program)
    assert ended.code == 2 and "Traceback" not in ended.message


def test_a_million_columns_of_text(tmp_path, program):
    path = tmp_path / "wide.csv"
    path.write_bytes(b"\xe8\xa1\x97\xe9\x81\x93," * 1_000_000 + b"\n")
    refused(path, program, "more than 500,000 cells", "超过 500,000 个单元格")


def test_headings_without_end(tmp_path, program):
    path = tmp_path / "wide.csv"
    row = ",".join(f"街到{number}" for number in range(16_000))
    path.write_text("\n".join(["街道,社区,网格,户数," + row] * 30), encoding="utf-8")
    ended = imported(path, program)
    assert ended.code == 2


def test_very_long_texts(tmp_path, program):
    path = tmp_path / "long.csv"
    path.write_text("街道,社区,网格,户数\n" + ("合" * 3_900 + ",\"" + " 计" * 1_900 + "\",x,300\n") * 2_500, encoding="utf-8")
    ended = imported(path, program)
    assert ended.code == 2 and "longer than a name may be" in ended.message and "problems; nothing was written" in ended.message


def test_one_cell_at_the_end_of_the_sheet(fine, program):
    far = b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    part(fine, "xl/worksheets/sheet1.xml", SHEET + far + b"</sheetData></worksheet>")
    refused(fine, program, "1,048,576 rows and 16,384 columns, more than is read", "1,048,576 行 16,384 列")


def test_a_million_rows(fine, program):
    row = b'<row><c t="n"><v>1</v></c></row>' * 1_000
    grown(fine, "xl/worksheets/sheet1.xml", SHEET, row, 1_000, b"</sheetData></worksheet>")
    refused(fine, program, "more than is read", "超出可读范围")


def test_one_text_in_very_many_cells(tmp_path, program):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as workbook:
        for number in range(60):
            sheet = workbook.add_worksheet(f"s{number}")
            for row in range(4_000):
                sheet.write(row, 0, "x" * 4_000)
    refused(path, program, "more than is read", "超出可读范围")


def test_very_many_sheets_of_very_many_cells(tmp_path, program):
    path = book(tmp_path / "a.xlsx", **{f"s{number}": rows(["x"]) for number in range(12)})
    content = SHEET + b'<row><c t="n"><v>1</v></c></row>' * 400_000 + b"</sheetData></worksheet>"
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, held in parts.items():
            archive.writestr(name, content if name.startswith("xl/worksheets/sheet") else held)
    ended = imported(path, program)
    assert ended.code == 2 and ("unpack" in ended.message or "more than is read" in ended.message or "more time" in ended.message)


def test_very_many_merged_cells(fine, program):
    head = SHEET + b'<row r="1"><c r="A1"><v>1</v></c></row><row r="9000"><c r="A9000"><v>1</v></c></row></sheetData><mergeCells>'
    grown(fine, "xl/worksheets/sheet1.xml", head, b'<mergeCell ref="B1:C9000"/>' * 1_000, 300, b"</mergeCells></worksheet>")
    refused(fine, program, "more than is read", "超出可读范围")


def test_entities_that_grow(fine, program):
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + b"".join(
        b'<!ENTITY %s "%s">' % (bytes([98 + n]), b"&%s;" % bytes([97 + n]) * 10) for n in range(9)
    ) + b"]><sst xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><si><t>&j;</t></si></sst>"
    refused(part(fine, "xl/sharedStrings.xml", bomb), program, "its XML declares entities", "声明了实体")


def test_entities_that_fetch(fine, program):
    away = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + STRINGS[21:] + b"<si><t>&a;</t></si></sst>"
    refused(part(fine, "xl/sharedStrings.xml", away), program, "its XML declares entities", "声明了实体")


def test_formulas_are_not_calculated_and_links_not_followed(tmp_path, program):
    def fill(sheet):
        rows(HEADING)(sheet)
        for row, line in enumerate(flat(), start=1):
            sheet.write_row(row, 0, line[:3])
            sheet.write_formula(row, 3, "=WEBSERVICE(\"http://127.0.0.1:9/\")+'[other.xlsx]Sheet1'!A1", None, line[3])

    ended = imported(book(tmp_path / "a.xlsx", 网格=fill), program)
    assert ended.code == 0 and "10 cells are formulas; what was last calculated is read" in ended.printed
    assert "3,543 households" in ended.printed


def test_names_that_would_be_formulas(tmp_path, program):
    path = tmp_path / "a.csv"
    path.write_bytes(spreadsheets.as_csv("utf-8", [["柳荫街道", "=HYPERLINK(1)", "一", 300], ["柳荫街道", "@SUM(1)", "一", 300]]))
    refused(path, program, "would be a formula in a table", "在表格中会成为公式")


def test_macros_are_not_run(tmp_path, program):
    path = part(book(tmp_path / "a.xlsm", 网格=rows(HEADING, *flat())), "xl/vbaProject.bin", os.urandom(4_000))
    ended = imported(path, program)
    assert ended.code == 0 and "the workbook holds macros; they were not run" in ended.printed


def test_links_to_other_files_are_not_opened(fine, program):
    part(fine, "xl/externalLinks/externalLink1.xml", b"<x/>")
    ended = imported(fine, program)
    assert ended.code == 0 and "refers to other files; they were not opened" in ended.printed


def test_files_that_are_none(tmp_path, program):
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as written:
        written.writestr("readme.txt", "no workbook")
    for name, content, english, chinese in (
        ("a.xlsx", os.urandom(50_000), "", ""),
        ("b.xlsx", b"PK\x03\x04" + os.urandom(5_000), "damaged", "已损坏"),
        ("c.xlsx", archive.getvalue(), "it is an archive, and no workbook", "不是工作簿"),
        ("d.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + os.urandom(5_000), "damaged", "已损坏"),
        ("e.xlsx", b"\x7fELF" + os.urandom(100), "this is a program", "这是程序"),
        ("f.csv", b"a,b\0\0\0\0,c\n", "signs that no table has", "不会有的字符"),
        ("g.csv", b'"never closed,1\n2,3\n', "quotes may not be closed", "引号未闭合"),
        ("h.csv", b"\xff\xfe\x00\xd8", "no text in UTF-16", "不是 UTF-16"),
        ("i.csv", b"\x81\x20,\xff\xff\n" * 50, "no text in GB18030", "不是 GB18030"),
    ):
        path = tmp_path / name
        path.write_bytes(content)
        refused(path, program, english, chinese)


def test_a_device_and_a_pipe_are_not_read(tmp_path, program):
    os.mkfifo(tmp_path / "a.xlsx")
    refused(tmp_path / "a.xlsx", program, "this is no file", "不是")
    refused(Path("/dev/zero"), program, "this is no file", "不是")


def test_a_file_that_is_too_large(tmp_path, program):
    path = tmp_path / "a.csv"
    with path.open("wb") as file:
        file.truncate(200 << 20)
    refused(path, program, "MB are read at most", "最多读取")


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file of Microsoft, in which old and protected workbooks are: streams of 4,096 bytes or more."""
    sector, names = 512, list(streams)
    starts, fat, body = [], [0xFFFFFFFD], b""
    for name in names:
        content = streams[name].ljust(-(-max(len(streams[name]), 4_096) // sector) * sector, b"\0")
        count = len(content) // sector
        starts.append((len(fat) + 1, len(content)))
        body += content
        fat += [*range(len(fat) + 2, len(fat) + 1 + count), 0xFFFFFFFE]
    # Sector 0 is the table, sector 1 the folder, and the streams are behind.
    fat.insert(1, 0xFFFFFFFE)
    fat += [0xFFFFFFFF] * (128 - len(fat))

    def entry(name: str, kind: int, child: int, right: int, start: int, size: int) -> bytes:
        text = (name + "\0").encode("utf-16-le")
        return (
            text.ljust(64, b"\0") + len(text).to_bytes(2, "little") + bytes([kind, 1]) + (0xFFFFFFFF).to_bytes(4, "little")
            + right.to_bytes(4, "little") + child.to_bytes(4, "little") + bytes(36) + start.to_bytes(4, "little") + size.to_bytes(8, "little")
        )

    folder = entry("Root Entry", 5, 1, 0xFFFFFFFF, 0xFFFFFFFE, 0)
    for number, name in enumerate(names, start=1):
        folder += entry(name, 2, 0xFFFFFFFF, number + 1 if number < len(names) else 0xFFFFFFFF, *starts[number - 1])
    folder = folder.ljust(sector, b"\0")
    head = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + b"\x3e\0\x03\0\xfe\xff\x09\0\x06\0" + bytes(6) + bytes(4)
        + (1).to_bytes(4, "little") + (1).to_bytes(4, "little") + bytes(4) + (4_096).to_bytes(4, "little")
        + (0xFFFFFFFE).to_bytes(4, "little") + bytes(4) + (0xFFFFFFFE).to_bytes(4, "little") + bytes(4) + bytes(4)
    ).ljust(sector, b"\xff")
    return head + b"".join(each.to_bytes(4, "little") for each in fat) + folder + body


def record(kind: int, content: bytes) -> bytes:
    return kind.to_bytes(2, "little") + len(content).to_bytes(2, "little") + content


def old_workbook(lines: list[list[object]]) -> bytes:
    """A workbook of Excel 97 with one sheet, as its documents describe it: BIFF8, texts beside their cells."""
    begin, end = (lambda kind: record(0x809, b"\0\x06" + kind.to_bytes(2, "little") + bytes(12))), record(0x0A, b"")
    name = "网格".encode("utf-16-le")

    def sheet_place(offset: int) -> bytes:
        return record(0x85, offset.to_bytes(4, "little") + b"\0\0" + bytes([len(name) // 2, 1]) + name)

    code = record(0x42, b"\xb0\x04")
    globals_ = begin(5) + code + sheet_place(0) + end
    globals_ = begin(5) + code + sheet_place(len(globals_)) + end
    cells = b""
    import struct

    for row, line in enumerate(lines):
        for column, cell in enumerate(line):
            place = struct.pack("<HHH", row, column, 0)
            if isinstance(cell, str):
                text = cell.encode("utf-16-le")
                cells += record(0x204, place + struct.pack("<HB", len(text) // 2, 1) + text)
            elif cell is not None:
                cells += record(0x203, place + struct.pack("<d", float(cell)))
    return compound({"Workbook": globals_ + begin(0x10) + cells + end})


def test_a_workbook_of_excel_97_is_read(tmp_path, program):
    path = tmp_path / "old.xls"
    path.write_bytes(old_workbook([HEADING, *flat()]))
    ended = imported(path, program)
    assert ended.code == 0 and "3,543 households" in ended.printed, ended.message


def test_an_old_workbook_that_reaches_far(tmp_path, program):
    path = tmp_path / "old.xls"
    lines = [HEADING, *flat()]
    content = bytearray(old_workbook(lines))
    # The last cell is moved to the last row and column.
    place = content.rfind(b"\x03\x02\x0e\x00")
    content[place + 4 : place + 8] = b"\xff\xff\xff\x00"
    path.write_bytes(content)
    ended = imported(path, program)
    assert ended.code == 2 and ("more than is read" in ended.message or "more memory" in ended.message), ended.message


def test_a_protected_workbook_is_told_as_such(tmp_path, program):
    path = tmp_path / "secret.xlsx"
    path.write_bytes(compound({"EncryptionInfo": b"\4\0\4\0", "EncryptedPackage": os.urandom(6_000)}))
    refused(path, program, "it is protected by a password", "文件有密码保护")


def test_a_folder_of_open_documents_that_repeats_without_end(tmp_path, program):
    path = tmp_path / "a.ods"
    content = (
        '<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
        '<office:body><office:spreadsheet><table:table table:name="a"><table:table-row table:number-rows-repeated="1048576">'
        '<table:table-cell office:value-type="string" table:number-columns-repeated="16384"><text:p>街道</text:p></table:table-cell>'
        "</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", '<?xml version="1.0"?><manifest/>')
    ended = imported(path, program)
    assert ended.code == 2, ended


def test_many_parts_and_many_sheets(fine, program):
    with zipfile.ZipFile(fine, "a") as archive:
        for number in range(5_000):
            archive.writestr(f"x/{number}", b"")
    refused(fine, program, "parts, as no workbook has", "个部件")


def test_a_city_of_fifty_thousand_grids_is_read(tmp_path, program):
    path = tmp_path / "large.xlsx"
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as workbook:
        sheet = workbook.add_worksheet("网格")
        sheet.write_row(0, 0, HEADING)
        for number in range(50_000):
            sheet.write_row(number + 1, 0, [f"{number // 2_000}号街道", f"{number // 100}号社区", f"{number}号网格", 313])
    ended = imported(path, program)
    assert ended.code == 0 and "15,650,000 households" in ended.printed, ended.message
