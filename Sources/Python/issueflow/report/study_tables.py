"""Tables of comparisons, searches and studies of uncertain inputs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from issueflow.charts.studies import COMPARED
from issueflow.charts.sweeps import level, levels, settings
from issueflow.frames import each
from issueflow.language import Speech, missing, setting, signed
from issueflow.report.tables import Table
from issueflow.result_folder import records
from issueflow.results import CompareResult, RunResult, SearchResult, SweepResult
from issueflow.titles import Titles


def policies(result: CompareResult, titles: Titles) -> Table:
    say = titles.speech.say
    names = result.names(titles.lang)
    rows = [
        [names[row.policy], titles.state(row.decision) if isinstance(row.decision, str) and row.decision else "–"]
        for row in each(result.policies)
    ]
    return Table(
        say("Policies and their verdicts", "各政策的结论"), [say("Policy", "政策"), say("Verdict", "结论")], rows
    )


def differences(result: CompareResult, titles: Titles) -> Table:
    say, speech = titles.speech.say, titles.speech
    names = result.names(titles.lang)
    rows = []
    for row in records(result.comparison[result.comparison["response"].isin(COMPARED)]):
        if missing(row["difference"]):
            continue
        rows.append(
            [
                names[row["policy"]],
                titles.response(row["response"], row["class"]),
                speech.value(row["baseline_mean"], row["unit"]),
                speech.value(row["mean"], row["unit"]),
                change(row, speech),
                interval(row, speech),
            ]
        )
    return Table(
        say("Differences, with intervals that hold for all policies together", "差异及对全部政策同时成立的区间"),
        [
            say("Policy", "政策"),
            say("Quantity", "指标"),
            say("Baseline", "基准"),
            say("Policy's", "该政策"),
            say("Difference", "差异"),
            say("Interval", "区间"),
        ],
        rows,
    )


def change(row: Mapping[str, Any], speech: Speech) -> str:
    """A difference with its unit, such as +0.64 points."""
    words = {"1": ("points", "百分点"), "min": ("min", "分钟"), "CNY": ("CNY", "元")}
    return f"{_signed(row['difference'], row['unit'])} {speech.say(*words.get(row['unit'], ('', '')))}".rstrip()


def interval(row: Mapping[str, Any], speech: Speech) -> str:
    """The interval that holds for all policies together, in the unit of the difference; a dash where it is not known."""
    low, high = row["simultaneous_low"], row["simultaneous_high"]
    if missing(low) or missing(high):
        return "–"
    return speech.say(" to ", " 至 ").join(_signed(end, row["unit"]) for end in (low, high))


def _signed(value: float, unit: str) -> str:
    return signed(value * 100, 2) if unit == "1" else signed(value, 1)


def were_matched(result: CompareResult, policy: str) -> bool:
    """Whether any issue of the baseline was found again under the policy."""
    matrix = result.matrix(policy)
    return bool(matrix.drop(index="absent", columns="absent", errors="ignore").sum().sum() > 0)


def migration(result: CompareResult, titles: Titles, policy: str) -> Table:
    """Where issues end under the baseline and under a policy, each paired with itself."""
    say, speech = titles.speech.say, titles.speech
    matrix = result.matrix(policy)
    # Ends that no issue met would only widen the table; tiers stand in any case.
    fates = [fate for fate in matrix.index if fate not in titles.words.fates or matrix.loc[fate].sum() + matrix[fate].sum() > 0]

    def number(issues: float) -> str:
        if missing(issues):
            return "–"
        return "" if issues == 0 else f"{issues:.1f}" if issues < 100 else speech.count(round(issues))

    rows = [[titles.fate(fate), *[number(matrix.loc[fate, to]) for to in fates]] for fate in fates]
    names = result.names(titles.lang)
    baseline = names[result.policies["policy"].iloc[0]]
    same = result.very_same(policy)
    across = (f"under {baseline} (down) and {names[policy]} (across), mean of a replication", f"行为“{baseline}”，列为“{names[policy]}”，每次重复的均值")
    if same == 1:
        title = say(f"Where the very same issues end: {across[0]}", f"同一批事项的去向：{across[1]}")
    else:
        part = "" if same is None else say(
            f"; {speech.percent(same)} of the pairs also arose at the same time", f"；其中 {speech.percent(same)} 的发生时间也相同"
        )
        title = say(
            f"Where issues of the same type, place and number end: {across[0]}{part}",
            f"类型、地点和序号相同的事项的去向：{across[1]}{part}",
        )
    return Table(
        title,
        [say("from \\ to", "由 \\ 到"), *[titles.fate(fate) for fate in fates]],
        rows,
        is_matrix=True,
    )


def found(searched: SearchResult, titles: Titles) -> list[str]:
    """How a search ended, in sentences."""
    say, speech = titles.speech.say, titles.speech
    outcome = searched.outcome
    chosen = outcome.get("selected")
    doses = say(", ", "，").join(outcome.get("settings") or [])
    sure, spare = speech.plain_percent(outcome["confidence"]), speech.plain_percent(outcome["indifference"])
    if chosen is None:
        words = [
            say("No policy that was looked at is shown to meet the targets.", "所查看的政策中没有一个被证明达标。")
        ]
        if outcome.get("ending") == "nothing meets":
            words.append(
                say(
                    f"All {outcome['policies']} policies were decided: with probability {sure} none meets the targets by more than the indifference of {spare}.",
                    f"已判定全部 {outcome['policies']} 个政策：以 {sure} 的概率没有一个达标且余量超过容差 {spare}。",
                )
            )
        if outcome.get("best") is not None and doses:
            words.append(say(f"The nearest: {doses}.", f"最接近的：{doses}。"))
    else:
        words = [
            say(
                f"Chosen at cost {outcome['cost']:,.6g}: {doses}.",
                f"所选政策成本 {outcome['cost']:,.6g}：{doses}。",
            )
        ]
        if outcome["method"] == "exhaustive" and outcome.get("ending") == "decided":
            words.append(
                say(
                    f"All {outcome['policies']} policies were decided: with probability {sure} it is the cheapest that meets the targets, give or take the indifference of {spare}.",
                    f"已判定全部 {outcome['policies']} 个政策：以 {sure} 的概率它是达标政策中最便宜的（容差 {spare}）。",
                )
            )
        else:
            words.append(
                say(
                    f"{outcome['looked_at']} of {outcome['policies']} policies were looked at: it is the best found, and a cheaper one may exist.",
                    f"共 {outcome['policies']} 个政策，查看了 {outcome['looked_at']} 个：它是目前最佳，可能还有更便宜的。",
                )
            )
        words.append(
            say("Fresh replications confirm it.", "新的重复已予确认。")
            if outcome.get("is_confirmed")
            else say(
                "Fresh replications did not confirm it: do not rely on it yet.", "新的重复未能确认：暂不可依赖。"
            )
        )
    words.append(say("Costs and effects hold given these inputs.", "成本与效果以现有输入为前提。"))
    return words


def cheapest(result: SearchResult, titles: Titles) -> Table:
    say, speech = titles.speech.say, titles.speech
    rows = []
    for row in result.frontier.to_dict("records"):
        rows.append(
            [
                f"{row['cost']:,.6g}",
                *[setting(row[factor], result.unit(factor)) for factor in result.factors],
                titles.state(row["standing"]),
                speech.percent(row["margin"]),
                speech.count(row["replications"]),
            ]
        )
    return Table(
        say("The cost frontier: no cheaper policy comes as close", "成本前沿：没有更便宜而更接近目标的政策"),
        [
            say("Cost", "成本"),
            *result.factors,
            say("Standing", "状态"),
            say("Inside by", "余量"),
            say("Replications", "重复次数"),
        ],
        rows,
    )


def confirmed(result: SearchResult, titles: Titles) -> Table:
    say, speech = titles.speech.say, titles.speech
    rows = []
    for row in result.confirmation.to_dict("records"):
        response = row["criterion"].partition(".")[0]
        unit = (
            "min"
            if response.startswith("time") or response.endswith(("wait_mean", "delay_mean"))
            else "CNY"
            if "cost" in response
            else "1"
        )
        rows.append(
            [
                titles.demand(row["criterion"]),
                speech.value(row["mean"], unit, row["half_width"]),
                speech.demanded(row["lower"], row["upper"], unit),
                titles.state(row["state"]),
                str(row["candidate"]),
            ]
        )
    return Table(
        say("The chosen policy on fresh luck", "所选政策在新随机数下的检验"),
        [
            say("Demand", "要求"),
            say("Found", "结果"),
            say("Wanted", "目标"),
            say("State", "状态"),
            say("Policy", "政策"),
        ],
        rows,
    )


def points(result: SweepResult, titles: Titles, most: int = 100) -> Table:
    """The points of a sweep with their shares and verdicts, in the order of the design."""
    say, speech = titles.speech.say, titles.speech
    lowest = result.tiers[0] if result.tiers else ""
    rows = []
    for found in result.verdicts.head(most).to_dict("records"):
        point = found["design_point"]
        share = result.row(point, "share", lowest) or {}
        rows.append(
            [
                settings(result, point, speech),
                titles.state(found["decision"]) if found["decision"] else "–",
                titles.demand(found["criterion"]) if found["criterion"] else "–",
                "–" if missing(found["margin"]) else speech.percent(found["margin"]),
                *([speech.percent(share.get("mean"), share.get("half_width"))] if lowest else []),
            ]
        )
    return Table(
        say("The points and their verdicts", "各点的结论"),
        [
            say("Point", "点"),
            say("Verdict", "结论"),
            say("Nearest demand", "最紧的要求"),
            say("Inside by", "余量"),
            *([say(f"Closed at {titles.tier(lowest)}", f"{titles.tier(lowest)}办结")] if lowest else []),
        ],
        rows,
    )


def effects(result: SweepResult, titles: Titles) -> Table:
    """Means of some responses at the levels of the factors."""
    say, speech = titles.speech.say, titles.speech
    wanted = [("share", tier) for tier in result.tiers]
    wanted += [(response, "") for response in ("time_to_close_mean", "on_time_rate", "satisfaction")]
    found = {response: levels(result, *response) for response in wanted}
    found = {response: frame for response, frame in found.items() if len(frame)}
    units = {(row["response"], row["class"]): row["unit"] for row in result.summary.to_dict("records")}
    rows: dict[str, list[str]] = {}
    for number, (response, frame) in enumerate(found.items()):
        for row in each(frame):
            cells = rows.setdefault(level(row, result), ["–"] * len(found))
            cells[number] = speech.value(row.mean, units[response])
    return Table(
        say("Means over the points at each level of a factor", "各因素各水平下的均值"),
        [say("Level", "水平"), *[titles.response(*response) for response in found]],
        [[name, *cells] for name, cells in rows.items()],
    )


def failures(result: SweepResult, titles: Titles, most: int = 20) -> Table:
    """What could not be run or judged, in the program's words."""
    say = titles.speech.say
    rows = [
        [settings(result, row["design_point"], titles.speech), row["error"]]
        for row in result.failures.head(most).to_dict("records")
    ]
    return Table(
        say("What could not be run", "未能运行的点"), [say("Point", "点"), say("What was wrong", "原因")], rows
    )


def inputs(result: RunResult, titles: Titles, most: int = 12) -> Table:
    """Whose spread a share's spread is: that of the inputs or of luck."""
    say, percent = titles.speech.say, titles.speech.percent
    rows = []
    for row in result.uncertainty.variances if result.uncertainty else ():
        if row["response"] in {"share", "time_to_close_mean", "on_time_rate", "reopen_rate", "satisfaction"}:
            share = row.get("input_share")
            rows.append(
                [
                    titles.response(row["response"], row["class"]),
                    titles.speech.value(row["mean"], "min" if row["response"].startswith("time") else "1"),
                    "–" if share is None else percent(share),
                ]
            )
    return Table(
        say(
            "How much of the spread is due to uncertain inputs, the rest being luck",
            "波动中由输入不确定性造成的部分，其余为偶然",
        ),
        [
            say("Quantity", "指标"),
            say("Mean of plausible cities", "可能城市的均值"),
            say("Due to inputs", "由输入造成"),
        ],
        rows[:most],
    )
