"""Policies side by side, what they cost, and how far uncertain inputs carry."""

from __future__ import annotations

from typing import Any, Literal

import altair
import pandas

from issueflow.charts.style import (
    INK,
    PALETTE,
    QUIET,
    SIGNED,
    SIZE,
    STATE_COLOURS,
    Drawn,
    Look,
    Rows,
    extent,
    finish,
    nothing,
    plot,
    tell,
)
from issueflow.frames import each
from issueflow.language import missing, setting, signed
from issueflow.result_folder import records
from issueflow.results import CompareResult, RunResult, SearchResult

#: Responses whose differences are shown: shares of all tiers, and what a split must not cost.
COMPARED = (
    "share",
    "time_to_close_mean",
    "on_time_rate",
    "satisfaction",
    "reopen_rate",
    "withdrawn_share",
    "cost_per_closed_issue",
)

#: Marks that differ by shape as well as by colour.
STANDINGS = {
    "meets": ("circle", STATE_COLOURS["holds"]),
    "misses": ("cross", STATE_COLOURS["violated"]),
    "open": ("triangle-up", QUIET),
    "invalid": ("square", QUIET),
    "met": ("circle", STATE_COLOURS["holds"]),
    "not met": ("cross", STATE_COLOURS["violated"]),
    "inconclusive": ("triangle-up", QUIET),
}


def _standings(frame: pandas.DataFrame) -> list[str]:
    """The standings that occur: those known here in their order, then any other."""
    there = list(dict.fromkeys(frame["standing"]))
    return [word for word in STANDINGS if word in there] + [word for word in there if word not in STANDINGS]


def _mark(standing: str) -> tuple[str, str]:
    return STANDINGS.get(standing, ("square", QUIET))


def comparison(result: CompareResult, lang: str = "en", width: int = 640) -> altair.TopLevelMixin:
    """What each policy changes beside the baseline, with intervals that hold for all policies together."""
    look = Look.of(result, lang, width)
    names = result.names(lang)
    baseline = names[result.policies["policy"].iloc[0]]
    title = look.say(f"What changes, beside {baseline}", f"与“{baseline}”相比的变化")
    rows = result.comparison
    panels, told, unchanged = [], [], []
    for response in COMPARED:
        for response_class in rows.loc[rows["response"] == response, "class"].unique():
            chosen = rows[(rows["response"] == response) & (rows["class"] == response_class)].dropna(
                subset=["difference"]
            )
            if chosen.empty:
                continue
            if _is_unchanged(chosen):
                unchanged.append(look.titles.response(response, response_class))
                continue
            under = look.speech.value(chosen["baseline_mean"].iloc[0], chosen["unit"].iloc[0])
            heading = look.titles.response(response, response_class)
            heading = (
                heading[:1].upper() + heading[1:] + look.say(f": {under} under {baseline}", f"：{baseline}为 {under}")
            )
            panel, words = _differences(chosen, look, names, heading)
            panels.append(panel)
            told += words
    same = look.say("the same under all policies: ", "各政策下完全相同：") + look.say(", ", "、").join(unchanged)
    if not panels:
        none = look.say("Nothing was observed under both.", "没有共同观测到的指标。")
        return nothing(look, title, same[:1].upper() + same[1:] + look.say(".", "。") if unchanged else none)
    chart = altair.vconcat(*panels, spacing=16).resolve_scale(x="independent")
    sure = look.speech.plain_percent(result.confidence)
    note = (
        look.say(
            f"line: {sure} interval, for all policies together; hollow: may be no change at all",
            f"线：对全部政策同时成立的 {sure} 区间；空心：可能没有变化",
        )
        if rows["simultaneous_low"].notna().any()
        else look.say("no interval is known; hollow: may be no change at all", "区间未知；空心：可能没有变化")
    )
    if unchanged:
        note += look.say("; ", "；") + same
    return finish(chart, look, title, note, f"{title}. " + "; ".join(told))


def _is_unchanged(rows: pandas.DataFrame) -> bool:
    """Whether no policy changed anything in any replication: such a panel would only take room."""
    ends = rows[["difference", "simultaneous_low", "simultaneous_high"]]
    return bool((ends.fillna(0.0) == 0).all(axis=None))


def _differences(chosen: pandas.DataFrame, look: Look, names: dict[str, str], heading: str) -> tuple[Drawn, list[str]]:
    unit = chosen["unit"].iloc[0]
    if unit == "1":
        size, word = 0.01, look.say("points", "百分点")
    elif unit == "min":
        size, word = look.speech.unit_of_time(float(chosen["difference"].abs().max()))
    else:
        size, word = 1, {"CNY": look.say("CNY", "元")}.get(unit, "")
    rows = []
    for row in each(chosen):
        known = not missing(row.simultaneous_low) and not missing(row.simultaneous_high)
        distinct = known and (row.simultaneous_low > 0 or row.simultaneous_high < 0)
        half = (row.simultaneous_high - row.simultaneous_low) / 2 / size if known else None
        digits = 1 if half is None else 2 if half < 0.1 else 1 if half < 10 else 0
        number = signed(row.difference / size, digits)
        width = "" if half is None else f" ± {half:.{digits}f}"
        number = f"{number}{width} {word}".rstrip()
        doubt = (
            ""
            if distinct
            else look.say("no change shown", "未见变化")
            if known
            else look.say("no interval", "区间未知")
        )
        if row.difference == 0 and half in (None, 0):
            number, doubt = "0", look.say("the same in every replication", "每次重复均相同")
        rows.append(
            {
                "name": names[row.policy],
                "number": number,
                "note": doubt,
                "value": row.difference / size,
                "low": row.simultaneous_low / size,
                "high": row.simultaneous_high / size,
                "distinct": bool(distinct),
                "zero": 0.0,
            }
        )
    frame = pandas.DataFrame(rows)
    frame["tip"] = heading + "; " + tell(frame)
    # Beside long names on a phone a number would cut them; it goes to the second line.
    longest = max(extent(name + number) for name, number in zip(frame["name"], frame["number"], strict=False))
    if look.is_narrow and (longest + 2) * (SIZE + 1.5) > look.width:
        frame["note"] = frame["number"] + frame["note"].map(lambda note: f" · {note}" if note else "")
        frame["number"] = ""
    strips = Rows(frame, look, strip=12, gap=8)
    ends = [0.0, *frame["low"].dropna(), *frame["high"].dropna(), *frame["value"]]
    room = (max(ends) - min(ends)) * 0.05 or 1
    scale = altair.Scale(domain=[min(ends) - room, max(ends) + room], nice=False)
    axis = altair.Axis(title=None, tickCount=5, labelExpr=SIGNED)
    base = plot(strips.frame)
    chart = altair.layer(
        plot(pandas.DataFrame({"zero": [0.0]}))
        .mark_rule(color="#9aa5b1", strokeDash=[3, 3])
        .encode(x=altair.X("zero:Q", scale=scale, axis=axis)),
        base.transform_filter("isValid(datum.low)")
        .mark_rule(color=INK, strokeWidth=3)
        .encode(x=altair.X("low:Q", scale=scale, axis=axis), x2="high:Q", y=strips.y("middle")),
        base.mark_point(aria=True, size=80, shape="diamond", opacity=1, color=PALETTE[0], strokeWidth=2).encode(
            x=altair.X("value:Q", scale=scale, axis=axis),
            y=strips.y("middle"),
            fill=altair.condition("datum.distinct", altair.value(PALETTE[0]), altair.value("white")),
            tooltip=altair.Tooltip("tip:N", title=" "),
            description="tip:N",
        ),
        strips.texts(),
    ).properties(
        width=look.width,
        height=strips.height,
        title=altair.TitleParams(
            look.wrap(heading, SIZE + 1),
            anchor="start",
            frame="group",
            fontSize=SIZE + 1,
            fontWeight=600,
            color=INK,
            offset=6,
        ),
    )
    return chart, list(frame["tip"])


def _side(value: float, among: pandas.Series) -> Literal["left", "right", "center"]:
    """How a label over a point is aligned, so that it stays inside the figure."""
    low, high = among.min(), among.max()
    place = (value - low) / (high - low) if high > low else 0.5
    return "left" if place < 0.25 else "right" if place > 0.75 else "center"


def frontier(result: SearchResult, lang: str = "en", width: int = 640) -> altair.TopLevelMixin:
    """Every policy that a search looked at: what it costs, and how far inside the demands it is; zero is just inside."""
    look = Look.of(result, lang, width)
    title = look.say("What meeting the targets costs", "达标需要多少成本")
    frame = result.search.dropna(subset=["cost", "margin"]).copy()
    if frame.empty:
        return nothing(look, title, look.say("The search judged no policy.", "搜索没有评估任何政策。"))
    # What is far outside is drawn at the edge, unless all are.
    lowest = -1.5 if frame["margin"].max() > -1.5 else frame["margin"].min()
    frame["percent"] = frame["margin"].clip(lower=lowest) * 100
    selected = result.outcome.get("selected") or result.outcome.get("best")
    frame["word"] = [look.titles.state(word) for word in frame["standing"]]
    frame["tip"] = [_policy(row, result, look) for row in records(frame)]
    order = _standings(frame)
    words = {word: look.titles.state(word) for word in order}
    x = altair.X(
        "cost:Q",
        axis=altair.Axis(title=look.say("cost", "成本"), tickCount=5, format=",.6~g"),
        scale=altair.Scale(nice=True, zero=False),
    )
    y = altair.Y(
        "percent:Q",
        axis=altair.Axis(title=None, tickCount=5, format=".6~g", labelExpr="datum.label + '%'"),
        scale=altair.Scale(nice=True),
    )
    base = plot(frame)
    layers = [
        plot(pandas.DataFrame({"percent": [0.0]})).mark_rule(color=INK, strokeDash=[4, 3]).encode(y=y),
        plot(frame[frame["candidate"].isin(result.frontier["candidate"])].sort_values("cost"))
        .mark_line(color=PALETTE[0], strokeWidth=1.2)
        .encode(x=x, y=y, order="cost:Q"),
        base.mark_point(filled=True, size=70, opacity=0.9, aria=True).encode(
            x=x,
            y=y,
            tooltip=altair.Tooltip("tip:N", title=" "),
            description="tip:N",
            shape=altair.Shape(
                "word:N",
                scale=altair.Scale(domain=[words[w] for w in order], range=[_mark(w)[0] for w in order]),
                legend=altair.Legend(title=None, orient="top", columns=1 if look.is_narrow else 4),
            ),
            color=altair.Color(
                "word:N",
                scale=altair.Scale(domain=[words[w] for w in order], range=[_mark(w)[1] for w in order]),
                legend=altair.Legend(title=None, orient="top", columns=1 if look.is_narrow else 4),
            ),
        ),
    ]
    best = frame[frame["candidate"] == selected]
    if len(best):
        label = (
            look.say("chosen", "所选") if result.outcome.get("selected") else look.say("best found", "目前最佳")
        ) + f" ({best['cost'].iloc[0]:,.6g})"
        layers.append(
            plot(best)
            .mark_point(shape="circle", size=260, color=INK, strokeWidth=2, filled=False, opacity=1)
            .encode(x=x, y=y)
        )
        layers.append(
            plot(best.assign(label=label))
            .mark_text(dy=-20, align=_side(best["cost"].iloc[0], frame["cost"]), fontSize=SIZE, fontWeight=600, color=INK)
            .encode(x=x, y=y, text="label:N")
        )
    chart = altair.layer(*layers).properties(width=look.width - 50, height=300)
    parts = [
        look.say(
            "up: how far the tightest mean is inside its band; below the dashed line a demand fails on the mean; blue: the frontier",
            "纵轴：最紧的均值离目标边界多远；虚线以下即有要求未达到；蓝线：成本前沿",
        )
    ]
    if (frame["margin"] < lowest).any():
        parts.append(look.say("below −150% drawn at the edge", "低于 −150% 的画在边缘"))
    return finish(
        chart,
        look,
        title,
        look.say("; ", "；").join(parts),
        f"{title}: " + "; ".join(frame[frame["candidate"].isin(result.frontier["candidate"])]["tip"]),
    )


def _policy(row: dict[str, Any], result: SearchResult, look: Look) -> str:
    settings = look.say(", ", "，").join(f"{name} {setting(row[name], result.unit(name))}" for name in result.factors)
    return f"{settings}: " + look.say("cost ", "成本 ") + f"{row['cost']:,.6g}, {row['word']}"


def uncertainty(result: RunResult, lang: str = "en", width: int = 640) -> altair.TopLevelMixin:
    """How the targets stand in cities whose inputs were drawn from their ranges: a mark for each."""
    look = Look.of(result, lang, width)
    title = look.say("Would it hold if the guesses are off?", "若输入估计有偏差，结论还成立吗？")
    frame = result.plausible_cities
    if frame.empty:
        return nothing(look, title, look.say("No city could be judged.", "没有可评估的城市。"))
    frame = frame.assign(percent=frame["margin"].clip(lower=-1.5, upper=1.5) * 100)
    order = _standings(frame)
    words = {word: look.titles.state(word) for word in order}
    frame["word"] = frame["standing"].map(words)
    frame["tip"] = [f"{row.word}, {row.percent:+.0f}%" for row in each(frame)]
    # Marks of one standing share a line, spread so that they can be told apart.
    frame["line"] = frame["word"]
    frame["jitter"] = (frame.groupby("line").cumcount() * 7 % 11 - 5) * 1.6
    domain = [words[w] for w in order]
    chart = altair.layer(
        plot(pandas.DataFrame({"percent": [0.0]})).mark_rule(color=INK, strokeDash=[4, 3]).encode(x="percent:Q"),
        plot(frame)
        .mark_point(filled=True, size=55, opacity=0.75, aria=True)
        .encode(
            x=altair.X(
                "percent:Q",
                axis=altair.Axis(
                    labelExpr="datum.label + '%'",
                    title=look.wrap(
                        look.say(
                            "how far inside the demands (left of the line: a demand fails)",
                            "离目标边界多远（虚线左侧：有要求未达到）",
                        ),
                        SIZE, look.width - 130,
                    ),
                    tickCount=5,
                ),
            ),
            y=altair.Y(
                "line:N", title=None, sort=domain, axis=altair.Axis(labelFontSize=SIZE, labelLimit=140)
            ),
            yOffset=altair.YOffset("jitter:Q"),
            shape=altair.Shape(
                "word:N", scale=altair.Scale(domain=domain, range=[_mark(w)[0] for w in order]), legend=None
            ),
            color=altair.Color(
                "word:N", scale=altair.Scale(domain=domain, range=[_mark(w)[1] for w in order]), legend=None
            ),
            tooltip=altair.Tooltip("tip:N", title=" "),
            description="tip:N",
        ),
    ).properties(width=look.width - 120, height=altair.Step(46))
    counts = look.say(", ", "，").join(f"{words[word]} {int((frame['standing'] == word).sum())}" for word in order)
    note = look.say(
        f"each mark is a city with inputs drawn from their ranges: {counts}",
        f"每个点为一个按输入区间抽取的城市：{counts}",
    )
    return finish(chart, look, title, note, f"{title} {counts}")
