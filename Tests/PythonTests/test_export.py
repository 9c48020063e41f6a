"""Results as a workbook: the numbers of the files, formatted, in two languages, and no cell that calculates."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from pathlib import Path

import pandas
import pytest
import python_calamine
from conftest import SCENARIO
from written import COMMANDS

import issueflow
from issueflow import commands
from issueflow.errors import IssueFlowError
from issueflow.exporting import write_workbook
from issueflow.exporting.book import workbook
from issueflow.exporting.sheets import Column, SheetOf
from issueflow.titles import Titles


def cells(path: Path) -> dict[str, list[list]]:
    """The cells of every sheet, as another program reads them."""
    book = python_calamine.CalamineWorkbook.from_path(path)
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def below(sheet: list[list], heading: str) -> tuple[list[str], list[list]]:
    """The headings and the lines below the row that holds one."""
    row = next(number for number, line in enumerate(sheet) if any(heading in str(cell).split("\n") for cell in line))
    return [str(cell) for cell in sheet[row]], sheet[row + 1 :]


def column(sheet: list[list], heading: str, among: str) -> list:
    headings, lines = below(sheet, among)
    place = next(number for number, text in enumerate(headings) if heading in text)
    return [line[place] for line in lines if line[0] != ""]


def parts(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}


def test_a_run_has_its_sheets_and_the_numbers_of_its_files(results):
    written = write_workbook(results)
    assert written.path == results / "results.xlsx" and written.size == written.path.stat().st_size
    book = cells(written.path)
    assert list(book) == [
        "结论 Verdict", "办结结构 Split", "外溢原因 Causes", "外溢明细 Leaks", "单元 Units", "逐日 Days", "全部指标 All numbers"
    ]
    run = issueflow.read_results(results)
    assert column(book["办结结构 Split"], "closed at", "Tier") == pytest.approx(list(run.shares["mean"]))
    assert column(book["单元 Units"], "mean time to close (h)", "Unit") == pytest.approx([
        value / 60 if value == value else "" for value in run.units["time_to_close"]
    ])
    opened = run.timeline[(run.timeline["quantity"] == "open")]["mean"]
    assert column(book["逐日 Days"], "Open", "Day") == pytest.approx(list(opened))
    summary = run.summary
    assert len(column(book["全部指标 All numbers"], "Mean", "Quantity")) == len(summary)
    text = "\n".join(str(cell) for line in book["结论 Verdict"] for cell in line)
    assert "given these inputs" in text and "以现有输入为前提" in text and run.manifest.scenario.hash in text


def test_one_language_alone(results, tmp_path):
    english = cells(write_workbook(results, tmp_path / "en.xlsx", lang="en").path)
    assert "Split" in english and not re.search("[\u3400-\u9fff]", "".join(english))
    chinese = cells(write_workbook(results, tmp_path / "zh.xlsx", lang="zh").path)
    headings = below(chinese["办结结构"], "层级")[0]
    assert headings[:2] == ["层级", "办结比例"]


def test_words_are_those_of_the_data_package(results, tmp_path):
    run = issueflow.read_results(results)
    names = column(cells(write_workbook(results, tmp_path / "a.xlsx", lang="zh").path)["全部指标"], "指标", "指标")
    assert run.words.responses["withdrawn_share"].zh in names


def test_headings_stay_and_columns_are_wide_enough(results):
    held = parts(write_workbook(results).path)
    sheets = [text for name, text in held.items() if name.startswith("xl/worksheets/sheet")]
    assert sum('state="frozen"' in text for text in sheets) == 6
    assert all("<autoFilter" in text for text in sheets) and all("customWidth" in text for text in sheets)
    assert "0.0%" in held["xl/styles.xml"]


@pytest.mark.parametrize("name", [*COMMANDS, "fitted"])
def test_whatever_a_command_wrote_has_a_workbook(pages, tmp_path, name):
    folder = pages.results(name)
    folder = folder / "town" if name == "checked" else folder
    for lang in ("both", "en", "zh"):
        written = write_workbook(folder, tmp_path / f"{lang}.xlsx", lang=lang)
        assert len(cells(written.path)) == len(written.sheets) > 0


def test_the_differences_of_a_comparison_are_those_of_its_file(pages, tmp_path):
    compared = issueflow.read_results(pages.results("five"))
    sheet = cells(write_workbook(compared.folder, tmp_path / "a.xlsx").path)["差异 Differences"]
    found = column(sheet, "Difference", "Policy")
    factor = {"1": 100, "min": 1 / 60}
    wanted = [row["difference"] * factor.get(row["unit"], 1) for row in compared.comparison.to_dict("records")]
    assert [value for value in found if value != ""] == pytest.approx([value for value in wanted if value == value])


def test_the_points_of_a_sweep_are_those_of_its_files(pages, tmp_path):
    swept = issueflow.read_results(pages.results("levers"))
    sheet = cells(write_workbook(swept.folder, tmp_path / "a.xlsx").path)["设计点 Points"]
    assert column(sheet, "Point", "Point") == list(swept.design["design_point"])
    shares = [swept.row(point, "share", swept.tiers[0])["mean"] for point in swept.design["design_point"]]
    assert column(sheet, f"closed at {Titles(swept, 'en').tier(swept.tiers[0])}", "Point") == pytest.approx(shares)


def test_no_text_becomes_a_formula_a_link_or_a_number(program, tmp_path):
    evil = SCENARIO.replace(
        "name: base", 'name: base\ntitle: {en: "=1+1", zh: "@SUM(A1)"}'
    ).replace("id: noise", 'id: noise\n    title: {en: "=HYPERLINK(\\"http://x\\",\\"y\\")", zh: "+1-1"}')
    (tmp_path / "base.yaml").write_text(evil, encoding="utf-8")
    issueflow.run(tmp_path / "base.yaml", tmp_path / "r", replications=2, binary=program)
    path = write_workbook(tmp_path / "r").path
    held = parts(path)
    assert not any("<f>" in text or "<f " in text for name, text in held.items() if name.startswith("xl/worksheets"))
    assert not any("hyperlink" in text.lower() for name, text in held.items() if name.startswith("xl/worksheets"))
    assert "=1+1" in str(cells(path)["结论 Verdict"][0][0]) and 'quotePrefix="1"' in held["xl/styles.xml"]
    assert not any("externalLink" in name or "vba" in name for name in held)


def test_controls_and_long_texts_do_not_break_a_workbook(tmp_path):
    sheet = SheetOf("a", "\x00\x1b[31mtitle", [Column("text")], [["x" * 40_000], ["\x07bell"], [None]])
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook([sheet], "t"))
    held = cells(path)["a"]
    assert held[0][0] == "\ufffd\ufffd[31mtitle" and len(held[2][0]) == 32_000 and held[3][0] == "\ufffdbell"


def test_the_same_results_give_the_same_bytes(results, tmp_path):
    one, two = (write_workbook(results, tmp_path / name).path.read_bytes() for name in ("a.xlsx", "b.xlsx"))
    assert one == two
    with zipfile.ZipFile(io.BytesIO(one)) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_what_is_not_ours_is_not_written_over(results, tmp_path):
    write_workbook(results)
    write_workbook(results)
    shutil.copy(results / "results.xlsx", tmp_path / "mine.xlsx")
    with zipfile.ZipFile(tmp_path / "other.xlsx", "w") as archive:
        archive.writestr("mine", "mine")
    with pytest.raises(IssueFlowError, match="did not make"):
        write_workbook(results, tmp_path / "other.xlsx")
    (tmp_path / "link.xlsx").symlink_to(tmp_path / "mine.xlsx")
    with pytest.raises(IssueFlowError, match="it is a link"):
        write_workbook(results, tmp_path / "link.xlsx")
    with pytest.raises(IssueFlowError, match=r"give the name of an \.xlsx file"):
        write_workbook(results, tmp_path / "a.csv")


def test_the_command_says_what_it_wrote(results, capsys):
    assert commands.main(["export", str(results), "--lang", "zh"]) == 0
    assert "results.xlsx  0." in capsys.readouterr().out
    assert commands.main(["export", str(results / "nothing")]) == 2
    assert "没有这个文件夹" in capsys.readouterr().err


def test_a_frame_that_was_changed_is_refused(results):
    frame = pandas.read_csv(results / "leaks.csv")
    frame["share"] = 0.5
    frame.to_csv(results / "leaks.csv", index=False)
    with pytest.raises(IssueFlowError):
        write_workbook(results)
    assert write_workbook(results, changed=True).size > 0
