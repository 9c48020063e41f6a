"""Mechanisms cross: whatever two meet, rows and numbers agree, order says nothing, and what has no effect is absent.

The covering array has every two levels of every two mechanisms in one of its cities at least.
"""

import csv
import math
from itertools import combinations
from pathlib import Path

import pandas
import pytest
from covering import covering_array, pairs_of
from crossing import DRAIN, policies, rich_town, rows, run_all, scenario, town
from mechanisms import ALL, laid, parsed
from recompute import Folder
from recompute_runs import agree, disagreements, sentence

NAMES = [f"row-{number}" for number in range(1, len(rows()) + 1)]
POLICIES = {f"policy-{number}": city for number, city in enumerate(policies(), start=1)}
#: What grows with the city where every unit and every pool is there twice.
EXTENSIVE = (
    "issues_arisen", "issues_closed", "visits", "duplicate_reports", "false_alarms", "staff_cost", "policy_cost", "events",
    "departures", "vacancies_mean", "weak_units_mean", "volunteer_time", "verify_time", "errands_done", "switch_time",
)
#: What is handed over at the end of a shift waits a second time, which its row does not tell.
HANDED_OVER = ("queue_length_mean", "grid")
WITHOUT_LINE = {"devolve_authority", "everyday_troubles", "task_streams"}
#: What is drawn with the ground: a second street has other units than the first.
GROUND = ("skew", "leadership", "coverage", "fractions")


@pytest.fixture(scope="session")
def cities() -> dict:
    return dict(zip(NAMES, map(scenario, rows()), strict=True)) | POLICIES


@pytest.fixture(scope="session")
def crossed(program, cities, tmp_path_factory) -> dict:
    made = run_all(program, cities, tmp_path_factory.mktemp("crossed"), "--issues", "--events")
    return {name: Folder(path, DRAIN) for name, path in made.items()}


def numbers(folder: Path) -> list[dict]:
    with (folder / "replications.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def same(one: str | None, other: str) -> bool:
    """To rounding: a sum over posts is not the product of a number and a wage."""
    return one == other or bool(one and other and math.isclose(float(one), float(other), rel_tol=1e-12))


def test_a_covering_array_has_every_pair():
    levels = {"a": 2, "b": 3, "c": 2, "d": 4}
    made = covering_array(levels)
    wanted = {(a, i, b, j) for a, b in combinations(levels, 2) for i in range(levels[a]) for j in range(levels[b])}
    assert set().union(*map(pairs_of, made)) == wanted
    assert len(made) < math.prod(levels.values()) / 2


def test_numbers_follow_from_the_rows(cities, crossed):
    """Conservation of issues, and Little's law: the lengths of lines in the summary are sums of waits in the rows."""
    wrong = []
    for name, key, given, value, slack in disagreements(crossed):
        city = cities[name.partition(",")[0]]
        if key == HANDED_OVER and city["tiers"][0].get("end_of_shift") == "hand over" and given > value:
            continue
        wrong.append(sentence(name, key, given, value, slack))
    assert not wrong, "\n".join(wrong)


def test_every_issue_is_once_in_the_rows_and_ends_one_way(crossed):
    for name, folder in crossed.items():
        keys = folder.issues[["replication", "case_id"]]
        assert not keys.duplicated().any(), name
        ends = folder.issues["ended"].notna()
        assert (folder.issues.loc[ends, "ended"] >= folder.issues.loc[ends, "arose"] - 1 / 60).all(), name


def test_units_add_up_to_the_summary(crossed):
    for name, folder in crossed.items():
        summary = folder.summary.set_index(["response", "class"])["mean"]
        for tier, units in folder.units.groupby("tier"):
            assert agree(units["visits"].sum(), summary["visits", tier], 1e-6 * len(units)), (name, tier)


def test_the_order_of_declaration_says_nothing(program, cities, crossed, tmp_path_factory):
    def turned(part, key="", kept=("tiers",)):
        if isinstance(part, dict):
            # What names no line goes to the one that is written first: errands, and what these measures bring or send.
            names = {use["id"] for use in part.get("measures", [])}
            kept = (*kept, "lines") if "errands" in part or names & WITHOUT_LINE else kept
            return {key: turned(value, key, kept) for key, value in reversed(part.items())}
        if isinstance(part, list) and key not in kept and all(isinstance(one, dict) and "id" in one for one in part):
            return [turned(one, key, kept) for one in reversed(part)]
        return [turned(one, key, kept) for one in part] if isinstance(part, list) else part

    other = {name: turned(city) for name, city in cities.items()}
    turned_round = run_all(program, other, tmp_path_factory.mktemp("turned"))
    for name in cities:
        one, two = (sorted(map(tuple, (row.values() for row in numbers(side))))
                    for side in (crossed[name].path, turned_round[name]))
        assert one == two, name


def test_a_mechanism_without_effect_is_absent(program, tmp_path_factory):
    """Whatever the plain town reports is reported the same; what comes on top is 0 or unknown, or a share that is 1."""
    still = {one.name.replace(" ", "-"): laid(town(), parsed(one.nothing)) for one in ALL if one.nothing}
    assert len(still) >= 15
    found = run_all(program, {"plain": town()} | still, tmp_path_factory.mktemp("still"))
    plain = {(row["replication"], row["response"], row["class"]): row["value"] for row in numbers(found.pop("plain"))}
    for name, folder in found.items():
        told = {(row["replication"], row["response"], row["class"]): row["value"] for row in numbers(folder)}
        differing = [key for key, value in plain.items() if key[1] != "events" and not same(told.get(key), value)]
        assert not differing, (name, differing[:5])


def test_twice_the_city_is_twice_the_numbers(program, tmp_path_factory):
    """A second street with all that it has; what is extensive doubles, within four standard errors."""
    def with_streets(city, number):
        return laid(city, {"city": {"units": {"street": number}}, "replications": 12})

    chosen = {
        name: scenario(row | dict.fromkeys(GROUND, 0), laid(town(), {"city": {"skew": None}}))
        for number, (name, row) in enumerate(zip(NAMES, rows(), strict=True)) if number % 3 == 0
    }
    root = tmp_path_factory.mktemp("doubled")
    single = run_all(program, {name: with_streets(city, 1) for name, city in chosen.items()}, root / "one")
    double = run_all(program, {name: laid(with_streets(city, 2), {"seed": 44}) for name, city in chosen.items()}, root / "two")
    wrong = []
    for name in chosen:
        sides = []
        for folder in (single[name], double[name]):
            values = pandas.read_csv(folder / "replications.csv", keep_default_na=False, na_values={"value": [""]})
            groups = values.dropna(subset="value").groupby(["response", "class"])["value"]
            sides.append({key: (values.mean(), values.var(ddof=1) / len(values)) for key, values in groups})
        for key, (mean, variance) in sides[0].items():
            if key[0] in EXTENSIVE:
                twice, spread = sides[1][key]
                error = 4 * math.sqrt(4 * variance + spread)
                if abs(twice - 2 * mean) > error + 1e-9 * abs(mean):
                    wrong.append(f"{name}: {key} is {mean:.4g} and {twice:.4g} ± {error:.2g}")
    assert not wrong, "\n".join(wrong)


def test_measures_of_dose_0_are_absent(program, tmp_path_factory):
    """Their responses are reported where they have any, and whatever the city reports without them is the same."""
    still = {
        name: city | {"measures": [use | {"dose": "0%"} for use in city["measures"]]} for name, city in POLICIES.items()
    }
    found = run_all(program, {"without": rich_town()} | still, tmp_path_factory.mktemp("dose-0"))
    without = {(row["replication"], row["response"], row["class"]): row["value"] for row in numbers(found.pop("without"))}
    for name, folder in found.items():
        told = {(row["replication"], row["response"], row["class"]): row["value"] for row in numbers(folder)}
        differing = [key for key, value in without.items() if key[1] != "events" and not same(told.get(key), value)]
        assert not differing, (name, differing[:5])
