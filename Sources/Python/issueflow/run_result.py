"""What a run wrote."""

from __future__ import annotations

from functools import cached_property

import pandas

from issueflow.documents import RunManifest, Verdict
from issueflow.frames import Frame
from issueflow.result_folder import SPEECH, Results, counted
from issueflow.runs import RunFindings
from issueflow.titles import Titles


class RunResult(RunFindings, Results):
    """What `issueflow run` wrote: its tables, and what they find tier by tier."""

    @property
    def manifest(self) -> RunManifest:
        """What made the results, read once."""
        found = self._files.manifest
        assert isinstance(found, RunManifest)
        return found

    def _headline(self) -> str:
        manifest = self.manifest
        title = Titles(self, "en").scenario(manifest)
        return f"{title}: {counted(manifest['replications'], 'replication')}, seed {manifest['master_seed']}"

    def _finding(self) -> list[str]:
        titles = Titles(self, "en")
        rows = [(tier, self.row("share", tier)) for tier in self.tiers]
        shares = [f"{titles.tier(tier)} {SPEECH.percent(row['mean'], row['half_width'])}" for tier, row in rows if row]
        told = [f"targets: {self.decision}"] if self.decision else []
        return [*told, *([f"closed at {', '.join(shares)}"] if shares else [])]

    @cached_property
    def verdict(self) -> Verdict:
        return self._files.record(Verdict, "verdict.json")

    @Frame
    def units(self) -> pandas.DataFrame:
        """One row for each grid, community and street."""
        return self.table("units.csv")

    @Frame
    def timeline(self) -> pandas.DataFrame:
        """One row for each day and quantity."""
        return self.table("timeline.csv")
