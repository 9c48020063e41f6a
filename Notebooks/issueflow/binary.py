"""Finding the program and calling it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from issueflow.errors import IssueFlowError

VARIABLE = "ISSUEFLOW_BINARY"

#: Exit codes with which the program has done its work: done or met, not met, some runs failed, undecided, nothing to check.
FINISHED = {0, 1, 4, 5}


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


def call(binary: str, arguments: Sequence[str], finished: set[int] = FINISHED) -> str:
    """Runs the program and returns what it printed.

    Raises IssueFlowError with the program's own message when it ends otherwise than in `finished`.
    """
    done = subprocess.run([binary, *arguments, "--lang", "en"], capture_output=True, text=True, check=False)
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


def plan(binary: str, design: str, options: Sequence[str] = ()) -> dict:
    """What a sweep would do: its hash, the build of the program, points, runs, and every file that it reads."""
    return json.loads(call(binary, ["sweep", design, "--dry-run", "--json", *options]))
