"""What can go wrong."""


class IssueFlowError(Exception):
    """The program ended with an error; its own words are the message.

    `exit_code`: 2 wrong arguments or files, 3 an internal error or a full disk, 130 interrupted; None when it never ran.
    """

    def __init__(self, message: str, exit_code: int | None = None):
        super().__init__(message)
        self.exit_code = exit_code
