"""A line of a table: a unit with its names and numbers, or a total of others; and what a cell says as a name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction

from issueflow.importing.amounts import Wrong, narrow
from issueflow.importing.sheet import Odd, Place, Value
from issueflow.printable import cell as quoted

#: Roles whose cells are numbers.
NUMBERS = ("grids", "households", "population", "staff", "community-staff", "street-staff", "area", "street-area")

#: Those that belong to the unit of a line itself; the others belong to a unit above it, and may stand once for it.
OF_THE_LINE = ("grids", "households", "population", "staff")

_TOTAL = re.compile(r"(合计|总计|小计|共计|总数|汇总)$|^(合计|总计|小计|共计|total|subtotal|sub-total|grandtotal|sum)\b|(total|subtotal)$")


@dataclass(frozen=True)
class Line:
    """A line that is a unit: names by tier, numbers by role, and where it is; `refused` are roles of cells that say none."""

    row: int
    names: dict[str, str]
    numbers: dict[str, Fraction]
    place: Place
    refused: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Total:
    """A line that adds up others: how many units were read before it, whom it names, and what it says."""

    row: int
    label: str
    before: int
    names: dict[str, str]
    numbers: dict[str, Fraction]
    is_grand: bool
    place: Place


@dataclass
class Lines:
    """All that was read of a table."""

    units: list[Line] = field(default_factory=list)
    totals: list[Total] = field(default_factory=list)
    #: Names that were taken from the line above, and numbers that were not written as plain digits, for saying so.
    filled: int = 0
    read_as: list[tuple[Place, str, Fraction]] = field(default_factory=list)


def unit_name(value: Value) -> str | Wrong | None:
    """The name that a cell gives to a unit; a number is one too."""
    if value is None:
        return None
    if isinstance(value, Odd):
        if value.kind == "date":
            return Wrong(
                f"the spreadsheet has made a date of this name ({value.text}); give the cells the format of text and write it again",
                f"表格程序把这个名称变成了日期（{value.text}）；请把单元格格式改为文本后重新填写",
            )
        return Wrong("this is a formula or an error, and no name", "这是公式或错误值，不是名称")
    if isinstance(value, bool):
        return Wrong("a yes or no is no name", "是/否不是名称")
    if isinstance(value, (int, float)):
        return f"{value:g}" if value < 1e6 else f"{value:.0f}"
    text = re.sub(r"\s+", " ", narrow(value))
    # Blanks within a Chinese name are of the layout: 湖 畔 社 区.
    text = re.sub(r"(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])", "", text)
    if text.startswith(("=", "@")):
        return Wrong(f"{quoted(text)} would be a formula in a table; write another name", f"{quoted(text)} 在表格中会成为公式；请改名")
    if len(text) > 60:
        return Wrong(f"{quoted(text)} is longer than a name may be, which is 60 signs", f"{quoted(text)} 超过名称长度上限（60 字）")
    return text or None


def is_total(text: str) -> bool:
    return len(text) <= 60 and bool(_TOTAL.search(flat(text)))


def flat(text: str) -> str:
    """A text without blanks and colons, of one width and in small letters: 合 计： is 合计."""
    return re.sub(r"[\s:：]+", "", narrow(text)).lower()
