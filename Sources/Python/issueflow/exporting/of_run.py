"""The sheets of a run: verdict, split, leaks, units, days, and every number of its summary."""

from __future__ import annotations

from typing import Any

import pandas

from issueflow.exporting.sheets import UNITS, Chart, Column, SheetOf, cell, kind_of
from issueflow.exporting.tongues import Tongues
from issueflow.report import method, verdict
from issueflow.result_folder import records
from issueflow.results import RunResult
from issueflow.titles import Titles


def sheets(result: RunResult, tongues: Tongues) -> list[SheetOf]:
    return [
        _verdict(result, tongues), _split(result, tongues), _causes(result, tongues), _leaks(result, tongues), _units(result, tongues),
        _days(result, tongues), _summary(result, tongues),
    ]


def united(tongues: Tongues, en: str, zh: str, kind: str) -> str:
    """A heading with the unit of its numbers."""
    if kind not in UNITS or kind == "share":
        return tongues.heading(en, zh)
    unit_en, unit_zh = UNITS[kind]
    return tongues.heading(f"{en} ({unit_en})", f"{zh}（{unit_zh}）")


def named(tongues: Tongues, response: str, kind: str, part: str = "") -> str:
    """A response's own name as a heading, with its unit."""
    return tongues.of(lambda titles: titles.response(response, part) + _unit(titles, kind), "\n")


def _unit(titles: Titles, kind: str) -> str:
    if kind not in UNITS or kind == "share":
        return ""
    return titles.speech.say(f" ({UNITS[kind][0]})", f"（{UNITS[kind][1]}）")


def _verdict(result: RunResult, tongues: Tongues) -> SheetOf:
    """The answer in words, where it is from, and every demand with what was found."""
    words = []
    for titles in tongues.titles:
        say, speech, manifest = titles.speech.say, titles.speech, result.manifest
        mark, sentence = verdict.sentence(result, titles)
        words.append(f"{mark} {sentence}")
        if meaning := verdict.what_it_means(result, titles):
            words.append(meaning)
        words += [f"· {point}" for point in verdict.in_short(result, titles)]
        words += [say("Before you believe it: ", "阅读结果前请注意：") + caution for caution in verdict.cautions(result, titles)]
        words.append(
            say(
                f"{speech.days(manifest.observation.minutes)} from {manifest.observation.start}, {manifest.replications} replications, "
                f"seed {manifest.master_seed}; scenario {manifest.scenario.name}, {manifest.scenario.hash_algorithm} {manifest.scenario.hash}; ",
                f"自 {manifest.observation.start} 起 {speech.days(manifest.observation.minutes)}，{manifest.replications} 次重复，种子 "
                f"{manifest.master_seed}；场景 {manifest.scenario.name}，{manifest.scenario.hash_algorithm} {manifest.scenario.hash}；",
            )
            + method.program(manifest)
        )
    columns = [
        Column(tongues.heading("Demand", "要求"), width=38),
        Column(tongues.heading("At least", "不低于"), "number"), Column(tongues.heading("At most", "不高于"), "number"),
        Column(tongues.heading("Found", "结果"), "number"), Column(tongues.heading("± half-width", "± 区间半宽"), "number"),
        Column(tongues.heading("Unit", "单位"), width=10), Column(tongues.heading("State", "状态"), width=22),
    ]
    rows: list[list[Any]] = []
    kinds: dict[tuple[int, int], str] = {}
    for number, criterion in enumerate(result.criteria):
        kind = kind_of(criterion.unit)
        kinds |= {(number, column): kind for column in range(1, 5)}
        rows.append([
            tongues.response(criterion.response, criterion.class_),
            *map(cell, (criterion.lower, criterion.upper, criterion.mean, criterion.half_width)), unit_word(tongues, criterion.unit),
            tongues.state(criterion.state),
        ])
    title = tongues.of(lambda titles: titles.scenario(result.manifest), " · ")
    return SheetOf(tongues.say("Verdict", "结论"), title, columns, rows, words, kinds)


def unit_word(tongues: Tongues, unit: str) -> str:
    """A unit of the result files as a workbook shows it."""
    kind = kind_of(unit)
    if kind == "share":
        # The sign of per cent stands behind each number.
        return ""
    if kind in UNITS:
        return tongues.say(*UNITS[kind]) if UNITS[kind][0] != UNITS[kind][1] else UNITS[kind][0]
    words = _COUNTED.get(unit)
    return tongues.say(*words) if words else unit


#: Units that are words.
_COUNTED = {"issues": ("issues", "件"), "visits": ("visits", "次"), "units": ("units", "个单元"), "workers": ("workers", "人")}


def _split(result: RunResult, tongues: Tongues) -> SheetOf:
    ways = ("share", "share_handled", "share_registered")
    columns = [Column(tongues.heading("Tier", "层级"), width=18)]
    for way in ways:
        columns += [Column(named(tongues, way, "share"), "share"), Column("±", "share", 9)]
    columns += [
        Column(tongues.heading("Band from", "要求下限"), "share"), Column(tongues.heading("Band to", "要求上限"), "share"),
        Column(tongues.heading("Distance to the band", "距要求的差距") + "\n" + tongues.say(*UNITS["points"], "\n"), "points"),
        Column(tongues.heading("State", "状态"), width=22),
    ]
    rows: list[list[Any]] = []
    for row in records(result.shares):
        line: list[Any] = [tongues.tier(row["tier"])]
        for way in ways:
            found = result.row(way, row["tier"]) or {}
            line += [cell(found.get("mean")), cell(found.get("half_width"))]
        mean, lower, upper = cell(row["mean"]), cell(row["lower"]), cell(row["upper"])
        gap = None
        if mean is not None and (lower is not None or upper is not None):
            gap = mean - lower if lower is not None and mean < lower else mean - upper if upper is not None and mean > upper else 0.0
        line += [lower, upper, gap, tongues.state(row["state"]) if row["state"] else None]
        rows.append(line)
    title = tongues.say("The split against what is wanted", "办结结构与目标", " · ")
    return SheetOf(
        tongues.say("Split", "办结结构"), title, columns, rows,
        chart=Chart("column", title, 0, (1, 7, 8)),
    )


def _causes(result: RunResult, tongues: Tongues) -> SheetOf:
    columns = [
        Column(tongues.heading("Cause", "原因"), width=24), Column(tongues.heading("Issues, mean", "事项数（均值）"), "number"),
        Column(tongues.heading("Of all closed issues", "占办结总数"), "share"), Column(tongues.heading("What it means", "含义"), width=50),
        Column(tongues.heading("What would help", "对策"), width=50),
    ]
    rows = [
        [tongues.cause(row["cause"]), row["issues"], row["share"], tongues.meaning(row["cause"]), tongues.advice(row["cause"])]
        for row in records(result.leaks_by("cause"))
    ]
    title = tongues.say("Why issues leave the lowest tier, and what would keep them", "事项外溢的原因与对策", " · ")
    return SheetOf(tongues.say("Causes", "外溢原因"), title, columns, rows)


def _leaks(result: RunResult, tongues: Tongues) -> SheetOf:
    columns = [
        Column(tongues.heading("Cause", "原因")), Column(tongues.heading("Type", "类型")), Column(tongues.heading("Closed at", "办结于")),
        Column(tongues.heading("Issues, mean", "事项数（均值）"), "number"), Column("±", "number", 9),
        Column(tongues.heading("Of all closed issues", "占办结总数"), "share"),
    ]
    rows = []
    for row in records(result.leaks.sort_values(["share", "cause", "type", "closed_at"], ascending=[False, True, True, True])):
        if not row["share"] > 0:
            continue
        rows.append([
            tongues.cause(row["cause"]), tongues.type(row["type"]),
            tongues.tier(row["closed_at"]), row["issues"], cell(row["half_width"]), row["share"],
        ])
    return SheetOf(
        tongues.say("Leaks", "外溢明细"), tongues.say("Why issues were closed above the lowest tier", "事项为何在最低层级以上办结", " · "),
        columns, rows,
    )


def _units(result: RunResult, tongues: Tongues) -> SheetOf:
    frame = result.units
    by_place: dict[tuple[str, str], dict[str, Any]] = {(row["tier"], row["unit"]): row for row in records(frame)}
    above = dict(zip(result.tiers, result.tiers[1:], strict=False))

    def name(row: dict[str, Any] | None) -> str | None:
        return None if row is None else tongues.of(lambda titles: row[f"name_{titles.lang}"] or row["name_zh"] or row["name_en"] or row["unit"])

    columns = [
        Column(tongues.heading("Unit", "单元")), Column(tongues.heading("Tier", "层级"), width=18), Column(tongues.heading("Within", "所属")),
        Column(tongues.heading("Households", "户数"), "count"), Column(tongues.heading("Staff", "人员"), "count"),
        Column(named(tongues, "issues_arisen", "number"), "number"), Column(named(tongues, "issues_closed", "number"), "number"),
        *[Column(named(tongues, "share", "share", tier), "share") for tier in result.tiers],
        Column(named(tongues, "time_to_close_mean", "hours"), "hours"), Column(tongues.heading("Visits", "办理次数"), "number"),
        Column(named(tongues, "utilisation", "share"), "share"),
        Column(tongues.heading("Load (100% and more: overload)", "负荷（≥100% 为超负荷）"), "share"),
        Column(tongues.heading("Waiting at the start", "期初排队"), "number"), Column(tongues.heading("Waiting at the end", "期末排队"), "number"),
        Column(tongues.heading("In the band", "处于要求区间"), "share"),
    ]
    fields = [
        "households", "staff", "issues", "closed", *[f"share_{tier}" for tier in result.tiers], "time_to_close", "visits",
        "utilisation", "load", "waiting_start", "waiting_end", "in_band",
    ]
    rows: list[list[Any]] = []
    for row in records(frame):
        holder = by_place.get((above.get(row["tier"], ""), row["parent"]))
        rows.append([
            name(row), tongues.tier(row["tier"]), name(holder),
            *[cell(row.get(each)) for each in fields],
        ])
    return SheetOf(tongues.say("Units", "单元"), tongues.say("Every unit, means of the replications", "各单元（各次重复的均值）", " · "), columns, rows)


#: Quantities of the timeline with their names; those of times have names of responses.
_QUANTITIES = {
    "arisen": ("Arose", "发生"), "closed": ("Closed", "办结"), "withdrawn": ("Given up", "撤诉"), "open": ("Open", "未办结"),
    "waiting": ("Waiting", "排队"), "time_to_close": ("Mean time to close", "平均办结时间"),
}


def _quantity(titles: Titles, en: str, zh: str, tier: str, kind: str) -> str:
    at = titles.speech.say(f", {titles.tier(tier)}", f"（{titles.tier(tier)}）") if tier else ""
    return titles.speech.say(en, zh) + at + _unit(titles, kind)


def _days(result: RunResult, tongues: Tongues) -> SheetOf:
    """A line for each day, a column for each quantity and tier."""
    frame = result.timeline
    keys = list(dict.fromkeys(zip(frame["quantity"], frame["tier"], strict=True)))
    columns = [Column(tongues.heading("Day", "日期"), "date"), Column(tongues.heading("Phase", "阶段"), width=20)]
    for quantity, tier in keys:
        en, zh = _QUANTITIES.get(quantity, (quantity, quantity))
        kind = "hours" if quantity.startswith("time") else "number"
        columns.append(Column("\n".join(_quantity(titles, en, zh, tier, kind) for titles in tongues.titles), kind))
    phases = {"warm-up": ("warm-up", "预热"), "observation": ("observation", "观察"), "drain": ("follow-up", "跟踪")}
    rows = []
    days: dict[tuple[Any, str], dict[tuple[str, str], Any]] = {}
    for row in records(frame):
        days.setdefault((row["date"], row["phase"]), {})[(row["quantity"], row["tier"])] = row["mean"]
    for (day, phase), values in days.items():
        rows.append([
            pandas.Timestamp(day), tongues.say(*phases.get(phase, (phase, phase))), *[cell(values.get(key)) for key in keys],
        ])
    drawn = [number + 2 for number, (quantity, _) in enumerate(keys) if quantity in {"open", "waiting"}]
    title = tongues.say("Every day, means of the replications", "逐日（各次重复的均值）", " · ")
    chart = Chart("line", tongues.say("Open and waiting at the end of the day", "日末未办结与排队", " · "), 0, drawn, "#,##0") if drawn else None
    return SheetOf(tongues.say("Days", "逐日"), title, columns, rows, chart=chart)


def _summary(result: RunResult, tongues: Tongues) -> SheetOf:
    columns = [
        Column(tongues.heading("Quantity", "指标"), width=46), Column(tongues.heading("Mean", "均值"), "number"),
        Column(tongues.heading("From", "区间下限"), "number"), Column(tongues.heading("To", "区间上限"), "number"),
        Column(tongues.heading("Unit", "单位"), width=12), Column(tongues.heading("Replications", "重复次数"), "count"),
        Column(tongues.heading("Name in the files", "文件中的名称"), width=34),
    ]
    rows: list[list[Any]] = []
    kinds: dict[tuple[int, int], str] = {}
    for row in records(result.summary):
        kind = kind_of(row["unit"])
        kinds |= {(len(rows), column): kind for column in (1, 2, 3)}
        rows.append([
            tongues.response(row["response"], row["class"]),
            *map(cell, (row["mean"], row["ci_low"], row["ci_high"])), unit_word(tongues, row["unit"]), row["n"],
            row["response"] + (f".{row['class']}" if row["class"] else ""),
        ])
    return SheetOf(
        tongues.say("All numbers", "全部指标"), tongues.say("Every number, with its interval", "全部指标及区间", " · "), columns, rows, kinds=kinds,
    )
