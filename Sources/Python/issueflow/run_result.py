"""What a run wrote."""

from __future__ import annotations

from issueflow.result_folder import SPEECH, counted
from issueflow.runs import RunFindings
from issueflow.titles import Titles


class RunResult(RunFindings):
    """What `issueflow run` wrote: its tables, and what they find tier by tier."""

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
