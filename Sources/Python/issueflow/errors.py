"""What can go wrong."""

from __future__ import annotations

from issueflow.printable import capped, printable


class IssueFlowError(Exception):
    """The program ended with an error, and its own words are the message; or this package has one, in both languages.

    `exit_code`: 2 wrong arguments or files, 3 an internal error or a full disk, 130 interrupted; None when it never ran.
    `english` and `chinese` are the message in one language; they are the same where the program spoke. No message holds
    controls that a terminal obeys, and none is longer than forty lines: the rest is counted.
    """

    def __init__(self, message: str, exit_code: int | None = None, *, chinese: str | None = None):
        self.exit_code = exit_code
        self.english = capped(printable(message), "… and {} more lines")
        self.chinese = self.english if chinese is None else capped(printable(chinese), "……另有 {} 行")
        super().__init__(self.english if chinese is None else f"{self.english}\n{self.chinese}")

    def __reduce__(self) -> tuple[object, ...]:
        """Whole when it comes back from a worker."""
        return _again, (type(self), self.english, self.exit_code, self.chinese)


def _again(kind: type[IssueFlowError], english: str, exit_code: int | None, chinese: str) -> IssueFlowError:
    return kind(english, exit_code, chinese=None if chinese == english else chinese)
