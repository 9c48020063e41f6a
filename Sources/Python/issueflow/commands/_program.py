"""Becomes the program: for every command that is not of this package."""

from __future__ import annotations

import os
import sys

from issueflow.errors import IssueFlowError

__all__ = ["become"]


def become(words: list[str]) -> int:
    """The program with these words, in this process: its exit code, its signals and its terminal are the caller's own.

    With `--excel` it is a process of its own, and its results are exported when it has ended.

    Gives an exit code only where there is no program that may be run, and says why.
    """
    from issueflow.binary import find

    try:
        program = find()
    except IssueFlowError as problem:
        sys.stderr.write(f"error: {problem.english}\n错误：{problem.chinese}\n")
        return problem.exit_code or 2
    if "--excel" in words:
        from issueflow.commands import _excel

        if _excel.is_asked(words):
            return _excel.run(program, words)
    # What Python has not written yet would be lost.
    sys.stdout.flush()
    sys.stderr.flush()
    os.execv(program, [program, *words])
