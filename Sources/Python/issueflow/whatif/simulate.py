"""Runs what was asked for, with progress."""

from __future__ import annotations

import contextlib
import io
import re
import secrets
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from issueflow import reading, runner
from issueflow.binary import find
from issueflow.errors import IssueFlowError
from issueflow.private import PrivateFolder
from issueflow.results import CompareResult, RunResult
from issueflow.whatif import policy
from issueflow.whatif.policy import Request
from issueflow.whatif.rooms import Room, rooms

#: What one run of the page may take: seconds of the clock, and bytes of memory.
LIMITS = runner.Limits(seconds=1_800, memory=8 << 30)

#: Outcomes that a page keeps, so that going back to one costs nothing; those before go, with their files.
KEPT = 6

#: Called with the number of the stage, and the share of it that is done.
Progress = Callable[[int, float], None]
STAGES = 3


class Meter:
    """Progress in steps of a hundredth of a stage, for a bar that is told how much was added."""

    TOTAL = 100 * STAGES

    def __init__(self, add: Callable[[int, int], None]):
        """`add` is called with the number of steps and the stage that they belong to."""
        self.add = add
        self.reached = 0

    def __call__(self, stage: int, share: float) -> None:
        now = round(100 * (stage + min(1.0, share)))
        self.add(max(0, now - self.reached), stage)
        self.reached = max(self.reached, now)


@dataclass(frozen=True)
class Outcome:
    """What came of a request: the scenario as it is, the policy, and the two side by side on the same luck."""

    asked: Request
    baseline: RunResult
    policy: RunResult
    comparison: CompareResult

    def archive(self) -> bytes:
        """All result files and the scenario in one archive; equal outcomes have equal bytes."""
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            parts = {"baseline": self.baseline, "what-if": self.policy, "comparison": self.comparison}
            archive.writestr(_entry("what-if.yaml"), policy.download(self.asked))
            for name, result in parts.items():
                # The log tells times, and paths of this machine.
                files = sorted(path for path in result.folder.iterdir() if path.name != "run.log")
                for path in files:
                    archive.writestr(_entry(f"{name}/{path.name}"), reading.content(path, reading.TABLE))
        return packed.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _luck(asked: Request) -> tuple[str, int, int]:
    """What a run without measures depends on."""
    return (asked.scenario.id, asked.replications, asked.seed)


@dataclass
class Workshop:
    """Runs requests one after another, and keeps the last that have been run."""

    binary: str = field(default_factory=find)
    _folder: PrivateFolder = field(default_factory=lambda: PrivateFolder("issueflow-whatif-"))
    _outcomes: dict[tuple[object, ...], Outcome] = field(default_factory=dict)
    room: Room = field(init=False)

    def __post_init__(self) -> None:
        self.room = rooms.open(self._folder.close)

    def outcome(self, asked: Request, progress: Progress = lambda stage, share: None) -> Outcome:
        """The results of a request. Raises IssueFlowError with the program's words; nothing half made is kept."""
        if asked.key in self._outcomes:
            # What was used last goes last.
            self._outcomes[asked.key] = self._outcomes.pop(asked.key)
            return self._outcomes[asked.key]
        with rooms.run(self.room) as stop:
            folder = self._folder.path / f"request-{secrets.token_hex(8)}"
            folder.mkdir(mode=0o700)
            try:
                made = self._run(asked, folder, progress, stop)
            except BaseException:
                shutil.rmtree(folder, ignore_errors=True)
                raise
        self._outcomes[asked.key] = made
        self._forget()
        return made

    def _run(self, asked: Request, folder: Path, progress: Progress, stop: runner.Stop) -> Outcome:
        path = str(asked.scenario.path)
        base, chosen = folder / "baseline.yaml", folder / "what-if.yaml"
        base.write_text(policy.text(policy.baseline(asked, path)), encoding="utf-8")
        chosen.write_text(policy.text(policy.policy(asked, path)), encoding="utf-8")
        self._check(chosen)
        luck = ["--replications", str(asked.replications), "--seed", str(asked.seed)]

        def call(stage: int, *arguments: str) -> None:
            progress(stage, 0)
            runner.call(
                self.binary, [*arguments, *luck], on_progress=lambda done, of: progress(stage, done / of), limits=LIMITS,
                stop=stop,
            )
            progress(stage, 1)

        before = next((kept.baseline for kept in self._outcomes.values() if _luck(kept.asked) == _luck(asked)), None)
        if before is None:
            # In a folder of its own: the request that it is made for may be forgotten before others that use it.
            apart = self._folder.path / f"baseline-{secrets.token_hex(8)}"
            call(0, "run", str(base), "--out", str(apart))
            before = RunResult(apart)
        call(1, "run", str(chosen), "--out", str(folder / "what-if"))
        call(2, "compare", str(base), str(chosen), "--out", str(folder / "comparison"))
        return Outcome(asked, before, RunResult(folder / "what-if"), CompareResult(folder / "comparison"))

    def _forget(self) -> None:
        """Outcomes that are too many, and files that belong to none."""
        while len(self._outcomes) > KEPT:
            del self._outcomes[next(iter(self._outcomes))]
        needed = {kept.policy.folder.parent for kept in self._outcomes.values()}
        needed |= {kept.baseline.folder for kept in self._outcomes.values()}
        with contextlib.suppress(FileNotFoundError):
            for folder in self._folder.path.iterdir():
                if folder not in needed:
                    shutil.rmtree(folder, ignore_errors=True)

    def _check(self, file: Path) -> None:
        """Raises IssueFlowError, in both languages and without the place of the file, when a policy is none.

        Some measures act on what another brings, so not every mixture that the page offers is one.
        """
        problems = {}
        for language in ("en", "zh"):
            said = runner.start(self.binary, ["validate", str(file), "--lang", language], limits=LIMITS)
            if said.code == 0:
                return
            told = said.printed + said.message
            problems[language] = "\n".join(re.findall(r"\.yaml:\d+:\d+: [^:]+: (.+)", told)) or told.strip()
        raise IssueFlowError(problems["en"], 2, chinese=problems["zh"])
