"""IssueFlow from Python: the program does the work, results come as data frames with units.

    import issueflow
    result = issueflow.run("Scenarios/small-town.yaml", replications=20)
    result.summary

`issueflow.charts` draws results, and `python -m issueflow report FOLDER` makes a page of them.

`sweep` takes a Dask client and then spreads a design over a cluster; the files are those of one machine, byte for byte.
"""

from issueflow.errors import IssueFlowError
from issueflow.results import CompareResult, RunResult, SearchResult, SweepResult, read_results
from issueflow.studies import Fitted, compare, fit, run, search, sweep

__all__ = [
    "CompareResult", "Fitted", "IssueFlowError", "RunResult", "SearchResult", "SweepResult", "compare", "fit",
    "read_results", "run", "search", "sweep",
]
