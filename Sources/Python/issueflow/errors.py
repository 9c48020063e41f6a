"""What can go wrong."""

from __future__ import annotations


class IssueFlowError(Exception):
    """The program ended with an error, and its own words are the message; or this package has one, in both languages.

    `exit_code`: 2 wrong arguments or files, 3 an internal error or a full disk, 130 interrupted; None when it never ran.
    `english` and `chinese` are the message in one language; they are the same where the program spoke.
    """

    def __init__(self, message: str, exit_code: int | None = None, *, chinese: str | None = None):
        super().__init__(message if chinese is None else f"{message}\n{chinese}")
        self.exit_code = exit_code
        self.english = message
        self.chinese = message if chinese is None else chinese
