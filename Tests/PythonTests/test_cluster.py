"""Sweeps on a Dask cluster of this machine."""

import os
import shutil
import signal
import threading
import time

import pytest
from conftest import files

import issueflow
from issueflow import binary

distributed = pytest.importorskip("distributed")


@pytest.fixture
def cluster(program, monkeypatch):
    monkeypatch.setenv(binary.VARIABLE, program)
    with distributed.LocalCluster(
        n_workers=3, threads_per_worker=1, dashboard_address=None, processes=True
    ) as made, distributed.Client(made) as client:
        yield client


@pytest.fixture
def long_design(design) -> dict:
    design["replications"] = 60
    return design


def kill_a_busy_worker(client, after: float) -> threading.Thread:
    """Kills a worker that has a task, once there is one."""
    def watch():
        time.sleep(after)
        for _ in range(200):
            busy = [address for address, tasks in client.processing().items() if tasks]
            if busy:
                pids = client.run(os.getpid, workers=busy[:1])
                os.kill(next(iter(pids.values())), signal.SIGKILL)
                return
            time.sleep(0.02)
    thread = threading.Thread(target=watch)
    thread.start()
    return thread


def test_a_cluster_that_loses_a_worker_gives_the_same_bytes(cluster, program, long_design, tmp_path):
    issueflow.sweep(long_design, tmp_path / "local", jobs=2, progress=False, binary=program)
    killer = kill_a_busy_worker(cluster, 0.1)
    issueflow.sweep(
        long_design, tmp_path / "cluster", client=cluster, runs_per_task=60, progress=False, binary=program
    )
    killer.join()
    assert files(tmp_path / "cluster") == files(tmp_path / "local")
    assert not list(tmp_path.glob("cluster.shards-*"))


def test_a_result_that_the_cluster_forgot_is_made_again(cluster, program, design, tmp_path, monkeypatch):
    issueflow.sweep(design, tmp_path / "local", jobs=2, progress=False, binary=program)
    real, forgotten = distributed.Future.result, []

    def result(future, timeout=None):
        if len(forgotten) < 2:
            forgotten.append(future.key)
            raise distributed.client.CancelledError(future.key)
        return real(future, timeout)

    monkeypatch.setattr(distributed.Future, "result", result)
    issueflow.sweep(design, tmp_path / "cluster", client=cluster, runs_per_task=10, progress=False, binary=program)
    assert len(forgotten) == 2
    assert files(tmp_path / "cluster") == files(tmp_path / "local")


def test_a_worker_with_another_build_is_refused(program, design, tmp_path, monkeypatch):
    other = tmp_path / "other-build"
    shutil.copy(program, other)
    with other.open("ab") as file:
        file.write(b"\n")
    monkeypatch.setenv(binary.VARIABLE, str(other))
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, dashboard_address=None, processes=True
    ) as made, distributed.Client(made) as client:
        with pytest.raises(issueflow.IssueFlowError, match="another build"):
            issueflow.sweep(design, tmp_path / "out", client=client, progress=False, binary=program)
        # Unless the client brings its own.
        result = issueflow.sweep(
            design, tmp_path / "out", client=client, progress=False, binary=program, ship_binary=True
        )
        assert len(result.design) == 6


def test_a_killed_client_goes_on_with_the_shards_it_has(cluster, program, design, tmp_path):
    from issueflow import cluster as spread

    plan = binary.plan(program, issueflow.studies._design_file(design, tmp_path / "out"))
    whole = issueflow.sweep(design, tmp_path / "whole", progress=False, binary=program)
    kept = tmp_path / f"out.shards-{plan['hash'][:16]}-3" / "2"
    packed, name = spread.pack(plan["files"])
    found = spread.simulate_shard(packed, name, [], 2, 3, {key: plan[key] for key in ("build", "hash")})
    spread._keep(found, kept)
    stamp = (kept / "points.journal").stat().st_mtime_ns
    issueflow.sweep(design, tmp_path / "out", client=cluster, runs_per_task=10, progress=False, binary=program)
    assert stamp
    assert files(tmp_path / "out") == files(whole.folder)
