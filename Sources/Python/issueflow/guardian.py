"""Cleans up behind a process that has ended, however it did: its temporary folders go, and what it had started.

    python -I -S guardian.py

Reads lines until the pipe ends, which is when the process has: `+f FOLDER` and `+p GROUP` begin something to clean up,
`-f FOLDER` and `-p GROUP` end it. A process of its own, because one that is killed can do nothing any more.
"""

import contextlib
import os
import shutil
import signal
import sys


def _kill(group: str) -> None:
    with contextlib.suppress(OSError, ValueError):
        os.killpg(int(group), signal.SIGKILL)


def _remove(folder: str) -> None:
    # What is being killed may still write for a moment.
    for _ in range(50):
        shutil.rmtree(folder, ignore_errors=True)
        if not os.path.lexists(folder):
            return


def main() -> None:
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        signal.signal(getattr(signal, name), signal.SIG_IGN)
    left: dict[str, dict[str, None]] = {"f": {}, "p": {}}
    for line in sys.stdin.buffer:
        sign, kind, what = chr(line[0]), chr(line[1]), os.fsdecode(line[3:].rstrip(b"\n"))
        if sign == "+":
            left[kind][what] = None
        else:
            left[kind].pop(what, None)
    for group in left["p"]:
        _kill(group)
    for folder in left["f"]:
        _remove(folder)


if __name__ == "__main__":
    main()
