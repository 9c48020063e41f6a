"""What the rows of issues come to, see `recompute.py`."""

from __future__ import annotations

import numpy
import pandas
from recompute_files import QUANTILE_ERROR, SECOND, Folder, Value, mean, ratio


class IssueRows:
    """The rows of one replication, and what those of issues come to."""

    def __init__(self, folder: Folder, number: int) -> None:
        self.folder = folder
        self.number = number
        self.length = folder.length
        self.rows = folder.issues[folder.issues["replication"] == number]
        self.events = folder.events[folder.events["replication"] == number]
        #: Issues of residents; what is none has a kind of its own.
        self.issues = self.rows[self.rows["kind"] == "issue"]
        self.cohort = self.issues[self.issues["is_of_cohort"]]
        self.closed = self.cohort[self.cohort["outcome"] == "closed"]
        self.timed = self.closed[self.closed["is_registered"]]
        self.time = self.timed["ended"] - self.timed["registered"]
        served = self.events["role"].isin(["tier", "volunteers"])
        self.at_tiers = self.events[served & ~self.events["result"].isin(["handedDown", "turnedAway"])]

    def in_window(self, times: pandas.Series) -> pandas.Series:
        return (times >= 0) & (times < self.length)

    # Shares of the cohort and of its closed issues.

    def _shares(self, column: str, of: pandas.DataFrame, classes: list[str]) -> dict[str, Value]:
        counts = of[column].value_counts()
        return {key: ratio(counts.get(key, 0), counts.reindex(classes).sum()) for key in classes}

    def share(self):
        return self._shares("closed_at", self.closed, self.folder.tiers)

    def share_handled(self):
        return self._shares("handled_at", self.closed, self.folder.tiers)

    def share_registered(self):
        return self._shares("closed_at", self.timed, self.folder.tiers)

    def issues_arisen(self):
        return Value(len(self.cohort))

    def issues_closed(self):
        return Value(len(self.closed))

    def _fate(self, outcome: str) -> Value:
        return ratio((self.cohort["outcome"] == outcome).sum(), len(self.cohort))

    def open_share(self):
        return self._fate("open")

    def undiscovered_share(self):
        return self._fate("undiscovered")

    def withdrawn_share(self):
        return self._fate("withdrawn")

    def lowest_tier_share_by_type(self):
        lowest = self.closed["closed_at"] == self.folder.tiers[0]
        return {key: ratio(lowest[rows.index].sum(), len(rows)) for key, rows in self.closed.groupby("type")}

    def found_by_share(self):
        found = self.cohort[self.cohort["is_registered"] & (self.cohort["channel"] != "")]
        return self._shares("channel", found, list(self.folder.manifest["scenario"]["titles"]["channels"]))

    def reopen_rate(self):
        return ratio((self.closed["reopens"] > 0).sum(), len(self.closed))

    def satisfaction(self):
        return ratio(self.cohort["content_call_backs"].sum(), self.cohort["call_backs"].sum())

    def misroute_rate(self):
        registered = self.cohort[self.cohort["is_registered"]]
        return ratio(registered["was_misassigned"].sum(), len(registered))

    def on_time_rate(self):
        closed = self.closed[self.closed["due"].notna()]
        ended = self.cohort["ended"].fillna(self.folder.end)
        rest = self.cohort[(self.cohort["outcome"] != "closed") & (ended > self.cohort["due"])]
        # Two times within one second are told in no order.
        unclear = (closed["ended"] == closed["due"]).sum()
        return ratio((closed["ended"] <= closed["due"]).sum(), len(closed) + len(rest), unclear)

    # Times from registration to closing.

    def time_to_close_mean(self):
        return mean(self.time)

    def _quantile(self, p: float) -> Value:
        times = numpy.sort(self.time.to_numpy())
        if len(times) == 0:
            return Value(None)
        # The order statistic of rank p n, rounded up; a product within rounding of a whole number is that number.
        value = times[max(1, int(numpy.ceil(round(p * len(times), 9)))) - 1]
        return Value(value, value * QUANTILE_ERROR + SECOND)

    def time_to_close_p50(self):
        return self._quantile(0.5)

    def time_to_close_p90(self):
        return self._quantile(0.9)

    def time_to_close_mean_by_tier(self):
        return {key: mean(self.time[self.timed["closed_at"] == key]) for key in self.folder.tiers}

    def time_to_close_mean_by_type(self):
        return {key: mean(times) for key, times in self.time.groupby(self.timed["type"])}

    def discovery_delay_mean(self):
        registered = self.cohort[self.cohort["is_registered"]]
        return mean(registered["registered"] - registered["arose"])
