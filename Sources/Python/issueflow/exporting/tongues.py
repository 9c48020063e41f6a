"""Texts of a workbook in English, in Chinese, or in both at once."""

from __future__ import annotations

from collections.abc import Callable

from issueflow.result_folder import Results
from issueflow.titles import Titles

#: Languages by the word that asks for them; of two the Chinese stands first.
TONGUES = {"en": ("en",), "zh": ("zh",), "both": ("zh", "en")}


class Tongues:
    """Says everything in each language that was asked for, one behind the other."""

    def __init__(self, result: Results, lang: str):
        self.titles = [Titles(result, tongue) for tongue in TONGUES[lang]]

    def say(self, en: str, zh: str, between: str = " ") -> str:
        return self.of(lambda titles: titles.speech.say(en, zh), between)

    def heading(self, en: str, zh: str) -> str:
        """Above a column, where languages stand below one another."""
        return self.say(en, zh, "\n")

    def of(self, tell: Callable[[Titles], str], between: str = " ") -> str:
        """What `tell` gives for each language, told once where it is the same."""
        return between.join(dict.fromkeys(tell(titles) for titles in self.titles))

    def tier(self, key: str) -> str:
        return self.of(lambda titles: titles.tier(key))

    def type(self, key: str) -> str:
        return self.of(lambda titles: titles.type(key))

    def cause(self, key: str) -> str:
        return self.of(lambda titles: titles.cause(key))

    def meaning(self, key: str) -> str:
        found = self.titles[0].words.causes.get(key)
        return self.say(found.meaning_en, found.meaning_zh, "\n") if found else ""

    def advice(self, key: str) -> str:
        return self.of(lambda titles: titles.advice(key), "\n")

    def fate(self, key: str) -> str:
        return self.of(lambda titles: titles.fate(key))

    def state(self, key: str) -> str:
        """The mark of a state once, and its word in each language."""
        words = self.of(lambda titles: titles.state(key).partition("\u00a0")[2])
        return f"{self.titles[0].mark(key)} {words}"

    def demand(self, key: str) -> str:
        return self.of(lambda titles: titles.demand(key))

    def response(self, name: str, part: str = "") -> str:
        return self.of(lambda titles: titles.response(name, part))
