"""Puts the page together and writes it whole or not at all."""

from __future__ import annotations

import base64
import hashlib
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any, TypeVar

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from issueflow import writing
from issueflow.errors import IssueFlowError
from issueflow.language import LANGUAGES, language, nearest
from issueflow.printable import cell
from issueflow.report import method, studies, verdict
from issueflow.report.figures import Picture, check_figures, draw, file_name, files_of, write_figures
from issueflow.report.sections import Chart, sections
from issueflow.report.tables import is_empty
from issueflow.results import AnyResult, CompareResult, Results, RunResult, SearchResult, read_results
from issueflow.titles import Titles

Wanted = TypeVar("Wanted", CompareResult, SearchResult)

KINDS_OF_FIGURE = ("png", "svg")


@dataclass(frozen=True)
class Written:
    """The page, its size in bytes, and the files of its figures."""

    page: Path
    size: int
    figures: list[Path]


def write_report(
    folder: str | os.PathLike[str],
    out: str | os.PathLike[str] | None = None,
    *,
    lang: str = "both",
    compare: str | os.PathLike[str] | None = None,
    search: str | os.PathLike[str] | None = None,
    figures: Sequence[str] = (),
    progress: Callable[[str], None] = lambda figure: None,
    changed: bool = False,
) -> Written:
    """Writes the report of a folder of results; without `out`, as report.html in it.

    `compare` and `search` are folders of the commands of these names, for their chapters on the page of a run; a
    comparison, a sweep or a search also has a page of its own. `figures` are kinds of files,
    png or svg, that are written for every figure into a folder beside the page (NAME-figures). `progress` is told the name
    of each figure before it is drawn. `changed`: files that were changed on purpose are shown as they are, and the page
    says so. Raises IssueFlowError before anything is written when a folder is not what it should
    be.
    """
    languages = LANGUAGES if lang == "both" else (language(lang),)
    for kind in figures:
        if kind not in KINDS_OF_FIGURE:
            near = nearest(kind, KINDS_OF_FIGURE)
            raise IssueFlowError(
                f"figures: {kind!r} is not a kind of figure; use png or svg{near[0]}",
                2,
                chinese=f"figures：没有 {kind!r} 这种图；请用 png 或 svg{near[1]}",
            )
    result = read_results(folder, changed=changed)
    if not isinstance(result, RunResult):
        _alone(result, folder, compare, search)
    compared = None if compare is None else _read(compare, CompareResult, "compare", changed)
    searched = None if search is None else _read(search, SearchResult, "search", changed)
    page = Path(out) if out is not None else result.folder / "report.html"
    if page.is_dir() or not page.parent.is_dir():
        raise IssueFlowError(
            f"{page}: this cannot be written; give a file in a folder that is there",
            2,
            chinese=f"{page}：无法写入；请给出已有文件夹中的文件名",
        )
    beside = page.with_name(f"{page.stem}-figures")
    kinds = list(dict.fromkeys(figures))
    writing.check(page, _is_ours)
    try:
        chapters = {
            tongue: sections(result, compared, searched, Titles(result, tongue)) for tongue in (languages if kinds else ())
        }
        if kinds:
            # Before anything is drawn, which takes seconds.
            check_figures(beside, [
                file_name(name, tongue, kind)
                for tongue, found in chapters.items() for section in found for name, *_ in section.figures for kind in kinds
            ])
        pages = [_page(result, compared, searched, Titles(result, tongue), progress) for tongue in languages]
        text = _render(pages, result.digest)
        drawn: dict[str, bytes] = {}
        for tongue, found in chapters.items():
            for section in found:
                for name, chart, _ in section.figures:
                    progress(name)
                    drawn |= files_of(name, chart, tongue, kinds)
    except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError) as problem:
        # Each document and table is what it should be by itself; together they are not.
        raise IssueFlowError(
            f"{folder}: these results do not fit together ({type(problem).__name__}: {cell(str(problem))}); run the study "
            "again",
            2,
            chinese=f"{folder}：结果彼此不符（{type(problem).__name__}：{cell(str(problem))}）；请重新运行",
        ) from problem
    written = write_figures(beside, drawn) if kinds else []
    content = text.encode("utf-8")
    writing.write(page, content, _is_ours)
    return Written(page, len(content), written)


def _is_ours(head: bytes) -> bool:
    """Whether a file is a page that was written here: what is not ours is not written over."""
    return head.startswith(b"<!DOCTYPE html>") and b'<meta name="issueflow-results" content="' in head


def _read(folder: str | os.PathLike[str], wanted: type[Wanted], command: str, changed: bool) -> Wanted:
    result = read_results(folder, changed=changed)
    if isinstance(result, wanted):
        return result
    raise IssueFlowError(
        f"{folder}: these are results of `issueflow {result.kind}`; results of `issueflow {command}` are needed here",
        2,
        chinese=f"{folder}：这是 `issueflow {result.kind}` 的结果；此处需要 `issueflow {command}` 的结果",
    )


def _alone(result: AnyResult, folder: str | os.PathLike[str], *others: str | os.PathLike[str] | None) -> None:
    """The page of a comparison, a sweep or a search has no chapters of other studies."""
    if any(other is not None for other in others):
        raise IssueFlowError(
            f"{folder}: these are results of `issueflow {result.kind}`; with --compare or --search the page is that of a "
            "run: give the folder of `issueflow run` first",
            2,
            chinese=f"{folder}：这是 `issueflow {result.kind}` 的结果；使用 --compare 或 --search 时，请先给出 `issueflow run` 的文件夹",
        )


def _page(
    result: AnyResult, compared: CompareResult | None, searched: SearchResult | None, titles: Titles,
    progress: Callable[[str], None],
) -> dict[str, Any]:
    """All that the template shows in one language."""

    def drawn(name: str, chart: Chart) -> Picture:
        progress(name)
        return draw(name, chart, titles.lang)

    shown = []
    for section in sections(result, compared, searched, titles):
        shown.append(
            {
                "id": section.id,
                "heading": section.heading,
                "words": section.words,
                "pictures": [
                    (drawn(name, chart), None if is_empty(table) else table)
                    for name, chart, table in section.figures
                ],
                "tables": [table for table in section.tables if not is_empty(table)],
            }
        )
    front = _run(result, titles) if isinstance(result, RunResult) else _study(result, titles)
    return {
        "lang": titles.lang,
        "say": titles.speech.say,
        "sections": shown,
        "command": method.command(result),
        **front,
        "cautions": [*_unchecked(result, titles), *front["cautions"]],
    }


def _unchecked(result: Results, titles: Titles) -> list[str]:
    if result.is_checked:
        return []
    return [titles.speech.say(
        "The page was asked to show these results as they are: nothing says that they are the program's own numbers.",
        "本页按要求照原样显示结果：无法确认这些数字出自程序。",
    )]


def _run(result: RunResult, titles: Titles) -> dict[str, Any]:
    """What stands around the chapters of a run."""
    speech, manifest = titles.speech, result.manifest
    observed, count = manifest["observation"], manifest["replications"]
    mark, sentence = verdict.sentence(result, titles)
    return {
        "title": titles.scenario(manifest),
        "overview": speech.say(
            f"{speech.days(observed['minutes'])} from {observed['start']}, {count} {'replication' if count == 1 else 'replications'}, seed {manifest['master_seed']}",
            f"自 {observed['start']} 起 {speech.days(observed['minutes'])}，{count} 次重复，种子 {manifest['master_seed']}",
        ),
        "decision": (result.decision or "none").replace(" ", "-"),
        "mark": mark,
        "sentence": sentence,
        "meaning": verdict.what_it_means(result, titles),
        "points": verdict.in_short(result, titles),
        "cautions": verdict.cautions(result, titles),
        "is_checklist": True,
        "method": method.statement(result, titles),
        "hashes": method.hashes(result, titles),
    }


def _study(result: studies.Study, titles: Titles) -> dict[str, Any]:
    """What stands around the chapters of a comparison, a sweep or a search."""
    mark, decision, sentence, points, cautions = studies.answer(result, titles)
    return {
        "title": studies.title(result, titles),
        "overview": studies.overview(result, titles),
        "decision": decision,
        "mark": mark,
        "sentence": sentence,
        "meaning": "",
        "points": points,
        "cautions": cautions,
        "is_checklist": False,
        "method": studies.statement(result, titles),
        "hashes": studies.hashes(result, titles),
    }


def _render(pages: list[dict[str, Any]], results: str) -> str:
    """The page, with the digest of its results, by which later ones know that it shows others.

    Every text is escaped by the template; only drawn figures and the package's own files are taken as they are.
    """
    folder = resources.files("issueflow.report")
    style, script = ((folder / name).read_text(encoding="utf-8") for name in ("page.css", "page.js"))
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    template = environment.from_string((folder / "page.html").read_text(encoding="utf-8"))
    return template.render(
        languages=pages, style=Markup(style), script=Markup(script), script_hash=digest, digest=results
    ).lstrip()
