#!/usr/bin/env python3
"""Prints the licences of all that is linked into the program, as they ask to be handed on with it.

    notices.py CHECKOUTS > NOTICES.txt

CHECKOUTS has the sources of the Swift packages. A licence that is not found is told, and is an error.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

#: Of the C library and that of C++ nothing is inside: they are the system's.
GSL = "GNU Scientific Library: GNU General Public License, version 3 or later, as IssueFlow itself (LICENSE)."
ICU = (
    "ICU, in Foundation of Swift: Copyright © 2016-2025 Unicode, Inc. Unicode License v3, "
    "https://www.unicode.org/license.txt (SPDX: Unicode-3.0)."
)


def swift_licence() -> Path:
    """Beside the compiler, as it was installed."""
    compiler = shutil.which("swift")
    if compiler is None:
        sys.exit("there is no swift on the PATH")
    return Path(compiler).resolve().parents[1] / "share" / "swift" / "LICENSE.txt"


def zlib_licence() -> str:
    """The comment that zlib.h begins with."""
    include = subprocess.run(["pkg-config", "--variable=includedir", "zlib"], capture_output=True, text=True).stdout.strip()
    text = (Path(include or "/usr/include") / "zlib.h").read_text(encoding="utf-8", errors="replace")
    found = re.search(r"Copyright \(C\).*?jloup@gzip\.org", text, re.DOTALL)
    if found is None:
        sys.exit("zlib.h does not begin with its licence")
    return found[0]


def main() -> None:
    checkouts = Path(sys.argv[1])
    parts = {
        "Swift: standard library, Foundation, Dispatch": swift_licence(),
        "swift-argument-parser": checkouts / "swift-argument-parser" / "LICENSE.txt",
        "Yams, with LibYAML": checkouts / "Yams" / "LICENSE",
    }
    print("What is linked into the program `issueflow`, beside its own code, and under which licences.\n")
    print(GSL + "\n\n" + ICU)
    for name, file in parts.items():
        print(f"\n{'=' * 80}\n{name}\n{'=' * 80}\n\n{file.read_text(encoding='utf-8').strip()}")
    print(f"\n{'=' * 80}\nzlib\n{'=' * 80}\n\n{zlib_licence()}")


if __name__ == "__main__":
    main()
