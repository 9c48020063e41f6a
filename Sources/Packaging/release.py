#!/usr/bin/env python3
"""Puts together what a release hands out, in dist/issueflow-VERSION.

    release.py WHEEL SDIST PROGRAM --checkouts FOLDER [--manual FOLDER]

    issueflow-…whl, issueflow-….tar.gz   the package with the program inside; the source
    wheels/                              the wheels that it needs, for machines without a network
    issueflow-…-linux-….tar.gz           the program alone, with manual pages and completions
    parts.spdx.json                      every part with its version and licence
    SHA256SUMS                           of all files: `sha256sum --check SHA256SUMS`
"""

import argparse
import hashlib
import io
import json
import os
import platform
import shutil
import subprocess
import sys
import tarfile
import time
from pathlib import Path

import parts

HERE = Path(__file__).resolve().parent
VERSIONS = ["3.11", "3.12", "3.13"]


def alone(program: Path, notices: Path, manual: Path | None, out: Path, when: int) -> Path:
    """The program alone as an archive: with manual pages where they were made, completions and licences."""
    version = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    name = f"issueflow-{version}-{platform.system().lower()}-{platform.machine()}"
    files = {"bin/issueflow": program.read_bytes(), "LICENSE": (HERE.parents[1] / "LICENSE").read_bytes(), "NOTICES.txt": notices.read_bytes()}
    for shell in ("bash", "zsh", "fish"):
        script = subprocess.run([program, "--generate-completion-script", shell], capture_output=True, check=True).stdout
        files[f"completion/issueflow.{shell}"] = script
    for page in sorted(manual.glob("*.1")) if manual else []:
        files[f"man/man1/{page.name}"] = page.read_bytes()
    archive = out / f"{name}.tar.gz"
    with tarfile.open(archive, "w:gz", compresslevel=9) as packed:
        for path, content in files.items():
            entry = tarfile.TarInfo(f"{name}/{path}")
            entry.size, entry.mtime, entry.mode = len(content), when, 0o755 if path.startswith("bin/") else 0o644
            packed.addfile(entry, io.BytesIO(content))
    return archive


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("wheel", type=Path)
    parser.add_argument("sdist", type=Path)
    parser.add_argument("program", type=Path)
    parser.add_argument("--checkouts", type=Path, required=True)
    parser.add_argument("--notices", type=Path, required=True)
    parser.add_argument("--manual", type=Path)
    chosen = parser.parse_args()
    when = int(os.environ.get("SOURCE_DATE_EPOCH", time.time()))
    release = chosen.wheel.name.split("-")[1]
    out = chosen.wheel.parent / f"issueflow-{release}"
    shutil.rmtree(out, ignore_errors=True)
    (out / "wheels").mkdir(parents=True)
    own = [Path(shutil.copy2(file, out)) for file in (chosen.wheel, chosen.sdist)]
    asked = [word for version in VERSIONS for word in ("--python", version)]
    subprocess.run([sys.executable, HERE / "dependencies.py", chosen.wheel, out / "wheels", *asked], check=True)
    own.append(alone(chosen.program, chosen.notices, chosen.manual, out, when))
    listed = parts.of_program(chosen.checkouts) + [parts.of_wheel(wheel) for wheel in sorted((out / "wheels").glob("*.whl"))]
    for part in parts.incompatible(listed):
        sys.exit(f"{part.name} {part.version}: {part.licence} is not known to be compatible with GPL-3")
    created = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(when))
    text = json.dumps(parts.document(release, created, own, listed), indent=2)
    (out / "parts.spdx.json").write_text(text + "\n", encoding="utf-8")
    files = sorted(path for path in out.rglob("*") if path.is_file())
    sums = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.relative_to(out)}\n" for file in files]
    (out / "SHA256SUMS").write_text("".join(sums), encoding="utf-8")
    size = sum(file.stat().st_size for file in files) / 1e6
    print(f"{out}: {len(files) + 1} files, {size:.0f} MB; {len(listed)} parts, all licences compatible with GPL-3.0-or-later")


if __name__ == "__main__":
    main()
