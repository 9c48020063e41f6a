"""Files that this package writes: whole or not at all, through no link, and over nothing that it did not make itself."""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

from issueflow.errors import IssueFlowError

#: In how much of a file its mark must stand.
_HEAD = 16_384


def _rights() -> int:
    """What the user's umask leaves of a new file's rights."""
    mask = os.umask(0o077)
    os.umask(mask)
    return 0o666 & ~mask


_RIGHTS = _rights()


def _refused(path: Path, english: str, chinese: str) -> IssueFlowError:
    return IssueFlowError(f"{path}: {english}", 2, chinese=f"{path}：{chinese}")


@contextlib.contextmanager
def _folder(path: Path) -> Iterator[int]:
    """The folder itself, so that what happens to its name meanwhile changes nothing."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError as problem:
        raise _refused(
            path, f"there is no folder to write to ({problem.strerror})", f"没有可写入的文件夹（{problem.strerror}）"
        ) from problem
    try:
        yield handle
    finally:
        os.close(handle)


def own_folder(path: Path) -> Path:
    """Makes a folder where there is none; raises IssueFlowError where there is a link, a file, or another user's folder."""
    with contextlib.suppress(FileExistsError):
        path.mkdir()
    info = path.lstat()
    if not stat.S_ISDIR(info.st_mode):
        raise _refused(path, "this is no folder, and nothing is written through it", "这不是文件夹，不经由它写入")
    if info.st_uid != os.geteuid():
        raise _refused(path, "this folder belongs to another user", "该文件夹属于其他用户")
    return path


def check(path: Path, is_ours: Callable[[bytes], bool]) -> None:
    """Raises IssueFlowError when a file may not be written: it is a link, or something that this package did not make."""
    with _folder(path.parent) as folder:
        _check(path, folder, is_ours)


def _check(path: Path, folder: int, is_ours: Callable[[bytes], bool]) -> None:
    try:
        handle = os.open(path.name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=folder)
    except FileNotFoundError:
        return
    except OSError as problem:
        raise _refused(
            path, f"it is a link or cannot be read ({problem.strerror}), and is not written over; name another file",
            f"它是链接或无法读取（{problem.strerror}），不予覆盖；请另选文件名",
        ) from problem
    with os.fdopen(handle, "rb") as file:
        info = os.fstat(file.fileno())
        if not stat.S_ISREG(info.st_mode) or info.st_uid != os.geteuid() or not is_ours(file.read(_HEAD)):
            raise _refused(
                path, "there is a file that issueflow did not make, and it is not written over; name another or move it",
                "已有并非 issueflow 所写的文件，不予覆盖；请另选文件名或移走它",
            )


def write(path: Path, content: bytes, is_ours: Callable[[bytes], bool]) -> None:
    """Writes a file whole or not at all; one that is there is replaced when its first bytes say that it is ours."""
    with _folder(path.parent) as folder:
        _check(path, folder, is_ours)
        draft = f".issueflow-{secrets.token_hex(12)}"
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
        try:
            handle = os.open(draft, flags, 0o600, dir_fd=folder)
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fchmod(file.fileno(), _RIGHTS)
            os.rename(draft, path.name, src_dir_fd=folder, dst_dir_fd=folder)
        except OSError as problem:
            raise IssueFlowError(
                f"{path}: it could not be written ({problem.strerror}); nothing is left of it", 3,
                chinese=f"{path}：无法写入（{problem.strerror}）；未留下任何内容",
            ) from problem
        finally:
            with contextlib.suppress(OSError):
                os.unlink(draft, dir_fd=folder)
