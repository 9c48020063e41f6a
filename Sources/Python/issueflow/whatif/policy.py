"""From what somebody chose on the page to the files that the program reads."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from issueflow.errors import IssueFlowError
from issueflow.whatif.catalogue import Catalogue
from issueflow.whatif.scenarios import TARGETS, Scenario

#: Replications that the page offers: two are the fewest that have an interval.
REPLICATIONS = range(2, 101)
#: Seeds that the program takes.
SEEDS = range(0, 2**32)


class RequestError(IssueFlowError):
    """A choice that the page does not offer, so that another program than the page made it; says what is allowed."""


@dataclass(frozen=True)
class Request:
    """A run that was asked for: every part of it is one that the page offers."""

    scenario: Scenario
    #: Measure to dose, above 0 and at most 1, in the order in which measures act.
    doses: tuple[tuple[str, float], ...]
    replications: int
    seed: int

    @property
    def key(self) -> tuple[object, ...]:
        """What a result depends on."""
        return (self.scenario.id, self.doses, self.replications, self.seed)


def request(chosen: Mapping[str, Any], scenarios: list[Scenario], catalogue: Catalogue) -> Request:
    """Checks what came from the browser against what the page offers.

    Raises RequestError with all that is wrong, a line for each. A dose of 0 is absence.
    """
    problems: list[str] = []
    scenario = next((each for each in scenarios if each.id == chosen.get("scenario")), None)
    if scenario is None:
        known = ", ".join(each.id for each in scenarios)
        problems.append(f"scenario: there is no {chosen.get('scenario')!r}; there are {known}")
    for name, allowed in (("replications", REPLICATIONS), ("seed", SEEDS)):
        number = chosen.get(name)
        if isinstance(number, bool) or not isinstance(number, int) or number not in allowed:
            problems.append(f"{name}: a whole number from {allowed[0]} to {allowed[-1]} (was {number!r})")
    doses = chosen.get("doses")
    if not isinstance(doses, Mapping):
        problems.append("doses: measures with a dose each")
        doses = {}
    for name, dose in doses.items():
        if name not in catalogue.ids:
            problems.append(f"{name}: there is no such measure")
        elif scenario is not None and name in scenario.unusable and dose:
            problems.append(f"{name}: {scenario.unusable[name]['en']}")
        if (
            isinstance(dose, bool)
            or not isinstance(dose, int | float)
            or not math.isfinite(dose)
            or not 0 <= dose <= 1
        ):
            problems.append(f"{name}: a dose is a number from 0 to 1 (was {dose!r})")
    if problems:
        raise RequestError("\n".join(problems), 2)
    order = [(name, float(doses[name])) for name in catalogue.ids if doses.get(name)]
    return Request(scenario, tuple(order), chosen["replications"], chosen["seed"])  # type: ignore[arg-type]


def baseline(asked: Request, base: str) -> dict[str, Any]:
    """The scenario as it is, with the 70/20/10 target where it has none; `base` is how the file names it."""
    written: dict[str, Any] = {"schema": 1, "extends": base, "name": asked.scenario.id}
    if not asked.scenario.has_targets:
        written["targets"] = TARGETS
    return written


def policy(asked: Request, base: str) -> dict[str, Any]:
    """The same with the measures that were chosen."""
    written = baseline(asked, base)
    written["name"] = "what-if"
    written["title"] = {"en": "What if", "zh": "假设方案"}
    if asked.doses:
        written["measures"] = [{"id": name, "dose": share(dose)} for name, dose in asked.doses]
    return written


def share(dose: float) -> str:
    """A dose as scenario files write it; percent without digits that nobody chose."""
    return f"{round(dose * 100, 6):.6f}".rstrip("0").rstrip(".") + "%"


def text(written: Mapping[str, Any], remark: str = "") -> str:
    """A scenario file, with a remark above it."""
    lines = "".join(f"# {line}\n" for line in remark.splitlines())
    return lines + yaml.safe_dump(dict(written), allow_unicode=True, sort_keys=False, width=100)


def download(asked: Request) -> str:
    """The policy as a file for the folder Scenarios, which says how it is run again."""
    luck = f"--replications {asked.replications} --seed {asked.seed}"
    remark = (
        "Save this file in the folder Scenarios, then: 把本文件存入 Scenarios 文件夹，然后运行：\n"
        f"issueflow run Scenarios/what-if.yaml {luck}\n"
        f"issueflow compare Scenarios/{asked.scenario.file} Scenarios/what-if.yaml {luck}"
    )
    return text(policy(asked, asked.scenario.file), remark)
