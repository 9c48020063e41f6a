"""Where the heading of a table is, which way the table lies, and what each of its columns is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from issueflow.importing import roles
from issueflow.importing.amounts import narrow
from issueflow.importing.problems import Findings
from issueflow.importing.roles import Heading
from issueflow.importing.sheet import Sheet, Value, column_number, letters
from issueflow.language import nearest
from issueflow.printable import cell as quoted

#: As many lines as may stand above the heading, columns that it may have, and units that may stand beside each other.
ABOVE, WIDE, ACROSS = 60, 400, 4_000


@dataclass(frozen=True)
class Layout:
    """A table in a sheet: the row of its heading, the first row below, and the column of each role."""

    sheet: Sheet
    top: int
    first: int
    columns: dict[str, int]
    headings: dict[int, Heading]
    #: Where names of communities are headings and cells are a number of one grid each: what that number is.
    cells_are: str = ""

    def unit(self, role: str) -> str:
        column = self.columns.get(role)
        return self.headings[column].unit if column in self.headings else ""

    def heading_of(self, column: int) -> str:
        return self.headings[column].text if column in self.headings else letters(column)

    @property
    def finest(self) -> str:
        """The lowest tier that has names."""
        return next((name for name in reversed(roles.NAMES) if name in self.columns), "")


def find(sheet: Sheet, chosen: Mapping[str, str], findings: Findings) -> Layout | None:
    """The table of a sheet, as it lies or turned; None where there is none.

    `chosen`: headings or letters of columns to roles, as somebody has said them.
    """
    own = _best(sheet, chosen)
    turned = _best(sheet.turned(), chosen) if sheet.width <= ACROSS and len(sheet.rows) <= WIDE else None
    best = max((found for found in (own, turned) if found is not None), key=lambda found: found[0], default=None)
    if best is None:
        return _matrix(sheet)
    _, layout, texts = best
    named = {role for text in texts.values() if (role := roles.role(text) or said_role(text, -1, chosen))}
    if named <= {"grid", "grids"} and (matrix := _matrix(sheet)) is not None:
        return matrix
    return _explained(layout, texts, chosen, findings)


def _best(sheet: Sheet, chosen: Mapping[str, str]) -> tuple[float, Layout, dict[int, Heading]] | None:
    """The row that is most like a heading, with how like it is."""
    best: tuple[float, Layout, dict[int, Heading]] | None = None
    for row in range(min(ABOVE, len(sheet.rows))):
        for depth in (1, 2):
            texts = _texts(sheet, row, depth)
            if texts is None:
                continue
            known = [found for found in texts.values() if roles.is_known(found) or said_role(found, -1, chosen)]
            named = {role for found in texts.values() if (role := roles.role(found) or said_role(found, -1, chosen))}
            if not named & set(roles.NAMES) and not any(column_number(key) is not None for key in chosen):
                continue
            if len(known) < 2:
                continue
            # More that is understood is better; more that is not is worse; one row is better than two; the upper is better.
            score = 10.0 * len(named) + len(known) - 0.5 * (len(texts) - len(known)) - 0.1 * depth - 0.001 * row
            if sheet.is_turned:
                score -= 0.05
            if best is None or score > best[0]:
                best = score, Layout(sheet, row, row + depth, {}, texts), texts
    return best


def _texts(sheet: Sheet, row: int, depth: int) -> dict[int, Heading] | None:
    """The headings of a row, or of two that belong together; None where they do not."""
    if depth == 1:
        return {
            column: roles.heading(value)
            for column in range(min(len(sheet.rows[row]), WIDE))
            if isinstance(value := sheet.at(row, column), str) and len(value) <= 60
        }
    # Two rows are one heading where cells of the upper one are merged across, or down into the lower one.
    blocks = [block for block in sheet.blocks if block.top == row]
    is_double = any(block.bottom == row + 1 for block in blocks) or any(
        block.bottom == row and block.right > block.left and sheet.at(row + 1, block.left + 1) is not None
        for block in blocks
    )
    if row + 1 >= len(sheet.rows) or not is_double:
        return None
    found: dict[int, Heading] = {}
    for column in range(min(sheet.width, WIDE)):
        upper, lower = sheet.shown(row, column), sheet.shown(row + 1, column)
        if isinstance(lower, (int, float)) and not isinstance(lower, bool):
            return None
        words = [text for text in dict.fromkeys((upper, lower)) if isinstance(text, str)]
        if not words:
            continue
        candidates = [*(["".join(words), "".join(reversed(words))] if len(words) == 2 else []), words[-1], words[0]]
        read = [roles.heading(text) for text in candidates]
        found[column] = next((each for each in read if roles.is_known(each)), read[0])
    return found


def said_role(found: Heading, column: int, chosen: Mapping[str, str]) -> str | None:
    """The role that somebody gave to a column, by its heading or its letters."""
    for key, role in chosen.items():
        word = re.sub(r"\s+", "", narrow(key)).lower()
        if word in {re.sub(r"\s+", "", narrow(found.text)).lower(), found.word}:
            return role
        if column >= 0 and re.fullmatch(r"[A-Z]{1,3}", key) and column_number(key) == column:
            return role
    return None


def _explained(
    layout: Layout, texts: dict[int, Heading], chosen: Mapping[str, str], findings: Findings
) -> Layout:
    """The columns with their roles; says what was left out and refuses what has two meanings."""
    sheet = layout.sheet
    used: dict[str, list[int]] = {}
    second: dict[str, list[int]] = {}
    columns = dict(texts)
    for key in chosen:
        column = column_number(key) if re.fullmatch(r"[A-Z]{1,3}", key) else None
        if column is not None and column < sheet.width and not sheet.is_turned:
            columns.setdefault(column, Heading(key, key.lower(), ""))
    for column, found in sorted(columns.items()):
        said = said_role(found, column if not sheet.is_turned else -1, chosen)
        role = said or roles.role(found)
        place = sheet.place(layout.top, column)
        if role == "none":
            findings.leave_out(place, f"{quoted(found.text)}: as you said", f"{quoted(found.text)}：按您的指定")
        elif role is None:
            _leave_out(found, column, layout, findings)
        elif said is None and found.word in roles.SECOND:
            second.setdefault(role, []).append(column)
        else:
            used.setdefault(role, []).append(column)
    for role, places in second.items():
        if role in used:
            for column in places:
                name = quoted(columns[column].text)
                better = quoted(columns[used[role][0]].text)
                findings.leave_out(
                    sheet.place(layout.top, column), f"{name}: {better} is read instead", f"{name}：改用 {better}"
                )
        else:
            used[role] = places
    for role, places in used.items():
        if len(places) > 1:
            told = [f"{quoted(columns[column].text)} ({letters(column)})" for column in places]
            findings.refuse(
                sheet.place(layout.top, places[1]),
                f"{' and '.join(told)} are both {roles.ROLES[role][0]}; say which with --map, such as "
                f"--map {columns[places[1]].text}=none",
                f"{'、'.join(told)} 都是{roles.ROLES[role][1]}；请用 --map 指明，例如 --map {columns[places[1]].text}=none",
            )
    return replace(layout, columns={role: places[0] for role, places in used.items()}, headings=columns)


def _leave_out(found: Heading, column: int, layout: Layout, findings: Findings) -> None:
    name, place = quoted(found.text), layout.sheet.place(layout.top, column)
    if found.word in roles.KNOWN:
        english, chinese = roles.KNOWN[found.word]
        findings.leave_out(place, f"{name}: {english.format(found.text)}", f"{name}：{chinese.format(found.text)}")
        return
    near = nearest(found.word, roles.words())
    findings.leave_out(
        place, f"{name}: the heading is not known{near[0] or '; say what it is with --map'}",
        f"{name}：无法识别的表头{near[1] or '；请用 --map 指明'}",
    )


def _matrix(sheet: Sheet) -> Layout | None:
    """A table whose headings are communities and whose lines are their grids."""
    for row in range(min(ABOVE, len(sheet.rows))):
        names = {
            column: roles.heading(value)
            for column in range(min(len(sheet.rows[row]), ACROSS))
            if isinstance(value := sheet.at(row, column), str) and len(value) <= 60 and roles.names_of(value) == "community"
        }
        if len(names) < 2 or min(names) == 0:
            continue
        # What the numbers are is said above them, or in the corner.
        above: list[Value] = [cell for line in sheet.rows[:row] for cell in line]
        corner = [sheet.at(row, column) for column in range(min(names))]
        said = "".join(narrow(text) for text in [*above, *corner] if isinstance(text, str)).lower()
        kinds = [role for role, pattern in _KINDS.items() if re.search(pattern, said)]
        if len(kinds) == 1:
            columns = {"grid": min(names) - 1}
            return Layout(sheet, row, row + 1, columns, names, kinds[0])
    return None


_KINDS = {"households": "户数|households", "population": "人口|population"}
