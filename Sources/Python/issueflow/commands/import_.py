"""`issueflow import 台账.xlsx`: a city of a spreadsheet."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from issueflow.importing import Wish

NAME = "import"
HELP = (
    "Makes a city of a spreadsheet: reads units, households and grid workers, says what it understood, and writes a scenario "
    "that runs. 由台账表格生成城市：读取单元、户数和网格员，说明读取结果，并写出可运行的场景。"
)


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", help="an .xlsx, .xls or .ods workbook, or CSV in UTF-8, GBK or UTF-16 表格文件")
    parser.add_argument("-o", "--out", metavar="FOLDER", help="where it is written (default: the file's name) 输出文件夹")
    parser.add_argument("--sheet", metavar="NAME", help="the sheet, by name or number, or `all` that fit (default: the one that fits) 工作表")
    parser.add_argument(
        "--map", metavar="COLUMN=ROLE", action="append", default=[], dest="columns",
        help="what a column is, by heading or letter, such as 住户=households or D=staff, or a file of such lines 指定列的含义",
    )
    parser.add_argument("--street", metavar="NAME", help="the street, where the table names none 表中未写明时的街道")
    parser.add_argument("--grids", metavar="N", type=int, help="grids of each community, where the table does not tell 每个社区的网格数")
    parser.add_argument("--household-size", metavar="N", help="people of a household 每户人数")
    parser.add_argument("--name", help="name of the scenario: small letters, digits, - and _ 场景名称")
    parser.add_argument("--dry-run", action="store_true", help="say what was understood and write nothing 只说明，不写入")
    parser.add_argument("--force", action="store_true", help="write over what an earlier import wrote 覆盖已有文件")
    parser.add_argument("--lang", choices=["en", "zh"], help="language (default: the locale's) 语言")


def run(chosen: argparse.Namespace) -> int:
    from pathlib import Path

    from issueflow.importing import column_roles, default_folder, read_city, told, write_city
    from issueflow.language import of_locale
    from issueflow.printable import printable

    lang = chosen.lang or of_locale()
    understood = read_city(
        chosen.file, sheet=chosen.sheet, chosen=column_roles(chosen.columns), wish=_wish(chosen)
    )
    print(printable(told(understood, lang)))
    if chosen.dry_run:
        print("\nNothing was written (--dry-run)." if lang == "en" else "\n未写入任何内容（--dry-run）。")
        return 0
    folder = Path(chosen.out) if chosen.out else default_folder(Path(chosen.file))
    written = write_city(understood, folder, name=chosen.name, force=chosen.force)
    place = printable(str(written.scenario))
    print(f"\nWritten: {place}\nNext: issueflow run {place}" if lang == "en" else f"\n已写入：{place}\n下一步：issueflow run {place}")
    return 0


def _wish(chosen: argparse.Namespace) -> Wish:
    from fractions import Fraction

    from issueflow.errors import IssueFlowError
    from issueflow.importing import Wish
    from issueflow.importing.amounts import Amount, amount

    size: Fraction | None = None
    if chosen.household_size is not None:
        said = amount(chosen.household_size)
        if not isinstance(said, Amount) or not 1 <= said.number <= 10:
            raise IssueFlowError(
                f"--household-size {chosen.household_size}: give a number from 1 to 10", 2,
                chinese=f"--household-size {chosen.household_size}：请给出 1 至 10 之间的数",
            )
        size = said.number
    if chosen.grids is not None and chosen.grids < 1:
        raise IssueFlowError(f"--grids {chosen.grids}: give 1 or more", 2, chinese=f"--grids {chosen.grids}：请给出 1 或更大的整数")
    return Wish(chosen.street, chosen.grids, size)
