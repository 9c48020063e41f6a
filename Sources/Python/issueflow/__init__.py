"""IssueFlow from Python: the program does the work, results come as data frames with units.

    import issueflow
    result = issueflow.run("Scenarios/small-town.yaml", replications=20)
    result.summary

`issueflow.charts` draws results, and `issueflow-py report FOLDER` makes a page of them.

`sweep` takes a Dask client and then spreads a design over a cluster; the files are those of one machine, byte for byte.
"""

import os
import sys

if sys.argv[:1] == ["-m"] and not sys.flags.safe_path:
    # `python -m issueflow` looks for every module in the working folder first, which may be one that came by mail.
    sys.path[:] = [entry for entry in sys.path if entry and entry != os.getcwd()]

from issueflow.errors import IssueFlowError
from issueflow.results import CompareResult, RunResult, SearchResult, SweepResult, read_results
from issueflow.studies import Fitted, compare, fit, run, search, sweep
from issueflow.version import VERSION as __version__

__all__ = [
    "CompareResult", "Fitted", "IssueFlowError", "RunResult", "SearchResult", "SweepResult", "__version__", "compare",
    "fit", "read_results", "run", "search", "sweep",
]
