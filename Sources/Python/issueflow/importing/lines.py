"""The lines of a table: those that are units, with their names and numbers; and totals, group headings and notes between."""

from __future__ import annotations

import re
from fractions import Fraction

from issueflow.importing import crossed, roles
from issueflow.importing.amounts import Amount, Wrong, amount, narrow
from issueflow.importing.layout import Layout
from issueflow.importing.line import NUMBERS, OF_THE_LINE, Line, Lines, Total, flat, is_total, unit_name
from issueflow.importing.problems import Findings
from issueflow.printable import cell as quoted

#: Words of totals of everything, and beginnings of notes.
_GRAND = re.compile(r"总计|grand|^(合计|共计|total|sum|汇总|总数)$")
_NOTE = re.compile(r"^[(\[【*※]?(注|备注|说明|填表|制表|填报|单位|审核|联系|日期|数据来源|来源|附|note|source|prepared|checked|remark|unit)")


def read(layout: Layout, findings: Findings) -> Lines:
    """Reads every line below the heading; what is wrong in them goes to the findings."""
    if layout.cells_are:
        return crossed.read(layout, findings)
    return _Reader(layout, findings).read()


class _Reader:
    """Goes down the lines, and knows in which street and community it is."""

    def __init__(self, layout: Layout, findings: Findings):
        self.layout, self.findings = layout, findings
        self.sheet = layout.sheet
        self.columns = layout.columns
        self.finest = layout.finest
        self.names = [name for name in roles.NAMES if name in self.columns]
        self.labels = self._labels()
        self.now: dict[str, str] = {}
        self.found = Lines()
        self.blank = 0
        self.heading = [flat(found.text) for _, found in sorted(layout.headings.items())]
        self.headings_again: list[int] = []
        self.groups: list[tuple[int, str]] = []
        self.notes: list[tuple[int, str]] = []

    def read(self) -> Lines:
        for row in range(self.layout.first, len(self.sheet.rows)):
            self._line(row)
        self._tell()
        return self.found

    def _line(self, row: int) -> None:
        cells = [(column, value) for column, value in enumerate(self.sheet.rows[row]) if value is not None]
        if not cells and not any(self.sheet.block(row, self.columns[name]) for name in self.names):
            self.blank += 1
            return
        texts = [(column, value) for column, value in cells if isinstance(value, str)]
        if len(texts) == len(self.heading) > 1 and [flat(text) for _, text in texts] == self.heading:
            self.headings_again.append(row)
            return
        label = next((text for column, text in texts if column in self.labels and is_total(text)), None)
        if label is None and len(texts) <= 2:
            label = next((text for _, text in texts if is_total(text)), None)
        if label is not None:
            self._total(row, label)
            return
        if len(cells) == 1 and texts and self._alone(row, *texts[0]):
            return
        # Beside the table may stand what does not belong to it.
        if not self._has_own(row):
            if cells:
                self.notes.append((row, str(cells[0][1])))
            else:
                self.blank += 1
            return
        self._unit(row)

    def _labels(self) -> set[int]:
        """Where the word total stands: left of the first number."""
        first = min((self.columns[role] for role in NUMBERS if role in self.columns), default=self.sheet.width)
        return set(range(first)) | {self.columns[name] for name in self.names}

    def _has_own(self, row: int) -> bool:
        """Whether a line says something itself, beside a name that a merged cell lends it."""
        return any(
            self.sheet.at(row, column) is not None or self._covers_one_line(row, column) for column in self.columns.values()
        )

    def _covers_one_line(self, row: int, column: int) -> bool:
        block = self.sheet.block(row, column)
        return block is not None and block.top == row and self.sheet.at(block.top, block.left) is not None

    def _alone(self, row: int, column: int, text: str) -> bool:
        """A line with one text in it: a note, or the name of the street or community of the lines below."""
        block = self.sheet.block(row, column)
        is_wide = block is not None and block.right > block.left
        tier = roles.names_of(text)
        if _NOTE.match(flat(text)) or (len(text) > 30 and tier is None):
            self.notes.append((row, text))
            return True
        if tier in {"street", "community"} and tier not in self.columns and tier != self.finest:
            name = unit_name(text)
            assert isinstance(name, str)
            self.now[tier] = name
            if tier == "street":
                self.now.pop("community", None)
            self.groups.append((row, name))
            return True
        if is_wide or column not in self.columns.values():
            self.notes.append((row, text))
            return True
        return False

    def _total(self, row: int, label: str) -> None:
        names = {}
        for tier in self.names:
            name = unit_name(self.sheet.shown(row, self.columns[tier]))
            if isinstance(name, str) and not is_total(name):
                names[tier] = name
        # 湖畔社区小计 names whom it adds up.
        named = re.sub(r"\s*(合计|总计|小计|共计|汇总|subtotal|total)\s*$", "", narrow(label), flags=re.IGNORECASE)
        tier_of_label = roles.names_of(named)
        if tier_of_label is not None:
            names[tier_of_label] = re.sub(r"\s+", "", named)
        numbers = {}
        for role in NUMBERS:
            if role in self.columns:
                said = amount(self.sheet.at(row, self.columns[role]), self.layout.unit(role))
                if isinstance(said, Amount):
                    numbers[role] = said.number
        self.found.totals.append(
            Total(
                row, label.strip(), len(self.found.units), names, numbers, bool(_GRAND.search(flat(label))) and not names,
                self.sheet.place(row),
            )
        )

    def _unit(self, row: int) -> None:
        names = self._names(row)
        if names is None:
            return
        if not self._lies_in_one_line(row):
            return
        numbers: dict[str, Fraction] = {}
        refused = set()
        for role in NUMBERS:
            if role in self.columns:
                before = len(self.findings.problems)
                if (number := self._number(row, role)) is not None:
                    numbers[role] = number
                elif len(self.findings.problems) > before:
                    refused.add(role)
        if "grid-workers" in self.columns:
            self._workers(row, numbers)
        place = self.sheet.place(row, self.columns[self.finest])
        self.found.units.append(Line(row, names, numbers, place, frozenset(refused)))

    def _lies_in_one_line(self, row: int) -> bool:
        """Whether the unit's own cell is no part of a merged one that began above: then the line is no unit of its own."""
        block = self.sheet.block(row, self.columns[self.finest])
        if block is None or block.top == row:
            return True
        others = [
            column for role, column in self.columns.items() if role in NUMBERS and self.sheet.at(row, column) is not None
        ]
        if others:
            self.findings.refuse(
                self.sheet.place(row, self.columns[self.finest]),
                f"the name is merged with row {block.top + 1}, and both lines have numbers; write a name in each",
                f"名称与第 {block.top + 1} 行合并，而两行都有数字；请每行分别填写名称",
            )
        return False

    def _names(self, row: int) -> dict[str, str] | None:
        """Names of the line's unit and of those above it; None where one is wrong."""
        changed = False
        names: dict[str, str] = {}
        for tier in roles.NAMES:
            if tier not in self.columns:
                if tier in self.now:
                    names[tier] = self.now[tier]
                continue
            column = self.columns[tier]
            said = unit_name(self.sheet.shown(row, column))
            place = self.sheet.place(row, column)
            if isinstance(said, Wrong):
                self.findings.refuse(place, said.english, said.chinese)
                return None
            if said is None and tier == self.finest:
                english, chinese = roles.ROLES[tier]
                self.findings.refuse(place, f"the {english} is missing", f"缺少{chinese}")
                return None
            if said is None:
                if changed or tier not in self.now:
                    english, chinese = roles.ROLES[tier]
                    self.findings.refuse(
                        place, f"the {english} is missing, and the line above gives none", f"缺少{chinese}，且上一行无可沿用"
                    )
                    return None
                said = self.now[tier]
                self.found.filled += 1
            # A community of another street is another one, even of the same name.
            changed |= said != self.now.get(tier)
            if tier != self.finest:
                self.now[tier] = said
            names[tier] = said
        return names

    def _number(self, row: int, role: str) -> Fraction | None:
        column = self.columns[role]
        place = self.sheet.place(row, column)
        block = self.sheet.block(row, column)
        if block is not None and (block.bottom > block.top or block.right > block.left) and role in OF_THE_LINE:
            if self.sheet.at(block.top, block.left) is not None and (block.top, block.left) == (row, column):
                self.findings.refuse(
                    place,
                    "the number is merged over several cells, and nothing says whose it is; write one in each",
                    "数字所在单元格跨多格合并，无法判断属于哪一项；请分别填写",
                )
            return None
        said = amount(self.sheet.shown(row, column) if role not in OF_THE_LINE else self.sheet.at(row, column), self.layout.unit(role))
        name = quoted(self.layout.heading_of(column))
        if isinstance(said, Wrong):
            self.findings.refuse(place, f"{name}: {said.english}", f"{name}：{said.chinese}")
            return None
        if said is None:
            return None
        if role not in {"area", "street-area"} and said.number.denominator != 1:
            shown = f"{float(said.number):g}"
            self.findings.refuse(place, f"{name}: {shown} is no whole number", f"{name}：{shown} 不是整数")
            return None
        if not said.is_plain:
            self.found.read_as.append((place, str(self.sheet.shown(row, column)), said.number))
        return said.number

    def _workers(self, row: int, numbers: dict[str, Fraction]) -> None:
        """Names of grid workers, counted; they go nowhere else."""
        column = self.columns["grid-workers"]
        said = self.sheet.at(row, column)
        if isinstance(said, str):
            numbers["staff"] = Fraction(len([name for name in re.split(r"[、,，;；/\n]+|\s{1,}", narrow(said)) if name]))
        elif said is not None:
            self.findings.refuse(
                self.sheet.place(row, column), "names of grid workers are wanted here", "此处应为网格员姓名"
            )

    def _tell(self) -> None:
        told = self.findings.leave_out
        for row, text in self.notes:
            told(self.sheet.place(row), f"a note ({quoted(text)})", f"注释（{quoted(text)}）")
        for row in self.headings_again:
            told(self.sheet.place(row), "the heading again", "重复的表头")
        for row, name in self.groups:
            self.findings.note(self.sheet.place(row), f"{name} heads the lines below", f"{name} 作为其下各行的上级")
        if self.blank:
            rows = ("column" if self.blank == 1 else "columns") if self.sheet.is_turned else ("line" if self.blank == 1 else "lines")
            told(None, f"{self.blank} blank {rows}", f"{self.blank} 个空{'列' if self.sheet.is_turned else '行'}")
