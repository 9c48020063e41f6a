#!/usr/bin/env python3
"""Format, debug build and tests of what changed, for the loop of those who work on the project.

    check.py [--since REVISION] [--list]

Changed is what differs from REVISION (HEAD unless given), and what git does not know yet. A changed test target is
tested itself; a changed module is tested by the targets named for it, and by those that hold all of the repository
to its promises where it is part of the model. `--list` prints the targets and runs nothing.
"""

import argparse
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
MODULES = {
    "StateStorage": ["StateStorageTests", "QueueingTests"],
    "CPhilox": ["RandomStreamsTests"],
    "RandomStreams": ["RandomStreamsTests"],
    "CWinnerTree": ["EventKernelTests"],
    "EventKernel": ["EventKernelTests", "QueueingTests"],
    "Queueing": ["QueueingTests", "Examples"],
    "OutputAnalysis": ["OutputAnalysisTests"],
    "IssueFlow": ["IssueFlowTests", "RepositoryTests"],
    "Experiments": ["ExperimentsTests"],
    "CSHA256": ["ExperimentsTests"],
    "IssueFlowCommand": ["CommandTests"],
}
SUPPORT = {"Fuzz": ["FuzzTests"], "Fuzzing": ["FuzzTests"]}
#: Read by tests of the repository as a whole.
READ = ("Scenarios/", "seeds/", "Notebooks/", "README")


def git(*words):
    return subprocess.run(["git", *words], cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\0")


def changed_since(revision):
    known = git("diff", "--name-only", "--diff-filter=d", "-z", revision)
    new = git("ls-files", "--others", "--exclude-standard", "-z")
    return sorted({name for name in [*known, *new] if name})


def targets(changed):
    """In the order in which files changed; None where all are meant, as for a module that is not in the list."""
    found = []
    for name in changed:
        parts = name.split("/")
        if name == "Package.swift" or name.startswith("Tests/TestSupport/"):
            return None
        if parts[0] == "Sources" and len(parts) > 2 and parts[1] in MODULES:
            found += MODULES[parts[1]]
        elif parts[0] == "Sources" and parts[1] != "Python":
            return None
        elif parts[0] == "Tests" and name.endswith(".swift"):
            found += SUPPORT.get(parts[1], [parts[1]])
        elif name.startswith(READ):
            found.append("RepositoryTests")
    return list(dict.fromkeys(found))


def run(*words):
    print("+ " + " ".join(words), flush=True)
    code = subprocess.run(words, cwd=ROOT).returncode
    if code:
        sys.exit(code)


def main():
    parser = argparse.ArgumentParser(description="Format, debug build and tests of what changed.")
    parser.add_argument("--since", default="HEAD", metavar="REVISION")
    parser.add_argument("--list", action="store_true", help="print the targets, and run nothing")
    given = parser.parse_args()
    changed = changed_since(given.since)
    tested = targets(changed)
    if given.list:
        print("all" if tested is None else "\n".join(tested))
        return
    swift = [name for name in changed if name.endswith(".swift") and (ROOT / name).exists()]
    if swift:
        run("swift", "format", "lint", "--strict", *swift)
    if tested == []:
        print("Nothing changed that a Swift test reads.")
        return
    run("swift", "build", "--build-tests")
    only = [] if tested is None else ["--filter", f"^({'|'.join(tested)})\\."]
    run("swift", "test", "--skip-build", *only)


if __name__ == "__main__":
    main()
