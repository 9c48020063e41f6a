"""Small cities in which mechanisms meet, and the runs of them."""

from __future__ import annotations

import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import yaml
from covering import Row, covering_array
from mechanisms import ALL, laid, parsed
from recompute_runs import TOWN

BASE = TOWN.parent
DRAIN = 40
SMALL = """
city: {units: {street: 1, community: 2, grid: 2}, households: 300}
warm_up: 7 days
observe: 21 days
drain: 40 days
replications: 2
"""


def town() -> dict[str, Any]:
    return laid(yaml.safe_load(TOWN.read_text(encoding="utf-8")), parsed(SMALL))


def scenario(row: Row, base: dict[str, Any] | None = None) -> dict[str, Any]:
    """The town with the mechanisms of a row of the covering array."""
    found = base or town()
    for mechanism in ALL:
        if row.get(mechanism.name, 0):
            found = laid(found, parsed(mechanism.levels[row[mechanism.name] - 1]))
    return found


def rows() -> list[Row]:
    return covering_array({mechanism.name: len(mechanism.levels) + 1 for mechanism in ALL})


def measures() -> list[dict[str, Any]]:
    """Every measure once, as the town with everything in it has it."""
    return yaml.safe_load((BASE / "all-at-once.yaml").read_text(encoding="utf-8"))["measures"]


def rich_town() -> dict[str, Any]:
    """The town that has something for every measure to act on."""
    everything = yaml.safe_load((BASE / "everything.yaml").read_text(encoding="utf-8"))
    del everything["extends"]
    return laid(laid(yaml.safe_load(TOWN.read_text(encoding="utf-8")), everything), parsed(SMALL))


def policies() -> list[dict[str, Any]]:
    """Cities in which every two measures meet, and every two are there without one or both."""
    uses = measures()
    made = covering_array({use["id"]: 2 for use in uses})
    return [rich_town() | {"measures": [use for use in uses if row[use["id"]]]} for row in made]


def run(program: str, city: dict[str, Any], folder: Path, *words: str) -> Path:
    path = folder.with_suffix(".yaml")
    path.write_text(yaml.safe_dump(city, allow_unicode=True, sort_keys=False), encoding="utf-8")
    command = [program, "run", str(path), "--jobs", "1", "--quiet", "--out", str(folder), *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{folder.name}: {done.stderr}"
    return folder


def run_all(program: str, cities: dict[str, dict[str, Any]], root: Path, *words: str) -> dict[str, Path]:
    root.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(2) as pool:
        made = pool.map(lambda name: run(program, cities[name], root / name, *words), cities)
        return dict(zip(cities, made, strict=True))
