"""`python -m issueflow`: what this package does from a command line."""

from __future__ import annotations

import argparse
import sys

from issueflow.errors import IssueFlowError


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m issueflow", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    whatif = commands.add_parser("whatif", help="serve the what-if page on this machine 在本机提供假设分析页面")
    whatif.add_argument("--port", type=int, default=8721, help="port on 127.0.0.1 本机端口 (8721)")
    chosen = parser.parse_args(arguments)
    try:
        from issueflow.whatif import server

        server.serve(chosen.port)
    except IssueFlowError as error:
        print(error, file=sys.stderr)
        return error.exit_code or 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
