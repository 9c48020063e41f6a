"""A table of one number for each grid, its line, of each community, its column."""

from __future__ import annotations

from issueflow.importing import roles
from issueflow.importing.amounts import Amount, Wrong, amount
from issueflow.importing.layout import Layout
from issueflow.importing.line import Line, Lines, Total, is_total, unit_name
from issueflow.importing.problems import Findings
from issueflow.printable import cell as quoted


def read(layout: Layout, findings: Findings) -> Lines:
    """Reads every cell as a grid; what is wrong goes to the findings."""
    found, sheet = Lines(), layout.sheet
    role, label = layout.cells_are, layout.columns["grid"]
    for row in range(layout.first, len(sheet.rows)):
        name = unit_name(sheet.at(row, label))
        numbers = [column for column in layout.headings if sheet.at(row, column) is not None]
        if isinstance(name, Wrong):
            findings.refuse(sheet.place(row, label), name.english, name.chinese)
            continue
        if name is None and not numbers:
            continue
        if name is not None and is_total(name):
            continue
        if not numbers and name is not None:
            findings.leave_out(sheet.place(row), f"a note ({quoted(name)})", f"注释（{quoted(name)}）")
            continue
        if name is None:
            findings.refuse(sheet.place(row, label), "the name of the grid is missing", "缺少网格名称")
            continue
        for column in numbers:
            said = amount(sheet.at(row, column))
            place = sheet.place(row, column)
            if isinstance(said, Wrong):
                findings.refuse(place, said.english, said.chinese)
            elif said is not None and said.number.denominator != 1:
                findings.refuse(place, f"{float(said.number):g} is no whole number", f"{float(said.number):g} 不是整数")
            elif said is not None:
                community = unit_name(layout.headings[column].text)
                names = {"community": str(community), "grid": name}
                street = sheet.shown(layout.top - 1, column) if layout.top else None
                if isinstance(street, str) and roles.names_of(street) == "street":
                    names["street"] = str(unit_name(street))
                found.units.append(Line(row, names, {role: said.number}, place))
    _totals(layout, found)
    return found


def _totals(layout: Layout, found: Lines) -> None:
    sheet, label = layout.sheet, layout.columns["grid"]
    for row in range(layout.first, len(sheet.rows)):
        name = sheet.at(row, label)
        if not isinstance(name, str) or not is_total(name):
            continue
        for column, heading in layout.headings.items():
            said = amount(sheet.at(row, column))
            if isinstance(said, Amount):
                found.totals.append(
                    Total(
                        row, name.strip(), len(found.units), {"community": str(unit_name(heading.text))},
                        {layout.cells_are: said.number}, False, sheet.place(row, column),
                    )
                )
