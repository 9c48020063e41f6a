"""Opens a file that somebody sent: which kind it is by its own bytes, and never by its name."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from issueflow import reading, runner
from issueflow.errors import IssueFlowError
from issueflow.importing.problems import Findings
from issueflow.importing.sheet import Block, Odd, Sheet, Value, column_number
from issueflow.importing.text import read_text

#: Bytes of a file; a city of 100,000 grids has ten.
FILE = 64 << 20

#: What the process that reads a workbook may take: seconds, and bytes of addresses.
LIMITS = runner.Limits(seconds=15, memory=460 << 20)

_ZIP, _OLE = b"PK", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

#: Beginnings of what is sometimes called a spreadsheet and is none.
_OTHERS = {
    b"%PDF": ("a PDF", "PDF 文件"), b"\x89PNG": ("a picture", "图片"), b"\xff\xd8\xff": ("a picture", "图片"),
    b"GIF8": ("a picture", "图片"), b"Rar!": ("an archive", "压缩包"), b"7z\xbc\xaf": ("an archive", "压缩包"),
    b"\x1f\x8b": ("a compressed file", "压缩文件"), b"\x7fELF": ("a program", "程序"), b"MZ": ("a program", "程序"),
    b"<htm": ("a page", "网页"), b"<!DO": ("a page", "网页"), b"<?xm": ("a document of XML", "XML 文件"),
    b"SQLi": ("a database", "数据库"),
}

#: Why a workbook is not read, in both languages.
_REFUSED = {
    "unpacks": (
        "it would unpack to more than is read of a workbook ({part}); copy the table into a new one",
        "解压后超过所能读取的大小（{part}）；请把表格复制到新的工作簿",
    ),
    "parts": ("it has {count} parts, as no workbook has; copy the table into a new one", "其中有 {count} 个部件，不是正常的工作簿；请把表格复制到新的工作簿"),
    "entities": ("its XML declares entities, as no workbook does; it is not read", "其 XML 中声明了实体，正常工作簿没有；不予读取"),
    "xml": ("the workbook is damaged (its XML, line {line}); open it and save it again", "工作簿已损坏（XML 第 {line} 行）；请打开后重新保存"),
    "damaged": ("the workbook is damaged; open it and save it again", "工作簿已损坏；请打开后重新保存"),
    "password": (
        "it is protected by a password; open it, take the protection away (File, Info, Protect) and save it again",
        "文件有密码保护；请打开后取消加密（文件 → 信息 → 保护工作簿）再保存",
    ),
    "bin": ("it is a binary workbook (.xlsb); save it as .xlsx", "这是二进制工作簿（.xlsb）；请另存为 .xlsx"),
    "other": ("it is an archive, and no workbook; give the .xlsx itself", "这是压缩包，不是工作簿；请给出 .xlsx 文件本身"),
    "memory": (
        "it takes more memory than a workbook may; copy the table into a new one", "读取所需内存超出限制；请把表格复制到新的工作簿"
    ),
    "time": ("it takes more time than a workbook may; copy the table into a new one", "读取所需时间超出限制；请把表格复制到新的工作簿"),
}


def open_sheets(path: Path, findings: Findings) -> list[Sheet]:
    """The sheets of a file, hidden ones too; raises IssueFlowError with what it is where it is no spreadsheet."""
    content = _content(path)
    name = path.name
    if content[:2] == _ZIP or content[:8] == _OLE:
        return _workbook(path, findings)
    for head, (english, chinese) in _OTHERS.items():
        if content.lstrip()[: len(head)] == head:
            raise IssueFlowError(
                f"{name}: this is {english}, and no spreadsheet; give an .xlsx or a CSV file", 2,
                chinese=f"{name}：这是{chinese}，不是表格；请给出 .xlsx 或 CSV 文件",
            )
    if not content.strip():
        raise IssueFlowError(f"{name}: the file is empty", 2, chinese=f"{name}：文件为空")
    return [read_text(name, content, findings)]


def _content(path: Path) -> bytes:
    if not path.exists():
        from issueflow.language import nearest

        siblings = [child.name for child in path.parent.iterdir()] if path.parent.is_dir() else []
        near = nearest(path.name, siblings)
        raise IssueFlowError(f"{path}: there is no such file{near[0]}", 2, chinese=f"{path}：没有这个文件{near[1]}")
    if path.is_dir():
        raise IssueFlowError(f"{path}: this is a folder; give a file", 2, chinese=f"{path}：这是文件夹；请给出文件")
    real = path.resolve()
    if real.is_file() and real.stat().st_size > FILE:
        raise IssueFlowError(
            f"{path}: it has {real.stat().st_size / 1e6:,.0f} MB, and {FILE / 1e6:,.0f} MB are read at most", 2,
            chinese=f"{path}：大小为 {real.stat().st_size / 1e6:,.0f} MB，最多读取 {FILE / 1e6:,.0f} MB",
        )
    # A link that a person has made to a file of theirs is theirs to give.
    return reading.content(real, FILE)


def _workbook(path: Path, findings: Findings) -> list[Sheet]:
    worker = str(Path(__file__).with_name("worker.py"))
    try:
        said = runner.start(sys.executable, ["-I", worker, str(path.resolve())], limits=LIMITS)
    except runner.Stopped as problem:
        raise _refused(path, {"refused": "time"}) from problem
    lines: list[dict[str, Any]] = []
    for line in said.printed.splitlines():
        try:
            lines.append(json.loads(line))
        except ValueError:
            # The process was ended in the middle of a line.
            break
    if lines and "refused" in lines[-1]:
        raise _refused(path, lines[-1])
    if said.code != 0 or not lines:
        if "No module named" in said.message:
            raise IssueFlowError(
                "workbooks are read with python-calamine, which is not installed: pip install python-calamine", 2,
                chinese="读取工作簿需要 python-calamine：pip install python-calamine",
            )
        raise _refused(path, {"refused": "memory"})
    about, *found = lines
    if about.get("macros"):
        findings.note(None, "the workbook holds macros; they were not run", "工作簿含有宏；未运行")
    if about.get("links"):
        findings.note(
            None, "the workbook refers to other files; they were not opened", "工作簿引用了其他文件；未打开"
        )
    if about.get("kind") in {"xls", "ods"}:
        findings.note(
            None, "in this format errors such as #REF! look like blank cells; save it as .xlsx to have them told",
            "此格式中 #REF! 等错误值与空单元格无法区分；另存为 .xlsx 后可逐一指出",
        )
    for each in found:
        if "unreadable" in each:
            findings.leave_out(None, f"sheet '{each['name']}' is damaged", f"工作表“{each['name']}”已损坏")
    return [_sheet(each) for each in found if not each.get("is_chart")]


def _refused(path: Path, why: dict[str, Any]) -> IssueFlowError:
    english, chinese = _REFUSED[why["refused"]]
    return IssueFlowError(
        f"{path.name}: {english.format(**why)}", 2, chinese=f"{path.name}：{chinese.format(**why)}"
    )


def _sheet(found: dict[str, Any]) -> Sheet:
    rows = [[_value(cell) for cell in row] for row in found["rows"]]
    for place, kind in (found.get("odd") or {}).items():
        word = place.rstrip("0123456789")
        column, row = column_number(word), int(place[len(word):] or 0) - 1
        if column is not None and 0 <= row < 200_000:
            while len(rows) <= row:
                rows.append([])
            rows[row] += [None] * (column + 1 - len(rows[row]))
            rows[row][column] = Odd(kind)
    too_large = found.get("too_large")
    return Sheet(
        found["name"], rows, [Block(*block) for block in found["merged"]],
        frozenset(row - 1 for row in found.get("hidden") or ()), bool(found["is_hidden"]), False,
        found.get("formulas") or 0, found.get("external") or 0, tuple(too_large) if too_large else None,
    )


def _value(cell: Any) -> Value:
    if isinstance(cell, dict):
        return Odd("date", str(cell.get("t", "")))
    if isinstance(cell, str):
        return cell if cell.strip() else None
    if isinstance(cell, (bool, int, float)):
        return cell
    return None
