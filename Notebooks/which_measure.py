"""What each measure does to each cause of leaks, measured: the table of the guide "Which measure for which leak".

    python Notebooks/which_measure.py                 # prints the table
    python Notebooks/which_measure.py --write         # puts it into the guide

Every measure is run alone, at full dose, in the town of the measures; one that has nothing to act on there is run in the
richer town (`everything.yaml`), beside that town as it is. Both sides meet the same luck, so that each number is a mean of
differences of replications, with Student's interval, so wide that all intervals of the tables hold together.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pandas
from scipy import stats

import issueflow
from issueflow import runner
from issueflow.binary import find
from issueflow.errors import IssueFlowError
from issueflow.whatif import catalogue, scenarios

GUIDE = Path(__file__).resolve().parent.parent / "Sources/IssueFlow/IssueFlow.docc/WhichMeasure.md"
BEGIN, END = "<!-- begin: made by Notebooks/which_measure.py -->", "<!-- end -->"

TOWNS = ("measures/base/town.yaml", "measures/base/everything.yaml")
REPLICATIONS = 20
CONFIDENCE = 0.95

#: Measures that act on one type at a time, on which they are tried.
TYPES = {
    "prevention_facilities": "dispute",
    "joint_meetings": "property",
    "evening_deliberation": "dispute",
    "red_property": "property",
}


@dataclass(frozen=True)
class Change:
    """A mean of paired differences with the half-width of its interval."""

    mean: float
    half_width: float

    @property
    def is_distinct(self) -> bool:
        return abs(self.mean) > self.half_width

    @classmethod
    def of(cls, differences: pandas.Series, family: int) -> Change:
        """Student's interval over replications, for a family of intervals that shall hold together (Bonferroni).

        Raises ValueError for fewer than two replications.
        """
        n = len(differences)
        if n < 2:
            raise ValueError(f"an interval needs two replications or more (was {n})")
        quantile = stats.t.ppf(1 - (1 - CONFIDENCE) / 2 / family, n - 1)
        return cls(float(differences.mean()), float(quantile * differences.std(ddof=1) / n**0.5))


def responses(result: issueflow.RunResult) -> pandas.DataFrame:
    """One row for each replication: for each cause, the lowest tier and all issues, shares of those closed, in points.

    `time` is the mean time to close, in hours; `closed` how many issues were closed.
    """
    rows = result.table("issues.csv")
    cohort = rows[rows["is_of_cohort"].astype(str).str.lower() == "true"]
    closed = cohort[cohort["outcome"] == "closed"]
    counts = closed.pivot_table(
        index="replication", columns="cause", values="case_id", aggfunc="count", fill_value=0
    )
    whole = closed.groupby("replication")["case_id"].count()
    shares = counts.div(whole, axis=0) * 100
    shares = shares.rename(columns={"": "stays"}).reindex(columns=["stays", *result.words.causes], fill_value=0.0)
    times = (
        result.replications.query("response == 'time_to_close_mean'").set_index("replication")["value"] / 60
    )
    return shares.assign(time=times, closed=whole)


def measured(
    binary: str, replications: int
) -> tuple[dict[str, dict[str, Change]], dict[str, int], pandas.DataFrame, dict[str, tuple[str, str]]]:
    """Measure to change of every response, the town in which each was tried, the towns as they are, words of causes."""
    measures = catalogue.read(binary)
    root = scenarios.folder()
    changes: dict[str, dict[str, Change]] = {}
    where: dict[str, int] = {}
    with tempfile.TemporaryDirectory(prefix="issueflow-measures-") as scratch:

        def file(town: int, measure: str | None) -> Path:
            path = Path(scratch) / f"{measure or 'base'}-{town}.yaml"
            own = f", type: {TYPES[measure]}" if measure in TYPES else ""
            lines = ["schema: 1", f"extends: {root / TOWNS[town]}", f"name: m-{town}"]
            lines += ["measures:", f"  - {{id: {measure}{own}}}"] if measure else []
            path.write_text("\n".join(lines) + "\n", encoding="utf-8")
            return path

        def run(town: int, measure: str | None) -> issueflow.RunResult:
            return issueflow.run(file(town, measure), replications=replications, issues=True, binary=binary)

        def has_something_for(town: int, measure: str) -> bool:
            try:
                runner.call(binary, ["validate", "--quiet", str(file(town, measure))])
            except IssueFlowError:
                return False
            return True

        towns = [run(town, None) for town in range(len(TOWNS))]
        words = {cause: (word.en, word.zh) for cause, word in towns[0].words.causes.items()}
        bases = [responses(town) for town in towns]
        for name in measures.ids:
            where[name] = next(town for town in range(len(TOWNS)) if has_something_for(town, name))
            after = responses(run(where[name], name))
            base = bases[where[name]]
            family = len(measures.ids) * len(base.columns)
            changes[name] = {
                column: Change.of(after[column] - base[column], family) for column in base.columns
            }
            print(f"{len(changes)} of {len(measures.ids)}: {name}", file=sys.stderr)
    means = pandas.DataFrame({TOWNS[town]: base.mean() for town, base in enumerate(bases)})
    return changes, where, means, words


def cell(change: Change, digits: int = 1) -> str:
    """A change that is distinct from none, as a number with its interval; else a dot."""
    if not change.is_distinct:
        return "·"
    text = f"{change.mean:+.{digits}f}".replace("-", "−")
    if float(f"{abs(change.mean):.{digits}f}") == 0:
        return "+<0.1" if change.mean > 0 else "−<0.1"
    return f"{text} ± {change.half_width:.{digits}f}"


def document(binary: str, replications: int = REPLICATIONS) -> str:
    """The tables of the guide, as Markdown."""
    changes, where, means, words = measured(binary, replications)
    measures = catalogue.read(binary)
    causes = [
        cause
        for cause in words
        if means.loc[cause].max() > 0 or any(c[cause].is_distinct for c in changes.values())
    ]
    lines = [
        f"{replications} replications of each; shares of closed issues. 每项重复 {replications} 次；占办结事项的比例。",
        "",
        "| as it is 现状 | " + " | ".join(f"`{Path(town).stem}`" for town in TOWNS) + " |",
        "|---|" + "---:|" * len(TOWNS),
    ]
    titles = {"stays": ("stay in the grid", "留在网格"), **{cause: words[cause] for cause in causes}}
    for name, (en, zh) in titles.items():
        lines.append(
            f"| {en} {zh} | " + " | ".join(f"{means.loc[name, town]:.1f} %" for town in TOWNS) + " |"
        )
    lines += [
        "",
        "Changes in points, at full dose; all intervals hold together with 95 % confidence, and a dot is a change that "
        "these runs cannot tell from none. 全力度时的变化（百分点）；全部区间以 95 % 的置信水平同时成立，圆点表示这些运行分辨不出变化。",
        "",
    ]
    shown = [cause for cause in causes if any(c[cause].is_distinct for c in changes.values())]
    heads = ["stay in the grid 留在网格", *(" ".join(words[cause]) for cause in shown)]
    lines += [
        "| measure 措施 | " + " | ".join(heads) + " | hours to close 办结小时 | issues closed 办结数 |",
        "|---|" + "---:|" * (len(heads) + 2),
    ]
    for measure in measures.measures:
        name = measure["id"]
        row = changes[name]
        star = "" if where[name] == 0 else " †"
        base = means[TOWNS[where[name]]]
        volume = Change(
            row["closed"].mean / base["closed"] * 100, row["closed"].half_width / base["closed"] * 100
        )
        grown = cell(volume)
        cells = [cell(row[column]) for column in ["stays", *shown]] + [
            cell(row["time"]),
            grown + (" %" if grown != "·" else ""),
        ]
        lines.append(
            f"| {measure['number']} {measure['title']['en']} {measure['title']['zh']}{star} | "
            + " | ".join(cells)
            + " |"
        )
    lines += [
        "",
        "† tried in `everything`, because `town` has nothing for it to act on. † 在 `everything` 中试验，因为 `town` 中没有其作用对象。",
        "",
    ]
    lines += [
        "For each cause, what helped most. 每种原因下最有效的措施。",
        "",
        "| leak 外溢原因 | measures 措施 |",
        "|---|---|",
    ]
    named = {measure["id"]: measure for measure in measures.measures}
    for cause in shown:
        best = sorted(
            (name for name in changes if changes[name][cause].is_distinct and changes[name][cause].mean < 0),
            key=lambda name: changes[name][cause].mean,
        )[:4]
        told = "; ".join(
            f"{named[name]['title']['en']} {named[name]['title']['zh']} ({cell(changes[name][cause])})"
            for name in best
        )
        lines.append(f"| {' '.join(words[cause])} | {told or 'none 无'} |")
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--write", action="store_true", help="put the table into the guide")
    parser.add_argument("--replications", type=int, default=REPLICATIONS)
    chosen = parser.parse_args(arguments)
    try:
        text = document(find(), chosen.replications)
    except IssueFlowError as error:
        print(error, file=sys.stderr)
        return 2
    if not chosen.write:
        print(text)
        return 0
    guide = GUIDE.read_text(encoding="utf-8")
    before, _, rest = guide.partition(BEGIN)
    _, _, after = rest.partition(END)
    GUIDE.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{after}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
