"""Runs what was asked for, with progress."""

from __future__ import annotations

import io
import re
import subprocess
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from issueflow import binary as program
from issueflow.errors import IssueFlowError
from issueflow.results import CompareResult, RunResult
from issueflow.whatif import policy
from issueflow.whatif.policy import Request

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
                    archive.writestr(_entry(f"{name}/{path.name}"), path.read_bytes())
        return packed.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


@dataclass
class Workshop:
    """Runs requests one after another, and keeps what has been run."""

    binary: str = field(default_factory=program.find)
    _folder: tempfile.TemporaryDirectory = field(
        default_factory=lambda: tempfile.TemporaryDirectory(prefix="issueflow-whatif-")
    )
    _baselines: dict[tuple, RunResult] = field(default_factory=dict)
    _outcomes: dict[tuple, Outcome] = field(default_factory=dict)

    def outcome(self, asked: Request, progress: Progress = lambda stage, share: None) -> Outcome:
        """The results of a request. Raises IssueFlowError with the program's words; nothing half made is kept."""
        if asked.key in self._outcomes:
            return self._outcomes[asked.key]
        folder = Path(tempfile.mkdtemp(prefix="request-", dir=self._folder.name))
        path = str(asked.scenario.path)
        base, chosen = folder / "baseline.yaml", folder / "what-if.yaml"
        base.write_text(policy.text(policy.baseline(asked, path)), encoding="utf-8")
        chosen.write_text(policy.text(policy.policy(asked, path)), encoding="utf-8")
        self._check(chosen)
        luck = ["--replications", str(asked.replications), "--seed", str(asked.seed)]

        def call(stage: int, *arguments: str) -> None:
            progress(stage, 0)
            program.watch(self.binary, [*arguments, *luck], lambda done, of: progress(stage, done / of))
            progress(stage, 1)

        key = (asked.scenario.id, asked.replications, asked.seed)
        if key not in self._baselines:
            call(0, "run", str(base), "--out", str(folder / "baseline"))
            self._baselines[key] = RunResult(folder / "baseline")
        call(1, "run", str(chosen), "--out", str(folder / "what-if"))
        call(2, "compare", str(base), str(chosen), "--out", str(folder / "comparison"))
        made = Outcome(
            asked, self._baselines[key], RunResult(folder / "what-if"), CompareResult(folder / "comparison")
        )
        self._outcomes[asked.key] = made
        return made

    def _check(self, file: Path) -> None:
        """Raises IssueFlowError, in both languages and without the place of the file, when a policy is none.

        Some measures act on what another brings, so not every mixture that the page offers is one.
        """
        problems = {}
        for language in ("en", "zh"):
            done = subprocess.run(
                [self.binary, "validate", str(file), "--lang", language],
                capture_output=True,
                text=True,
                check=False,
            )
            if done.returncode == 0:
                return
            said = done.stdout + done.stderr
            problems[language] = "\n".join(re.findall(r"\.yaml:\d+:\d+: [^:]+: (.+)", said)) or said.strip()
        raise IssueFlowError(problems["en"], 2, chinese=problems["zh"])
