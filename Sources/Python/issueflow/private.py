"""Temporary folders of this process: unguessable, private, and gone when it is, even when it is killed."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import weakref
from pathlib import Path
from types import TracebackType


class _Guard:
    """The guardian of this process, started when it is first needed; a fork has one of its own."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0

    def tell(self, line: str) -> None:
        with self._lock:
            if self._owner != os.getpid():
                self._start()
            assert self._process is not None and self._process.stdin is not None
            try:
                self._process.stdin.write(os.fsencode(line) + b"\n")
                self._process.stdin.flush()
            except OSError:
                # Somebody has killed the guardian; what is asked of it from now on is asked of a new one.
                self._owner = 0

    def _start(self) -> None:
        # In a session of its own, so that no signal for this process's group ends it too; with nothing open but the pipe.
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-S", str(Path(__file__).with_name("guardian.py"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",
            start_new_session=True,
        )
        self._owner = os.getpid()

    def end(self) -> None:
        with self._lock:
            if self._owner == os.getpid() and self._process is not None and self._process.stdin is not None:
                try:
                    self._process.stdin.close()
                    self._process.wait(10)
                except (OSError, subprocess.TimeoutExpired):
                    pass
                self._owner = 0


_guard = _Guard()
atexit.register(_guard.end)


def watch_group(group: int) -> None:
    """Has a group of processes killed when this process ends before `forget_group`."""
    _guard.tell(f"+p {group}")


def forget_group(group: int) -> None:
    _guard.tell(f"-p {group}")


def _remove(path: str, owner: int) -> None:
    if owner == os.getpid():
        shutil.rmtree(path, ignore_errors=True)
        _guard.tell(f"-f {path}")


class PrivateFolder:
    """A folder that only this user can enter; it goes with `close`, with this object, or with this process."""

    def __init__(self, prefix: str = "issueflow-", within: Path | None = None):
        name = tempfile.mkdtemp(prefix=prefix, dir=within)
        self.path = Path(name)
        _guard.tell(f"+f {name}")
        self._end = weakref.finalize(self, _remove, name, os.getpid())

    def close(self) -> None:
        self._end()

    def __enter__(self) -> Path:
        return self.path

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
