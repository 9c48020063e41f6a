"""What a trace tells: sums of what people, units and measures did, added up anew from its lines.

A trace has the events of the first replication in order, and between them what each adds to a sum, whether or not the
observation is open. The subtrees of a city follow each other, and time begins anew with each.
"""

from __future__ import annotations

import itertools
import re
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import pandas
from recompute_files import Value, ratio

MINUTES_PER_YEAR = 365.25 * 1440
STRETCH = r"(?P<fact>\w+)\(from: (?P<first>\S+), to: (?P<last>\S+), times: (?P<times>\S+)\)"
AMOUNT = r"(?P<fact>\w+)\((?P<amount>-?[\d.]+(?:e[-+]?\d+)?)\)"
COST = r"policyCost\((?P<measure>\w+), perYear: (?P<per_year>\S+)\)"


class Ratio(NamedTuple):
    """A response: facts over a fact, over the minutes of the observation, or over nothing."""

    numerator: str
    denominator: str = ""


#: `issueflow explain` and MeasurementRules.md, written down a second time.
RESPONSES = {
    "issues_avoided": Ratio("avoided"),
    "issues_induced": Ratio("induced"),
    "vacancy_share": Ratio("vacantMinutes", "postMinutes"),
    "vacancies_mean": Ratio("vacantMinutes", "window"),
    "departures": Ratio("departures"),
    "tenure_mean": Ratio("tenure", "departures"),
    "grade_mean": Ratio("gradeMinutes", "postMinutes"),
    "weak_units_mean": Ratio("weakMinutes", "window"),
    "weak_share": Ratio("weakMinutes", "unitMinutes"),
    "weak_time_mean": Ratio("weakSpellMinutes", "weakSpells"),
    "uncovered_share": Ratio("uncovered", "arisen"),
    "blank_share": Ratio("blank", "arisen"),
    "ownerless_time_mean": Ratio("ownerlessMinutes", "ownerless"),
    "volunteer_time": Ratio("volunteerMinutes"),
    "volunteer_turnout": Ratio("volunteersCame", "volunteersCalled"),
    "active_members_share": Ratio("membersActive", "membersAsked"),
    "first_response_share": Ratio("responderSettled", "arisen"),
    "first_response_missed": Ratio("responderTried", "responderReached"),
    "within_circle_share": Ratio("withinCircle", "visitsOnFoot"),
    "travel_time_mean": Ratio("travelMinutes", "visitsOnFoot"),
    "proactive_share": Ratio("proactive", "closedIssues"),
    "verify_time": Ratio("verifyMinutes"),
    "orders_refused": Ratio("refused", "ordered"),
    "order_time_mean": Ratio("orderMinutes", "ordersAnswered"),
    "join_time_mean": Ratio("joinMinutes", "joined"),
    "collection_time_mean": Ratio("collectMinutes", "collected"),
    "meeting_wait_mean": Ratio("meetingWaitMinutes", "meetingWaits"),
    "meetings_held": Ratio("meetingsHeld", "meetingsDue"),
    "room_conflicts": Ratio("roomConflicts", "meetingsDue"),
    "lent_issues": Ratio("lent"),
    "switch_time": Ratio("switchMinutes"),
    "errands_done": Ratio("errands"),
    "retries": Ratio("retried"),
    "digital_time_saved": Ratio("adoptionMinutes"),
    "line_duplicates": Ratio("lineDuplicates"),
    "staff_moved": Ratio("staffMoved"),
    "expedited": Ratio("expedited"),
    "projects": Ratio("projects"),
    "floor_norm_met": Ratio("floorMet", "floorUnits"),
    "stars_mean": Ratio("stars", "starUnits"),
}


class Trace:
    """The lines of a trace that count something, and what they come to in the observation."""

    def __init__(self, path: Path) -> None:
        lines = pandas.read_csv(path, sep="\t", dtype={"event": str})
        self.events = lines["event"]
        self.times = lines["minutes"]
        opens = self.times[self.events == "windowOpens"]
        closes = self.times[self.events == "windowCloses"]
        # One of each in every subtree, all at the same times.
        assert opens.nunique() == 1 and closes.nunique() == 1 and len(opens) == len(closes)
        self.first, self.last = opens.iloc[0], closes.iloc[0]
        self.length = self.last - self.first

    @cached_property
    def amounts(self) -> pandas.DataFrame:
        """What occurred in the observation: a fact and an amount."""
        rows = self.events.str.extract(f"^{AMOUNT}$").assign(time=self.times)
        facts = rows["fact"].notna() & ~self.events.str.match(EVENTS_WITH_ONE_NUMBER)
        counts = facts | self.events.str.match(rf"^{STRETCH}$") | self.events.str.startswith("policyCost")
        cause = self.events.where(~counts).ffill()
        # The marks of the window come first among what happens at one instant; accounts are closed just after the last.
        inside = (self.times >= self.first) & (self.times < self.last)
        inside |= (self.times == self.last) & (cause == "windowCloses")
        rows = rows[facts & inside]
        return rows.assign(amount=rows["amount"].astype(float))

    @cached_property
    def stretches(self) -> pandas.DataFrame:
        """What lasted, cut to the observation: a fact, minutes, and how often they count."""
        rows = self.events.str.extract(f"^{STRETCH}$").dropna()
        numbers = rows[["first", "last", "times"]].astype(float)
        minutes = numbers["last"].clip(upper=self.last) - numbers["first"].clip(lower=self.first)
        return rows[["fact"]].assign(minutes=minutes.clip(lower=0), times=numbers["times"])

    @cached_property
    def sums(self) -> dict[str, float]:
        found = self.amounts.groupby("fact")["amount"].sum().to_dict()
        lasted = (self.stretches["minutes"] * self.stretches["times"]).groupby(self.stretches["fact"]).sum()
        for fact, minutes in lasted.items():
            found[fact] = found.get(fact, 0.0) + minutes
        return found | {"window": self.length}

    @cached_property
    def policy_cost(self) -> float:
        """Costs a year of every measure, each from the start of its stretch of the policy to the next."""
        rows = self.events.str.extract(f"^{COST}$").assign(time=self.times).dropna()
        starts = sorted(rows["time"].unique())
        ends = dict(itertools.pairwise([*starts, float("inf")]))
        minutes = rows["time"].map(ends).clip(upper=self.last) - rows["time"].clip(lower=self.first)
        return (rows["per_year"].astype(float) * minutes.clip(lower=0)).sum() / MINUTES_PER_YEAR

    def responses(self) -> dict[str, Value]:
        found = {"policy_cost": Value(self.policy_cost)}
        for name, (numerator, denominator) in RESPONSES.items():
            above = self.sums.get(numerator, 0.0)
            found[name] = ratio(above, self.sums.get(denominator, 0.0)) if denominator else Value(above)
        return found


#: Events whose only payload is written like an amount.
EVENTS_WITH_ONE_NUMBER = re.compile(
    r"^(phaseBegins|dayBegins|stationOpens|sliceBegins|issueArises|issueShows|issueRecurs|selfHelpEnds|reportArrives|"
    r"issueReaches|outsideEnds|issueReopens|sessionBegins|limitPasses)\("
)
