"""What the chapter on spreadsheets says, line by line."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import spreadsheets

from issueflow import commands
from issueflow.brief import FORMATS
from issueflow.importing import opening, roles

CHAPTER = Path(__file__).resolve().parents[2] / "Sources" / "Python" / "SPREADSHEETS.md"


def block(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", CHAPTER.read_text(encoding="utf-8"), re.DOTALL)
    assert found is not None
    return found[1]


def test_the_headings_of_the_table_are_of_their_roles():
    rows = re.findall(r"^\| `([a-z-]+)` \| [^|]+ \| ([^|]+) \|$", CHAPTER.read_text(encoding="utf-8"), re.MULTILINE)
    assert {role for role, _ in rows} == set(roles.ROLES) - {"none"}
    for role, headings in rows:
        for heading in headings.split(", "):
            assert roles.role(roles.heading(heading.strip())) == role, heading


def test_the_bounds_are_those_of_the_process():
    text = CHAPTER.read_text(encoding="utf-8")
    assert f"({opening.LIMITS.memory >> 20} MB)" in text and f"({opening.LIMITS.seconds} s)" in text
    assert ",".join(FORMATS) in text


def test_the_commands_and_the_lines_of_python_work(program, tmp_path, still, undrawn, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ISSUEFLOW_BINARY", program)
    spreadsheets.book(tmp_path / "台账.xlsx", 网格表=spreadsheets.ledger)
    for line in block("sh").strip().split("\n"):
        words = shlex.split(line)[1:]
        if words[0] == "run":
            assert subprocess.run([sys.executable, "-m", "issueflow", *words, "-n", "2", "-q"], check=False).returncode == 0
        else:
            assert commands.main(words) == 0, line
    assert {path.name for path in (tmp_path / "results/city").glob("brief-*")} == {
        "brief-en.docx", "brief-zh.docx", "brief-en.pdf", "brief-zh.pdf"
    }
    for path in (tmp_path / "台账").iterdir():
        if path.is_file():
            path.unlink()
    (tmp_path / "台账/calendars/china.csv").unlink()
    exec(block("python"), {})
    assert (tmp_path / "results/city/results.xlsx").is_file() and (tmp_path / "台账/city.yaml").is_file()


@pytest.mark.parametrize("name", ["import", "export", "report"])
def test_help_is_in_two_languages(name, capsys):
    with pytest.raises(SystemExit):
        commands.main([name, "--help"])
    said = capsys.readouterr().out
    assert re.search("[\u3400-\u9fff]", said) and "--lang" in said
