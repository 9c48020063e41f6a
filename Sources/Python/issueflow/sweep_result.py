"""What a sweep wrote: points, their levels, and effects."""

from __future__ import annotations

import math
from functools import cached_property
from typing import Any

import numpy
import pandas

from issueflow.documents import SweepManifest
from issueflow.errors import IssueFlowError
from issueflow.frames import Frame
from issueflow.language import setting
from issueflow.result_folder import Results, counted, records, tiers_of, unknown_name


def _is_number(text: str) -> bool:
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False


def _parts(values: pandas.Series, most: int) -> pandas.Series:
    """Values as they are when they are few or no numbers, else in three parts with as many of them each."""
    if values.nunique() <= most or not pandas.api.types.is_numeric_dtype(values):
        return values
    parts = pandas.qcut(values, 3, duplicates="drop")
    ends = {part: values[parts == part] for part in parts.cat.categories}
    names = {part: f"{own.min():.4g} – {own.max():.4g}" for part, own in ends.items()}
    return parts.cat.rename_categories(names)


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
        return f"sweep {self.manifest['design']['name']}: {counted(len(self.design), 'point')} of {factors or 'no factor'}"

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
        return tiers_of(self.summary)

    def row(self, point: int, response: str, response_class: str = "") -> dict[str, Any] | None:
        """The line of a point's summary; None where it was not observed there."""
        return self._rows.get((point, response, response_class))

    @cached_property
    def _rows(self) -> dict[tuple[int, str, str], dict[str, Any]]:
        return {(row["design_point"], row["response"], row["class"]): row for row in records(self.summary)}

    def levels(self, factor: str) -> list[Any]:
        """The levels of a factor that its points have: in the order in which they were declared, a range from low to high."""
        if factor not in self.factors:
            raise unknown_name("factor", factor, self.factors)
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
            raise unknown_name("response", response, sorted(set(rows["response"])))
        if response_class and response_class not in classes:
            own = [part for part in classes if part]
            if not own:
                raise IssueFlowError(
                    f"{response} has no classes; leave {response_class!r} out", 2,
                    chinese=f"{response} 没有分类；请去掉 {response_class!r}")
            raise unknown_name("class", f"{response}.{response_class}", [f"{response}.{part}" for part in own])
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
