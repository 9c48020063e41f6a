"""Serves the notebooks that come with the package as documents with their charts, on this machine only.

As the what-if page is served (`whatif/server.py`): on the loopback address, below a path that nobody can guess. The key `c`
shows a document with its code and without.
"""

from __future__ import annotations

import ast
import html
import os
from pathlib import Path

from issueflow.errors import IssueFlowError
from issueflow.whatif.server import Application, Loopback, Receive, Scope, Send

PORT = 8722

#: In every document. marimo shows code where the address asks for it; a key that is typed into a field is the field's.
_KEY = """<script>
addEventListener("keydown", event => {
  const isField = event.composedPath().some(node => node.matches && node.matches("input,select,textarea,[contenteditable]"));
  if (event.key !== "c" || event.ctrlKey || event.metaKey || event.altKey || isField) return;
  const address = new URL(location);
  if (address.searchParams.get("show-code") === "true") address.searchParams.delete("show-code");
  else address.searchParams.set("show-code", "true");
  location = address;
});
</script>"""

_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>IssueFlow notebooks 笔记本</title>
<style>body {{ font: 1.1rem/1.6 system-ui, sans-serif; max-width: 40rem; margin: 3rem auto; padding: 0 1rem }}
li {{ margin: .8rem 0 }} a {{ font-weight: 600 }} small {{ display: block; color: #555 }}</style></head><body>
<h1>Notebooks 笔记本</h1><ol>{items}</ol>
<p>Every number is computed when a notebook is opened, which takes some seconds. The key <kbd>c</kbd> shows its code, and hides
it. 打开笔记本时计算其中每个数字，需数秒。按 <kbd>c</kbd> 键显示或隐藏代码。</p></body></html>
"""


def notebooks() -> list[Path]:
    """The notebooks that were installed with the package, or those of the checkout that it lies in, in order."""
    own = Path(__file__).resolve()
    for folder in (own.with_name("notebooks"), own.parents[3] / "Notebooks"):
        if found := sorted(folder.glob("0*.py")):
            return found
    raise IssueFlowError(
        "the notebooks are not here: install the package anew, from a wheel or a checkout",
        chinese="找不到笔记本：请从 wheel 或检出目录重新安装本包",
    )


def page(files: list[Path]) -> str:
    """The page that lists them, by the first line of each."""
    items = []
    for file in files:
        title, _, rest = (ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or file.stem).partition(":")
        items.append(f'<li><a href="{file.stem}/">{html.escape(title)}</a><small>{html.escape(rest.strip())}</small></li>')
    return _PAGE.format(items="".join(items))


class _Shelf:
    """The list at the top of the path, the documents below it."""

    def __init__(self, documents: Application, path: str, listed: str):
        self.documents = documents
        self.path = path
        self.listed = listed.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] != self.path:
            return await self.documents(scope, receive, send)
        plain = [(b"content-type", b"text/html; charset=utf-8")]
        await send({"type": "http.response.start", "status": 200, "headers": plain})
        await send({"type": "http.response.body", "body": self.listed if scope["method"] == "GET" else b""})


def application(port: int, token: str) -> Application:
    """The list and the documents as an ASGI application for a port, below the path of a token."""
    # Nothing is asked of the network, whichever way marimo is started.
    os.environ["MARIMO_SKIP_UPDATE_CHECK"] = "1"
    import marimo

    files = notebooks()
    built = marimo.create_asgi_app(quiet=True, include_code=True, skew_protection=True, session_ttl=5, html_head=_KEY)
    for file in files:
        built = built.with_app(path=f"/{token}/{file.stem}", root=str(file))
    return Loopback(_Shelf(built.build(), f"/{token}/", page(files)), port, token)
