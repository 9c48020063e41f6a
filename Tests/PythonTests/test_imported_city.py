"""What `issueflow import` writes: a city that the program runs, whose borrowed values are marked."""

from __future__ import annotations

import csv
import subprocess
from pathlib import Path

import pytest
import spreadsheets
import yaml
from spreadsheets import COMMUNITIES, GRIDS, STREETS, book, flat, rows

from issueflow import commands
from issueflow.errors import IssueFlowError
from issueflow.importing import default_folder, read_city, write_city
from issueflow.importing.borrowed import MARK
from issueflow.importing.tables import unit_id
from issueflow.whatif import scenarios

HEADING = ["街道", "社区", "网格", "户数", "网格员"]


def written(path: Path, folder: Path, program: str, **more):
    understood = read_city(path)
    return understood, write_city(understood, folder, binary=program, **more)


def test_what_is_written_passes_the_program_and_runs(tmp_path, program):
    _, done = written(book(tmp_path / "台账.xlsx", 网格表=spreadsheets.ledger), tmp_path / "out", program)
    said = subprocess.run([program, "validate", done.scenario], capture_output=True, text=True)
    assert said.returncode == 0, said.stderr
    run = subprocess.run(
        [program, "run", done.scenario, "-n", "2", "-q", "--set", "observe=28 days", "--out", tmp_path / "results"],
        capture_output=True, text=True,
    )
    assert run.returncode == 0, run.stderr
    assert "borrowed from changzhou.yaml" in (tmp_path / "results" / "verdict.json").read_text(encoding="utf-8")
    with (tmp_path / "results" / "units.csv").open(encoding="utf-8-sig") as file:
        units = list(csv.DictReader(file))
    assert len(units) == STREETS + COMMUNITIES + GRIDS
    assert {row["name_zh"] for row in units} >= {"柳荫街道", "老厂村", "第3网格"}


@pytest.mark.parametrize("kind", ["ledger", "of_communities", "turned", "crossed", "csv", "two"])
def test_each_of_the_six_becomes_a_city_that_the_program_runs(tmp_path, program, kind):
    if kind == "csv":
        path = tmp_path / "grids.csv"
        path.write_bytes(spreadsheets.as_csv("gb18030"))
    elif kind == "two":
        path = book(tmp_path / "two.xlsx", 填表说明=rows(["填表说明"]), 网格=rows(HEADING, *flat()))
    else:
        path = book(tmp_path / "a.xlsx", 网格=getattr(spreadsheets, kind))
    understood, done = written(path, tmp_path / "out", program)
    said = subprocess.run(
        [program, "run", done.scenario, "-n", "1", "-q", "--set", "observe=7 days", "--set", "drain=7 days", "--out", tmp_path / "r"],
        capture_output=True, text=True,
    )
    assert said.returncode == 0, said.stderr
    with (tmp_path / "r" / "units.csv").open(encoding="utf-8-sig") as file:
        grids = [row for row in csv.DictReader(file) if row["tier"] == "grid"]
    assert sum(float(row["households"]) for row in grids) == understood.city.households
    assert len(grids) == len(understood.city.grids)


def test_every_value_but_the_ground_is_borrowed_and_marked(tmp_path, program):
    _, done = written(book(tmp_path / "台账.xlsx", 网格表=spreadsheets.ledger), tmp_path / "out", program)
    text = done.scenario.read_text(encoding="utf-8")
    own = yaml.safe_load(text)
    base = yaml.safe_load((scenarios.folder() / "changzhou.yaml").read_text(encoding="utf-8"))

    def without_sources(node):
        if isinstance(node, dict):
            return {key: without_sources(value) for key, value in node.items() if key != "source"}
        return [without_sources(value) for value in node] if isinstance(node, list) else node

    def sources(node):
        if isinstance(node, dict):
            for key, value in node.items():
                if key == "source":
                    yield value
                yield from sources(value)
        elif isinstance(node, list):
            for value in node:
                yield from sources(value)

    ground = ("name", "title", "about", "caution", "city")
    for key in ground:
        base.pop(key, None)
    borrowed = {key: value for key, value in own.items() if key not in ground}
    assert without_sources(borrowed) == without_sources(base)
    assert list(sources(borrowed)) == [f"{MARK}: {source}" for source in sources(base)]
    assert set(own["city"]) == {"files", "skew", "seed"}
    # A number without a source has a remark.
    below = text.partition("Borrowed from changzhou.yaml, line by line")[2]
    for line in below.splitlines():
        if any(sign.isdigit() for sign in line.partition("#")[0]) and not line.lstrip().startswith(("#", "- id:", "title:", "- {id:", "en:", "zh:")):
            assert "borrowed" in line, line


def test_the_same_file_gives_the_same_bytes(tmp_path, program):
    path = book(tmp_path / "台账.xlsx", 网格表=spreadsheets.ledger)
    folders = [tmp_path / "a", tmp_path / "b"]
    for folder in folders:
        written(path, folder, program)
    assert [file.read_bytes() for file in sorted(folders[0].rglob("*.*"))] == [
        file.read_bytes() for file in sorted(folders[1].rglob("*.*"))
    ]


def test_nothing_is_written_over_without_being_told(tmp_path, program):
    path, folder = book(tmp_path / "台账.xlsx", 网格表=spreadsheets.ledger), tmp_path / "out"
    folder.mkdir()
    (folder / "grids.csv").write_text("mine", encoding="utf-8")
    with pytest.raises(IssueFlowError, match=r"grids\.csv are there already"):
        written(path, folder, program)
    assert (folder / "grids.csv").read_text(encoding="utf-8") == "mine" and len(list(folder.iterdir())) == 1
    written(path, folder, program, force=True)
    # Excel knows by the mark that Chinese is UTF-8.
    assert (folder / "grids.csv").read_bytes().startswith(b"\xef\xbb\xbfid,parent")


def test_what_the_program_refuses_is_told_with_the_row_of_the_spreadsheet(tmp_path, program):
    path = book(tmp_path / "a.xlsx", 网格=rows(HEADING, ["柳荫街道", "湖畔社区", "一", 300, 1], ["柳荫街道", "湖畔社区", "二", 310, 9_000_000]))
    with pytest.raises(IssueFlowError) as caught:
        written(path, tmp_path / "out", program)
    assert "grids.csv:3" in caught.value.english and "(sheet '网格', row 3, column C)" in caught.value.english
    assert not (tmp_path / "out").exists()


def test_dry_run_writes_nothing(tmp_path, program, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    book(tmp_path / "台账.xlsx", 网格表=spreadsheets.ledger)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)
    assert commands.main(["import", "台账.xlsx", "--dry-run"]) == 0
    assert "未写入任何内容" in capsys.readouterr().out
    assert [child.name for child in tmp_path.iterdir()] == ["台账.xlsx"]
    assert commands.main(["import", "台账.xlsx", "--lang", "en"]) == 0
    assert "Next: issueflow run 台账/city.yaml" in capsys.readouterr().out
    assert default_folder(Path("x/台账.xlsx")) == Path("台账")


def test_ids_are_paths_of_names_and_bounded():
    assert unit_id(("柳荫街道", "湖畔社区")) == "柳荫街道.湖畔社区"
    long = unit_id(("很长的街道名称" * 5, "很长的社区名称" * 5))
    assert len(long) == 60 and long != unit_id(("很长的街道名称" * 5, "很长的社区名称" * 4))
    assert unit_id(("a.b", "c")) != unit_id(("a", "b.c"))
