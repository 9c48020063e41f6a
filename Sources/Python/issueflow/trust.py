"""Whether a file may be run: it and every folder above it belong to this user or to root, and nobody else may write."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from issueflow.errors import IssueFlowError

#: On a Mac, whose members are who may become root.
_ADMINISTRATORS = 80


@cache
def _is_alone_in_group(group: int) -> bool:
    """Whether nobody but this user and root is in a group: then its right to write is theirs.

    Debian makes a group for each user, and keeps one for those who may install, in which nobody is.
    """
    if group == 0 or (sys.platform == "darwin" and group == _ADMINISTRATORS):
        return True
    import grp
    import pwd

    own = {0, os.geteuid()}
    try:
        members = set(grp.getgrgid(group).gr_mem)
    except KeyError:
        return False
    people = pwd.getpwall()
    return all(
        person.pw_uid in own for person in people if person.pw_gid == group or person.pw_name in members
    ) and members <= {person.pw_name for person in people}


@cache
def _owners() -> frozenset[int]:
    """Who may own what is run: root, this user, and who owns this package, whose code runs already."""
    return frozenset({0, os.geteuid(), Path(__file__).stat().st_uid})


def fault(path: Path) -> tuple[str, str] | None:
    """Why a file, a link, or a folder that holds it, could have been put there by another user; None where it could not."""
    for place in (path, *path.parents):
        info = place.lstat()
        if info.st_uid not in _owners():
            return f"{place} belongs to another user", f"{place} 属于其他用户"
        # A link has no rights of its own.
        if stat.S_ISLNK(info.st_mode):
            continue
        is_shared = bool(info.st_mode & stat.S_IWOTH) or (
            bool(info.st_mode & stat.S_IWGRP) and not _is_alone_in_group(info.st_gid)
        )
        # In a folder such as that of temporary files nobody may replace what is not theirs.
        if is_shared and not (place != path and info.st_mode & stat.S_ISVTX):
            return f"other users may write to {place}", f"其他用户可以改写 {place}"
    return None


def _links(path: Path) -> Iterator[Path]:
    """Every link on the way to a file, each by a path that has no other link in it."""
    left = list(reversed(path.absolute().parts))
    at = Path(left.pop())
    while left:
        part = left.pop()
        if part == "..":
            at = at.parent
            continue
        step = at / part
        if not step.is_symlink():
            at = step
            continue
        yield step
        target = Path(os.readlink(step))
        at = Path(target.anchor) if target.is_absolute() else at
        left += reversed(target.parts[1:] if target.is_absolute() else target.parts)


def trusted(path: Path) -> Path:
    """The file itself, links followed, when it may be run.

    Raises IssueFlowError when it is no program, or when another user could have put it there or change it.
    """
    try:
        real = path.resolve(strict=True)
    except (OSError, RuntimeError) as problem:
        raise IssueFlowError(
            f"{path}: there is no program to run", 2, chinese=f"{path}：没有可运行的程序"
        ) from problem
    if not real.is_file() or not os.access(real, os.X_OK):
        raise IssueFlowError(f"{path}: this is no program to run", 2, chinese=f"{path}：不是可运行的程序")
    # A link that somebody else made, or can turn elsewhere, leads to any program of the machine.
    for place in (real, *_links(path)):
        if found := fault(place):
            raise IssueFlowError(
                f"{path} is not run: {found[0]}; install it where only you and root can write",
                2,
                chinese=f"不运行 {path}：{found[1]}；请安装在只有您和 root 可写的位置",
            )
    return real
