"""The results in a folder, read as what the command that wrote them makes."""

from __future__ import annotations

import os

from issueflow.compare_result import CompareResult
from issueflow.result_folder import Results
from issueflow.run_result import RunResult
from issueflow.search_result import SearchResult
from issueflow.sweep_result import SweepResult

__all__ = ["AnyResult", "CompareResult", "Results", "RunResult", "SearchResult", "SweepResult", "read_results"]

#: What a folder may hold.
AnyResult = RunResult | SweepResult | CompareResult | SearchResult

RESULTS: dict[str, type[AnyResult]] = {
    "run": RunResult, "sweep": SweepResult, "compare": CompareResult, "search": SearchResult,
}


def read_results(folder: str | os.PathLike[str], *, changed: bool = False) -> AnyResult:
    """The results in a folder, whichever command wrote them.

    `changed`: read files that were changed on purpose as they are. Otherwise every file must be as the program wrote it,
    by the digests in datapackage.json; results of a program that wrote none are read as they are.

    Raises IssueFlowError, in English and Chinese, when the folder is missing, is not one of results, is unfinished, lacks
    files or holds damaged ones; the message names the place, what was found there, and what to do.
    """
    return RESULTS[Results(folder, changed=changed).kind](folder, changed=changed)
