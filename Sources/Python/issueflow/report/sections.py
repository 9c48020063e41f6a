"""The chapters of a report, in the order in which an official reads them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

import altair

from issueflow import charts
from issueflow.report import study_tables, tables
from issueflow.report.tables import Table
from issueflow.results import AnyResult, CompareResult, Results, RunResult, SearchResult, SweepResult
from issueflow.titles import Titles

R = TypeVar("R", bound=Results)
Chart = Callable[[int], altair.TopLevelMixin]


@dataclass(frozen=True)
class Section:
    """A heading, what it tells in a sentence or two, figures with the table behind each, and tables that stand open."""

    id: str
    heading: str
    words: list[str] = field(default_factory=list)
    figures: list[tuple[str, Chart, Table | None]] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)


def _drawn(figure: Callable[[R, str, int], altair.TopLevelMixin], result: R, titles: Titles) -> Chart:
    return lambda width: figure(result, titles.lang, width)


def sections(
    result: AnyResult, compared: CompareResult | None, searched: SearchResult | None, titles: Titles
) -> list[Section]:
    """All chapters between the verdict and the method; those without content are left out."""
    say = titles.speech.say

    if isinstance(result, SweepResult):
        return _sweep(result, titles)
    if isinstance(result, CompareResult):
        return [_comparison(None, result, titles)]
    if isinstance(result, SearchResult):
        # Its headline says how it ended.
        return [replace(_frontier(result, titles), words=[])]
    run: RunResult = result

    def chart(figure: Callable[[RunResult, str, int], altair.TopLevelMixin]) -> Chart:
        return _drawn(figure, run, titles)

    found = [
        Section(
            "split",
            say("The split against what is wanted", "办结结构与目标"),
            figures=[("split", chart(charts.split), tables.shares(result, titles))],
        ),
        Section(
            "leaks",
            say("Where issues leak, and why", "事项在哪里外溢，为什么"),
            figures=[("flow", chart(charts.flow), None), ("leaks", chart(charts.leaks), None)],
            tables=[tables.causes(result, titles), tables.worst_leaks(result, titles)],
        ),
        Section(
            "time",
            say("Time to close", "办结时间"),
            figures=[("time", chart(charts.time_to_close), tables.times(result, titles))],
        ),
        Section(
            "load",
            say("Load, and the backlog over time", "负荷与逐日积压"),
            figures=[
                ("load", chart(charts.load), tables.loads(result, titles)),
                ("backlog", chart(charts.backlog), tables.months(result, titles)),
            ],
        ),
        Section(
            "units",
            say("The map of units", "单元分布"),
            figures=[("units", chart(charts.units), tables.busiest(result, titles))],
        ),
        Section(
            "equity",
            say("Equity between places", "各地差异"),
            figures=[("equity", chart(charts.equity), tables.unlikeness(result, titles))],
        ),
        Section(
            "guards",
            say("Guards and demands", "约束指标与各项要求"),
            words=_guards(result, titles),
            tables=[tables.demands(result, titles)],
        ),
    ]
    if compared is not None:
        found.append(_comparison(result, compared, titles))
    if searched is not None:
        found.append(_frontier(searched, titles))
    if result.uncertainty is not None:
        found.append(
            Section(
                "uncertainty",
                say("How far uncertain inputs carry", "输入不确定性的影响"),
                words=_uncertainty(result, titles),
                figures=[("uncertainty", chart(charts.uncertainty), None)],
                tables=[study_tables.inputs(result, titles)],
            )
        )
    return found


def _sweep(result: SweepResult, titles: Titles) -> list[Section]:
    say = titles.speech.say
    # The program's own words for what went wrong are English.
    failed = [study_tables.failures(result, titles)] if titles.lang == "en" else []
    return [
        Section(
            "points",
            say("The points of the design", "设计中的各点"),
            figures=[("points", _drawn(charts.points, result, titles), None)],
            tables=[study_tables.points(result, titles), *failed],
        ),
        Section(
            "effects",
            say("Effects of the factors", "各因素的效应"),
            figures=[("effects", _drawn(charts.effects, result, titles), study_tables.effects(result, titles))],
        ),
    ]


def _guards(result: RunResult, titles: Titles) -> list[str]:
    say = titles.speech.say
    if not result.criteria and result.verdict.get("problem"):
        return [say("There is no verdict, so no demand could be judged.", "没有结论，因此各项要求均未能评判。")]
    if not result.criteria:
        return [say("The scenario sets no targets, so nothing was demanded.", "场景未设目标，因此没有要求。")]
    return [
        say(
            "Guards keep the split honest: it can be forced at the price of reopening, delay, or residents who give up.",
            "约束指标使办结结构可信：强压比例会以退回重办、拖延或群众撤诉为代价。",
        )
    ]


def _comparison(result: RunResult | None, compared: CompareResult, titles: Titles) -> Section:
    say = titles.speech.say
    # What is compared may have other tiers and types than the run of this page.
    titles = Titles(compared, titles.lang)
    others = [policy for policy in compared.policies["policy"][1:] if compared.is_paired]
    matched = [policy for policy in others if study_tables.were_matched(compared, policy)]
    words = _luck(compared, [policy for policy in others if policy not in matched], titles)
    name = None if result is None else result.manifest["scenario"]["name"]
    if name is not None and name not in set(compared.policies["policy"]):
        words.insert(
            0,
            say(
                f"Beware: the scenario of this report ({name}) is not among the compared ones.",
                f"注意：本报告的场景（{name}）不在所比较的场景之中。",
            ),
        )
    return Section(
        "comparison",
        say("Policies compared", "政策比较"),
        words=words,
        figures=[("comparison", _drawn(charts.comparison, compared, titles), study_tables.differences(compared, titles))],
        tables=[
            study_tables.policies(compared, titles),
            *[study_tables.migration(compared, titles, policy) for policy in matched],
        ],
    )


def _luck(compared: CompareResult, unmatched: list[str], titles: Titles) -> list[str]:
    """What the policies share, and whether issues can be followed from one to the other."""
    say = titles.speech.say
    if not compared.is_paired:
        return [
            say(
                "The policies did not meet the same luck, so that part of a difference is chance, and no issue of one can be found again under another.",
                "各政策的随机数不同，差异中有一部分是偶然；也无法在另一政策下找到同一事项。",
            )
        ]
    words = [
        say(
            "All policies meet the same luck, and a difference is that of the policies. It holds given these inputs.",
            "各政策面对同样的随机数，差异来自政策。以现有输入为前提。",
        )
    ]
    if unmatched:
        names = compared.names(titles.lang)
        told = say(", ", "、").join(names[policy] for policy in unmatched)
        words.append(
            say(
                f"No issue of the baseline was found again under {told}, because none arose or because types or places differ; so no table says where its issues end.",
                f"在“{told}”下没有找到基准的同一事项（没有事项发生，或类型、地点不同），因此没有事项去向的表。",
            )
        )
    return words


def _frontier(searched: SearchResult, titles: Titles) -> Section:
    say = titles.speech.say
    return Section(
        "frontier",
        say("The cost frontier", "成本前沿"),
        words=study_tables.found(searched, titles),
        figures=[("frontier", _drawn(charts.frontier, searched, titles), study_tables.cheapest(searched, titles))],
        tables=[study_tables.confirmed(searched, titles)],
    )


def _standings(counts: Mapping[str, int], say: Callable[[str, str], str]) -> str:
    """How many of the judged cities meet the targets, as the end of a sentence."""
    if not counts["judged"]:
        return say(".", "。")
    inconclusive = counts.get("depends", counts.get("unclear"))
    parts = [
        say(f"{counts['meets']} meet the targets", f"{counts['meets']} 个达标"),
        say(f"{counts['fails']} fail", f"{counts['fails']} 个未达标"),
    ]
    if inconclusive is not None:
        parts.append(say(f"{inconclusive} are inconclusive", f"{inconclusive} 个不明"))
    return say(": ", "：") + say(", ", "，").join(parts) + say(".", "。")


def _uncertainty(result: RunResult, titles: Titles) -> list[str]:
    say = titles.speech.say
    found = result.uncertainty
    assert found is not None
    counts = found.counts or {}
    words = []
    if "cities" in counts:
        words.append(
            say(
                f"{counts['cities']} cities were drawn from the ranges of the inputs, {found['replications_per_city']} replications each; {counts['judged']} could be judged",
                f"从输入区间抽取 {counts['cities']} 个城市，每市 {found['replications_per_city']} 次重复；可评估 {counts['judged']} 个",
            )
            + _standings(counts, say)
        )
    asked = result.manifest.uncertainty
    if asked is None or not asked.inputs:
        words.append(
            say(
                "The scenario gives no range to any input, so that all drawn cities are the same one: this says nothing about uncertain inputs.",
                "场景未给任何输入设定区间，抽取的城市完全相同：这对输入不确定性没有说明。",
            )
        )
    elif found.get("verdict_flips"):
        words.append(say("Some plausible inputs turn the verdict.", "某些可能的输入会改变结论。"))
    return words
