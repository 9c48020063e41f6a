"""What a comparison wrote: differences, and how issues went."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import pandas

from issueflow.documents import CompareManifest
from issueflow.frames import Frame
from issueflow.language import language, missing
from issueflow.result_folder import Results, counted, records, tiers_of, unknown_name
from issueflow.titles import Titles


class CompareResult(Results):
    """What `issueflow compare` wrote."""

    @property
    def manifest(self) -> CompareManifest:
        """What made the results, read once."""
        found = self._files.manifest
        assert isinstance(found, CompareManifest)
        return found

    def _headline(self) -> str:
        manifest = self.manifest
        baseline, *policies = self.policies["policy"]
        count = counted(manifest["replications"], "replication")
        return f"{', '.join(policies)} compared with {baseline}: {count}, seed {manifest['master_seed']}"

    def _finding(self) -> list[str]:
        titles, names = Titles(self, "en"), self.names("en")
        if not self.tiers:
            return []
        lines = []
        for policy in list(self.policies["policy"])[1:]:
            row = self.row(policy, "share", self.tiers[0])
            if row is None:
                continue
            change = f"{row['difference'] * 100:+.2f} points".replace("-", "−")
            if not missing(row["ci_low"]):
                change += f" ({row['ci_low'] * 100:+.2f} to {row['ci_high'] * 100:+.2f})".replace("-", "−")
            lines.append(f"{names[policy]}: closed at {titles.tier(self.tiers[0])} {change}")
        return lines

    @Frame
    def comparison(self) -> pandas.DataFrame:
        """What each policy changes beside the baseline, with paired and simultaneous intervals."""
        return self.table("comparison.csv")

    @Frame
    def migration(self) -> pandas.DataFrame:
        """How issues ended, each paired with itself by type, place and number: policy, from, to, issues, half_width."""
        return self.table("migration.csv")

    @Frame
    def policies(self) -> pandas.DataFrame:
        return self.table("policies.csv")

    def names(self, lang: str) -> dict[str, str]:
        """Titles of the policies by their names."""
        own = self.policies[f"title_{language(lang)}"]
        titles = own.where(own != "", self.policies["policy"])
        # A policy that extends another may bear its title; then the name tells them apart.
        shared = titles.duplicated(keep=False) & (titles != self.policies["policy"])
        titles = titles.where(~shared, titles + " (" + self.policies["policy"] + ")")
        return dict(zip(self.policies["policy"], titles, strict=False))

    @property
    def confidence(self) -> float:
        """The confidence of every interval, 0 to 1."""
        return float(self.manifest.get("confidence", 0.95))

    @property
    def is_paired(self) -> bool:
        """Whether all policies met the same luck, so that issues can be followed one by one."""
        return self.manifest.get("is_paired") is not False

    @Frame
    def one_sided(self) -> pandas.DataFrame:
        """What arose under one of baseline and policy only: policy, side, reason, id, issues, half_width."""
        return self.table("one_sided.csv")

    def very_same(self, policy: str) -> float | None:
        """The part of the pairs that arose at the same time under both: the very same issues. None when not known."""
        for pairing in self.manifest.get("pairing") or []:
            if pairing["policy"] == policy:
                if pairing["all_very_same"]:
                    return 1.0
                return pairing["very_same"] / pairing["paired"] if pairing["paired"] else None
        return None

    @cached_property
    def tiers(self) -> list[str]:
        """Ids of the tiers, from the ground up."""
        return tiers_of(self.comparison)

    def row(self, policy: str, response: str, response_class: str = "") -> dict[str, Any] | None:
        """What a policy changes in a response; None where it was not observed under both."""
        return self._differences.get((policy, response, response_class))

    @cached_property
    def _differences(self) -> dict[tuple[str, str, str], dict[str, Any]]:
        return {(row["policy"], row["response"], row["class"]): row for row in records(self.comparison)}

    def matrix(self, policy: str) -> pandas.DataFrame:
        """The migration matrix of a policy: rows are fates under the baseline, columns under the policy.

        A number that the file leaves blank is unknown, and missing here too.
        """
        rows = self.migration[self.migration["policy"] == policy]
        if rows.empty:
            raise unknown_name("policy", policy, list(self.policies["policy"][1:]))
        named = dict.fromkeys([*rows["from"], *rows["to"]])
        ends = self.words.fates
        order = [fate for fate in named if fate not in ends] + [fate for fate in ends if fate in named]
        # A pair without a row had no issue; several rows of a pair, such as one for each type, are added up.
        cells = rows.groupby(["from", "to"])["issues"].sum(min_count=1)
        pairs = pandas.MultiIndex.from_product([order, order], names=["from", "to"])
        return cells.reindex(pairs, fill_value=0.0).unstack("to").reindex(index=order, columns=order)
