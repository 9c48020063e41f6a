"""Sweeps on a Dask cluster.

A task is a shard of whole points. It carries the files of the design, runs the worker's own program, and brings back the
shard's journal; the journals are merged here. What a task gives depends on the design alone, so Dask may repeat one whose
worker was lost. Shards that have come back are on the disk: a client that is killed goes on from there.
"""

from __future__ import annotations

import hashlib
import math
import os
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from issueflow import binary as program
from issueflow.errors import IssueFlowError

JOURNAL = ("points.journal", "manifest.json", "run.log")


def pack(files: Sequence[str]) -> tuple[dict[str, bytes], str]:
    """The files of a design by their path below a common folder, and that of the design, which is the first.

    Paths inside the files are relative to each other, so the layout is kept; absolute ones are rewritten by nobody, and
    a file that is named so must exist on the workers.
    """
    absolute = [Path(file).resolve() for file in files]
    root = Path(os.path.commonpath([path.parent for path in absolute]))
    packed = {str(path.relative_to(root)): path.read_bytes() for path in absolute}
    return packed, str(absolute[0].relative_to(root))


def unpack(packed: dict[str, bytes]) -> Path:
    """The folder on this machine in which the files lie, written once for each set of files."""
    digest = hashlib.sha256()
    for name, content in sorted(packed.items()):
        digest.update(f"{name} {len(content)} ".encode())
        digest.update(content)
    folder = Path(tempfile.gettempdir()) / f"issueflow-{os.getuid()}-{digest.hexdigest()[:32]}"
    if folder.exists():
        return folder
    # Several workers of one machine may come at once: the first to rename wins, and all have the same bytes.
    fresh = Path(tempfile.mkdtemp(prefix="issueflow-"))
    for name, content in packed.items():
        path = fresh / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        if name == "issueflow.program":
            path.chmod(0o755)
    try:
        fresh.rename(folder)
    except OSError:
        shutil.rmtree(fresh, ignore_errors=True)
    return folder


def simulate_shard(
    packed: dict[str, bytes], design: str, options: list[str], shard: int, shards: int, expected: dict
) -> dict[str, bytes]:
    """One task: runs a shard on this worker, and returns the files of its folder.

    Raises when the program here is another build, or reads the design otherwise, before anything is run.
    """
    folder = unpack(packed)
    own = folder / "issueflow.program"
    found = program.find(own if own.exists() else None)
    path = str(folder / design)
    plan = program.plan(found, path, options)
    for key in ("build", "hash"):
        if plan[key] != expected[key]:
            raise IssueFlowError(
                f"worker {os.uname().nodename} ({os.getpid()}): its issueflow has another {key}: "
                f"{plan[key]} instead of {expected[key]}"
            )
    with tempfile.TemporaryDirectory(prefix="issueflow-shard-") as scratch:
        out = Path(scratch) / "shard"
        arguments = ["sweep", path, "--out", str(out), "--shard", f"{shard}/{shards}", "--jobs", "1", "--quiet"]
        program.call(found, [*arguments, *options], program.FINISHED | {3})
        return {name: (out / name).read_bytes() for name in JOURNAL}


def sweep_on_cluster(
    client: Any, binary: str, design: str, folder: Path, options: list[str], *, runs_per_task: int,
    progress: bool, ship_binary: bool, force: bool = False,
) -> None:
    """Spreads a sweep over the workers of a client, and leaves its results in a folder."""
    from distributed import as_completed
    from distributed.client import CancelledError

    from issueflow.studies import Meter

    if runs_per_task < 1:
        raise IssueFlowError(f"runs_per_task is 1 or more (was {runs_per_task})")
    plan = program.plan(binary, design, options)
    packed, name = pack(plan["files"])
    if ship_binary:
        packed["issueflow.program"] = Path(binary).read_bytes()
    shards = min(plan["points"], max(1, math.ceil(plan["runs"] / runs_per_task)))
    kept = folder.parent / f"{folder.name}.shards-{plan['hash'][:16]}-{shards}"
    kept.mkdir(parents=True, exist_ok=True)
    missing = [shard for shard in range(1, shards + 1) if not (kept / str(shard) / "manifest.json").exists()]

    def submit(shard: int) -> Any:
        return client.submit(
            simulate_shard, files, name, options, shard, shards, {key: plan[key] for key in ("build", "hash")},
            # A task whose worker was lost is sent to another one; it gives the same bytes there.
            pure=False, retries=5, key=f"issueflow-{plan['hash'][:12]}-{shard}-{os.urandom(4).hex()}",
        )

    files = client.scatter(packed, broadcast=True) if missing else None
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
                files = client.scatter(packed, broadcast=True)
                again = submit(shard)
                futures[again] = shard
                waiting.add(again)
                continue
            _keep(result, kept / str(shard))
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
    folders = [str(kept / str(shard)) for shard in range(1, shards + 1)]
    forced = ["--force"] if force else []
    program.call(binary, ["merge", *folders, "--out", str(folder), "--quiet", *forced], program.FINISHED | {3})
    shutil.rmtree(kept)


def _keep(files: dict[str, bytes], folder: Path) -> None:
    """Writes the files of a shard, the manifest last: where it is, the shard is whole."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("points.journal", "run.log", "manifest.json"):
        fresh = folder / f"{name}.new"
        fresh.write_bytes(files[name])
        fresh.rename(folder / name)
