"""The scenarios that come with the program, for a page on which nobody types a path."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from issueflow import runner
from issueflow.binary import find
from issueflow.errors import IssueFlowError
from issueflow.private import PrivateFolder
from issueflow.whatif.catalogue import Catalogue

#: From small to large, below the folder Scenarios.
SHIPPED = (
    "small-town.yaml",
    "measures/base/everything.yaml",
    "policies/base/six-streets.yaml",
    "changzhou.yaml",
)

#: What is aimed at where a scenario has no target of its own.
TARGETS = {"shares": {"grid": "70% ± 5 points", "community": "20% ± 5 points", "street": "10% ± 5 points"}}


@dataclass(frozen=True)
class Scenario:
    """A shipped scenario and what the page must know of it."""

    id: str
    file: str
    path: Path
    title: dict[str, str]
    replications: int
    seed: int
    has_targets: bool
    #: Measure to why it has nothing to act on here, in both languages.
    unusable: dict[str, dict[str, str]] = field(default_factory=dict)


def folder() -> Path:
    """The scenarios that were installed with the package, or those of the checkout that it lies in."""
    own = Path(__file__).resolve()
    for found in (own.with_name("shipped"), own.parents[4] / "Scenarios"):
        if (found / SHIPPED[0]).is_file():
            return found
    raise IssueFlowError(
        "the scenarios of the page are not here: install the package anew, from a checkout",
        chinese="找不到页面所用的场景：请从检出目录重新安装本包",
    )


def shipped(catalogue: Catalogue, binary: str | None = None) -> list[Scenario]:
    """All of them, each asked which measures have something to act on."""
    root = folder()
    reasons = unusable([root / file for file in SHIPPED], catalogue, find(binary))
    return [_scenario(root, file, missing) for file, missing in zip(SHIPPED, reasons, strict=False)]


def _scenario(root: Path, file: str, missing: dict[str, dict[str, str]]) -> Scenario:
    written = _with_bases(root / file)
    title = written.get("title") or written["name"]
    return Scenario(
        id=written["name"],
        file=file,
        path=root / file,
        title=dict(title) if isinstance(title, Mapping) else {"en": title, "zh": title},
        replications=_plain(written.get("replications", 10)),
        seed=_plain(written.get("seed", 1)),
        has_targets=bool(written.get("targets")),
        unusable=missing,
    )


def _with_bases(path: Path) -> dict[str, Any]:
    """The top-level keys of a scenario; those of a file stand before those of what it extends."""
    written = yaml.safe_load(path.read_text(encoding="utf-8"))
    bases = written.get("extends", [])
    merged: dict[str, Any] = {}
    for base in [bases] if isinstance(bases, str) else bases:
        merged |= _with_bases(path.parent / base)
    merged |= written
    return merged


def _plain(value: Any) -> int:
    """A number that may stand with its range and source, or say how precise the answer must be."""
    if isinstance(value, Mapping):
        value = value.get("value", value.get("at_least", 10))
    return int(value)


def unusable(paths: Sequence[Path], catalogue: Catalogue, binary: str) -> list[dict[str, dict[str, str]]]:
    """For each scenario the measures that it has nothing for, and what is missing, in both languages."""
    reasons: list[dict[str, dict[str, str]]] = [{} for _ in paths]
    with PrivateFolder() as scratch:
        files = []
        for order, path in enumerate(paths):
            everything = {
                "schema": 1,
                "extends": str(path),
                "name": "all-measures",
                "measures": [{"id": name} for name in catalogue.ids],
            }
            files.append(scratch / f"{order}.yaml")
            files[-1].write_text(yaml.safe_dump(everything, allow_unicode=True, sort_keys=False), encoding="utf-8")
        for language in ("en", "zh"):
            ended = runner.start(binary, ["validate", *map(str, files), "--lang", language])
            said = ended.printed + ended.message
            found = re.findall(r"/(\d+)\.yaml:\d+:\d+: [^:]+: measures\.([a-z0-9_]+)[:：] ?(.+)", said)
            if ended.code != (2 if found else 0):
                raise IssueFlowError(said.strip(), ended.code)
            for order, name, reason in found:
                reasons[int(order)].setdefault(name, {})[language] = reason.strip()
    return reasons
