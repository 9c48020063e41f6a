"""Nothing outlives the page: browser closed, stopped, server ended or killed, no process and no folder is left."""

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from test_whatif_server import PATHS, free_port, serve

#: Seconds within which everything must be gone.
SOON = 5


@pytest.fixture
def served(program, tmp_path):
    """A page of its own with a folder of its own for temporary files: port, process, that folder."""
    port = free_port()
    # A server's temporary files lie where TMPDIR says.
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    process = serve(program, port, TMPDIR=str(scratch))
    try:
        yield port, process, scratch
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(10)


@pytest.fixture
def page(browser, served):
    context = browser.new_context()
    page = context.new_page()
    port = served[0]
    page.goto(f"http://127.0.0.1:{port}/{PATHS[port]}/")
    page.locator("#whatif-run").wait_for(timeout=120_000)
    yield page
    context.close()


def running(scratch: Path) -> list[str]:
    """Programs that work on the page's files."""
    listed = subprocess.run(["ps", "-ww", "-eo", "pid,args"], capture_output=True, text=True, check=True).stdout
    return [line for line in listed.splitlines() if str(scratch) in line and " ps " not in line]


def folders(scratch: Path) -> list[Path]:
    return [path for path in scratch.iterdir() if path.name.startswith("issueflow-")]


def until(is_so, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if is_so():
            return True
        time.sleep(0.05)
    return is_so()


def begin_a_long_run(page: Page, scratch: Path) -> None:
    page.locator("#whatif-scenario").select_option("changzhou")
    page.locator("#whatif-replications").fill("100")
    page.locator("#whatif-run").click()
    assert until(lambda: running(scratch), 60), "nothing runs"


def test_stop_ends_the_run_and_the_page_goes_on(page, served):
    _, _, scratch = served
    begin_a_long_run(page, scratch)
    page.locator("#whatif-stop").click()
    assert until(lambda: not running(scratch), SOON), running(scratch)
    expect(page.locator(".whatif")).to_have_attribute("data-state", "failed", timeout=20_000)
    page.locator("#whatif-scenario").select_option("small-town")
    page.locator("#whatif-replications").fill("3")
    page.locator("#whatif-run").click()
    expect(page.locator(".whatif")).to_have_attribute("data-state", "done", timeout=120_000)


def test_closing_the_browser_ends_the_run_and_takes_its_files(page, served):
    _, _, scratch = served
    begin_a_long_run(page, scratch)
    page.context.close()
    assert until(lambda: not running(scratch) and not folders(scratch), SOON), (running(scratch), folders(scratch))


def test_loading_the_page_anew_ends_what_ran_for_the_old_one(page, served):
    _, _, scratch = served
    begin_a_long_run(page, scratch)
    before = set(folders(scratch))
    page.reload()
    page.locator("#whatif-run").wait_for(timeout=120_000)
    assert until(lambda: not running(scratch) and not before & set(folders(scratch)), SOON)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_a_server_that_ends_however_leaves_nothing(page, served, how):
    _, process, scratch = served
    begin_a_long_run(page, scratch)
    os.kill(process.pid, how)
    assert until(lambda: process.poll() is not None, SOON), "the server goes on"
    assert until(lambda: not running(scratch) and not folders(scratch), SOON), (running(scratch), folders(scratch))


def test_pages_are_bounded(browser, served):
    """As many as may be open get a page; the next is told so, and gets one when another has been closed."""
    from issueflow.whatif.rooms import PAGES

    port = served[0]
    contexts = [browser.new_context() for _ in range(PAGES + 1)]
    try:
        pages = [context.new_page() for context in contexts[:-1]]
        # All load at once, and then every one is there.
        for opened in pages:
            opened.goto(f"http://127.0.0.1:{port}/{PATHS[port]}/", wait_until="commit")
        for opened in pages:
            opened.locator("#whatif-run").wait_for(timeout=300_000)
        late = contexts[-1].new_page()
        late.goto(f"http://127.0.0.1:{port}/{PATHS[port]}/")
        expect(late.get_by_text("8 pages are open").first).to_be_visible(timeout=300_000)
        contexts[0].close()
        time.sleep(3)
        late.reload()
        late.locator("#whatif-run").wait_for(timeout=300_000)
    finally:
        for context in contexts:
            context.close()
