"""Serves the what-if page on this machine, to this machine's browser, and to no other site that it has open.

marimo's own server takes any Host and any Origin: a page of another site could open its socket, or have its own name
point here (DNS rebinding). So its application is put behind a check of both, and listens on the loopback address only.
"""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Awaitable, Callable, MutableMapping
from pathlib import Path
from typing import Any

from issueflow.errors import IssueFlowError

HOST = "127.0.0.1"
PORT = 8721

Scope = MutableMapping[str, Any]
Application = Callable[[Scope, Callable, Callable], Awaitable[None]]

#: The page may load nothing from elsewhere, whatever a library under it would like.
POLICY = "; ".join(
    [
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob: data:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "worker-src 'self' blob:",
        "connect-src 'self' data: blob: ws://{host}",
        "frame-ancestors 'none'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
    ]
)


class Loopback:
    """Lets requests through that were made to this machine's own name, by its own page."""

    def __init__(self, application: Application, port: int):
        self.application = application
        self.hosts = {f"{name}:{port}" for name in (HOST, "localhost")}

    def refusal(self, scope: Scope) -> str | None:
        """Why a request is not answered; None when it is."""
        headers = [(name.lower(), value.decode("latin-1")) for name, value in scope["headers"]]
        hosts = [value for name, value in headers if name == b"host"]
        origins = [value for name, value in headers if name == b"origin"]
        sites = [value for name, value in headers if name == b"sec-fetch-site"]
        if len(hosts) != 1 or hosts[0].lower() not in self.hosts:
            return "this page is for http://127.0.0.1 or http://localhost only"
        if any(origin.lower() != f"http://{hosts[0].lower()}" for origin in origins):
            return "another site may not use this page"
        if scope["type"] == "websocket" and len(origins) != 1:
            return "a socket is opened by this page only"
        # A link from elsewhere may open the page; nothing elsewhere may embed it or read from it.
        modes = [value for name, value in headers if name == b"sec-fetch-dest"]
        is_visit = scope["type"] == "http" and scope["method"] == "GET" and modes == ["document"]
        if any(site in ("cross-site", "same-site") for site in sites) and not is_visit:
            return "another site may not use this page"
        return None

    async def __call__(self, scope: Scope, receive: Callable, send: Callable) -> None:
        if scope["type"] not in ("http", "websocket"):
            return await self.application(scope, receive, send)
        reason = self.refusal(scope)
        if reason is None:
            return await self.application(scope, receive, self._guarded(scope, send))
        if scope["type"] == "websocket":
            await receive()
            return await send({"type": "websocket.close", "code": 1008, "reason": reason})
        plain = [(b"content-type", b"text/plain; charset=utf-8")]
        await send({"type": "http.response.start", "status": 403, "headers": plain})
        await send({"type": "http.response.body", "body": f"{reason}\n".encode()})

    def _guarded(self, scope: Scope, send: Callable) -> Callable:
        host = next(value for name, value in scope["headers"] if name.lower() == b"host").decode("latin-1")

        async def guarded(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                kept = [
                    (name, value)
                    for name, value in message.get("headers", [])
                    if not name.lower().startswith(b"access-control-")
                ]
                kept += [
                    (b"content-security-policy", POLICY.replace("{host}", host).encode()),
                    (b"x-frame-options", b"DENY"),
                    (b"x-content-type-options", b"nosniff"),
                    (b"referrer-policy", b"no-referrer"),
                    (b"cross-origin-resource-policy", b"same-origin"),
                ]
                message = {**message, "headers": kept}
            await send(message)

        return guarded


def notebook() -> Path:
    """The file of the page."""
    return Path(__file__).with_name("notebook.py")


def application(port: int = PORT) -> Application:
    """The page as an ASGI application for a port, behind the check."""
    # Nothing is asked of the network, whichever way marimo is started.
    os.environ["MARIMO_SKIP_UPDATE_CHECK"] = "1"
    try:
        import marimo
    except ImportError as error:
        raise IssueFlowError(
            f"the page needs `pip install issueflow[notebooks]`: {error}",
            chinese=f"该页面需要 `pip install issueflow[notebooks]`：{error}",
        ) from error
    built = marimo.create_asgi_app(quiet=True, include_code=False, skew_protection=True)
    return Loopback(built.with_app(path="", root=str(notebook())).build(), port)


def serve(port: int = PORT) -> None:
    """Serves until it is interrupted."""
    if not 1 <= port <= 65535:
        raise IssueFlowError(
            f"--port: a number from 1 to 65535 (was {port})",
            2,
            chinese=f"--port：1 到 65535 的数（现为 {port}）",
        )
    guarded = application(port)
    import uvicorn

    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((HOST, port))
        except OSError as error:
            raise IssueFlowError(
                f"port {port} is not free ({error.strerror}); name another with --port",
                2,
                chinese=f"端口 {port} 不可用（{error.strerror}）；请用 --port 另选",
            ) from error
        print(f"http://{HOST}:{port}/   (Ctrl-C ends it, Ctrl-C 结束)", file=sys.stderr, flush=True)
        server = uvicorn.Server(uvicorn.Config(guarded, log_level="warning", server_header=False))
        server.run(sockets=[listening])
