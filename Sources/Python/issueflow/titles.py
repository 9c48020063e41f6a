"""What to call what the tables name by id: tiers, types, causes, responses, states, in either language.

The words are the program's own, from the data package of the results.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from issueflow.documents import (
    DesignOf,
    Manifest,
    RunManifest,
    ScenarioOf,
    SearchManifest,
    SweepManifest,
    Word,
    Words,
)
from issueflow.language import Speech

if TYPE_CHECKING:
    from issueflow.result_folder import Results


class Titles:
    """Titles in one language: those of the scenario where the results hold them, else those that everybody uses."""

    def __init__(self, result: Results, lang: str):
        self.speech = Speech(lang)
        self.lang = lang
        self.words = result.words
        self._own = _titles_of(result.manifest)

    def _find(self, group: str, key: str, common: Mapping[str, Word]) -> str:
        own = self._own.get(group, {}).get(key)
        # A title that only repeats the id says nothing in Chinese; a word that everybody uses does.
        if own and own.get(self.lang) and not (own[self.lang] == key and key in common):
            return own[self.lang]
        return self._word(key, common)

    def _word(self, key: str, common: Mapping[str, Word]) -> str:
        return self.speech.say(common[key].en, common[key].zh) if key in common else key.replace("_", " ")

    def tier(self, key: str) -> str:
        return self._find("tiers", key, self.words.tiers)

    def type(self, key: str) -> str:
        return self._find("types", key, {})

    def department(self, key: str) -> str:
        return self._find("departments", key, {})

    def channel(self, key: str) -> str:
        return self._find("channels", key, {})

    def cause(self, key: str) -> str:
        return self._word(key, self.words.causes)

    def advice(self, key: str) -> str:
        """What would keep issues that leave for this cause at the lowest tier."""
        found = self.words.causes.get(key)
        return self.speech.say(found.advice_en, found.advice_zh) if found else ""

    def fate(self, key: str) -> str:
        return self._word(key, self.words.fates) if key in self.words.fates else self.tier(key)

    def mark(self, state: str) -> str:
        return self.words.states[state].mark if state in self.words.states else "?"

    def state(self, key: str) -> str:
        """The mark and the word of a state, so that no colour is needed; no line ends between them."""
        return f"{self.mark(key)}\u00a0{self._word(key, self.words.states)}"

    def response(self, name: str, response_class: str = "") -> str:
        title = self._word(name, self.words.responses)
        if not response_class:
            return title
        part = self.part(name, response_class)
        if name in {"share", "share_handled", "share_registered", "found_by_share"}:
            return self.speech.say(f"{title} {part}", f"{part}{title}")
        return self.speech.say(f"{title}, {part}", f"{part}{title}")

    def demand(self, criterion: str) -> str:
        """What a demand is about, by its name in the tables, such as share.grid."""
        response, _, part = criterion.partition(".")
        return self.response(response, part)

    def part(self, name: str, response_class: str) -> str:
        """The class of a response: a tier, or whatever this response is divided by."""
        if name.endswith("_by_type"):
            return self.type(response_class)
        if name.startswith("department_"):
            return self.department(response_class)
        if name == "found_by_share":
            return self.channel(response_class)
        return self.tier(response_class)

    def scenario(self, manifest: Manifest) -> str:
        """The title of what was run; its name where it has none."""
        if isinstance(manifest, RunManifest):
            own: ScenarioOf | DesignOf = manifest.scenario
        elif isinstance(manifest, SweepManifest):
            own = manifest.design
        else:
            return manifest.name if isinstance(manifest, SearchManifest) else ""
        return self.speech.say(own.title_en, own.title_zh) or own.title_en or own.name


def _titles_of(manifest: Manifest) -> Words:
    """Titles that the scenario itself gives to what it names."""
    if isinstance(manifest, RunManifest):
        return manifest.scenario.titles or {}
    titles: Words | None = getattr(manifest, "titles", None)
    return titles or {}
