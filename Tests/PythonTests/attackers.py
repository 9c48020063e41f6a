"""What attacks are made with: a program of one's own, and a stranger with an account."""

import os
from pathlib import Path

import pytest

import issueflow

PACKAGE = Path(issueflow.__file__).parents[1]
#: Another user of this machine, of whom nothing else is known.
STRANGER = 65534

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can make files of another user")


def script(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path
