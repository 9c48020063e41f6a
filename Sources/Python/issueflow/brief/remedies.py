"""What would act on the gap: policies that were run on this very city with `issueflow compare`, and no others."""

from __future__ import annotations

from issueflow.brief.content import Remedy
from issueflow.brief.headline import Gap, gap
from issueflow.language import missing
from issueflow.report import method, study_tables
from issueflow.results import CompareResult, RunResult
from issueflow.titles import Titles

#: As many policies as a page has room for.
MOST = 3

#: What a better split must not be bought with, and whether more of it is better.
_GUARDED = {"on_time_rate": True, "satisfaction": True, "reopen_rate": False, "withdrawn_share": False}

#: The response of each split.
_SPLITS = {"closed at": "share", "handled at": "share_handled", "registered": "share_registered"}


def found(result: RunResult, compared: CompareResult | None, titles: Titles) -> tuple[tuple[Remedy, ...], str, str]:
    """The policies, the best first; what is to be said of them; and the command where none was run."""
    say = titles.speech.say
    aim = gap(result)
    if aim is None:
        return (), say("No issue was closed, so that nothing can be judged.", "没有事项办结，无法评判举措。"), ""
    if compared is None:
        return (), _none(titles), _command(result)
    if stranger := _stranger(result, compared, aim, titles):
        return (), stranger, _command(result)
    response = _SPLITS[result.verdict.split or "closed at"]
    names, decisions = compared.names(titles.lang), dict(zip(compared.policies["policy"], compared.policies["decision"], strict=True))
    ranked = []
    for policy in list(compared.policies["policy"])[1:]:
        row = compared.row(policy, response, aim.tier)
        if row is None or missing(row["difference"]):
            continue
        low, high = row["simultaneous_low"], row["simultaneous_high"]
        wants_more = aim.distance < 0 or (not aim.distance and aim.lower is not None)
        # Where the target is met, nothing has to move.
        is_wanted = result.decision != "met" and not (missing(low) or missing(high))
        helps = bool(is_wanted and (low > 0 if wants_more else high < 0))
        decision = decisions[policy]
        left = _left(float(row["mean"]), aim)
        remedy = Remedy(
            names[policy], study_tables.change(row, titles.speech), study_tables.interval(row, titles.speech),
            titles.state(decision) if decision else "–", _harm(compared, policy, titles), helps,
        )
        ranked.append(((decision != "met", not helps, left, policy), remedy))
    ranked.sort(key=lambda each: each[0])
    shown = tuple(remedy for _, remedy in ranked[:MOST])
    return shown, _note(shown, len(ranked), aim, result, compared, titles), "" if shown else _command(result)


def _harm(compared: CompareResult, policy: str, titles: Titles) -> str:
    """What a policy is shown to make worse, such as: on time −1.40 points."""
    told = []
    for response, wants_more in _GUARDED.items():
        row = compared.row(policy, response)
        if row is None or missing(row["simultaneous_low"]) or missing(row["simultaneous_high"]):
            continue
        if (row["simultaneous_high"] < 0) if wants_more else (row["simultaneous_low"] > 0):
            told.append(f"{titles.response(response)} {study_tables.change(row, titles.speech)}")
    return titles.speech.say(", ", "，").join(told)


def _left(mean: float, aim: Gap) -> float:
    """How far a share is still from the band."""
    if aim.lower is not None and mean < aim.lower:
        return aim.lower - mean
    return mean - aim.upper if aim.upper is not None and mean > aim.upper else 0.0


def _stranger(result: RunResult, compared: CompareResult, aim: Gap, titles: Titles) -> str:
    """Why a comparison is no comparison of this city; empty where it is one."""
    say = titles.speech.say
    baseline = compared.policies["policy"].iloc[0]
    if baseline != result.manifest.scenario.name:
        return say(
            f"The comparison is of another city ({baseline}), and says nothing of this one. Compare on this city:",
            f"所给比较针对另一城市（{baseline}），不能用于本市。请在本市比较：",
        )
    response = _SPLITS[result.verdict.split or "closed at"]
    row = next((
        found for policy in list(compared.policies["policy"])[1:] if (found := compared.row(policy, response, aim.tier)) is not None
    ), None)
    if row is None:
        return say("The comparison does not tell this share. Compare on this city:", "所给比较没有这一指标。请在本市比较：")
    own = result.row(response, aim.tier) or {}
    width = own.get("half_width")
    # The same city on other luck is within a few intervals of itself; another one of the same name is not.
    room = 0.02 if missing(width) else max(0.005, 4 * float(width))
    if abs(float(row["baseline_mean"]) - aim.mean) > room:
        shown = f"{float(row['baseline_mean']) * 100:.1f}%"
        return say(
            f"The comparison's baseline closes {shown} there, which is not this city's {aim.mean * 100:.1f}%. Compare on this city:",
            f"所给比较的基准为 {shown}，与本市的 {aim.mean * 100:.1f}% 不符。请在本市比较：",
        )
    return ""


def _none(titles: Titles) -> str:
    return titles.speech.say(
        "No policy was run on this city, so none is recommended. To try one (issueflow measures lists them):",
        "尚未在本市试算任何举措，因此不作推荐。试算方法（issueflow measures 列出全部举措）：",
    )


def _command(result: RunResult) -> str:
    """What compares a policy on this city."""
    words = method.command(result).split(" ")
    scenario = next((word for word in words[2:] if not word.startswith("-")), "SCENARIO.yaml")
    settings = [f"{words[at]} {words[at + 1]}" for at in range(len(words) - 1) if words[at] == "--set"]
    return " ".join(["issueflow compare", scenario, "--with POLICY.yaml", *settings, "--out results/compare"])


def _note(
    shown: tuple[Remedy, ...], count: int, aim: Gap, result: RunResult, compared: CompareResult, titles: Titles
) -> str:
    """What the effects are of, and that the others do not count."""
    say, speech = titles.speech.say, titles.speech
    if not shown:
        return say("The comparison could not tell what its policies change. Compare again:", "所给比较未能得出举措的变化。请重新比较：")
    tier, sure = titles.tier(aim.tier), speech.plain_percent(compared.confidence)
    note = say(
        f"Effects on the share of {tier}, in percentage points; intervals hold together with {sure} confidence.",
        f"效果为{tier}占比的变化（百分点）；区间以 {sure} 置信度同时成立。",
    )
    if result.decision == "met":
        note += say(" The target is met without them.", "不采取这些举措也已达标。")
    elif not any(remedy.helps for remedy in shown):
        note += say(" None is shown to help.", "其中没有一项被证明有用。")
    if count > len(shown):
        more = count - len(shown)
        note += say(f" {more} more {'was' if more == 1 else 'were'} run and come{'s' if more == 1 else ''} behind.", f"另有 {more} 项已试算，排在其后。")
    if not compared.is_paired:
        note += say(" The policies did not meet the same luck.", "各政策所用随机数不同。")
    return note
