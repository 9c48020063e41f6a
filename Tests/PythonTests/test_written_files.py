"""Files that somebody laid ready, links and full disks: nothing is written through or over them."""

import os

import pytest
from attackers import STRANGER, as_root

import issueflow
from issueflow import writing
from issueflow.errors import IssueFlowError
from issueflow.report import write_report


def test_a_report_is_written_over_no_file_of_somebody_else(results, tmp_path, still):
    thesis = tmp_path / "thesis.html"
    thesis.write_text("<!DOCTYPE html><p>four years of work")
    link = tmp_path / "link.html"
    link.symlink_to(thesis)
    (results / "report.html").symlink_to(thesis)
    os.mkfifo(tmp_path / "pipe.html")
    for out in (thesis, link, None, tmp_path / "pipe.html"):
        with pytest.raises(IssueFlowError, match="not written over"):
            write_report(results, out, lang="en")
    assert thesis.read_text().endswith("four years of work")
    (results / "report.html").unlink()
    # What it made itself it may make again; and nothing else is left beside it.
    assert write_report(results, lang="en").page == write_report(results, lang="en").page == results / "report.html"
    assert not [path for path in results.iterdir() if path.name.startswith(".")]


def test_figures_go_through_no_link_and_over_nothing(results, tmp_path, still):
    project = tmp_path / "project"
    project.mkdir()
    (results / "report-figures").symlink_to(project)
    with pytest.raises(IssueFlowError, match="no folder"):
        write_report(results, lang="en", figures=["svg"])
    (results / "report-figures").unlink()
    (results / "report-figures").mkdir()
    mine = results / "report-figures" / "split-en.svg"
    mine.write_text("mine")
    for _ in range(2):
        with pytest.raises(IssueFlowError, match="did not make"):
            write_report(results, lang="en", figures=["svg"])
    assert mine.read_text() == "mine" and not list(project.iterdir())
    mine.unlink()
    secret = tmp_path / "secret"
    secret.write_text("secret")
    mine.symlink_to(secret)
    with pytest.raises(IssueFlowError, match="link"):
        write_report(results, lang="en", figures=["svg"])
    mine.unlink()
    assert write_report(results, lang="en", figures=["svg"]).figures
    assert write_report(results, lang="en", figures=["svg"]).figures and secret.read_text() == "secret"


def test_a_design_and_a_map_are_written_over_no_file_of_somebody_else(program, design, tmp_path):
    mine, target = tmp_path / "out.design.yaml", tmp_path / "target"
    mine.write_text("my own design")
    with pytest.raises(IssueFlowError, match="did not make"):
        issueflow.sweep(design, tmp_path / "out", progress=False, binary=program)
    assert mine.read_text() == "my own design" and not (tmp_path / "out").exists()
    mine.unlink()
    target.write_text("target")
    mine.symlink_to(target)
    with pytest.raises(IssueFlowError, match="link"):
        issueflow.sweep(design, tmp_path / "out", progress=False, binary=program)
    assert target.read_text() == "target"
    (tmp_path / "city.map.yaml").write_text("my own map")
    (tmp_path / "log.csv").write_text("a,b\n1,2\n")
    with pytest.raises(IssueFlowError, match="did not make"):
        issueflow.fit(tmp_path / "log.csv", {"schema": 1}, tmp_path / "city.yaml", binary=program)
    assert (tmp_path / "city.map.yaml").read_text() == "my own map"
    # And where it fails, it leaves nothing that was not there.
    (tmp_path / "city.map.yaml").unlink()
    with pytest.raises(IssueFlowError):
        issueflow.fit(tmp_path / "log.csv", {"schema": 1}, tmp_path / "city.yaml", binary=program)
    assert not (tmp_path / "city.map.yaml").exists()


@as_root
def test_nothing_is_written_over_a_file_or_into_a_folder_of_another_user(tmp_path):
    hers = tmp_path / "hers.html"
    hers.write_bytes(b"ours")
    os.chown(hers, STRANGER, STRANGER)
    with pytest.raises(IssueFlowError):
        writing.write(hers, b"new", lambda head: True)
    folder = tmp_path / "folder"
    folder.mkdir()
    os.chown(folder, STRANGER, STRANGER)
    with pytest.raises(IssueFlowError, match="another user"):
        writing.own_folder(folder)
    assert hers.read_bytes() == b"ours"


def test_a_full_disk_names_the_file_and_leaves_nothing(tmp_path, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    target = tmp_path / "page.html"
    target.write_bytes(b"before")
    monkeypatch.setattr(os, "rename", full)
    with pytest.raises(IssueFlowError, match=r"page.html.*No space left") as caught:
        writing.write(target, b"after", lambda head: True)
    assert caught.value.exit_code == 3 and target.read_bytes() == b"before" and len(list(tmp_path.iterdir())) == 1
