"""The functions against the real program."""

import pytest
from conftest import SCENARIO, files

import issueflow


def test_run_gives_frames_with_units(program, scenario, tmp_path):
    result = issueflow.run(scenario, tmp_path / "out", replications=4, binary=program)
    share = result.summary.query("response == 'share' and `class` == 'grid'").iloc[0]
    assert 0 < share["mean"] < 1
    assert result.units.attrs["units"]["time_to_close"] == "min"
    assert len(result.replications["replication"].unique()) == 4
    assert result.verdict["decision"] in {"met", "not met", "undecided"}
    assert result.timeline["date"].is_monotonic_increasing


def test_settings_reach_the_program(program, scenario):
    plain = issueflow.run(scenario, replications=2, binary=program)
    changed = issueflow.run(scenario, replications=2, settings={"types.noise.authority.grid": "30%"}, binary=program)
    def grid(result):
        return result.summary.query("response == 'share' and `class` == 'grid'")["mean"].iloc[0]
    assert grid(changed) < grid(plain) - 0.2


def test_errors_are_the_programs_own(program, tmp_path):
    bad = tmp_path / "bad.yaml"
    bad.write_text("schema: 1\nname: x\ntyps: []\n", encoding="utf-8")
    with pytest.raises(issueflow.IssueFlowError, match="did you mean 'types'") as caught:
        issueflow.run(bad, binary=program)
    assert caught.value.exit_code == 2


def test_sweep_of_a_mapping(program, design, tmp_path):
    result = issueflow.sweep(design, tmp_path / "out", progress=False, binary=program)
    assert list(result.design.columns) == ["design_point", "paperwork", "staff"]
    assert result.design.attrs["units"]["paperwork"] == "%"
    assert len(result.wide("share", "grid")) == 30
    effects = result.main_effects("share", "grid")
    assert len(effects) == 5
    # Effects of a factor's levels add up to nothing.
    assert abs(effects[effects["factor"] == "paperwork"]["effect"].sum()) < 1e-12
    with pytest.raises(issueflow.IssueFlowError, match=r"share.grid"):
        result.wide("share", "grids")
    assert issueflow.read_results(tmp_path / "out").design.equals(result.design)


def test_jobs_do_not_change_a_byte(program, design, tmp_path):
    issueflow.sweep(design, tmp_path / "a", jobs=1, progress=False, binary=program)
    issueflow.sweep(design, tmp_path / "b", jobs=2, progress=False, binary=program)
    assert files(tmp_path / "a") == files(tmp_path / "b")


def test_compare_has_a_matrix(program, scenario, tmp_path):
    other = tmp_path / "other.yaml"
    other.write_text(SCENARIO.replace("name: base", "name: other").replace("grid: 70%", "grid: 85%"), encoding="utf-8")
    result = issueflow.compare(scenario, other, replications=4, binary=program)
    matrix = result.matrix("other")
    assert matrix.loc["community", "grid"] > 0
    arisen = result.replications.query("response == 'issues_arisen' and policy == 'base'")["value"].mean()
    assert matrix.drop("absent").sum().sum() == pytest.approx(arisen)
    with pytest.raises(issueflow.IssueFlowError, match="two scenarios"):
        issueflow.compare(scenario, binary=program)


def test_failed_points_are_listed_and_the_rest_is_there(program, design):
    design["factors"] = [{"id": "limit", "path": "types.noise.authority.grid", "values": ["70%", "95%"]}]
    result = issueflow.sweep(design, progress=False, binary=program)
    assert list(result.failures["design_point"]) == [2]
    assert "community" in result.failures["error"].iloc[0]
    assert set(result.summary["design_point"]) == {1}
