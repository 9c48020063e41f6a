"""How long issues take, and how busy those are who settle them."""

from __future__ import annotations

import altair
import pandas

from issueflow.charts.style import FAINT, INK, PALETTE, QUIET, Look, Rows, finish, greatest_of, nothing, plot, tell
from issueflow.language import missing
from issueflow.results import RunResult

#: Quantiles are read from a histogram with this relative error (see the rules of measurement).
QUANTILE_ERROR = 1 / 256


def time_to_close(result: RunResult, lang: str = "en", width: int = 640) -> altair.TopLevelMixin:
    """From registration to closing: median, mean and the ninth decile of all, then means by tier and by type."""
    look = Look.of(result, lang, width)
    title = look.say("How long issues take", "办结需要多久")
    rows = []

    def add(
        name: str, response: str, response_class: str = "", shape: str = "diamond", group: int = 0, colour: str = INK
    ) -> None:
        found = result.row(response, response_class)
        if found is None or missing(found["mean"]):
            return
        half = found["half_width"]
        if response in {"time_to_close_p50", "time_to_close_p90"} and not missing(half):
            half = max(half, found["mean"] * QUANTILE_ERROR)
        bound = result.bound_of(response, response_class)
        note = ""
        if bound is not None:
            limits = look.speech.band(bound["lower"], bound["upper"], look.speech.time)
            note = look.say("wanted ", "要求 ") + limits + " · " + look.titles.state(bound["state"])
        rows.append(
            {
                "name": name,
                "number": look.speech.time(found["mean"], half),
                "note": note,
                "value": found["mean"],
                "half": half,
                "shape": shape,
                "group": group,
                "colour": colour,
                "upper": bound["upper"] if bound is not None else None,
            }
        )

    add(look.say("Half within", "一半不超过"), "time_to_close_p50", shape="circle")
    add(look.say("Mean of all", "全部平均"), "time_to_close_mean")
    add(look.say("Nine in ten within", "九成不超过"), "time_to_close_p90", shape="triangle-right")
    for order, tier in enumerate(result.tiers):
        name = look.titles.tier(tier)
        add(
            look.say(f"Mean, closed at {name}", f"{name}办结平均"),
            "time_to_close_mean_by_tier",
            tier,
            group=1,
            colour=PALETTE[order % len(PALETTE)],
        )
    types = sorted(
        result.classes("time_to_close_mean_by_type"),
        key=lambda key: -(result.value("time_to_close_mean_by_type", key) or 0),
    )
    for key in types:
        name = look.titles.type(key)
        add(look.say(f"Mean, {name}", f"{name}平均"), "time_to_close_mean_by_type", key, group=2, colour=QUIET)
    if not rows:
        return nothing(look, title, look.say("No issue was closed.", "没有事项办结。"))
    frame = pandas.DataFrame(rows)
    size, name = look.speech.unit_of_time(float(frame["value"].max()))
    frame["half"] = pandas.to_numeric(frame["half"])
    frame["upper"] = pandas.to_numeric(frame["upper"]) / size
    frame["x"] = frame["value"] / size
    frame["low"], frame["high"] = (frame["value"] - frame["half"]) / size, (frame["value"] + frame["half"]) / size
    frame["zero"] = 0.0
    greatest = greatest_of(frame["high"], frame["x"])
    # A bound far beyond all that was seen would press everything else into a corner.
    is_far = frame["upper"] > greatest * 4
    frame["upper"] = frame["upper"].where(~is_far)
    greatest = greatest_of(pandas.Series([greatest]), frame["upper"])
    frame["tip"] = tell(frame)
    strips = Rows(frame, look, strip=12, gap=8)
    scale = altair.Scale(domain=[0, greatest * 1.03], nice=False)
    axis = altair.Axis(
        title=look.say(f"from registration to closing ({name})", f"从登记到办结（{name}）"), tickCount=6
    )
    base = plot(strips.frame)
    chart = altair.layer(
        base.mark_rule(color=FAINT, strokeWidth=3).encode(
            x=altair.X("zero:Q", scale=scale, axis=axis), x2="x:Q", y=strips.y("middle")
        ),
        base.transform_filter("isValid(datum.upper)")
        .mark_tick(color="#b34700", thickness=3, height=12)
        .encode(x="upper:Q", y=strips.y("middle")),
        base.transform_filter("isValid(datum.low)")
        .mark_rule(color=INK, strokeWidth=3)
        .encode(x="low:Q", x2="high:Q", y=strips.y("middle")),
        base.mark_point(filled=True, size=75, opacity=1, aria=True).encode(
            x="x:Q",
            y=strips.y("middle"),
            color=altair.Color("colour:N", scale=None),
            shape=altair.Shape("shape:N", scale=None),
            tooltip=altair.Tooltip("tip:N", title=" "),
            description="tip:N",
        ),
        strips.texts(),
    ).properties(width=look.width, height=strips.height)
    parts = [look.say("● median; ◆ mean; ▶ nine in ten", "● 中位数；◆ 均值；▶ 九成")]
    if frame["upper"].notna().any():
        parts.append(look.say("upright mark: the bound", "竖线：上限"))
    if is_far.any():
        parts.append(look.say("a bound far beyond is not drawn", "远超出图幅的上限未画出"))
    if result.unfinished_share > 0:
        parts.append(
            look.say(
                "issues still open are not in it and would add long times", "仍未办结的事项不在其中，计入后时间会更长"
            )
        )
    return finish(chart, look, title, look.say("; ", "；").join(parts), f"{title}: " + "; ".join(frame["tip"]))


def load(result: RunResult, lang: str = "en", width: int = 640) -> altair.TopLevelMixin:
    """How busy staff are: tiers, desk and departments, with the bound where a guard sets one, and overloaded units."""
    look = Look.of(result, lang, width)
    title = look.say("How busy staff are", "人员有多忙")
    rows = []

    def add(name: str, response: str, response_class: str = "", extra: str = "", colour: str = QUIET) -> None:
        found = result.row(response, response_class)
        if found is None or missing(found["mean"]):
            return
        bound = result.bound_of(response, response_class)
        words = (
            []
            if bound is None
            else [
                look.say("wanted ", "要求 ")
                + look.speech.band(bound["lower"], bound["upper"], look.speech.plain_percent),
                look.titles.state(bound["state"]),
            ]
        )
        rows.append(
            {
                "name": name,
                "number": look.speech.percent(found["mean"], found["half_width"]),
                "note": " · ".join([extra, *words] if extra else words),
                "mean": found["mean"],
                "low": found["ci_low"],
                "high": found["ci_high"],
                "upper": bound["upper"] if bound is not None else None,
                "colour": colour,
                "zero": 0.0,
            }
        )

    for order, tier in enumerate(result.tiers):
        overloaded = result.value("overloaded_units", tier)
        extra = (
            ""
            if not overloaded
            else look.say(
                f"{look.speech.percent(overloaded)} of units overloaded",
                f"{look.speech.percent(overloaded)}单元超负荷",
            )
        )
        add(look.titles.tier(tier), "utilisation", tier, extra, PALETTE[order % len(PALETTE)])
    add(look.titles.response("intake_utilisation"), "intake_utilisation")
    for key in result.classes("department_utilisation"):
        add(look.titles.department(key), "department_utilisation", key)
    if not rows:
        return nothing(look, title, look.say("Nobody has working hours in this scenario.", "该场景没有在岗人员。"))
    frame = pandas.DataFrame(rows)
    frame["upper"] = pandas.to_numeric(frame["upper"])
    frame["tip"] = tell(frame)
    strips = Rows(frame, look, strip=14, gap=10)
    scale = altair.Scale(domain=[0, max(1.0, frame["mean"].max())], nice=False)
    axis = altair.Axis(
        format="%", title=look.say("work done as a share of staffed hours", "工作时间占在岗时间的比例"), tickCount=5
    )
    base = plot(strips.frame)
    chart = altair.layer(
        *strips.bars(altair.X("zero:Q", scale=scale, axis=axis), "mean"),
        base.transform_filter("isValid(datum.upper)")
        .mark_tick(color="#b34700", thickness=3, height=14)
        .encode(x="upper:Q", y=strips.y("middle")),
        strips.texts(),
    ).properties(width=look.width, height=strips.height)
    note = look.say(
        "mean over all units: a tier can have time left while single units drown; upright mark: the bound",
        "为全部单元的均值：总体有余力时个别单元仍可能不堪重负；竖线：上限",
    )
    return finish(chart, look, title, note, f"{title}: " + "; ".join(frame["tip"]))
