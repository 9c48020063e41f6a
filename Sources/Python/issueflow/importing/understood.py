"""Reads a spreadsheet as a city: what was understood, what was left out, and what is wrong."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from issueflow.importing import lines as reading_lines
from issueflow.importing import remarks
from issueflow.importing.choosing import choose
from issueflow.importing.city import City, Wish
from issueflow.importing.layout import Layout, said_role
from issueflow.importing.line import Lines, unit_name
from issueflow.importing.opening import open_sheets
from issueflow.importing.problems import Findings
from issueflow.importing.roles import ROLES, is_bare_area, names_of
from issueflow.importing.totals import Checked, check
from issueflow.importing.tree import build
from issueflow.language import nearest
from issueflow.printable import cell as quoted

#: Square metres that no service centre of a community has.
FLOOR = 20_000


@dataclass(frozen=True)
class Understood:
    """A city with all that is to be said of how it was read; `title` is what the table calls itself."""

    file: str
    title: str
    city: City
    layouts: list[Layout]
    checks: list[Checked]
    findings: Findings


def read_city(
    path: str | os.PathLike[str], *, sheet: str | None = None, chosen: Mapping[str, str] | None = None,
    wish: Wish | None = None,
) -> Understood:
    """Reads a workbook or a table of text as the tree of a city.

    `sheet` names one of a workbook, or is `all` for every one that fits; `chosen` gives roles to columns, by heading or letters. Raises IssueFlowError with every
    problem at once, each with sheet, row and column, in both languages.
    """
    source, findings = Path(path), Findings()
    roles, wish = chosen or {}, wish or Wish()
    layouts = choose(source.name, open_sheets(source, findings), sheet, roles, findings)
    tables, checks = [], []
    for layout in layouts:
        table = _table(source.name, layout, roles, wish, findings)
        checks += check(table.lines)
        tables.append(table)
    units = [line for table in tables for line in table.lines.units]
    city = build(units, wish, findings)
    for table in tables:
        remarks.how_it_was_read(table.layout, table.lines, findings)
    remarks.what_is_unlikely(city, findings)
    findings.raise_for(source.name)
    return Understood(source.name, _title(layouts, city, source), city, [table.layout for table in tables], checks, findings)


@dataclass(frozen=True)
class _Table:
    layout: Layout
    lines: Lines


def _table(file: str, layout: Layout, roles: Mapping[str, str], wish: Wish, findings: Findings) -> _Table:
    """The lines of one sheet; names of units above that no column tells are those of its title, or its own."""
    _unused(roles, layout, findings)
    if not layout.finest and not findings.problems:
        findings.refuse(layout.sheet.place(layout.top), "no column names units", "没有单元名称列")
    findings.raise_for(file)
    lines = reading_lines.read(layout, findings)
    layout, lines = _names_or_numbers(layout, lines, roles, findings)
    if layout.finest == "street":
        findings.refuse(
            layout.sheet.place(layout.top), "there is no column of communities or villages; say which with --map",
            "没有社区（村）列；请用 --map 指明",
        )
        findings.raise_for(file)
    if wish.street is None and not any("street" in line.names for line in lines.units):
        _name_all("street", _street_of_title(layout, findings) or _of_sheet_name("street", layout, findings), lines)
    if not any("community" in line.names for line in lines.units):
        _name_all("community", _of_sheet_name("community", layout, findings), lines)
    _unnamed_totals(layout, lines, findings)
    _bare_area(layout, lines, roles, findings)
    return _Table(layout, lines)


def _name_all(tier: str, name: str | None, lines: Lines) -> None:
    if name is not None:
        lines.units[:] = [replace(line, names={tier: name, **line.names}) for line in lines.units]


def _of_sheet_name(tier: str, layout: Layout, findings: Findings) -> str | None:
    """The sheet's own name, where it is one of a unit of this tier."""
    name = unit_name(layout.sheet.name or None)
    if not isinstance(name, str) or names_of(name) != tier:
        return None
    english, chinese = ROLES[tier]
    findings.note(layout.sheet.place(layout.top), f"the {english} is that of the sheet: {quoted(name)}", f"{chinese}取自工作表名：{quoted(name)}")
    return name


def _unused(chosen: Mapping[str, str], layout: Layout, findings: Findings) -> None:
    """A column that was named and is not there is a slip of the pen."""
    headings = [found.text for found in layout.headings.values()]
    for column, role in chosen.items():
        if not any(said_role(found, number, {column: role}) for number, found in layout.headings.items()):
            near = nearest(column, headings)
            findings.refuse(
                layout.sheet.place(layout.top), f"--map {column}={role}: there is no such column{near[0]}",
                f"--map {column}={role}：没有这一列{near[1]}",
            )


def _names_or_numbers(
    layout: Layout, lines: Lines, chosen: Mapping[str, str], findings: Findings
) -> tuple[Layout, Lines]:
    """A column 网格 with one number for each community: that many grids, and not the name of one."""
    column = layout.columns.get("grid")
    if column is None or "community" not in layout.columns or "grid" in chosen.values() or "grids" in layout.columns:
        return layout, lines
    names = [line.names.get("grid", "") for line in lines.units]
    places = [(line.names.get("street"), line.names.get("community")) for line in lines.units]
    if len(names) < 2 or len(set(places)) < len(places) or not all(name.isdigit() for name in names):
        return layout, lines
    heading = layout.heading_of(column)
    if [int(name) for name in names] == list(range(1, len(names) + 1)):
        findings.refuse(
            layout.sheet.place(layout.top, column),
            f"{quoted(heading)} may be names or numbers of grids; say --map {heading}=grid or --map {heading}=grids",
            f"{quoted(heading)} 可能是网格名称，也可能是网格数；请写明 --map {heading}=grid 或 --map {heading}=grids",
        )
        return layout, lines
    findings.note(
        layout.sheet.place(layout.top, column), f"{quoted(heading)} holds numbers of grids (--map {heading}=grid if they are names)",
        f"{quoted(heading)} 按网格数读取（若为名称，请用 --map {heading}=grid）",
    )
    columns = {"grids" if role == "grid" else role: place for role, place in layout.columns.items()}
    layout = replace(layout, columns=columns)
    kept = [told for told in findings.problems if told.place is None or told.place.row is None]
    findings.problems[:] = kept
    return layout, reading_lines.read(layout, Findings(findings.problems, [], []))


def _unnamed_totals(layout: Layout, lines: Lines, findings: Findings) -> None:
    """A line that holds the sum of all lines above it is a total that nobody has called one."""
    if layout.cells_are:
        return
    for role in ("households", "population"):
        above, count = Fraction(0), 0
        for line in lines.units:
            number = line.numbers.get(role)
            if number is None:
                continue
            if count >= 3 and number and number == above:
                name = quoted(line.names.get("grid") or line.names.get("community") or "")
                findings.refuse(
                    line.place, f"{name} has as many as all {count} lines above it together; if it is a total, call it 合计 or take it out",
                    f"{name}等于以上 {count} 行之和；若为合计行，请写明“合计”或删去",
                )
            above, count = above + number, count + 1


def _bare_area(layout: Layout, lines: Lines, chosen: Mapping[str, str], findings: Findings) -> None:
    """A column 面积（㎡） may be the floor of centres, which is read, or land, which is refused: land is larger than any floor."""
    column = layout.columns.get("area")
    if column is None or "area" in chosen.values() or not is_bare_area(layout.headings[column]):
        return
    place, heading = layout.sheet.place(layout.top, column), layout.heading_of(column)
    if any(line.numbers.get("area", 0) > FLOOR for line in lines.units):
        findings.refuse(
            place, f"{quoted(heading)} is larger than the floor of a centre; --map {heading}=none if it is land, =area if not",
            f"{quoted(heading)}大于服务中心可能的建筑面积；若为辖区面积请用 --map {heading}=none，否则用 =area",
        )
    else:
        findings.note(
            place, f"{quoted(heading)} is read as the floor of centres (--map {heading}=none if it is not)",
            f"{quoted(heading)}按服务中心建筑面积读取（若不是，请用 --map {heading}=none）",
        )


def _street_of_title(layout: Layout, findings: Findings) -> str | None:
    """The street that the lines above the heading name, such as 柳荫街道网格台账."""
    for row in range(layout.top):
        for column in range(len(layout.sheet.rows[row])):
            text = layout.sheet.at(row, column)
            if not isinstance(text, str):
                continue
            # 常州市某某区柳荫街道: what is above the street is not a part of its name.
            own = re.sub(r"^.*?[市区县](?=[\u3400-\u9fff]{2,}(?:街道|镇|乡))", "", text)
            found = re.search(r"([\u3400-\u9fff]{1,8}?(?:街道|镇|乡))", own)
            if found and names_of(found[1]) == "street":
                findings.note(
                    layout.sheet.place(row, column), f"the street is {quoted(found[1])}, by the title (--street NAME for another)",
                    f"街道取自标题：{quoted(found[1])}（可用 --street 名称 更改）",
                )
                return found[1]
    return None


def _title(layouts: list[Layout], city: City, source: Path) -> str:
    """What the city is called: its one street, else the title above its table, else the file."""
    if len(city.streets) == 1:
        return city.streets[0].name
    # Of many sheets none names the whole.
    for row in range(layouts[0].top if len(layouts) == 1 else 0):
        texts = [text for text in layouts[0].sheet.rows[row] if isinstance(text, str)]
        if len(texts) == 1 and 2 < len(texts[0].strip()) <= 40:
            return " ".join(texts[0].split())
    return source.stem
