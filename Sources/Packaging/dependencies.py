#!/usr/bin/env python3
"""Fetches the wheels that the package needs into a folder, for machines without a network.

    dependencies.py WHEEL FOLDER [--python 3.11 --python 3.13]

In the versions that are tested, which Sources/Python/constraints.txt names; a file with another digest than it has there is
refused. Without --python, for the Python that runs this; with it, for each of those on a Linux of this machine's kind.
"""

import argparse
import hashlib
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

CONSTRAINTS = Path(__file__).resolve().parents[1] / "Python" / "constraints.txt"

#: Of the C library, the oldest that such a wheel may ask for, newest first: pip takes what fits any of them.
PLATFORMS = [f"manylinux_2_{minor}_{os.uname().machine}" for minor in range(35, 16, -1)] + [f"manylinux2014_{os.uname().machine}"]


def without_hashes(text: str) -> str:
    """The versions alone: with hashes pip would want one of the package itself."""
    return "\n".join(re.sub(r"\s*\\?$", "", line.split(" --hash")[0]) for line in text.splitlines() if "==" in line)


def fetch(wheel: Path, folder: Path, versions: list[str]) -> None:
    text = CONSTRAINTS.read_text(encoding="utf-8")
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as constraints:
        constraints.write(without_hashes(text))
        constraints.flush()
        asked = ["--constraint", constraints.name, "--only-binary", ":all:", "--dest", str(folder), str(wheel)]
        download = [sys.executable, "-m", "pip", "download", "--quiet", *asked]
        for version in versions:
            of = ["--python-version", version, "--implementation", "cp", *[word for p in PLATFORMS for word in ("--platform", p)]]
            subprocess.run([*download, *of], check=True)
        if not versions:
            subprocess.run(download, check=True)
    for file in sorted(folder.glob("*.whl")):
        if file.name == wheel.name:
            # pip puts the package itself there as well.
            file.unlink()
        elif hashlib.sha256(file.read_bytes()).hexdigest() not in text:
            sys.exit(f"{file.name} is not one of the files that {CONSTRAINTS.name} names")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("wheel", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--python", action="append", default=[], metavar="VERSION")
    chosen = parser.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    fetch(chosen.wheel, chosen.folder, chosen.python)
    files = list(chosen.folder.glob("*.whl"))
    print(f"{len(files)} wheels, {sum(file.stat().st_size for file in files) / 1e6:.0f} MB, in {chosen.folder}")


if __name__ == "__main__":
    main()
