#!/usr/bin/env python3
"""Holds every shipped scenario to its recorded fingerprint, or records what it gives now.

    experiments.py [--binary PATH] [--full] [--only WORD]            checks seeds/experiments.csv
    experiments.py [--binary PATH] [--full] [--only WORD] --record   runs again, says what moved, and records it

A row is a run: a scenario, the overrides that make a large city small enough for every change to be checked, and how many
replications. `when` is `always` for rows that every check runs, and `full` for those that only --full does. The
fingerprint is a digest of the fingerprints of all replications; `files` is one of all result files but run.log, so that
a debug build, a release build, another locale or another number of jobs that write another byte are found out.

Logarithms and powers may differ by a last digit between systems, so rows belong to a platform: processor, GSL, C library.
On a platform without rows the check says so, compares shares alone, and fails only where these are far off. A runnable
scenario without a row is an error. Needs nothing but Python.
"""

import argparse
import csv
import hashlib
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "seeds/experiments.csv"
COLUMNS = ["scenario", "overrides", "replications", "when", "master_seed", "fingerprint", "files", "shares", "platform"]
# Another platform may take another path through a run, but not to another answer.
FAR = 0.02


def this_platform():
    try:
        gsl = subprocess.run(["pkg-config", "--modversion", "gsl"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        gsl = "unknown"
    library = " ".join(platform.libc_ver()).strip() or f"{platform.system()} {platform.release()}"
    return f"{platform.machine()} GSL {gsl.strip()} {library}"


def runnable():
    """Scenarios as against designs and searches, which name factors."""
    paths = sorted(path for path in (ROOT / "Scenarios").rglob("*.yaml"))
    return [
        path.relative_to(ROOT).as_posix()
        for path in paths
        if not re.search(r"^(plan|factors|base):", path.read_text(encoding="utf-8"), re.MULTILINE)
    ]


def digest(pieces):
    whole = hashlib.sha256()
    for piece in pieces:
        whole.update(piece)
        whole.update(b"\0")
    return whole.hexdigest()[:16]


def simulate(binary, row):
    """The row as it comes out now."""
    command = [binary, "run", row["scenario"], "--quiet"]
    if row["replications"]:
        command += ["--replications", row["replications"]]
    for override in row["overrides"].split():
        command += ["--set", override.replace("_", " ")]
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [*command, "--out", folder + "/o"], cwd=ROOT, capture_output=True, text=True,
            env={**os.environ, "LC_ALL": "C"})
        if done.returncode != 0:
            sys.exit(f"{row['scenario']}: exit code {done.returncode}\n{done.stderr}")
        out = Path(folder) / "o"
        manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
        with (out / "summary.csv").open(encoding="utf-8", newline="") as file:
            shares = [
                f"{entry['class']}={float(entry['mean']):.4f}"
                for entry in csv.DictReader(file) if entry["response"] == "share"
            ]
        files = sorted(path for path in out.iterdir() if path.name != "run.log")
        bytes_ = [piece for path in files for piece in (path.name.encode(), path.read_bytes())]
    return {
        **row, "replications": str(manifest["replications"]), "master_seed": str(manifest["master_seed"]),
        "fingerprint": digest(word.encode() for word in manifest["fingerprints"]), "files": digest(bytes_),
        "shares": " ".join(shares), "platform": this_platform(),
    }


def read():
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(rows):
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(sorted(rows, key=lambda row: [row[key] for key in ("scenario", "when", "overrides", "platform")]))


def key(row):
    return row["scenario"], row["overrides"], row["when"]


def distance(one, other):
    """The greatest difference of two rows' shares; infinite when they are of other tiers."""
    a, b = ({k: float(v) for k, v in (part.split("=") for part in row["shares"].split())} for row in (one, other))
    return max((abs(a[tier] - b[tier]) for tier in a), default=0) if a.keys() == b.keys() else float("inf")


def record(binary, rows, chosen, missing):
    rows = {(key(row), row["platform"]): row for row in rows}
    fresh = [dict.fromkeys(COLUMNS, "") | {"scenario": path, "when": "always", "replications": "1"} for path in missing]
    moved = added = 0
    for row in chosen + fresh:
        new = simulate(binary, row)
        old = rows.get((key(row), new["platform"]))
        rows[key(row), new["platform"]] = new
        # A row that was written by hand, to say what is to be run, has no platform yet.
        rows.pop((key(row), ""), None)
        if old is None:
            added += 1
            print(f"new    {new['scenario']} {new['overrides']}: {new['fingerprint']} {new['shares']}")
        elif any(old[column] != new[column] for column in ("fingerprint", "files", "shares", "master_seed")):
            moved += 1
            print(f"moved  {new['scenario']} {new['overrides']}")
            for column in ("fingerprint", "files", "shares", "master_seed"):
                if old[column] != new[column]:
                    print(f"         {column}: {old[column]} → {new[column]}")
    write(rows.values())
    print(f"{len(chosen) + len(fresh)} runs, {moved} moved, {added} new")


def check(binary, chosen, missing):
    here = this_platform()
    wrong, far = [], []
    strange = 0
    for row in chosen:
        new = simulate(binary, row)
        if row["platform"] != here:
            strange += 1
            if (gap := distance(row, new)) > FAR:
                far.append(f"{row['scenario']}: {row['shares']} on {row['platform']}, {new['shares']} here ({gap:.3f})")
            continue
        differences = [c for c in ("fingerprint", "files", "shares", "master_seed") if row[c] != new[c]]
        if differences:
            wrong.append((row, new, differences))
    for row, new, differences in wrong:
        print(f"{row['scenario']} {row['overrides']}: " + "; ".join(f"{c} {row[c]} → {new[c]}" for c in differences))
    for line in far:
        print(line)
    for path in missing:
        print(f"{path}: no row in seeds/experiments.csv")
    if strange:
        print(
            f"This platform, {here}, has no recorded fingerprints for {strange} of {len(chosen)} runs, and another's do "
            "not hold here, since logarithms may differ by a last digit; only shares were compared. "
            "`make record-experiments` adds rows for it.")
    if wrong or missing:
        print("If the change is meant: make record-experiments, and say so in CHANGELOG.md.")
    print(f"{len(chosen) - len(wrong) - len(far)} of {len(chosen)} runs are as recorded.")
    return 1 if wrong or far or missing else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary", default=str(ROOT / ".build/debug/issueflow"))
    parser.add_argument("--record", action="store_true")
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    binary = str(Path(options.binary).resolve())
    rows, here = read(), this_platform()
    scenarios = runnable()
    known = {row["scenario"] for row in rows if row["when"] == "always"}
    missing = [path for path in scenarios if path not in known and options.only in path]
    for row in rows:
        if not (ROOT / row["scenario"]).exists():
            sys.exit(f"seeds/experiments.csv: {row['scenario']} is no file")
    # This platform's row of a run where there is one, else any other's.
    best = {}
    for row in rows:
        if row["platform"] == here or key(row) not in best:
            best[key(row)] = row
    chosen = [
        row for row in best.values()
        if options.only in row["scenario"] and (options.full or row["when"] == "always")
    ]
    if options.record:
        record(binary, rows, chosen, missing)
        return 0
    return check(binary, chosen, missing)


if __name__ == "__main__":
    sys.exit(main())
