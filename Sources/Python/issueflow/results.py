"""Folders of results as data frames."""

from __future__ import annotations

import html
import math
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy
import pandas

from issueflow.documents import CompareManifest, Manifest, Outcome, RunManifest, SearchManifest, SweepManifest, Verdict
from issueflow.errors import IssueFlowError
from issueflow.folders import KINDS, ResultsFolder
from issueflow.frames import Frame
from issueflow.language import Speech, language, missing, nearest, setting
from issueflow.printable import printable
from issueflow.private import PrivateFolder
from issueflow.runs import RunFindings
from issueflow.titles import FATES, Titles

_SPEECH = Speech("en")


def _records(table: pandas.DataFrame) -> list[dict[str, Any]]:
    """The rows of a table by the names of its columns."""
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]


def _is_number(text: str) -> bool:
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False


def _times(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"


def _unknown(what: str, name: str, known: list[str]) -> IssueFlowError:
    """One suggestion where a name is near, else the names where they are few, else how many there are."""
    near = nearest(name, known)
    if not near[0]:
        shown = ", ".join(known[:12])
        near = (f"; there {'is' if len(known) == 1 else 'are'} {shown}", f"；有 {shown}")
        if len(known) > 12:
            near = (near[0] + f" and {len(known) - 12} more", near[1] + f" 等 {len(known)} 个")
    return IssueFlowError(f"there is no {what} {name!r}{near[0]}", 2, chinese=f"没有 {name!r}{near[1]}")


class Results:
    """The tables of a folder. A table that the folder does not have is an error that names those it has.

    Every frame has `frame.attrs["units"]`: column to unit, as in datapackage.json ("1" is a share, "min" minutes).
    """

    def __init__(self, folder: str | Path, owned: PrivateFolder | None = None):
        self.folder = Path(folder)
        # A folder that was made for this result lives as long as it.
        self._owned = owned
        self._files = ResultsFolder(self.folder)

    @property
    def kind(self) -> str:
        """The command that wrote them: run, sweep, compare or search."""
        return KINDS[self._files.kind]

    @property
    def digest(self) -> str:
        """A digest of the manifest: equal where two folders hold the same results."""
        return self._files.digest

    def _headline(self) -> str:
        """What it is a result of, in a line."""
        return self.kind

    def _finding(self) -> list[str]:
        """What came of it, in a few lines."""
        return []

    def __str__(self) -> str:
        where = [] if self._owned else [str(self.folder)]
        if self._files.page_is_outdated:
            where.append(f"{self._files.PAGE} there shows earlier results: issueflow-py report {self.folder}")
        return printable("\n".join([self._headline(), *self._finding(), *where]))

    def __repr__(self) -> str:
        return printable(f"<{type(self).__name__}: {self._headline()}>")

    def _repr_html_(self) -> str:
        lines = [html.escape(line) for line in str(self).split("\n")]
        return f"<p><strong>{lines[0]}</strong></p>" + "".join(f"<p>{line}</p>" for line in lines[1:])

    @property
    def manifest(self) -> Manifest:
        """What made the results: design, seed, build of the program."""
        return self._files.manifest

    def table(self, file: str) -> pandas.DataFrame:
        """A table by file name, with the types and units that the data package states."""
        return self._files.table(file)

    @Frame
    def summary(self) -> pandas.DataFrame:
        """Means and intervals: response, class, mean, half_width, ci_low, ci_high, n, unit."""
        return self.table("summary.csv")

    @Frame
    def replications(self) -> pandas.DataFrame:
        """Every number of every replication: replication, response, class, value."""
        return self.table("replications.csv")

    @Frame
    def leaks(self) -> pandas.DataFrame:
        """Why issues were closed above the lowest tier."""
        return self.table("leaks.csv")

    @Frame
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

    @property
    def manifest(self) -> RunManifest:
        """What made the results, read once."""
        found = self._files.manifest
        assert isinstance(found, RunManifest)
        return found

    def _headline(self) -> str:
        manifest = self.manifest
        title = Titles(self, "en").scenario(manifest)
        return f"{title}: {_times(manifest['replications'], 'replication')}, seed {manifest['master_seed']}"

    def _finding(self) -> list[str]:
        titles = Titles(self, "en")
        rows = [(tier, self.row("share", tier)) for tier in self.tiers]
        shares = [f"{titles.tier(tier)} {_SPEECH.percent(row['mean'], row['half_width'])}" for tier, row in rows if row]
        told = [f"targets: {self.decision}"] if self.decision else []
        return [*told, *([f"closed at {', '.join(shares)}"] if shares else [])]

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


class SweepResult(Results):
    """What `issueflow sweep` or `issueflow merge` wrote."""

    @property
    def manifest(self) -> SweepManifest:
        """What made the results, read once."""
        found = self._files.manifest
        assert isinstance(found, SweepManifest)
        return found

    def _headline(self) -> str:
        factors = ", ".join(self.factors)
        return f"sweep {self.manifest['design']['name']}: {_times(len(self.design), 'point')} of {factors or 'no factor'}"

    def _finding(self) -> list[str]:
        if "decision" not in self.verdicts:
            return []
        counts = self.verdicts["decision"].replace("", "not judged").value_counts()
        return [", ".join(f"{count} {decision}" for decision, count in counts.items())] if len(counts) else []

    @Frame
    def design(self) -> pandas.DataFrame:
        """One row for each point: design_point, then a column for each factor."""
        return self.table("design.csv")

    @Frame
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

    def row(self, point: int, response: str, response_class: str = "") -> dict[str, Any] | None:
        """The line of a point's summary; None where it was not observed there."""
        return self._rows.get((point, response, response_class))

    @cached_property
    def _rows(self) -> dict[tuple[int, str, str], dict[str, Any]]:
        return {(row["design_point"], row["response"], row["class"]): row for row in _records(self.summary)}

    def levels(self, factor: str) -> list[Any]:
        """The levels of a factor that its points have: in the order in which they were declared, a range from low to high."""
        if factor not in self.factors:
            raise _unknown("factor", factor, self.factors)
        column = self.design[factor]
        found = list(dict.fromkeys(column.dropna()))
        if pandas.api.types.is_numeric_dtype(column):
            spec = next((each for each in self.manifest.design.factors if each.id == factor), None)
            declared: list[Any] = [float(value) for value in spec.values_ if _is_number(value)] if spec else []
            if not spec or len(declared) < len(spec.values_) or not set(found) <= set(declared):
                return sorted(found)
        else:
            declared = [
                value for spec in self.manifest.design.factors if spec.id == factor for value in spec.values_
            ]
        order = {level: place for place, level in enumerate(declared)}
        # What is in no list, such as a level that the scenario keeps, stands in front, in its order of appearance.
        return sorted(found, key=lambda level: order.get(level, -1))

    def unit_of(self, response: str) -> str:
        """The unit of a response, as the summary states it; empty where it was not observed."""
        units = self.summary.loc[self.summary["response"] == response.partition(".")[0], "unit"]
        return str(units.iloc[0]) if len(units) else ""

    def unit(self, column: str) -> str:
        return str(self.design.attrs["units"].get(column, ""))

    def settings(self, point: int) -> dict[str, str]:
        """Factors of a point with their values, such as 20%; those that the scenario keeps as they are, are left out."""
        rows = self.design.set_index("design_point")
        if point not in rows.index:
            raise IssueFlowError(
                f"there is no point {point!r}; points are 1 to {len(rows)}", 2, chinese=f"没有设计点 {point!r}；编号为 1 至 {len(rows)}")
        row = rows.loc[point]
        told = {factor: setting(row[factor], self.unit(factor)) for factor in self.factors}
        return {factor: value for factor, value in told.items() if value != "–"}

    def wide(self, response: str, response_class: str = "") -> pandas.DataFrame:
        """One row for each run: design_point, replication, the factors, and `value`.

        `share.grid` may be written in one. Without a class a response that has classes gives a row for each of them, with
        a column `class`.
        """
        response, response_class = self._named(response, response_class)
        rows = self.replications
        chosen = rows[rows["response"] == response]
        columns = ["design_point", "replication", "class", "value"]
        if response_class or (chosen["class"] == "").any():
            chosen = chosen[chosen["class"] == response_class]
            columns.remove("class")
        design = self.design
        found = design.merge(chosen[columns], on="design_point")
        found.attrs["units"] = {**design.attrs.get("units", {}), "replication": "", "value": self.unit_of(response)}
        return found

    def one(self, response: str, response_class: str = "") -> pandas.DataFrame:
        """As `wide`, for those who need one number of each run: a response that has classes must say which."""
        runs = self.wide(response, response_class)
        if "class" in runs.columns and "class" not in self.factors:
            parts = list(dict.fromkeys(runs["class"]))
            raise IssueFlowError(
                f"{response} has a number for each of {', '.join(parts)}: say which, as in ({response!r}, {parts[0]!r})", 2,
                chinese=f"{response} 按 {'、'.join(parts)} 分列：请指明其一，如 ({response!r}, {parts[0]!r})")
        return runs

    def _named(self, response: str, response_class: str) -> tuple[str, str]:
        """A response and its class, of which there are runs; raises IssueFlowError with a suggestion otherwise."""
        if not response_class and "." in response:
            response, response_class = response.split(".", 1)
        rows = self.replications
        classes = list(dict.fromkeys(rows.loc[rows["response"] == response, "class"]))
        if not classes:
            raise _unknown("response", response, sorted(set(rows["response"])))
        if response_class and response_class not in classes:
            own = [part for part in classes if part]
            if not own:
                raise IssueFlowError(
                    f"{response} has no classes; leave {response_class!r} out", 2,
                    chinese=f"{response} 没有分类；请去掉 {response_class!r}")
            raise _unknown("class", f"{response}.{response_class}", [f"{response}.{part}" for part in own])
        return response, response_class

    def main_effects(self, response: str, response_class: str = "", most: int | None = None) -> pandas.DataFrame:
        """Mean of a response at each level of each factor, less the mean over all runs.

        Columns: factor, level, mean, effect, standard_error. All points meet the same luck, so the standard error is
        that of the effect over replications: within one, levels are compared on the same luck. A factor with more numbers
        than `most` is cut into three parts with as many points each, which `level` then names, such as 20 – 30.
        """
        runs = self.one(response, response_class)
        grand = runs.groupby("replication")["value"].mean()
        rows = []
        for factor in self.factors:
            levels = runs[factor] if most is None else _parts(runs[factor], most)
            by_level = dict(list(runs.groupby(levels, sort=True, observed=True)))
            order = [level for level in self.levels(factor) if level in by_level]
            for level in order if len(order) == len(by_level) else by_level:
                part = by_level[level]
                effects = part.groupby("replication")["value"].mean() - grand
                error = effects.std(ddof=1) / numpy.sqrt(len(effects)) if len(effects) > 1 else float("nan")
                rows.append((factor, level, part["value"].mean(), effects.mean(), error))
        found = pandas.DataFrame(rows, columns=["factor", "level", "mean", "effect", "standard_error"])
        unit = self.unit_of(response)
        found.attrs["units"] = {"factor": "", "level": "", "mean": unit, "effect": unit, "standard_error": unit}
        return found


class CompareResult(Results):
    """What `issueflow compare` wrote."""

    @property
    def manifest(self) -> CompareManifest:
        """What made the results, read once."""
        found = self._files.manifest
        assert isinstance(found, CompareManifest)
        return found

    def _headline(self) -> str:
        manifest = self.manifest
        baseline, *policies = self.policies["policy"]
        count = _times(manifest["replications"], "replication")
        return f"{', '.join(policies)} compared with {baseline}: {count}, seed {manifest['master_seed']}"

    def _finding(self) -> list[str]:
        titles, names = Titles(self, "en"), self.names("en")
        if not self.tiers:
            return []
        lines = []
        for policy in list(self.policies["policy"])[1:]:
            row = self.row(policy, "share", self.tiers[0])
            if row is None:
                continue
            change = f"{row['difference'] * 100:+.2f} points".replace("-", "−")
            if not missing(row["ci_low"]):
                change += f" ({row['ci_low'] * 100:+.2f} to {row['ci_high'] * 100:+.2f})".replace("-", "−")
            lines.append(f"{names[policy]}: closed at {titles.tier(self.tiers[0])} {change}")
        return lines

    @Frame
    def comparison(self) -> pandas.DataFrame:
        """What each policy changes beside the baseline, with paired and simultaneous intervals."""
        return self.table("comparison.csv")

    @Frame
    def migration(self) -> pandas.DataFrame:
        """How issues ended, each paired with itself by type, place and number: policy, from, to, issues, half_width."""
        return self.table("migration.csv")

    @Frame
    def policies(self) -> pandas.DataFrame:
        return self.table("policies.csv")

    def names(self, lang: str) -> dict[str, str]:
        """Titles of the policies by their names."""
        own = self.policies[f"title_{language(lang)}"]
        titles = own.where(own != "", self.policies["policy"])
        # A policy that extends another may bear its title; then the name tells them apart.
        shared = titles.duplicated(keep=False) & (titles != self.policies["policy"])
        titles = titles.where(~shared, titles + " (" + self.policies["policy"] + ")")
        return dict(zip(self.policies["policy"], titles, strict=False))

    @property
    def confidence(self) -> float:
        """The confidence of every interval, 0 to 1."""
        return float(self.manifest.get("confidence", 0.95))

    @property
    def is_paired(self) -> bool:
        """Whether all policies met the same luck, so that issues can be followed one by one."""
        return self.manifest.get("is_paired") is not False

    @Frame
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

    def row(self, policy: str, response: str, response_class: str = "") -> dict[str, Any] | None:
        """What a policy changes in a response; None where it was not observed under both."""
        return self._differences.get((policy, response, response_class))

    @cached_property
    def _differences(self) -> dict[tuple[str, str, str], dict[str, Any]]:
        return {(row["policy"], row["response"], row["class"]): row for row in _records(self.comparison)}

    def matrix(self, policy: str) -> pandas.DataFrame:
        """The migration matrix of a policy: rows are fates under the baseline, columns under the policy.

        A number that the file leaves blank is unknown, and missing here too.
        """
        rows = self.migration[self.migration["policy"] == policy]
        if rows.empty:
            raise _unknown("policy", policy, list(self.policies["policy"][1:]))
        named = dict.fromkeys([*rows["from"], *rows["to"]])
        order = [fate for fate in named if fate not in FATES] + [fate for fate in FATES if fate in named]
        # A pair without a row had no issue; several rows of a pair, such as one for each type, are added up.
        cells = rows.groupby(["from", "to"])["issues"].sum(min_count=1)
        pairs = pandas.MultiIndex.from_product([order, order], names=["from", "to"])
        return cells.reindex(pairs, fill_value=0.0).unstack("to").reindex(index=order, columns=order)


class SearchResult(Results):
    """What `issueflow search` wrote."""

    @property
    def manifest(self) -> SearchManifest:
        """What made the results, read once."""
        found = self._files.manifest
        assert isinstance(found, SearchManifest)
        return found

    def _headline(self) -> str:
        outcome = self.outcome
        return f"search {self.manifest['name']}: {outcome['looked_at']} of {outcome['policies']} policies looked at"

    def _finding(self) -> list[str]:
        outcome = self.outcome
        if outcome["best"] is None:
            return [f"no policy was chosen ({outcome['ending']})"]
        settings = ", ".join(outcome["settings"]) or f"candidate {outcome['best']}"
        confirmed = "confirmed on fresh luck" if outcome["is_confirmed"] else "not confirmed"
        return [f"cheapest that meets the targets: {settings}, at {_SPEECH.count(outcome['cost'])} a year ({confirmed})"]

    @Frame
    def search(self) -> pandas.DataFrame:
        """Every policy that was looked at: candidate, the factors, cost, standing, replications, margin, shares."""
        return self.table("search.csv")

    @Frame
    def frontier(self) -> pandas.DataFrame:
        """Those of them that no cheaper one equals."""
        return self.table("frontier.csv")

    @Frame
    def confirmation(self) -> pandas.DataFrame:
        """The chosen policy on fresh luck, demand by demand."""
        return self.table("confirmation.csv")

    @cached_property
    def outcome(self) -> Outcome:
        """How the search ended: selected policy, settings, cost, whether it was confirmed."""
        return self._files.record(Outcome, "search.json")

    @property
    def factors(self) -> list[str]:
        columns = list(self.search.columns)
        return columns[1:columns.index("cost")]

    def unit(self, column: str) -> str:
        return str(self.search.attrs["units"].get(column, ""))


RESULTS: dict[str, type[RunResult | SweepResult | CompareResult | SearchResult]] = {"run": RunResult, "sweep": SweepResult, "compare": CompareResult, "search": SearchResult}


def read_results(folder: str | Path) -> RunResult | SweepResult | CompareResult | SearchResult:
    """The results in a folder, whichever command wrote them.

    Raises IssueFlowError, in English and Chinese, when the folder is missing, is not one of results, is unfinished, lacks
    files or holds damaged ones; the message names the place, what was found there, and what to do.
    """
    return RESULTS[Results(folder).kind](folder)
