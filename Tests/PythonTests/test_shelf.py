"""The notebooks as documents: who may read them, that they have their charts, and that a key shows their code."""

import http.client

import pytest
from test_whatif_server import HOST, PATHS, free_port, get, serve

from issueflow import shelf
from issueflow.errors import IssueFlowError


@pytest.fixture(scope="module")
def port(program):
    port = free_port()
    served = serve(program, port, "notebooks")
    try:
        yield port
    finally:
        served.terminate()
        served.wait(20)


def test_all_four_are_listed_in_both_languages():
    files = shelf.notebooks()
    assert [file.stem[:2] for file in files] == ["01", "02", "03", "04"]
    listed = shelf.page(files)
    for file in files:
        assert f'href="{file.stem}/"' in listed
    assert "初识" in listed and "A first look" in listed and "http" not in listed


def test_those_of_the_package_come_before_those_of_a_checkout(monkeypatch, tmp_path):
    package = tmp_path / "deep" / "er" / "issueflow"
    monkeypatch.setattr(shelf, "__file__", str(package / "shelf.py"))
    with pytest.raises(IssueFlowError, match="install the package anew"):
        shelf.notebooks()
    for folder in (tmp_path / "Notebooks", package / "notebooks"):
        folder.mkdir(parents=True)
        (folder / "01-a.py").write_text('"""A: b."""\n')
        assert shelf.notebooks() == [folder / "01-a.py"]


def test_who_does_not_know_the_path_gets_no_notebook(port):
    for path in ("/", "/01-first-look/", "/wrong/01-first-look/"):
        connection = http.client.HTTPConnection(HOST, port, timeout=60)
        connection.request("GET", path)
        answer = connection.getresponse()
        assert answer.status == 403 and b"first" not in answer.read()
    assert get(port, Host="evil.example").status == 403
    assert get(port, Host=f"{HOST}:{port}", Origin="http://evil.example").status == 403


def test_nothing_is_loaded_from_elsewhere(port):
    for path in ("/", "/01-first-look/"):
        answer = get(port, path, Sec_Fetch_Site="none", Sec_Fetch_Dest="document")
        policy = answer.getheader("Content-Security-Policy")
        assert answer.status == 200 and "default-src 'self'" in policy and "https:" not in policy


def test_a_notebook_is_a_document_with_charts_and_its_code_one_key_away(port, browser):
    page = browser.new_page(viewport={"width": 1000, "height": 900})
    failed = []
    page.on("pageerror", lambda problem: failed.append(str(problem)))
    page.goto(f"http://{HOST}:{port}/{PATHS[port]}/")
    page.click("ol a")
    page.get_by_text("Why issues leave the grid").first.wait_for(timeout=90_000)
    chart = page.locator("canvas, svg.marks, marimo-vega svg").first
    chart.wait_for(timeout=30_000)
    assert page.locator(".cm-editor").count() == 0
    # A key that is typed into a field is the field's.
    page.evaluate("document.body.append(Object.assign(document.createElement('input'), {id: 'typed'}))")
    page.locator("#typed").press("c")
    assert "show-code" not in page.url and page.locator("#typed").input_value() == "c"
    page.evaluate("document.querySelector('#typed').remove()")
    page.keyboard.press("c")
    page.locator(".cm-editor").first.wait_for(timeout=90_000)
    assert "show-code=true" in page.url
    page.keyboard.press("c")
    page.get_by_text("Why issues leave the grid").first.wait_for(timeout=90_000)
    assert page.locator(".cm-editor").count() == 0 and "show-code" not in page.url
    assert not failed
    page.close()
