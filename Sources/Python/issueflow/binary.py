"""Which program is run, and that it is of one release with this package."""

from __future__ import annotations

import os
from pathlib import Path

from issueflow.errors import IssueFlowError
from issueflow.trust import trusted
from issueflow.version import VERSION

__all__ = ["VARIABLE", "find"]

VARIABLE = "ISSUEFLOW_BINARY"
PROGRAM = "issueflow"

#: Where a wheel has the program.
INSIDE = Path(__file__).with_name("program") / PROGRAM

#: Programs that have said that they belong to this package: by place, time and size.
_known: dict[tuple[str, int, int, int], None] = {}


def find(binary: str | os.PathLike[str] | None = None) -> str:
    """The path of the program: the one given, $ISSUEFLOW_BINARY, the one inside this package, the build of the checkout
    this package is in, the PATH.

    The working folder is looked at only when `binary` names a place in it. Raises IssueFlowError where there is none,
    where another user could have put it there, and where it is of another release than this package. (The one inside is
    of this release by the way it came: it is not asked, since `issueflow run` would start it twice.)
    """
    place = _place(binary)
    program = trusted(place)
    if is_own_command(program):
        raise IssueFlowError(
            f"{place}: this is the command of a Python package, not the program itself; name the program", 2,
            chinese=f"{place}：这是 Python 包的命令，不是程序本身；请指明程序",
        )
    return str(program) if place == INSIDE else _belonging(program)


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
    if INSIDE.exists():
        return INSIDE
    if built := _checkout():
        return built
    if on_path := _on_path():
        return on_path
    raise IssueFlowError(
        f"there is no program in this package, and issueflow is not on the PATH: install a wheel that has it (`make wheel`), "
        f"build it with `make build`, or name it in {VARIABLE} or with binary=", 2,
        chinese=f"本包内没有程序，PATH 中也没有 issueflow：请安装含程序的 wheel（`make wheel`），用 `make build` 构建，"
        f"或用 {VARIABLE} 或 binary= 指明",
    )


def is_own_command(path: Path) -> bool:
    """Whether a file is the command `issueflow` that pip makes for this package: as the program it would start itself."""
    try:
        with path.open("rb") as file:
            start = file.read(4096)
    except OSError:
        return False
    return b"from issueflow.commands import" in start and not start.startswith(b"\x7fELF")


def _checkout() -> Path | None:
    """The build of the checkout whose `Sources/Python` this package is in; an installed package is in none."""
    package = Path(__file__).resolve().parent
    if package.parts[-3:-1] != ("Sources", "Python") or len(package.parents) < 3:
        return None
    root = package.parents[2]
    built = root / ".build" / "release" / PROGRAM
    return built if (root / "Package.swift").is_file() and os.access(built, os.X_OK) else None


def _on_path() -> Path | None:
    """As a shell finds it, but that an entry which is no whole path, such as an empty one, means no folder, and that the
    command of this package is passed over.
    """
    for entry in os.environ.get("PATH", os.defpath).split(os.pathsep):
        place = Path(entry, PROGRAM)
        if os.path.isabs(entry) and place.is_file() and os.access(place, os.X_OK) and not is_own_command(place):
            return place
    return None


def _belonging(program: Path) -> str:
    """The program, when its version is that of this package."""
    info = program.stat()
    key = (str(program), info.st_ino, info.st_mtime_ns, info.st_size)
    if key not in _known:
        from issueflow import runner

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
