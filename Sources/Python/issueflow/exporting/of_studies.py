"""The sheets of a comparison, a sweep and a search."""

from __future__ import annotations

from typing import Any

from issueflow.exporting.of_run import named, unit_word
from issueflow.exporting.sheets import UNITS, Column, SheetOf, cell, kind_of
from issueflow.exporting.tongues import Tongues
from issueflow.report import studies
from issueflow.result_folder import records
from issueflow.results import CompareResult, SearchResult, SweepResult


def _answer(result: studies.Study, tongues: Tongues) -> list[str]:
    words = []
    for titles in tongues.titles:
        mark, _, sentence, points, cautions = studies.answer(result, titles)
        words += [f"{mark} {sentence}", *[f"· {point}" for point in points], *cautions, studies.overview(result, titles)]
    return words


def of_comparison(result: CompareResult, tongues: Tongues) -> list[SheetOf]:
    told = {titles.lang: result.names(titles.lang) for titles in tongues.titles}
    names = {policy: " ".join(dict.fromkeys(own[policy] for own in told.values())) for policy in result.policies["policy"]}
    title = tongues.of(lambda titles: studies.title(result, titles), " · ")
    policies = SheetOf(
        tongues.say("Policies", "政策"), title,
        [Column(tongues.heading("Policy", "政策"), width=34), Column(tongues.heading("Verdict", "结论"), width=26), Column(tongues.heading("Name in the files", "文件中的名称"), width=30)],
        [
            [names[row["policy"]], tongues.state(row["decision"]) if row["decision"] else None, row["policy"]]
            for row in records(result.policies)
        ],
        _answer(result, tongues),
    )
    return [policies, _differences(result, tongues, names), *_migration(result, tongues, names)]


def _differences(result: CompareResult, tongues: Tongues, names: dict[str, str]) -> SheetOf:
    columns = [
        Column(tongues.heading("Policy", "政策"), width=28), Column(tongues.heading("Quantity", "指标"), width=40),
        Column(tongues.heading("Baseline", "基准"), "number"), Column(tongues.heading("Policy's", "该政策"), "number"),
        Column(tongues.heading("Difference", "差异"), "signed"), Column(tongues.heading("From", "区间下限"), "signed"),
        Column(tongues.heading("To", "区间上限"), "signed"), Column(tongues.heading("Unit of the difference", "差异单位"), width=26),
        Column(tongues.heading("Replications", "重复次数"), "count"),
    ]
    rows: list[list[Any]] = []
    kinds: dict[tuple[int, int], str] = {}
    for row in records(result.comparison):
        kind = kind_of(row["unit"])
        changed = "points" if kind == "share" else "signed"
        hours = 60 if kind == "hours" else 1
        kinds |= {(len(rows), 2): kind, (len(rows), 3): kind} | {
            (len(rows), column): changed for column in (4, 5, 6)
        }
        rows.append([
            names[row["policy"]], tongues.response(row["response"], row["class"]),
            cell(row["baseline_mean"]), cell(row["mean"]),
            *[None if cell(row[each]) is None else row[each] / hours for each in ("difference", "simultaneous_low", "simultaneous_high")],
            tongues.say(*UNITS["points"]) if kind == "share" else unit_word(tongues, row["unit"]), row["n"],
        ])
    return SheetOf(
        tongues.say("Differences", "差异"),
        tongues.say("What each policy changes, with intervals that hold for all together", "各政策带来的变化及同时成立的区间", " · "),
        columns, rows, kinds=kinds,
    )


def _migration(result: CompareResult, tongues: Tongues, names: dict[str, str]) -> list[SheetOf]:
    rows = [
        [
            names[row["policy"]], tongues.fate(row["from"]),
            tongues.fate(row["to"]), cell(row["issues"]), cell(row["half_width"]),
        ]
        for row in records(result.migration)
        if row["issues"] != 0
    ]
    if not rows:
        return []
    columns = [
        Column(tongues.heading("Policy", "政策"), width=28), Column(tongues.heading("Ended under the baseline at", "基准下的去向"), width=24),
        Column(tongues.heading("Ends under the policy at", "该政策下的去向"), width=24), Column(tongues.heading("Issues, mean", "事项数（均值）"), "number"), Column("±", "number", 9),
    ]
    return [SheetOf(tongues.say("Where issues end", "事项去向"), tongues.say("Where the same issues end", "同一批事项的去向", " · "), columns, rows)]


def of_sweep(result: SweepResult, tongues: Tongues) -> list[SheetOf]:
    wanted = [("share", tier) for tier in result.tiers]
    wanted += [(response, "") for response in ("time_to_close_mean", "on_time_rate", "satisfaction", "reopen_rate", "withdrawn_share")]
    unit = {(row["response"], row["class"]): row["unit"] for row in records(result.summary)}
    wanted = [key for key in wanted if key in unit]
    verdicts = {row["design_point"]: row for row in records(result.verdicts)}
    columns = [Column(tongues.heading("Point", "点"), "count")]
    for factor in result.factors:
        told = result.unit(factor)
        is_text = not all(isinstance(value, (int, float)) for value in result.design[factor].dropna())
        columns.append(Column(f"{factor} ({told})" if told else factor, "text" if is_text else "level", 14))
    columns += [Column(tongues.heading("Verdict", "结论"), width=24), Column(tongues.heading("Nearest demand", "最紧的要求"), width=26)]
    for response, part in wanted:
        kind = kind_of(unit[(response, part)])
        columns += [Column(named(tongues, response, kind, part), kind), Column("±", kind, 9)]
    rows = []
    for row in records(result.design):
        point = row["design_point"]
        found = verdicts.get(point, {})
        line: list[Any] = [point, *[_level(row[factor]) for factor in result.factors]]
        line.append(tongues.state(found["decision"]) if found.get("decision") else None)
        line.append(tongues.demand(found["criterion"]) if found.get("criterion") else None)
        for key in wanted:
            numbers = result.row(point, *key) or {}
            line += [cell(numbers.get("mean")), cell(numbers.get("half_width"))]
        rows.append(line)
    title = tongues.of(lambda titles: studies.title(result, titles), " · ")
    answer = SheetOf(tongues.say("Answer", "结论"), title, [], [], _answer(result, tongues))
    return [answer, SheetOf(tongues.say("Points", "设计点"), tongues.say("Every point", "各设计点", " · "), columns, rows)]


def _level(value: Any) -> Any:
    found = cell(value)
    return found if found is None or isinstance(found, (str, int, float)) else str(found)


def of_search(result: SearchResult, tongues: Tongues) -> list[SheetOf]:
    title = tongues.of(lambda titles: studies.title(result, titles), " · ")
    found: list[SheetOf] = []
    for name, heading, frame in (
        (tongues.say("Frontier", "成本前沿"), title, result.frontier),
        (tongues.say("All policies", "全部政策"), tongues.say("Every policy that was looked at", "查看过的全部政策", " · "), result.search),
    ):
        columns = [Column(tongues.heading("Policy", "政策"), "count")]
        columns += [Column(f"{factor} ({result.unit(factor)})" if result.unit(factor) else factor, "level", 14) for factor in result.factors]
        columns += [
            Column(tongues.heading("Cost", "成本"), "number"), Column(tongues.heading("Standing", "状态"), width=26),
            Column(tongues.heading("Inside by", "余量"), "share"), Column(tongues.heading("Replications", "重复次数"), "count"),
        ]
        tiers = [column.removeprefix("share_") for column in frame.columns if column.startswith("share_")]
        columns += [Column(named(tongues, "share", "share", tier), "share") for tier in tiers]
        rows = [
            [
                row["candidate"], *[_level(row[factor]) for factor in result.factors], cell(row["cost"]),
                tongues.state(row["standing"]), cell(row["margin"]), row["replications"],
                *[cell(row[f"share_{tier}"]) for tier in tiers],
            ]
            for row in records(frame)
        ]
        found.append(SheetOf(name, heading, columns, rows, _answer(result, tongues) if not found else []))
    return found
