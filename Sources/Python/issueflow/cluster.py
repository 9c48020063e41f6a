"""Sweeps on a Dask cluster.

A task is a shard of whole points. It carries the files of the design, runs the worker's own program, and brings back the
shard's journal; the journals are merged here. What a task gives depends on the design alone, so Dask may repeat one whose
worker was lost. Shards that have come back are on the disk: a client that is killed goes on from there.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import math
import os
import shutil
import stat
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from issueflow import reading, runner, trust, writing
from issueflow.binary import find
from issueflow.errors import IssueFlowError
from issueflow.meter import Meter
from issueflow.private import PrivateFolder
from issueflow.words import options as options_of

if TYPE_CHECKING:
    from distributed import Client

JOURNAL = ("points.journal", "run.log", "manifest.json")
PROGRAM = "issueflow.program"

#: What a shard may end with: runs that failed are in its journal.
_RUN = runner.FINISHED | {3}


def pack(files: Sequence[str]) -> tuple[dict[str, bytes], str]:
    """The files of a design by their path below a common folder, and that of the design, which is the first.

    Paths inside the files are relative to each other, so the layout is kept; absolute ones are rewritten by nobody, and
    a file that is named so must exist on the workers.
    """
    absolute = [Path(file).resolve() for file in files]
    root = Path(os.path.commonpath([path.parent for path in absolute]))
    packed = {str(path.relative_to(root)): path.read_bytes() for path in absolute}
    return packed, str(absolute[0].relative_to(root))


class _Unpacked:
    """The folders of this process in which the files of designs lie: unguessable, private, and gone when it ends.

    What lies there is looked at again before every task: a cleaner of temporary files may have taken some of it, and what
    is to be run must have the bytes that came.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._folders: dict[str, PrivateFolder] = {}

    def folder(self, packed: dict[str, bytes]) -> Path:
        digest = _digest(packed)
        with self._lock:
            kept = self._folders.get(digest)
            if kept is None or not _is_whole(kept.path, packed):
                kept = PrivateFolder("issueflow-design-")
                for name, content in packed.items():
                    path = kept.path / name
                    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                    path.write_bytes(content)
                    path.chmod(0o700 if name == PROGRAM else 0o600)
                # The one before goes when its last task has ended.
                self._folders[digest] = kept
            return kept.path


_unpacked = _Unpacked()


def unpack(packed: dict[str, bytes]) -> Path:
    """The folder on this machine in which the files of a design lie, as they came."""
    return _unpacked.folder(packed)


def _digest(packed: dict[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name, content in sorted(packed.items()):
        digest.update(json.dumps([name, len(content)]).encode())
        digest.update(content)
    return digest.hexdigest()


def _is_whole(folder: Path, packed: dict[str, bytes]) -> bool:
    """Whether a folder is this user's alone, and holds every file with the bytes that came."""
    try:
        info = folder.lstat()
        if not stat.S_ISDIR(info.st_mode) or info.st_uid != os.geteuid() or info.st_mode & 0o077:
            return False
        return all(
            trust.fault(folder / name) is None and reading.content(folder / name, len(content)) == content
            for name, content in packed.items()
        )
    except (OSError, IssueFlowError):
        return False


def simulate_shard(
    packed: dict[str, bytes], design: str, options: list[str], shard: int, shards: int, expected: dict[str, str]
) -> dict[str, bytes]:
    """One task: runs a shard on this worker, and returns the files of its folder.

    Raises when the program here is another build, or reads the design otherwise, before anything is run. The program is
    the one that came along, if one did, else the worker's own: nothing that lies in a folder of temporary files is run.
    """
    folder = unpack(packed)
    found = find(folder / PROGRAM if PROGRAM in packed else None)
    path = str(folder / design)
    plan = runner.plan(found, path, options)
    for key in ("build", "hash"):
        if plan[key] != expected[key]:
            raise IssueFlowError(
                f"worker {os.uname().nodename} ({os.getpid()}): its issueflow has another {key}: "
                f"{plan[key]} instead of {expected[key]}",
                2,
                chinese=f"工作进程 {os.uname().nodename}（{os.getpid()}）：其 issueflow 的 {key} 不同："
                f"{plan[key]}，应为 {expected[key]}",
            )
    with PrivateFolder("issueflow-shard-") as scratch:
        out = scratch / "shard"
        arguments = ["sweep", path, f"--out={out}", f"--shard={shard}/{shards}", "--jobs=1", "--quiet"]
        runner.call(found, [*arguments, *options], _RUN)
        return {name: (out / name).read_bytes() for name in JOURNAL}


class _Kept:
    """The shards that have come back, on the client's disk: those of one design, simulated by one build."""

    MARK = "issueflow-shards.json"

    def __init__(self, folder: Path, plan: dict[str, Any], shards: int):
        key = {"hash": plan["hash"], "build": plan["build"], "shards": shards}
        name = hashlib.sha256(json.dumps(key, sort_keys=True).encode()).hexdigest()[:16]
        folder.parent.mkdir(parents=True, exist_ok=True)
        self.path = folder.parent / f"{folder.name}.shards-{name}"
        self._mark = json.dumps({"made_by": "issueflow", **key}, sort_keys=True).encode()
        is_there = os.path.lexists(self.path)
        writing.own_folder(self.path)
        if is_there and any(self.path.iterdir()) and reading.content(self.path / self.MARK) != self._mark:
            raise IssueFlowError(
                f"{self.path}: this folder holds something else; move it", 2, chinese=f"{self.path}：其中另有内容；请移走"
            )
        writing.write(self.path / self.MARK, self._mark, lambda head: head == self._mark)
        self.shards = shards

    def folder(self, shard: int) -> Path:
        return self.path / str(shard)

    @property
    def missing(self) -> list[int]:
        """Shards that are not here whole: the manifest is written last."""
        return [
            shard
            for shard in range(1, self.shards + 1)
            if not all((self.folder(shard) / name).is_file() for name in JOURNAL)
        ]

    def keep(self, shard: int, files: dict[str, bytes]) -> None:
        folder = writing.own_folder(self.folder(shard))
        for name in JOURNAL:
            writing.write(folder / name, files[name], lambda head: True)

    def remove(self) -> None:
        shutil.rmtree(self.path)


def sweep_on_cluster(
    client: Client, binary: str, design: str, folder: Path, options: list[str], *, runs_per_task: int,
    progress: bool, ship_binary: bool, force: bool = False,
) -> None:
    """Spreads a sweep over the workers of a client, and leaves its results in a folder."""
    # Dask has no types of its own.
    distributed: Any = importlib.import_module("distributed")
    spread: Any = client
    as_completed, CancelledError = distributed.as_completed, distributed.CancelledError

    if runs_per_task < 1:
        raise IssueFlowError(
            f"runs_per_task is 1 or more (was {runs_per_task})", 2, chinese=f"runs_per_task 至少为 1（现为 {runs_per_task}）"
        )
    plan = runner.plan(binary, design, options)
    packed, name = pack(plan["files"])
    if ship_binary:
        packed[PROGRAM] = Path(binary).read_bytes()
    shards = min(plan["points"], max(1, math.ceil(plan["runs"] / runs_per_task)))
    kept = _Kept(folder, plan, shards)
    missing = kept.missing

    def submit(shard: int) -> Any:
        return spread.submit(
            simulate_shard, files, name, options, shard, shards, {key: plan[key] for key in ("build", "hash")},
            # A task whose worker was lost is sent to another one; it gives the same bytes there.
            pure=False, retries=5, key=f"issueflow-{plan['hash'][:12]}-{shard}-{os.urandom(4).hex()}",
        )

    files = spread.scatter(packed, broadcast=True) if missing else None
    futures = {submit(shard): shard for shard in missing}
    lost = 0
    meter = Meter(progress)
    try:
        waiting = as_completed(list(futures))
        for future in waiting:
            shard = futures[future]
            try:
                result = future.result()
            except CancelledError:
                # A worker took a finished result with it, or the cluster has forgotten the task: it is done again.
                lost += 1
                if lost > 5 * len(missing):
                    raise
                files = spread.scatter(packed, broadcast=True)
                again = submit(shard)
                futures[again] = shard
                waiting.add(again)
                continue
            kept.keep(shard, result)
            # The bytes are on the disk: the cluster need not hold them.
            future.release()
            done = {futures[known] for known in futures if known.status in ("released", "finished")}
            meter.show(shards - len(missing) + len(done), shards)
    except BaseException:
        for future in futures:
            future.cancel()
        raise
    finally:
        meter.end()
    folders = [str(kept.folder(shard)) for shard in range(1, shards + 1)]
    arguments = [f"./{each}" if each.startswith("-") else each for each in folders]
    runner.call(binary, ["merge", *arguments, *options_of(out=folder, force=force), "--quiet"], _RUN)
    kept.remove()
