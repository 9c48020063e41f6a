"""The chapters of a report, in the order in which an official reads them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import altair

from issueflow import charts
from issueflow.report import study_tables, tables
from issueflow.report.tables import Table
from issueflow.titles import Titles

Chart = Callable[[int], altair.TopLevelMixin]


@dataclass(frozen=True)
class Section:
    """A heading, what it tells in a sentence or two, figures with the table behind each, and tables that stand open."""

    id: str
    heading: str
    words: list[str] = field(default_factory=list)
    figures: list[tuple[str, Chart, Table | None]] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)


def sections(result, compared, searched, titles: Titles) -> list[Section]:
    """All chapters between the verdict and the method; those without content are left out."""
    say = titles.speech.say
    lang = titles.lang

    def chart(function, of=result) -> Chart:
        return lambda width: function(of, lang, width)

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
        found.append(_comparison(result, compared, titles, chart))
    if searched is not None:
        found.append(_frontier(searched, titles, chart))
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


def _guards(result, titles: Titles) -> list[str]:
    say = titles.speech.say
    if not result.criteria:
        return [say("The scenario sets no targets, so nothing was demanded.", "场景未设目标，因此没有要求。")]
    return [
        say(
            "Guards keep the split honest: it can be forced at the price of reopening, delay, or residents who give up.",
            "约束指标使办结结构可信：强压比例会以重开、拖延或居民放弃为代价。",
        )
    ]


def _comparison(result, compared, titles: Titles, chart) -> Section:
    say = titles.speech.say
    others = list(compared.policies["policy"][1:])
    words = [
        say(
            "All policies meet the same luck: the very same issues arise, and a difference is that of the policies. It holds given these inputs.",
            "各政策面对同样的随机数：发生的是同一批事项，差异来自政策。以现有输入为前提。",
        )
    ]
    if not compared.manifest.get("is_paired", True):
        words = [
            say(
                "The policies did not meet the same luck, so that part of a difference is chance.",
                "各政策的随机数不同，差异中有一部分是偶然。",
            )
        ]
    name = result.manifest["scenario"]["name"]
    if name not in set(compared.policies["policy"]):
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
        figures=[("comparison", chart(charts.comparison, compared), study_tables.differences(compared, titles))],
        tables=[
            study_tables.policies(compared, titles),
            *[study_tables.migration(compared, titles, policy) for policy in others],
        ],
    )


def _frontier(searched, titles: Titles, chart) -> Section:
    say, speech = titles.speech.say, titles.speech
    outcome = searched.outcome
    chosen = outcome.get("selected")
    settings = say(", ", "，").join(outcome.get("settings") or [])
    sure = speech.plain_percent(outcome["confidence"])
    if chosen is None:
        words = [
            say("No policy that was looked at is shown to meet the targets.", "所查看的政策中没有一个被证明达标。")
        ]
        if outcome.get("best") is not None and settings:
            words.append(say(f"The nearest: {settings}.", f"最接近的：{settings}。"))
    else:
        words = [
            say(
                f"Chosen at cost {outcome['cost']:,.6g}: {settings}.",
                f"所选政策成本 {outcome['cost']:,.6g}：{settings}。",
            )
        ]
        if outcome["method"] == "exhaustive" and outcome.get("ending") == "decided":
            words.append(
                say(
                    f"All {outcome['policies']} policies were decided: with probability {sure} it is the cheapest that meets the targets, give or take the indifference of "
                    f"{speech.plain_percent(outcome['indifference'])}.",
                    f"已判定全部 {outcome['policies']} 个政策：以 {sure} 的概率它是达标政策中最便宜的（容差 {speech.plain_percent(outcome['indifference'])}）。",
                )
            )
        else:
            words.append(
                say(
                    f"{outcome['looked_at']} of {outcome['policies']} policies were looked at: it is the best found, and a cheaper one may exist.",
                    f"共 {outcome['policies']} 个政策，查看了 {outcome['looked_at']} 个：它是目前最佳，可能还有更便宜的。",
                )
            )
        words.append(
            say("Fresh replications confirm it.", "新的重复已予确认。")
            if outcome.get("is_confirmed")
            else say(
                "Fresh replications did not confirm it: do not rely on it yet.", "新的重复未能确认：暂不可依赖。"
            )
        )
    words.append(say("Costs and effects hold given these inputs.", "成本与效果以现有输入为前提。"))
    return Section(
        "frontier",
        say("The cost frontier", "成本前沿"),
        words=words,
        figures=[("frontier", chart(charts.frontier, searched), study_tables.cheapest(searched, titles))],
        tables=[study_tables.confirmed(searched, titles)],
    )


def _uncertainty(result, titles: Titles) -> list[str]:
    say = titles.speech.say
    found = result.uncertainty
    counts = found["counts"]
    words = [
        say(
            f"{counts['cities']} cities were drawn from the ranges of the inputs, {found['replications_per_city']} replications each; {counts['judged']} could be judged: "
            f"{counts['meets']} meet the targets, {counts['fails']} fail, in {counts['depends']} it depends.",
            f"从输入区间抽取 {counts['cities']} 个城市，每市 {found['replications_per_city']} 次重复；可评估 {counts['judged']} 个：{counts['meets']} 个达标，{counts['fails']} 个未达标，{counts['depends']} 个取决于偶然。",
        )
    ]
    if not result.manifest.get("uncertainty", {}).get("inputs"):
        words.append(
            say(
                "The scenario gives no range to any input, so that all drawn cities are the same one: this says nothing about uncertain inputs.",
                "场景未给任何输入设定区间，抽取的城市完全相同：这对输入不确定性没有说明。",
            )
        )
    elif found.get("verdict_flips"):
        words.append(say("Some plausible inputs turn the verdict.", "某些可能的输入会改变结论。"))
    return words
