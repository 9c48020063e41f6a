"""`issueflow whatif`: what `issueflow app` was called first."""

from issueflow.commands.app import HELP, add, run

__all__ = ["HELP", "NAME", "add", "run"]

NAME = "whatif"
