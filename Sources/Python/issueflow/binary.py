"""Which program is run, and that it is of one release with this package."""

from __future__ import annotations

import os
from pathlib import Path

from issueflow import runner
from issueflow.errors import IssueFlowError
from issueflow.runner import plan
from issueflow.trust import trusted
from issueflow.version import VERSION

__all__ = ["VARIABLE", "find", "plan"]

VARIABLE = "ISSUEFLOW_BINARY"
PROGRAM = "issueflow"

#: Programs that have said that they belong to this package: by place, time and size.
_known: dict[tuple[str, int, int, int], None] = {}


def find(binary: str | os.PathLike[str] | None = None) -> str:
    """The path of the program: the one given, $ISSUEFLOW_BINARY, the build of the checkout this package is in, the PATH.

    The working folder is looked at only when `binary` names a place in it. Raises IssueFlowError where there is none,
    where another user could have put it there, and where it is of another release than this package.
    """
    return _belonging(trusted(_place(binary)))


def _place(binary: str | os.PathLike[str] | None) -> Path:
    if binary is not None:
        return Path(binary)
    if named := os.environ.get(VARIABLE):
        if not os.path.isabs(named):
            raise IssueFlowError(
                f"{VARIABLE}: {named} would be another program in every folder; give its whole path", 2,
                chinese=f"{VARIABLE}：{named} 在每个文件夹中所指不同；请给出完整路径",
            )
        return Path(named)
    if built := _checkout():
        return built
    if on_path := _on_path():
        return on_path
    raise IssueFlowError(
        f"issueflow is not on the PATH: build it with `make build`, or name it in {VARIABLE} or with binary=", 2,
        chinese=f"PATH 中没有 issueflow：请用 `make build` 构建，或用 {VARIABLE} 或 binary= 指明",
    )


def _checkout() -> Path | None:
    """The build of the checkout whose `Sources/Python` this package is in; an installed package is in none."""
    package = Path(__file__).resolve().parent
    if package.parts[-3:-1] != ("Sources", "Python") or len(package.parents) < 3:
        return None
    root = package.parents[2]
    built = root / ".build" / "release" / PROGRAM
    return built if (root / "Package.swift").is_file() and os.access(built, os.X_OK) else None


def _on_path() -> Path | None:
    """As a shell finds it, but that an entry which is no whole path, such as an empty one, means no folder."""
    for entry in os.environ.get("PATH", os.defpath).split(os.pathsep):
        place = Path(entry, PROGRAM)
        if os.path.isabs(entry) and place.is_file() and os.access(place, os.X_OK):
            return place
    return None


def _belonging(program: Path) -> str:
    """The program, when its version is that of this package."""
    info = program.stat()
    key = (str(program), info.st_ino, info.st_mtime_ns, info.st_size)
    if key not in _known:
        said = runner.start(str(program), ["--version"], limits=runner.Limits(seconds=30))
        version = said.printed.strip()
        if said.code != 0 or version != VERSION:
            told = version.split("\n")[0][:40] or f"exit code {said.code}"
            raise IssueFlowError(
                f"{program}: it says {told!r}, and this package goes with {VERSION}; install both from one release", 2,
                chinese=f"{program}：其版本为 {told!r}，而本包与 {VERSION} 配套；请从同一版本安装",
            )
        _known[key] = None
    return str(program)
