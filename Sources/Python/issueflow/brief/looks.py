"""Colours and letters that a brief has in every kind of document."""

from __future__ import annotations

INK, QUIET, RULE, PALE = "1F2933", "52606D", "CBD2D9", "F0F4F8"

#: Of the mark, by decision.
DECISIONS = {"met": "1B7A43", "not-met": "B3261E", "undecided": "7A5B00", "none": "52606D"}

#: Letters of Office: those of every Windows, for both scripts.
LATIN, CHINESE = "Calibri", "Microsoft YaHei"


def tongue(lang: str) -> str:
    """The language as Office names it."""
    return "en-GB" if lang == "en" else "zh-CN"
