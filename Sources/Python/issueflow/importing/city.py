"""A city as a table tells it: streets, their communities, and the grids of these."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from issueflow.importing.sheet import Place


@dataclass
class Grid:
    """A grid; `place` is that of its community where it was made of a number of grids. `staff` None: nobody said."""

    name: str
    households: int
    staff: int | None
    place: Place


@dataclass
class Community:
    """A community or village; `area` is the floor of its centre in square metres."""

    name: str
    place: Place
    grids: list[Grid] = field(default_factory=list)
    staff: int | None = None
    area: Fraction | None = None


@dataclass
class Street:
    """A street or town."""

    name: str
    place: Place
    communities: list[Community] = field(default_factory=list)
    staff: int | None = None
    area: Fraction | None = None

    @property
    def grids(self) -> list[Grid]:
        return [grid for community in self.communities for grid in community.grids]


@dataclass
class City:
    """`household_size` is people of a household where the table tells it, or where households were made of people."""

    streets: list[Street] = field(default_factory=list)
    household_size: Fraction | None = None
    #: Whether households were made of people.
    is_of_people: bool = False
    #: Whether grids were made of a number of grids.
    is_shared_out: bool = False

    @property
    def communities(self) -> list[Community]:
        return [community for street in self.streets for community in street.communities]

    @property
    def grids(self) -> list[Grid]:
        return [grid for street in self.streets for grid in street.grids]

    @property
    def households(self) -> int:
        return sum(grid.households for grid in self.grids)

    @property
    def staff(self) -> int | None:
        """Grid workers in all; None where the table tells of none."""
        return staff_of(self.grids)


def staff_of(grids: list[Grid]) -> int | None:
    told = [grid.staff for grid in grids if grid.staff is not None]
    return sum(told) if told else None


@dataclass(frozen=True)
class Wish:
    """What somebody said beside the table: the street that it is of, grids of a community, people of a household."""

    street: str | None = None
    grids: int | None = None
    household_size: Fraction | None = None
