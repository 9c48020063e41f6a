"""Sweeps on a Dask cluster of this machine."""

import os
import shutil
import signal
import threading
import time

import pytest
import yaml
from conftest import files

import issueflow
from issueflow import binary, runner

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


def test_a_killed_client_goes_on_with_the_shards_it_has(cluster, program, design, tmp_path, monkeypatch):
    from issueflow import cluster as spread

    file = tmp_path / "design.yaml"
    file.write_text(yaml.safe_dump(design), encoding="utf-8")
    plan = runner.plan(program, str(file))
    whole = issueflow.sweep(file, tmp_path / "whole", progress=False, binary=program)
    packed, name = spread.pack(plan["files"])
    kept = spread._Kept(tmp_path / "out", plan, 3)
    kept.keep(2, spread.simulate_shard(packed, name, [], 2, 3, {key: plan[key] for key in ("build", "hash")}))
    asked = []
    real = cluster.submit

    def submit(function, files, name, options, shard, *rest, **more):
        asked.append(shard)
        return real(function, files, name, options, shard, *rest, **more)

    monkeypatch.setattr(cluster, "submit", submit)
    issueflow.sweep(file, tmp_path / "out", client=cluster, runs_per_task=10, progress=False, binary=program)
    assert sorted(asked) == [1, 3]
    assert files(tmp_path / "out") == files(whole.folder)
    assert not list(tmp_path.glob("out.shards-*"))


def test_shards_of_another_build_are_not_taken(program, design, tmp_path):
    from issueflow import cluster as spread

    file = tmp_path / "design.yaml"
    file.write_text(yaml.safe_dump(design), encoding="utf-8")
    plan = runner.plan(program, str(file))
    mine, other = (spread._Kept(tmp_path / "out", {**plan, "build": build}, 3) for build in (plan["build"], "other"))
    for shard in (1, 2, 3):
        other.keep(shard, dict.fromkeys(spread.JOURNAL, b"{}"))
    assert other.missing == [] and mine.missing == [1, 2, 3]
    # A shard that was cut off while it was written is not whole.
    (other.folder(2) / "manifest.json").unlink()
    assert spread._Kept(tmp_path / "out", {**plan, "build": "other"}, 3).missing == [2]


def test_kept_shards_go_into_no_folder_of_somebody_else(program, design, tmp_path):
    from issueflow import cluster as spread

    plan = {"hash": "h", "build": "b"}
    place = spread._Kept(tmp_path / "out", plan, 2).path
    shutil.rmtree(place)
    (tmp_path / "project").mkdir()
    (tmp_path / "project" / "1").mkdir()
    place.symlink_to(tmp_path / "project")
    with pytest.raises(issueflow.IssueFlowError, match="no folder"):
        spread._Kept(tmp_path / "out", plan, 2)
    place.unlink()
    place.mkdir()
    (place / "notes.txt").write_text("mine")
    with pytest.raises(issueflow.IssueFlowError):
        spread._Kept(tmp_path / "out", plan, 2)
    assert (place / "notes.txt").read_text() == "mine"


def test_a_cluster_over_tls_lets_in_who_has_a_certificate_and_nobody_else(program, design, tmp_path, monkeypatch):
    import asyncio
    import subprocess
    from concurrent.futures import ThreadPoolExecutor

    from distributed.core import connect
    from distributed.security import Security

    def openssl(*words):
        subprocess.run(["openssl", *words], cwd=tmp_path, check=True, capture_output=True)

    def connected(security, timeout):
        # On a thread of its own, since a browser that is open has a loop on this one.
        async def attempt():
            (await connect(address, timeout=timeout, **security.get_connection_args("client"))).abort()

        with ThreadPoolExecutor(1) as alone:
            alone.submit(lambda: asyncio.run(attempt())).result()

    def authority(name):
        openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={name}",
                "-keyout", f"{name}-ca-key.pem", "-out", f"{name}-ca.pem")
        openssl("req", "-newkey", "rsa:2048", "-nodes", "-subj", f"/CN={name}-own",
                "-keyout", f"{name}-key.pem", "-out", f"{name}-request.pem")
        openssl("x509", "-req", "-in", f"{name}-request.pem", "-CA", f"{name}-ca.pem", "-CAkey", f"{name}-ca-key.pem",
                "-CAcreateserial", "-days", "2", "-out", f"{name}-cert.pem")
        files = {f"tls_{who}_{what}": str(tmp_path / f"{name}-{what}.pem")
                 for who in ("client", "worker", "scheduler") for what in ("cert", "key")}
        return Security(tls_ca_file=str(tmp_path / f"{name}-ca.pem"), require_encryption=True, **files)

    mine, theirs = authority("mine"), authority("theirs")
    without = Security(tls_ca_file=str(tmp_path / "mine-ca.pem"), require_encryption=True)
    monkeypatch.setenv(binary.VARIABLE, program)
    whole = issueflow.sweep(design, tmp_path / "whole", progress=False, binary=program)
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, dashboard_address=None, processes=True, security=mine, protocol="tls://"
    ) as made:
        address = made.scheduler_address
        assert address.startswith("tls://")
        # Not with a Client: one that could not connect ends a loop of its own when it is collected, which may stop the next.
        for stranger in (theirs, without):
            with pytest.raises((OSError, TypeError)):
                connected(stranger, 3)
        connected(mine, 30)
        with distributed.Client(address, security=mine) as client:
            issueflow.sweep(design, tmp_path / "out", client=client, progress=False, binary=program)
    assert files(tmp_path / "out") == files(whole.folder)
