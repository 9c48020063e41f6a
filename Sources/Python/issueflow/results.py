"""The results in a folder, read as what the command that wrote them makes."""

from __future__ import annotations

from pathlib import Path

from issueflow.compare_result import CompareResult
from issueflow.result_folder import Results
from issueflow.run_result import RunResult
from issueflow.search_result import SearchResult
from issueflow.sweep_result import SweepResult

__all__ = ["CompareResult", "Results", "RunResult", "SearchResult", "SweepResult", "read_results"]

RESULTS: dict[str, type[RunResult | SweepResult | CompareResult | SearchResult]] = {
    "run": RunResult, "sweep": SweepResult, "compare": CompareResult, "search": SearchResult,
}


def read_results(folder: str | Path) -> RunResult | SweepResult | CompareResult | SearchResult:
    """The results in a folder, whichever command wrote them.

    Raises IssueFlowError, in English and Chinese, when the folder is missing, is not one of results, is unfinished, lacks
    files or holds damaged ones; the message names the place, what was found there, and what to do.
    """
    return RESULTS[Results(folder).kind](folder)
