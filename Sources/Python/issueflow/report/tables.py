"""The numbers behind the figures, as tables: for readers who cannot see pictures, and for those who want the digits."""

from __future__ import annotations

from dataclasses import dataclass

import pandas

from issueflow.frames import each
from issueflow.language import missing
from issueflow.report.verdict import name
from issueflow.results import RunResult
from issueflow.titles import Titles


@dataclass(frozen=True)
class Table:
    """A caption, headings, and rows of texts; the first cell of a row is its heading.

    On a phone the rows of a wide table become cards, but not those of a matrix, which is read down and across.
    """

    caption: str
    headings: list[str]
    rows: list[list[str]]
    is_matrix: bool = False


def shares(result: RunResult, titles: Titles) -> Table:
    """The three ways to count, tier by tier, with the band."""
    say, percent = titles.speech.say, titles.speech.percent
    rows = []
    for row in each(result.shares):
        band = "–" if row.state == "" else titles.speech.band(row.lower, row.upper, titles.speech.plain_percent)
        cells = [titles.tier(row.tier)]
        for response in ("share", "share_handled", "share_registered"):
            found = result.row(response, row.tier) or {}
            cells.append(percent(found.get("mean"), found.get("half_width")))
        reach = "–" if missing(row.least) else f"{percent(row.least)} – {percent(row.greatest)}"
        rows.append([*cells, reach, band, titles.state(row.state) if row.state else "–"])
    return Table(
        say(
            "Three ways to count the split, with unfinished issues at their best and worst",
            "三种口径的办结结构，及计入未办结事项后的范围",
        ),
        [
            say("Tier", "层级"),
            say("Closed at", "办结"),
            say("Handled at", "处置"),
            say("Registered only", "仅登记事项"),
            say("With unfinished issues", "计入未办结"),
            say("Wanted", "要求"),
            say("State", "状态"),
        ],
        rows,
    )


def causes(result: RunResult, titles: Titles) -> Table:
    say, speech = titles.speech.say, titles.speech
    rows = [
        [
            titles.cause(row.cause),
            speech.count(row.issues),
            speech.percent(row.share, row.half_width),
            titles.advice(row.cause),
        ]
        for row in each(result.leaks_by("cause"))
    ]
    return Table(
        say("Why issues leave, and what would keep them", "外溢原因与对策"),
        [
            say("Cause", "原因"),
            say("Issues (mean)", "事项数（均值）"),
            say("Of all closed issues, at most so uncertain", "占办结总数（不确定性上限）"),
            say("What it means and what would help", "含义与对策"),
        ],
        rows,
    )


def worst_leaks(result: RunResult, titles: Titles, most: int = 10) -> Table:
    say, speech = titles.speech.say, titles.speech
    rows = [
        [
            titles.type(row.type),
            titles.cause(row.cause),
            titles.tier(row.closed_at),
            speech.count(row.issues),
            speech.percent(row.share, row.half_width),
        ]
        for row in each(result.leaks_by("type", "cause", "closed_at").head(most))
    ]
    return Table(
        say("The largest leaks", "最大的外溢"),
        [
            say("Type", "类型"),
            say("Cause", "原因"),
            say("Closed at", "办结于"),
            say("Issues (mean)", "事项数（均值）"),
            say("Of all closed issues", "占办结总数"),
        ],
        rows,
    )


def responses(result: RunResult, titles: Titles, wanted: list[tuple[str, str]], caption: str) -> Table:
    """Means and intervals of some responses."""
    say, speech = titles.speech.say, titles.speech
    rows = []
    for response, part in wanted:
        row = result.row(response, part)
        if row is not None:
            rows.append([titles.response(response, part), speech.value(row["mean"], row["unit"], row["half_width"])])
    return Table(caption, [say("Quantity", "指标"), say("Mean and interval", "均值与区间")], rows)


def times(result: RunResult, titles: Titles) -> Table:
    wanted = [("time_to_close_p50", ""), ("time_to_close_mean", ""), ("time_to_close_p90", "")]
    for response in ("time_to_close_mean_by_tier", "time_to_close_mean_by_type"):
        wanted += [(response, part) for part in result.classes(response)]
    wanted.append(("discovery_delay_mean", ""))
    return responses(result, titles, wanted, titles.speech.say("Times", "时间"))


def loads(result: RunResult, titles: Titles) -> Table:
    wanted = []
    for response in ("utilisation", "overloaded_units", "wait_mean"):
        wanted += [(response, tier) for tier in result.tiers]
    wanted.append(("intake_utilisation", ""))
    for response in ("department_utilisation", "department_wait_mean"):
        wanted += [(response, part) for part in result.classes(response)]
    return responses(result, titles, wanted, titles.speech.say("Load and waiting", "负荷与等待"))


def months(result: RunResult, titles: Titles) -> Table:
    """The year by month: what arose and was closed, and what was open and waiting at the ends of its days."""
    say, count = titles.speech.say, titles.speech.count
    series = result.timeline[result.timeline["phase"] == "observation"]
    rows = []
    for month, part in series.groupby(series["date"].dt.strftime("%Y-%m"), sort=True):

        def mean(quantity: str, tier: str = "", part: pandas.DataFrame = part) -> str:
            found = part[(part["quantity"] == quantity) & (part["tier"] == tier)]["mean"]
            return "–" if found.empty else count(round(found.mean(), 1))

        opened = part[part["quantity"] == "open"]["mean"]
        rows.append(
            [
                month,
                count(round(part[part["quantity"] == "arisen"]["mean"].sum())),
                count(round(part[part["quantity"] == "closed"]["mean"].sum())),
                mean("open"),
                "–" if opened.empty else count(round(opened.max())),
                *[mean("waiting", tier) for tier in result.tiers],
            ]
        )
    return Table(
        say(
            "By month: means over replications and, for what is open or waiting, over the ends of days",
            "按月：各次重复的均值；未办结与排队为日末均值",
        ),
        [
            say("Month", "月份"),
            say("Arose", "发生"),
            say("Closed", "办结"),
            say("Open", "未办结"),
            say("Most open", "未办结最多"),
            *[say(f"Waiting, {titles.tier(tier)}", f"{titles.tier(tier)}排队") for tier in result.tiers],
        ],
        rows,
    )


def busiest(result: RunResult, titles: Titles, most: int = 12) -> Table:
    """The units with the heaviest load."""
    say, speech = titles.speech.say, titles.speech
    frame = result.units.dropna(subset=["load"]).sort_values(["load", "unit"], ascending=[False, True]).head(most)
    column = f"share_{result.tiers[0]}"
    rows = [
        [
            row[f"name_{titles.lang}"] or row["unit"],
            titles.tier(row["tier"]),
            speech.count(row["issues"]),
            speech.percent(row["load"]),
            speech.percent(row[column]),
            speech.time(row["time_to_close"]),
        ]
        for row in frame.to_dict("records")
    ]
    return Table(
        say(
            "The units with the heaviest load (work that arrives over what staff can do; 100% or more is overload)",
            "负荷最重的单元（到达工作量与办理能力之比，100% 及以上为超负荷）",
        ),
        [
            say("Unit", "单元"),
            say("Tier", "层级"),
            say("Issues", "事项"),
            say("Load", "负荷"),
            say(f"Closed at {titles.tier(result.tiers[0])}", f"{titles.tier(result.tiers[0])}办结"),
            say("Time to close", "办结时间"),
        ],
        rows,
    )


def unlikeness(result: RunResult, titles: Titles) -> Table:
    wanted = []
    for response in (
        "lowest_tier_share_gini",
        "lowest_tier_share_worst_tenth",
        "time_to_close_gini",
        "time_to_close_worst_tenth",
        "units_in_band",
    ):
        wanted += [(response, tier) for tier in result.tiers]
    return responses(
        result,
        titles,
        wanted,
        titles.speech.say("How unlike units are (Gini: 0 is alike)", "单元间差异（基尼系数：0 为完全相同）"),
    )


def demands(result: RunResult, titles: Titles) -> Table:
    """Every demand of the targets with what was found."""
    say, speech = titles.speech.say, titles.speech
    rows = []
    for criterion in result.criteria:
        unit = criterion.get("unit", "1")
        least, greatest = criterion.get("least_mean"), criterion.get("greatest_mean")
        reach = (
            "–"
            if missing(least) or least == greatest
            else f"{speech.value(least, unit)} – {speech.value(greatest, unit)}"
        )
        title = name(criterion, titles)
        if criterion.get("units"):
            title += say(" (demanded of units)", "（对各单元的要求）")
        if criterion.get("is_default"):
            title += say(" (default guard)", "（默认约束）")
        rows.append(
            [
                title,
                speech.demanded(criterion.lower, criterion.upper, unit),
                speech.value(criterion["mean"], unit, criterion["half_width"]),
                reach,
                titles.state(criterion["state"]),
            ]
        )
    return Table(
        say("Every demand and what was found", "各项要求与结果"),
        [
            say("Demand", "要求"),
            say("Wanted", "目标"),
            say("Found", "结果"),
            say("With unfinished issues", "计入未办结"),
            say("State", "状态"),
        ],
        rows,
    )


def is_empty(table: Table | None) -> bool:
    return table is None or not table.rows
