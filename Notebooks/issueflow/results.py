"""Folders of results as data frames."""

from __future__ import annotations

import tempfile
from functools import cached_property
from pathlib import Path

import numpy
import pandas

from issueflow.errors import IssueFlowError
from issueflow.folders import KINDS, ResultsFolder
from issueflow.language import language, setting
from issueflow.runs import RunFindings
from issueflow.titles import FATES


class Results:
    """The tables of a folder. A table that the folder does not have is an error that names those it has.

    Every frame has `frame.attrs["units"]`: column to unit, as in datapackage.json ("1" is a share, "min" minutes).
    """

    def __init__(self, folder: str | Path, owned: tempfile.TemporaryDirectory | None = None):
        self.folder = Path(folder)
        # A folder that was made for this result lives as long as it.
        self._owned = owned
        self._files = ResultsFolder(self.folder)

    @property
    def kind(self) -> str:
        """The command that wrote them: run, sweep, compare or search."""
        return KINDS[self._files.kind]

    @property
    def manifest(self) -> dict:
        """What made the results: design, seed, build of the program."""
        return self._files.manifest

    def table(self, file: str) -> pandas.DataFrame:
        """A table by file name, with the types and units that the data package states."""
        return self._files.table(file)

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


def _parts(values: pandas.Series, most: int) -> pandas.Series:
    """Values as they are when they are few or no numbers, else in three parts with as many of them each."""
    if values.nunique() <= most or not pandas.api.types.is_numeric_dtype(values):
        return values
    parts = pandas.qcut(values, 3, duplicates="drop")
    ends = {part: values[parts == part] for part in parts.cat.categories}
    names = {part: f"{own.min():.4g} – {own.max():.4g}" for part, own in ends.items()}
    return parts.cat.rename_categories(names)


def _tiers(table: pandas.DataFrame) -> list[str]:
    """The tiers of a table of responses, in its order, which is from the ground up."""
    return list(dict.fromkeys(table.loc[table["response"] == "share", "class"]))


class RunResult(RunFindings, Results):
    """What `issueflow run` wrote: its tables, and what they find tier by tier."""

    @cached_property
    def verdict(self) -> dict:
        return self._files.json("verdict.json")

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

    @cached_property
    def tiers(self) -> list[str]:
        """Ids of the tiers, from the ground up; empty where no point was simulated, or the design leaves shares out."""
        return _tiers(self.summary)

    def row(self, point: int, response: str, response_class: str = "") -> dict | None:
        """The line of a point's summary; None where it was not observed there."""
        return self._rows.get((point, response, response_class))

    @cached_property
    def _rows(self) -> dict[tuple[int, str, str], dict]:
        return {(row["design_point"], row["response"], row["class"]): row for row in self.summary.to_dict("records")}

    def unit(self, column: str) -> str:
        return self.design.attrs["units"].get(column, "")

    def settings(self, point: int) -> dict[str, str]:
        """Factors of a point with their values, such as 20%; those that the scenario keeps as they are, are left out."""
        row = self.design.set_index("design_point").loc[point]
        told = {factor: setting(row[factor], self.unit(factor)) for factor in self.factors}
        return {factor: value for factor, value in told.items() if value != "–"}

    def wide(self, response: str, response_class: str = "") -> pandas.DataFrame:
        """One row for each run: design_point, replication, the factors, and `value`."""
        rows = self.replications
        chosen = rows[(rows["response"] == response) & (rows["class"] == response_class)]
        if chosen.empty:
            known = sorted({f"{r}.{c}" if c else r for r, c in zip(rows["response"], rows["class"])})
            raise IssueFlowError(f"no run observed {response}.{response_class}; there are {', '.join(known)}")
        kept = chosen[["design_point", "replication", "value"]]
        return self.design.merge(kept, on="design_point")

    def main_effects(self, response: str, response_class: str = "", most: int | None = None) -> pandas.DataFrame:
        """Mean of a response at each level of each factor, less the mean over all runs.

        Columns: factor, level, mean, effect, standard_error. All points meet the same luck, so the standard error is
        that of the effect over replications: within one, levels are compared on the same luck. A factor with more numbers
        than `most` is cut into three parts with as many points each, which `level` then names, such as 20 – 30.
        """
        runs = self.wide(response, response_class)
        grand = runs.groupby("replication")["value"].mean()
        rows = []
        for factor in self.factors:
            levels = runs[factor] if most is None else _parts(runs[factor], most)
            for level, part in runs.groupby(levels, sort=True, observed=True):
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
        """How issues ended, each paired with itself by type, place and number: policy, from, to, issues, half_width."""
        return self.table("migration.csv")

    @cached_property
    def policies(self) -> pandas.DataFrame:
        return self.table("policies.csv")

    def names(self, lang: str) -> dict[str, str]:
        """Titles of the policies by their names."""
        own = self.policies[f"title_{language(lang)}"]
        titles = own.where(own != "", self.policies["policy"])
        # A policy that extends another may bear its title; then the name tells them apart.
        shared = titles.duplicated(keep=False) & (titles != self.policies["policy"])
        titles = titles.where(~shared, titles + " (" + self.policies["policy"] + ")")
        return dict(zip(self.policies["policy"], titles))

    @property
    def confidence(self) -> float:
        """The confidence of every interval, 0 to 1."""
        return float(self.manifest.get("confidence", 0.95))

    @property
    def is_paired(self) -> bool:
        """Whether all policies met the same luck, so that issues can be followed one by one."""
        return self.manifest.get("is_paired") is not False

    @cached_property
    def one_sided(self) -> pandas.DataFrame:
        """What arose under one of baseline and policy only: policy, side, reason, id, issues, half_width."""
        return self.table("one_sided.csv")

    def very_same(self, policy: str) -> float | None:
        """The part of the pairs that arose at the same time under both: the very same issues. None when not known."""
        for pairing in self.manifest.get("pairing") or []:
            if pairing["policy"] == policy:
                if pairing["all_very_same"]:
                    return 1.0
                return pairing["very_same"] / pairing["paired"] if pairing["paired"] else None
        return None

    @cached_property
    def tiers(self) -> list[str]:
        """Ids of the tiers, from the ground up."""
        return _tiers(self.comparison)

    def row(self, policy: str, response: str, response_class: str = "") -> dict | None:
        """What a policy changes in a response; None where it was not observed under both."""
        return self._differences.get((policy, response, response_class))

    @cached_property
    def _differences(self) -> dict[tuple[str, str, str], dict]:
        return {(row["policy"], row["response"], row["class"]): row for row in self.comparison.to_dict("records")}

    def matrix(self, policy: str) -> pandas.DataFrame:
        """The migration matrix of a policy: rows are fates under the baseline, columns under the policy.

        A number that the file leaves blank is unknown, and missing here too.
        """
        rows = self.migration[self.migration["policy"] == policy]
        if rows.empty:
            raise IssueFlowError(f"no policy {policy}; there are {', '.join(self.policies['policy'][1:])}")
        named = dict.fromkeys([*rows["from"], *rows["to"]])
        order = [fate for fate in named if fate not in FATES] + [fate for fate in FATES if fate in named]
        # A pair without a row had no issue; several rows of a pair, such as one for each type, are added up.
        cells = rows.groupby(["from", "to"])["issues"].sum(min_count=1)
        pairs = pandas.MultiIndex.from_product([order, order], names=["from", "to"])
        return cells.reindex(pairs, fill_value=0.0).unstack("to").reindex(index=order, columns=order)


class SearchResult(Results):
    """What `issueflow search` wrote."""

    @cached_property
    def search(self) -> pandas.DataFrame:
        """Every policy that was looked at: candidate, the factors, cost, standing, replications, margin, shares."""
        return self.table("search.csv")

    @cached_property
    def frontier(self) -> pandas.DataFrame:
        """Those of them that no cheaper one equals."""
        return self.table("frontier.csv")

    @cached_property
    def confirmation(self) -> pandas.DataFrame:
        """The chosen policy on fresh luck, demand by demand."""
        return self.table("confirmation.csv")

    @cached_property
    def outcome(self) -> dict:
        """How the search ended: selected policy, settings, cost, whether it was confirmed."""
        return self._files.json("search.json")

    @property
    def factors(self) -> list[str]:
        columns = list(self.search.columns)
        return columns[1:columns.index("cost")]

    def unit(self, column: str) -> str:
        return self.search.attrs["units"].get(column, "")


RESULTS = {"run": RunResult, "sweep": SweepResult, "compare": CompareResult, "search": SearchResult}


def read_results(folder: str | Path) -> RunResult | SweepResult | CompareResult | SearchResult:
    """The results in a folder, whichever command wrote them.

    Raises IssueFlowError, in English and Chinese, when the folder is missing, is not one of results, is unfinished, lacks
    files or holds damaged ones; the message names the place, what was found there, and what to do.
    """
    return RESULTS[Results(folder).kind](folder)
