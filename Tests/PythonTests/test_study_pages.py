"""What later programs may write: fates and types of one side only, unknown intervals, cities that are unclear, new columns."""

import csv
import json
import shutil
from pathlib import Path

import pandas
import pytest
from made import without_digests
from written import Pages

import issueflow
from issueflow import charts
from issueflow.__main__ import main
from issueflow.language import signed
from issueflow.report import method, sections, studies, study_tables, verdict
from issueflow.titles import Titles


@pytest.fixture
def altered(pages: Pages, tmp_path: Path):
    """A copy of a folder, and a function that rewrites one of its tables."""

    def copy(name: str) -> tuple[Path, object]:
        folder = Path(shutil.copytree(pages.results(name), tmp_path / name))
        without_digests(folder)

        def rewrite(file: str, change) -> None:
            with (folder / file).open(encoding="utf-8", newline="") as lines:
                rows = list(csv.DictReader(lines))
            rows = change(rows)
            described = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
            schema = next(one["schema"] for one in described["resources"] if one["path"] == file)
            known = {field["name"] for field in schema["fields"]}
            schema["fields"] += [{"name": name, "type": "string"} for name in rows[0] if name not in known]
            (folder / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
            with (folder / file).open("w", encoding="utf-8", newline="") as lines:
                writer = csv.DictWriter(lines, [field["name"] for field in schema["fields"]])
                writer.writeheader()
                writer.writerows(rows)

        return folder, rewrite

    return copy


def _written(folder: Path) -> str:
    out = folder.parent / f"{folder.name}.html"
    assert main(["report", str(folder), "--out", str(out)]) == 0
    return out.read_text(encoding="utf-8")


def test_issues_that_arise_under_one_policy_alone_have_their_cells(pages):
    compared = issueflow.read_results(pages.results("begun"))
    matrix = compared.matrix("small-town-policy")
    assert matrix.loc["absent", "absent"] == 0 and matrix.loc["absent", "grid"] > 0
    assert list(matrix.index) == list(matrix.columns) == [
        "grid", "community", "street", "withdrawn", "open", "undiscovered", "absent",
    ]  # fmt: skip
    assert matrix.notna().all(axis=None)
    arisen = compared.row("small-town-policy", "issues_arisen")
    assert matrix.drop(index="absent").sum().sum() == pytest.approx(arisen["baseline_mean"])
    assert matrix.drop(columns="absent").sum().sum() == pytest.approx(arisen["mean"])


def test_fates_of_types_of_one_side_are_added_up_and_blanks_stay_unknown(altered):
    folder, rewrite = altered("two")

    def by_type(rows):
        kept = [row | {"type": ""} for row in rows if float(row["issues"]) > 0]
        kept[0]["issues"] = ""
        more = {"policy": "relieved", "from": "absent", "half_width": ""}
        return kept + [more | {"to": "grid", "issues": "12.5", "type": one} for one in ("trees", "lamps")]

    rewrite("migration.csv", by_type)
    matrix = issueflow.read_results(folder).matrix("relieved")
    assert matrix.loc["absent", "grid"] == 25 and pandas.isna(matrix.loc["grid", "grid"])
    assert matrix.index[-1] == "absent" and list(matrix.index)[:3] == ["grid", "community", "street"]
    text = _written(folder)
    assert "did not arise" in text and "未发生" in text and ">25.0<" in text and "<td" in text and "nan" not in text


def test_issues_that_cannot_be_followed_are_not_shown_as_none(pages):
    text = pages.page("unpaired").read_text(encoding="utf-8")
    assert "no issue of one can be found again" in text and "Where the very same issues end" not in text
    # Issues of the types that both have are followed all the same.
    assert "Where the very same issues end" in pages.page("types").read_text(encoding="utf-8")
    assert "Where the very same issues end" in pages.page("two").read_text(encoding="utf-8")


def test_an_unknown_interval_is_no_interval(altered):
    folder, rewrite = altered("two")
    ends = ("half_width", "ci_low", "ci_high", "simultaneous_low", "simultaneous_high")

    def blank(rows):
        for row in rows:
            if row["response"] == "share":
                row.update(dict.fromkeys(ends, ""))
            row["why"] = "all differences are equal"
        return rows

    rewrite("comparison.csv", blank)
    compared = issueflow.read_results(folder)
    cells = study_tables.differences(compared, Titles(compared, "en")).rows
    assert [row[-1] for row in cells][:3] == ["–"] * 3 and cells[3][-1] != "–"
    assert "no interval" in json.dumps(charts.comparison(compared).to_dict(), allow_nan=False)


def test_policies_that_share_a_title_are_told_apart(altered):
    folder, rewrite = altered("two")
    rewrite("policies.csv", lambda rows: [row | {"title_en": "Town", "title_zh": "小镇"} for row in rows])
    names = issueflow.read_results(folder).names("zh")
    assert names == {"town": "小镇 (town)", "relieved": "小镇 (relieved)"}


@pytest.mark.parametrize(
    ("meeting", "words"),
    [
        ({"share": 0.5, "ci_low": 0.2, "ci_high": 0.8}, "met in 50% of plausible cities (20 to 80%)"),
        ({"share": 0.5, "low": 0.2, "high": 0.8}, "met in 50% of plausible cities (20 to 80%)"),
        ({"low": 0.2, "high": 0.8}, "met in 20 to 80% of plausible cities"),
        ({"share": None, "low": None, "high": None}, "given these inputs."),
    ],
)
def test_cities_that_meet_fail_or_are_unclear(pages, altered, meeting, words):
    folder, rewrite = altered("uncertain")
    rewrite("uncertainty.csv", lambda rows: [
        row | {"value": "inconclusive" if row["value"] == "met" and row["design_point"] == "1" else row["value"], "low": ""}
        for row in rows
    ])  # fmt: skip
    path = folder / "verdict.json"
    found = json.loads(path.read_text(encoding="utf-8"))
    found["uncertainty"] |= {"meeting": meeting, "counts": {"cities": 6, "judged": 6, "meets": 5, "fails": 0, "unclear": 1}}
    path.write_text(json.dumps(found), encoding="utf-8")
    result = issueflow.read_results(folder)
    assert words in verdict.sentence(result, Titles(result, "en"))[1]
    assert "5 meet the targets, 0 fail, 1 are inconclusive." in sections._uncertainty(result, Titles(result, "en"))[0]
    assert "1 个不明。" in sections._uncertainty(result, Titles(result, "zh"))[0]
    assert "inconclusive" in json.dumps(charts.uncertainty(result).to_dict(), ensure_ascii=False)


@pytest.mark.parametrize(
    ("name", "mark", "english", "chinese"),
    [
        ("five", "✓", "Of 5 policies 4 meet the targets, 1 is undecided", "5 项政策中 4 个达标，1 个尚无定论"),
        ("single", "?", "Of 2 policies 0 meet the targets, 2 are undecided", "2 项政策中 0 个达标，2 个尚无定论"),
        ("levers", "✓", "Of 6 points 6 meet the targets", "6 个点中 6 个达标"),
        ("failing", "✓", "2 meet the targets, 2 could not be run", "2 个达标，2 个未能运行"),
        ("cheapest", "✓", "Chosen at cost 0", "所选政策成本 0"),
        ("nothing", "✗", "No policy that was looked at is shown", "没有一个被证明达标"),
    ],
)
def test_the_headline_of_a_study_is_what_its_files_say(pages, name, mark, english, chinese):
    result = issueflow.read_results(pages.results(name))
    for lang, words in (("en", english), ("zh", chinese)):
        found = studies.answer(result, Titles(result, lang))
        assert found[0] == mark and words in found[2]
    decisions = {"five": "policies", "single": "policies", "levers": "verdicts"}
    if name in decisions:
        table = getattr(result, decisions[name])["decision"]
        assert f"{(table == 'met').sum()} meet" in english


def test_a_study_is_made_again_by_the_command_of_its_page(pages):
    commands = {
        "five": "issueflow compare plain.yaml relieved.yaml devolved.yaml staffed.yaml patient.yaml --seed 5 --replications 4",
        "levers": "issueflow sweep levers.yaml --seed 5 --replications 3",
        "cheapest": "issueflow search cheapest.yaml --seed 5",
        # Which of the files of a check a folder is of, its log does not tell where names differ.
        "checked/town": "issueflow run SCENARIO.yaml --seed 5 --replications 4",
        "checked/relieved": "issueflow run relieved.yaml --seed 5 --replications 4",
    }
    for name, words in commands.items():
        assert method.command(issueflow.read_results(pages.results(name))) == words


def test_points_that_failed_are_named_in_the_programs_words_where_these_are_understood(pages):
    text = pages.page("failing").read_text(encoding="utf-8")
    english, chinese = text.split('<div class="tongue tongue-zh"')
    assert "may decide less than a tier below it" in english and "authority 95%, staff 2" in english
    assert "may decide" not in chinese and "failures.csv" in chinese


def test_many_levels_are_three_parts_whose_effects_add_up(altered):
    folder, rewrite = altered("levers")
    rewrite("design.csv", lambda rows: [row | {"paperwork": str(number)} for number, row in enumerate(rows, start=1)])
    swept = issueflow.read_results(folder)
    found = swept.main_effects("share", "grid", most=5)
    assert list(found["level"])[:3] == ["1 – 2", "3 – 4", "5 – 6"]
    assert abs(found["effect"][:3].sum()) < 1e-12


def test_a_sweep_without_shares_or_points_says_so(altered):
    folder, rewrite = altered("levers")
    for file in ("summary.csv", "replications.csv"):
        rewrite(file, lambda rows: [row for row in rows if row["response"] == "on_time_rate"])
    rewrite("verdicts.csv", lambda rows: [row | {"decision": "", "criterion": "", "margin": ""} for row in rows])
    text = _written(folder)
    assert "No point tells its shares." in text and "No verdicts: the sweep says what changes" in text


def test_a_difference_of_nothing_has_no_sign():
    assert [signed(number, 1) for number in (-0.01, 0.0, 1.25, -1234.5)] == ["0.0", "0.0", "+1.2", "−1,234.5"]


def test_targets_that_could_not_be_judged_are_not_said_to_be_missing(pages):
    text = pages.page("unclosed").read_text(encoding="utf-8")
    assert "There is no verdict, so no demand could be judged." in text and "The targets could not be judged." in text
    assert "sets no targets" not in text and "No targets were set" not in text and "the verdict counts them" not in text
    assert "not observed</text>" not in text
