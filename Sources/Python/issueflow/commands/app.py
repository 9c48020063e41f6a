"""`issueflow app`: the page on which measures are tried."""

from __future__ import annotations

import argparse

NAME = "app"
HELP = "Serves the what-if page at http://127.0.0.1:PORT, for this machine only. 仅在本机提供假设分析页面。"

#: That of `issueflow.whatif.server`, which is read only when the page is served.
PORT = 8721


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=PORT, help=f"port (default: {PORT}) 端口")


def run(chosen: argparse.Namespace) -> int:
    from issueflow.whatif.server import serve

    serve(chosen.port)
    return 0
