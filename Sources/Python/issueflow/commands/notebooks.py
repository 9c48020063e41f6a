"""`issueflow notebooks`: the tutorials as documents with their charts."""

from __future__ import annotations

import argparse

NAME = "notebooks"
HELP = "Serves the four tutorials as documents with their charts, for this machine only. 在本机以文档形式提供四篇教程及其图表。"

#: That of `issueflow.shelf`, which is read only when they are served.
PORT = 8722


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=PORT, help=f"port (default: {PORT}) 端口")


def run(chosen: argparse.Namespace) -> int:
    from issueflow.shelf import application
    from issueflow.whatif.server import serve

    serve(chosen.port, application)
    return 0
