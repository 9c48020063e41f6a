"""Puts the lines of a table together into the tree of a city."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from issueflow.importing import households
from issueflow.importing.city import City, Community, Grid, Street, Wish
from issueflow.importing.line import Line
from issueflow.importing.problems import Findings
from issueflow.printable import cell as quoted

#: As many grids as a community is believed to have.
GRIDS = 1_000


def build(units: list[Line], wish: Wish, findings: Findings) -> City:
    """The tree of the lines that are units; what does not fit into one goes to the findings."""
    return _Tree(wish, findings).build(units)


class _Tree:
    """Knows every unit by its name and those above it."""

    def __init__(self, wish: Wish, findings: Findings):
        self.city = City()
        self.wish, self.findings = wish, findings
        self.streets: dict[str, Street] = {}
        self.communities: dict[tuple[str, str], Community] = {}
        self.grids: dict[tuple[str, str, str], Grid] = {}

    def build(self, units: list[Line]) -> City:
        if not units:
            self.findings.refuse(None, "there is no line with a unit below the heading", "表头之下没有任何单元")
            return self.city
        if self.wish.street is None and not all("street" in line.names for line in units):
            self.findings.refuse(
                None, "the table names no street or town; say it with --street NAME", "表中没有街道（镇）名称；请用 --street 名称 指明"
            )
        for line, number in zip(units, households.of_lines(units, self.city, self.wish, self.findings), strict=True):
            self._line(line, number)
        _look_alike(self.city.streets, self.findings)
        for street in self.city.streets:
            _look_alike(street.communities, self.findings)
        return self.city

    def _line(self, line: Line, number: int) -> None:
        street = self._street(line)
        is_known = (street.name, line.names.get("community", "")) in self.communities
        community = self._community(line, street)
        self._once(community, "staff", line, "community-staff")
        self._once(community, "area", line, "area")
        self._once(street, "staff", line, "street-staff")
        self._once(street, "area", line, "street-area")
        staff = line.numbers.get("staff")
        if "grid" not in line.names:
            if is_known:
                self._twice(community.name, street.name, community, line)
            else:
                self._share_out(community, line, number, None if staff is None else int(staff))
            return
        key = (street.name, community.name, line.names["grid"])
        if key in self.grids:
            self._twice(key[2], community.name, self.grids[key], line)
            return
        grid = self.grids[key] = Grid(key[2], number, None if staff is None else int(staff), line.place)
        community.grids.append(grid)

    def _street(self, line: Line) -> Street:
        name = line.names.get("street") or self.wish.street or ""
        if name not in self.streets:
            self.streets[name] = Street(name, line.place)
            self.city.streets.append(self.streets[name])
        return self.streets[name]

    def _community(self, line: Line, street: Street) -> Community:
        key = (street.name, line.names.get("community", ""))
        if key not in self.communities:
            if not key[1]:
                self.findings.refuse(line.place, "no community is named for this line", "本行没有社区（村）名称")
            self.communities[key] = Community(key[1], line.place)
            street.communities.append(self.communities[key])
        return self.communities[key]

    def _twice(self, name: str, above: str, first: Community | Grid, line: Line) -> None:
        self.findings.refuse(
            line.place,
            f"{quoted(name)} stands twice in {quoted(above)}, first in {first.place.tell('en')}; give each a name of its own",
            f"{quoted(above)}中{quoted(name)}出现两次，首次在{first.place.tell('zh')}；请用不同名称",
        )

    def _once(self, unit: Community | Street, attribute: str, line: Line, role: str) -> None:
        """A number of a unit above the line's: it may stand in any of its lines, and must be the same in all."""
        said = line.numbers.get(role)
        if said is None:
            return
        value: Fraction | int = int(said) if attribute == "staff" else said
        known = getattr(unit, attribute)
        if known is not None and known != value:
            self.findings.refuse(
                line.place, f"{quoted(unit.name)} has two values of {role}: {float(known):g} and {float(value):g}",
                f"{quoted(unit.name)}的 {role} 有两个值：{float(known):g} 和 {float(value):g}",
            )
            return
        setattr(unit, attribute, value)

    def _share_out(self, community: Community, line: Line, number: int, staff: int | None) -> None:
        """Grids of a community of which only their number is told: all have as many households, or one more."""
        said = line.numbers.get("grids")
        count = int(said) if said is not None else self.wish.grids
        name = quoted(community.name)
        if count is None:
            self.findings.refuse(
                line.place, f"nothing says how many grids {name} has; give a column 网格数, or --grids N for all",
                f"没有写明{name}有多少网格；请增加“网格数”一列，或用 --grids N 统一指定",
            )
            return
        if not 1 <= count <= GRIDS:
            self.findings.refuse(
                line.place, f"{name} would have {count:,} grids; 1 to {GRIDS:,} are believed",
                f"{name}的网格数为 {count:,}；应为 1 至 {GRIDS:,}",
            )
            return
        self.city.is_shared_out = True
        width = len(str(count))
        is_chinese = re.search(r"[\u3400-\u9fff]", community.name) is not None
        for each in range(count):
            title = f"{community.name}{each + 1:0{width}d}网格" if is_chinese else f"{community.name} {each + 1:0{width}d}"
            part = None if staff is None else _part(staff, count, each)
            community.grids.append(Grid(title, _part(number, count, each), part, line.place))


def _part(whole: int, parts: int, number: int) -> int:
    """A part of a whole number, so that all parts differ by one at most and add up to it."""
    return whole // parts + (number < whole % parts)


def _look_alike(units: Sequence[Street | Community], findings: Findings) -> None:
    """Says where two names may be one unit, written in two ways."""
    known: dict[str, Street | Community] = {}
    for unit in units:
        core = re.sub(r"(社区居委会|村委会|居委会|街道办事处|街道办|街道|社区|村|镇|乡)$", "", unit.name)
        if core in known:
            other = known[core]
            findings.note(
                unit.place, f"{quoted(unit.name)} and {quoted(other.name)} ({other.place.tell('en')}) are read as two units",
                f"{quoted(unit.name)}与{quoted(other.name)}（{other.place.tell('zh')}）按两个单元读取",
            )
        elif core:
            known[core] = unit
