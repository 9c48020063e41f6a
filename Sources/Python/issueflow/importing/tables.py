"""The tables of units that a scenario reads, one for each tier, and which line of the file each of their rows is from."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from issueflow.importing.amounts import plain_number
from issueflow.importing.city import City
from issueflow.importing.sheet import Place

#: The file of each tier.
FILES = {"street": "streets.csv", "community": "communities.csv", "grid": "grids.csv"}

COLUMNS = ("id", "parent", "name_en", "name_zh", "households", "staff", "area")

#: Signs of an id.
_ID = 60

Row = tuple[str, str, str, str, str, str, str]


@dataclass(frozen=True)
class Tables:
    """The text of each file, and the places of its rows in the spreadsheet, in their order."""

    texts: dict[str, str]
    places: dict[str, list[Place]]


def tables(city: City) -> Tables:
    """The tables of a city; an id is the path of names, so that it stays the same whatever else the file lists."""
    rows: dict[str, list[Row]] = {tier: [] for tier in FILES}
    places: dict[str, list[Place]] = {file: [] for file in FILES.values()}

    def add(
        tier: str, path: tuple[str, ...], place: Place, households: int | None = None, staff: int | None = None,
        area: Fraction | None = None,
    ) -> None:
        english, chinese = (path[-1], "") if not re.search(r"[\u3400-\u9fff]", path[-1]) else ("", path[-1])
        rows[tier].append((
            unit_id(path), unit_id(path[:-1]) if len(path) > 1 else "", english, chinese,
            "" if households is None else str(households), "" if staff is None else str(staff),
            "" if area is None else plain_number(area),
        ))
        places[FILES[tier]].append(place)

    for street in city.streets:
        add("street", (street.name,), street.place, staff=street.staff, area=street.area)
        for community in street.communities:
            above = (street.name, community.name)
            add("community", above, community.place, staff=community.staff, area=community.area)
            for grid in community.grids:
                add("grid", (*above, grid.name), grid.place, households=grid.households, staff=grid.staff)
    return Tables({FILES[tier]: _written(own) for tier, own in rows.items()}, places)


def unit_id(path: tuple[str, ...]) -> str:
    """Such as 柳荫街道.湖畔社区; a path that is too long ends with a digest of itself."""
    joined = ".".join(path)
    if len(joined) <= _ID and all("." not in name for name in path):
        return joined
    digest = hashlib.sha256("\0".join(path).encode()).hexdigest()[:12]
    return f"{joined[: _ID - 13]}.{digest}"


def _written(rows: Iterable[Row]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows)
    # The mark by which Excel knows that Chinese is UTF-8; the program reads over it.
    return "\ufeff" + text.getvalue()
