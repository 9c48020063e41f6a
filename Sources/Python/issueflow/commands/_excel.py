"""`--excel` on a command of the program: it runs as always, and then its results are one workbook too."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from issueflow.errors import IssueFlowError

__all__ = ["is_asked", "run"]

#: The commands that write results.
_COMMANDS = frozenset({"run", "check", "compare", "sweep", "search", "merge"})

#: Exit codes of a command that has written what it should: done, not met, undecided, nothing to check.
_WRITTEN = frozenset({0, 1, 4, 5})

#: Folders below the one of all results in which a command may have written.
_DEPTH = 2


def is_asked(words: list[str]) -> bool:
    return bool(words) and words[0] in _COMMANDS and "--excel" in words and not {"-h", "--help"} & set(words)


def run(program: str, words: list[str]) -> int:
    """Runs the program to its end and exports what it wrote; its exit code, or that of the export where this fails."""
    begin = time.time_ns()
    before = signal.signal(signal.SIGINT, _nothing)
    try:
        # The program has the terminal and its Ctrl-C, and says itself how it ends. Only its run knows the word: there it
        # begins the CSV files with the mark that Excel needs.
        own = [word for word in words if word != "--excel" or words[0] == "run"]
        code = subprocess.run([program, *own], check=False).returncode
    finally:
        signal.signal(signal.SIGINT, before)
    if code not in _WRITTEN:
        return 128 - code if code < 0 else code
    from issueflow.exporting import write_workbook
    from issueflow.printable import printable

    for folder in _written(Path(_folder(words)), begin):
        try:
            print(f"Workbook 工作簿: {printable(str(write_workbook(folder).path))}", file=sys.stderr)
        except IssueFlowError as problem:
            print(f"error: {problem.english}\n错误：{problem.chinese}", file=sys.stderr)
            return problem.exit_code or 2
    return code


def _nothing(number: int, frame: object) -> None:
    """Not passed on to the program, as an ignored signal would be."""


def _folder(words: list[str]) -> str:
    """Where the results are: after --out, else in the folder of all results."""
    for place, word in enumerate(words):
        if word in {"-o", "--out"} and place + 1 < len(words):
            return words[place + 1]
        if word.startswith("--out="):
            return word.partition("=")[2]
        if word.startswith("-o") and len(word) > 2 and not word.startswith("--"):
            return word[2:]
    return "results"


def _written(folder: Path, since: int, depth: int = 0) -> Iterator[Path]:
    """Folders of results that were written since a time, in nanoseconds; a disk may round it down to a few milliseconds."""
    manifest = folder / "manifest.json"
    if manifest.is_file():
        if manifest.stat().st_mtime_ns >= since - 20_000_000:
            yield folder
        return
    if depth < _DEPTH and folder.is_dir():
        for name in sorted(os.listdir(folder)):
            if (folder / name).is_dir() and not (folder / name).is_symlink():
                yield from _written(folder / name, since, depth + 1)
