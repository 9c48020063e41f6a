"""Reads a workbook in a process of its own, whose memory and time are bounded, and prints its cells as JSON.

    python -I worker.py FILE

One line of JSON for the workbook, then one for each sheet. Whatever a file from elsewhere holds, this process can run out of
memory or time and be ended, and nothing else is. It runs nothing that is in the file: no macro, no formula, no link.

A workbook of Excel's present format is first gone through piece by piece, so that one that would unpack to more than anybody
fills in by hand is known before it is read. Exit codes: 0 done, 2 refused with {"refused": WORD, …} as the last line.
"""

import datetime
import json
import posixpath
import sys
import zipfile
from typing import Any, NoReturn
from xml.parsers import expat

#: Parts of a workbook, bytes of one part once it is unpacked, and of all that are read.
PARTS, PART, ALL = 4_000, 96 << 20, 192 << 20

#: Cells of a sheet with something in them, and places of the rectangle that they span.
CELLS, PLACES = 500_000, 4_000_000

#: Merged cells of a sheet, and rows that they cover together.
BLOCKS, BLOCK_ROWS = 20_000, 1_000_000

#: Cells of all sheets together, and signs of all their texts: a text that many cells share counts in each.
ALL_CELLS, SIGNS = 1_000_000, 24 << 20

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refuse(word: str, **more: Any) -> NoReturn:
    print(json.dumps({"refused": word, **more}, ensure_ascii=True))
    sys.stdout.flush()
    sys.exit(2)


class Budget:
    """Bytes that may still be unpacked, whatever the archive says of itself."""

    def __init__(self) -> None:
        self.left = ALL

    def feed(self, archive: zipfile.ZipFile, name: str, parser: Any) -> None:
        """Gives a part to a parser, a little at a time."""
        size = 0
        with archive.open(name) as part:
            while piece := part.read(1 << 16):
                size += len(piece)
                self.left -= len(piece)
                if size > PART or self.left < 0:
                    refuse("unpacks", part=name)
                parser.Parse(piece, False)
        parser.Parse(b"", True)


def parser_of(start: Any, end: Any = None, text: Any = None) -> Any:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.buffer_text = True

    def doctype(*_: Any) -> None:
        # A workbook never has one, and entities that grow are declared in it.
        refuse("entities")

    parser.StartDoctypeDeclHandler = doctype
    return parser


def local(name: str) -> str:
    return name.rpartition(" ")[2]


class Scan:
    """What a sheet holds, counted without keeping it: cells, how far they reach, formulas, hidden rows."""

    def __init__(self) -> None:
        self.cells = self.formulas = self.external = 0
        self.rows = self.columns = 0
        #: Cells by place whose content is no value: an error of Excel, or a formula that was never calculated.
        self.odd: dict[str, str] = {}
        self.hidden: list[int] = []
        self._row = 0
        self._ref, self._type, self._column = "", "", 0
        self._has_value = self._has_formula = False
        self._in = ""
        self._text = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = local(name)
        if name == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._column = 0
            if attributes.get("hidden") in {"1", "true"} and len(self.hidden) < CELLS:
                self.hidden.append(self._row)
        elif name == "c":
            self._ref, self._type = attributes.get("r", ""), attributes.get("t", "n")
            self._column = column_of(self._ref) or self._column + 1
            self._has_value = self._has_formula = False
        elif name in {"v", "f", "t"}:
            self._in, self._text = name, ""
            self._has_formula |= name == "f"

    def text(self, data: str) -> None:
        if self._in and len(self._text) < 400:
            self._text += data

    def end(self, name: str) -> None:
        name = local(name)
        if name in {"v", "t"}:
            self._has_value |= bool(self._text)
            self._in = ""
        elif name == "f":
            self.external += "[" in self._text
            self._in = ""
        elif name == "c" and (self._has_value or self._has_formula):
            self._cell()

    def _cell(self) -> None:
        self.cells += 1
        self.formulas += self._has_formula
        self.rows, self.columns = max(self.rows, self._row), max(self.columns, self._column)
        if len(self.odd) < 1_000:
            if self._type == "e":
                self.odd[self._ref] = "error"
            elif self._has_formula and not self._has_value and self._type != "str":
                self.odd[self._ref] = "formula"

    @property
    def is_too_large(self) -> bool:
        return self.cells > CELLS or self.rows * self.columns > PLACES


def column_of(ref: str) -> int:
    number = 0
    for letter in ref:
        if not "A" <= letter <= "Z":
            break
        number = number * 26 + ord(letter) - 64
    return number


def look_through(path: str) -> tuple[dict[str, Scan], dict[str, Any]]:
    """The scan of every sheet by its name, and what else is in the workbook that somebody should know."""
    try:
        archive = zipfile.ZipFile(path)
        names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        refuse("damaged")
    if len(names) > PARTS:
        refuse("parts", count=len(names))
    if "xl/workbook.xml" not in names:
        if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
            return {}, {"kind": "ods"}
        refuse("bin" if "xl/workbook.bin" in names else "other")
    budget = Budget()
    sheets: list[tuple[str, str]] = []
    targets: dict[str, str] = {}

    def sheet(name: str, attributes: dict[str, str]) -> None:
        if local(name) == "sheet":
            link = next((value for key, value in attributes.items() if local(key) == "id"), "")
            sheets.append((attributes.get("name", ""), link))

    def relation(name: str, attributes: dict[str, str]) -> None:
        if local(name) == "Relationship" and attributes.get("TargetMode") != "External":
            targets[attributes.get("Id", "")] = attributes.get("Target", "")

    scans: dict[str, Scan] = {}
    try:
        budget.feed(archive, "xl/workbook.xml", parser_of(sheet))
        if "xl/_rels/workbook.xml.rels" in names:
            budget.feed(archive, "xl/_rels/workbook.xml.rels", parser_of(relation))
        for name in ("xl/sharedStrings.xml", "xl/styles.xml"):
            if name in names:
                budget.feed(archive, name, parser_of(None))
        for title, link in sheets:
            target = targets.get(link, "")
            part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
            if part in names:
                scan = Scan()
                budget.feed(archive, part, parser_of(scan.start, scan.end, scan.text))
                scans[title] = scan
    except expat.ExpatError as problem:
        refuse("xml", line=problem.lineno)
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError, RuntimeError):
        # RuntimeError is that of an archive with a password.
        refuse("damaged")
    more = {
        "kind": "xlsx",
        "macros": "xl/vbaProject.bin" in names,
        "links": any(name.startswith("xl/externalLinks/") for name in names),
    }
    return scans, more


def plain(value: Any) -> Any:
    """A cell as JSON holds it; a time becomes {"t": …}."""
    if isinstance(value, (datetime.date, datetime.time, datetime.timedelta)):
        return {"t": str(value)}
    if isinstance(value, str):
        return value if len(value) <= 4_000 else value[:4_000]
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 1e15 else value
    return value


def read(path: str) -> None:
    with open(path, "rb") as file:
        head = file.read(8)
        if head == OLE:
            rest = file.read(4 << 20)
            if "EncryptedPackage".encode("utf-16-le") in rest:
                refuse("password")
    more: dict[str, Any] = {"kind": "xls"}
    scans: dict[str, Scan] = {}
    if head != OLE:
        scans, more = look_through(path)
    import python_calamine

    try:
        book = python_calamine.CalamineWorkbook.from_path(path)
    except python_calamine.PasswordError:
        refuse("password")
    except Exception as problem:
        refuse("damaged", why=str(problem)[:200])
    print(json.dumps({**more, "sheets": len(book.sheet_names)}, ensure_ascii=True))
    room = Room()
    for about in book.sheets_metadata:
        found: dict[str, Any] = {
            "name": about.name,
            "is_hidden": about.visible != python_calamine.SheetVisibleEnum.Visible,
            "rows": [],
            "merged": [],
        }
        scan = scans.get(about.name)
        if scan is not None:
            found |= {"formulas": scan.formulas, "odd": scan.odd, "hidden": scan.hidden, "external": scan.external}
        if about.typ != python_calamine.SheetTypeEnum.WorkSheet:
            found["is_chart"] = True
        elif scan is not None and scan.is_too_large:
            found["too_large"] = [scan.cells, scan.rows, scan.columns]
        else:
            cells(book, about.name, found, room)
        print(json.dumps(found, ensure_ascii=True))


class Room:
    """What may still be handed on of a workbook."""

    def __init__(self) -> None:
        self.cells, self.signs = ALL_CELLS, SIGNS

    def takes(self, line: list[Any]) -> bool:
        self.cells -= len(line)
        self.signs -= sum(len(value) for value in line if isinstance(value, str))
        return self.cells >= 0 and self.signs >= 0


def cells(book: Any, name: str, found: dict[str, Any], room: Room) -> None:
    """The rows of a sheet from its first place on, without what is blank at their ends."""
    try:
        sheet = book.get_sheet_by_name(name)
        is_large = sheet.total_height * sheet.total_width > PLACES
        for row in () if is_large else sheet.to_python(skip_empty_area=False):
            line = [plain(value) for value in row]
            while line and line[-1] == "":
                line.pop()
            if not room.takes(line):
                is_large = True
                found["rows"] = []
                break
            found["rows"].append(line)
        if is_large:
            found["too_large"] = [None, sheet.total_height, sheet.total_width]
            return
        found["merged"] = blocks = [[*first, *last] for first, last in sheet.merged_cell_ranges or []]
        # Each is looked for in every row that it covers.
        covered = sum(min(bottom, len(found["rows"])) - top + 1 for top, _, bottom, _ in blocks)
        if len(blocks) > BLOCKS or covered > BLOCK_ROWS:
            found |= {"too_large": [None, sheet.total_height, sheet.total_width], "rows": [], "merged": []}
    except Exception as problem:
        found["unreadable"] = str(problem)[:200]


if __name__ == "__main__":
    read(sys.argv[1])
