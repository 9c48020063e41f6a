"""Covering arrays: few rows in which every two levels of every two factors meet.

Greedy, one row after another, as in Cohen, Dalal, Fredman and Patton, "The AETG system" (IEEE Transactions on Software
Engineering 23, 1997), without chance: ties go to the first in order, so that an array is the same wherever it is made.
"""

from __future__ import annotations

from itertools import combinations

#: The level of each factor.
Row = dict[str, int]


def pairs_of(row: Row) -> set[tuple]:
    return {(a, row[a], b, row[b]) for a, b in combinations(row, 2)}


def covering_array(levels: dict[str, int]) -> list[Row]:
    """Rows with a level of 0 up to `levels[factor]` of each factor; every pair of levels is in at least one row."""
    open_pairs = {
        (a, i, b, j) for a, b in combinations(levels, 2) for i in range(levels[a]) for j in range(levels[b])
    }
    position = {name: number for number, name in enumerate(levels)}
    rows = []
    while open_pairs:
        # It begins with a pair that is still open, so that each row closes one at least.
        a, i, b, j = min(open_pairs, key=lambda pair: (position[pair[0]], position[pair[2]], pair[1], pair[3]))
        row = {a: i, b: j}
        for name in levels:
            if name in row:
                continue
            row[name] = max(range(levels[name]), key=lambda level: (_closed(row, name, level, position, open_pairs), -level))
        row = {name: row[name] for name in levels}
        open_pairs -= pairs_of(row)
        rows.append(row)
    return rows


def _closed(row: Row, name: str, level: int, position: dict[str, int], open_pairs: set[tuple]) -> int:
    def pair(other: str) -> tuple:
        first, second = sorted((name, other), key=position.__getitem__)
        level_of = {name: level, other: row[other]}
        return (first, level_of[first], second, level_of[second])
    return sum(pair(other) in open_pairs for other in row)
