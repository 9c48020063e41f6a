#!/usr/bin/env python3
"""Lists the licence of everything that IssueFlow is built from or runs with, and fails on one that GPL-3 cannot take in.

    licences.py [--extras NAME,NAME]

Swift packages from .build/checkouts (build first), Python packages from this interpreter's metadata for what
Sources/Python/pyproject.toml asks for and all that these need, the GNU Scientific Library and the C library from the
system's own copyright files. Needs nothing but Python.
"""

import argparse
import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# https://www.gnu.org/licenses/license-list.html: free and compatible with version 3 of the GPL.
COMPATIBLE = {
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "CNRI-Python", "GPL-3.0", "GPL-3.0-or-later", "HPND", "ISC",
    "LGPL-2.1-or-later", "LGPL-3.0-or-later", "MIT", "MIT-0", "MIT-CMU", "MPL-2.0", "PSF-2.0", "Python-2.0", "Unicode-3.0", "Unlicense", "Zlib",
    "GPL-2.0-or-later", "GPL-1.0-or-later", "LicenseRef-Public-Domain",
}

# What packages write where a name of https://spdx.org is wanted.
SPELLINGS = [
    (r"mit( license)?|expat", "MIT"),
    (r"(the )?(new |modified |revised )?bsd( license)?|(new |3-clause |modified )?bsd( license)?|bsd[- ]3[- ]clause( license)?|"
     r"3-clause bsd( license)?", "BSD-3-Clause"),
    (r"bsd[- ]2[- ]clause( license)?|simplified bsd", "BSD-2-Clause"),
    (r"apache( software)?( license)?,?( version)?[- ]?2(\.0)?|apache( software)? license( 2\.0)?|asl 2\.0", "Apache-2.0"),
    (r"mozilla public license 2\.0( \(mpl 2\.0\))?|mpl[- ]2\.0", "MPL-2.0"),
    (r"python software foundation license|psf(-2\.0)?|psf license", "PSF-2.0"),
    (r"gpl-3(\.0)?(\+|-or-later)|gnu general public license v3 or later( \(gplv3\+\))?", "GPL-3.0-or-later"),
    (r"gpl-2(\.0)?(\+|-or-later)", "GPL-2.0-or-later"),
    # Where no version is named, any may be chosen (section 14 of the GPL).
    (r"gnu general public license( \(gpl\))?", "GPL-1.0-or-later"),
    (r"public domain", "LicenseRef-Public-Domain"),
    (r"isc( license)?( \(iscl\))?", "ISC"),
    (r"the unlicense( \(unlicense\))?", "Unlicense"),
]

# Packages that name several licences of which whoever takes them may choose one, where others mean that all hold.
CHOICES = {"pyphen": "GPL-2.0-or-later OR LGPL-2.1-or-later OR MPL-1.1"}

# The words by which the text of a licence is known.
TEXTS = [
    ("Apache-2.0", r"Apache License\s+Version 2\.0"),
    ("GPL-3.0-or-later", r"GNU General Public License[\s\S]{0,200}?(version 3|v3)[\s\S]{0,80}?or \(?at your option\)?,? any later"),
    ("Zlib", r"Altered source versions must be plainly marked"),
    ("LGPL-2.1-or-later", r"GNU Lesser General Public\s+License"),
    ("MIT", r"Permission is hereby granted, free of charge"),
    ("BSD-3-Clause", r"Redistribution and use in source and binary forms[\s\S]*Neither the name"),
    ("BSD-2-Clause", r"Redistribution and use in source and binary forms"),
    ("ISC", r"Permission to use, copy, modify, and/or distribute this software for any purpose"),
]


def named(text):
    """The licence that a name means; the name itself where nobody knows."""
    text = " ".join(text.split())
    for pattern, name in SPELLINGS:
        if re.fullmatch(pattern, text, re.IGNORECASE):
            return name
    return text


def of_text(text):
    # Comments put a star before each line, and break lines where they like.
    text = re.sub(r"\s*\n\s*\*?\s*", " ", text)
    return next((name for name, pattern in TEXTS if re.search(pattern, text, re.IGNORECASE)), None)


def swift_packages():
    folders = sorted((ROOT / ".build/checkouts").glob("*"))
    if not folders:
        sys.exit("there is nothing in .build/checkouts: build first")
    for folder in folders:
        # A package may hold others, each with a licence of its own.
        files = [path for path in folder.rglob("*") if re.fullmatch(r"(LICEN[SC]E|COPYING)(\.\w+)?", path.name)]
        for file in sorted(files) or [None]:
            inner = "" if file is None or file.parent == folder else f" ({file.parent.relative_to(folder)})"
            yield "Swift", folder.name + inner, of_text(file.read_text(errors="replace")) if file else None


def python_packages(extras):
    wanted, seen = [("issueflow", set(extras))], set()
    while wanted:
        name, asked = wanted.pop()
        try:
            package = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            yield "Python", name, "not installed"
            continue
        for line in package.requires or []:
            match = re.match(r"[\w.-]+", line)
            marker = line.partition(";")[2]
            extra = re.search(r"extra\s*==\s*['\"]([\w-]+)", marker)
            if (extra and extra[1] not in asked) or not holds(re.sub(r"(and )?extra\s*==\s*['\"][\w-]+['\"]", "", marker)):
                continue
            needed = re.sub(r"[-_.]+", "-", match[0]).lower()
            inner = re.match(r"[\w.-]+\[([\w,\s-]+)\]", line)
            if needed not in seen:
                seen.add(needed)
                wanted.append((needed, set(re.split(r"[,\s]+", inner[1])) if inner else set()))
        if name != "issueflow":
            yield "Python", f"{package.metadata['Name']} {package.version}", of_package(package)


def holds(marker):
    """Whether an environment marker is of this system; those that are not understood count, so that more is listed."""
    marker = marker.strip()
    if not marker:
        return True
    platform = re.fullmatch(r"\(?(?:sys_platform|platform_system|os_name) ([=!]=) ['\"](\w+)['\"]\)?", marker)
    if platform:
        return (platform[2].lower() in (sys.platform, "posix")) == (platform[1] == "==")
    kind = re.fullmatch(r"\(?(?:implementation_name|platform_python_implementation) ([=!]=) ['\"](\w+)['\"]\)?", marker)
    if kind:
        return (kind[2].lower() == sys.implementation.name) == (kind[1] == "==")
    version = re.fullmatch(r"python_version < ['\"]3\.(\d+)['\"]", marker)
    return sys.version_info.minor < int(version[1]) if version else True


def of_package(package):
    data = package.metadata
    if data["Name"].lower() in CHOICES:
        return CHOICES[data["Name"].lower()]
    if data.get("License-Expression"):
        return data["License-Expression"]
    classified = [line.rsplit(" :: ", 1)[1] for line in data.get_all("Classifier") or [] if line.startswith("License ::")]
    classified = [name for name in classified if name != "OSI Approved"]
    if classified:
        return " AND ".join(named(name) for name in classified)
    if data.get("License") and "\n" not in data["License"].strip():
        return named(data["License"])
    for file in package.files or []:
        if re.match(r"(LICEN[SC]E|COPYING)", file.name, re.IGNORECASE) and (found := of_text(file.read_text() or "")):
            return found
    return of_text(data.get("License") or "")


def system_libraries():
    include = subprocess.run(
        ["pkg-config", "--variable=includedir", "gsl"], capture_output=True, text=True).stdout.strip() or "/usr/include"
    # A header carries the licence of the library; Debian's copyright file of it does not name the version.
    for name, file in [
        ("GNU Scientific Library", Path(include) / "gsl/gsl_rng.h"), ("GNU C Library", Path("/usr/include/stdio.h")),
        ("zlib", Path("/usr/include/zlib.h")),
    ]:
        yield "system", name, of_text(file.read_text(errors="replace")) if file.exists() else None
    compiler = subprocess.run(["which", "swift"], capture_output=True, text=True).stdout.strip()
    text = Path(compiler).resolve().parents[1] / "share/swift/LICENSE.txt" if compiler else None
    yield "system", "Swift runtime, Foundation", of_text(text.read_text()) if text and text.exists() else None


def compatible(expression):
    """Whether one side of every OR and all sides of every AND are on the list."""
    if expression is None:
        return False
    expression = re.sub(r" WITH [\w.-]+", "", expression.replace("(", "").replace(")", ""))
    return all(
        any(named(part.strip()) in COMPATIBLE for part in re.split(r" OR ", side)) for side in re.split(r" AND |;", expression))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--extras", default="cluster,sensitivity,pdf,test")
    extras = [name for name in parser.parse_args().extras.split(",") if name]
    rows = [*swift_packages(), *python_packages(extras), *system_libraries()]
    wrong = 0
    for kind, name, licence in sorted(rows, key=lambda row: (row[0].lower(), row[1].lower())):
        is_fine = compatible(licence)
        wrong += not is_fine
        print(f"{kind:7} {name:48} {licence or 'unknown'}{'' if is_fine else '   ← not known to be compatible with GPL-3'}")
    print(f"{len(rows)} parts, {wrong} of them not known to be compatible with GPL-3.0-or-later.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
