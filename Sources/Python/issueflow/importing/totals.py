"""Lines that add up others, held against what was read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from issueflow.importing.amounts import plain_number
from issueflow.importing.line import OF_THE_LINE, Line, Lines, Total
from issueflow.importing.sheet import Place


@dataclass(frozen=True)
class Checked:
    """What a line of totals says of one column, and what the lines that it adds up give."""

    place: Place
    label: str
    role: str
    said: Fraction
    summed: Fraction

    @property
    def agrees(self) -> bool:
        return self.said == self.summed


def check(lines: Lines) -> list[Checked]:
    """Every number of every line of totals beside its sum."""
    found = []
    previous = 0
    for number, total in enumerate(lines.totals):
        scope = _scope(total, lines, previous, is_last=number == len(lines.totals) - 1)
        for role in OF_THE_LINE:
            if role in total.numbers:
                found.append(Checked(total.place, total.label, role, total.numbers[role], _sum(scope, role)))
        previous = total.before
    return found


def _sum(units: Iterable[Line], role: str) -> Fraction:
    return sum((line.numbers.get(role, Fraction(0)) for line in units), Fraction(0))


def _scope(total: Total, lines: Lines, previous: int, is_last: bool) -> list[Line]:
    """The lines that a total adds up: those of the unit that it names, or those since the last total, or all."""
    before = lines.units[: total.before]
    since = lines.units[previous : total.before]
    if total.names:
        named = [line for line in lines.units if all(line.names.get(tier) == name for tier, name in total.names.items())]
        if named:
            # 小计 beside the name of a street adds up that street, or the community above the line.
            return since if _fits(since, total) and not _fits(named, total) else named
    everything = lines.units
    if total.before == 0 or (total.is_grand and (is_last or not since)):
        return everything
    last = before[-1]
    candidates: list[list[Line]] = [since] if since else []
    for tier in ("community", "street"):
        if tier in last.names:
            upper = {key: last.names[key] for key in ("street", tier) if key in last.names}
            candidates.append([line for line in before if all(line.names.get(key) == name for key, name in upper.items())])
    candidates.append(before)
    # Sums of sums stand below one another: the first that fits is the one that was meant.
    return next((each for each in candidates if _fits(each, total)), candidates[0])


def _fits(units: list[Line], total: Total) -> bool:
    return bool(units) and all(
        _sum(units, role) == number for role, number in total.numbers.items() if role in OF_THE_LINE
    )


def difference(checked: Checked) -> str:
    """Such as +12."""
    gap = checked.said - checked.summed
    return ("+" if gap > 0 else "−") + plain_number(abs(gap))
