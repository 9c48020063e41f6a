"""Reading folders: each kind of study, and every way in which a folder can be wrong."""

import json

import pandas
import pytest

import issueflow
from issueflow import results


def test_each_kind_of_folder_is_known(made):
    run = issueflow.read_results(made.run("town"))
    assert isinstance(run, results.RunResult) and run.kind == "run"
    assert run.tiers == ["grid", "community", "street"]
    compared = issueflow.read_results(made.compared())
    assert isinstance(compared, results.CompareResult) and compared.kind == "compare"
    assert compared.names("zh")["relieved"].startswith("减负")
    searched = issueflow.read_results(made.searched())
    assert isinstance(searched, results.SearchResult) and searched.kind == "search"
    assert searched.factors == ["noise"] and searched.unit("noise") == "%"
    assert searched.outcome["policies"] == 3 and len(searched.search) == 3


def test_frames_carry_units(made):
    run = issueflow.read_results(made.run("town"))
    assert run.units.attrs["units"]["time_to_close"] == "min"
    assert run.leaks.attrs["units"]["share"] == "1"
    assert run.shares.attrs["units"]["mean"] == "1"
    assert issueflow.read_results(made.searched()).frontier.attrs["units"]["noise"] == "%"


def test_shares_are_those_of_the_summary_with_the_band_of_the_verdict(made):
    run = issueflow.read_results(made.run("town"))
    row = run.shares.iloc[0]
    assert row["mean"] == run.value("share", "grid")
    assert (row["lower"], row["upper"]) == pytest.approx((0.58, 0.82))
    assert run.shares["mean"].sum() == pytest.approx(1)


def test_leaks_and_shares_add_up(made):
    run = issueflow.read_results(made.run("town"))
    above = 1 - run.value("share", "grid")
    # Both are means over replications, one of ratios and one of the parts of the ratios.
    assert run.leaks_by("cause")["share"].sum() == pytest.approx(above, abs=1e-9)
    one = run.leaks[(run.leaks["cause"] == "authority")]
    summed = run.leaks_by("cause").set_index("cause").loc["authority"]
    assert summed["issues"] == pytest.approx(one["issues"].sum())
    assert summed["half_width"] == pytest.approx(one["half_width"].sum() / run.value("issues_closed"))


def test_a_plausible_city_has_a_standing_and_a_margin(made):
    run = issueflow.read_results(made.uncertain())
    assert len(run.plausible_cities) == 6
    assert set(run.plausible_cities["standing"]) <= {"met", "not met", "inconclusive"}
    assert issueflow.read_results(made.run("town")).plausible_cities.empty


def test_ancestors_pass_over_a_tier(made):
    run = issueflow.read_results(made.run("town"))
    grids = run.units[run.units["tier"] == "grid"]
    # Twelve grids a street, in the order of the ground.
    assert run.ancestors(grids, "grid", "street") == ["street-1"] * 12 + ["street-2"] * 12


def _message(folder) -> issueflow.IssueFlowError:
    with pytest.raises(issueflow.IssueFlowError) as caught:
        read = issueflow.read_results(folder)
        # Tables are read when they are asked for.
        if isinstance(read, results.RunResult):
            assert read.units is not None and read.summary is not None and read.verdict is not None
    assert caught.value.chinese != caught.value.english
    assert any("一" <= character <= "鿿" for character in caught.value.chinese)
    return caught.value


def test_a_folder_that_is_not_there(made):
    made.run("town")
    problem = _message(made.folder / "run-twon-4")
    assert "there is no such folder; did you mean 'run-town-4'" in problem.english
    assert "是否想写 'run-town-4'" in problem.chinese


def test_a_file_and_a_folder_of_other_things(made, tmp_path):
    assert "this is a file" in _message(made.folder / "town.yaml").english
    assert "no finished results" in _message(tmp_path).english
    made.run("town")
    assert "run-town-4" in _message(made.folder).english


def test_an_unfinished_run(tmp_path):
    (tmp_path / "run.journal").mkdir()
    assert "not finished" in _message(tmp_path).english


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "damaged"),
        ("[]", "holds list"),
        ("{}", "not written by issueflow"),
        ('{"tool": {"name": "issueflow"}, "schema_version": 9}', "schema_version 9"),
        ('{"tool": {"name": "issueflow"}, "schema_version": 1, "study": "shard"}', "a shard has no tables"),
    ],
)
def test_manifests_that_cannot_be_used(tmp_path, text, words):
    (tmp_path / "manifest.json").write_text(text, encoding="utf-8")
    problem = _message(tmp_path)
    assert words in problem.english and str(tmp_path) in problem.english


def test_missing_files_are_named_all_at_once(made):
    folder = made.copy(made.run("town"), "gone")
    for name in ("units.csv", "leaks.csv"):
        (folder / name).unlink()
    problem = _message(folder)
    assert "units.csv" in problem.english and "leaks.csv" in problem.english
    # The log is not part of the results.
    whole = made.copy(made.run("town"), "no-log")
    (whole / "run.log").unlink()
    assert issueflow.read_results(whole).decision


def test_torn_tables(made):
    folder = made.copy(made.run("town"), "torn")
    table = folder / "units.csv"
    lines = table.read_text(encoding="utf-8").splitlines()
    table.write_text("\n".join([*lines[:3], lines[3][:9], ""]), encoding="utf-8")
    assert "line 4 has" in _message(folder).english and "units.csv" in _message(folder).english
    table.write_text("\n".join(lines[:3])[:-1], encoding="utf-8")
    assert "the last line is cut off" in _message(folder).english
    table.write_text("a,b\n1,2\n", encoding="utf-8")
    assert "its columns are a, b" in _message(folder).english
    cells = lines[1].split(",")
    cells[lines[0].split(",").index("households")] = "many"
    table.write_text("\n".join([lines[0], ",".join(cells), ""]), encoding="utf-8")
    problem = _message(folder)
    assert "line 2, column households: 'many' is not a number" in problem.english


def test_torn_verdict_and_package(made):
    folder = made.copy(made.run("town"), "half")
    (folder / "verdict.json").write_text((folder / "verdict.json").read_text(encoding="utf-8")[:40], encoding="utf-8")
    assert "verdict.json: the file is damaged" in _message(folder).english
    folder = made.copy(made.run("town"), "odd")
    (folder / "datapackage.json").write_text(json.dumps({"resources": [1]}), encoding="utf-8")
    assert "datapackage.json" in _message(folder).english


def test_an_unknown_table_names_those_that_are_there(made):
    run = issueflow.read_results(made.run("town"))
    with pytest.raises(issueflow.IssueFlowError, match=r"did you mean 'units.csv'"):
        run.table("unit.csv")


def test_numbers_that_were_not_observed_are_missing(made):
    lone = issueflow.read_results(made.run("lone", 1))
    assert pandas.isna(lone.shares["half_width"]).all()
    assert lone.decision == "undecided"
