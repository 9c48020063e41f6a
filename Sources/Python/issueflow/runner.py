"""Starts the program, for everything that does: one way to read it, to stop it, and to say what it said."""

from __future__ import annotations

import json
import os
import queue
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from issueflow.errors import IssueFlowError
from issueflow.private import forget_group, watch_group

#: Exit codes with which the program has done its work: done or met, not met, some runs failed, undecided, nothing to check.
FINISHED = frozenset({0, 1, 4, 5})

#: How the program tells on the error stream how far it is, every ten seconds where that is no terminal.
PROGRESS = re.compile(r"^[A-Z][a-z ]+: (?P<done>\d+) of (?P<total>\d+)(, .*)?$")

#: As many lines of messages as are kept of a program that has no end of them; the rest is counted.
KEPT = 2_000


@dataclass(frozen=True)
class Limits:
    """What a run may take: seconds of the clock, bytes of memory; None is without a limit."""

    seconds: float | None = None
    memory: int | None = None


class Stop:
    """A wish that a run ends, from another thread."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def __call__(self) -> None:
        self._event.set()

    @property
    def is_wanted(self) -> bool:
        return self._event.is_set()


class Stopped(IssueFlowError):
    """A run was ended because somebody asked for it, or because its time was over."""


@dataclass(frozen=True)
class Said:
    """How the program ended, and what it printed on either stream, without the lines of progress."""

    code: int
    printed: str
    message: str


def _read(stream: IO[bytes], name: str, lines: queue.SimpleQueue[tuple[str, str | None]]) -> None:
    """Every line of a stream, as UTF-8 whatever the locale is, so that the program never waits for a full pipe."""
    with stream:
        for line in stream:
            lines.put((name, line.decode("utf-8", "replace")))
    lines.put((name, None))


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends the program and whatever it started: as Ctrl-C does, then for good."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGINT)
        patience = time.monotonic() + 1.5
        # Not yet taken note of, so that its number is nobody else's while its group is ended.
        seen = os.WEXITED | os.WNOHANG | os.WNOWAIT
        while os.waitid(os.P_PID, process.pid, seen) is None and time.monotonic() < patience:
            time.sleep(0.02)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def start(
    binary: str,
    arguments: Sequence[str],
    *,
    on_line: Callable[[str], None] | None = None,
    on_progress: Callable[[int, int], None] | None = None,
    limits: Limits = Limits(),
    stop: Stop | None = None,
) -> Said:
    """Runs the program to its end. `on_line` gets what it prints as it comes, `on_progress` how far it is.

    Both are called on this thread. However this ends, with an error or an interruption too, the program has ended.
    """
    launcher = [sys.executable, "-I", "-S", str(Path(__file__).with_name("launch.py"))]
    process = subprocess.Popen(
        [*launcher, str(os.getpid()), str(limits.memory or 0), binary, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    printed: list[str] = []
    message: list[str] = []
    dropped = 0
    try:
        watch_group(process.pid)
        lines: queue.SimpleQueue[tuple[str, str | None]] = queue.SimpleQueue()
        assert process.stdout is not None and process.stderr is not None
        for name, stream in (("printed", process.stdout), ("message", process.stderr)):
            threading.Thread(target=_read, args=(stream, name, lines), daemon=True).start()
        until = None if limits.seconds is None else time.monotonic() + limits.seconds
        is_open = 2
        while is_open:
            if stop is not None and stop.is_wanted:
                raise Stopped("stopped", 130, chinese="已停止")
            if until is not None and time.monotonic() > until:
                raise Stopped(
                    f"ended after {limits.seconds:g} s, the time that it was given", 3,
                    chinese=f"已用完所给的 {limits.seconds:g} 秒，运行已结束",
                )
            try:
                name, line = lines.get(timeout=0.1)
            except queue.Empty:
                continue
            if line is None:
                is_open -= 1
            elif name == "printed":
                if on_line is not None:
                    on_line(line)
                else:
                    printed.append(line)
            elif on_progress is not None and (told := PROGRESS.match(line)):
                on_progress(int(told["done"]), int(told["total"]))
            elif len(message) < KEPT:
                message.append(line)
            else:
                dropped += 1
                last = line
        code = process.wait()
    finally:
        _end(process)
        forget_group(process.pid)
    if dropped:
        message += [f"… and {dropped:,} more lines\n", last]
    return Said(code, "".join(printed), "".join(message))


def call(
    binary: str,
    arguments: Sequence[str],
    finished: Collection[int] = FINISHED,
    lang: str = "en",
    *,
    on_line: Callable[[str], None] | None = None,
    on_progress: Callable[[int, int], None] | None = None,
    limits: Limits = Limits(),
    stop: Stop | None = None,
) -> str:
    """Runs the program and returns what it printed, in a language.

    Raises IssueFlowError with the program's own message when it ends otherwise than in `finished`.
    """
    said = start(
        binary, [*arguments, "--lang", lang], on_line=on_line, on_progress=on_progress, limits=limits, stop=stop
    )
    if said.code not in finished:
        if said.code < 0:
            name = signal.Signals(-said.code).name if -said.code in set(signal.Signals) else str(-said.code)
            raise IssueFlowError(
                said.message.strip() or f"issueflow was killed ({name})", 3,
                chinese=said.message.strip() or f"issueflow 被终止（{name}）",
            )
        raise IssueFlowError(said.message.strip() or f"issueflow ended with {said.code}", said.code)
    return said.printed


def document(binary: str, arguments: Sequence[str]) -> dict[str, Any]:
    """The JSON object that the program prints."""
    printed = call(binary, [*arguments, "--json"])
    try:
        found = json.loads(printed)
    except ValueError as problem:
        raise IssueFlowError(
            f"{binary}: what it printed cannot be read ({problem})", 3, chinese=f"{binary}：无法读取其输出（{problem}）"
        ) from problem
    if not isinstance(found, dict):
        raise IssueFlowError(f"{binary}: it printed no object", 3, chinese=f"{binary}：其输出不是对象")
    return found


def plan(binary: str, design: str, options: Sequence[str] = ()) -> dict[str, Any]:
    """What a sweep would do: its hash, the build of the program, points, runs, and every file that it reads."""
    return document(binary, ["sweep", design, "--dry-run", *options])
