"""One self-contained page of results that opens with no network, in English, Chinese or both.

    issueflow report results/changzhou

The folder is that of a run, a comparison, a sweep or a search. The page holds the verdict, figures with the tables behind
them, a method statement and what is needed to make the same numbers again. Figures are still pictures (SVG) drawn twice,
for a page and for a phone, so that nothing has to be loaded or run to see them.
"""

from issueflow.report.page import Written, write_report

__all__ = ["Written", "write_report"]
