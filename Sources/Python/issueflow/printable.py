"""Text that came from elsewhere, made fit for a terminal and for a sentence."""

from __future__ import annotations

import re

#: Controls with which a text could move the cursor, hide itself or turn its direction; tabs and ends of lines are none.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|\r(?!\n)")

#: As much of a cell as a sentence quotes.
CELL = 60

#: As many lines of problems as anybody reads, and no line of more than this.
LINES, LINE = 40, 2_000


def printable(text: str) -> str:
    """The text with a sign for each control in it, so that no terminal obeys it."""
    return _CONTROLS.sub("\ufffd", text.replace("\r\n", "\n").encode("utf-8", "replace").decode("utf-8"))


def cell(value: object) -> str:
    """A value as a sentence quotes it: in quotes, on one line, and no longer than a cell."""
    text = printable(value if isinstance(value, str) else repr(value)).replace("\n", " ").replace("\t", " ")
    return f"'{text}'" if len(text) <= CELL else f"'{text[:CELL]}…'"


def capped(text: str, more: str) -> str:
    """The first lines of a message, and how many more there are; `more` has a place for their number."""
    lines = text.strip().split("\n")
    shown = [line if len(line) <= LINE else line[:LINE] + "…" for line in lines[:LINES]]
    if len(lines) > LINES:
        shown.append(more.format(f"{len(lines) - LINES:,}"))
        # The program's last line is its count of problems.
        shown.append(lines[-1][:LINE])
    return "\n".join(shown)
