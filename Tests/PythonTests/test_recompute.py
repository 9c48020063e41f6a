"""What the program reports of a city is what its own rows say, recomputed by `recompute.py`.

Every response is in one of the lists below by name: a new one that is in none fails `test_every_response_is_accounted_for`.
"""

import math

import pandas
import yaml
from recompute import RECOMPUTED
from recompute_files import Folder
from recompute_runs import PATHS, TOWN, agree, disagreements, every, listed, sentence
from recompute_trace import Trace

#: Student's quantile of two replications at 95 % is a tangent.
T_OF_TWO = math.tan(0.475 * math.pi)

#: From replications.csv: what other responses of the same replication give.
FROM_OTHER_RESPONSES = ("cost_per_closed_issue",)
#: From units.csv of one replication.
FROM_UNITS = ("overloaded_units",)
#: From timeline.csv of one replication, up to what changes within a day, and from the days around a change of policy.
FROM_TIMELINE = ("recovery_time", "vacancies_mean", "weak_units_mean", "weak_share")
#: From rows, units.csv and the scenario, in the plain town: what hours and staff are is in no file of a run.
FROM_SCENARIO = ("utilisation", "department_utilisation", "intake_utilisation", "staff_cost")
#: From a trace of the replication: sums of what people, units and measures do.
FROM_TRACE = (
    "policy_cost", "issues_avoided", "vacancy_share", "departures",
    "tenure_mean", "grade_mean", "weak_time_mean", "uncovered_share", "blank_share",
    "ownerless_time_mean", "volunteer_time", "volunteer_turnout", "active_members_share", "first_response_missed",
    "within_circle_share", "travel_time_mean", "proactive_share", "verify_time", "orders_refused",
    "collection_time_mean", "meeting_wait_mean", "meetings_held", "room_conflicts", "lent_issues", "switch_time",
    "digital_time_saved", "staff_moved", "expedited", "projects", "floor_norm_met", "stars_mean",
)
#: Of cities with observed routing only, which none here is: `RoutingTests` counts it.
NOT_HERE = ("routing_cut_short",)
LISTS = (
    RECOMPUTED, FROM_OTHER_RESPONSES, FROM_UNITS, FROM_TIMELINE, FROM_SCENARIO, FROM_TRACE, NOT_HERE,
)


def test_every_response_is_accounted_for(measured):
    reported = {response for folder in measured.values() for response in folder.summary["response"]}
    known = [name for names in LISTS for name in names]
    assert len(known) == len(set(known))
    assert reported <= set(known), f"in no list: {sorted(reported - set(known))}"
    assert set(known) - reported <= set(NOT_HERE)


def test_responses_follow_from_the_rows(measured):
    wrong = [sentence(*one) for one in disagreements(measured)]
    assert not wrong, "\n".join(wrong)


def test_responses_follow_from_the_trace(measured_alone):
    """Also those that rows tell, which says that trace and rows tell the same."""
    wrong = []
    seen = set()
    for name, folder in measured_alone.items():
        told = listed(folder, 1)
        for response, (value, _) in Trace(folder.path.with_suffix(".trace")).responses().items():
            if (response, "") not in told:
                continue
            given = told[response, ""]
            if given is not None and given != 0:
                seen.add(response)
            if (given is None) != (value is None) or (value is not None and not agree(given, value)):
                wrong.append(f"{name}: {response} is {given}, and by the trace {value}")
    assert not wrong, "\n".join(wrong)
    # A response that is nowhere but 0 has not been tried.
    assert set(FROM_TRACE) - seen == set()


def test_the_summary_is_the_mean_of_the_replications(measured):
    for name, folder in measured.items():
        known = folder.values.dropna(subset="value").groupby(["response", "class"])["value"]
        for row in folder.summary.itertuples():
            key = (row.response, row[2])
            values = known.get_group(key) if key in known.groups else []
            assert row.n == len(values), (name, key)
            if row.n == 2:
                assert agree(row.mean, values.mean()), (name, key)
                half = T_OF_TWO * values.std() / math.sqrt(2)
                # Equal values measure no spread, and have no interval of width zero.
                if half <= 1e-12 * abs(row.mean):
                    assert pandas.isna(row.half_width) and pandas.isna(row.ci_low), (name, key)
                    continue
                assert agree(row.mean, values.mean()) and agree(row.half_width, half, 1e-9 * abs(row.mean)), (name, key)
                assert agree(row.ci_low, row.mean - half, 1e-9) and agree(row.ci_high, row.mean + half, 1e-9)


def test_costs_of_a_closed_issue_are_costs_over_closed_issues(measured):
    for name, folder, replication in every(measured):
        told = listed(folder, replication)
        costs = told["staff_cost", ""] + (told.get(("policy_cost", "")) or 0)
        assert agree(told["cost_per_closed_issue", ""], costs / told["issues_closed", ""]), name


# What takes more than rows.


def test_overload_is_a_load_of_one_or_visits_without_staff(measured_alone):
    for name, folder in measured_alone.items():
        told = listed(folder, 1)
        for tier, units in folder.units.groupby("tier"):
            over = (units["load"] >= 1) | (units["load"].isna() & (units["visits"] > 0))
            assert agree(told["overloaded_units", tier], over.mean()), (name, tier)


def test_changes_of_the_day_bound_time_averages(measured_alone):
    """A number that is seen once a day is known up to what it changed by in between."""
    for name, folder in measured_alone.items():
        told = listed(folder, 1)
        for response, quantity in (("vacancies_mean", "vacant_posts"), ("weak_units_mean", "weak_units")):
            if (response, "") not in told:
                continue
            days = folder.timeline[folder.timeline["quantity"] == quantity]
            seen = days["mean"].to_numpy()
            first = (days["phase"] == "warm-up").sum()
            within = seen[first:]
            changes = abs(pandas.Series(seen[first - 1 :]).diff()).sum()
            assert abs(told[response, ""] - within.mean()) <= (changes + 2) / len(within), (name, response)
            if response == "weak_units_mean" and told["weak_share", ""]:
                # The town's units that can be weak are those of one tier or more.
                units = told[response, ""] / told["weak_share", ""]
                tiers = folder.units["tier"].value_counts()
                sums = {sum(chosen) for chosen in subsets(list(tiers))}
                assert any(agree(units, number) for number in sums), name


def subsets(numbers: list[int]) -> list[list[int]]:
    return [[number for bit, number in enumerate(numbers) if mask >> bit & 1] for mask in range(1, 1 << len(numbers))]


def test_a_city_has_recovered_when_no_more_is_open_than_before(measured_alone):
    """From the last change of the policy to the end of the first day with no more open than before the first."""
    checked = 0
    for name, folder in measured_alone.items():
        dates = changes(name, folder)
        told = listed(folder, 1).get(("recovery_time", ""))
        if not dates:
            assert told is None, name
            continue
        first, last = min(dates), max(dates)
        ends = range(1440, int(folder.length) + 1, 1440)
        is_open = dict(zip(ends, folder.replications[0].open_at(pandas.Series(ends).to_numpy()), strict=True))
        before = max(end for end in ends if end <= first)
        after = [end for end in ends if end >= last]
        recovered = next((end for end in after if is_open[end] <= is_open[before]), after[-1])
        assert told == max(0, recovered - last), name
        checked += 1
    assert checked >= 2


def changes(name: str, folder: Folder) -> list[float]:
    path = next(path for path in PATHS if path.stem == name)
    measures = yaml.safe_load(path.read_text(encoding="utf-8")).get("measures", [])
    dates = [measure[key] for measure in measures for key in ("from", "until") if key in measure]
    times = [(pandas.Timestamp(date) - folder.origin).total_seconds() / 60 for date in dates]
    return [time for time in times if 0 < time < folder.length]


def office(times: pandas.Series) -> pandas.Series:
    """Minutes of the town's office hours, Monday to Friday 09:00-12:00 and 13:00-17:00, since a Monday."""
    days, rest = times // 1440, times % 1440
    weeks, day = days // 7, days % 7
    today = (rest - 540).clip(0, 180) + (rest - 780).clip(0, 240)
    return weeks * 2100 + day.clip(upper=5) * 420 + today.where(day < 5, 0)


def test_utilisation_and_costs_of_the_plain_town(measured_alone):
    """Where everybody keeps office hours and every post is filled: work in the observation over staffed minutes."""
    folder = measured_alone["town"]
    town = yaml.safe_load(TOWN.read_text(encoding="utf-8"))
    (replication,) = folder.replications
    told = listed(folder, 1)
    communities = int((folder.units["tier"] == "community").sum())
    streets = int((folder.units["tier"] == "street").sum())
    staffed = office(pandas.Series([folder.length])).iloc[0]
    found, costs = {}, 0.0
    for tier in town["tiers"]:
        units = folder.units[folder.units["tier"] == tier["id"]]
        assert (units["staff"] == tier["staff"]).all()
        found["utilisation", tier["id"]] = "tier", "tier", tier["id"], units["staff"].sum()
        costs += units["staff"].sum() * yearly(tier)
    found["intake_utilisation", ""] = "intake", "role", "intake", communities * town["intake"]["staff"]
    costs += communities * town["intake"]["staff"] * yearly(town["intake"])
    for department in town["departments"]:
        found["department_utilisation", department["id"]] = "department", "activity", department["id"], streets
        costs += streets * department["staff"] * yearly(department)
    for key, (role, column, value, staff) in found.items():
        visits = replication.events[replication.events["role"].eq(role) & replication.events[column].eq(value)]
        start = office(visits["start_time"].fillna(folder.end).clip(0, folder.length))
        end = office(visits["end_time"].fillna(folder.end).clip(0, folder.length))
        work = (end - start).sum()
        assert abs(told[key] - work / staffed / staff) <= len(visits) / 60 / staffed / staff, key
    assert agree(told["staff_cost", ""], costs * folder.length / (365.25 * 1440))


def yearly(spec: dict) -> float:
    return float(str(spec["cost_per_worker"]).removesuffix(" per year"))
