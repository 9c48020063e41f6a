"""The workbook of a folder of results, whichever command wrote it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from issueflow import writing
from issueflow.errors import IssueFlowError
from issueflow.exporting import of_run, of_studies
from issueflow.exporting.sheets import ROWS, SheetOf
from issueflow.exporting.tongues import TONGUES, Tongues
from issueflow.language import language
from issueflow.packing import is_ours
from issueflow.printable import cell
from issueflow.results import AnyResult, CompareResult, RunResult, SweepResult, read_results

#: The workbook in the folder of the results.
FILE = "results.xlsx"


@dataclass(frozen=True)
class Written:
    """The workbook, its size in bytes, and the names of its sheets."""

    path: Path
    size: int
    sheets: list[str]


def write_workbook(
    folder: str | os.PathLike[str], out: str | os.PathLike[str] | None = None, *, lang: str = "both", changed: bool = False
) -> Written:
    """Writes the workbook of a folder of results; without `out`, as results.xlsx in it.

    `lang`: en, zh or both. `changed`: files that were changed on purpose are read as they are. Raises IssueFlowError when the
    folder is not one of results, and when a file is there that was not made here.
    """
    if lang not in TONGUES:
        language(lang)
    result = read_results(folder, changed=changed)
    path = Path(out) if out is not None else result.folder / FILE
    if path.suffix.lower() != ".xlsx" or not path.parent.is_dir() or path.is_dir():
        raise IssueFlowError(
            f"{path}: give the name of an .xlsx file in a folder that is there", 2,
            chinese=f"{path}：请给出已有文件夹中的 .xlsx 文件名",
        )
    writing.check(path, is_ours)
    tongues = Tongues(result, lang)
    try:
        sheets = _sheets(result, tongues)
    except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError) as problem:
        raise IssueFlowError(
            f"{folder}: these results do not fit together ({type(problem).__name__}: {cell(str(problem))}); run the study "
            "again", 2,
            chinese=f"{folder}：结果彼此不符（{type(problem).__name__}：{cell(str(problem))}）；请重新运行",
        ) from problem
    for sheet in sheets:
        if len(sheet.rows) > ROWS:
            raise IssueFlowError(
                f"{folder}: '{sheet.name}' has {len(sheet.rows):,} rows, and a sheet holds {ROWS:,}; use the CSV files", 2,
                chinese=f"{folder}：“{sheet.name}”有 {len(sheet.rows):,} 行，工作表最多 {ROWS:,} 行；请使用 CSV 文件",
            )
    # A second import of its size is paid for only where a workbook is written.
    from issueflow.exporting.book import workbook

    content = workbook(sheets, sheets[0].title)
    writing.write(path, content, is_ours)
    return Written(path, len(content), [sheet.name for sheet in sheets])


def _sheets(result: AnyResult, tongues: Tongues) -> list[SheetOf]:
    if isinstance(result, RunResult):
        return of_run.sheets(result, tongues)
    if isinstance(result, CompareResult):
        return of_studies.of_comparison(result, tongues)
    return of_studies.of_sweep(result, tongues) if isinstance(result, SweepResult) else of_studies.of_search(result, tongues)
