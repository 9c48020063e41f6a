"""IssueFlow from Python: the program does the work, results come as data frames with units.

    import issueflow
    result = issueflow.run("Scenarios/small-town.yaml", replications=20)
    result.summary

`issueflow.charts` draws results, and the command `issueflow report FOLDER` makes a page of them.

`sweep` takes a Dask client and then spreads a design over a cluster; the files are those of one machine, byte for byte.
"""

import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

if sys.argv[:1] == ["-m"] and not sys.flags.safe_path:
    # `python -m issueflow` looks for every module in the working folder first, which may be one that came by mail.
    sys.path[:] = [entry for entry in sys.path if entry and entry != os.getcwd()]

if TYPE_CHECKING:
    from issueflow.errors import IssueFlowError
    from issueflow.results import CompareResult, RunResult, SearchResult, SweepResult, read_results
    from issueflow.studies import Fitted, compare, fit, run, search, sweep
    from issueflow.version import VERSION as __version__

__all__ = [
    "CompareResult", "Fitted", "IssueFlowError", "RunResult", "SearchResult", "SweepResult", "__version__", "compare",
    "fit", "read_results", "run", "search", "sweep",
]

#: Where each name is. It is read when it is first asked for: the command `issueflow run` needs no data frames, and reading
#: what makes them takes most of a second.
_PLACES = {
    "IssueFlowError": "errors",
    **dict.fromkeys(["CompareResult", "RunResult", "SearchResult", "SweepResult", "read_results"], "results"),
    **dict.fromkeys(["Fitted", "compare", "fit", "run", "search", "sweep"], "studies"),
}


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from issueflow.version import VERSION

        return VERSION
    if name in _PLACES:
        found = getattr(import_module(f"issueflow.{_PLACES[name]}"), name)
        globals()[name] = found
        return found
    if not name.startswith("_"):
        try:
            return import_module(f"issueflow.{name}")
        except ModuleNotFoundError as problem:
            if problem.name != f"issueflow.{name}":
                raise
    raise AttributeError(f"module 'issueflow' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
