"""Tables of comparisons, searches and studies of uncertain inputs."""

from __future__ import annotations

from issueflow.charts.studies import COMPARED
from issueflow.language import missing
from issueflow.report.tables import Table
from issueflow.titles import FATES, Titles


def policies(result, titles: Titles) -> Table:
    say = titles.speech.say
    names = result.names(titles.lang)
    rows = [
        [names[row.policy], titles.state(row.decision) if isinstance(row.decision, str) and row.decision else "–"]
        for row in result.policies.itertuples()
    ]
    return Table(
        say("Policies and their verdicts", "各政策的结论"), [say("Policy", "政策"), say("Verdict", "结论")], rows
    )


def differences(result, titles: Titles) -> Table:
    say, speech = titles.speech.say, titles.speech
    names = result.names(titles.lang)
    rows = []
    for row in result.comparison[result.comparison["response"].isin(COMPARED)].itertuples():
        if missing(row.difference):
            continue
        points = row.unit == "1"

        def number(value):
            text = f"{value * 100:+.2f}" if points else f"{value:+,.1f}"
            return text.replace("-", "−")

        interval = (
            "–"
            if missing(row.simultaneous_low)
            else f"{number(row.simultaneous_low)} … {number(row.simultaneous_high)}"
        )
        # `class` is a word of Python's, so that itertuples gives the column a number.
        rows.append(
            [
                names[row.policy],
                titles.response(row.response, row[3]),
                speech.value(row.baseline_mean, row.unit),
                speech.value(row.mean, row.unit),
                f"{number(row.difference)} {say('points', '百分点') if points else {'min': say('min', '分钟'), 'CNY': say('CNY', '元')}.get(row.unit, '')}",
                interval,
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


def migration(result, titles: Titles, policy: str) -> Table:
    """Where the very same issues end under the baseline and under a policy."""
    say, speech = titles.speech.say, titles.speech
    matrix = result.matrix(policy)
    # Ends that no issue met would only widen the table; tiers stand in any case.
    fates = [fate for fate in matrix.index if fate not in FATES or matrix.loc[fate].sum() + matrix[fate].sum() > 0]

    def number(issues):
        return "" if not issues else f"{issues:.1f}" if issues < 100 else speech.count(round(issues))

    rows = [[titles.fate(fate), *[number(matrix.loc[fate, to]) for to in fates]] for fate in fates]
    names = result.names(titles.lang)
    baseline = names[result.policies["policy"].iloc[0]]
    return Table(
        say(
            f"Where the very same issues end: under {baseline} (down) and {names[policy]} (across), mean of a replication",
            f"同一批事项的去向：行为“{baseline}”，列为“{names[policy]}”，每次重复的均值",
        ),
        [say("from \\ to", "由 \\ 到"), *[titles.fate(fate) for fate in fates]],
        rows,
    )


def cheapest(result, titles: Titles) -> Table:
    say, speech = titles.speech.say, titles.speech
    rows = []
    for row in result.frontier.to_dict("records"):
        rows.append(
            [
                f"{row['cost']:,.6g}",
                *[_setting(row[factor], result.unit(factor)) for factor in result.factors],
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


def _setting(value, unit: str) -> str:
    if missing(value):
        return "–"
    return f"{value:g}{unit}" if isinstance(value, (int, float)) else f"{value}{unit}"


def confirmed(result, titles: Titles) -> Table:
    say, speech = titles.speech.say, titles.speech
    rows = []
    for row in result.confirmation.to_dict("records"):
        response, _, part = row["criterion"].partition(".")
        unit = (
            "min"
            if response.startswith("time") or response.endswith(("wait_mean", "delay_mean"))
            else "CNY"
            if "cost" in response
            else "1"
        )
        rows.append(
            [
                str(row["candidate"]),
                titles.response(response, part),
                speech.value(row["mean"], unit, row["half_width"]),
                speech.band(row["lower"], row["upper"], lambda bound: speech.bound(bound, unit)),
                titles.state(row["state"]),
            ]
        )
    return Table(
        say("The chosen policy on fresh luck", "所选政策在新随机数下的检验"),
        [
            say("Policy", "政策"),
            say("Demand", "要求"),
            say("Found", "结果"),
            say("Wanted", "目标"),
            say("State", "状态"),
        ],
        rows,
    )


def inputs(result, titles: Titles, most: int = 12) -> Table:
    """Whose spread a share's spread is: that of the inputs or of luck."""
    say, percent = titles.speech.say, titles.speech.percent
    rows = []
    for row in (result.uncertainty or {}).get("variances", []):
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
