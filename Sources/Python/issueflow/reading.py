"""Files that came from elsewhere: regular ones only, of a size that is none to be afraid of."""

from __future__ import annotations

import json
import math
import os
import stat
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

from issueflow.errors import IssueFlowError
from issueflow.printable import cell

#: Bytes of a document, and of a table; rows of every visit of a year in a large city are the largest that are written.
DOCUMENT, TABLE = 64 << 20, 8 << 30


def file_name(name: object) -> str | None:
    """A name that is one of a file in a folder, and no way out of it; None otherwise."""
    is_name = isinstance(name, str) and name not in {"", ".", ".."} and not set(name) & {"/", "\\", "\0"}
    return name if isinstance(name, str) and is_name else None


def open_regular(path: Path, limit: int) -> BinaryIO:
    """Opens a regular file for reading: no link, no device, no pipe that never ends, nothing larger than a limit.

    Raises IssueFlowError otherwise, and when it is not there.
    """
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError as problem:
        raise IssueFlowError(
            f"{path}: the file is missing; run the study again", 2, chinese=f"{path}：文件缺失；请重新运行"
        ) from problem
    except OSError as problem:
        if path.is_symlink():
            raise IssueFlowError(
                f"{path}: this is a link to somewhere else, and is not followed; copy the file itself", 2,
                chinese=f"{path}：这是指向别处的链接，不予读取；请复制文件本身",
            ) from problem
        raise IssueFlowError(
            f"{path}: the file cannot be read ({problem.strerror}); copy the folder again", 2,
            chinese=f"{path}：文件无法读取（{problem.strerror}）；请重新复制文件夹",
        ) from problem
    info = os.fstat(handle)
    if not stat.S_ISREG(info.st_mode):
        os.close(handle)
        raise IssueFlowError(f"{path}: this is no file of results", 2, chinese=f"{path}：不是结果文件")
    if info.st_size > limit:
        os.close(handle)
        raise IssueFlowError(
            f"{path}: it has {info.st_size / 1e6:,.0f} MB, and {limit / 1e6:,.0f} MB are read at most", 2,
            chinese=f"{path}：大小为 {info.st_size / 1e6:,.0f} MB，最多读取 {limit / 1e6:,.0f} MB",
        )
    return os.fdopen(handle, "rb")


def content(path: Path, limit: int = DOCUMENT) -> bytes:
    """All bytes of a regular file."""
    try:
        with open_regular(path, limit) as file:
            return file.read(limit + 1)[:limit]
    except OSError as problem:
        raise damaged(path, str(problem.strerror)) from problem


def damaged(path: Path, why: str) -> IssueFlowError:
    return IssueFlowError(
        f"{path}: the file is damaged ({why}); run the study again", 2,
        chinese=f"{path}：文件已损坏（{why}）；请重新运行",
    )


class _Unreadable(ValueError):
    pass


def _no_constant(word: str) -> NoReturn:
    raise _Unreadable(f"{word} is no number")


def _number(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise _Unreadable(f"{cell(text)} is no number")
    return number


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _Unreadable(f"{cell(twice)} stands in it twice")
    return found


def document(path: Path) -> dict[str, Any]:
    """A JSON file that must hold an object, without a name that stands in it twice and without a number that is none."""
    return parsed(path, content(path))


def parsed(path: Path, read: bytes) -> dict[str, Any]:
    """As `document`, of what was read already."""
    try:
        found = json.loads(
            read.decode("utf-8-sig"), parse_constant=_no_constant, parse_float=_number, object_pairs_hook=_object
        )
    except _Unreadable as problem:
        raise damaged(path, str(problem)) from problem
    except json.JSONDecodeError as problem:
        raise damaged(path, f"line {problem.lineno}, column {problem.colno}: {problem.msg}") from problem
    except UnicodeDecodeError as problem:
        raise damaged(path, f"byte {problem.start + 1} is no UTF-8") from problem
    except (ValueError, RecursionError) as problem:
        raise damaged(path, "a number or a nesting in it has no end") from problem
    if not isinstance(found, dict):
        raise IssueFlowError(
            f"{path}: it holds {type(found).__name__}, and an object is expected; run the study again", 2,
            chinese=f"{path}：内容应为对象，实为 {type(found).__name__}；请重新运行",
        )
    return found
