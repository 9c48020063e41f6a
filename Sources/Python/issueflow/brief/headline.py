"""The answer in one line: the number that matters, and how far it is from what is wanted."""

from __future__ import annotations

from dataclasses import dataclass

from issueflow.language import Speech, missing
from issueflow.report import verdict
from issueflow.result_folder import records
from issueflow.results import RunResult
from issueflow.titles import Titles


@dataclass(frozen=True)
class Gap:
    """The tier whose share decides the headline, with its band; `distance` is below zero where the share is too small."""

    tier: str
    mean: float
    lower: float | None
    upper: float | None
    distance: float


def gap(result: RunResult) -> Gap | None:
    """The lowest tier where its share misses its band, else the tier that is furthest off; None where there are no shares."""
    gaps = []
    for row in records(result.shares):
        if missing(row["mean"]):
            continue
        lower = None if missing(row["lower"]) else float(row["lower"])
        upper = None if missing(row["upper"]) else float(row["upper"])
        mean = float(row["mean"])
        distance = mean - lower if lower is not None and mean < lower else mean - upper if upper is not None and mean > upper else 0.0
        gaps.append(Gap(row["tier"], mean, lower, upper, distance))
    if not gaps:
        return None
    return gaps[0] if gaps[0].distance else max(gaps, key=lambda each: abs(each.distance))


def headline(result: RunResult, titles: Titles) -> str:
    """In words, with the number that matters."""
    say, speech = titles.speech.say, titles.speech
    found = gap(result)
    if found is None:
        return say("No issue was closed.", "没有事项办结。")
    tier = titles.tier(found.tier)
    share = f"{found.mean * 100:.1f}%"
    if found.lower is None and found.upper is None:
        return say(f"{tier} closes {share} of the issues; no target is set", f"{tier}办结 {share}；未设目标")
    if result.decision == "met":
        band = speech.band(found.lower, found.upper, speech.plain_percent)
        return say(f"Target met: {tier} closes {share}, wanted {band}", f"达标：{tier}办结 {share}，要求 {band}")
    if found.distance:
        return _off(found, tier, share, speech, is_shown=result.decision == "not met")
    broken = [each for each in result.criteria if each.kind != "share" and each.state == "violated"]
    band = speech.band(found.lower, found.upper, speech.plain_percent)
    if broken:
        return say(
            f"{tier} closes {share}, as wanted, but {verdict.demand(broken[0], titles)}",
            f"{tier}办结 {share}，符合要求，但{verdict.demand(broken[0], titles)}",
        )
    return say(f"{tier} closes {share}, wanted {band}: not settled yet", f"{tier}办结 {share}，要求 {band}：尚无定论")


def _off(found: Gap, tier: str, share: str, speech: Speech, is_shown: bool) -> str:
    bound = found.lower if found.distance < 0 else found.upper
    assert bound is not None
    points, wanted = f"{abs(found.distance) * 100:.1f}", speech.plain_percent(bound)
    doubt = "" if is_shown else speech.say(" (not settled yet)", "（尚无定论）")
    if found.distance < 0:
        return speech.say(
            f"{tier} closes only {share}, {points} points short of {wanted}{doubt}",
            f"{tier}只办结 {share}，距 {wanted} 差 {points} 个百分点{doubt}",
        )
    return speech.say(
        f"{tier} closes {share}, {points} points above {wanted}{doubt}", f"{tier}办结 {share}，高出 {wanted} {points} 个百分点{doubt}"
    )
