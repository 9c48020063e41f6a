"""Every response that follows from `issues.csv` and `events.csv`, computed anew from these two files alone.

The definitions are those of MeasurementRules.md, `datapackage.json` and `issueflow explain`, written down a second time
with nothing of the program but its files.
"""

from __future__ import annotations

from functools import cached_property

import numpy
import pandas
import recompute_files
from recompute_files import SECOND, Value, before, gini, mean, ratio, tenth
from recompute_issues import IssueRows


class Folder(recompute_files.Folder):
    """The files of one run, and its replications."""

    @cached_property
    def replications(self) -> list[Replication]:
        return [Replication(self, number) for number in sorted(self.values["replication"].unique())]


class Replication(IssueRows):
    """One replication: its rows, and every response that follows from them."""

    def responses(self) -> dict[tuple[str, str], Value]:
        found: dict[tuple[str, str], Value] = {}
        for name in RECOMPUTED:
            values = self.events_of_the_run() if name == "events" else getattr(self, name)()
            if isinstance(values, Value):
                found[name, ""] = values
            else:
                found.update({(name, key): value for key, value in values.items()})
        return found

    # Visits that arrived in the observation.

    def _visits(self, role: list[str], column: str, key: str) -> pandas.DataFrame:
        rows = self.at_tiers if "tier" in role else self.events[self.events["role"].isin(role)]
        return rows[self.in_window(rows["enable_time"]) & (rows[column] == key)]

    def visits(self):
        return {key: Value(len(self._visits(["tier"], "tier", key))) for key in self.folder.tiers}

    def wait_mean(self):
        return {
            key: mean(rows["start_time"] - rows["enable_time"])
            for key in self.folder.tiers
            for rows in [self._visits(["tier"], "tier", key)]
        }

    def sojourn_mean(self):
        return {
            key: mean(rows["end_time"] - rows["enable_time"])
            for key in self.folder.tiers
            for rows in [self._visits(["tier"], "tier", key)]
        }

    def department_wait_mean(self):
        return {
            key: mean(rows["start_time"] - rows["enable_time"])
            for key in self.folder.manifest["scenario"]["titles"]["departments"]
            for rows in [self._visits(["department"], "activity", key)]
        }

    def queue_length_mean(self):
        """L T is the sum of the waits, each cut to the observation: no law, but one sum added up in two orders."""
        found = {}
        for key in self.folder.tiers:
            rows = self.at_tiers[self.at_tiers["tier"] == key]
            began = rows["start_time"].fillna(numpy.inf).clip(0, self.length)
            waits = began - rows["enable_time"].clip(0, self.length)
            found[key] = Value(waits.sum() / self.length, len(rows) * SECOND / self.length)
        return found

    # What is no issue.

    def duplicate_reports(self):
        return Value((self.rows["is_of_cohort"] & (self.rows["outcome"] == "merged")).sum())

    def false_alarms(self):
        return Value((self.rows["is_of_cohort"] & (self.rows["outcome"] == "dismissed")).sum())

    def errands_done(self):
        done = self.events[self.events["result"] == "errand"]
        return Value(self.in_window(done["end_time"]).sum())

    def line_duplicates(self):
        again = self.events[self.events["case_id"].str.endswith(".line")]
        return Value(self.in_window(again["enable_time"]).sum())

    def issues_induced(self):
        """Of an ordinal's 40 bits the upper four count recurrences, the next four tell superposed streams."""
        ordinals = self.issues.loc[self.in_window(self.issues["arose"]), "case_id"].str.split(".").str[3].astype(int)
        return Value(((ordinals // 2**36 == 0) & (ordinals // 2**32 % 16 > 0)).sum())

    def first_response_share(self):
        """Settled by a first responder: never registered, and ended with a responder's work."""
        tried = self.events[(self.events["role"] == "responder") & self.in_window(self.events["end_time"])]
        settled = tried.merge(self.issues[(self.issues["outcome"] == "closed") & ~self.issues["is_registered"]], on="case_id")
        arisen = self.in_window(self.issues["arose"]).sum()
        return ratio((settled["end_time"] == settled["ended"]).sum(), arisen)

    # Departments that were called together: a call is an issue and the time of it.

    def _calls(self) -> pandas.DataFrame:
        rows = self.events[self.events["role"] == "department"]
        calls = rows.groupby(["case_id", "enable_time"])["end_time"].agg(
            ended=lambda times: times.max() if times.notna().all() else numpy.nan)
        return calls.reset_index()

    def join_time_mean(self):
        calls = self._calls()
        calls = calls[self.in_window(calls["ended"])]
        return mean(calls["ended"] - calls["enable_time"])

    def order_time_mean(self):
        """Departments that a tier below their own called by an order: its visit ended with the call."""
        rows = self.events[(self.events["role"] == "department") & self.in_window(self.events["end_time"])]
        visits = self.events[(self.events["role"] != "department") & (self.events["result"] == "continued")]
        calls = rows.reset_index().merge(
            visits, left_on=["case_id", "enable_time"], right_on=["case_id", "end_time"], suffixes=("", "_before"))
        orders = rows.loc[calls.loc[calls["tier_before"] != calls["tier"], "index"].unique()]
        return mean(orders["end_time"] - orders["enable_time"])

    def retries(self):
        """A visit that goes on in another to the same tier at the same moment."""
        visits = self.events[self.events["role"].isin(["tier", "volunteers"])]
        ended = visits[(visits["result"] == "continued") & self.in_window(visits["end_time"])]
        again = ended.merge(visits, left_on=["case_id", "tier", "end_time"], right_on=["case_id", "tier", "enable_time"])
        return Value(len(again))

    def events_of_the_run(self):
        """Arrivals of issues and errands, and services that ended."""
        errands = set(self.rows.loc[self.rows["kind"] == "errand", "case_id"])
        errands |= set(self.events.loc[self.events["kind"] == "errand", "case_id"])
        done = (self.events["work_minutes"] > 0) & (self.events["result"] != "unfinished")
        return Value(len(self.issues) + len(errands) + done.sum())

    # The city's days, and its units.

    def open_at(self, times: numpy.ndarray) -> numpy.ndarray:
        """Issues of residents that have arisen and not ended, found or not."""
        return before(self.issues["arose"], times) - before(self.issues["ended"], times)

    @cached_property
    def by_unit(self) -> dict[tuple[str, str], pandas.DataFrame]:
        """The visits to every unit's own lines; volunteers take from the line of the unit to which they come."""
        rows = self.at_tiers
        unit = rows["resource"].str.removeprefix("volunteers of ")
        return dict(iter(rows.groupby([rows["tier"], unit])))

    @cached_property
    def _lines(self) -> dict[str, list[pandas.Series]]:
        return {name: self._under(getattr(self, name)) for name in ("cohort", "closed")}

    def under(self, name: str) -> list[pandas.Series]:
        return self._lines[name]

    def days(self, quantity: str, tier: str, dates: numpy.ndarray) -> numpy.ndarray:
        """A quantity of timeline.csv for the days that begin at these times."""
        ends = dates + 1440
        if quantity == "open":
            return self.open_at(ends)
        if quantity == "waiting":
            rows = self.at_tiers[self.at_tiers["tier"] == tier]
            began = rows["start_time"].fillna(numpy.inf)
            return before(rows["enable_time"], ends) - before(began, ends)
        rows = self.issues if quantity == "arisen" else self.issues[self.issues["outcome"] == quantity]
        if tier:
            rows = rows[rows["closed_at"] == tier]
        times = rows["arose" if quantity == "arisen" else "ended"]
        return before(times, ends) - before(times, dates)

    def peak_open(self):
        return Value(self.open_at(numpy.arange(1440.0, self.length + 1, 1440)).max())

    def _under(self, rows: pandas.DataFrame) -> list[pandas.Series]:
        """By tier, the unit under which each row's issue arose."""
        lines = rows["place"].map(self.folder.ancestors)
        return [lines.str[level] for level in range(len(self.folder.tiers))]

    def _equity(self, values, measure) -> dict[str, Value]:
        return {
            tier: measure(values(units)) for tier, units in zip(self.folder.tiers, self._under(self.closed), strict=True)
        }

    def _unit_times(self, units: pandas.Series) -> pandas.Series:
        return self.time.groupby(units[self.timed.index]).mean()

    def _unit_shares(self, units: pandas.Series) -> pandas.Series:
        return (self.closed["closed_at"] == self.folder.tiers[0]).groupby(units).mean()

    def time_to_close_gini(self):
        return self._equity(self._unit_times, lambda values: gini(values, slack=1e-4))

    def time_to_close_worst_tenth(self):
        return self._equity(self._unit_times, lambda values: tenth(values, highest=True, slack=SECOND))

    def lowest_tier_share_gini(self):
        return self._equity(self._unit_shares, gini)

    def lowest_tier_share_worst_tenth(self):
        return self._equity(self._unit_shares, lambda values: tenth(values, highest=False))

    def units_in_band(self):
        split, bands = self.folder.bands()
        rows = self.timed if split == "registered" else self.closed
        column = "handled_at" if split == "handled at" else "closed_at"
        found = {}
        for tier, units in zip(self.folder.tiers, self._under(rows), strict=True):
            counts = pandas.crosstab(units, rows[column]).reindex(columns=self.folder.tiers, fill_value=0)
            shares = counts.div(counts.sum(axis=1), axis=0)
            inside = [
                shares[name].between(*band) for name, band in zip(self.folder.tiers, bands, strict=True) if band
            ]
            found[tier] = ratio(numpy.logical_and.reduce(inside).sum(), len(shares)) if inside else Value(None)
        return found


#: By name, what this module recomputes for every replication from issues.csv and events.csv.
RECOMPUTED = (
    "share", "share_handled", "share_registered", "issues_arisen", "issues_closed", "open_share", "undiscovered_share",
    "withdrawn_share", "time_to_close_mean", "time_to_close_p50", "time_to_close_p90", "time_to_close_mean_by_tier",
    "time_to_close_mean_by_type", "lowest_tier_share_by_type", "discovery_delay_mean", "found_by_share", "sojourn_mean",
    "wait_mean", "queue_length_mean", "units_in_band", "visits", "reopen_rate", "satisfaction", "on_time_rate",
    "misroute_rate", "duplicate_reports", "false_alarms", "department_wait_mean", "time_to_close_gini",
    "time_to_close_worst_tenth", "lowest_tier_share_gini", "lowest_tier_share_worst_tenth", "peak_open", "join_time_mean",
    "issues_induced", "first_response_share", "errands_done", "line_duplicates",
    "order_time_mean", "retries", "events",
)
