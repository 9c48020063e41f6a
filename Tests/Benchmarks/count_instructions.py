"""Counts the instructions of an event on each hot path under valgrind, and holds them to the committed counts.

A count does not hang on what else the machine does, so that a guard on it neither sleeps nor cries wolf. It is the
difference of two runs, which takes away what starting costs. It belongs to one compiler: under another it is printed
and not judged. `--record` writes the counts that are found.
"""

import csv
import pathlib
import shutil
import subprocess
import sys
import tempfile

PATHS = ["mm1", "mm1-addressed", "mm10", "mm10-addressed", "chain", "chain-addressed"]
SHORT, LONG = 200_000, 600_000
TOLERANCE = 0.05
FOLDER = pathlib.Path(__file__).resolve().parent
COUNTS = FOLDER / "instructions.csv"


def instructions(program, path, events, folder):
    output = folder / "callgrind.out"
    subprocess.run(
        ["valgrind", "--tool=callgrind", f"--callgrind-out-file={output}", program, "hot-path", path, str(events)],
        check=True, capture_output=True)
    totals = [line for line in output.read_text().splitlines() if line.startswith(("totals:", "summary:"))]
    return int(totals[-1].split()[1])


def compiler():
    lines = subprocess.run(["swift", "--version"], check=True, capture_output=True, text=True).stdout.splitlines()
    version = next(line for line in lines if "Swift version" in line)
    target = next((line.split(":")[1].strip() for line in lines if line.startswith("Target")), "")
    return f"{version.split('Swift version')[1].split()[0]} {target}"


def main():
    built = FOLDER / ".build/release/Benchmarks"
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        program = folder / "Benchmarks"
        shutil.copy(built, program)
        # Valgrind gives up on Swift's debug information.
        subprocess.run(["strip", "--strip-debug", program], check=True)
        found = {
            path: (instructions(program, path, LONG, folder) - instructions(program, path, SHORT, folder))
            / (LONG - SHORT)
            for path in PATHS
        }
    if "--record" in sys.argv:
        with COUNTS.open("w", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(["path", "instructions_per_event", "compiler"])
            writer.writerows([path, f"{count:.1f}", compiler()] for path, count in found.items())
    with COUNTS.open() as file:
        rows = {row["path"]: row for row in csv.DictReader(file)}
    failed = False
    for path, count in found.items():
        committed = float(rows[path]["instructions_per_event"])
        ratio = count / committed
        judged = rows[path]["compiler"] == compiler()
        wrong = judged and abs(ratio - 1) > TOLERANCE
        failed = failed or wrong
        verdict = "outside ±5 %" if wrong else "" if judged else f"not judged: counted with {rows[path]['compiler']}"
        print(f"{path:16} {count:8.1f} an event, {ratio:.3f} of {committed:.1f} {verdict}")
    if failed:
        sys.exit("the hot path has changed: if that is meant, record it with --record and say why in the commit")


if __name__ == "__main__":
    main()
