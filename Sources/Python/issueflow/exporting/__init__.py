"""Results as one workbook: `issueflow export RESULT`.

    write_workbook("results/changzhou")

A sheet for each thing that people look for: the verdict, the split, units, leaks, days of a run; what policies change; the
points of a sweep; the frontier of a search. Numbers are numbers, with a format and their unit in the heading; every text is a
text, whatever sign it begins with. What a quantity is called comes from the words in the results' own data package.
"""

from issueflow.exporting.workbook import Written, write_workbook

__all__ = ["Written", "write_workbook"]
