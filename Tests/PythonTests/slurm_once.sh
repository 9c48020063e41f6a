#!/usr/bin/env bash
# A sweep through Slurm on one node: makes a cluster of this machine in a temporary folder, runs a small design through
# dask-jobqueue on it, compares the files with those of a local sweep, and takes the cluster down again.
#
# Needs slurm-wlm and munge (Debian), root, and a Python with "issueflow[cluster]":  slurm_once.sh PYTHON [ISSUEFLOW]
# Everything listens on the loopback address.
set -euo pipefail

python=$1
issueflow=${2:-issueflow}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
folder=$(mktemp -d)
node=$(hostname -s)
started=()

finish() {
  [ -s "$folder/munge/pid" ] && kill "$(cat "$folder/munge/pid")" 2>/dev/null || true
  for pid in "${started[@]}"; do kill "$pid" 2>/dev/null || true; done
  wait 2>/dev/null || true
  rm -rf "$folder"
}
trap finish EXIT

mkdir -p "$folder"/{state,spool,log,munge}
chmod 755 "$folder"
# Munge insists on a key and folders that are its user's own.
dd if=/dev/urandom of="$folder/munge/key" bs=1024 count=1 status=none
chmod 400 "$folder/munge/key"
chown -R munge:munge "$folder/munge"
chmod 755 "$folder/munge"
su munge -s /bin/sh -c "munged --foreground --key-file '$folder/munge/key' --socket '$folder/munge/socket' \
  --pid-file '$folder/munge/pid' --log-file '$folder/munge/log' --seed-file '$folder/munge/seed'" &
started+=($!)

cat > "$folder/slurm.conf" <<CONF
ClusterName=once
SlurmctldHost=$node(127.0.0.1)
AuthInfo=socket=$folder/munge/socket
SlurmUser=root
SlurmctldPort=26817
SlurmdPort=26818
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool
SlurmctldPidFile=$folder/slurmctld.pid
SlurmdPidFile=$folder/slurmd.pid
SlurmctldLogFile=$folder/log/slurmctld
SlurmdLogFile=$folder/log/slurmd
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
NodeName=$node NodeAddr=127.0.0.1 CPUs=$(nproc) State=UNKNOWN
PartitionName=short Nodes=$node Default=YES MaxTime=INFINITE State=UP
CONF
export SLURM_CONF=$folder/slurm.conf
slurmctld -D & started+=($!)
slurmd -D & started+=($!)
for _ in $(seq 60); do
  sinfo -h -o %T 2>/dev/null | grep -q idle && break
  sleep 0.5
done
sinfo

ISSUEFLOW_BINARY=$(command -v "$issueflow") "$python" - "$here/../.." <<'PROGRAM'
import os, sys, tempfile
from pathlib import Path

from dask.distributed import Client
from dask_jobqueue import SLURMCluster

import issueflow

design = {
    "schema": 1, "name": "slurm", "base": f"{sys.argv[1]}/Scenarios/small-town.yaml", "plan": "grid", "replications": 10,
    "factors": [{"id": "paperwork", "path": "tiers.grid.paperwork", "values": ["10%", "20%", "30%", "40%"]}],
}


def files(folder):
    return {path.name: path.read_bytes() for path in Path(folder).iterdir() if path.name != "run.log"}


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        issueflow.sweep(design, f"{scratch}/local", progress=False)
        cluster = SLURMCluster(
            cores=1, processes=1, memory="1GB", walltime="00:10:00", queue="short", interface="lo",
            scheduler_options={"dashboard_address": None}, log_directory=f"{scratch}/log",
            job_extra_directives=["--mem=0"], job_directives_skip=["--mem="],
            job_script_prologue=[f"export ISSUEFLOW_BINARY={os.environ['ISSUEFLOW_BINARY']}"],
        )
        with cluster, Client(cluster) as client:
            cluster.scale(jobs=2)
            client.wait_for_workers(1, timeout=60)
            issueflow.sweep(design, f"{scratch}/slurm", client=client, runs_per_task=10, progress=False)
        assert files(f"{scratch}/slurm") == files(f"{scratch}/local")
        print("Slurm: the bytes of a local sweep")
PROGRAM
