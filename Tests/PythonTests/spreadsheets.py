"""Made-up spreadsheets of the kinds that districts keep; every name in them is invented."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import xlsxwriter

#: Streets, their communities, and the households of each grid.
CITY = {
    "柳荫街道": {"湖畔社区": [340, 310, 480], "桥头社区": [290, 305]},
    "港湾镇": {"湖畔社区": [400, 390], "老厂村": [420, 333, 275]},
}
STREETS, COMMUNITIES, GRIDS = 2, 4, 10
HOUSEHOLDS = sum(sum(grids) for communities in CITY.values() for grids in communities.values())


def book(path: Path, **sheets: Any) -> Path:
    """A workbook of sheets, each filled by a function that takes it."""
    with xlsxwriter.Workbook(str(path)) as workbook:
        for name, fill in sheets.items():
            fill(workbook.add_worksheet(name))
    return path


def rows(*lines: list[Any]) -> Any:
    """Fills a sheet with lines from its first row on."""

    def fill(sheet: Any) -> None:
        for row, line in enumerate(lines):
            for column, cell in enumerate(line):
                if cell is not None:
                    sheet.write(row, column, cell)

    return fill


def flat() -> list[list[Any]]:
    """One line for each grid, everything in every line."""
    return [
        [street, community, f"第{number + 1}网格", households]
        for street, communities in CITY.items()
        for community, grids in communities.items()
        for number, households in enumerate(grids)
    ]


def ledger(sheet: Any) -> None:
    """Title, merged streets and communities, subtotals, a total, a blank line, a footnote, columns of no use here."""
    sheet.merge_range("A1:H1", "柳城区网格基本情况台账（2025年）")
    sheet.write_row("A2", ["序号", "街道（镇）", "社区（村）", "网格名称", "户数（户）", "专职网格员", "流动人口", "备注"])
    row = number = 0
    row = 2
    for street, communities in CITY.items():
        top = row
        for community, grids in communities.items():
            first = row
            for place, households in enumerate(grids):
                number += 1
                sheet.write(row, 0, number)
                sheet.write_row(row, 3, [f"第{place + 1}网格", households, 1 + (place == 2), "约30"])
                row += 1
            sheet.merge_range(first, 2, row - 1, 2, community) if len(grids) > 1 else sheet.write(first, 2, community)
        sheet.merge_range(top, 1, row - 1, 1, street)
        sheet.write(row, 1, "小计")
        sheet.write_formula(row, 4, f"=SUM(E{top + 1}:E{row})", None, sum(map(sum, communities.values())))
        row += 1
    sheet.write(row, 0, "合计")
    sheet.write(row, 4, HOUSEHOLDS)
    sheet.write(row, 5, 12)
    sheet.write(row + 2, 0, "注：户数为2024年末常住户数。")


def of_communities(sheet: Any) -> None:
    """One line for each community, with its number of grids; the street stands in its first line alone."""
    sheet.write_row("A1", ["Town", "Community", "Number of grids", "Households", "Population", "Grid workers", "Floor area (m2)"])
    row = 1
    for street, communities in CITY.items():
        for place, (community, grids) in enumerate(communities.items()):
            sheet.write_row(
                row, 0,
                [street if place == 0 else "", community, len(grids), sum(grids), sum(grids) * 2.5 // 1, len(grids) + 1, 400],
            )
            row += 1
    sheet.write_row(row, 0, ["Total", "", 10, HOUSEHOLDS])


def turned(sheet: Any) -> None:
    """Communities as columns."""
    sheet.write("A1", "各社区基本情况")
    for row, label in enumerate(["街道", "社区", "网格数", "户数", "网格员"], start=1):
        sheet.write(row, 0, label)
    column = 1
    for street, communities in CITY.items():
        first = column
        for community, grids in communities.items():
            for row, cell in enumerate([community, len(grids), sum(grids), len(grids)], start=2):
                sheet.write(row, column, cell)
            column += 1
        sheet.merge_range(1, first, 1, column - 1, street)


def crossed(sheet: Any) -> None:
    """Communities as columns, their grids as lines, households in the cells."""
    sheet.merge_range("A1:C1", "柳荫街道各社区网格户数表")
    communities = CITY["柳荫街道"]
    sheet.write_row("A2", ["网格", *communities])
    most = max(map(len, communities.values()))
    for number in range(most):
        sheet.write_row(2 + number, 0, [f"第{number + 1}网格", *[grids[number] if number < len(grids) else None for grids in communities.values()]])
    sheet.write_row(2 + most, 0, ["合计", *[sum(grids) for grids in communities.values()]])


def as_csv(encoding: str, lines: list[list[Any]] | None = None, separator: str = ",") -> bytes:
    """A table of text as a spreadsheet program of this country writes it."""
    content = [["所属街道", "所属社区", "网格", "户数"], *(lines or flat())]
    text = "".join(separator.join(str(cell) for cell in line) + "\r\n" for line in content)
    mark = "\ufeff" if encoding in {"utf-16-le", "utf-16-be"} else ""
    return (mark + text).encode(encoding)
