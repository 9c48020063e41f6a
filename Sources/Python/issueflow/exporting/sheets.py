"""What a workbook holds, before it is one: sheets of lines, each column with what its numbers are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from issueflow.language import missing

#: Rows of a sheet, less those of its heading.
ROWS = 1_048_000


@dataclass(frozen=True)
class Column:
    """A column: heading and kind. `kind` is text, date, count, number, share, points or hours.

    Values are those of the results: a share from 0 to 1, a time in minutes; a workbook shows them as per cent and hours.
    """

    heading: str
    kind: str = "text"
    width: float = 0.0


@dataclass(frozen=True)
class Chart:
    """A picture of columns: `kind` is column or line; each series is the column with its number, over the first one."""

    kind: str
    title: str
    over: int
    series: Sequence[int]
    shown_as: str = "0%"


@dataclass(frozen=True)
class SheetOf:
    """A sheet: its name, a title, sentences, and lines of cells; a cell of None is left blank.

    `kinds` gives a cell another kind than its column, by line and column: where each line is of a quantity of its own.
    """

    name: str
    title: str
    columns: list[Column]
    rows: list[list[Any]]
    words: list[str] = field(default_factory=list)
    kinds: dict[tuple[int, int], str] = field(default_factory=dict)
    chart: Chart | None = None


#: Kinds by the units of the result files.
KINDS = {"1": "share", "min": "hours"}

#: What stands in brackets behind a heading, by kind, in both languages.
UNITS = {
    "share": ("%", "%"), "points": ("percentage points", "百分点"), "hours": ("h", "小时"), "money": ("CNY", "元"),
}


def kind_of(unit: str) -> str:
    """The kind of a number with a unit of the result files."""
    return "money" if unit == "CNY" else KINDS.get(unit, "number")


def cell(value: Any) -> Any:
    """A value as a cell holds it: None for what is missing."""
    if missing(value) or value is None or value == "":
        return None
    return value


def shown(value: Any, kind: str) -> Any:
    """A number in the unit of its kind: hours of minutes, points of shares."""
    if value is None or isinstance(value, str):
        return value
    if kind == "hours":
        return value / 60
    return value * 100 if kind == "points" else value
