"""A brief as PDF: the page, printed by a Chromium that is there, else by WeasyPrint."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

from issueflow import runner
from issueflow.brief.as_html import page
from issueflow.brief.content import Brief
from issueflow.errors import IssueFlowError
from issueflow.private import PrivateFolder
from issueflow.trust import trusted

#: Names a browser by its whole path.
VARIABLE = "ISSUEFLOW_CHROMIUM"

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
_ON_A_MAC = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)

#: The four bytes of the second line, which every writer of PDF fills as it likes: here they say whose it is.
_MARK = bytes(letter | 0x80 for letter in b"ISFL")


def pdf(brief: Brief) -> bytes:
    """The brief as PDF; raises IssueFlowError, with what to install, where nothing here can make one."""
    browser = _browser()
    made = _printed(browser, page(brief)) if browser is not None else _by_weasyprint(page(brief))
    return _steady(made)


def is_ours(head: bytes) -> bool:
    """Whether a file is a PDF that was written here."""
    return head.startswith(b"%PDF-") and _MARK in head[:24]


def _browser() -> Path | None:
    """The one that is named, else the first on the PATH that nobody else could have put there."""
    if named := os.environ.get(VARIABLE):
        return trusted(Path(named))
    for name in (*_BROWSERS, *_ON_A_MAC):
        found = shutil.which(name)
        if found is None or not os.path.isabs(found):
            continue
        try:
            # A link in the PATH may be a script that finds its own place by the name it was called by.
            trusted(Path(found))
            return Path(found)
        except IssueFlowError:
            continue
    return None


def _printed(browser: Path, content: bytes) -> bytes:
    with PrivateFolder() as scratch:
        (scratch / "brief.html").write_bytes(content)
        words = [
            "--headless=new", "--disable-gpu", "--no-first-run", "--disable-extensions", "--disable-sync", "--disable-dev-shm-usage",
            "--host-resolver-rules=MAP * ~NOTFOUND", f"--user-data-dir={scratch / 'profile'}", "--no-pdf-header-footer",
            f"--print-to-pdf={scratch / 'brief.pdf'}", (scratch / "brief.html").as_uri(),
        ]
        if os.geteuid() == 0:
            # For root it does not start with a sandbox; the page is of this package and holds no script.
            words.insert(0, "--no-sandbox")
        try:
            said = runner.start(str(browser), words, limits=runner.Limits(seconds=90))
        except runner.Stopped as problem:
            raise _failed(browser, "it took more than 90 s", "用时超过 90 秒") from problem
        made = scratch / "brief.pdf"
        if not made.is_file():
            last = said.message.strip().split("\n")[-1][:200]
            raise _failed(browser, last or f"exit code {said.code}", last or f"退出码 {said.code}")
        return made.read_bytes()


def _failed(browser: Path, english: str, chinese: str) -> IssueFlowError:
    return IssueFlowError(
        f"{browser} made no PDF ({english}); open the brief's .html and print it", 3,
        chinese=f"{browser} 未能生成 PDF（{chinese}）；请打开简报的 .html 打印",
    )


def _by_weasyprint(content: bytes) -> bytes:
    try:
        import weasyprint
    except (ImportError, OSError) as problem:
        raise IssueFlowError(
            "PDF needs a Chromium, Chrome or Edge, or WeasyPrint with its library Pango (pip install \"issueflow[pdf]\"), and "
            "neither is here; the brief's .html prints as PDF from any browser", 2,
            chinese="生成 PDF 需要 Chromium、Chrome 或 Edge，或 WeasyPrint 及 Pango 库（pip install \"issueflow[pdf]\"），本机均未找到；"
            "简报的 .html 可在任何浏览器中打印为 PDF",
        ) from problem
    # The page refers to nothing; whatever it seems to refer to is not fetched.
    made: bytes = weasyprint.HTML(string=content.decode("utf-8"), url_fetcher=_nothing).write_pdf()
    return made


def _nothing(url: str, *_: object, **__: object) -> dict[str, object]:
    raise ValueError(url)


def _steady(made: bytes) -> bytes:
    """Without the time and the machine that it was made on, and with the mark of this package; every place stays where it is."""
    made = re.sub(rb"\(D:\d{14}", b"(D:19800101000000", made)
    made = re.sub(
        rb"/Creator \((?:[^()\\]|\\.)*\)",
        lambda found: b"/Creator (issueflow brief".ljust(len(found.group()) - 1) + b")" if len(found.group()) > 26 else found.group(), made,
    )
    first = made.find(b"\n") + 1
    second = made[first : first + 5]
    return made[: first + 1] + _MARK + made[first + 5 :] if second[:1] == b"%" and all(byte > 127 for byte in second[1:]) else made
