"""Tables of text: whichever encoding and separator a spreadsheet program of this country or another has written."""

from __future__ import annotations

import codecs
import csv
import io

from issueflow.errors import IssueFlowError
from issueflow.importing.problems import Findings
from issueflow.importing.sheet import Sheet, Value

#: Cells of a table of text, and signs of one of them.
CELLS, SIGNS = 500_000, 4_000

#: What separates cells, the likelier first.
_SEPARATORS = (",", "\t", ";", "，", "|")


def read_text(file: str, content: bytes, findings: Findings) -> Sheet:
    """The one sheet of a table of text; raises IssueFlowError where it is none."""
    text, encoding = decode(file, content)
    if encoding != "UTF-8":
        findings.note(None, f"the file is in {encoding}", f"文件编码为 {encoding}")
    if "\0" in text:
        raise IssueFlowError(
            f"{file}: it holds signs that no table has; save it as .xlsx or as CSV", 2,
            chinese=f"{file}：含有表格中不会有的字符；请另存为 .xlsx 或 CSV",
        )
    separator = _separator(text)
    rows: list[list[Value]] = []
    cells = 0
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        for line in reader:
            cells += len(line)
            if cells > CELLS:
                raise IssueFlowError(
                    f"{file}: more than {CELLS:,} cells; give the table of one city alone", 2,
                    chinese=f"{file}：超过 {CELLS:,} 个单元格；请只给出一个城市的表格",
                )
            rows.append([cell[:SIGNS] if cell.strip() else None for cell in line])
    except csv.Error as problem:
        raise IssueFlowError(
            f"{file}: row {len(rows) + 1}: the table is broken here ({problem}); a cell's quotes may not be closed", 2,
            chinese=f"{file}：第 {len(rows) + 1} 行：表格在此处损坏（{problem}）；可能有引号未闭合",
        ) from problem
    return Sheet("", rows)


def decode(file: str, content: bytes) -> tuple[str, str]:
    """The text and the name of its encoding: by its mark, else the first that every byte fits."""
    for mark, name, told in (
        (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
        (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
        (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
    ):
        if content.startswith(mark):
            return _strictly(file, content, name, told), told
    # Without a mark, UTF-16 is known by the zeros of its commas and digits.
    sample = content[:4_000]
    if len(sample) > 3 and sample.count(0) * 8 > len(sample):
        name = "utf-16-le" if sample[1::2].count(0) * 2 > sample.count(0) else "utf-16-be"
        return _strictly(file, content, name, "UTF-16"), "UTF-16"
    try:
        return content.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        return _strictly(file, content, "gb18030", "GB18030 (GBK)"), "GB18030 (GBK)"


def _strictly(file: str, content: bytes, encoding: str, told: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as problem:
        line = content[: problem.start].count(b"\n") + 1
        raise IssueFlowError(
            f"{file}: line {line}: byte {problem.start + 1} is no text in {told}, nor in UTF-8; save it as .xlsx or as "
            "CSV in UTF-8", 2,
            chinese=f"{file}：第 {line} 行：第 {problem.start + 1} 个字节不是 {told} 或 UTF-8 文本；请另存为 .xlsx 或 UTF-8 编码的 CSV",
        ) from problem


def _separator(text: str) -> str:
    """The sign that most of the first lines have, and have most often."""
    lines = [line for line in text[:20_000].splitlines() if line.strip()][:40]
    counts = {sign: sum(min(line.count(sign), 50) for line in lines) for sign in _SEPARATORS}
    return max(_SEPARATORS, key=lambda sign: counts[sign])
