"""Pages of comparisons, sweeps and searches that stand by themselves: the answer, its chapters, and how it was made."""

from __future__ import annotations

from collections.abc import Callable

from issueflow.charts.sweeps import level, levels
from issueflow.documents import Manifest
from issueflow.language import missing
from issueflow.report import method, study_tables
from issueflow.report.method import Chapter
from issueflow.results import CompareResult, SearchResult, SweepResult
from issueflow.titles import Titles

#: What has a page of its own beside a run.
Study = CompareResult | SweepResult | SearchResult

#: What the page says before its chapters: mark, decision for the colour, sentence, points, cautions.
Answer = tuple[str, str, str, list[str], list[str]]


def title(result: Study, titles: Titles) -> str:
    say = titles.speech.say
    if isinstance(result, CompareResult):
        names = result.names(titles.lang)
        first, *others = (names[policy] for policy in result.policies["policy"])
        if len(others) == 1:
            return say(f"Compared: {first} and {others[0]}", f"比较：{first}与{others[0]}")
        return say(f"Compared: {first} and {len(others)} policies", f"比较：{first}与 {len(others)} 项政策")
    name = titles.scenario(result.manifest)
    return say(f"Search: {name}", f"搜索：{name}") if isinstance(result, SearchResult) else name


def overview(result: Study, titles: Titles) -> str:
    """How much was looked at, with which seed."""
    say = titles.speech.say
    manifest = result.manifest
    seed = say(f"seed {manifest['master_seed']}", f"种子 {manifest['master_seed']}")
    if isinstance(result, CompareResult):
        count = len(result.policies)
        what = say(f"{count} policies", f"{count} 项政策") + say(", ", "，") + replications(manifest, say)
    elif isinstance(result, SweepResult):
        points = manifest["design"]["points"]
        what = say(f"{points} points", f"{points} 个点") + say(", ", "，") + replications(manifest, say)
    else:
        outcome = result.outcome
        what = say(
            f"{outcome['looked_at']} of {outcome['policies']} policies looked at in {outcome['runs']} runs",
            f"查看了 {outcome['policies']} 个政策中的 {outcome['looked_at']} 个，共 {outcome['runs']} 次运行",
        )
    return what + say(", ", "，") + seed


def replications(manifest: Manifest, say: Callable[[str, str], str]) -> str:
    """How often each was repeated; a sweep may repeat until a mean is known well enough."""
    rule = manifest["replications"]
    if isinstance(rule, dict):
        return say(
            f"{rule['first']} to {rule['at_most']} replications each", f"每个 {rule['first']} 至 {rule['at_most']} 次重复"
        )
    return say(f"{rule} {'replication' if rule == 1 else 'replications'} each", f"每个 {rule} 次重复")


def answer(result: Study, titles: Titles) -> Answer:
    if isinstance(result, CompareResult):
        return _of_comparison(result, titles)
    return _of_sweep(result, titles) if isinstance(result, SweepResult) else _of_search(result, titles)


def _counted(decisions: list[str], titles: Titles) -> str:
    """How many of each decision there are, such as: 2 met, 1 undecided."""
    say = titles.speech.say
    words = {
        "met": ("meets the targets", "meet the targets", "达标"),
        "not met": ("does not", "do not", "未达标"),
        "undecided": ("is undecided", "are undecided", "尚无定论"),
        "": ("has no verdict", "have no verdict", "没有结论"),
    }
    parts = []
    for decision in dict.fromkeys([*words, *decisions]):
        count = decisions.count(decision)
        one, more, zh = words.get(decision, (decision, decision, decision))
        if count or decision == "met":
            parts.append(say(f"{count} {one if count == 1 else more}", f"{count} 个{zh}"))
    return say(", ", "，").join(parts)


def _of_comparison(result: CompareResult, titles: Titles) -> Answer:
    say = titles.speech.say
    decisions = list(result.policies["decision"])
    if not any(decisions):
        sentence = say(
            "No verdicts: the comparison says what changes, and not whether it suffices.",
            "没有结论：比较只说明有何变化，未说明是否足够。",
        )
        return "–", "none", sentence, _changes(result, titles), []
    sure = titles.speech.plain_percent(result.confidence)
    sentence = say(
        f"Of {len(decisions)} policies {_counted(decisions, titles)}, each with {sure} confidence, given these inputs.",
        f"{len(decisions)} 项政策中 {_counted(decisions, titles)}（各自置信度 {sure}），以现有输入为前提。",
    )
    others = decisions[1:]
    decision = next((one for one in ("met", "undecided", "not met") if one in others), "undecided")
    return titles.mark(decision), decision.replace(" ", "-"), sentence, _changes(result, titles), []


def _changes(result: CompareResult, titles: Titles) -> list[str]:
    """A line for each policy: its verdict, the lowest tier's share, and what changes."""
    say, speech = titles.speech.say, titles.speech
    names = result.names(titles.lang)
    points = []
    for number, found in enumerate(result.policies.to_dict("records")):
        policy, parts = found["policy"], []
        if found["decision"]:
            parts.append(titles.state(found["decision"]))
        if number == 0:
            parts.append(say("the baseline", "基准"))
        elif result.tiers and (row := result.row(policy, "share", result.tiers[0])) and not missing(row["difference"]):
            tier = titles.tier(result.tiers[0])
            reach = study_tables.interval(row, speech)
            parts.append(
                say(f"{tier} closes {speech.percent(row['mean'])}", f"{tier}办结 {speech.percent(row['mean'])}")
                + say(", ", "，")
                + study_tables.change(row, speech)
                + ("" if reach == "–" else say(f" ({reach})", f"（{reach}）"))
            )
        points.append(names[policy] + say(": ", "：") + (say("; ", "；").join(parts) or "–"))
    return points


def _of_sweep(result: SweepResult, titles: Titles) -> Answer:
    say = titles.speech.say
    decisions = list(result.verdicts["decision"])
    cautions = []
    failed = result.failures["design_point"].nunique()
    if failed:
        cautions.append(
            say(
                f"{failed} {'point' if failed == 1 else 'points'} could not be run, or not wholly; failures.csv says why.",
                f"{failed} 个点未能（完整）运行，原因见 failures.csv。",
            )
        )
    if not any(decisions):
        sentence = say(
            "No verdicts: the sweep says what changes, and not whether it suffices.",
            "没有结论：扫描只说明有何变化，未说明是否足够。",
        )
        return "–", "none", sentence, _strongest(result, titles), cautions
    if len(decisions) > 1:
        cautions.append(
            say(
                "Each verdict holds by itself: of many points some may be judged wrongly by chance.",
                "各结论单独成立：点数多时，个别点可能因偶然而误判。",
            )
        )
    total = result.manifest["design"]["points"]
    counted = _counted(decisions, titles)
    if total > len(decisions):
        gone = total - len(decisions)
        counted += say(f", {gone} could not be run", f"，{gone} 个未能运行")
    sentence = say(
        f"Of {total} points {counted}, given these inputs.",
        f"{total} 个点中 {counted}，以现有输入为前提。",
    )
    decision = next((one for one in ("met", "undecided", "not met") if one in decisions), "undecided")
    return titles.mark(decision), decision.replace(" ", "-"), sentence, _strongest(result, titles), cautions


def _strongest(result: SweepResult, titles: Titles) -> list[str]:
    """The factor that moves the lowest tier's share most, over the levels that were tried."""
    say, speech = titles.speech.say, titles.speech
    found = levels(result, "share", result.tiers[0]) if result.tiers else None
    if found is None or found.empty:
        return []
    spans = found.groupby("factor", sort=False)["mean"].agg(lambda means: means.max() - means.min())
    rows = found[found["factor"] == spans.idxmax()]
    if spans.max() <= 0:
        return []
    low, high = (rows.sort_values("mean", ascending=up, kind="stable").iloc[0] for up in (True, False))
    tier = titles.tier(result.tiers[0])
    return [
        say(
            f"What moves the share of {tier} most: {speech.percent(low['mean'])} at {level(low, result)}, {speech.percent(high['mean'])} at {level(high, result)}, means over the other factors.",
            f"对{tier}办结比例影响最大：{level(low, result)} 时 {speech.percent(low['mean'])}，{level(high, result)} 时 {speech.percent(high['mean'])}（对其他因素取均值）。",
        )
    ]


def _of_search(result: SearchResult, titles: Titles) -> Answer:
    say = titles.speech.say
    outcome = result.outcome
    words = study_tables.found(result, titles)
    if outcome.get("selected") is None:
        decided = outcome.get("ending") == "nothing meets"
        return ("✗", "not-met", words[0], words[1:], []) if decided else ("?", "undecided", words[0], words[1:], [])
    confirmed = outcome.get("is_confirmed")
    cautions = []
    if not confirmed:
        cautions.append(say("The choice is not confirmed.", "所选政策尚未确认。"))
    return ("✓" if confirmed else "?"), ("met" if confirmed else "undecided"), words[0], words[1:], cautions


def statement(result: Study, titles: Titles) -> list[Chapter]:
    """How the study was made, as far as its files tell."""
    say = titles.speech.say
    manifest = result.manifest
    items = [(say("Extent", "规模"), overview(result, titles))]
    if isinstance(result, SweepResult):
        design = manifest["design"]
        items.append((say("Plan", "方案"), design["plan"]))
        shared = design.get("luck") == "common"
        items.append((say("Luck", "随机数"), _luck(shared, say)))
    elif isinstance(result, CompareResult):
        items.append((say("Luck", "随机数"), _luck(result.is_paired, say)))
    else:
        items.append((say("Method of search", "搜索方法"), manifest["method"]))
        items.append((say("Cost", "成本"), manifest.get("cost") or say("staff and measures", "人员与措施")))
    items.append(
        (
            say("Model", "模型"),
            say(
                "Each scenario file holds the model's inputs with their sources; the report of a run states the method in full.",
                "模型输入及来源见各场景文件；单次运行的报告给出完整的方法说明。",
            ),
        )
    )
    return [(say("How the study was made", "研究如何进行"), items)]


def _luck(shared: bool, say: Callable[[str, str], str]) -> str:
    return (
        say("The same for all, so that differences are those of what was changed.", "全部相同，差异来自所作的改变。")
        if shared
        else say("Not the same for all: a part of each difference is chance.", "各不相同，差异中有一部分是偶然。")
    )


def hashes(result: Study, titles: Titles) -> list[tuple[str, str]]:
    """By what one sees that it is the same again."""
    say = titles.speech.say
    manifest = result.manifest
    held = manifest.get("design", manifest)
    return [
        (say("Input", "输入"), f"{held['hash_algorithm']} {held['hash']}"),
        (say("Program", "程序"), method.program(manifest)),
        (say("Master seed", "主种子"), str(manifest["master_seed"])),
    ]


#: The studies that have a page of their own.
STUDIES = (CompareResult, SweepResult, SearchResult)
