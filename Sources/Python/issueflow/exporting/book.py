"""Writes sheets into a workbook. No text becomes a formula, a link or a number, whatever it holds."""

from __future__ import annotations

import datetime
import io
import re
import unicodedata
from collections.abc import Sequence
from typing import Any

import pandas
import xlsxwriter

from issueflow.exporting.sheets import ROWS, SheetOf, shown
from issueflow.packing import MADE, packed
from issueflow.printable import printable

#: How numbers of each kind are shown.
FORMATS = {
    "count": "#,##0", "number": "[>=1000]#,##0;[<10]0.00;#,##0.0", "share": "0.0%", "points": "+0.00;\u22120.00;0.00",
    "hours": "#,##0.0", "money": "#,##0", "date": "yyyy-mm-dd", "signed": "+#,##0.0;\u2212#,##0.0;0.0", "level": "General",
}

#: Signs with which a program that a text is given to may begin to calculate.
_BEGINS = ("=", "+", "-", "@", "\t", "\r")

#: As much text as a cell can hold.
_SIGNS = 32_000

#: Letters that every Windows has, without Chinese and with it.
_LETTERS = {False: "Calibri", True: "Microsoft YaHei"}
_CHINESE = re.compile("[\u3400-\u9fff]")

_INK, _PALE, _RULE = "#1f2933", "#eef2f6", "#c5ced8"

#: Of numbers whose width nobody says: as wide as they are at most.
_NUMBER, _TEXT = 12.0, 60.0

#: Points of a line of text; as many lines of a sheet as leave room for a chart below them.
_LINE, _SHORT = 15.0, 20


def workbook(sheets: Sequence[SheetOf], title: str) -> bytes:
    """The bytes of a workbook; the same for the same sheets."""
    out = io.BytesIO()
    options = {
        "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
        "default_date_format": FORMATS["date"],
    }
    is_chinese = any(_CHINESE.search(sheet.name) for sheet in sheets)
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"title": printable(title), "created": MADE, "author": "IssueFlow"})
        formats = _Formats(book, _LETTERS[is_chinese])
        for sheet in sheets:
            _write(book, formats, sheet)
    return packed(out.getvalue())


class _Formats:
    """The looks of cells, each made once."""

    def __init__(self, book: xlsxwriter.Workbook, letters: str):
        self._book, self.letters = book, letters
        self._made: dict[tuple[str, bool], Any] = {}
        font = {"font_name": letters, "font_size": 10, "font_color": _INK, "valign": "vcenter"}
        self._font = font
        self.title = book.add_format({**font, "bold": True, "font_size": 14})
        self.words = book.add_format({**font, "text_wrap": True, "valign": "top"})
        self.heading = book.add_format(
            {**font, "bold": True, "text_wrap": True, "bg_color": _PALE, "bottom": 1, "bottom_color": _RULE, "align": "center"}
        )

    def of(self, kind: str, quoted: bool = False) -> Any:
        if (kind, quoted) not in self._made:
            look = {**self._font, **({"num_format": FORMATS[kind]} if kind in FORMATS else {"text_wrap": True, "indent": 1})}
            made = self._made[(kind, quoted)] = self._book.add_format(look)
            if quoted:
                # It stays a text also when somebody goes into the cell and out again.
                made.set_quote_prefix()
        return self._made[(kind, quoted)]


def _write(book: xlsxwriter.Workbook, formats: _Formats, sheet: SheetOf) -> None:
    page = book.add_worksheet(sheet.name[:31])
    page.hide_gridlines(2)
    widths = [_width(sheet, number) for number in range(len(sheet.columns))]
    page.set_row(0, 24)
    page.write_string(0, 0, _text(sheet.title), formats.title)
    row = 1
    across = max(1, min(len(sheet.columns), 8)) - 1
    for words in sheet.words:
        room = sum(widths[: across + 1]) if widths else 80
        if across:
            page.merge_range(row, 0, row, across, "", formats.words)
        page.write_string(row, 0, _text(words), formats.words)
        page.set_row(row, _LINE * max(1, -(-_wide(words) // max(20, int(room * 1.1)))))
        row += 1
    row += bool(sheet.words)
    for number, column in enumerate(sheet.columns):
        page.set_column(number, number, widths[number])
        page.write_string(row, number, _text(column.heading), formats.heading)
    if not sheet.columns:
        page.set_column(0, 0, 110)
        return
    deepest = max(_lines(column.heading, width) for column, width in zip(sheet.columns, widths, strict=True))
    page.set_row(row, 15 * deepest + 3)
    first, lines = row + 1, sheet.rows[:ROWS]
    for place, line in enumerate(lines, start=first):
        # Not every program makes a row as high as what stands in it.
        if (high := max((_lines(value, width) for value, width in zip(line, widths, strict=False) if isinstance(value, str)), default=1)) > 1:
            page.set_row(place, _LINE * high)
        for number, value in enumerate(line):
            kind = sheet.kinds.get((place - first, number), sheet.columns[number].kind)
            _cell(page, formats, place, number, value, kind)
    # Below sentences a heading that stays would leave no room for what it heads.
    if not sheet.words:
        page.freeze_panes(first, 1 if len(sheet.columns) > 3 else 0)
    if lines:
        page.autofilter(row, 0, first + len(lines) - 1, len(sheet.columns) - 1)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    if not sheet.words:
        page.repeat_rows(row)
    is_short = len(lines) <= _SHORT
    if sheet.chart is not None and not is_short:
        page.print_area(0, 0, first + len(lines), len(sheet.columns) - 1)
    page.set_footer("&C&P / &N")
    if sheet.chart is not None and lines:
        _chart(book, page, formats, sheet, first, len(lines), (first + len(lines) + 1, 0) if is_short else (first, len(sheet.columns) + 1))


def _cell(page: Any, formats: _Formats, row: int, column: int, value: Any, kind: str) -> None:
    if value is None:
        return
    if isinstance(value, str):
        text = _text(value)
        page.write_string(row, column, text, formats.of("text", text.startswith(_BEGINS)))
    elif isinstance(value, (datetime.date, pandas.Timestamp)):
        page.write_datetime(row, column, datetime.datetime(value.year, value.month, value.day), formats.of("date"))
    else:
        page.write_number(row, column, float(shown(value, kind)), formats.of(kind))


def _chart(book: xlsxwriter.Workbook, page: Any, formats: _Formats, sheet: SheetOf, first: int, count: int, at: tuple[int, int]) -> None:
    """A chart of the cells themselves, below a few lines or to the right of many."""
    asked = sheet.chart
    assert asked is not None
    chart = book.add_chart({"type": asked.kind})
    assert chart is not None
    colours = ("#2f6f9f", "#b9c4cf", "#8795a3", "#d08a2e") if asked.kind == "column" else ("#1f2933", "#2f6f9f", "#d08a2e", "#6aa84f", "#8a6fb0")
    for number, series in enumerate(asked.series):
        look = {"color": colours[number % len(colours)]}
        chart.add_series({
            "name": [sheet.name[:31], first - 1, series],
            "categories": [sheet.name[:31], first, asked.over, first + count - 1, asked.over],
            "values": [sheet.name[:31], first, series, first + count - 1, series],
            **({"fill": look, "gap": 60} if asked.kind == "column" else {"line": {**look, "width": 1.25}}),
        })
    font = {"name": formats.letters, "size": 9}
    chart.set_title({"name": asked.title, "name_font": {**font, "size": 11, "bold": False}, "overlay": False})
    chart.set_legend({"position": "bottom", "font": font})
    chart.set_y_axis({"num_format": asked.shown_as, "num_font": font, "major_gridlines": {"visible": True, "line": {"color": _RULE}}, "min": 0})
    is_dates = sheet.columns[asked.over].kind == "date"
    chart.set_x_axis({"num_font": font, **({"date_axis": True, "num_format": "yyyy-mm", "major_unit": 2, "major_unit_type": "months"} if is_dates else {})})
    chart.set_size({"width": 640, "height": 340})
    page.insert_chart(*at, chart)


def _text(words: str) -> str:
    return printable(words)[:_SIGNS]


def _wide(words: str) -> int:
    """How wide a text is, in digits: signs of Chinese are two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in words)


def _lines(heading: str, width: float) -> int:
    return sum(max(1, -(-_wide(part) // max(1, int(width * 1.12)))) for part in heading.split("\n"))


def _width(sheet: SheetOf, number: int) -> float:
    """Wide enough for what stands in a column, and no wider than a sentence."""
    column = sheet.columns[number]
    if column.width:
        return column.width
    heading = max((_wide(part) for part in column.heading.split("\n")), default=0)
    if column.kind != "text":
        return max(_NUMBER, min(18.0, heading + 3.0))
    longest = max((_wide(line[number]) for line in sheet.rows[:2_000] if number < len(line) and isinstance(line[number], str)), default=0)
    return max(9.0, min(_TEXT, max(longest + 2.0, min(heading + 3.0, 24.0))))
