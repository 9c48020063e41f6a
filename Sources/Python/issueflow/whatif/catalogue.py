"""The measures that the program knows, as it tells them itself."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from issueflow import runner
from issueflow.binary import find


@dataclass(frozen=True)
class Catalogue:
    """Areas and measures with their texts, as `issueflow measures --json` prints them."""

    areas: list[dict[str, Any]]
    measures: list[dict[str, Any]]

    @cached_property
    def ids(self) -> list[str]:
        """In the order in which measures act."""
        return [measure["id"] for measure in self.measures]

    def measure(self, name: str) -> dict[str, Any]:
        return self.measures[self.ids.index(name)]


def read(binary: str | None = None) -> Catalogue:
    """Asks the program."""
    document = runner.document(find(binary), ["measures"])
    return Catalogue(areas=document["areas"], measures=document["measures"])


def costs(measure: dict[str, Any], language: str) -> list[str]:
    """What a measure costs at its full dose, a line for each price that is not nothing."""
    between = "：" if language == "zh" else ": "
    return [
        parameter["meaning"][language].rstrip(".。") + between + _price(parameter, language)
        for parameter in measure["parameters"]
        if parameter["is_cost"] and not parameter["default"].startswith("0 ")
    ]


def _price(parameter: dict[str, Any], language: str) -> str:
    """Such as CNY 3,000 per year, 3,000 元/年."""
    number, _, rate = parameter["default"].partition(" ")
    number = f"{float(number):,.15g}"
    if language == "zh":
        return f"{number} 元" + ("/年" if rate else "")
    return f"CNY {number} {rate}".strip()
