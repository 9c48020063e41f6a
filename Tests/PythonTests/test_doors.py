"""What a new user types: times, lists of files, printed results, names that are nearly right."""

import datetime

import numpy
import pandas
import pytest
from conftest import SCENARIO

import issueflow
from issueflow.folders import fnv1a_128
from issueflow.report import write_report
from issueflow.words import options, plain, word

POLICY = "schema: 1\nname: less\ntitle: {en: Less paper, zh: 减负}\ntiers: [{id: grid, paperwork: 5%}]\n"


@pytest.fixture
def policy(tmp_path):
    path = tmp_path / "less.yaml"
    path.write_text(POLICY, encoding="utf-8")
    return path


def test_values_are_written_as_the_language_reads_them():
    assert word(datetime.timedelta(hours=1, minutes=30)) == "90 min"
    assert word(pandas.Timedelta("2 days")) == "2880 min"
    assert word(numpy.timedelta64(45, "s")) == "0.75 min"
    assert word(datetime.date(2025, 3, 1)) == word(pandas.Timestamp("2025-03-01")) == "2025-03-01"
    assert (word(True), word(None), word("25%"), word(0.25), word(numpy.float64(3))) == ("true", "none", "25%", "0.25", "3")
    assert word(1e-7) == "0.0000001"
    assert word([1, datetime.timedelta(minutes=5)]) == '[1, "5 min"]'
    assert plain({"a": (numpy.int64(3), datetime.date(2025, 1, 2))}) == {"a": [3, "2025-01-02"]}
    for wrong in [datetime.datetime(2025, 3, 1, 8), float("nan"), object()]:
        with pytest.raises(issueflow.IssueFlowError):
            word(wrong)
    assert options(with_=["a", ["b"]], settings={"x": 1}, force=True, seed=None) == [
        "--with=a", "--with=b", "--set=x=1", "--force"]


def test_settings_may_be_spans_dates_and_numbers(program, scenario):
    given = {
        "observe": datetime.timedelta(days=8), "start": datetime.date(2025, 6, 2), "tiers.grid.paperwork": 0.4,
        "tiers.grid.wait_limit": pandas.Timedelta("2h"),
    }
    result = issueflow.run(scenario, replications=2, settings=given, binary=program)
    assert result.manifest["observation"]["minutes"] == 8 * 1440
    assert result.manifest["observation"]["start"] == "2025-06-02"
    written = {"observe": "8 days", "start": "2025-06-02", "tiers.grid.paperwork": "40%", "tiers.grid.wait_limit": "2 h"}
    same = issueflow.run(scenario, replications=2, settings=written, binary=program)
    assert same.manifest["fingerprints"] == result.manifest["fingerprints"]


def test_columns_of_times_are_times(program, scenario):
    result = issueflow.run(scenario, replications=2, issues=True, events=True, binary=program)
    for file in ["issues.csv", "events.csv"]:
        table = result.table(file)
        fields = result._files.package[file]["fields"]
        times = [field["name"] for field in fields if field["type"] == "datetime"]
        assert times and all(pandas.api.types.is_datetime64_any_dtype(table[name]) for name in times)
    closed = result.table("issues.csv")
    closed = closed[closed["closed_at"] != ""] if "closed_at" in closed else closed
    assert len(closed)
    plainer = issueflow.run(scenario, replications=2, binary=program)
    with pytest.raises(issueflow.IssueFlowError, match="issues=True"):
        plainer.table("issues.csv")


def test_compare_takes_a_list_and_policies_without_a_city(program, scenario, policy, tmp_path):
    other = tmp_path / "other.yaml"
    other.write_text(SCENARIO.replace("name: base", "name: other").replace("paperwork: 20%", "paperwork: 5%"))
    listed = issueflow.compare([scenario, other], replications=3, binary=program)
    laid = issueflow.compare(scenario, with_=policy, replications=3, binary=program)
    assert listed.matrix("other").equals(laid.matrix("less"))
    assert laid.names("zh")["less"] == "减负" and laid.manifest["policies_laid_over"][0]["policy"] == "less"
    run = issueflow.run(scenario, with_=[policy], replications=3, binary=program)
    assert [layer["file"] for layer in run.manifest["laid_over"]] == [scenario.name, policy.name]
    assert f"--with {policy.name}" in issueflow.report.method.command(run)
    with pytest.raises(issueflow.IssueFlowError, match="with_="):
        issueflow.compare(scenario, binary=program)


def test_a_result_says_what_it_is(program, scenario, policy, design, tmp_path):
    run = issueflow.run(scenario, tmp_path / "run", replications=4, binary=program)
    assert "base: 4 replications, seed 5" in str(run) and "closed at Grid" in str(run) and "targets: " in str(run)
    assert str(tmp_path / "run") in str(run) and repr(run).startswith("<RunResult: base: 4") and "0x" not in repr(run)
    assert run._repr_html_().startswith("<p><strong>base")
    compared = issueflow.compare(scenario, with_=policy, replications=3, binary=program)
    assert str(compared).startswith("less compared with base: 3 replications") and "Less paper: closed at" in str(compared)
    swept = issueflow.sweep(design, progress=False, binary=program)
    assert "points of paperwork, staff" in str(swept)


def test_unknown_names_get_one_suggestion(program, scenario, policy, design):
    swept = issueflow.sweep(design, progress=False, binary=program)
    wide = swept.wide("share")
    assert set(wide["class"]) == {"grid", "community", "street"}
    assert swept.wide("share.grid").equals(swept.wide("share", "grid"))
    for asked, words in [
        (("shar",), "did you mean 'share'"), (("share", "gird"), "did you mean 'share.grid'"),
        (("time_to_close_maen",), "did you mean 'time_to_close_mean'"),
    ]:
        with pytest.raises(issueflow.IssueFlowError, match=words) as caught:
            swept.wide(*asked)
        assert len(str(caught.value)) < 200
    with pytest.raises(issueflow.IssueFlowError, match="say which"):
        swept.main_effects("share")
    with pytest.raises(issueflow.IssueFlowError, match="points are 1 to"):
        swept.settings(999)
    compared = issueflow.compare(scenario, with_=policy, replications=2, binary=program)
    with pytest.raises(issueflow.IssueFlowError, match="did you mean 'less'"):
        compared.matrix("les")


def test_a_smaller_result_needs_force_and_an_old_page_is_told(program, scenario, tmp_path, still):
    out = tmp_path / "out"
    issueflow.run(scenario, out, replications=4, binary=program)
    page = write_report(out, lang="en").page
    with pytest.raises(issueflow.IssueFlowError, match="4 replications would become 2"):
        issueflow.run(scenario, out, replications=2, binary=program)
    assert "Outdated" not in page.read_text(encoding="utf-8")
    assert fnv1a_128((out / "manifest.json").read_bytes()) in page.read_text(encoding="utf-8")
    smaller = issueflow.run(scenario, out, replications=2, force=True, binary=program)
    assert "Outdated" in page.read_text(encoding="utf-8")
    assert "earlier results" in str(smaller)
    write_report(out, lang="en")
    assert "Outdated" not in page.read_text(encoding="utf-8") and "earlier results" not in str(smaller)


def test_faults_of_a_mapping_name_no_temporary_file(program, design, tmp_path):
    wrong = {**design, "factors": [{"id": "paperwork", "path": "tiers.gird.paperwork", "values": ["20%"]}]}
    with pytest.raises(issueflow.IssueFlowError, match=r"^design:\d+:\d+: error: .*did you mean 'grid'") as caught:
        issueflow.sweep(wrong, progress=False, binary=program)
    assert "/tmp" not in str(caught.value) and ".design.yaml" not in str(caught.value)


def test_fit_takes_what_the_command_takes(program, tmp_path):
    rows = ["case,opened,closed"]
    begin = datetime.datetime(2025, 1, 6, 8)
    for number in range(200):
        opened = begin + datetime.timedelta(hours=3 * number)
        rows.append(f"{number},{opened:%Y-%m-%d %H:%M},{opened + datetime.timedelta(hours=1 + number % 30):%Y-%m-%d %H:%M}")
    log = tmp_path / "log.csv"
    log.write_text("\n".join(rows) + "\n")
    mapped = {
        "schema": 1, "name": "city", "columns": {"case": "case", "opened": "opened", "closed": "closed"},
        "tiers": [{"id": "grid", "rest": True}],
    }
    fitted = issueflow.fit(
        log, mapped, tmp_path / "city.yaml", holdout=0.3, replications=3, seed=4, jobs=1, binary=program)
    assert fitted.scenario.exists() and str(fitted).startswith(str(fitted.scenario)) and "0x" not in repr(fitted)
    with pytest.raises(issueflow.IssueFlowError):
        issueflow.fit(log, mapped, tmp_path / "city.yaml", binary=program)
    issueflow.fit(log, mapped, tmp_path / "city.yaml", holdout="30%", force=True, replications=2, binary=program)
    with pytest.raises(issueflow.IssueFlowError, match=r"^map:"):
        issueflow.fit(log, {**mapped, "tears": []}, tmp_path / "other.yaml", binary=program)


@pytest.mark.parametrize(("old", "new"), [("set", "settings")])
def test_old_names_of_parameters_warn(program, scenario, old, new):
    with pytest.warns(DeprecationWarning, match=f"'{old}' is now called '{new}'"):
        issueflow.run(scenario, replications=2, binary=program, **{old: {"tiers.grid.paperwork": "10%"}})
