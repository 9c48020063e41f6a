"""The answer in words: one sentence with its confidence and condition, and what else a hurried reader must know."""

from __future__ import annotations

from collections.abc import Sequence

from issueflow.documents import Criterion, Meeting
from issueflow.frames import each
from issueflow.language import missing
from issueflow.results import RunResult
from issueflow.titles import Titles


def sentence(result: RunResult, titles: Titles) -> tuple[str, str]:
    """The verdict's mark and its sentence, as the program says it."""
    say, speech = titles.speech.say, titles.speech
    verdict = result.verdict
    decision = verdict.get("decision")
    if decision is None:
        problem = verdict.get("problem" if titles.lang == "en" else "problem_zh") or verdict.get("problem")
        if problem:
            return "?", problem[:1].upper() + problem[1:] + say(".", "。")
        return "–", say(
            "No targets: the scenario says what happens, and not what should.",
            "没有目标：场景只描述会怎样，未说明应怎样。",
        )
    sure = speech.plain_percent(verdict["confidence"])
    count = verdict["replications"]
    answers = {
        "met": say(f"Target met, with {sure} confidence", f"达标，置信度 {sure}"),
        "not met": say(f"Target not met, with {sure} confidence", f"未达标，置信度 {sure}"),
        "undecided": say(
            f"Undecided at {sure} confidence after {count} {'replication' if count == 1 else 'replications'}",
            f"尚无定论：{count} 次重复在 {sure} 置信度下不足以判定",
        ),
    }
    condition = say("given these inputs", "以现有输入为前提") + _plausible(result, titles)
    answer = answers.get(decision, titles.state(decision))
    return titles.mark(decision), answer + say(", ", "，") + condition + say(".", "。")


def _plausible(result: RunResult, titles: Titles) -> str:
    """In how many plausible cities the targets are met, as far as the results tell it: a share, an interval, or both."""
    say = titles.speech.say
    meeting = (result.uncertainty and result.uncertainty.meeting) or Meeting()
    share = meeting.share
    # An earlier program wrote the ends under other names.
    low = meeting.low if meeting.ci_low is None else meeting.ci_low
    high = meeting.high if meeting.ci_high is None else meeting.ci_high
    reach = (
        ""
        if missing(low) or missing(high)
        else say(f"{low * 100:.0f} to {high * 100:.0f}%", f"{low * 100:.0f}% 至 {high * 100:.0f}%")
    )
    if not missing(share):
        found = f"{share * 100:.0f}%"
        told = f" ({reach})" if reach else ""
        return say(
            f"; met in {found} of plausible cities{told}",
            f"；在可能的城市中有 {found} 达标" + (f"（{reach}）" if reach else ""),
        )
    return say(f"; met in {reach} of plausible cities", f"；在可能的城市中有 {reach} 达标") if reach else ""


def what_it_means(result: RunResult, titles: Titles) -> str:
    """What may and may not be concluded; a verdict is about the model first, and about the city as far as inputs carry."""
    say = titles.speech.say
    decision = result.decision
    if decision == "undecided":
        needed = result.verdict.get("additional_replications")
        more = (
            ""
            if not needed
            else say(
                f" About {needed} more replications would decide, if means and spreads stay as they are.",
                f"若均值与波动不变，约需再增加 {needed} 次重复方可判定。",
            )
        )
        return say("This is neither a yes nor a no.", "这既不是“是”，也不是“否”。") + more
    if decision is None:
        return ""
    if result.uncertainty is None:
        return say(
            "The confidence is about chance within the model. How far guessed inputs could turn the answer was not studied here "
            "(run with --uncertainty 200).",
            "置信度只针对模型内的偶然性。输入的估计偏差会否改变结论，此处未研究（可用 --uncertainty 200 运行）。",
        )
    return say(
        "The confidence is about chance within the model; the share of plausible cities says how far guessed inputs carry.",
        "置信度只针对模型内的偶然性；可能的城市中的达标比例说明输入估计的影响有多大。",
    )


def in_short(result: RunResult, titles: Titles) -> list[str]:
    """The few facts that a reader of three minutes needs, worst first."""
    say, speech = titles.speech.say, titles.speech
    points = []
    stop, colon = say(".", "。"), say(": ", "：")
    shares = result.shares.dropna(subset=["mean"])
    told = [
        f"{titles.tier(row.tier)} {speech.percent(row.mean, row.half_width)}"
        + (
            ""
            if row.state == ""
            else say(
                f" (wanted {speech.band(row.lower, row.upper, speech.plain_percent)}, {titles.state(row.state)})",
                f"（要求 {speech.band(row.lower, row.upper, speech.plain_percent)}，{titles.state(row.state)}）",
            )
        )
        for row in each(shares)
    ]
    if told:
        points.append(say("Closed at", "办结层级") + colon + say("; ", "；").join(told) + stop)
    causes = result.leaks_by("cause")
    if len(causes):
        first = causes.iloc[0]
        points.append(
            say(
                f"The largest leak above {titles.tier(result.tiers[0])}: {titles.cause(first['cause'])}, "
                f"{speech.percent(first['share'])} of all closed issues. ",
                f"{titles.tier(result.tiers[0])}以上最大的外溢原因：{titles.cause(first['cause'])}，占办结总数 {speech.percent(first['share'])}。",
            )
            + titles.advice(first["cause"])
        )
    guards = [criterion for criterion in result.criteria if criterion["kind"] != "share"]
    broken = [demand(criterion, titles) for criterion in guards if criterion["state"] == "violated"]
    if broken:
        points.append(say("Guards that fail", "未满足的约束指标") + colon + say("; ", "；").join(broken) + stop)
    elif guards:
        points.append(_guards(guards, titles))
    middle, most = result.row("time_to_close_p50"), result.row("time_to_close_p90")
    if middle and most and result.value("time_to_close_p50") is not None:
        points.append(
            say(
                f"Half of the closed issues took no more than {speech.time(middle['mean'])}, nine in ten no more than {speech.time(most['mean'])}.",
                f"已办结事项有一半不超过 {speech.time(middle['mean'])}，九成不超过 {speech.time(most['mean'])}。",
            )
        )
    if result.unfinished_share > 0:
        points.append(
            say(
                f"{_small(result.unfinished_share)} of the issues were still open or unnoticed at the end",
                f"期末有 {_small(result.unfinished_share)} 的事项未办结或未被发现",
            )
            + (
                stop
                if result.decision is None
                else say(
                    "; the verdict counts them at their best and worst.", "；结论按其最好与最坏情形计入。"
                )
            )
        )
    return points


def _guards(guards: Sequence[Criterion], titles: Titles) -> str:
    """That none fails; and what little it says where nobody wrote one."""
    say = titles.speech.say
    if any(criterion["state"] == "open" for criterion in guards):
        return say("No guard is shown to fail, but some are not settled.", "没有约束指标被证明不满足，但部分尚未判定。")
    if not all(criterion.get("is_default") for criterion in guards):
        return say("All guards hold.", "所有约束指标均满足。")
    told = say("; ", "；").join(demand(criterion, titles) for criterion in guards)
    if any(criterion["mean"] for criterion in guards):
        return say(
            f"The scenario names no guard; the default one holds: {told}.", f"场景未设约束指标；默认约束满足：{told}。"
        )
    return say(
        f"The scenario names no guard, and what the default one guards against never happened here: {told}.",
        f"场景未设约束指标；默认约束所防范的情形在本次仿真中从未发生：{told}。",
    )


def _small(share: float) -> str:
    """A share that is not nothing is not shown as nothing."""
    return "<0.1%" if share < 0.0005 else f"{share * 100:.1f}%"


def demand(criterion: Criterion, titles: Titles) -> str:
    """A demand with what was found, such as: on time 83.8 ± 0.2%, wanted at least 90%."""
    speech = titles.speech
    unit = criterion.get("unit", "1")
    found = speech.value(criterion["mean"], unit, criterion["half_width"])
    limits = speech.band(criterion["lower"], criterion["upper"], lambda bound: speech.bound(bound, unit))
    return speech.say(
        f"{name(criterion, titles)} {found}, wanted {limits}", f"{name(criterion, titles)} {found}，要求 {limits}"
    )


def name(criterion: Criterion, titles: Titles) -> str:
    return titles.response(criterion["response"], criterion["class"])


def cautions(result: RunResult, titles: Titles) -> list[str]:
    """What the program says before one believes the result, and why there is no interval."""
    key = "diagnoses" if titles.lang == "en" else "diagnoses_zh"
    return list(result.verdict.get(key) or [])
