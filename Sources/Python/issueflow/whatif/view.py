"""What is shown of an outcome: HTML for words and numbers, and the figures of `issueflow.charts`."""

from __future__ import annotations

from html import escape
from typing import Any

import altair

from issueflow import charts
from issueflow.documents import Verdict
from issueflow.language import Speech, missing
from issueflow.result_folder import records
from issueflow.titles import Titles
from issueflow.whatif.simulate import Outcome
from issueflow.whatif.texts import say

#: What the table shows beside the shares, where the runs observed it.
RESPONSES = (
    ("time_to_close_mean", False),
    ("time_to_close_p90", False),
    ("on_time_rate", False),
    ("satisfaction", False),
    ("reopen_rate", False),
    ("withdrawn_share", False),
    ("open_share", False),
    ("utilisation", True),
    ("staff_cost", False),
    ("policy_cost", False),
)

#: The columns of that table.
HEADS = ("response", "as_it_is", "with_measures", "difference", "wanted")

#: Pictures that are drawn once for the scenario and once for the policy.
PAIRED = ("split", "leaks", "time_to_close", "load")


def verdicts(outcome: Outcome, language: str) -> str:
    """The two verdicts side by side, with their reasons, and what they hang on."""
    sides = [("as_it_is", outcome.baseline), ("with_measures", outcome.policy)]
    cards = "".join(
        _card(say(key, language), result.verdict, Titles(result, language)) for key, result in sides
    )
    verdict = outcome.policy.verdict
    confidence = Speech(language).plain_percent(verdict["confidence"])
    notes = [say("given", language).format(n=verdict["replications"], confidence=confidence)]
    if not outcome.asked.scenario.has_targets:
        notes.append(say("own_target", language))
    told = "".join(f"<p class='note'>{escape(note)}</p>" for note in notes)
    return f"<h2>{say('verdict', language)}</h2><div class='cards'>{cards}</div>{told}"


def _card(heading: str, verdict: Verdict, titles: Titles) -> str:
    language = titles.lang
    decision = verdict["decision"]
    reasons = verdict["reasons_zh" if language == "zh" else "reasons"]
    items = "".join(f"<li>{escape(reason)}</li>" for reason in reasons)
    kind = decision.replace(" ", "-")
    return (
        f"<section class='card {kind}' data-decision='{kind}'><h3>{escape(heading)}</h3>"
        f"<p class='decision'>{escape(titles.state(decision))}</p>{f'<ul>{items}</ul>' if items else ''}</section>"
    )


def rows(outcome: Outcome, language: str) -> list[dict[str, Any]]:
    """The numbers of the table: a row for each response, in the order in which they are read."""
    table = outcome.comparison.comparison
    chosen = [("share", True), *RESPONSES]
    return [
        {**row, "name": name}
        for name, has_classes in chosen
        for row in records(table[table["response"] == name].rename(columns={"class": "part"}))
        # A city whose staff has no price has no cost to compare.
        if (has_classes or row["part"] == "") and not (row["unit"] == "CNY" and row["baseline_mean"] == row["mean"] == 0)
    ]


def table(outcome: Outcome, language: str) -> str:
    """Both sides, and the difference with the interval that common luck gives it."""
    titles, speech = Titles(outcome.policy, language), Speech(language)
    wanted = {
        (criterion["response"], criterion["class"]): criterion
        for criterion in outcome.policy.verdict["criteria"]
    }
    lines = []
    for row in rows(outcome, language):
        unit = row["unit"]
        criterion = wanted.get((row["name"], row["part"]))
        band = ""
        if criterion:
            band = speech.demanded(criterion["lower"], criterion["upper"], unit)
        cells = [
            speech.value(row["baseline_mean"], unit),
            speech.value(row["mean"], unit),
            difference(row, speech),
            band,
        ]
        numbers = "".join(
            f"<td role='cell' data-label='{escape(say(key, language))}'>{escape(cell)}</td>"
            for key, cell in zip(HEADS[1:], cells, strict=False)
        )
        name = escape(titles.response(row["name"], row["part"]))
        lines.append(f"<tr role='row'><th role='rowheader' scope='row'>{name}</th>{numbers}</tr>")
    header = "".join(
        f"<th role='columnheader' scope='col'>{escape(say(key, language))}</th>" for key in HEADS
    )
    return (
        # Roles, because a phone's layout takes a table's own away.
        f"<table class='numbers sides' role='table'><thead role='rowgroup'><tr role='row'>{header}</tr></thead>"
        f"<tbody role='rowgroup'>{''.join(lines)}</tbody></table><p class='note'>{escape(say('caveat', language))}</p>"
    )


def difference(row: dict[str, Any], speech: Speech) -> str:
    """A difference with its interval, as one would say it; one whose interval holds 0 is said not to be distinct."""
    number, width, unit = row["difference"], row["half_width"], row["unit"]
    if missing(number):
        return speech.value(None, unit)
    if number == 0 and (missing(width) or width == 0):
        return say("identical", speech.lang)
    size, name = _scale(max(abs(number), 0 if missing(width) else width), unit, speech)
    digits = 2 if missing(width) else _digits(width / size)
    sign = "+" if number > 0 else "−" if number < 0 else ""
    text = f"{sign}{abs(number) / size:,.{digits}f}"
    if missing(width):
        return f"{text} {name}".strip() + f" ({say('unpaired', speech.lang)})"
    text += f" ± {width / size:,.{digits}f} {name}".rstrip()
    is_distinct = row["ci_low"] > 0 or row["ci_high"] < 0
    return text if is_distinct else f"{text} ({say('not_distinct', speech.lang)})"


def _scale(size: float, unit: str, speech: Speech) -> tuple[float, str]:
    if unit == "1":
        return 0.01, say("points", speech.lang)
    if unit == "min":
        return speech.unit_of_time(size)
    return (1, speech.say("CNY", "元")) if unit == "CNY" else (1, "")


def _digits(width: float) -> int:
    """As many as the interval deserves: its first two digits."""
    digits = 0
    while width > 0 and width * 10**digits < 9.5 and digits < 4:
        digits += 1
    return digits


def pictures(outcome: Outcome, language: str, width: int) -> dict[str, list[altair.TopLevelMixin]]:
    """Figures by name, each for the scenario as it is and for the policy, on one scale."""
    sides = (outcome.baseline, outcome.policy)
    return {
        name: alike([getattr(charts, name)(result, language, width) for result in sides]) for name in PAIRED
    }


def alike(figures: list[altair.TopLevelMixin]) -> list[altair.TopLevelMixin]:
    """The figures with one horizontal scale, where they have one axis: what is longer is then more."""
    drawn = [figure.to_dict() for figure in figures]
    axes = [[x for x in _horizontal(each) if _is_range(x)] for each in drawn]
    titles = [{str((x.get("axis") or {}).get("title")) for x in each if x.get("axis")} for each in axes]
    if not all(axes) or any(title != titles[0] for title in titles):
        return [offline(figure) for figure in figures]
    ends = [end for each in axes for x in each for end in x["scale"]["domain"]]
    for each in axes:
        for x in each:
            x["scale"]["domain"] = [min(ends), max(ends)]
    return [offline(altair.Chart.from_dict(each)) for each in drawn]


def comparison(outcome: Outcome, language: str, width: int) -> altair.TopLevelMixin:
    """What changes, response by response."""
    return offline(charts.comparison(outcome.comparison, language, width))


def offline(figure: altair.TopLevelMixin) -> altair.TopLevelMixin:
    """The figure with a menu that saves it, and without the entry that would open it on another site."""
    actions = {"export": True, "source": False, "compiled": False, "editor": False}
    return figure.properties(usermeta={"embedOptions": {"actions": actions}})


def _horizontal(part: Any) -> list[dict[str, Any]]:
    """Every encoding on the horizontal axis, however deep."""
    if isinstance(part, list):
        return [x for each in part for x in _horizontal(each)]
    if not isinstance(part, dict):
        return []
    own = (
        [part["encoding"]["x"]] if isinstance(part.get("encoding"), dict) and "x" in part["encoding"] else []
    )
    return own + [x for key, each in part.items() if key != "datasets" for x in _horizontal(each)]


def _is_range(x: dict[str, Any]) -> bool:
    domain = (x.get("scale") or {}).get("domain")
    return (
        isinstance(domain, list) and len(domain) == 2 and all(isinstance(end, int | float) for end in domain)
    )


def moves(outcome: Outcome, language: str) -> str:
    """The migration matrix: from where to where issues moved, each paired with itself."""
    titles = Titles(outcome.policy, language)
    matrix = outcome.comparison.matrix("what-if")
    header = "".join(f"<th scope='col'>{escape(titles.fate(fate))}</th>" for fate in matrix.columns)
    lines = []
    for fate, row in matrix.iterrows():
        cells = "".join(
            f"<td{' class=same' if to == fate else ''}>{'' if missing(value) or value == 0 else f'{value:,.1f}'}</td>"
            for to, value in row.items()
        )
        lines.append(f"<tr><th scope='row'>{escape(titles.fate(str(fate)))}</th>{cells}</tr>")
    return (
        f"<h2>{escape(say('moves', language))}</h2><p class='note'>{escape(say('moves_about', language))}</p>"
        f"<div class='wide' tabindex='0' role='region' aria-label='{escape(say('moves', language))}'>"
        f"<table class='numbers'><thead><tr><td></td>{header}</tr></thead><tbody>{''.join(lines)}</tbody></table></div>"
    )
