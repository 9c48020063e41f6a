"""Folders of results as data frames."""

from __future__ import annotations

import json
import tempfile
from functools import cached_property
from pathlib import Path

import numpy
import pandas

from issueflow.errors import IssueFlowError


class Results:
    """The tables of a folder. A table that the folder does not have is an error that names those it has.

    Every frame has `frame.attrs["units"]`: column to unit, as in datapackage.json ("1" is a share, "min" minutes).
    """

    def __init__(self, folder: str | Path, owned: tempfile.TemporaryDirectory | None = None):
        self.folder = Path(folder)
        # A folder that was made for this result lives as long as it.
        self._owned = owned
        if not (self.folder / "manifest.json").exists():
            raise IssueFlowError(f"{self.folder}: there are no finished results here (no manifest.json)")

    @cached_property
    def manifest(self) -> dict:
        """What made the results: design, seed, build of the program."""
        return json.loads((self.folder / "manifest.json").read_text(encoding="utf-8"))

    @cached_property
    def _package(self) -> dict[str, dict]:
        text = (self.folder / "datapackage.json").read_text(encoding="utf-8")
        return {resource["path"]: resource for resource in json.loads(text)["resources"]}

    def table(self, file: str) -> pandas.DataFrame:
        """A table by file name, with the types and units that the data package states."""
        if file not in self._package:
            raise IssueFlowError(f"{self.folder} has no {file}; it has {', '.join(sorted(self._package))}")
        fields = self._package[file]["schema"]["fields"]
        texts = {field["name"]: str for field in fields if field["type"] == "string"}
        frame = pandas.read_csv(
            self.folder / file, encoding="utf-8-sig", dtype=texts, keep_default_na=False,
            na_values={field["name"]: [""] for field in fields if field["type"] != "string"},
        )
        frame.attrs["units"] = {field["name"]: field.get("unit", "") for field in fields}
        return frame

    @cached_property
    def summary(self) -> pandas.DataFrame:
        """Means and intervals: response, class, mean, half_width, ci_low, ci_high, n, unit."""
        return self.table("summary.csv")

    @cached_property
    def replications(self) -> pandas.DataFrame:
        """Every number of every replication: replication, response, class, value."""
        return self.table("replications.csv")

    @cached_property
    def leaks(self) -> pandas.DataFrame:
        """Why issues were closed above the lowest tier."""
        return self.table("leaks.csv")

    @cached_property
    def failures(self) -> pandas.DataFrame:
        """What could not be run or judged."""
        return self.table("failures.csv")


class RunResult(Results):
    """What `issueflow run` wrote."""

    @cached_property
    def verdict(self) -> dict:
        return json.loads((self.folder / "verdict.json").read_text(encoding="utf-8"))

    @cached_property
    def units(self) -> pandas.DataFrame:
        """One row for each grid, community and street."""
        return self.table("units.csv")

    @cached_property
    def timeline(self) -> pandas.DataFrame:
        """One row for each day and quantity."""
        frame = self.table("timeline.csv")
        frame["date"] = pandas.to_datetime(frame["date"])
        return frame


class SweepResult(Results):
    """What `issueflow sweep` or `issueflow merge` wrote."""

    @cached_property
    def design(self) -> pandas.DataFrame:
        """One row for each point: design_point, then a column for each factor."""
        return self.table("design.csv")

    @cached_property
    def verdicts(self) -> pandas.DataFrame:
        """Whether each point meets the targets, and by which demand it does so most narrowly."""
        return self.table("verdicts.csv")

    @property
    def factors(self) -> list[str]:
        return [column for column in self.design.columns if column != "design_point"]

    def wide(self, response: str, response_class: str = "") -> pandas.DataFrame:
        """One row for each run: design_point, replication, the factors, and `value`."""
        rows = self.replications
        chosen = rows[(rows["response"] == response) & (rows["class"] == response_class)]
        if chosen.empty:
            known = sorted({f"{r}.{c}" if c else r for r, c in zip(rows["response"], rows["class"])})
            raise IssueFlowError(f"no run observed {response}.{response_class}; there are {', '.join(known)}")
        kept = chosen[["design_point", "replication", "value"]]
        return self.design.merge(kept, on="design_point")

    def main_effects(self, response: str, response_class: str = "") -> pandas.DataFrame:
        """Mean of a response at each level of each factor, less the mean over all runs.

        Columns: factor, level, mean, effect, standard_error. All points meet the same luck, so the standard error is
        that of the effect over replications: within one, levels are compared on the same luck.
        """
        runs = self.wide(response, response_class)
        grand = runs.groupby("replication")["value"].mean()
        rows = []
        for factor in self.factors:
            for level, part in runs.groupby(factor, sort=True):
                effects = part.groupby("replication")["value"].mean() - grand
                error = effects.std(ddof=1) / numpy.sqrt(len(effects)) if len(effects) > 1 else float("nan")
                rows.append((factor, level, part["value"].mean(), effects.mean(), error))
        return pandas.DataFrame(rows, columns=["factor", "level", "mean", "effect", "standard_error"])


class CompareResult(Results):
    """What `issueflow compare` wrote."""

    @cached_property
    def comparison(self) -> pandas.DataFrame:
        """What each policy changes beside the baseline, with paired and simultaneous intervals."""
        return self.table("comparison.csv")

    @cached_property
    def migration(self) -> pandas.DataFrame:
        """How many of the very same issues ended where: policy, from, to, issues, half_width."""
        return self.table("migration.csv")

    @cached_property
    def policies(self) -> pandas.DataFrame:
        return self.table("policies.csv")

    def matrix(self, policy: str) -> pandas.DataFrame:
        """The migration matrix of a policy: rows are fates under the baseline, columns under the policy."""
        rows = self.migration[self.migration["policy"] == policy]
        if rows.empty:
            raise IssueFlowError(f"no policy {policy}; there are {', '.join(self.policies['policy'][1:])}")
        order = list(dict.fromkeys(rows["from"]))
        return rows.pivot(index="from", columns="to", values="issues").reindex(index=order, columns=order)


def read_results(folder: str | Path) -> RunResult | SweepResult | CompareResult:
    """The results in a folder, whichever command wrote them."""
    kind = Results(folder).manifest.get("study", "run")
    kinds = {"run": RunResult, "sweep": SweepResult, "comparison": CompareResult}
    if kind not in kinds:
        raise IssueFlowError(f"{folder}: a {kind} has no tables to read; merge shards first")
    return kinds[kind](folder)
