"""Where issues end, beside what is wanted, and how unlike each other the units are."""

from __future__ import annotations

import altair
import pandas

from issueflow.charts.style import (
    BAND,
    INK,
    PALETTE,
    QUIET,
    STATE_COLOURS,
    Drawn,
    Look,
    Rows,
    finish,
    nothing,
    plot,
    tell,
)
from issueflow.frames import each
from issueflow.language import missing
from issueflow.results import RunResult

#: The split that a verdict is about, and the response that holds its shares.
SPLITS = {"closed at": "share", "handled at": "share_handled", "registered": "share_registered"}


def split(result: RunResult, lang: str = "en", width: int = 640) -> altair.TopLevelMixin:
    """The share of closed issues that each tier closed, with its interval, over the band that is wanted.

    The thin grey line is how far the share could move if everything that is open or withdrawn had been closed by one
    tier; the verdict stands only if it is the same over all of it.
    """
    look = Look.of(result, lang, width)
    title = look.say("Where issues end", "各层级办结占比")
    shares = result.shares
    if shares["mean"].isna().all():
        return nothing(look, title, look.say("No issue was closed.", "没有事项办结。"))
    rows = []
    for order, row in enumerate(each(shares)):
        wanted = (
            ""
            if missing(row.lower)
            else look.say("wanted ", "要求 ") + look.speech.band(row.lower, row.upper, look.speech.plain_percent)
        )
        state = "" if row.state == "" else look.titles.state(row.state)
        rows.append(
            {
                "name": look.titles.tier(row.tier),
                "number": look.speech.percent(row.mean, row.half_width),
                "note": " · ".join(part for part in (wanted, state) if part),
                "mean": row.mean,
                "low": row.ci_low,
                "high": row.ci_high,
                # A band about 95% may reach beyond what a share can be.
                "lower": row.lower if missing(row.lower) else max(0.0, row.lower),
                "upper": row.upper if missing(row.upper) else min(1.0, row.upper),
                "least": row.least,
                "greatest": row.greatest,
                "colour": PALETTE[order % len(PALETTE)],
                "state": STATE_COLOURS.get(row.state, QUIET),
                "zero": 0.0,
            }
        )
    frame = pandas.DataFrame(rows)
    frame["tip"] = tell(frame)
    strips = Rows(frame, look, strip=24)
    domain = altair.Scale(domain=[0, 1], nice=False)
    axis = altair.Axis(
        format="%", title=look.say("share of closed issues", "占办结总数的比例"), tickCount=5, grid=True
    )
    strips.frame["bar_top"], strips.frame["bar_bottom"] = strips.frame["top"] + 6, strips.frame["bottom"] - 6
    base = plot(strips.frame)
    layers = []
    if strips.frame["lower"].notna().any():
        layers.append(
            base.transform_filter("isValid(datum.lower)")
            .mark_rect(fill=BAND, stroke="#4d7ea8", strokeWidth=1, strokeDash=[3, 2])
            .encode(x=altair.X("lower:Q", scale=domain, axis=axis), x2="upper:Q", y=strips.y("top"), y2="bottom:Q")
        )
    layers.append(
        base.mark_rect(aria=True).encode(
            x=altair.X("zero:Q", scale=domain, axis=axis),
            x2="mean:Q",
            y=strips.y("bar_top"),
            y2="bar_bottom:Q",
            color=altair.Color("colour:N", scale=None),
            tooltip=altair.Tooltip("tip:N", title=" "),
            description="tip:N",
        )
    )
    layers.append(
        base.transform_filter("isValid(datum.least)")
        .mark_rule(color=QUIET, strokeWidth=1)
        .encode(x="least:Q", x2="greatest:Q", y=strips.y("middle"))
    )
    layers.append(
        base.transform_filter("isValid(datum.low)")
        .mark_rule(color=INK, strokeWidth=4)
        .encode(x="low:Q", x2="high:Q", y=strips.y("middle"))
    )
    layers.append(
        base.mark_point(shape="diamond", filled=True, size=70, color=INK, opacity=1).encode(
            x="mean:Q", y=strips.y("middle")
        )
    )
    layers.append(strips.texts())
    chart = altair.layer(*layers).properties(width=look.width, height=strips.height)
    has_band = strips.frame["lower"].notna().any()
    parts = [look.say("◆ mean", "◆ 均值")]
    if strips.frame["low"].notna().any():
        parts.append(
            look.say(
                f"thick line {look.speech.plain_percent(result.confidence)} interval",
                f"粗线 {look.speech.plain_percent(result.confidence)} 区间",
            )
        )
    else:
        parts.append(look.say("one replication: no interval is known", "单次重复：区间未知"))
    if has_band:
        parts.append(look.say("dashed box wanted", "虚线框 目标范围"))
    note = look.say("; ", "；").join(parts)
    return finish(chart, look, title, note, f"{title}: " + "; ".join(frame["tip"]))


def equity(result: RunResult, lang: str = "en", width: int = 640) -> altair.TopLevelMixin:
    """How unlike units of one tier are: most units, the middle one and the extremes, for share and time."""
    look = Look.of(result, lang, width)
    title = look.say("Are all places served alike?", "各地是否一样？")
    lowest = result.tiers[0]
    panels, told = [], []
    measures = [
        (
            f"share_{lowest}",
            "1",
            look.say(
                f"Share closed at tier {look.titles.tier(lowest)}, by where issues arose",
                f"{look.titles.tier(lowest)}办结比例（按发生地）",
            ),
            "lowest_tier_share_gini",
        ),
        (
            "time_to_close",
            "min",
            look.say("Mean time to close, by where issues arose", "平均办结时间（按发生地）"),
            "time_to_close_gini",
        ),
    ]
    for column, unit, heading, gini in measures:
        panel, words = _spread(result, look, column, unit, heading, gini)
        if panel is not None:
            panels.append(panel)
            told += words
    if not panels:
        return nothing(
            look,
            title,
            look.say(
                "No tier has two units or more with closed issues.", "没有一个层级有两个及以上办结过事项的单元。"
            ),
        )
    chart = altair.vconcat(*panels, spacing=26).resolve_scale(x="independent")
    note = look.say(
        "box: 8 of 10 units; thin line: all units; white tick: the middle unit; means over replications, so that the "
        "luck of small units is part of the spread",
        "方框：八成单元；细线：全部单元；白线：居中单元；为各次重复的均值，小单元的偶然波动也在其中",
    )
    return finish(chart, look, title, note, f"{title} " + "; ".join(told))


def _spread(
    result: RunResult, look: Look, column: str, unit: str, heading: str, gini: str
) -> tuple[Drawn | None, list[str]]:
    rows = []
    size, name = 1.0, ""
    if unit == "min":
        size, name = look.speech.unit_of_time(result.units[column].median() if len(result.units) else 0)
    for order, tier in enumerate(result.tiers):
        values = result.units.loc[result.units["tier"] == tier, column].dropna() / size
        if len(values) < 2:
            continue
        low, middle, high = values.quantile([0.1, 0.5, 0.9])
        inequality = result.value(gini, tier)

        def number(value: float, size: float = size) -> str:
            return look.speech.value(value * size, unit)

        name_of, span = (
            f"{look.titles.tier(tier)} ({look.speech.count(len(values))})",
            f"{number(low)} – {number(high)}",
        )
        note = "" if missing(inequality) else look.say("Gini ", "基尼系数 ") + f"{inequality:.3f}"
        rows.append(
            {
                "name": name_of,
                "number": span,
                "note": note,
                "low": low,
                "high": high,
                "middle_unit": middle,
                "least": values.min(),
                "greatest": values.max(),
                "colour": PALETTE[order % len(PALETTE)],
                "tip": f"{name_of} {span} {note}",
            }
        )
    if not rows:
        return None, []
    strips = Rows(pandas.DataFrame(rows), look, strip=18, gap=10)
    least, greatest = strips.frame["least"].min(), strips.frame["greatest"].max()
    words = look.wrap(heading if unit == "1" else f"{heading} ({name})", 12.5)
    axis = altair.Axis(title=words, format="%" if unit == "1" else ".6~g", tickCount=5)
    ends = [0, greatest * 1.02] if unit == "min" else [max(0, least - 0.02), min(1, greatest + 0.02)]
    scale = altair.Scale(domain=ends, nice=True)
    base = plot(strips.frame)
    x = altair.X("least:Q", scale=scale, axis=axis)
    chart = altair.layer(
        base.mark_rule(color=QUIET).encode(x=x, x2="greatest:Q", y=strips.y("middle")),
        base.mark_rect(opacity=1, aria=True).encode(
            x="low:Q",
            x2="high:Q",
            y=strips.y("top"),
            y2="bottom:Q",
            color=altair.Color("colour:N", scale=None),
            tooltip=altair.Tooltip("tip:N", title=" "),
            description="tip:N",
        ),
        base.mark_tick(color="white", thickness=2.5, height=18).encode(x="middle_unit:Q", y=strips.y("middle")),
        strips.texts(),
    ).properties(width=look.width, height=strips.height)
    return chart, [row["tip"] for row in rows]
