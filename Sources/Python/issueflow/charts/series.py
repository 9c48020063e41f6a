"""What happens over the year."""

from __future__ import annotations

import altair
import pandas

from issueflow.charts.style import FAINT, PALETTE, SIZE, Drawn, Look, finish, nothing, plot
from issueflow.results import RunResult

DASHES = ([1, 0], [6, 3], [2, 2], [8, 3, 2, 3], [4, 4], [10, 2])


def backlog(result: RunResult, lang: str = "en", width: int = 640) -> altair.TopLevelMixin:
    """Issues open at the end of each day, those that arose and were closed, and visits waiting at each tier."""
    look = Look.of(result, lang, width)
    title = look.say("What is open and waiting, day by day", "每日未办结与排队")
    series = result.timeline
    if series.empty:
        return nothing(look, title, look.say("The results hold no days.", "结果中没有逐日数据。"))
    first = look.say("Issues open at the end of the day", "日末未办结事项")
    waiting = look.say("Visits waiting at the end of the day", "日末排队数")
    flows = look.say("Issues of the day", "当日事项")
    tiers = result.tiers
    panels = [
        _panel(series[series["quantity"] == "open"].assign(line=first), look, first, [PALETTE[0]], [first], 150),
        _panel(
            _named(series, look, {"arisen": look.say("arose", "发生"), "closed": look.say("closed", "办结")}),
            look,
            flows,
            [PALETTE[5], PALETTE[2]],
            [look.say("arose", "发生"), look.say("closed", "办结")],
            120,
        ),
        _panel(
            series[series["quantity"] == "waiting"].assign(line=lambda frame: frame["tier"].map(look.titles.tier)),
            look,
            waiting,
            list(PALETTE[: len(tiers)]),
            [look.titles.tier(tier) for tier in tiers],
            130,
        ),
    ]
    chart = altair.vconcat(*[panel for panel in panels if panel is not None], spacing=22).resolve_scale(
        color="independent", strokeDash="independent"
    )
    opened = series[(series["quantity"] == "open") & (series["phase"] == "observation")]
    parts = [
        look.say(
            f"shade around a line: {look.speech.plain_percent(result.confidence)} interval of the day's mean; closed issues may "
            "have arisen on earlier days",
            f"线旁阴影：当日均值的 {look.speech.plain_percent(result.confidence)} 区间；办结的可为此前发生的事项",
        )
    ]
    if (series["phase"] == "warm-up").any():
        parts.append(look.say("grey: warm-up, not counted", "灰色：预热期，不计入"))
    told = ""
    if len(opened):
        told = look.say(
            f"open on the first day {look.speech.count(round(opened['mean'].iloc[0]))}, on the last "
            f"{look.speech.count(round(opened['mean'].iloc[-1]))}, most {look.speech.count(round(opened['mean'].max()))}",
            f"首日未办结 {look.speech.count(round(opened['mean'].iloc[0]))}，末日 "
            f"{look.speech.count(round(opened['mean'].iloc[-1]))}，最多 {look.speech.count(round(opened['mean'].max()))}",
        )
    return finish(chart, look, title, look.say("; ", "；").join(parts), f"{title}: {told}")


def _named(series: pandas.DataFrame, look: Look, names: dict[str, str]) -> pandas.DataFrame:
    """Quantities of whole days under their names; what tiers closed is added up, and then has no interval."""
    chosen = series[series["quantity"].isin(names)]
    summed = chosen.groupby(["date", "phase", "quantity"], as_index=False, sort=False).agg(
        mean=("mean", "sum"),
        half_width=("half_width", lambda widths: widths.iloc[0] if len(widths) == 1 else float("nan")),
    )
    return summed.assign(line=summed["quantity"].map(names))


def date_axis(frame: pandas.DataFrame, look: Look) -> altair.Axis:
    days = (frame["date"].max() - frame["date"].min()).days
    pattern = look.say("%b", "%-m月") if days > 100 else look.say("%-d %b", "%-m月%-d日")
    return altair.Axis(
        title=None, format=pattern, tickCount=4 if look.is_narrow else 8, grid=False, labelOverlap=True
    )


def count_axis(look: Look, title: str | None = None) -> altair.Axis:
    """Counts with words for many, since 80,000 is 8万 in Chinese."""
    if look.lang == "zh":
        words = "abs(datum.value) >= 10000 ? format(datum.value / 10000, '~g') + '万' : format(datum.value, ',~f')"
    else:
        words = "format(datum.value, ',~f')"
    return altair.Axis(title=title, labelExpr=words, tickCount=4)


def _panel(
    frame: pandas.DataFrame, look: Look, heading: str, colours: list[str], names: list[str], height: int
) -> Drawn | None:
    frame = frame.dropna(subset=["mean"])[["date", "phase", "line", "mean", "half_width"]]
    if frame.empty:
        return None
    frame = frame.assign(
        low=(frame["mean"] - frame["half_width"]).clip(lower=0),
        high=frame["mean"] + frame["half_width"],
        hue=frame["line"].map(dict(zip(names, colours, strict=False))),
    )
    x = altair.X("date:T", axis=date_axis(frame, look))
    legend = (
        altair.Legend(
            title=None, orient="top", symbolType="stroke", symbolOpacity=1, symbolStrokeWidth=3, symbolSize=300
        )
        if len(names) > 1
        else None
    )
    hues = altair.Scale(domain=names, range=colours[: len(names)])
    colour = altair.Color("line:N", scale=hues, legend=legend)
    dash = altair.StrokeDash(
        "line:N", scale=altair.Scale(domain=names, range=[list(dash) for dash in DASHES[: len(names)]]), legend=legend
    )
    y = altair.Y("mean:Q", axis=count_axis(look), scale=altair.Scale(zero=True))
    base = plot(frame)
    layers = []
    warm = frame[frame["phase"] == "warm-up"]
    if len(warm):
        span = pandas.DataFrame(
            {"from": [warm["date"].min()], "to": [frame.loc[frame["phase"] == "observation", "date"].min()]}
        )
        layers.append(
            plot(span)
            .mark_rect(color=FAINT, opacity=0.55)
            .encode(x=altair.X("from:T", axis=date_axis(frame, look)), x2="to:T")
        )
    if frame["low"].notna().any():
        layers.append(
            base.transform_filter("isValid(datum.low)")
            .mark_area(opacity=0.25)
            .encode(
                x=x, y=altair.Y("low:Q", axis=count_axis(look)), y2="high:Q", color=altair.Color("hue:N", scale=None)
            )
        )
    layers.append(base.mark_line(strokeWidth=1.6).encode(x=x, y=y, color=colour, strokeDash=dash))
    title = altair.TitleParams(heading, anchor="start", frame="group", fontSize=SIZE + 0.5, fontWeight=600, offset=6)
    return altair.layer(*layers).properties(width=look.width - 46, height=height, title=title)
