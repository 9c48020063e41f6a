"""Figures of results, as Altair charts, in English or Chinese.

Every function takes a result of `issueflow.read_results`, the language and the width of the plot in pixels (about 340
suits a phone, 760 a page), and returns a chart that can be shown in a notebook, saved, or put on a page. Colours are
never alone: what they tell is also written. Where the results know how sure they are, the figure shows it.
"""

from issueflow.charts.flows import flow, leaks
from issueflow.charts.maps import units
from issueflow.charts.series import backlog
from issueflow.charts.shares import equity, split
from issueflow.charts.studies import comparison, frontier, uncertainty
from issueflow.charts.sweeps import effects, points
from issueflow.charts.times import load, time_to_close

__all__ = [
    "backlog",
    "comparison",
    "effects",
    "equity",
    "flow",
    "frontier",
    "leaks",
    "load",
    "points",
    "split",
    "time_to_close",
    "uncertainty",
    "units",
]
