"""`issueflow report FOLDER`: a page from results."""

from __future__ import annotations

import argparse
import sys
import time

from issueflow.printable import printable

NAME = "report"
HELP = (
    "Writes one HTML page of results that opens with no network, and a brief of one page for who decides. "
    "生成不需网络即可打开的单文件报告，以及一页简报。"
)


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", help="folder of `issueflow run`, compare, sweep or search 结果文件夹")
    parser.add_argument("-o", "--out", metavar="FILE", help="the page (default: report.html in the folder) 输出文件")
    parser.add_argument(
        "--lang", choices=["en", "zh", "both"], default="both", help="languages of the page (default: both) 语言"
    )
    parser.add_argument(
        "--compare", metavar="DIR", help="also the results of `issueflow compare` in this folder 加入政策比较"
    )
    parser.add_argument(
        "--search", metavar="DIR", help="also the results of `issueflow search` in this folder 加入成本前沿"
    )
    parser.add_argument(
        "--figures",
        metavar="KINDS",
        default="",
        help="also every figure as files: png, svg or both, with a comma 另存图片",
    )
    parser.add_argument(
        "--format", metavar="KINDS", default="", dest="formats",
        help="also a brief of one page, in each language: html, pdf, docx, pptx, with commas 另存一页简报",
    )
    parser.add_argument(
        "--changed", action="store_true",
        help="show files that were changed on purpose as they are; the page says so 照原样显示有意改动过的文件",
    )


def run(chosen: argparse.Namespace) -> int:
    from pathlib import Path

    from issueflow.brief.written import formats, write_briefs
    from issueflow.report import write_report

    begin = time.monotonic()
    # Before the page, which takes longest: a brief that cannot be made is told at once, and nothing is written.
    if asked := formats(chosen.formats):
        briefs = write_briefs(
            chosen.folder, asked, lang=chosen.lang, out=Path(chosen.out).parent if chosen.out else None, compare=chosen.compare,
            changed=chosen.changed,
        )
        for path in briefs.files:
            print(f"{printable(str(path))}  {path.stat().st_size / 1e3:.0f} kB")
    kinds = [kind.strip() for kind in chosen.figures.split(",") if kind.strip()]
    written = write_report(
        chosen.folder,
        chosen.out,
        lang=chosen.lang,
        compare=chosen.compare,
        search=chosen.search,
        figures=kinds,
        progress=_say_what_is_drawn,
        changed=chosen.changed,
    )
    _say_what_is_drawn("")
    print(printable(str(written.page)) + f"  {written.size / 1e6:.1f} MB, {time.monotonic() - begin:.0f} s")
    if written.figures:
        print(printable(str(written.figures[0].parent)) + f"  {len(written.figures)} files")
    return 0


def _say_what_is_drawn(figure: str) -> None:
    """Overwrites one line of a terminal; a file or a pipe gets nothing."""
    if sys.stderr.isatty():
        sys.stderr.write("\r\033[K" + (f"drawing 绘图 {figure} …" if figure else ""))
        sys.stderr.flush()
