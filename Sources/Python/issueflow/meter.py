"""Progress on a terminal."""

from __future__ import annotations

import sys
import time


class Meter:
    """How many points are done, with the time that is left, on a terminal only."""

    def __init__(self, wanted: bool = True):
        self.shown = wanted and sys.stderr.isatty()
        self.begin = time.monotonic()

    def show(self, done: int, total: int) -> None:
        if not self.shown or not total:
            return
        left = (time.monotonic() - self.begin) / max(1, done) * (total - done)
        sys.stderr.write(f"\r\033[2K{done} of {total} points, about {left:.0f} s left")
        sys.stderr.flush()

    def end(self) -> None:
        if self.shown:
            sys.stderr.write("\r\033[2K")
