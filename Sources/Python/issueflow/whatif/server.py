"""Serves the what-if page on this machine, to this machine's browser, and to no other site that it has open.

marimo's own server takes any Host and any Origin: a page of another site could open its socket, or have its own name
point here (DNS rebinding). So its application is put behind a check of both, and listens on the loopback address only. Other users of this
machine reach that address too: so the page is below a path that nobody can guess, which is printed when it is served.
"""

from __future__ import annotations

import hmac
import os
import secrets
import socket
import sys
from collections.abc import Awaitable, Callable, MutableMapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from issueflow.errors import IssueFlowError
from issueflow.whatif.rooms import PAGES, rooms

HOST = "127.0.0.1"
PORT = 8721

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

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
    """Lets requests through that were made to this machine's own name, by its own page, by who knows its path."""

    def __init__(self, application: Application, port: int, token: str):
        self.application = application
        self.token = token
        self.sockets = 0
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
        first = scope.get("path", "").split("/")[1:2]
        if not hmac.compare_digest(first[0].encode() if first else b"", self.token.encode()):
            return "open the address that was printed when the page was served"
        modes = [value for name, value in headers if name == b"sec-fetch-dest"]
        is_visit = scope["type"] == "http" and scope["method"] == "GET" and modes == ["document"]
        if any(site in ("cross-site", "same-site") for site in sites) and not is_visit:
            return "another site may not use this page"
        return None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            return await self.application(scope, receive, send)
        reason = self.refusal(scope)
        if reason is None:
            place = scope["path"].removeprefix(f"/{self.token}/")
            room = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("room", [""])[0]
            if place == "present" and scope["type"] == "websocket":
                return await self._present(room, receive, send)
            if place == "stop" and scope["type"] == "http":
                return await self._stop(room, scope, send)
            if scope["type"] == "http":
                return await self.application(scope, receive, self._guarded(scope, send))
            if self.sockets < 2 * PAGES:
                self.sockets += 1
                try:
                    return await self.application(scope, receive, send)
                finally:
                    self.sockets -= 1
            reason = "as many pages are open as there may be"
        if scope["type"] == "websocket":
            await receive()
            return await send({"type": "websocket.close", "code": 1008, "reason": reason})
        plain = [(b"content-type", b"text/plain; charset=utf-8")]
        await send({"type": "http.response.start", "status": 403, "headers": plain})
        await send({"type": "http.response.body", "body": f"{reason}\n".encode()})

    async def _present(self, room: str, receive: Receive, send: Send) -> None:
        """A socket that says nothing: it is open as long as the page is."""
        await receive()
        if not rooms.enter(room):
            return await send({"type": "websocket.close", "code": 1008, "reason": "there is no such page"})
        try:
            await send({"type": "websocket.accept"})
            while (await receive())["type"] != "websocket.disconnect":
                pass
        finally:
            rooms.leave(room)

    async def _stop(self, room: str, scope: Scope, send: Send) -> None:
        is_done = scope["method"] == "POST" and rooms.stop(room)
        await send({"type": "http.response.start", "status": 204 if is_done else 404, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    def _guarded(self, scope: Scope, send: Send) -> Send:
        host = next(value for name, value in scope["headers"] if name.lower() == b"host").decode("latin-1")

        async def guarded(message: Message) -> None:
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


def application(port: int, token: str) -> Application:
    """The page as an ASGI application for a port, below the path of a token, behind the check."""
    # Nothing is asked of the network, whichever way marimo is started.
    os.environ["MARIMO_SKIP_UPDATE_CHECK"] = "1"
    try:
        import marimo
    except ImportError as error:
        raise IssueFlowError(
            f"the page needs marimo, which is installed with the package: {error}",
            chinese=f"该页面需要随本包安装的 marimo：{error}",
        ) from error
    # A page that was left is forgotten at once: the room says when it was.
    built = marimo.create_asgi_app(quiet=True, include_code=False, skew_protection=True, session_ttl=5)
    return Loopback(built.with_app(path=f"/{token}", root=str(notebook())).build(), port, token)


def serve(port: int = PORT, build: Callable[[int, str], Application] = application) -> None:
    """Serves what is built for a port and the token of its path, until it is interrupted."""
    if not 1 <= port <= 65535:
        raise IssueFlowError(
            f"--port: a number from 1 to 65535 (was {port})",
            2,
            chinese=f"--port：1 到 65535 的数（现为 {port}）",
        )
    rooms.are_watched = True
    token = secrets.token_urlsafe(24)
    guarded = build(port, token)
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
        print(f"http://{HOST}:{port}/{token}/   (Ctrl-C ends it, Ctrl-C 结束)", file=sys.stderr, flush=True)
        # Its own log would tell the path to whoever may read it.
        settings = uvicorn.Config(
            guarded, log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=1,
            limit_concurrency=200,
        )
        try:
            uvicorn.Server(settings).run(sockets=[listening])
        finally:
            rooms.close_all()
