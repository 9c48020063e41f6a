"""Every mechanism of the scenario language, as what it changes in the plain town, alone or together with any other.

`nothing` is the mechanism there and without effect, by a rate, share or time of nothing, where the language can say so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import yaml


def parsed(text: str) -> dict[str, Any]:
    return yaml.safe_load(text)


@dataclass(frozen=True)
class Mechanism:
    """Each level is a part of a scenario; level 0 of the covering array is its absence."""

    name: str
    levels: tuple[str, ...]
    nothing: str | None = None


def laid(below: Any, above: Any) -> Any:
    """A part over a scenario: mappings join, lists join by `id`, and what is null above goes."""
    if isinstance(below, dict) and isinstance(above, dict):
        joined = {key: laid(below.get(key), value) if key in below else value for key, value in above.items()}
        return {key: value for key, value in {**below, **joined}.items() if value is not None}
    if isinstance(below, list) and isinstance(above, list) and all(isinstance(one, dict) and "id" in one for one in above):
        news = {one["id"]: one for one in above}
        known = [laid(one, news.pop(one["id"])) if one["id"] in news else one for one in below]
        return known + list(news.values())
    return above


def tier(of: str, text: str) -> str:
    return f"tiers: [{{id: {of}, {text}}}]"


ALL = [
    Mechanism("lines", (
        "tiers: [{id: grid, line_duplicates: 5%, line_check: 10 min, lines: [{id: order_line, staff: 1}, {id: civil_line, staff: 1}]}]\n"
        "types: [{id: parking, line: order_line}, {id: rubbish, line: order_line}, {id: dispute, line: civil_line}, {id: property, line: civil_line}]",)),
    Mechanism("turnover", (
        "tiers: [{id: grid, turnover: {quit_rate: 3 per year, lead_time: exponential(20 days), ramp_up: 20 days, newcomer_pace: 60%}},"
        " {id: community, turnover: {quit_rate: 2 per year, lead_time: exponential(20 days)}}]",),
        "tiers: [{id: grid, turnover: {quit_rate: 0 per year, lead_time: exponential(20 days), ramp_up: 20 days, newcomer_pace: 60%}}]"),
    Mechanism("weakness", (tier("grid", "weakness: {onset: 6 per year, recovery: 20 days, pace: 60%, competence: 0.1}"),),
              tier("grid", "weakness: {onset: 0 per year, recovery: 20 days, pace: 60%, competence: 0.1}")),
    Mechanism("coverage", (tier("grid", "coverage: {covered: 90%, effective: 80%, period: 10 days}"),),
              tier("grid", "coverage: {covered: 100%, effective: 100%, period: 10 days}")),
    Mechanism("leadership", ("tiers: [{id: grid, leadership: {sd: 0.05}}, {id: community, leadership: {sd: 0.08}}]",),
              tier("grid", "leadership: {sd: 0}")),
    Mechanism("floor", (tier("community", "floor: {area: 25, per_seat: 15, norm_per_100_households: 30}"),),
              tier("community", "floor: {area: 1000000, per_seat: 15}")),
    Mechanism("overflow", (tier("grid", "waiting_room: 3"),), tier("grid", "waiting_room: 1000000")),
    Mechanism("end of shift", (tier("grid", "end_of_shift: finish and leave"), tier("grid", "end_of_shift: hand over"))),
    Mechanism("discipline", (tier("grid", "discipline: first come"), tier("grid", "discipline: earliest deadline"))),
    Mechanism("referral", (tier("grid", "referral: {base: 5%, rise: 30%, at_queue: 4}"),), tier("grid", "referral: {base: 0%, rise: 0%, at_queue: 4}")),
    Mechanism("send down", (tier("community", "send_down: 20%, send_down_delay: exponential(2 h)"),), tier("community", "send_down: 0%")),
    Mechanism("collection", (tier("grid", "collect_every: 1 day"),)),
    Mechanism("switching", (tier("grid", "switching: 10 min"),), tier("grid", "switching: 0 min")),
    Mechanism("overdue", (tier("grid", "overdue: stay"),)),
    Mechanism("no wait limit", ("tiers: [{id: grid, wait_limit: null}, {id: community, wait_limit: null}]",)),
    Mechanism("night and weekend", (
        'calendars: [{id: late, week: "Mon-Sun 00:00-02:00 06:00-14:00 22:00-24:00"}]\ntiers: [{id: grid, calendar: late}]',)),
    Mechanism("always open", ("tiers: [{id: street, calendar: always}]",)),
    Mechanism("volunteers", (
        'volunteers: [{id: members, per_unit: 3, response: 40%, sessions: "Wed 19:00", stay: 2 h}, {id: students, per_unit: 2, response: 60%, sessions: "Sat 09:00", pace: 0.7}]',),
        'volunteers: [{id: members, per_unit: 3, response: 0%, sessions: "Wed 19:00"}]'),
    Mechanism("responders", (
        "responders: [{id: firm, coverage: 40%, per_unit: 1, calendar: office, work: exponential(1 h), competence: {level: 0.4, spread: 0.1}, delay: 1 h}]",),
        "responders: [{id: firm, coverage: 0%, per_unit: 1, calendar: office, work: exponential(1 h), competence: {level: 0.4, spread: 0.1}}]"),
    Mechanism("errands", ("errands: [{id: forms, rate: 2 per unit per day, work: exponential(30 min)}, {id: visits, rate: 1 per unit per week, profile: day, work: 1 h}]",),
              "errands: [{id: forms, rate: 0 per unit per day, work: exponential(30 min)}]"),
    Mechanism("joint meeting", (
        'joint_meeting: {at: community, sessions: "Thu 14:00", batch: 4, quorum: 80%, success: 60%, duration: 1 h, attempts: 2}\ntypes: [{id: property, joint_meeting: 30%}]',),
        'joint_meeting: {at: community, sessions: "Thu 14:00", batch: 4, quorum: 80%, success: 60%, duration: 1 h, attempts: 2}\ntypes: [{id: property, joint_meeting: 0%}]'),
    Mechanism("rooms", ("deliberation: {rooms: 1, other_use: 0.5}",)),
    Mechanism("ownerless", ("types: [{id: property, ownerless: 20%, ownerless_delay: exponential(4 days)}]",), "types: [{id: property, ownerless: 0%, ownerless_delay: exponential(4 days)}]"),
    Mechanism("blank spots", ("types: [{id: parking, blank: 15%}, {id: property, blank: 20%}]",), "types: [{id: parking, blank: 0%}]"),
    Mechanism("worsening", ("types: [{id: rubbish, worsening: 0.1 per day}, {id: dispute, worsening: 0.02 per day}]",), "types: [{id: rubbish, worsening: 0 per day}]"),
    Mechanism("over-dispersion", ("types: [{id: parking, over_dispersion: 0.5}]",), "types: [{id: parking, over_dispersion: 0}]"),
    Mechanism("observed routing", (
        "types: [{id: dispute, authority: null, complexity: null, routing: {grid: {community: {share: 40%, after: exponential(2 h)}}, community: {street: 30%, grid: 5%}, street: {community: 10%}}}]",)),
    Mechanism("start above", ("types: [{id: rubbish, start_at: {grid: 80%, community: 15%, street: 5%}}]",)),
    Mechanism("verification", ("channels: [{id: hotline, verify: exponential(15 min)}]",)),
    Mechanism("circle", ("channels: [{id: visit, circle: {centres: 0.5, area: 4, beyond: 30%}}]",)),
    Mechanism("no intake", ("intake: null\nchannels: [{id: hotline, duplicates: null, false_alarms: null}]",)),
    Mechanism("no whistle", ("whistle: {at: community}", "whistle: {at: grid}")),
    Mechanism("no feedback", ("feedback: null",)),
    Mechanism("false closing", ("feedback: {false_closure: {grid: 10%, community: 5%}, at_most: 3}",), "feedback: {false_closure: {grid: 0%}}"),
    Mechanism("no withdrawal", ("withdrawal: null",)),
    Mechanism("skew", ("city: {skew: null}", "city: {skew: \"gamma(mean: 1, cv: 1.5)\"}")),
    Mechanism("backlog", ("backlog: 5 days",)),
    Mechanism("phases", (
        "measures: [{id: relieve_paperwork, dose: 60%, from: 2025-03-10, until: 2025-03-20}, {id: devolve_authority, dose: 80%, staff_moved: 0%, from: 2025-03-14}]",),
        "measures: [{id: relieve_paperwork, dose: 0%}]"),
    Mechanism("generator", ("generator: mt19937",)),
    Mechanism("fractions", ("tiers: [{id: grid, staff: 1.4}, {id: community, staff: 1.7}]",)),
]
BY_NAME = {one.name: one for one in ALL}
