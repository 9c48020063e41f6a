"""Reads the arguments of a command of this package, runs it, and says in two languages what went wrong."""

from __future__ import annotations

import argparse
import os
import sys
from importlib import import_module
from typing import NoReturn

from issueflow.errors import IssueFlowError
from issueflow.printable import printable

__all__ = ["call"]


class Parser(argparse.ArgumentParser):
    """A parser that says what may have been meant, in both languages."""

    def error(self, message: str) -> NoReturn:
        from issueflow.language import nearest

        known = [option for action in self._actions for option in action.option_strings]
        near = ("", "")
        for word in message.replace("=", " ").split():
            if word.startswith("--") and word not in known:
                near = nearest(word, known)
                break
        self.print_usage(sys.stderr)
        message = printable(message)
        self.exit(2, f"error: {message}{near[0]}\n错误：参数有误（{message}）{near[1]}\n")


def call(module: str, words: list[str]) -> int:
    """Runs the command that is in a module of this folder; gives its exit code."""
    command = import_module(f"issueflow.commands.{module}")
    parser = Parser(prog=f"issueflow {command.NAME}", description=command.HELP, allow_abbrev=False)
    command.add(parser)
    chosen = parser.parse_args(words)
    try:
        return int(command.run(chosen))
    except IssueFlowError as problem:
        print(f"error: {problem.english}", file=sys.stderr)
        if problem.chinese != problem.english:
            print(f"错误：{problem.chinese}", file=sys.stderr)
        return problem.exit_code or 2
    except BrokenPipeError:
        # Who reads has read enough, as `head` does; what is left to say goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as problem:
        told = printable(str(problem))
        print(f"error: {told}\n错误：{told}", file=sys.stderr)
        return 3
