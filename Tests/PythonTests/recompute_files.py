"""The files of a run, and the arithmetic that responses are recomputed with.

Times in files are whole seconds, rounded down: `Value.slack` is how far off that may put a value.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy
import pandas

#: The bound that MeasurementRules.md gives for the relative error of a quantile.
QUANTILE_ERROR = 1 / 256
SECOND = 1 / 60
TEXTS = ("class", "cause", "case_id", "of_case", "channel", "parent", "unit", "place")
MAY_BE_EMPTY = (
    *("value", "mean", "half_width", "ci_low", "ci_high"),
    *("registered", "ended", "due", "start_time", "end_time"),
    *("time_to_close", "load", "utilisation", "in_band"),
)


class Value(NamedTuple):
    """A response of one replication; `None` where nothing was observed."""

    value: float | None
    slack: float = 0.0


def ratio(numerator: float, denominator: float, slack: float = 0.0) -> Value:
    return Value(numerator / denominator, slack / denominator) if denominator > 0 else Value(None)


def mean(times: pandas.Series) -> Value:
    """The mean of differences of two times. Each is rounded down, so that a difference is off by less than a second."""
    return ratio(times.sum(), len(times), len(times) * SECOND)


def minutes(times: pandas.Series, origin: pandas.Timestamp) -> pandas.Series:
    return (pandas.to_datetime(times) - origin).dt.total_seconds() / 60


@dataclass
class Folder:
    """The files of one run, with times as minutes since the observation began."""

    path: Path
    drain_days: int = 90

    def __post_init__(self) -> None:
        self.manifest = json.loads((self.path / "manifest.json").read_text(encoding="utf-8"))
        observation = self.manifest["observation"]
        self.origin = pandas.Timestamp(observation["start"])
        self.length = float(observation["minutes"])
        #: When a run ends that does not see all of its issues end.
        self.end = self.length + 1440 * self.drain_days
        self.summary = self.table("summary.csv")
        self.values = self.table("replications.csv")
        self.units = self.table("units.csv")
        self.timeline = self.table("timeline.csv")
        self.issues = self.table("issues.csv")
        self.events = self.table("events.csv")
        for frame, columns in (
            (self.issues, ("arose", "registered", "ended", "due")),
            (self.events, ("enable_time", "start_time", "end_time")),
        ):
            for column in columns:
                frame[column] = minutes(frame[column], self.origin)
        self.tiers = list(dict.fromkeys(self.units["tier"]))
        parents = {(row.tier, row.unit): row.parent for row in self.units.itertuples()}
        self.ancestors = {}
        for unit in self.units.loc[self.units["tier"] == self.tiers[0], "unit"]:
            line = [unit]
            for tier in self.tiers[:-1]:
                line.append(parents[tier, line[-1]])
            self.ancestors[unit] = line

    def table(self, name: str) -> pandas.DataFrame:
        return pandas.read_csv(
            self.path / name,
            dtype=dict.fromkeys(TEXTS, str),
            keep_default_na=False,
            na_values={column: [""] for column in MAY_BE_EMPTY},
        )

    def bands(self) -> tuple[str, list[tuple[float, float] | None]]:
        """The split that targets are set on, and the band of every tier that has one."""
        path = self.path / "verdict.json"
        verdict = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        bands: list[tuple[float, float] | None] = [None] * len(self.tiers)
        for found in verdict.get("criteria", []):
            if found["kind"] == "share":
                bands[self.tiers.index(found["class"])] = (found["lower"], found["upper"])
        return verdict.get("split", "closed at"), bands


def before(times: pandas.Series, limits: numpy.ndarray) -> numpy.ndarray:
    return numpy.searchsorted(numpy.sort(times.dropna().to_numpy()), limits)


def gini(values: pandas.Series, slack: float = 0.0) -> Value:
    """Half the mean difference of two units, relative to the mean."""
    ordered = numpy.sort(values.to_numpy(dtype=float))
    if len(ordered) == 0 or ordered.sum() <= 0:
        return Value(None)
    differences = numpy.abs(ordered[:, None] - ordered[None, :]).mean()
    return Value(differences / 2 / ordered.mean(), slack)


def tenth(values: pandas.Series, highest: bool, slack: float = 0.0) -> Value:
    """The mean of the tenth of the units that fares worst, of one unit at least."""
    if len(values) == 0:
        return Value(None)
    ordered = numpy.sort(values.to_numpy(dtype=float))
    count = max(1, -(-len(ordered) // 10))
    return Value((ordered[-count:] if highest else ordered[:count]).mean(), slack)
