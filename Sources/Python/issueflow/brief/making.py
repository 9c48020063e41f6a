"""Makes the brief of a run in one language."""

from __future__ import annotations

import re

import vl_convert

from issueflow import charts
from issueflow.brief import remedies
from issueflow.brief.content import Brief, Cause, Picture
from issueflow.brief.headline import headline
from issueflow.report import method, verdict
from issueflow.result_folder import records
from issueflow.results import CompareResult, RunResult
from issueflow.titles import Titles

#: As many causes, cautions and missed demands as a page has room for, and signs of one of these, by language.
CAUSES, DOUBTS, MISSED = 3, 3, 3
TITLE = 80
_SIGNS = {"en": 190, "zh": 95}

#: Width of the figure, and dots of the picture for each of its points.
_WIDTH, _SCALE = 560, 3.0


def brief_of(result: RunResult, compared: CompareResult | None, lang: str) -> Brief:
    """All that the brief says; raises nothing that the results did not raise when they were read."""
    titles = Titles(result, lang)
    speech, manifest = titles.speech, result.manifest
    mark, sentence = verdict.sentence(result, titles)
    shown, note, command = remedies.found(result, compared, titles)
    observed = manifest.observation
    return Brief(
        lang=lang,
        title=_title(titles.scenario(manifest)),
        overview=speech.say(
            f"{speech.days(observed.minutes)} from {observed.start}, {manifest.replications} "
            f"{'replication' if manifest.replications == 1 else 'replications'}, seed {manifest.master_seed}",
            f"自 {observed.start} 起 {speech.days(observed.minutes)}，{manifest.replications} 次重复，种子 {manifest.master_seed}",
        ),
        mark=mark,
        decision=(result.decision or "none").replace(" ", "-"),
        headline=headline(result, titles),
        sentence=sentence,
        missed=_missed(result, titles),
        picture=_picture(result, lang),
        lowest=titles.tier(result.tiers[0]) if result.tiers else speech.say("the lowest tier", "最低层级"),
        causes=_causes(result, titles),
        remedies=shown,
        remedies_note=note,
        command=command,
        sure=_sure(result, titles),
        doubts=_doubts(result, titles),
        made=method.program(manifest) + speech.say(
            f"; scenario {manifest.scenario.name}, {manifest.scenario.hash_algorithm} {manifest.scenario.hash}",
            f"；场景 {manifest.scenario.name}，{manifest.scenario.hash_algorithm} {manifest.scenario.hash}",
        ),
        digest=result.digest,
    )


def _title(text: str) -> str:
    """A title that has room at the head of a page."""
    return text if len(text) <= TITLE else text[: TITLE - 1] + "…"


def _missed(result: RunResult, titles: Titles) -> str:
    """Demands that are missed and are none on the split."""
    say = titles.speech.say
    broken = [verdict.demand(each, titles) for each in result.criteria if each.kind != "share" and each.state == "violated"]
    if not broken:
        return ""
    told = say("; ", "；").join(broken[:MISSED])
    if len(broken) > MISSED:
        told += say(f"; and {len(broken) - MISSED} more", f"；另有 {len(broken) - MISSED} 项")
    return say(f"Also missed: {told}.", f"此外未满足：{told}。")


def _picture(result: RunResult, lang: str) -> Picture:
    chart = charts.split(result, lang, _WIDTH).to_dict(validate=False)
    svg = vl_convert.vegalite_to_svg(chart)
    size = re.search(r'viewBox="0 0 (?P<wide>[\d.]+) (?P<high>[\d.]+)"', svg)
    ratio = float(size["wide"]) / float(size["high"]) if size and float(size["high"]) else 2.0
    return Picture(str(chart.get("description", "")), svg, vl_convert.svg_to_png(svg, scale=_SCALE), ratio)


def _causes(result: RunResult, titles: Titles) -> tuple[Cause, ...]:
    """The three largest, each with the two types that it takes most of."""
    by_type = records(result.leaks_by("cause", "type")) if len(result.leaks) else []
    found = []
    for row in records(result.leaks_by("cause"))[:CAUSES] if len(result.leaks) else ():
        types = [titles.type(each["type"]) for each in by_type if each["cause"] == row["cause"]][:2]
        found.append(
            Cause(
                titles.cause(row["cause"]), titles.speech.percent(row["share"]),
                titles.speech.say(", ", "、").join(types), _without_keys(titles.advice(row["cause"])),
            )
        )
    return tuple(found)


def _without_keys(text: str) -> str:
    """Advice without the keys of scenario files, which say nothing to who decides: (types.authority)."""
    return re.sub(r"\s*[（(][a-z_., 、]+[)）]", "", text)


def _sure(result: RunResult, titles: Titles) -> tuple[str, ...]:
    say, speech = titles.speech.say, titles.speech
    shares = [row for row in records(result.shares) if row["half_width"] == row["half_width"] and row["half_width"] is not None]
    told = []
    if shares:
        widest = max(float(row["half_width"]) for row in shares) * 100
        sure = speech.plain_percent(result.confidence)
        width = f"{widest:.1f}" if widest >= 0.1 else "<0.1"
        told.append(say(
            f"Chance within the model: the shares are known to ±{width} points ({sure} confidence).",
            f"模型内的偶然性：各占比的误差不超过 ±{width} 个百分点（置信度 {sure}）。",
        ))
    if meaning := verdict.what_it_means(result, titles):
        told.append(meaning)
    return tuple(told) or (verdict.sentence(result, titles)[1],)


def _doubts(result: RunResult, titles: Titles) -> tuple[str, ...]:
    say = titles.speech.say
    cautions = [_short(text, titles.lang) for text in verdict.cautions(result, titles)]
    told = cautions[:DOUBTS]
    if len(cautions) > DOUBTS:
        more = len(cautions) - DOUBTS
        told.append(say(f"{more} more cautions: see the full page.", f"另有 {more} 条提示，见完整报告。"))
    told.append(say(
        "Every number holds given the inputs; those marked guess or borrowed are not this place's own.",
        "所有数字以输入为前提；标为 guess（估计）或 borrowed（借用）的并非本地数据。",
    ))
    return tuple(told)


def _short(text: str, lang: str) -> str:
    """A caution cut where a part of it ends; the full page has it whole."""
    text = text[:1].upper() + text[1:]
    most = _SIGNS[lang]
    if len(text) <= most:
        return text
    # Where a sentence or a part of one ends, else at a comma.
    for signs in (("；", ";", "。", ". "), ("，", ", ")):
        ends = [place for place in (text.rfind(sign, 0, most) for sign in signs) if place > most // 3]
        if ends:
            return text[: max(ends)] + " …"
    return text[:most] + " …"
