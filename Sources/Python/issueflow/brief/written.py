"""Writes briefs: whole or not at all, over nothing that was not made here."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from issueflow import packing, writing
from issueflow.brief import as_html
from issueflow.brief.content import Brief
from issueflow.brief.making import brief_of
from issueflow.errors import IssueFlowError
from issueflow.language import LANGUAGES, language, nearest
from issueflow.printable import cell
from issueflow.results import CompareResult, RunResult, read_results


@dataclass(frozen=True)
class Written:
    """The briefs that were written, in the order of their formats and languages."""

    files: list[Path]


def _page(brief: Brief) -> bytes:
    return as_html.page(brief)


def _pdf(brief: Brief) -> bytes:
    from issueflow.brief.as_pdf import pdf

    return pdf(brief)


def _docx(brief: Brief) -> bytes:
    from issueflow.brief.as_docx import document

    return document(brief)


def _pptx(brief: Brief) -> bytes:
    from issueflow.brief.as_pptx import slides

    return slides(brief)


def _is_our_pdf(head: bytes) -> bool:
    from issueflow.brief.as_pdf import is_ours

    return is_ours(head)


#: Each format with what makes it, and what knows one that was made here.
FORMATS: dict[str, tuple[Callable[[Brief], bytes], Callable[[bytes], bool]]] = {
    "html": (_page, as_html.is_ours), "pdf": (_pdf, _is_our_pdf), "docx": (_docx, packing.is_ours), "pptx": (_pptx, packing.is_ours),
}


def formats(word: str) -> list[str]:
    """The formats in a word such as html,pdf; raises IssueFlowError for one that there is not."""
    found = list(dict.fromkeys(each.strip().lower() for each in word.split(",") if each.strip()))
    for each in found:
        if each not in FORMATS:
            near = nearest(each, FORMATS)
            raise IssueFlowError(
                f"--format: {cell(each)} is no format; use {', '.join(FORMATS)}{near[0]}", 2,
                chinese=f"--format：没有 {cell(each)} 这种格式；可用 {'、'.join(FORMATS)}{near[1]}",
            )
    return found


def write_briefs(
    folder: str | os.PathLike[str], kinds: Sequence[str], *, lang: str = "both", out: str | os.PathLike[str] | None = None,
    compare: str | os.PathLike[str] | None = None, changed: bool = False,
) -> Written:
    """Writes the brief of a run in each format and language, as brief-LANG.KIND in the folder of the results or in `out`.

    `compare` is a folder of `issueflow compare` on the same city, whose policies are what the brief may recommend. Raises
    IssueFlowError before anything is written where the folders are not what they should be, a file is there that was not
    made here, or a format cannot be made on this machine.
    """
    languages = LANGUAGES if lang == "both" else (language(lang),)
    result = read_results(folder, changed=changed)
    if not isinstance(result, RunResult):
        raise IssueFlowError(
            f"{folder}: these are results of `issueflow {result.kind}`, and a brief is of a run; give the folder of "
            "`issueflow run`, and this one with --compare", 2,
            chinese=f"{folder}：这是 `issueflow {result.kind}` 的结果，简报针对单次运行；请给出 `issueflow run` 的文件夹，并用 --compare 指明本文件夹",
        )
    compared = None
    if compare is not None:
        found = read_results(compare, changed=changed)
        if not isinstance(found, CompareResult):
            raise IssueFlowError(
                f"{compare}: these are results of `issueflow {found.kind}`; results of `issueflow compare` are needed here", 2,
                chinese=f"{compare}：这是 `issueflow {found.kind}` 的结果；此处需要 `issueflow compare` 的结果",
            )
        compared = found
    place = Path(out) if out is not None else result.folder
    targets = {(kind, tongue): place / f"brief-{tongue}.{kind}" for kind in kinds for tongue in languages}
    for (kind, _), path in targets.items():
        writing.check(path, FORMATS[kind][1])
    try:
        briefs = {tongue: brief_of(result, compared, tongue) for tongue in languages}
    except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError) as problem:
        raise IssueFlowError(
            f"{folder}: these results do not fit together ({type(problem).__name__}: {cell(str(problem))}); run the study "
            "again", 2,
            chinese=f"{folder}：结果彼此不符（{type(problem).__name__}：{cell(str(problem))}）；请重新运行",
        ) from problem
    # All of them before the first is written: one that cannot be made leaves nothing behind.
    made = {key: FORMATS[key[0]][0](briefs[key[1]]) for key in targets}
    for key, path in targets.items():
        writing.write(path, made[key], FORMATS[key[0]][1])
    return Written(list(targets.values()))
