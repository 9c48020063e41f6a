"""What a brief says, before it is a document of any kind."""

from __future__ import annotations

from dataclasses import dataclass

#: The headings of a brief, in both languages.
HEADS = {
    "split": ("The split against what is wanted", "办结结构与目标"),
    "causes": ("Why issues are closed above it", "事项外溢的主要原因"),
    "remedies": ("What would act on it", "什么举措有用"),
    "sure": ("How sure", "有多大把握"),
    "doubts": ("What to doubt", "哪些地方存疑"),
    "measure": ("Run on this city", "已在本市试算"),
    "effect": ("Effect", "效果"),
    "interval": ("Interval", "区间"),
    "verdict": ("Verdict", "结论"),
}


@dataclass(frozen=True)
class Cause:
    """Why issues leave the lowest tier: of how many, which types most, and what would keep them."""

    title: str
    share: str
    types: str
    advice: str


@dataclass(frozen=True)
class Remedy:
    """A policy that was run on this city: what it changes, between what and what, and whether that suffices.

    `harm`: what it makes worse beside, in words; `helps`: the whole interval lies on the side of the target.
    """

    title: str
    effect: str
    interval: str
    verdict: str
    harm: str
    helps: bool

    @property
    def told(self) -> str:
        """Its title, with what it makes worse."""
        return f"{self.title} ({self.harm})" if self.harm else self.title


@dataclass(frozen=True)
class Picture:
    """A figure in words, as SVG, as PNG at print's resolution, and its width over its height."""

    alternative: str
    svg: str
    png: bytes
    ratio: float


@dataclass(frozen=True)
class Brief:
    """A brief in one language; `command` is what to type where no policy was run."""

    lang: str
    title: str
    overview: str
    mark: str
    decision: str
    headline: str
    sentence: str
    #: Demands beside the split that are missed; empty where there are none.
    missed: str
    picture: Picture
    lowest: str
    causes: tuple[Cause, ...]
    remedies: tuple[Remedy, ...]
    remedies_note: str
    command: str
    sure: tuple[str, ...]
    doubts: tuple[str, ...]
    made: str
    digest: str

    def head(self, key: str) -> str:
        """A heading in the language of the brief."""
        english, chinese = HEADS[key]
        if key == "causes":
            english = f"Why issues are closed above {self.lowest}"
        return english if self.lang == "en" else chinese

    def say(self, en: str, zh: str) -> str:
        return en if self.lang == "en" else zh
