"""What the tables of a run find, tier by tier: the numbers that figures and reports show."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import pandas

from issueflow.documents import Criterion, Plausible, RunManifest, Verdict
from issueflow.frames import Frame
from issueflow.language import missing
from issueflow.result_folder import Results, records, tiers_of

#: Which response holds the shares of the split that a verdict is about.
SPLIT_RESPONSES = {"closed at": "share", "handled at": "share_handled", "registered": "share_registered"}


class RunFindings(Results):
    """The tables and the verdict of a run, and answers from them."""

    @property
    def manifest(self) -> RunManifest:
        """What made the results, read once."""
        found = self._files.manifest
        assert isinstance(found, RunManifest)
        return found

    @cached_property
    def verdict(self) -> Verdict:
        return self._files.record(Verdict, "verdict.json")

    @Frame
    def units(self) -> pandas.DataFrame:
        """One row for each grid, community and street."""
        return self.table("units.csv")

    @Frame
    def timeline(self) -> pandas.DataFrame:
        """One row for each day and quantity."""
        return self.table("timeline.csv")

    @cached_property
    def tiers(self) -> list[str]:
        """Ids of the tiers, from the ground up."""
        return tiers_of(self.summary)

    @property
    def confidence(self) -> float:
        """The confidence of every interval, 0 to 1."""
        return self.manifest.confidence

    @property
    def decision(self) -> str | None:
        """met, not met or undecided; None where there is no verdict."""
        return self.verdict.decision

    @cached_property
    def _rows(self) -> dict[tuple[str, str], dict[str, Any]]:
        return {(row["response"], row["class"]): row for row in records(self.summary)}

    def row(self, response: str, response_class: str = "") -> dict[str, Any] | None:
        """The line of the summary; None where the run did not observe it."""
        return self._rows.get((response, response_class))

    def value(self, response: str, response_class: str = "") -> float | None:
        """The mean of a response; None where it was not observed."""
        row = self.row(response, response_class)
        return None if row is None or missing(row["mean"]) else float(row["mean"])

    def classes(self, response: str) -> list[str]:
        """The tiers, types, channels or departments by which a response is divided."""
        return [part for name, part in self._rows if name == response]

    @cached_property
    def criteria(self) -> tuple[Criterion, ...]:
        """The demands of the targets with what was found; empty where there are none."""
        return self.verdict.criteria

    def bound_of(self, response: str, response_class: str = "") -> Criterion | None:
        """The demand on a response, if the targets set one; demands on units of a tier are no demand on the whole."""
        for criterion in self.criteria:
            if (criterion.response, criterion.class_) == (response, response_class) and not criterion.units:
                return criterion
        return None

    @Frame
    def shares(self) -> pandas.DataFrame:
        """The split that the verdict is about, a row for each tier.

        Columns: tier, mean, half_width, ci_low, ci_high, lower, upper (the band, if any), least, greatest (how far the
        mean moves when everything unfinished is given to one tier), state (holds, violated, open or empty). Shares 0 to 1.
        """
        response = SPLIT_RESPONSES[self.verdict.split or "closed at"]
        rows = []
        for tier in self.tiers:
            found = self.row(response, tier) or {}
            demand = self.bound_of(response, tier) or self.bound_of("share", tier)
            rows.append(
                {
                    "tier": tier,
                    "mean": found.get("mean"),
                    "half_width": found.get("half_width"),
                    "ci_low": found.get("ci_low"),
                    "ci_high": found.get("ci_high"),
                    "lower": demand and demand.lower,
                    "upper": demand and demand.upper,
                    "least": demand and demand.least_mean,
                    "greatest": demand and demand.greatest_mean,
                    "state": demand.state if demand else "",
                }
            )
        frame = pandas.DataFrame(rows)
        for column in frame.columns.difference(["tier", "state"]):
            frame[column] = pandas.to_numeric(frame[column])
        frame.attrs["units"] = dict.fromkeys(frame.columns.difference(["tier", "state"]), "1")
        return frame

    @property
    def shares_closed(self) -> dict[str, float | None]:
        """Tier to the share of closed issues that it closed, whatever split the verdict is about."""
        return {tier: self.value("share", tier) for tier in self.tiers}

    def leaks_by(self, *columns: str) -> pandas.DataFrame:
        """Leaks added up by some of closed_at, cause and type, largest first: issues, share, half_width (of the share).

        Half-widths are added, which is an upper bound for that of the sum whatever the parts have to do with each other
        (a standard deviation of a sum is at most the sum of theirs).
        """
        closed = self.value("issues_closed") or float("nan")
        sums: pandas.DataFrame = self.leaks.groupby(list(columns), as_index=False, sort=False).agg(
            issues=("issues", "sum"),
            share=("share", "sum"),
            half_width=("half_width", lambda widths: widths.sum(skipna=False)),
        )
        sums["half_width"] = sums["half_width"] / closed
        sums = sums[sums["share"] > 0]
        return sums.sort_values(["share", *columns], ascending=[False, *[True] * len(columns)]).reset_index(drop=True)

    @property
    def unfinished_share(self) -> float:
        """Issues that were still open or never noticed at the end, as a share of all that arose."""
        return (self.value("open_share") or 0) + (self.value("undiscovered_share") or 0)

    @cached_property
    def uncertainty(self) -> Plausible | None:
        """What a study of uncertain inputs found (`--uncertainty`); None where there was none."""
        return self.verdict.uncertainty

    @Frame
    def plausible_cities(self) -> pandas.DataFrame:
        """Cities drawn from the ranges of the inputs: design_point, standing, margin; empty without `--uncertainty`."""
        columns = ["design_point", "standing", "margin"]
        if not self.uncertainty or "uncertainty.csv" not in self.manifest.files:
            return pandas.DataFrame(columns=columns)
        rows = self.table("uncertainty.csv")
        rows = rows[rows["kind"] == "verdict"]
        wide = rows.pivot_table(index="design_point", columns="name", values="value", aggfunc="first").reset_index()
        for column in ("standing", "margin"):
            if column not in wide:
                return pandas.DataFrame(columns=columns)
        wide["margin"] = pandas.to_numeric(wide["margin"], errors="coerce")
        return wide.dropna(subset=["margin"])[columns].reset_index(drop=True)

    def ancestors(self, units: pandas.DataFrame, tier: str, above: str) -> list[str]:
        """For units of a tier, the unit of a higher tier that holds each: ids are unique within their tier only."""
        chain = self.tiers[self.tiers.index(tier) : self.tiers.index(above)]
        holders = list(units["parent"])
        for step in chain[1:]:
            parents = self.units[self.units["tier"] == step].set_index("unit")["parent"]
            holders = [parents.get(holder, "") for holder in holders]
        return holders
