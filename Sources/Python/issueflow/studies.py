"""The commands of the program as functions."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from issueflow import runner, writing
from issueflow.binary import find
from issueflow.errors import IssueFlowError
from issueflow.language import language
from issueflow.meter import Meter
from issueflow.private import PrivateFolder
from issueflow.renamed import renamed
from issueflow.results import CompareResult, RunResult, SearchResult, SweepResult
from issueflow.words import files, path_word, plain
from issueflow.words import options as options_of

if TYPE_CHECKING:
    from distributed import Client

AnyPath = str | PathLike[str]
Design = AnyPath | Mapping[str, Any]
Policies = AnyPath | Sequence[AnyPath]

#: What a sweep may end with: runs that failed are listed, and are no failure of the sweep.
_SWEPT = runner.FINISHED | {3}

#: The first words of a file that was written here from a mapping.
_MARK = "# Written by issueflow from a mapping in Python; it may be replaced when that is run again.\n"


def _folder(out: AnyPath | None) -> tuple[Path, PrivateFolder | None]:
    if out is not None:
        return Path(out), None
    owned = PrivateFolder()
    return owned.path / "results", owned


@renamed(set="settings")
def run(
    scenario: AnyPath, out: AnyPath | None = None, *, replications: int | None = None,
    seed: int | None = None, jobs: int | None = None, settings: Mapping[str, Any] | None = None,
    uncertainty: int | None = None, issues: bool = False, events: bool = False,
    with_: Policies | None = None, force: bool = False, binary: AnyPath | None = None,
) -> RunResult:
    """Simulates a scenario. Without `out` the files live as long as the result.

    `settings` maps paths to values: texts as in the file (`"25%"`, `"3 working days"`), numbers, spans (`timedelta`), days
    (`date`), lists and mappings; None takes a section away. `with_` are policies without a city, laid over the scenario
    one after the other. `issues` and `events` also write a row for every issue and every visit
    (`result.table("issues.csv")`). A finished result in `out` that is larger is replaced only with `force`.
    """
    folder, owned = _folder(out)
    options = options_of(
        replications=replications, seed=seed, jobs=jobs, settings=settings, uncertainty=uncertainty, issues=issues, events=events,
        with_=with_, force=force)
    runner.call(find(binary), ["run", path_word(scenario), *options_of(out=folder), "--quiet", *options])
    return RunResult(folder, owned)


@renamed(set="settings")
def compare(
    *scenarios: AnyPath | Sequence[AnyPath], with_: Policies | None = None,
    out: AnyPath | None = None, replications: int | None = None,
    seed: int | None = None, jobs: int | None = None, settings: Mapping[str, Any] | None = None,
    uncertainty: int | None = None, force: bool = False, binary: AnyPath | None = None,
) -> CompareResult:
    """Compares policies on the same luck; the first scenario is the baseline.

    Scenarios may be given one by one or as a list. `with_` are policies without a city: each is laid over the first
    scenario and compared with it. `settings` holds for all of them.
    """
    named, policies = files(scenarios), files(with_ or [])
    if not named or len(named) + len(policies) < 2:
        raise IssueFlowError(
            "compare needs two scenarios or more, or one and a policy: with_=[\"policy.yaml\"]",
            chinese="compare 至少需要两个场景，或一个场景加一项方案：with_=[\"policy.yaml\"]",
        )
    folder, owned = _folder(out)
    options = options_of(
        replications=replications, seed=seed, jobs=jobs, settings=settings, uncertainty=uncertainty, with_=policies, force=force)
    runner.call(find(binary), ["compare", *named, *options_of(out=folder), "--quiet", *options])
    return CompareResult(folder, owned)


@renamed(set="settings")
def sweep(
    design: Design, out: AnyPath | None = None, *, client: Client | None = None, runs_per_task: int = 75,
    jobs: int | None = None, seed: int | None = None, replications: int | None = None,
    settings: Mapping[str, Any] | None = None, resume: bool = False,
    retry_failed: bool = False, force: bool = False, progress: bool = True, binary: AnyPath | None = None,
    ship_binary: bool = False,
) -> SweepResult:
    """Simulates every point of a design: a file, or a mapping with the same keys.

    Relative paths in a mapping count from the working directory. With a Dask `client` the points are spread over its
    workers, about `runs_per_task` runs a task; the files are the same, byte for byte. Workers need the same build of the
    program (`ISSUEFLOW_BINARY` there, or on their PATH); `ship_binary` sends it to them. Runs that failed are listed in
    `failures`, and raise nothing.
    """
    folder, owned = _folder(out)
    found = find(binary)
    options = options_of(seed=seed, replications=replications, settings=settings)
    with _written(design, folder) as file:
        if client is not None:
            from issueflow.cluster import sweep_on_cluster

            sweep_on_cluster(
                client, found, file, folder, options, runs_per_task=runs_per_task, progress=progress,
                ship_binary=ship_binary, force=force,
            )
            return SweepResult(folder, owned)
        options += options_of(jobs=jobs, resume=resume, retry_failed=retry_failed, force=force)
        meter = Meter(progress)

        def tell(line: str) -> None:
            event = json.loads(line)
            if event["event"] == "point":
                meter.show(event["finished"], event["points"])

        try:
            runner.call(found, ["sweep", file, *options_of(out=folder), *options, "--json"], _SWEPT, on_line=tell)
        finally:
            meter.end()
    if not (folder / "manifest.json").exists():
        raise IssueFlowError("the sweep did not finish", 3, chinese="扫描未完成")
    return SweepResult(folder, owned)


@renamed(set="settings", search="design")
def search(
    design: Design, out: AnyPath | None = None, *, seed: int | None = None, jobs: int | None = None,
    settings: Mapping[str, Any] | None = None, force: bool = False, binary: AnyPath | None = None,
) -> SearchResult:
    """Finds the cheapest policy that meets the targets: a search file, or a mapping with the same keys.

    `result.outcome` says how it ended. That none was found or confirmed is an answer, and raises nothing.
    """
    folder, owned = _folder(out)
    options = options_of(seed=seed, jobs=jobs, settings=settings, force=force)
    with _written(design, folder) as file:
        runner.call(find(binary), ["search", file, *options_of(out=folder), "--quiet", *options])
    return SearchResult(folder, owned)


@dataclass(frozen=True)
class Fitted:
    """What `issueflow fit` made of a log."""

    #: The scenario file.
    scenario: Path
    #: What the log could tell and what had to be assumed, and how well the scenario replays it: the program's words.
    report: str
    _owned: PrivateFolder | None = field(default=None, repr=False, compare=False)

    def __str__(self) -> str:
        return f"{self.scenario}\n\n{self.report}"

    def __repr__(self) -> str:
        return f"Fitted({str(self.scenario)!r})"


@renamed(map="log_map")
def fit(
    log: AnyPath, log_map: AnyPath | Mapping[str, Any], out: AnyPath | None = None, *,
    holdout: float | str | None = None, follow_cases: bool = False, replications: int | None = None,
    seed: int | None = None, jobs: int | None = None, force: bool = False, lang: str = "en",
    binary: AnyPath | None = None,
) -> Fitted:
    """Makes a scenario that behaves like a log. `log_map` says which columns mean what: a file, or a mapping with its keys.

    `holdout` is the share of the latest cases that the fit does not see and is judged by (0.3, or "30%"); with
    `follow_cases` the others are followed to their end. `replications` simulated logs, from `seed`, stand beside the log.
    Without `out` the scenario lives as long as the result; files that are there are replaced only with `force`. Raises
    IssueFlowError with all that is wrong with the log or the map.
    """
    folder, owned = _folder(None if out is None else Path(out).parent)
    folder.mkdir(parents=True, exist_ok=True)
    scenario = folder / "scenario.yaml" if out is None else Path(out)
    options = options_of(
        out=scenario, holdout=holdout, follow_cases=follow_cases, replications=replications, seed=seed, jobs=jobs,
        force=force)
    spoken = language(lang)
    described = folder / f"{scenario.stem}.map.yaml"
    is_new = isinstance(log_map, Mapping) and not described.exists()
    if isinstance(log_map, Mapping):
        # Beside the scenario, from which the map's own paths count.
        writing.write(described, _yaml(log_map), _is_ours)
    named = path_word(described) if isinstance(log_map, Mapping) else path_word(log_map)
    try:
        with _naming(log_map, named, "map"):
            said = runner.call(find(binary), ["fit", path_word(log), f"--map={named}", *options], lang=spoken)
    except BaseException:
        if is_new:
            described.unlink(missing_ok=True)
        raise
    return Fitted(scenario, said, owned)


def _is_ours(head: bytes) -> bool:
    return head.startswith(_MARK.encode())


def _yaml(given: Mapping[str, Any]) -> bytes:
    return (_MARK + yaml.safe_dump(plain(given), allow_unicode=True, sort_keys=False)).encode("utf-8")


@contextmanager
def _written(design: Design, folder: Path) -> Iterator[str]:
    """The path of a design; one that was given as a mapping is in a private folder until it has been run.

    Then it lies beside the results, as NAME.design.yaml, unless something else is there; that is refused before anything
    is run.
    """
    if not isinstance(design, Mapping):
        yield path_word(design)
        return
    beside = folder.parent / f"{folder.name}.design.yaml"
    if folder.parent.is_dir():
        writing.check(beside, _is_ours)
    content = _yaml(_from_here(plain(design)))
    with PrivateFolder() as private:
        file = private / "design.yaml"
        file.write_bytes(content)
        with _naming(design, str(file)):
            yield str(file)
    writing.write(beside, content, _is_ours)


def _from_here(design: dict[str, Any]) -> dict[str, Any]:
    """A design whose paths count from the working directory, wherever it is written."""
    found = {key: str(Path(value).resolve()) if key in {"base", "file"} and isinstance(value, str) else value for key, value in design.items()}
    if isinstance(found.get("policies"), list):
        found["policies"] = [
            {**policy, "file": str(Path(policy["file"]).resolve())}
            if isinstance(policy, dict) and isinstance(policy.get("file"), str) else policy
            for policy in found["policies"]
        ]
    return found


@contextmanager
def _naming(given: Any, file: str, name: str = "design") -> Iterator[None]:
    """Messages about what was given as a mapping name it so, and not the file that it was written into."""
    try:
        yield
    except IssueFlowError as error:
        if not isinstance(given, Mapping):
            raise
        raise type(error)(error.english.replace(file, name), error.exit_code) from None
