"""`python -m issueflow` is the command `issueflow`."""

import sys

from issueflow.commands import main

__all__ = ["main"]

if __name__ == "__main__":
    sys.exit(main())
