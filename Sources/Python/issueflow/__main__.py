"""`issueflow-py report FOLDER`: a page from results. `issueflow-py whatif`: a page that makes them.

`python -m issueflow` is the same.
"""

from __future__ import annotations

import argparse
import sys
import time
from typing import NoReturn

from issueflow.errors import IssueFlowError
from issueflow.language import nearest
from issueflow.printable import printable
from issueflow.report import write_report
from issueflow.whatif.server import PORT, serve


class _Parser(argparse.ArgumentParser):
    """A parser that says what may have been meant, in both languages."""

    def _all(self) -> list[argparse.ArgumentParser]:
        """This parser and those of its commands."""
        below = [
            action.choices.values() for action in self._actions if isinstance(action, argparse._SubParsersAction)
        ]
        return [self, *[parser for parsers in below for parser in parsers]]

    def error(self, message: str) -> NoReturn:
        known = [option for parser in self._all() for action in parser._actions for option in action.option_strings]
        near = ("", "")
        for word in message.replace("=", " ").split():
            if word.startswith("--") and word not in known:
                near = nearest(word, known)
                break
        self.print_usage(sys.stderr)
        message = printable(message)
        self.exit(2, f"error: {message}{near[0]}\n错误：参数有误（{message}）{near[1]}\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="issueflow-py",
        description="Reads what issueflow wrote. 读取 issueflow 的结果。",
        allow_abbrev=False,
    )
    commands = parser.add_subparsers(dest="command", required=True, parser_class=_Parser, metavar="report|whatif")
    report = commands.add_parser(
        "report",
        help="write one self-contained page of results 生成单文件报告",
        allow_abbrev=False,
        description="Writes one HTML page of results that opens with no network. 生成不需网络即可打开的单文件报告。",
    )
    report.add_argument("folder", help="folder of `issueflow run`, compare, sweep or search 结果文件夹")
    report.add_argument("-o", "--out", metavar="FILE", help="the page (default: report.html in the folder) 输出文件")
    report.add_argument(
        "--lang", choices=["en", "zh", "both"], default="both", help="languages of the page (default: both) 语言"
    )
    report.add_argument(
        "--compare", metavar="DIR", help="also the results of `issueflow compare` in this folder 加入政策比较"
    )
    report.add_argument(
        "--search", metavar="DIR", help="also the results of `issueflow search` in this folder 加入成本前沿"
    )
    report.add_argument(
        "--figures",
        metavar="KINDS",
        default="",
        help="also every figure as files: png, svg or both, with a comma 另存图片",
    )
    report.add_argument(
        "--changed", action="store_true",
        help="show files that were changed on purpose as they are; the page says so 照原样显示有意改动过的文件",
    )
    whatif = commands.add_parser(
        "whatif",
        help="serve the what-if page on this machine 在本机提供假设分析页面",
        allow_abbrev=False,
        description="Serves the what-if page at http://127.0.0.1:PORT, for this machine only. 仅在本机提供假设分析页面。",
    )
    whatif.add_argument("--port", type=int, default=PORT, help=f"port (default: {PORT}) 端口")
    return parser


def main(arguments: list[str] | None = None) -> int:
    """Exit codes: 0 done, 2 wrong arguments or folders, 3 the disk refused."""
    chosen = _parser().parse_args(arguments)
    try:
        return _serve(chosen) if chosen.command == "whatif" else _report(chosen)
    except IssueFlowError as problem:
        print(f"error: {problem.english}", file=sys.stderr)
        if problem.chinese != problem.english:
            print(f"错误：{problem.chinese}", file=sys.stderr)
        return problem.exit_code or 2
    except OSError as problem:
        told = printable(str(problem))
        print(f"error: {told}\n错误：{told}", file=sys.stderr)
        return 3


def _serve(chosen: argparse.Namespace) -> int:
    serve(chosen.port)
    return 0


def _say_what_is_drawn(figure: str) -> None:
    """Overwrites one line of a terminal; a file or a pipe gets nothing."""
    if sys.stderr.isatty():
        sys.stderr.write("\r\033[K" + (f"drawing 绘图 {figure} …" if figure else ""))
        sys.stderr.flush()


def _report(chosen: argparse.Namespace) -> int:
    begin = time.monotonic()
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


if __name__ == "__main__":
    sys.exit(main())
