"""How issues flow upwards, and why."""

from __future__ import annotations

from typing import Literal

import altair
import numpy
import pandas

from issueflow.charts.style import (
    INK,
    PALETTE,
    QUIET,
    SIZE,
    Look,
    Rows,
    finish,
    greatest_of,
    nothing,
    plot,
    shorten,
    tell,
)
from issueflow.frames import each
from issueflow.language import missing
from issueflow.results import RunResult

#: Cause, closing tier, share.
Link = tuple[str, str, float]
#: A block of the flow: its column and its key.
Place = tuple[int, str]

NO_LEAKS = ("No issue was closed above the lowest tier.", "没有事项在最低层级以上办结。")


def leaks(result: RunResult, lang: str = "en", width: int = 640) -> altair.TopLevelMixin:
    """Why issues were closed above the lowest tier: a bar for each cause, divided by the tier that closed them."""
    look = Look.of(result, lang, width)
    lowest = look.titles.tier(result.tiers[0])
    title = look.say(f"Why issues leave the tier {lowest}", f"事项为何离开{lowest}")
    causes = result.leaks_by("cause")
    if causes.empty:
        return nothing(look, title, look.say(*NO_LEAKS))
    rows = [
        {
            "name": look.titles.cause(row.cause),
            "number": look.speech.percent(row.share, row.half_width),
            "note": "",
            "cause": row.cause,
            "share": row.share,
            "least": None if missing(row.half_width) else max(0.0, row.share - row.half_width),
            "greatest": None if missing(row.half_width) else row.share + row.half_width,
        }
        for row in each(causes)
    ]
    frame = pandas.DataFrame(rows)
    for column in ("least", "greatest"):
        frame[column] = pandas.to_numeric(frame[column])
    strips = Rows(frame, look, strip=16, gap=12)
    places = strips.frame.set_index("cause")[["top", "bottom", "middle"]]
    parts = result.leaks_by("cause", "closed_at")
    parts["order"] = parts["closed_at"].map({tier: order for order, tier in enumerate(result.tiers)})
    parts = parts.sort_values(["cause", "order"])
    parts["end"] = parts.groupby("cause")["share"].cumsum()
    parts["begin"] = parts["end"] - parts["share"]
    parts = parts.join(places, on="cause")
    parts["tier_title"] = parts["closed_at"].map(look.titles.tier)
    parts["tip"] = [
        f"{look.titles.cause(row.cause)}, "
        + look.say("closed at ", "办结于")
        + f"{row.tier_title}: {look.speech.percent(row.share)}"
        for row in each(parts)
    ]
    greatest = greatest_of(strips.frame["greatest"], strips.frame["share"])
    scale = altair.Scale(domain=[0, greatest * 1.03], nice=False)
    parts["room"] = parts["share"] / (greatest * 1.03) * look.width
    parts["named"] = [
        name if room > 8 + SIZE * (len(name.encode("gbk", "replace")) * 0.52) else ""
        for name, room in zip(parts["tier_title"], parts["room"], strict=False)
    ]
    parts["centre"] = (parts["begin"] + parts["end"]) / 2
    tiers = [tier for tier in result.tiers if tier in set(parts["closed_at"])]
    colours = [PALETTE[result.tiers.index(tier) % len(PALETTE)] for tier in tiers]
    colour = altair.Color(
        "tier_title:N",
        scale=altair.Scale(domain=[look.titles.tier(tier) for tier in tiers], range=colours),
        legend=altair.Legend(title=look.say("closed at", "办结于"), orient="top"),
    )
    axis = altair.Axis(
        format=".0%" if greatest > 0.04 else ".1%",
        title=look.say("share of all closed issues", "占办结总数的比例"),
        tickCount=5,
    )
    base = plot(parts)
    layers = [
        base.mark_rect(stroke="white", strokeWidth=1, aria=True).encode(
            x=altair.X("begin:Q", scale=scale, axis=axis),
            x2="end:Q",
            y=strips.y("top"),
            y2="bottom:Q",
            color=colour,
            tooltip=altair.Tooltip("tip:N", title=" "),
            description="tip:N",
        ),
        base.mark_text(fontSize=SIZE - 1, color=INK, baseline="middle").encode(
            x="centre:Q", y=strips.y("middle"), text="named:N"
        ),
        strips.texts(),
    ]
    if strips.frame["least"].notna().any():
        layers.insert(
            2,
            plot(strips.frame)
            .transform_filter("isValid(datum.least)")
            .mark_rule(color=INK, strokeWidth=2)
            .encode(x="least:Q", x2="greatest:Q", y=strips.y("under")),
        )
    chart = altair.layer(*layers).properties(width=look.width, height=strips.height)
    note = (
        look.say(
            "black line: at most so uncertain (half-widths of the parts added up)",
            "黑线：不确定性的上限（各部分半宽之和）",
        )
        if strips.frame["least"].notna().any()
        else ""
    )
    return finish(chart, look, title, note, f"{title}: " + "; ".join(tell(pandas.DataFrame(rows))))


def flow(result: RunResult, lang: str = "en", width: int = 640) -> altair.TopLevelMixin:
    """All closed issues from the left, by what took them upwards, to the tier that closed them.

    Ribbons are as thick as their share. The results tell causes and closing tiers, not every step between, and so does
    the figure.
    """
    look = Look.of(result, lang, width)
    title = look.say("From all issues to the tier that closed them", "从全部事项到办结层级")
    links = _links(result, look)
    if not links:
        return nothing(look, title, look.say("No issue was closed.", "没有事项办结。"))
    height = 430 if look.is_narrow else 400
    nodes, ribbons = _layout(links, result, look, height)
    x = altair.X("x:Q", scale=altair.Scale(domain=[0, 1], nice=False, zero=False), axis=None)
    domain = altair.Scale(domain=[0, height], range=[0, height], nice=False, zero=False)
    y = altair.Y("y:Q", scale=domain, axis=None)
    ribbon = (
        plot(ribbons)
        .mark_area(opacity=0.5, interpolate="monotone", orient="vertical", aria=True)
        .encode(
            x=x,
            y=y,
            y2="y2:Q",
            detail="link:N",
            color=altair.Color("colour:N", scale=None),
            tooltip=altair.Tooltip("tip:N", title=" "),
            description="tip:N",
        )
    )
    block = (
        plot(nodes)
        .mark_rect(aria=True)
        .encode(
            x=altair.X("left:Q", scale=altair.Scale(domain=[0, 1], nice=False, zero=False), axis=None),
            x2="right:Q",
            y=y,
            y2="y2:Q",
            color=altair.Color("colour:N", scale=None),
            tooltip=altair.Tooltip("tip:N", title=" "),
            description="tip:N",
        )
    )
    layers = [ribbon, block]
    # A white edge keeps words readable over ribbons of any colour.
    sides: tuple[tuple[int, Literal["left", "right"], int], ...] = ((0, "left", 4), (1, "left", 4), (2, "right", -4))
    for column, align, offset in sides:
        chosen = plot(nodes[nodes["column"] == column])
        for halo in (True, False):
            layers.append(
                chosen.mark_text(
                    align=align,
                    dx=offset,
                    baseline="middle",
                    fontSize=SIZE,
                    fontWeight=600,
                    lineHeight=14,
                    color="white" if halo else INK,
                    stroke="white" if halo else None,
                    strokeWidth=4 if halo else 0,
                    strokeJoin="round",
                ).encode(
                    x=altair.X("edge:Q", scale=altair.Scale(domain=[0, 1], nice=False, zero=False), axis=None),
                    y=altair.Y("label_y:Q", scale=domain, axis=None),
                    text="label:N",
                )
            )
    chart = altair.layer(*layers).properties(width=look.width, height=height)
    told = "; ".join(nodes["tip"])
    note = look.say(
        "left: all closed issues; middle: what took them upwards; right: the tier that closed them",
        "左：全部办结事项；中：上行原因；右：办结层级",
    )
    return finish(chart, look, title, note, f"{title}. {told}")


def _links(result: RunResult, look: Look) -> list[Link]:
    """Cause (or staying), closing tier, share; rare causes together."""
    shares = result.shares_closed
    lowest = result.tiers[0]
    kept = float(shares.get(lowest, 0) or 0)
    links = [("stays", lowest, kept)] if kept > 0 else []
    by_cause = result.leaks_by("cause")
    parts = result.leaks_by("cause", "closed_at")
    # Ribbons thinner than this cannot be seen or named.
    small = 0.012
    large = [row.cause for row in each(by_cause) if row.share >= small]
    for cause in large:
        for tier in result.tiers:
            share = parts[(parts["cause"] == cause) & (parts["closed_at"] == tier)]["share"].sum()
            if share > 0:
                links.append((cause, tier, float(share)))
    for tier in result.tiers:
        rest = parts[~parts["cause"].isin(large) & (parts["closed_at"] == tier)]["share"].sum()
        if rest > 0:
            links.append(("others", tier, float(rest)))
    return links


def _layout(
    links: list[Link], result: RunResult, look: Look, height: float
) -> tuple[pandas.DataFrame, pandas.DataFrame]:
    """Blocks and ribbons. Columns are stacked in one order, so that ribbons cross as little as they must."""
    causes = list(dict.fromkeys(cause for cause, _, _ in links))
    tiers = [tier for tier in result.tiers if any(link[1] == tier for link in links)]
    total = sum(share for _, _, share in links)
    gap = min(24, height * 0.45 / max(1, len(causes)))
    scale = (height - gap * (len(causes) - 1)) / total
    thickness = 14 / look.width
    columns = {
        0: [("all", total)],
        1: [(cause, sum(s for c, _, s in links if c == cause)) for cause in causes],
        2: [(tier, sum(s for _, t, s in links if t == tier)) for tier in tiers],
    }
    lefts = {0: 0.0, 1: (0.30 if look.is_narrow else 0.36), 2: 1 - thickness}
    nodes, starts = [], {}
    for column, members in columns.items():
        room = height - total * scale
        between = room / (len(members) - 1) if len(members) > 1 else 0
        y = 0.0 if len(members) > 1 else room / 2
        for key, share in members:
            size = share * scale
            starts[column, key] = y
            name, colour = _name(key, column, result, look)
            text = f"{name} {look.speech.percent(share)}"
            nodes.append(
                {
                    "column": column,
                    "left": lefts[column],
                    "right": lefts[column] + thickness,
                    "y": y,
                    "y2": y + size,
                    "edge": lefts[column] if column == 2 else lefts[column] + thickness,
                    "label_y": y + size / 2,
                    "label": _label(name, share, column, look),
                    "colour": colour,
                    "tip": text,
                }
            )
            y += size + between
    ribbons = []
    taken: dict[tuple[str, int, str], float] = {}

    def ribbon(source: Place, target: Place, share: float, colour: str, tip: str) -> None:
        size = share * scale
        begin = starts[source] + taken.get(("out", *source), 0.0)
        end = starts[target] + taken.get(("in", *target), 0.0)
        taken["out", *source] = taken.get(("out", *source), 0.0) + size
        taken["in", *target] = taken.get(("in", *target), 0.0) + size
        left, right = lefts[source[0]] + thickness, lefts[target[0]]
        for step in numpy.linspace(0, 1, 17):
            eased = step * step * (3 - 2 * step)
            top = begin + (end - begin) * eased
            ribbons.append(
                {
                    "link": f"{source}{target}",
                    "x": left + (right - left) * step,
                    "y": top,
                    "y2": top + size,
                    "colour": colour,
                    "tip": tip,
                }
            )

    for cause in causes:
        share = sum(s for c, _, s in links if c == cause)
        name, _ = _name(cause, 1, result, look)
        colour = PALETTE[0] if cause == "stays" else "#9aa5b1"
        ribbon((0, "all"), (1, cause), share, colour, f"{name}: {look.speech.percent(share)}")
    for cause, tier, share in links:
        name, _ = _name(cause, 1, result, look)
        goal, colour = _name(tier, 2, result, look)
        ribbon((1, cause), (2, tier), share, colour, f"{name} → {goal}: {look.speech.percent(share)}")
    return pandas.DataFrame(nodes), pandas.DataFrame(ribbons)


def _name(key: str, column: int, result: RunResult, look: Look) -> tuple[str, str]:
    if column == 0:
        return look.say("Closed issues", "办结事项"), QUIET
    if column == 2:
        return look.titles.tier(key), PALETTE[result.tiers.index(key) % len(PALETTE)]
    if key == "stays":
        lowest = look.titles.tier(result.tiers[0])
        return look.say(f"stayed in {lowest}", f"留在{lowest}"), PALETTE[0]
    if key == "others":
        return look.say("other reasons", "其他原因"), "#6b7682"
    return look.titles.cause(key), "#6b7682"


def _label(name: str, share: float, column: int, look: Look) -> str | list[str]:
    number = look.speech.percent(share)
    if column == 0:
        lines = [name, look.speech.say("100%", "100%")]
        return lines
    if column == 1 and look.is_narrow:
        return [shorten(name, 9), number]
    if column == 2:
        return [shorten(name, 9 if look.is_narrow else 16), number]
    return f"{shorten(name, 18)} {number}"
