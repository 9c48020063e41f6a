"""Households of every line: as they stand there, or of the people who live in them."""

from __future__ import annotations

from fractions import Fraction

from issueflow.importing.city import City, Wish
from issueflow.importing.line import Line
from issueflow.importing.problems import Findings

#: People of a household where nobody tells: Changzhou's, by the census of 2020.
BORROWED_SIZE = Fraction(251, 100)

#: Fewer or more people of a household than this, on average, are two columns that were taken for one another.
LEAST, MOST = Fraction(1), Fraction(10)


def of_lines(lines: list[Line], city: City, wish: Wish, findings: Findings) -> list[int]:
    """Households of each line; sets the size of the city's households where the table or somebody tells it."""
    has_households = any("households" in line.numbers for line in lines)
    has_people = any("population" in line.numbers for line in lines)
    if not has_households and not has_people and not any(line.refused for line in lines):
        findings.refuse(
            None, "no column tells households or people; say which with --map, such as --map D=households",
            "没有户数或人口列；请用 --map 指明，例如 --map D=households",
        )
        return [0] * len(lines)
    city.household_size = wish.household_size
    if has_households:
        if city.household_size is None and has_people:
            city.household_size = _size(lines, findings)
    else:
        city.is_of_people = True
        city.household_size = city.household_size or BORROWED_SIZE
        size = f"{float(city.household_size):g}"
        findings.note(
            None, f"no column tells households: they are people over {size} (--household-size N for another)",
            f"没有户数列：户数按人口除以 {size} 折算（可用 --household-size N 更改）",
        )
    return [_of_line(line, city, findings) for line in lines]


def _of_line(line: Line, city: City, findings: Findings) -> int:
    if not city.is_of_people and "households" in line.numbers:
        return int(line.numbers["households"])
    if city.is_of_people and "population" in line.numbers:
        return round(line.numbers["population"] / (city.household_size or BORROWED_SIZE))
    if line.refused & {"households", "population"}:
        # What is wrong with the cell has been told.
        return 0
    what = ("the people", "人口") if city.is_of_people else ("the households", "户数")
    name = line.names.get("grid") or line.names.get("community") or ""
    findings.refuse(line.place, f"{what[0]} of '{name}' are missing", f"缺少“{name}”的{what[1]}")
    return 0


def _size(lines: list[Line], findings: Findings) -> Fraction | None:
    """People of a household by the lines that tell both, to a hundredth."""
    both = [line.numbers for line in lines if "households" in line.numbers and "population" in line.numbers]
    households = sum((numbers["households"] for numbers in both), Fraction(0))
    if not households:
        return None
    size = sum((numbers["population"] for numbers in both), Fraction(0)) / households
    if not LEAST <= size <= MOST:
        findings.refuse(
            None, f"a household would have {float(size):.2g} people; are the columns of households and people the right way round?",
            f"每户 {float(size):.2g} 人，不合常理；户数列与人口列是否颠倒？",
        )
    return Fraction(round(size * 100), 100)
