"""Finding the program and calling it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from issueflow.errors import IssueFlowError

VARIABLE = "ISSUEFLOW_BINARY"

#: Exit codes with which the program has done its work: done or met, not met, some runs failed, undecided, nothing to check.
FINISHED = {0, 1, 4, 5}

#: How the program tells on the error stream how far it is, every ten seconds where that is no terminal.
PROGRESS = re.compile(r"^[A-Z][a-z ]+: (?P<done>\d+) of (?P<total>\d+)(, .*)?$")


def find(binary: str | os.PathLike | None = None) -> str:
    """The path of the program: the one given, $ISSUEFLOW_BINARY, on the PATH, or the build of an enclosing checkout."""
    if binary is not None:
        if os.access(binary, os.X_OK):
            return str(Path(binary).resolve())
        raise IssueFlowError(f"{binary}: there is no program to run")
    if named := os.environ.get(VARIABLE):
        return find(named)
    if on_path := shutil.which("issueflow"):
        return on_path
    for folder in [Path.cwd(), *Path.cwd().parents, *Path(__file__).resolve().parents]:
        built = folder / ".build" / "release" / "issueflow"
        if os.access(built, os.X_OK):
            return str(built)
    raise IssueFlowError(
        f"issueflow is not on the PATH: build it with `make build`, or name it in {VARIABLE} or with binary="
    )


def call(binary: str, arguments: Sequence[str], finished: set[int] = FINISHED, lang: str = "en") -> str:
    """Runs the program and returns what it printed, in a language.

    Raises IssueFlowError with the program's own message when it ends otherwise than in `finished`.
    """
    done = subprocess.run([binary, *arguments, "--lang", lang], capture_output=True, text=True, check=False)
    if done.returncode not in finished:
        raise IssueFlowError(done.stderr.strip() or f"issueflow ended with {done.returncode}", done.returncode)
    return done.stdout


def events(binary: str, arguments: Sequence[str], finished: set[int] = FINISHED) -> Iterator[dict]:
    """Runs the program and yields the JSON objects that it prints, one a line, as they come."""
    command = [binary, *arguments, "--json", "--lang", "en"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        for line in process.stdout:
            yield json.loads(line)
        message = process.stderr.read()
        code = process.wait()
    if code not in finished:
        raise IssueFlowError(message.strip() or f"issueflow ended with {code}", code)


def watch(
    binary: str, arguments: Sequence[str], progress: Callable[[int, int], None], finished: set[int] = FINISHED
) -> str:
    """Runs the program, says how many parts of the work are done as it says so, and returns what it printed.

    Raises IssueFlowError with the program's own message, without the lines of progress.
    """
    command = [binary, *arguments, "--lang", "en"]
    printed: list[str] = []
    message: list[str] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        # Both streams are read, so that the program never waits for a full pipe.
        reader = threading.Thread(target=lambda: printed.append(process.stdout.read()))
        reader.start()
        try:
            for line in process.stderr:
                if told := PROGRESS.match(line):
                    progress(int(told["done"]), int(told["total"]))
                else:
                    message.append(line)
        except BaseException:
            process.terminate()
            raise
        finally:
            reader.join()
        code = process.wait()
    if code not in finished:
        raise IssueFlowError("".join(message).strip() or f"issueflow ended with {code}", code)
    return "".join(printed)


def plan(binary: str, design: str, options: Sequence[str] = ()) -> dict:
    """What a sweep would do: its hash, the build of the program, points, runs, and every file that it reads."""
    return json.loads(call(binary, ["sweep", design, "--dry-run", "--json", *options]))
