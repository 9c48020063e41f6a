#!/usr/bin/env python3
"""Installs the wheel as a new user would, with no index, and does the first ten minutes with it.

    try_wheel.py WHEEL FOLDER [--same-as PROGRAM]

FOLDER has the wheels that it needs. Everything is done in a temporary folder, with nothing of this checkout on any path.
--same-as names a program that was built from source: what both write and print must have the same bytes, but for the log.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from same_bytes import differences

#: Megabytes that the wheel may have, and seconds that the command may take longer than the program inside it.
LARGEST, LATEST = 30, 0.15

#: As a new user has it: no compiler is looked for, and no program of this machine.
PLAIN = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": os.environ.get("HOME", "/")}


def said(words: list[str | Path], folder: Path, expected: int = 0) -> tuple[str, str]:
    """What a command prints on either stream; it has to end with the code that is expected."""
    begin = time.monotonic()
    done = subprocess.run(words, cwd=folder, env=PLAIN, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if done.returncode != expected:
        sys.exit(f"{words} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    print(f"{time.monotonic() - begin:6.1f} s  {' '.join([Path(words[0]).name, *map(str, words[1:])])[:100]}", flush=True)
    return done.stdout, done.stderr


def shortest(words: list[str | Path], folder: Path) -> float:
    """Seconds that a command takes at best, of ten times."""
    times = []
    for _ in range(10):
        begin = time.perf_counter()
        subprocess.run(words, cwd=folder, env=PLAIN, stdout=subprocess.DEVNULL, check=True)
        times.append(time.perf_counter() - begin)
    return min(times)


def check(is_so: bool, what: str) -> None:
    if not is_so:
        sys.exit(f"not so: {what}")


def install(wheel: Path, wheels: Path, folder: Path) -> Path:
    """A fresh environment with the wheel; its folder of commands."""
    said([sys.executable, "-m", "venv", "venv"], folder)
    commands = folder / "venv" / "bin"
    said([commands / "python", "-m", "pip", "install", "--quiet", "--no-index", "--find-links", wheels, wheel], folder)
    return commands


def first_minutes(commands: Path, folder: Path) -> None:
    """What README says, in its order."""
    issueflow = commands / "issueflow"
    check(said([issueflow], folder)[0].count("\n") == 5, "`issueflow` alone prints five lines")
    said([issueflow, "init", "--lang", "zh"], folder)
    said([issueflow, "check", "small-town-policy.yaml", "-q"], folder)
    said([issueflow, "run", "small-town.yaml"], folder)
    said([issueflow, "report", "results/small-town"], folder)
    check((folder / "results/small-town/report.html").stat().st_size > 100_000, "the page has its figures")
    check("issueflow report" in said([issueflow, "report", "--help"], folder)[0], "report has help")
    check("report" in said([issueflow, "--help"], folder)[0], "the help names the commands of the package")
    check("is now" in said([commands / "issueflow-py", "report", "--help"], folder)[1], "the old name warns")
    said([issueflow, "run", "no-such-file.yaml"], folder, expected=2)
    told = "import issueflow; print(len(issueflow.run('small-town.yaml', replications=2).summary) > 20)"
    check(said([commands / "python", "-c", told], folder)[0] == "True\n", "Python finds the program inside the package")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("wheel", type=Path)
    parser.add_argument("wheels", type=Path)
    parser.add_argument("--same-as", type=Path, metavar="PROGRAM")
    chosen = parser.parse_args()
    wheel = chosen.wheel.resolve()
    size = wheel.stat().st_size / 1e6
    check(size < LARGEST, f"the wheel has {size:.1f} MB, less than {LARGEST}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        commands = install(wheel, chosen.wheels.resolve(), folder)
        first_minutes(commands, folder)
        inside = next((folder / "venv").glob("lib/python3*/site-packages/issueflow/program/issueflow"))
        later = shortest([commands / "issueflow", "--version"], folder) - shortest([inside, "--version"], folder)
        check(later < LATEST, f"the command takes {later:.3f} s longer than its program, less than {LATEST}")
        same = 0
        if chosen.same_as:
            (folder / "studies").mkdir()
            same, wrong = differences(inside, chosen.same_as.resolve(), folder / "studies")
            check(not wrong, "both programs do the same: " + "; ".join(wrong))
    print(f"{wheel.name}: {size:.1f} MB; {later * 1000:.0f} ms more than the program; {same} files and answers the same")


if __name__ == "__main__":
    main()
