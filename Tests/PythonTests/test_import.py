"""Spreadsheets of the kinds that districts keep become cities, or are refused with the cell."""

from __future__ import annotations

import os
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest
import spreadsheets
from spreadsheets import CITY, COMMUNITIES, GRIDS, HOUSEHOLDS, STREETS, book, flat, rows

from issueflow.errors import IssueFlowError
from issueflow.importing import Wish, column_roles, read_city, told, write_city

HEADING = ["街道", "社区", "网格", "户数", "网格员"]


def shape(city) -> dict:
    """Streets, communities and households of grids, as the made-up city is written."""
    return {
        street.name: {each.name: [grid.households for grid in each.grids] for each in street.communities}
        for street in city.streets
    }


def refusal(path: Path, **more) -> IssueFlowError:
    with pytest.raises(IssueFlowError) as caught:
        read_city(path, **more)
    assert caught.value.exit_code == 2 and caught.value.chinese != caught.value.english
    return caught.value


# Six spreadsheets


def test_a_ledger_with_title_merged_cells_totals_and_notes(tmp_path):
    understood = read_city(book(tmp_path / "台账.xlsx", 网格表=spreadsheets.ledger))
    assert shape(understood.city) == CITY
    assert (len(understood.city.streets), len(understood.city.communities), len(understood.city.grids)) == (STREETS, COMMUNITIES, GRIDS)
    assert understood.city.staff == 12
    assert all(each.agrees for each in understood.checks) and len(understood.checks) == 4
    english, chinese = told(understood, "en"), told(understood, "zh")
    assert "2 streets, 4 communities, 10 grids, 3,543 households, 12 grid workers" in english
    assert "2 个镇街，4 个社区，10 个网格，3,543 户，12 名网格员" in chinese
    for left in ("'流动人口'", "'备注'", "'序号'", "注：户数为2024年末常住户数。", "1 blank line"):
        assert left in english
    assert "2 cells are formulas" in english


@pytest.mark.parametrize("encoding", ["gb18030", "gbk", "utf-8", "utf-8-sig", "utf-16-le", "utf-16-be"])
def test_a_table_of_text_in_any_encoding(tmp_path, encoding):
    path = tmp_path / "grids.csv"
    path.write_bytes(spreadsheets.as_csv(encoding))
    assert shape(read_city(path).city) == CITY


def test_text_of_utf_16_with_tabs_and_no_mark(tmp_path):
    path = tmp_path / "grids.txt"
    path.write_bytes(spreadsheets.as_csv("utf-16-le", separator="\t")[2:])
    assert shape(read_city(path).city) == CITY


def test_of_two_sheets_the_one_that_fits_is_read_and_said(tmp_path):
    path = book(
        tmp_path / "two.xlsx", 填表说明=rows(["填表说明"], ["户数", "指常住户数"]), 网格=rows(HEADING, *[[*line, 1] for line in flat()]),
    )
    understood = read_city(path)
    assert shape(understood.city) == CITY
    assert "sheet '填表说明': --sheet reads it instead" in told(understood, "en")
    assert "heading in sheet '网格', row 1" in told(understood, "en")


def test_of_two_sheets_that_both_fit_one_must_be_named(tmp_path):
    path = book(tmp_path / "two.xlsx", 一月=rows(HEADING, *flat()), 二月=rows(HEADING, *flat()[:4]))
    assert "'一月' and '二月' could each be the table of the city; say which with --sheet" in refusal(path).english
    assert len(read_city(path, sheet="二月").city.grids) == 4
    assert len(read_city(path, sheet="1").city.grids) == 10
    assert "there is no sheet '二月份'; did you mean '二月'?" in refusal(path, sheet="二月份").english


def test_a_sheet_for_each_street_makes_one_city(tmp_path):
    sheets = {
        street: rows(
            ["社区", "网格", "户数"], *[[community, f"{number + 1}", households] for community, grids in communities.items() for number, households in enumerate(grids)],
            ["合计", None, sum(map(sum, communities.values()))],
        )
        for street, communities in CITY.items()
    }
    path = book(tmp_path / "区.xlsx", 说明=rows(["说明"]), **sheets)
    assert "--sheet all for a city of all of them" in refusal(path).english
    understood = read_city(path, sheet="all")
    assert shape(understood.city) == CITY and understood.title == "区"
    assert [check.agrees for check in understood.checks] == [True, True]
    said = told(understood, "en")
    assert "the name of the street or town is that of the sheet: '港湾镇'" in said and "sheet '柳荫街道', row 1" in said
    assert told(understood, "zh").startswith("区.xlsx\n  表头在工作表“柳荫街道”，第 1 行\n")
    assert len(read_city(path, sheet="港湾镇").city.streets) == 1


def test_one_line_for_each_community_with_its_number_of_grids(tmp_path):
    understood = read_city(book(tmp_path / "c.xlsx", Sheet1=spreadsheets.of_communities))
    city = understood.city
    assert (len(city.grids), city.households, city.staff) == (GRIDS, HOUSEHOLDS, 14)
    # Shared out evenly, and nobody lost.
    assert [grid.households for grid in city.communities[0].grids] == [377, 377, 376]
    assert city.household_size == Fraction(5, 2) and city.communities[0].area == 400
    assert "2 blank names are that of the line above" in told(understood, "en")
    assert "shared out evenly" in told(understood, "en")


def test_communities_as_columns(tmp_path):
    understood = read_city(book(tmp_path / "t.xlsx", 社区=spreadsheets.turned))
    assert [(each.name, len(each.grids)) for each in understood.city.communities] == [
        ("湖畔社区", 3), ("桥头社区", 2), ("湖畔社区", 2), ("老厂村", 3)
    ]
    assert understood.city.households == HOUSEHOLDS
    assert "units are columns in this sheet" in told(understood, "en")


def test_communities_as_columns_and_grids_as_lines(tmp_path):
    understood = read_city(book(tmp_path / "x.xlsx", 户数=spreadsheets.crossed))
    assert shape(understood.city) == {"柳荫街道": CITY["柳荫街道"]}
    assert "the street is '柳荫街道', by the title" in told(understood, "en")
    assert all(each.agrees for each in understood.checks) and len(understood.checks) == 2


# Lines, columns and totals


def test_all_that_is_wrong_is_told_at_once_with_its_cell(tmp_path):
    path = book(
        tmp_path / "a.xlsx",
        网格=rows(
            HEADING, ["柳荫街道", "湖畔社区", "一", "约300", 1], ["柳荫街道", "湖畔社区", "二", 310.5, 1], ["柳荫街道", "湖畔社区", None, 310, 1],
            ["柳荫街道", "湖畔社区", "四", None, 1], ["柳荫街道", "湖畔社区", "五", 310, "25%"], ["柳荫街道", "湖畔社区", "六", 310, 1],
            ["柳荫街道", "湖畔社区", "六", 310, 1],
        ),
    )
    problem = refusal(path)
    for place in ("row 2, column D", "row 3, column D", "row 4, column C", "row 5, column C", "row 6, column E", "row 8, column C"):
        assert f"a.xlsx: sheet '网格', {place}" in problem.english
    for place in ("第 2 行，D 列", "第 8 行，C 列"):
        assert place in problem.chinese
    assert "6 problems; nothing was written" in problem.english and "共 6 处问题" in problem.chinese
    assert "'六' stands twice in '湖畔社区', first in sheet '网格', row 7" in problem.english


def test_very_many_problems_are_counted(tmp_path):
    path = book(tmp_path / "a.xlsx", 网格=rows(HEADING, *[["柳荫街道", "湖畔社区", f"{number}", "约300"] for number in range(2_000)]))
    problem = refusal(path).english
    assert "… and 1,964 more" in problem and problem.endswith("2,000 problems; nothing was written")


def test_one_community_name_in_two_streets_is_two_communities(tmp_path):
    city = read_city(book(tmp_path / "a.xlsx", 网格=rows(HEADING, *flat()))).city
    assert [each.name for each in city.communities].count("湖畔社区") == 2


def test_a_difference_of_totals_is_said_and_the_lines_are_taken(tmp_path):
    path = book(tmp_path / "a.xlsx", 网格=rows(HEADING, *flat(), ["合计", None, None, HOUSEHOLDS + 12]))
    understood = read_city(path)
    assert understood.city.households == HOUSEHOLDS
    assert f"合计 households {HOUSEHOLDS + 12}, and the lines add up to {HOUSEHOLDS} (+12)" in told(understood, "en")
    assert "row 12" in told(understood, "en")


def test_totals_on_top_and_sums_of_sums(tmp_path):
    lines = flat()
    path = book(
        tmp_path / "a.xlsx",
        网格=rows(
            HEADING, ["全区合计", None, None, HOUSEHOLDS], *lines[:3], ["柳荫街道", "小计", None, 1130], *lines[3:5],
            ["柳荫街道", "湖畔社区合计", None, 1130], ["柳荫街道合计", None, None, 1725],
        ),
    )
    checks = read_city(path).checks
    assert [(each.said, each.agrees) for each in checks] == [(HOUSEHOLDS, False), (1130, True), (1130, True), (1725, True)]


def test_a_total_that_nobody_calls_one_is_refused(tmp_path):
    path = book(tmp_path / "a.xlsx", 网格=rows(HEADING, *flat(), ["全区", "全区", "全部", HOUSEHOLDS]))
    assert "row 12, column C: '全部' has as many as all 10 lines above it together" in refusal(path).english


def test_grids_without_workers_or_households_are_said(tmp_path):
    path = book(tmp_path / "a.xlsx", 网格=rows(HEADING, ["柳荫街道", "湖畔社区", "一", 300, 0], ["柳荫街道", "湖畔社区", "二", 0, 1]))
    understood = read_city(path)
    assert "1 grid has no grid worker" in told(understood, "en") and "1 grid has no household" in told(understood, "en")


def test_two_columns_of_one_meaning_are_refused_and_the_better_of_a_part_is_taken(tmp_path):
    both = book(tmp_path / "a.xlsx", 网格=rows([*HEADING[:4], "总户数"], *[[*line, 1] for line in flat()]))
    assert "'户数' (D) and '总户数' (E) are both households; say which with --map, such as --map 总户数=none" in refusal(both).english
    assert read_city(both, chosen={"总户数": "none"}).city.households == HOUSEHOLDS
    part = book(tmp_path / "b.xlsx", 网格=rows([*HEADING[:3], "户籍户数", "常住户数"], *[[*line[:3], 1, line[3]] for line in flat()]))
    understood = read_city(part)
    assert understood.city.households == HOUSEHOLDS and "'户籍户数': '常住户数' is read instead" in told(understood, "en")


def test_columns_that_nobody_knows_are_said_with_what_may_be_meant(tmp_path):
    path = book(tmp_path / "a.xlsx", 网格=rows([*HEADING[:4], "网格员人数量"], *[[*line, 1] for line in flat()]))
    assert "did you mean '网格员数量'?" in told(read_city(path), "en")
    assert read_city(path, chosen={"E": "staff"}).city.staff == GRIDS
    assert read_city(path, chosen={"网格员人数量": "staff"}).city.staff == GRIDS


def test_columns_by_a_file_and_roles_that_there_are_not(tmp_path):
    file = tmp_path / "columns.yaml"
    file.write_text("住家: households\nE: none\n", encoding="utf-8")
    assert column_roles([str(file), "F=staff"]) == {"住家": "households", "E": "none", "F": "staff"}
    with pytest.raises(IssueFlowError, match="did you mean 'households'"):
        column_roles(["D=household"])
    with pytest.raises(IssueFlowError, match="there is no such file"):
        column_roles(["nothing"])


def test_a_column_that_was_named_and_is_not_there(tmp_path):
    path = book(tmp_path / "a.xlsx", 网格=rows(HEADING, *flat()))
    assert "--map 网格员工=staff: there is no such column; did you mean '网格员'?" in refusal(path, chosen={"网格员工": "staff"}).english


def test_no_heading_is_told_with_what_was_found(tmp_path):
    path = book(tmp_path / "a.xlsx", 网格=rows(["街倒", "设区", "网个", "互数"], ["柳荫街道", "湖畔社区", "一", 300]))
    problem = refusal(path)
    assert "sheet '网格', row 1 has '街倒', '设区', '网个', '互数'" in problem.english and "--map" in problem.english
    assert len(read_city(path, chosen={"街倒": "street", "设区": "community", "网个": "grid", "互数": "households"}).city.grids) == 1


def test_people_without_households_are_divided_and_said(tmp_path):
    path = book(tmp_path / "a.xlsx", 网格=rows(["街道", "社区", "网格", "人口（万人）"], ["柳荫街道", "湖畔社区", "一", 0.0753]))
    understood = read_city(path)
    assert understood.city.grids[0].households == 300
    assert "they are people over 2.51" in told(understood, "en") and "每户人数" in told(understood, "zh")
    assert read_city(path, wish=Wish(household_size=Fraction(3))).city.grids[0].households == 251


def test_households_and_people_the_wrong_way_round_are_refused(tmp_path):
    path = book(tmp_path / "a.xlsx", 网格=rows(["街道", "社区", "网格", "人口", "户数"], ["柳荫街道", "湖畔社区", "一", 300, 753]))
    assert "are the columns of households and people the right way round?" in refusal(path).english


def test_land_is_not_taken_for_the_floor_of_a_centre(tmp_path):
    lines = [["柳荫街道", "湖畔社区", "一", 300, 2.4]]
    land = read_city(book(tmp_path / "a.xlsx", 网格=rows([*HEADING[:4], "面积（平方公里）"], *lines)))
    assert land.city.communities[0].area is None and "it may be land" in told(land, "en")
    bare = book(tmp_path / "c.xlsx", 网格=rows([*HEADING[:4], "面积（㎡）"], ["柳荫街道", "湖畔社区", "一", 300, 850]))
    said = read_city(bare)
    assert said.city.communities[0].area == 850 and "is read as the floor of centres" in told(said, "en")
    far = book(tmp_path / "d.xlsx", 网格=rows([*HEADING[:4], "面积（㎡）"], ["柳荫街道", "湖畔社区", "一", 300, 850_000]))
    assert "is larger than the floor of a centre" in refusal(far).english
    assert read_city(far, chosen={"面积（㎡）": "none"}).city.communities[0].area is None
    floor = read_city(book(tmp_path / "b.xlsx", 网格=rows([*HEADING[:4], "党群服务中心面积（㎡）"], *lines)))
    assert floor.city.communities[0].area == Fraction("2.4")


def test_a_number_merged_over_two_grids_is_refused(tmp_path):
    def fill(sheet):
        rows(HEADING, ["柳荫街道", "湖畔社区", "一", 300], ["柳荫街道", "湖畔社区", "二", 300])(sheet)
        sheet.merge_range("E2:E3", 3)

    assert "sheet '网格', row 2, column E: the number is merged over several cells" in refusal(book(tmp_path / "a.xlsx", 网格=fill)).english


def test_two_lines_of_headings(tmp_path):
    def fill(sheet):
        for place, text in (("A1:A2", "街道"), ("B1:B2", "社区"), ("C1:C2", "网格"), ("D1:D2", "户数")):
            sheet.merge_range(place, text)
        sheet.merge_range("E1:F1", "网格员")
        sheet.write_row("E2", ["专职", "兼职"])
        for row, line in enumerate(flat(), start=2):
            sheet.write_row(row, 0, [*line, 2, 5])

    understood = read_city(book(tmp_path / "a.xlsx", 网格=fill))
    assert shape(understood.city) == CITY and understood.city.staff == 2 * GRIDS


def test_streets_as_headings_of_groups(tmp_path):
    lines = []
    for street, communities in CITY.items():
        lines.append([street])
        lines += [[community, f"{number + 1}", households] for community, grids in communities.items() for number, households in enumerate(grids)]
    understood = read_city(book(tmp_path / "a.xlsx", 网格=rows(["社区", "网格", "户数"], *lines)))
    assert shape(understood.city) == CITY and "柳荫街道 heads the lines below" in told(understood, "en")


def test_numbers_in_the_column_of_grids(tmp_path):
    counts = book(tmp_path / "a.xlsx", 社区=rows(HEADING[:4], ["柳荫街道", "湖畔社区", 3, 1130], ["柳荫街道", "桥头社区", 2, 595]))
    understood = read_city(counts)
    assert len(understood.city.grids) == 5 and "holds numbers of grids" in told(understood, "en")
    running = book(tmp_path / "b.xlsx", 社区=rows(HEADING[:4], ["柳荫街道", "湖畔社区", 1, 1130], ["柳荫街道", "桥头社区", 2, 595]))
    assert "may be names or numbers of grids" in refusal(running).english
    assert len(read_city(running, chosen={"网格": "grid"}).city.grids) == 2
    assert len(read_city(running, chosen={"网格": "grids"}).city.grids) == 3


def test_a_street_that_no_column_names(tmp_path):
    path = book(tmp_path / "a.xlsx", 网格=rows(HEADING[1:4], *[line[1:] for line in flat()[:5]]))
    assert "say it with --street NAME" in refusal(path).english
    assert read_city(path, wish=Wish(street="柳荫街道")).city.streets[0].name == "柳荫街道"


def test_communities_without_a_number_of_grids(tmp_path):
    path = book(tmp_path / "a.xlsx", 社区=rows(["街道", "社区", "户数"], ["柳荫街道", "湖畔社区", 1130]))
    assert "nothing says how many grids '湖畔社区' has" in refusal(path).english
    assert [grid.households for grid in read_city(path, wish=Wish(grids=3)).city.grids] == [377, 377, 376]


def test_names_of_grid_workers_are_counted_and_kept_nowhere(tmp_path, program):
    path = book(tmp_path / "a.xlsx", 网格=rows([*HEADING[:4], "网格员姓名"], ["柳荫街道", "湖畔社区", "一", 300, "张三、李四"], ["柳荫街道", "湖畔社区", "二", 300, "王五"]))
    understood = read_city(path)
    assert [grid.staff for grid in understood.city.grids] == [2, 1]
    done = write_city(understood, tmp_path / "out", binary=program)
    assert not any("张三" in (done.folder / file).read_text(encoding="utf-8") for file in done.files)


def test_dates_and_errors_and_formulas_without_values_are_refused_by_cell(tmp_path):
    def fill(sheet):
        rows(HEADING, ["柳荫街道", "湖畔社区", "一", 300], ["柳荫街道", "湖畔社区", "二"], ["柳荫街道", "湖畔社区", "三"])(sheet)
        sheet.write_formula("E2", "=1/0", None, "#DIV/0!")
        sheet.write_formula("D3", "=D2", None, "")
        sheet.write_number("D4", 45_659, sheet_format(sheet))

    formats = {}

    def sheet_format(sheet):
        return formats["date"]

    import xlsxwriter

    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as workbook:
        formats["date"] = workbook.add_format({"num_format": "yyyy-mm-dd"})
        fill(workbook.add_worksheet("网格"))
    problem = refusal(tmp_path / "a.xlsx").english
    assert "row 2, column E: '网格员': this is an error of the spreadsheet" in problem
    assert "row 3, column D: '户数': this is a formula that was never calculated" in problem
    assert "row 4, column D: '户数': this is a date or a time (2025-01-02)" in problem


def test_what_is_no_spreadsheet_is_told(tmp_path):
    for name, content, told_as in (("a.xlsx", b"%PDF-1.7", "this is a PDF"), ("b.csv", b"", "the file is empty"), ("c.xls", b"\x89PNG\r\n", "a picture")):
        (tmp_path / name).write_bytes(content)
        assert told_as in refusal(tmp_path / name).english
    assert "there is no such file; did you mean 'a.xlsx'?" in refusal(tmp_path / "a.xls").english
    assert "this is a folder" in refusal(tmp_path).english


def test_who_reads_only_the_first_lines_is_told_of_no_error(tmp_path, program):
    path = book(tmp_path / "台账.xlsx", 网格表=spreadsheets.ledger)
    line = f'"{sys.executable}" -m issueflow import "{path}" --dry-run --lang en | head -1'
    said = subprocess.run(["sh", "-c", line], capture_output=True, text=True, env={**os.environ, "ISSUEFLOW_BINARY": program})
    assert said.stdout.startswith("台账.xlsx, heading in") and said.stderr == ""
