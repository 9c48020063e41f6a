"""What a search wrote."""

from __future__ import annotations

from functools import cached_property

import pandas

from issueflow.documents import Outcome, SearchManifest
from issueflow.frames import Frame
from issueflow.result_folder import SPEECH, Results


class SearchResult(Results):
    """What `issueflow search` wrote."""

    @property
    def manifest(self) -> SearchManifest:
        """What made the results, read once."""
        found = self._files.manifest
        assert isinstance(found, SearchManifest)
        return found

    def _headline(self) -> str:
        outcome = self.outcome
        return f"search {self.manifest['name']}: {outcome['looked_at']} of {outcome['policies']} policies looked at"

    def _finding(self) -> list[str]:
        outcome = self.outcome
        if outcome["best"] is None:
            return [f"no policy was chosen ({outcome['ending']})"]
        settings = ", ".join(outcome["settings"]) or f"candidate {outcome['best']}"
        confirmed = "confirmed on fresh luck" if outcome["is_confirmed"] else "not confirmed"
        return [f"cheapest that meets the targets: {settings}, at {SPEECH.count(outcome['cost'])} a year ({confirmed})"]

    @Frame
    def search(self) -> pandas.DataFrame:
        """Every policy that was looked at: candidate, the factors, cost, standing, replications, margin, shares."""
        return self.table("search.csv")

    @Frame
    def frontier(self) -> pandas.DataFrame:
        """Those of them that no cheaper one equals."""
        return self.table("frontier.csv")

    @Frame
    def confirmation(self) -> pandas.DataFrame:
        """The chosen policy on fresh luck, demand by demand."""
        return self.table("confirmation.csv")

    @cached_property
    def outcome(self) -> Outcome:
        """How the search ended: selected policy, settings, cost, whether it was confirmed."""
        return self._files.record(Outcome, "search.json")

    @property
    def factors(self) -> list[str]:
        columns = list(self.search.columns)
        return columns[1:columns.index("cost")]

    def unit(self, column: str) -> str:
        return str(self.search.attrs["units"].get(column, ""))
