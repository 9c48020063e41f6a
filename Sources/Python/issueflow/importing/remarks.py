"""What was read otherwise than it stands there, and what would surprise whoever has not meant it."""

from __future__ import annotations

from issueflow.importing.amounts import plain_number
from issueflow.importing.city import City
from issueflow.importing.layout import Layout
from issueflow.importing.line import Lines
from issueflow.importing.problems import Findings
from issueflow.printable import cell as quoted


def how_it_was_read(layout: Layout, lines: Lines, findings: Findings) -> None:
    """What was read otherwise than it stands there."""
    sheet = layout.sheet
    if lines.filled:
        findings.note(
            None, f"{lines.filled} blank {'name is' if lines.filled == 1 else 'names are'} that of the line above",
            f"{lines.filled} 个空白名称沿用上一行",
        )
    for place, text, number in lines.read_as[:3]:
        findings.note(place, f"{quoted(text)} is read as {plain_number(number)}", f"{quoted(text)} 读作 {plain_number(number)}")
    if len(lines.read_as) > 3:
        more = len(lines.read_as) - 3
        findings.note(None, f"{more} more numbers with signs or units are read in the same way", f"另有 {more} 个带符号或单位的数字照此读取")
    hidden = [line for line in lines.units if line.row in sheet.hidden_rows]
    if hidden:
        findings.note(
            hidden[0].place, f"{len(hidden)} hidden {'line is' if len(hidden) == 1 else 'lines are'} read too",
            f"包含 {len(hidden)} 个隐藏行",
        )
    if sheet.formulas:
        findings.note(
            None, f"{sheet.formulas} {'cell is a formula' if sheet.formulas == 1 else 'cells are formulas'}; what was last calculated is read",
            f"{sheet.formulas} 个单元格为公式；读取其上次计算结果",
        )
    missing = sum(line.numbers.get("staff") is None for line in lines.units)
    if missing and missing < len(lines.units) and "staff" in layout.columns:
        findings.note(
            None, f"{missing} {'line tells' if missing == 1 else 'lines tell'} no grid workers; they have as many as elsewhere (borrowed)",
            f"{missing} 行未填网格员人数；按借用值计",
        )
    if sheet.is_turned:
        findings.note(None, "units are columns in this sheet", "本表以列为单元")


def what_is_unlikely(city: City, findings: Findings) -> None:
    """What is read as it stands, and would surprise whoever has not meant it."""
    alone = [grid for grid in city.grids if grid.staff == 0]
    if alone:
        findings.note(
            alone[0].place, f"{len(alone)} {'grid has' if len(alone) == 1 else 'grids have'} no grid worker: all that arises there goes up",
            f"{len(alone)} 个网格没有网格员：该处事项将全部上行",
        )
    empty = [grid for grid in city.grids if not grid.households]
    if empty:
        findings.note(
            empty[0].place, f"{len(empty)} {'grid has' if len(empty) == 1 else 'grids have'} no household: nothing arises there",
            f"{len(empty)} 个网格没有住户：该处不会产生事项",
        )
