"""A sheet as cells, wherever it came from: every cell knows its place, so that whatever is said of it can be found again."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True)
class Odd:
    """A cell that holds something, and no value: `kind` is `date`, `error` (of Excel), or `formula` (never calculated)."""

    kind: str
    text: str = ""


#: What a cell may hold; None where it is blank.
Value = str | int | float | bool | Odd | None


@dataclass(frozen=True)
class Block:
    """A rectangle of cells merged into one; rows and columns from 0, both ends within."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, row: int, column: int) -> bool:
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    def turned(self) -> Block:
        return Block(self.left, self.top, self.right, self.bottom)


def letters(column: int) -> str:
    """A column, from 0, as spreadsheets call it: A, Z, AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def column_number(word: str) -> int | None:
    """The column, from 0, that letters name; None where they are no letters."""
    number = 0
    for letter in word.upper():
        if not "A" <= letter <= "Z":
            return None
        number = number * 26 + ord(letter) - 64
    return number - 1 if 0 < number <= 16_384 else None


@dataclass(frozen=True)
class Sheet:
    """A table of cells. `is_turned`: what are rows here are columns in the file, and are told as these."""

    name: str
    rows: list[list[Value]]
    blocks: list[Block] = field(default_factory=list)
    hidden_rows: frozenset[int] = frozenset()
    is_hidden: bool = False
    is_turned: bool = False
    #: Formulas whose last values were read, and those among them that ask other files.
    formulas: int = 0
    external: int = 0
    #: Cells, rows and columns of a sheet that holds more than is read.
    too_large: tuple[int | None, int, int] | None = None

    @cached_property
    def width(self) -> int:
        return max((len(row) for row in self.rows), default=0)

    def at(self, row: int, column: int) -> Value:
        """The cell itself, blank where it is covered by another."""
        if not 0 <= row < len(self.rows):
            return None
        line = self.rows[row]
        return line[column] if 0 <= column < len(line) else None

    def block(self, row: int, column: int) -> Block | None:
        return next((block for block in self._by_row.get(row, ()) if block.holds(row, column)), None)

    @cached_property
    def _by_row(self) -> dict[int, list[Block]]:
        found: dict[int, list[Block]] = {}
        for block in self.blocks:
            for row in range(block.top, min(block.bottom, len(self.rows)) + 1):
                found.setdefault(row, []).append(block)
        return found

    def shown(self, row: int, column: int) -> Value:
        """As people see it: a cell that another covers shows that one's value."""
        block = self.block(row, column)
        return self.at(block.top, block.left) if block else self.at(row, column)

    def turned(self) -> Sheet:
        """Rows for columns."""
        rows: list[list[Value]] = [[self.at(row, column) for row in range(len(self.rows))] for column in range(self.width)]
        return Sheet(
            self.name, rows, [block.turned() for block in self.blocks], frozenset(), self.is_hidden,
            not self.is_turned, self.formulas, self.external,
        )

    def place(self, row: int, column: int | None = None) -> Place:
        """Where a row or a cell is in the file."""
        if self.is_turned:
            return Place(self.name, None if column is None else column + 1, row)
        return Place(self.name, row + 1, column)


@dataclass(frozen=True, order=True)
class Place:
    """Where something is in the file: the sheet, the row as spreadsheets count it, the column from 0."""

    sheet: str
    row: int | None = None
    column: int | None = None

    def tell(self, lang: str) -> str:
        """Such as: sheet '网格', row 7, column C."""
        parts = []
        if self.sheet:
            parts.append(f"sheet '{self.sheet}'" if lang == "en" else f"工作表“{self.sheet}”")
        if self.row is not None:
            parts.append(f"row {self.row}" if lang == "en" else f"第 {self.row} 行")
        if self.column is not None:
            parts.append(f"column {letters(self.column)}" if lang == "en" else f"{letters(self.column)} 列")
        return (", " if lang == "en" else "，").join(parts)
