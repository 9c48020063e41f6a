"""Whether files are those that the program wrote: datapackage.json holds a digest of each, and a seal of itself."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import BinaryIO

from issueflow.errors import IssueFlowError

#: The last entry of datapackage.json: the SHA-256 of all that stands before it.
_SEAL = re.compile(rb',\n  "seal": "sha256:(?P<digits>[0-9a-f]{64})"\n}\n\Z')
_PIECE = 1 << 20


def changed(path: Path) -> IssueFlowError:
    """What is told of a file that is another than the program wrote."""
    return IssueFlowError(
        f"{path}: it was changed after the program wrote it (another digest in datapackage.json); run the study again, or, if "
        "it was changed on purpose, read it as it is: changed=True, or issueflow report --changed", 2,
        chinese=f"{path}：程序写出后被改动（与 datapackage.json 中的摘要不符）；请重新运行；若为有意修改，"
        "请用 changed=True 或 issueflow report --changed 照原样读取",
    )


def check(path: Path, file: BinaryIO, size: int | None, digest: str) -> None:
    """Raises IssueFlowError when an open file, read from its begin, has another size or digest, such as `sha256:…`."""
    found, count = hashlib.sha256(), 0
    file.seek(0)
    while piece := file.read(_PIECE):
        found.update(piece)
        count += len(piece)
    if (size is not None and count != size) or digest != f"sha256:{found.hexdigest()}":
        raise changed(path)


def is_sealed(package: bytes) -> bool:
    """Whether a data package ends with the seal of all that it holds."""
    seal = _SEAL.search(package)
    return seal is not None and hashlib.sha256(package[: seal.start()]).hexdigest() == seal["digits"].decode()
