"""What the what-if page does, without a browser."""

import io
import json
import math
import shutil
import zipfile

import pandas
import pytest
import yaml

import issueflow
from issueflow.language import Speech
from issueflow.whatif import catalogue, panel, policy, scenarios, simulate, view
from issueflow.whatif.texts import TEXTS


@pytest.fixture(scope="module")
def measures(program):
    return catalogue.read(program)


@pytest.fixture(scope="module")
def places(measures, program):
    return scenarios.shipped(measures, program)


@pytest.fixture(scope="module")
def workshop(program):
    return simulate.Workshop(program)


def choice(**changed):
    return {
        "scenario": "small-town",
        "replications": 4,
        "seed": 1,
        "doses": {"relieve_paperwork": 1.0},
    } | changed


@pytest.fixture(scope="module")
def outcome(workshop, measures, places):
    return workshop.outcome(policy.request(choice(), places, measures))


def test_measures_are_the_programs_own(measures):
    assert [measure["number"] for measure in measures.measures] == list(range(1, 44))
    grouped = [[m["number"] for m in measures.measures if m["area"] == area["id"]] for area in measures.areas]
    assert [(group[0], group[-1]) for group in grouped] == [(1, 10), (11, 18), (19, 23), (24, 26), (27, 43)]
    orders = measures.measure("community_orders")
    assert catalogue.costs(orders, "en") == [
        "Cost of running orders in each second-tier unit: CNY 2,000 per year"
    ]
    assert "2,000 元/年" in catalogue.costs(orders, "zh")[0]
    # A price of nothing is none.
    assert catalogue.costs(measures.measure("relieve_paperwork"), "en") == []


def test_everything_offered_is_in_both_languages(measures, places):
    offered = panel.offer(measures, places)
    assert all(set(text) == {"en", "zh"} and all(text.values()) for text in TEXTS.values())
    for measure in offered["measures"]:
        for key in ("title", "mechanism", "side_effect"):
            assert measure[key]["en"] and measure[key]["zh"]
        assert len(measure["costs"]["en"]) == len(measure["costs"]["zh"])
    assert [place["title"]["zh"] for place in offered["scenarios"]][:1] == ["小城"]
    assert len({place["title"]["en"] for place in offered["scenarios"]}) == len(places)
    # What a scenario lacks for a measure is told, in both languages; the richest town lacks nothing.
    lacking = {place["id"]: place["unusable"] for place in offered["scenarios"]}
    assert "tiers.lines" in lacking["small-town"]["merge_grids"]["en"]
    assert "条线" in lacking["small-town"]["merge_grids"]["zh"]
    assert lacking["everything-base"] == {}
    json.dumps(offered)


def test_request_is_what_the_page_offers(measures, places):
    asked = policy.request(
        choice(doses={"relieve_paperwork": 0.5, "pivot": 0, "city_steering": 1}), places, measures
    )
    # In the order in which measures act, without those at 0.
    assert asked.doses == (("city_steering", 1.0), ("relieve_paperwork", 0.5))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"scenario": "../../etc/passwd"}, "scenario: there is no '../../etc/passwd'"),
        ({"scenario": ["small-town"]}, "scenario: there is no"),
        ({"replications": 1}, "replications: a whole number from 2 to 100 (was 1)"),
        ({"replications": True}, "replications: a whole number"),
        ({"replications": 5.5}, "replications: a whole number"),
        ({"seed": -1}, "seed: a whole number from 0 to 4294967295 (was -1)"),
        ({"seed": "1; rm -rf /"}, "seed: a whole number"),
        (
            {"doses": {"relieve_paperwork": 1.5}},
            "relieve_paperwork: a dose is a number from 0 to 1 (was 1.5)",
        ),
        ({"doses": {"relieve_paperwork": math.nan}}, "relieve_paperwork: a dose is a number"),
        ({"doses": {"relieve_paperwork": "50%"}}, "relieve_paperwork: a dose is a number"),
        ({"doses": {"$(id)": 1}}, "$(id): there is no such measure"),
        ({"doses": {"merge_grids": 1}}, "merge_grids: the measure needs `tiers.lines`"),
        ({"doses": None}, "doses: measures with a dose each"),
    ],
)
def test_request_that_the_page_does_not_offer_is_refused(changed, said, measures, places):
    with pytest.raises(policy.RequestError) as caught:
        policy.request(choice(**changed), places, measures)
    assert said in str(caught.value)


def test_all_problems_are_told_at_once(measures, places):
    with pytest.raises(policy.RequestError) as caught:
        policy.request({"scenario": None, "doses": {"x": 2}}, places, measures)
    assert len(str(caught.value).splitlines()) == 5


@pytest.mark.parametrize(
    ("dose", "text"), [(1, "100%"), (0.5, "50%"), (0.075, "7.5%"), (0.29, "29%"), (1e-6, "0.0001%")]
)
def test_dose_is_written_as_chosen(dose, text):
    assert policy.share(dose) == text


def test_measures_change_what_comes_out(outcome):
    before, after = outcome.baseline.value("utilisation", "grid"), outcome.policy.value("utilisation", "grid")
    assert after < before - 0.05
    row = next(
        row for row in view.rows(outcome, "en") if row["name"] == "utilisation" and row["part"] == "grid"
    )
    assert row["difference"] == pytest.approx(after - before)
    assert view.difference(row, Speech("en")).startswith("−")


def test_without_measures_nothing_differs(workshop, measures, places):
    same = workshop.outcome(policy.request(choice(doses={}), places, measures))
    assert {view.difference(row, Speech("en")) for row in view.rows(same, "en")} == {"none at all"}
    assert same.policy.decision == same.baseline.decision


def test_outcomes_are_kept(workshop, outcome, measures, places):
    again = workshop.outcome(policy.request(choice(), places, measures))
    assert again is outcome
    other = workshop.outcome(policy.request(choice(doses={"relieve_paperwork": 0.5}), places, measures))
    assert other.baseline is outcome.baseline and other is not outcome


def test_scenario_without_targets_is_judged_by_70_20_10(workshop, measures, places):
    asked = policy.request(
        choice(scenario="everything-base", doses={"merge_grids": 1.0}, replications=2), places, measures
    )
    made = workshop.outcome(asked)
    bands = made.policy.shares.set_index("tier")[["lower", "upper"]]
    assert bands.loc["grid"].tolist() == pytest.approx([0.65, 0.75])
    assert "70/20/10" in view.verdicts(made, "zh")


def test_mixture_that_is_none_is_explained_in_both_languages(workshop, measures, places):
    # Points for members change nothing where no measure brings members.
    asked = policy.request(choice(doses={"member_points": 1.0}), places, measures)
    with pytest.raises(issueflow.IssueFlowError) as caught:
        workshop.outcome(asked)
    assert "measures.member_points" in caught.value.english and "/" not in caught.value.english
    assert "措施" in caught.value.chinese


def test_download_runs_again_to_the_same_numbers(outcome, program, tmp_path):
    place = tmp_path / "Scenarios"
    place.mkdir()
    shutil.copy(outcome.asked.scenario.path, place / outcome.asked.scenario.file)
    (place / "what-if.yaml").write_text(policy.download(outcome.asked), encoding="utf-8")
    again = issueflow.run(place / "what-if.yaml", replications=4, seed=1, binary=program)
    pandas.testing.assert_frame_equal(again.summary, outcome.policy.summary)
    assert yaml.safe_load(policy.download(outcome.asked))["measures"] == [
        {"id": "relieve_paperwork", "dose": "100%"}
    ]


def test_archive_holds_all_files_and_no_path_of_this_machine(outcome):
    with zipfile.ZipFile(io.BytesIO(outcome.archive())) as archive:
        names = set(archive.namelist())
        texts = [archive.read(name).decode("utf-8") for name in names]
    assert {
        "what-if.yaml",
        "baseline/summary.csv",
        "what-if/replications.csv",
        "comparison/comparison.csv",
    } <= names
    assert not any(str(outcome.policy.folder.parent) in text for text in texts)
    assert outcome.archive() == outcome.archive()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_page_shows_verdicts_table_moves_and_figures(outcome, language):
    shown = view.verdicts(outcome, language) + view.table(outcome, language) + view.moves(outcome, language)
    assert shown.count("data-decision") == 2
    assert ("结论" in shown) == (language == "zh")
    figures = view.pictures(outcome, language, 400)
    for pair in figures.values():
        for figure in pair:
            assert figure.to_dict()["usermeta"]["embedOptions"]["actions"]["editor"] is False
    # What is beside each other is drawn on one scale.
    left, right = (
        [x["scale"]["domain"] for x in view._horizontal(f.to_dict()) if view._is_range(x)]
        for f in figures["leaks"]
    )
    assert left == right and left


def row(**values):
    return {"difference": 0.01, "half_width": 0.004, "ci_low": 0.006, "ci_high": 0.014, "unit": "1"} | values


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (row(), "+1.00 ± 0.40 points"),
        (row(difference=-0.001, ci_low=-0.005, ci_high=0.003), "−0.10 ± 0.40 points (not distinct)"),
        (row(difference=0, half_width=0, ci_low=0, ci_high=0), "none at all"),
        (
            row(difference=0.02, half_width=math.nan, ci_low=math.nan, ci_high=math.nan),
            "+2.00 points (no interval is known)",
        ),
        (row(difference=math.nan), "not observed"),
        (row(difference=-600, half_width=60, ci_low=-660, ci_high=-540, unit="min"), "−10.0 ± 1.0 h"),
        (row(difference=1234, half_width=100, ci_low=1134, ci_high=1334, unit="CNY"), "+1,234 ± 100 CNY"),
    ],
)
def test_difference_is_said_with_its_interval(given, said):
    assert view.difference(given, Speech("en")) == said


def test_meter_counts_each_stage_once():
    told = []
    meter = simulate.Meter(lambda steps, stage: told.append(steps))
    # A baseline that is kept is not run again, and its stage counts as done.
    for stage, share in [(1, 0), (1, 0.5), (1, 1), (2, 0), (2, 1)]:
        meter(stage, share)
    assert sum(told) == simulate.Meter.TOTAL and min(told) >= 0
