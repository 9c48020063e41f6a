"""A folder that came by mail is data: pipes, links, escapes, and files that are or unpack to too much."""

import gzip
import os
import signal
import time

import pytest
from made import without_digests

import issueflow
from issueflow.__main__ import main
from issueflow.errors import IssueFlowError
from issueflow.report import write_report


@pytest.mark.parametrize("file", ["run.log", "summary.csv", "verdict.json", "manifest.json", "datapackage.json"])
@pytest.mark.parametrize("kind", ["pipe", "link", "folder"])
def test_what_is_no_regular_file_is_neither_waited_for_nor_quoted(results, tmp_path, file, kind, still):
    secret = tmp_path / "secret"
    secret.write_text("the-secret-word,another\n1,2\n")
    (results / file).unlink()
    {"pipe": os.mkfifo, "folder": os.mkdir, "link": lambda path: os.symlink(secret, path)}[kind](results / file)
    signal.alarm(60)
    try:
        if file == "run.log":
            assert write_report(results, lang="en").size
        else:
            with pytest.raises(IssueFlowError) as caught:
                write_report(results, lang="en")
            assert "the-secret-word" not in str(caught.value)
    finally:
        signal.alarm(0)


def test_names_in_a_folder_lead_out_of_no_folder(results, tmp_path):
    import json

    (tmp_path / "secret.csv").write_text("the-secret-word\n1\n")
    # Who forges a folder can forge its digests.
    without_digests(results)
    for file, change in [
        ("manifest.json", lambda found: found["files"].append("../secret.csv")),
        ("datapackage.json", lambda found: found["resources"][0].update(path="../secret.csv")),
        ("datapackage.json", lambda found: found["resources"][0].update(path=str(tmp_path / "secret.csv"))),
    ]:
        before = (results / file).read_text(encoding="utf-8")
        found = json.loads(before)
        change(found)
        (results / file).write_text(json.dumps(found), encoding="utf-8")
        with pytest.raises(IssueFlowError, match="no name of a file") as caught:
            issueflow.read_results(results).table("summary.csv")
        assert "the-secret-word" not in str(caught.value)
        (results / file).write_text(before, encoding="utf-8")


@pytest.mark.parametrize("evil", ["\x1b[2J\x1b]0;owned\x07", "\x9b31m", "\u202eevil", "\r\n\x1b[1A"])
def test_nothing_that_a_terminal_obeys_is_printed(results, evil, capsys):
    import json

    without_digests(results)
    found = json.loads((results / "manifest.json").read_text(encoding="utf-8"))
    found["scenario"]["title_en"] = f"Town {evil}"
    found["scenario"]["titles"] = {"tiers": {"grid": {"en": f"Grid {evil}", "zh": "网格"}}}
    (results / "manifest.json").write_text(json.dumps(found), encoding="utf-8")
    shown = str(issueflow.read_results(results)) + repr(issueflow.read_results(results))
    (results / "units.csv").write_text(f"{evil}head,b\n1,2\n", encoding="utf-8")
    assert main(["report", str(results)]) == 2
    assert main(["report", f"{results}/{evil}"]) == 2
    shown += "".join(capsys.readouterr())
    assert not set("\x1b\x9b\x07\u202e") & set(shown)


def test_a_large_file_is_not_taken_into_memory(results, monkeypatch):
    from issueflow import reading

    with (results / "verdict.json").open("r+b") as file:
        file.truncate(reading.DOCUMENT + 1)
    with pytest.raises(IssueFlowError, match="MB are read at most"):
        issueflow.read_results(results).verdict  # noqa: B018
    with pytest.raises(IssueFlowError, match="nesting"):
        (results / "verdict.json").write_text('{"a":' + "[" * 200_000)
        issueflow.read_results(results).verdict  # noqa: B018
    (results / "summary.csv").write_text((results / "summary.csv").read_text()[:200] + "x" * 1_000_000 + "\n")
    with pytest.raises(IssueFlowError) as caught:
        issueflow.read_results(results).summary  # noqa: B018
    assert len(str(caught.value)) < 1_000


@pytest.mark.parametrize("row", [b"1,2025-01-01 10:00,2025-01-02 10:00\n", b"\n", b" "])
def test_a_log_that_unpacks_to_gigabytes_is_refused_soon(program, tmp_path, row):
    """A few hundred kilobytes of mail that would be days of work, or all of the memory."""
    block = row * ((1 << 20) // len(row))
    member = gzip.compress(block * 64, 9)
    # Members one after the other are one text: two gigabytes.
    (tmp_path / "log.csv.gz").write_bytes(gzip.compress(b"id,opened,closed\n") + member * 32)
    (tmp_path / "map.yaml").write_text("schema: 1\nname: log\ncolumns: {case: id, opened: opened, closed: closed}\n")
    begin = time.monotonic()
    with pytest.raises(IssueFlowError, match=r"log\.csv\.gz: a few bytes unpack to more than 256 MiB") as caught:
        issueflow.fit(tmp_path / "log.csv.gz", tmp_path / "map.yaml", tmp_path / "city.yaml", binary=program)
    assert caught.value.exit_code == 2 and time.monotonic() - begin < 60 and not (tmp_path / "city.yaml").exists()
