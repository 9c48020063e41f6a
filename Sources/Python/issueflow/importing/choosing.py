"""Which sheet of a workbook is meant, and what was said of its columns."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml

from issueflow import reading
from issueflow.errors import IssueFlowError
from issueflow.importing import layout as layouts
from issueflow.importing import roles
from issueflow.importing.layout import Layout
from issueflow.importing.problems import Findings
from issueflow.importing.sheet import Sheet
from issueflow.language import nearest
from issueflow.printable import cell as quoted

#: What asks for every sheet that fits.
ALL = ("all", "全部")


def column_roles(said: Sequence[str]) -> dict[str, str]:
    """What was given with --map: COLUMN=ROLE, or a file of YAML with `COLUMN: ROLE` on each line.

    Raises IssueFlowError for a role that there is not, with what may have been meant.
    """
    found: dict[str, str] = {}
    for word in said:
        if "=" in word:
            column, _, role = word.rpartition("=")
            found[column.strip()] = _role(role.strip(), word)
        else:
            found |= _file(Path(word))
    return found


def _file(path: Path) -> dict[str, str]:
    if not path.is_file():
        raise IssueFlowError(
            f"--map {path}: there is no such file; or write COLUMN=ROLE, such as 住户=households", 2,
            chinese=f"--map {path}：没有这个文件；也可写 列=角色，例如 住户=households",
        )
    try:
        held = yaml.safe_load(reading.content(path.resolve(), 1 << 20).decode("utf-8-sig"))
    except (yaml.YAMLError, UnicodeDecodeError) as problem:
        raise IssueFlowError(
            f"--map {path}: the file cannot be read as YAML", 2, chinese=f"--map {path}：无法按 YAML 读取"
        ) from problem
    if not isinstance(held, dict) or not all(isinstance(role, str) for role in held.values()):
        raise IssueFlowError(
            f"--map {path}: each line must be COLUMN: ROLE", 2, chinese=f"--map {path}：每行应为 列: 角色"
        )
    return {str(column): _role(role, f"{path}: {column}") for column, role in held.items()}


def _role(role: str, where: str) -> str:
    if role in roles.ROLES:
        return role
    near = nearest(role, roles.ROLES)
    known = ", ".join(roles.ROLES)
    raise IssueFlowError(
        f"--map {where}: {quoted(role)} is no role{near[0]} Roles are {known}" if near[0] else
        f"--map {where}: {quoted(role)} is no role; roles are {known}", 2,
        chinese=f"--map {where}：没有 {quoted(role)} 这个角色{near[1]} 可用：{known}" if near[1] else
        f"--map {where}：没有 {quoted(role)} 这个角色；可用：{known}",
    )


def choose(
    file: str, sheets: Sequence[Sheet], wanted: str | None, chosen: Mapping[str, str], findings: Findings
) -> list[Layout]:
    """The tables that are read: of the sheet that was named, else of the one that has most of a city's table.

    With `all`, every sheet that has as much of it as the best. Raises IssueFlowError where there is none, or where two would
    do and nobody has said which.
    """
    is_all = wanted in ALL and all(sheet.name != wanted for sheet in sheets)
    if wanted is not None and not is_all:
        return [_of(file, _named(file, sheets, wanted), chosen, findings)]
    found: list[tuple[Layout, Findings]] = []
    for sheet in sheets:
        own = Findings()
        if sheet.too_large is None and (layout := layouts.find(sheet, chosen, own)) is not None:
            found.append((layout, own))
    if not found:
        raise _nothing(file, sheets)
    # A sheet that nobody sees is read only when it is named, or the only one.
    seen = [each for each in found if not each[0].sheet.is_hidden] or found
    best = max(_fitness(layout) for layout, _ in seen)
    fitting = [each for each in seen if _fitness(each[0]) == best]
    if len(fitting) > 1 and not is_all:
        names = [quoted(layout.sheet.name) for layout, _ in fitting]
        raise IssueFlowError(
            f"{file}: {' and '.join(names)} could each be the table of the city; say which with --sheet, or --sheet all for "
            "a city of all of them", 2,
            chinese=f"{file}：{'、'.join(names)} 都可能是城市表；请用 --sheet 指明，或用 --sheet all 合并读取",
        )
    for _, own in fitting:
        findings.problems += own.problems
        findings.notes += own.notes
        findings.left_out += own.left_out
    read = {layout.sheet.name for layout, _ in fitting}
    for sheet in sheets:
        if sheet.name not in read and sheet.rows:
            findings.leave_out(None, f"sheet {quoted(sheet.name)}: --sheet reads it instead", f"工作表{quoted(sheet.name)}：可用 --sheet 改读")
    return [layout for layout, _ in fitting]


def _fitness(layout: Layout) -> tuple[int, int]:
    """How much of a city a table tells: tiers with names first, then numbers."""
    names = sum(name in layout.columns for name in roles.NAMES) + bool(layout.cells_are)
    return names, sum(role in layout.columns for role in ("households", "population", "staff", "grids"))


def _named(file: str, sheets: Sequence[Sheet], wanted: str) -> Sheet:
    for sheet in sheets:
        if sheet.name == wanted:
            return sheet
    if re.fullmatch(r"[1-9]\d*", wanted) and int(wanted) <= len(sheets):
        return sheets[int(wanted) - 1]
    names = [sheet.name for sheet in sheets]
    near = nearest(wanted, names)
    known = ", ".join(quoted(name) for name in names[:12])
    raise IssueFlowError(
        f"{file}: there is no sheet {quoted(wanted)}{near[0] or f'; there are {known}'}", 2,
        chinese=f"{file}：没有工作表 {quoted(wanted)}{near[1] or f'；有 {known}'}",
    )


def _of(file: str, sheet: Sheet, chosen: Mapping[str, str], findings: Findings) -> Layout:
    if sheet.too_large is not None:
        raise _nothing(file, [sheet])
    layout = layouts.find(sheet, chosen, findings)
    if layout is None:
        raise _nothing(file, [sheet])
    return layout


def _nothing(file: str, sheets: Sequence[Sheet]) -> IssueFlowError:
    """What was looked for, and what stands in the first line that could have been a heading."""
    large = next((sheet for sheet in sheets if sheet.too_large is not None), None)
    if large is not None and large.too_large is not None:
        cells, rows, columns = large.too_large
        told = f"{cells:,} cells in " if cells is not None else ""
        return IssueFlowError(
            f"{file}: sheet {quoted(large.name)} reaches over {told}{rows:,} rows and {columns:,} columns, more than is read; "
            "copy the table into a new workbook", 2,
            chinese=f"{file}：工作表{quoted(large.name)}范围达 {rows:,} 行 {columns:,} 列，超出可读范围；请把表格复制到新的工作簿",
        )
    told_en, told_zh = [], []
    for sheet in sheets[:6]:
        texts = [(row, [cell for cell in line if isinstance(cell, str)]) for row, line in enumerate(sheet.rows[:60])]
        row, line = max(texts, key=lambda each: len(each[1]), default=(0, []))
        if not line:
            continue
        near_en, near_zh = [], []
        for text in line[:30]:
            near = nearest(roles.heading(text).word, roles.words())
            if near[0] and not roles.is_known(roles.heading(text)):
                near_en.append(quoted(text) + near[0].removeprefix(";"))
                near_zh.append(quoted(text) + near[1].removeprefix("；"))
        shown = ", ".join(quoted(text) for text in line[:8])
        told_en.append(f"{sheet.place(row).tell('en')} has {shown}" + (": " + " ".join(near_en) if near_en else ""))
        told_zh.append(f"{sheet.place(row).tell('zh')}为 {shown}" + ("：" + "".join(near_zh) if near_zh else ""))
    return IssueFlowError(
        f"{file}: no line with headings such as 街道, 社区, 网格, 户数 or street, community, grid, households was found"
        + "".join(f"; {told}" for told in told_en) + "; say what columns are with --map COLUMN=ROLE", 2,
        chinese=f"{file}：没有找到含有 街道、社区、网格、户数 等列名的表头" + "".join(f"；{told}" for told in told_zh)
        + "；请用 --map 列=角色 指明",
    )
