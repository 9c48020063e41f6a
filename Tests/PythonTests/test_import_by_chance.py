"""Cities laid out by chance are read as they were, and sheets damaged by chance are read or refused, never anything else."""

from __future__ import annotations

import os
import random
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from issueflow.errors import IssueFlowError
from issueflow.importing import read_city, told
from issueflow.importing import understood as reader
from issueflow.importing.sheet import Block, Odd, Sheet

#: How many of each kind; more with ISSUEFLOW_SHEETS.
TIMES = int(os.environ.get("ISSUEFLOW_SHEETS", "60"))

HEADINGS = {
    "street": ["街道", "镇街", "所属街道", "街道（镇）", "Street", "乡镇/街道"], "community": ["社区", "村（社区）", "所属社区", "Community", "社 区"],
    "grid": ["网格", "网格名称", "综合网格", "Grid name"], "households": ["户数", "总户数", "户数（户）", "Households", "户 数"],
    "staff": ["网格员", "专职网格员", "网格员人数（人）", "Grid workers"],
}
JUNK = ["序号", "备注", "流动人口", "联系电话", "网格长"]


def city_by_chance(chance: random.Random) -> dict[str, dict[str, list[tuple[str, int, int]]]]:
    """Streets, communities, and grids with households and workers."""
    found: dict[str, dict[str, list[tuple[str, int, int]]]] = {}
    for street in chance.sample(["柳荫街道", "港湾镇", "石桥街道", "河东乡"], chance.randint(1, 3)):
        found[street] = {
            community: [(f"第{number + 1}网格", chance.randint(40, 2_900), chance.randint(0, 3)) for number in range(chance.randint(1, 5))]
            for community in chance.sample(["湖畔社区", "桥头社区", "老厂村", "园东社区", "北门居委会"], chance.randint(1, 4))
        }
    return found


def written(number: int, chance: random.Random) -> Any:
    """A number as people write it."""
    wide = str(number).translate({ord(str(digit)): chr(0xFF10 + digit) for digit in range(10)})
    return chance.choice([number, number, number, float(number), str(number), f"{number:,}", wide, f" {number} "])


class Layout:
    """A table with its cells and merged blocks, laid out by chance."""

    def __init__(self, city: dict[str, Any], chance: random.Random, can_merge: bool):
        self.cells: dict[tuple[int, int], Any] = {}
        self.merged: list[tuple[int, int, int, int]] = []
        roles = ["street", "community", "grid", "households"] + (["staff"] if chance.random() < 0.7 else [])
        self.has_staff = "staff" in roles
        columns: list[str] = chance.sample(JUNK, chance.randint(0, 3)) + roles
        if chance.random() < 0.3:
            chance.shuffle(columns)
        at = {name: column for column, name in enumerate(columns)}
        row = 0
        if chance.random() < 0.6:
            self.cells[(0, 0)] = "柳城区网格基本情况台账"
            if can_merge:
                self.merged.append((0, 0, 0, len(columns) - 1))
            row = 1 + (chance.random() < 0.3)
        for name, column in at.items():
            self.cells[(row, column)] = chance.choice(HEADINGS[name]) if name in HEADINGS else name
        row += 1
        repeats = chance.choice(["merged", "blank", "every"] if can_merge else ["blank", "every"])
        has_sums = chance.random() < 0.5 and at["street"] < at["households"] and at["community"] < at["households"]
        total = [0, 0]
        for street, communities in city.items():
            above, sums = row, [0, 0]
            for community, grids in communities.items():
                first = row
                for name, households, staff in grids:
                    self._name(row, at["street"], street, repeats, row == above)
                    self._name(row, at["community"], community, repeats, row == first)
                    self.cells[(row, at["grid"])] = name
                    self.cells[(row, at["households"])] = written(households, chance)
                    if self.has_staff:
                        self.cells[(row, at["staff"])] = written(staff, chance)
                    if "序号" in at:
                        self.cells[(row, at["序号"])] = row
                    sums[0] += households
                    sums[1] += staff
                    row += 1
                if repeats == "merged" and row - first > 1:
                    self.merged.append((first, at["community"], row - 1, at["community"]))
            if repeats == "merged" and row - above > 1:
                self.merged.append((above, at["street"], row - 1, at["street"]))
            if has_sums:
                self.cells[(row, at["street"])] = chance.choice([f"{street}小计", "小计"])
                self._sums(row, at, sums)
                row += 1
            total = [total[0] + sums[0], total[1] + sums[1]]
            row += chance.random() < 0.2
        if has_sums:
            self.cells[(row, at["street"])] = chance.choice(["合计", "总计", "合 计", "Total"])
            self._sums(row, at, total)
            row += 1
        if chance.random() < 0.5:
            self.cells[(row + 1, 0)] = "注：数据截至2024年12月31日，由各社区填报。"
        self.has_sums = has_sums

    def _name(self, row: int, column: int, name: str, repeats: str, is_first: bool) -> None:
        if repeats == "every" or is_first:
            self.cells[(row, column)] = name

    def _sums(self, row: int, at: dict[str, int], sums: list[int]) -> None:
        self.cells[(row, at["households"])] = sums[0]
        if self.has_staff:
            self.cells[(row, at["staff"])] = sums[1]

    def lines(self) -> list[list[Any]]:
        last = max(row for row, _ in self.cells)
        width = max(column for _, column in self.cells) + 1
        return [[self.cells.get((row, column)) for column in range(width)] for row in range(last + 1)]

    def save(self, path: Path, turn: bool) -> None:
        with xlsxwriter.Workbook(str(path)) as workbook:
            sheet = workbook.add_worksheet("网格")
            for top, left, bottom, right in self.merged:
                place = (left, top, right, bottom) if turn else (top, left, bottom, right)
                sheet.merge_range(*place, "")
            for (row, column), value in self.cells.items():
                sheet.write(*((column, row) if turn else (row, column)), value)


@pytest.mark.parametrize("seed", range(TIMES))
def test_a_city_laid_out_by_chance_is_read_as_it_was(tmp_path, seed):
    chance = random.Random(seed)
    city = city_by_chance(chance)
    kind = chance.choice(["xlsx", "xlsx", "xlsx", "turned", "gb18030", "utf-8-sig", "utf-16"])
    layout = Layout(city, chance, can_merge=kind in {"xlsx", "turned"})
    path = tmp_path / ("a.xlsx" if kind in {"xlsx", "turned"} else "a.csv")
    if path.suffix == ".xlsx":
        layout.save(path, turn=kind == "turned")
    else:
        lines = ("\t".join('"' + str(cell).replace('"', '""') + '"' if cell is not None else "" for cell in line) for line in layout.lines())
        path.write_bytes("\r\n".join([*lines, ""]).encode(kind))
    understood = read_city(path)
    assert {
        street.name: {each.name: [(grid.name, grid.households) for grid in each.grids] for each in street.communities}
        for street in understood.city.streets
    } == {
        street: {name: [grid[:2] for grid in grids] for name, grids in communities.items()} for street, communities in city.items()
    }
    workers = sum(grid[2] for communities in city.values() for grids in communities.values() for grid in grids)
    assert understood.city.staff == (workers if layout.has_staff else None)
    assert all(check.agrees for check in understood.checks), [check for check in understood.checks if not check.agrees]
    assert bool(understood.checks) == layout.has_sums
    for lang in ("en", "zh"):
        assert told(understood, lang)


WORDS = [
    None, "", " ", "街道", "社区", "网格", "户数", "网格员", "合计", "小计", "注：", "柳荫街道", "湖畔社区", "第1网格", "1", "12", "约300", "25%", "1.2万",
    "-5", 0, 1, 300, 3.5, -1, 1e20, float("inf"), float("nan"), True, False, Odd("error"), Odd("formula"), Odd("date", "2025-01-02"), "=1+1", "\x00\x1b",
    "x" * 5_000, "人口", "面积（㎡）", "序号", "\u202e街道", "Total", "households", "grid", "网格数", "a\nb", "　", "９９",
]


@pytest.mark.parametrize("seed", range(TIMES))
def test_sheets_of_chance_are_read_or_refused(tmp_path, monkeypatch, seed):
    chance = random.Random(10_000 + seed)
    path = tmp_path / "a.xlsx"
    for _ in range(20):
        if chance.random() < 0.5:
            rows = [[chance.choice(WORDS) for _ in range(chance.randint(0, 7))] for _ in range(chance.randint(0, 12))]
        else:
            rows = Layout(city_by_chance(chance), chance, can_merge=False).lines()
            for _ in range(chance.randint(1, 6)):
                line = chance.choice(rows)
                line[chance.randrange(len(line))] = chance.choice(WORDS)
        blocks = [
            Block(top, left, top + chance.randint(0, 3), left + chance.randint(0, 3))
            for top, left in ((chance.randint(0, 8), chance.randint(0, 5)) for _ in range(chance.randint(0, 3)))
        ]
        sheets = [Sheet("a", [[None if cell == "" else cell for cell in line] for line in rows], blocks)]
        monkeypatch.setattr(reader, "open_sheets", lambda source, findings, sheets=sheets: sheets)
        try:
            understood = read_city(path)
        except IssueFlowError as problem:
            assert problem.exit_code == 2 and problem.chinese != problem.english
            continue
        assert told(understood, "en") and told(understood, "zh")
        # Nobody is lost: every line that was read is a grid or a number of them.
        assert understood.city.grids and all(grid.households >= 0 for grid in understood.city.grids)
