"""The points of a sweep: which of them meet the targets, and what each factor does."""

from __future__ import annotations

from typing import Any

import altair
import pandas

from issueflow.charts.style import PALETTE, SIGNED, STATE_COLOURS, Look, Rows, finish, nothing, plot, tell
from issueflow.frames import each
from issueflow.language import Speech, missing, setting, signed
from issueflow.result_folder import records
from issueflow.results import SweepResult

#: More points than this are a wall; those nearest to the targets, or best inside them, are drawn.
MOST_POINTS = 24

#: Of numbers that take more values than this the effect is shown in three parts.
MOST_LEVELS = 5

COLOURS = {"met": STATE_COLOURS["holds"], "not met": STATE_COLOURS["violated"]}


def points(result: SweepResult, lang: str = "en", width: int = 640) -> altair.TopLevelMixin:
    """The points of a sweep, the best first: the share that the lowest tier closed, and the verdict."""
    look = Look.of(result, lang, width)
    title = look.say("Which points meet the targets", "哪些点达标")
    if not result.tiers:
        return nothing(look, title, look.say("No point tells its shares.", "没有一个点给出各层级比例。"))
    rows = [row for row in (_point(found, result, look) for found in _ordered(result)) if row is not None]
    if not rows:
        return nothing(look, title, look.say("No issue was closed at any point.", "所有点均没有事项办结。"))
    frame = pandas.DataFrame(rows[:MOST_POINTS])
    frame["tip"] = tell(frame)
    strips = Rows(frame, look, strip=12, gap=8)
    scale = altair.Scale(domain=[0, 1], nice=False)
    lowest = look.titles.tier(result.tiers[0])
    axis = altair.Axis(
        format="%", title=look.say(f"share of closed issues that {lowest} closed", f"{lowest}办结比例"), tickCount=5
    )
    x = altair.X("zero:Q", scale=scale, axis=axis)
    chart = altair.layer(
        *strips.bars(x, "mean"),
        strips.texts(),
    ).properties(width=look.width, height=strips.height)
    parts = [look.say("bar: the share, black line its interval", "条形：比例，黑线为其区间")]
    if len(rows) > MOST_POINTS:
        parts.append(
            look.say(
                f"the best {MOST_POINTS} of {len(rows)} points; all are in verdicts.csv",
                f"仅绘 {len(rows)} 个点中最好的 {MOST_POINTS} 个；全部见 verdicts.csv",
            )
        )
    return finish(chart, look, title, look.say("; ", "；").join(parts), f"{title}: " + "; ".join(frame["tip"]))


def _ordered(result: SweepResult) -> list[dict[str, Any]]:
    """Verdicts of the points, the one that is farthest inside its demands first."""
    return records(result.verdicts.sort_values("margin", ascending=False, kind="stable"))


def _point(found: dict[str, Any], result: SweepResult, look: Look) -> dict[str, Any] | None:
    share = result.row(found["design_point"], "share", result.tiers[0])
    if share is None or missing(share["mean"]):
        return None
    decision = found["decision"]
    note = look.titles.state(decision) if decision else ""
    if found["criterion"]:
        note += look.say("; nearest: ", "；最紧：") + look.titles.demand(found["criterion"])
    return {
        "name": settings(result, found["design_point"], look.speech) + look.say(":", "："),
        "number": look.speech.percent(share["mean"], share["half_width"]),
        "note": note,
        "mean": share["mean"],
        "low": share["ci_low"],
        "high": share["ci_high"],
        "colour": COLOURS.get(decision, "#9aa5b1"),
        "zero": 0.0,
    }


def settings(result: SweepResult, point: int, speech: Speech) -> str:
    """A point by its factors, such as: paperwork 20%, staff 1."""
    told = result.settings(point)
    if not told:
        return speech.say(f"point {point}: the scenario as it is", f"点 {point}：场景原样")
    return speech.say(", ", "，").join(f"{factor} {value}" for factor, value in told.items())


def levels(result: SweepResult, response: str, response_class: str) -> pandas.DataFrame:
    """Main effects by level, with few levels each; empty where nothing was observed."""
    seen = result.replications
    if not ((seen["response"] == response) & (seen["class"] == response_class)).any():
        return pandas.DataFrame(columns=["factor", "level", "mean", "effect", "standard_error"])
    return result.main_effects(response, response_class, most=MOST_LEVELS).dropna(subset=["effect"])


def level(row: Any, result: SweepResult) -> str:
    """A level of a factor, such as: paperwork 20%."""
    return f"{row.factor} {setting(row.level, result.unit(row.factor))}"


def effects(result: SweepResult, lang: str = "en", width: int = 640) -> altair.TopLevelMixin:
    """By how much the lowest tier's share lies above or below the mean of all points at each level of each factor."""
    look = Look.of(result, lang, width)
    title = look.say("What each factor does", "各因素的作用")
    found = levels(result, "share", result.tiers[0]) if result.tiers else pandas.DataFrame()
    if found.empty:
        return nothing(look, title, look.say("No point tells its shares.", "没有一个点给出各层级比例。"))
    order = list(dict.fromkeys(found["factor"]))
    rows = []
    for row in each(found):
        known = not missing(row.standard_error)
        error = row.standard_error * 100 if known else 0.0
        digits = 2 if error < 0.1 else 1
        number = signed(row.effect * 100, digits)
        width_of = f" ± {error:.{digits}f}" if known else ""
        rows.append(
            {
                "name": level(row, result) + look.say(":", "："),
                "number": "0" if row.effect == 0 and error == 0 else f"{number}{width_of} {look.say('points', '百分点')}",
                "note": "",
                "value": row.effect * 100,
                "low": row.effect * 100 - error if known else None,
                "high": row.effect * 100 + error if known else None,
                "colour": PALETTE[order.index(row.factor) % len(PALETTE)],
                "zero": 0.0,
            }
        )
    frame = pandas.DataFrame(rows)
    for column in ("low", "high"):
        frame[column] = pandas.to_numeric(frame[column])
    frame["tip"] = tell(frame)
    strips = Rows(frame, look, strip=12, gap=8)
    ends = [0.0, *frame["value"], *frame["low"].dropna(), *frame["high"].dropna()]
    room = (max(ends) - min(ends)) * 0.05 or 1
    scale = altair.Scale(domain=[min(ends) - room, max(ends) + room], nice=False)
    lowest = look.titles.tier(result.tiers[0])
    axis = altair.Axis(
        title=look.wrap(
            look.say(
                f"share that {lowest} closed, beside the mean of all points (points)",
                f"{lowest}办结比例，与全部点均值之差（百分点）",
            )
        ),
        tickCount=5,
        labelExpr=SIGNED,
    )
    x = altair.X("zero:Q", scale=scale, axis=axis)
    chart = altair.layer(
        plot(pandas.DataFrame({"zero": [0.0]})).mark_rule(color="#9aa5b1", strokeDash=[3, 3]).encode(x=x),
        *strips.bars(x, "value"),
        strips.texts(),
    ).properties(width=look.width, height=strips.height)
    note = look.say(
        "mean of the points at a level less the mean of all; black line: one standard error on either side, over replications",
        "某水平各点的均值减去全部均值；黑线：左右各一个标准误（按重复计算）",
    )
    return finish(chart, look, title, note, f"{title}: " + "; ".join(frame["tip"]))
