#!/usr/bin/env python3
"""Plants faults and holds the tests to finding each.

    check.py [--only WORD] [--scratch-path PATH]      one fault after another: a build of the tests for each
    check.py --together [--scratch-path PATH]         all at once: one build, and every test that is named must fail
    check.py --applies                                only whether each patch still fits the sources

Works on a copy of what is committed, so that nothing is left behind in the sources. faults.csv names, for each patch, the
test that has to fail, as `swift test --filter` takes it. Needs git, Swift and Python.
"""

import argparse
import csv
import subprocess
import sys
import tempfile
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
ROOT = FOLDER.parents[1]


def run(command, folder, **options):
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, **options)


def plant(names, folder):
    for name in names:
        run(["git", "apply", FOLDER / f"{name}.patch"], folder, check=True)


def fits(fault):
    told = run(["git", "apply", "--check", FOLDER / f"{fault}.patch"], ROOT)
    if told.returncode != 0:
        print(told.stderr.strip())
    return told.returncode == 0


def build(folder, scratch):
    built = run(["swift", "build", "--build-tests", "--scratch-path", scratch], folder)
    if built.returncode != 0:
        sys.exit(f"a fault does not compile:\n{built.stdout}{built.stderr}")


def is_found(test, folder, scratch):
    """Whether the test fails, as against not being there."""
    told = run(["swift", "test", "--skip-build", "--scratch-path", scratch, "--filter", test], folder)
    if "with 0 tests" in told.stdout + told.stderr:
        sys.exit(f"there is no test {test}")
    return told.returncode != 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", default="")
    parser.add_argument("--together", action="store_true")
    parser.add_argument("--applies", action="store_true")
    parser.add_argument("--scratch-path", default=str(ROOT / ".build-faults"))
    options = parser.parse_args()
    with (FOLDER / "faults.csv").open() as file:
        faults = [row for row in csv.DictReader(file) if options.only in row["fault"]]
    if options.applies:
        stale = [fault["fault"] for fault in faults if not fits(fault["fault"])]
        print(f"{len(faults) - len(stale)} of {len(faults)} planted faults fit the sources")
        sys.exit(1 if stale else 0)
    missed = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "sources"
        run(["git", "worktree", "add", "--detach", folder, "HEAD"], ROOT, check=True)
        try:
            for group in [faults] if options.together else [[fault] for fault in faults]:
                plant([fault["fault"] for fault in group], folder)
                build(folder, options.scratch_path)
                for fault in group:
                    found = is_found(fault["test"], folder, options.scratch_path)
                    print(f"{'found' if found else 'MISSED':6}  {fault['fault']}  by {fault['test']}", flush=True)
                    if not found:
                        missed.append(fault["fault"])
                run(["git", "checkout", "--", "."], folder, check=True)
        finally:
            run(["git", "worktree", "remove", "--force", folder], ROOT)
    if missed:
        sys.exit(f"{len(missed)} of {len(faults)} faults are found by no test")


if __name__ == "__main__":
    main()
