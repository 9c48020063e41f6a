"""The commands of the program as functions."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import Any

import yaml

from issueflow import binary as program
from issueflow.errors import IssueFlowError
from issueflow.language import language
from issueflow.results import CompareResult, RunResult, SearchResult, SweepResult
from issueflow.words import files, plain
from issueflow.words import options as options_of

Design = str | PathLike | Mapping[str, Any]
Policies = str | PathLike | Sequence[str | PathLike]


def _folder(out: str | PathLike | None) -> tuple[Path, tempfile.TemporaryDirectory | None]:
    if out is not None:
        return Path(out), None
    owned = tempfile.TemporaryDirectory(prefix="issueflow-")
    return Path(owned.name) / "results", owned


def run(
    scenario: str | PathLike, out: str | PathLike | None = None, *, replications: int | None = None,
    seed: int | None = None, jobs: int | None = None, set: Mapping[str, Any] | None = None,
    uncertainty: int | None = None, issues: bool = False, events: bool = False,
    with_: Policies | None = None, force: bool = False, binary: str | PathLike | None = None,
) -> RunResult:
    """Simulates a scenario. Without `out` the files live as long as the result.

    `set` maps paths to values: texts as in the file (`"25%"`, `"3 working days"`), numbers, spans (`timedelta`), days
    (`date`), lists and mappings; None takes a section away. `with_` are policies without a city, laid over the scenario
    one after the other. `issues` and `events` also write a row for every issue and every visit
    (`result.table("issues.csv")`). A finished result in `out` that is larger is replaced only with `force`.
    """
    folder, owned = _folder(out)
    options = options_of(
        replications=replications, seed=seed, jobs=jobs, set=set, uncertainty=uncertainty, issues=issues, events=events,
        with_=with_, force=force)
    program.call(program.find(binary), ["run", str(scenario), "--out", str(folder), "--quiet", *options])
    return RunResult(folder, owned)


def compare(
    *scenarios: str | PathLike | Sequence[str | PathLike], with_: Policies | None = None,
    out: str | PathLike | None = None, replications: int | None = None,
    seed: int | None = None, jobs: int | None = None, set: Mapping[str, Any] | None = None,
    uncertainty: int | None = None, force: bool = False, binary: str | PathLike | None = None,
) -> CompareResult:
    """Compares policies on the same luck; the first scenario is the baseline.

    Scenarios may be given one by one or as a list. `with_` are policies without a city: each is laid over the first
    scenario and compared with it. `set` holds for all of them.
    """
    named, policies = files(scenarios), files(with_ or [])
    if not named or len(named) + len(policies) < 2:
        raise IssueFlowError(
            "compare needs two scenarios or more, or one and a policy: with_=[\"policy.yaml\"]",
            chinese="compare 至少需要两个场景，或一个场景加一项方案：with_=[\"policy.yaml\"]",
        )
    folder, owned = _folder(out)
    options = options_of(
        replications=replications, seed=seed, jobs=jobs, set=set, uncertainty=uncertainty, with_=policies, force=force)
    program.call(program.find(binary), ["compare", *named, "--out", str(folder), "--quiet", *options])
    return CompareResult(folder, owned)


def sweep(
    design: Design, out: str | PathLike | None = None, *, client: Any = None, runs_per_task: int = 75,
    jobs: int | None = None, seed: int | None = None, replications: int | None = None,
    set: Mapping[str, Any] | None = None, resume: bool = False,
    retry_failed: bool = False, force: bool = False, progress: bool = True, binary: str | PathLike | None = None,
    ship_binary: bool = False,
) -> SweepResult:
    """Simulates every point of a design: a file, or a mapping with the same keys.

    Relative paths in a mapping count from the working directory. With a Dask `client` the points are spread over its
    workers, about `runs_per_task` runs a task; the files are the same, byte for byte. Workers need the same build of the
    program (`ISSUEFLOW_BINARY` there, or on their PATH); `ship_binary` sends it to them. Runs that failed are listed in
    `failures`, and raise nothing.
    """
    folder, owned = _folder(out)
    found = program.find(binary)
    file = _design_file(design, folder)
    options = options_of(seed=seed, replications=replications, set=set)
    if client is not None:
        from issueflow.cluster import sweep_on_cluster

        sweep_on_cluster(
            client, found, file, folder, options, runs_per_task=runs_per_task, progress=progress,
            ship_binary=ship_binary, force=force,
        )
        return SweepResult(folder, owned)
    options += options_of(jobs=jobs, resume=resume, retry_failed=retry_failed, force=force)
    meter = Meter(progress)
    with _naming(design, file):
        for event in program.events(found, ["sweep", file, "--out", str(folder), *options], program.FINISHED | {3}):
            if event["event"] == "point":
                meter.show(event["finished"], event["points"])
    meter.end()
    if not (folder / "manifest.json").exists():
        raise IssueFlowError("the sweep did not finish", 3)
    return SweepResult(folder, owned)


def search(
    search: Design, out: str | PathLike | None = None, *, seed: int | None = None, jobs: int | None = None,
    set: Mapping[str, Any] | None = None, force: bool = False, binary: str | PathLike | None = None,
) -> SearchResult:
    """Finds the cheapest policy that meets the targets: a search file, or a mapping with the same keys.

    `result.outcome` says how it ended. That none was found or confirmed is an answer, and raises nothing.
    """
    folder, owned = _folder(out)
    options = options_of(seed=seed, jobs=jobs, set=set, force=force)
    file = _design_file(search, folder)
    with _naming(search, file):
        program.call(program.find(binary), ["search", file, "--out", str(folder), "--quiet", *options])
    return SearchResult(folder, owned)


@dataclass(frozen=True)
class Fitted:
    """What `issueflow fit` made of a log."""

    #: The scenario file.
    scenario: Path
    #: What the log could tell and what had to be assumed, and how well the scenario replays it: the program's words.
    report: str
    _owned: tempfile.TemporaryDirectory | None = None

    def __str__(self) -> str:
        return f"{self.scenario}\n\n{self.report}"

    def __repr__(self) -> str:
        return f"Fitted({str(self.scenario)!r})"


def fit(
    log: str | PathLike, map: str | PathLike | Mapping[str, Any], out: str | PathLike | None = None, *,
    holdout: float | str | None = None, follow_cases: bool = False, replications: int | None = None,
    seed: int | None = None, jobs: int | None = None, force: bool = False, lang: str = "en",
    binary: str | PathLike | None = None,
) -> Fitted:
    """Makes a scenario that behaves like a log. `map` says which columns mean what: a file, or a mapping with its keys.

    `holdout` is the share of the latest cases that the fit does not see and is judged by (0.3, or "30%"); with
    `follow_cases` the others are followed to their end. `replications` simulated logs, from `seed`, stand beside the log.
    Without `out` the scenario lives as long as the result; files that are there are replaced only with `force`. Raises
    IssueFlowError with all that is wrong with the log or the map.
    """
    folder, owned = _folder(None if out is None else Path(out).parent)
    folder.mkdir(parents=True, exist_ok=True)
    scenario = folder / "scenario.yaml" if out is None else Path(out)
    named = str(map)
    if isinstance(map, Mapping):
        # Beside the log, from which the map's own paths count.
        described = folder / f"{scenario.stem}.map.yaml"
        described.write_text(yaml.safe_dump(plain(map), allow_unicode=True, sort_keys=False), encoding="utf-8")
        named = str(described)
    options = options_of(
        holdout=holdout, follow_cases=follow_cases, replications=replications, seed=seed, jobs=jobs, force=force)
    with _naming(map, named, "map"):
        said = program.call(
            program.find(binary), ["fit", str(log), "--map", named, "--out", str(scenario), *options],
            lang=language(lang))
    return Fitted(scenario, said, owned)


def _design_file(design: Design, folder: Path) -> str:
    """The path of the design; one that was given as a mapping is written beside the results."""
    if not isinstance(design, Mapping):
        return str(design)
    written = plain(design)
    for key in ("base", "file"):
        if key in written:
            written[key] = str(Path(written[key]).resolve())
    if "policies" in written:
        written["policies"] = [
            {**policy, "file": str(Path(policy["file"]).resolve())} for policy in written["policies"]
        ]
    folder.parent.mkdir(parents=True, exist_ok=True)
    path = folder.parent / f"{folder.name}.design.yaml"
    path.write_text(yaml.safe_dump(written, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return str(path)


@contextmanager
def _naming(given: Any, file: str, name: str = "design"):
    """Messages about what was given as a mapping name it so, and not the file that it was written into."""
    try:
        yield
    except IssueFlowError as error:
        if not isinstance(given, Mapping):
            raise
        raise IssueFlowError(error.english.replace(file, name), error.exit_code) from None


class Meter:
    """Progress with the time that is left, on a terminal only."""

    def __init__(self, wanted: bool = True):
        self.shown = wanted and sys.stderr.isatty()
        self.begin = time.monotonic()

    def show(self, done: int, total: int) -> None:
        if not self.shown or not total:
            return
        left = (time.monotonic() - self.begin) / max(1, done) * (total - done)
        sys.stderr.write(f"\r\033[2K{done} of {total} points, about {left:.0f} s left")
        sys.stderr.flush()

    def end(self) -> None:
        if self.shown:
            sys.stderr.write("\r\033[2K")
