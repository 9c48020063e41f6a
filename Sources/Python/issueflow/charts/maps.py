"""The city as a map of its units: area is work, colour the share closed at the lowest tier."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import altair
import pandas
import squarify

from issueflow.charts.style import INK, SIZE, Look, extent, finish, nothing, plot, shorten
from issueflow.language import missing
from issueflow.result_folder import records
from issueflow.results import RunResult

#: More cells than this cannot be told apart, nor touched; the tier above is shown then.
MOST_CELLS = 800


def units(result: RunResult, lang: str = "en", width: int = 640) -> altair.TopLevelMixin:
    """A treemap of the finest tier that can still be told apart, in frames of the tiers above."""
    look = Look.of(result, lang, width)
    title = look.say("The map of units", "单元分布图")
    frame = result.units
    tiers = result.tiers
    column = f"share_{tiers[0]}"
    counts = {tier: int((frame["tier"] == tier).sum()) for tier in tiers}
    shown = next((tier for tier in tiers if 0 < counts[tier] <= MOST_CELLS), None)
    if shown is None:
        shown = next((tier for tier in reversed(tiers) if counts[tier]), None)
    if shown is None or frame["issues"].sum() <= 0:
        return nothing(look, title, look.say("No unit has issues.", "没有单元有事项。"))
    if frame.loc[frame["tier"] == shown, column].isna().all():
        return nothing(look, title, look.say("No issue was closed.", "没有事项办结。"))
    # Frames: the highest tier that divides the city, if it is above the cells.
    above = tiers[tiers.index(shown) + 1 :]
    framed = next((tier for tier in reversed(above) if 1 < counts[tier] <= 120), None)
    height = round(look.width * (1.45 if look.is_narrow else 0.62))
    if counts[shown] == 1:
        height = 120
    cells, frames = _places(result, look, shown, framed, column, height)
    cells = cells.assign(tip=[_tip(row, look, column) for row in records(cells)])
    low, high = cells[column].min(), cells[column].max()
    if not high > low:
        low, high = max(0.0, low - 0.05), min(1.0, high + 0.05)
    across = altair.Scale(domain=[0, look.width], range=[0, look.width], nice=False, zero=False)
    down = altair.Scale(domain=[0, height], range=[0, height], nice=False, zero=False)
    x, y = altair.X("x:Q", scale=across, axis=None), altair.Y("y:Q", scale=down, axis=None)
    lowest = look.titles.tier(tiers[0])
    colour = altair.Color(
        f"{column}:Q",
        scale=altair.Scale(scheme="cividis", domain=[low, high]),
        legend=altair.Legend(
            title=look.wrap(
                look.say(f"share of a unit's issues that tier {lowest} closed", f"该单元事项由{lowest}办结的比例"),
                SIZE,
            ),
            format=".0%",
            orient="top",
            gradientLength=min(280, look.width - 40),
            gradientThickness=12,
            tickCount=4,
            # A mark at the very end has half of its label beyond it.
            padding=12,
        ),
    )
    layers = [
        plot(cells)
        .mark_rect(stroke="white", strokeWidth=0.6 if len(cells) > 100 else 1.5, aria=True)
        .encode(
            x=x,
            x2="x2:Q",
            y=y,
            y2="y2:Q",
            color=colour,
            tooltip=altair.Tooltip("tip:N", title=" "),
            description="tip:N",
        )
    ]
    overloaded = cells[cells["load"] >= 1]
    if len(overloaded):
        layers.append(
            plot(overloaded)
            .mark_point(
                shape="triangle-up", filled=True, size=46, color="white", stroke=INK, strokeWidth=1.2, opacity=1
            )
            .encode(x=altair.X("centre_x:Q", scale=across, axis=None), y=altair.Y("mark_y:Q", scale=down, axis=None))
        )
    if frames is not None:
        layers.append(
            plot(frames).mark_rect(fill=None, stroke=INK, strokeWidth=1.6).encode(x=x, x2="x2:Q", y=y, y2="y2:Q")
        )
    told = cells[
        (cells["x2"] - cells["x"] > 40) & (cells["y2"] - cells["y"] > (40 if framed is not None else 44))
    ].copy()
    if len(told):
        # The share in figures, where there is room: dark cells need light words.
        told["figure"] = ["–" if missing(share) else look.speech.percent(share) for share in told[column]]
        told["ink"] = ["white" if share < (low + high) / 2 else INK for share in told[column]]
        told["figure_y"] = told["y2"] - 10
        layers.append(
            plot(told)
            .mark_text(baseline="middle", fontSize=SIZE - 1)
            .encode(
                x=altair.X("centre_x:Q", scale=across, axis=None),
                y=altair.Y("figure_y:Q", scale=down, axis=None),
                text="figure:N",
                color=altair.Color("ink:N", scale=None),
            )
        )
    named = (frames if frames is not None else cells).copy()
    named["label"] = [_label(row, look) for row in records(named)]
    named["label_x"], named["label_y"] = named["x"] + 4, named["y"] + 10
    named = named[named["label"] != ""]
    if len(named):
        for halo in (True, False):
            layers.append(
                plot(named)
                .mark_text(
                    align="left",
                    baseline="middle",
                    fontSize=SIZE - 1,
                    fontWeight=600,
                    color="white" if halo else INK,
                    stroke="white" if halo else None,
                    strokeWidth=3 if halo else 0,
                    strokeJoin="round",
                )
                .encode(
                    x=altair.X("label_x:Q", scale=across, axis=None),
                    y=altair.Y("label_y:Q", scale=down, axis=None),
                    text="label:N",
                )
            )
    chart = altair.layer(*layers).resolve_scale(color="independent").properties(width=look.width, height=height)
    parts = [
        look.say(
            f"each cell is a unit of tier {look.titles.tier(shown)}; the larger, the more issues arose there",
            f"每格为一个{look.titles.tier(shown)}单元；面积越大，发生的事项越多",
        )
    ]
    if framed is not None:
        parts.append(look.say(f"black frames: {look.titles.tier(framed)}", f"黑框：{look.titles.tier(framed)}"))
    if len(overloaded):
        parts.append(look.say("▲ work arrives at least as fast as it can be done", "▲ 来件量已达到或超过办理能力"))
    if shown != tiers[0]:
        finer = [tier for tier in tiers[: tiers.index(shown)] if counts[tier]]
        names = look.say(", ", "、").join(
            f"{look.titles.tier(tier)} {look.speech.count(counts[tier])}" for tier in finer
        )
        parts.append(look.say(f"finer units are in units.csv ({names})", f"更细的单元见 units.csv（{names}）"))
    span = f"{look.speech.percent(cells[column].min())} – {look.speech.percent(cells[column].max())}"
    return finish(
        chart,
        look,
        title,
        look.say("; ", "；").join(parts),
        f"{title}: {look.titles.tier(shown)} {counts[shown]}, {span}",
    )


def _places(
    result: RunResult, look: Look, shown: str, framed: str | None, column: str, height: int
) -> tuple[pandas.DataFrame, pandas.DataFrame | None]:
    """Squarified places (Bruls, Huizing and van Wijk 2000) of cells, and of the frames around them."""
    frame = result.units
    cells = frame[(frame["tier"] == shown) & (frame["issues"] > 0)].copy()
    cells["name"] = cells[f"name_{look.lang}"].where(cells[f"name_{look.lang}"] != "", cells["unit"])
    if framed is None:
        return _fill(cells, 0, 0, look.width, height), None
    cells["group"] = result.ancestors(cells, shown, framed)
    heads = frame[(frame["tier"] == framed)].set_index("unit")
    sums = cells.groupby("group", as_index=False).agg(issues=("issues", "sum"))
    sums["name"] = [
        heads.loc[unit, f"name_{look.lang}"] or unit if unit in heads.index else unit for unit in sums["group"]
    ]
    frames = _fill(sums, 0, 0, look.width, height)
    parts = [
        _fill(cells[cells["group"] == row["group"]], row["x"], row["y"], row["x2"] - row["x"], row["y2"] - row["y"])
        for row in records(frames)
    ]
    return pandas.concat(parts, ignore_index=True), frames


def _fill(frame: pandas.DataFrame, left: float, top: float, width: float, height: float) -> pandas.DataFrame:
    ordered = frame.sort_values(["issues", "name"], ascending=[False, True]).reset_index(drop=True)
    places = squarify.squarify(
        squarify.normalize_sizes(list(ordered["issues"]), width, height), left, top, width, height
    )
    ordered["x"], ordered["y"] = [place["x"] for place in places], [place["y"] for place in places]
    ordered["x2"] = ordered["x"] + [place["dx"] for place in places]
    ordered["y2"] = ordered["y"] + [place["dy"] for place in places]
    ordered["centre_x"] = (ordered["x"] + ordered["x2"]) / 2
    # Below the middle, where a name at the top does not cover it.
    ordered["mark_y"] = ordered["y"] + (ordered["y2"] - ordered["y"]) * 0.62
    return ordered


def _label(row: Mapping[str, Any], look: Look) -> str:
    """As much of the name as fits into the cell; none rather than a stump."""
    room = (row["x2"] - row["x"] - 8) / (SIZE - 1)
    if row["y2"] - row["y"] < 18 or room < 2.5:
        return ""
    name = str(row["name"])
    if extent(name) <= room:
        return name
    # Of places that are numbered the number tells them apart.
    number = re.search(r"\d+$", name)
    if number:
        return f"…{number.group()}" if extent(number.group()) + 1 <= room else ""
    return shorten(name, room) if room >= 5 else ""


def _tip(row: Mapping[str, Any], look: Look, column: str) -> str:
    speech = look.speech
    parts = [
        row["name"],
        look.say("issues ", "事项 ") + speech.count(row["issues"]),
        look.say("closed at the lowest tier ", "最低层级办结 ") + speech.percent(row[column]),
        look.say("time ", "用时 ") + speech.time(row["time_to_close"]),
        look.say("load ", "负荷 ") + speech.percent(row["load"]),
    ]
    return look.say(", ", "，").join(parts)
