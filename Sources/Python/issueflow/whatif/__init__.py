"""The what-if page: measures at doses, a scenario, and what comes of them beside the scenario as it is.

The notebook `notebook.py` puts the parts together; `issueflow app` serves it on this machine only.
"""
