"""`issueflow export FOLDER`: results as one workbook."""

from __future__ import annotations

import argparse

NAME = "export"
HELP = (
    "Writes results as one workbook: a sheet for the verdict, the split, leaks, units and days, or for what policies change. "
    "将结果写成一个 Excel 工作簿。"
)


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", help="folder of `issueflow run`, compare, sweep or search 结果文件夹")
    parser.add_argument("-o", "--out", metavar="FILE", help="the workbook (default: results.xlsx in the folder) 输出文件")
    parser.add_argument("--lang", choices=["en", "zh", "both"], default="both", help="languages of its titles (default: both) 语言")
    parser.add_argument(
        "--changed", action="store_true", help="read files that were changed on purpose as they are 照原样读取有意改动过的文件"
    )


def run(chosen: argparse.Namespace) -> int:
    from issueflow.exporting import write_workbook
    from issueflow.printable import printable

    written = write_workbook(chosen.folder, chosen.out, lang=chosen.lang, changed=chosen.changed)
    print(f"{printable(str(written.path))}  {written.size / 1e6:.1f} MB, {', '.join(written.sheets)}")
    return 0
