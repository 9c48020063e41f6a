#!/usr/bin/env python3
"""Says by how much the memory of one process grows from 200 replications to 1,000, and fails when it is too much.

    leaks.py PATH OF issueflow

A replication leaves its responses, its histogram of times and its counts behind, some kilobytes; what is simulated in it
must all be given back. Needs nothing but Python.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

SCENARIO = Path(__file__).resolve().parents[1] / "CommandTests/Fixtures/tiny.yaml"
# What a replication of the fixture may keep, in KiB; its own city and issues take about 3,000.
ALLOWED = 32


def resident(binary, replications):
    """Greatest resident memory of a run in KiB."""
    with tempfile.TemporaryDirectory() as folder:
        command = [binary, "run", str(SCENARIO), "-n", str(replications), "-j", "1", "-q", "--out", folder + "/o"]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            sys.exit(f"{replications} replications ended with {process.returncode}")
    return usage.ru_maxrss // (1024 if sys.platform == "darwin" else 1)


def main():
    binary = sys.argv[1]
    few, many = resident(binary, 200), resident(binary, 1000)
    each = (many - few) / 800
    print(f"{few} KiB after 200 replications, {many} KiB after 1,000: {each:.2f} KiB a replication, {ALLOWED} allowed")
    return 1 if each > ALLOWED else 0


if __name__ == "__main__":
    sys.exit(main())
