"""The five-minute tutorial tells what happens: its files are written, its commands run, and its output is theirs."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from attackers import PACKAGE

from issueflow import binary

ARTICLE = Path(__file__).resolve().parents[2] / "Sources/IssueFlow/IssueFlow.docc/FiveMinutes.md"


def blocks() -> list[tuple[str, str]]:
    """The kind and the text of every block of the article."""
    return re.findall(r"^```(\w+)\n(.*?)^```$", ARTICLE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def test_tutorial_is_what_happens(program, tmp_path):
    environment = {**os.environ, "PYTHONPATH": str(PACKAGE), binary.VARIABLE: program, "COLUMNS": "80", "NO_COLOR": "1"}
    said, ran, shown = "", 0, 0
    for kind, text in blocks():
        if kind == "yaml":
            name = text.splitlines()[0].removeprefix("# ")
            there = tmp_path / name
            if there.exists():
                assert text.splitlines()[1:] == there.read_text(encoding="utf-8").splitlines()[-len(text.splitlines()) + 1 :]
            else:
                there.write_text(text, encoding="utf-8")
        elif kind == "sh":
            said = ""
            for line in text.splitlines():
                words = shlex.split(line, comments=True)
                # What needs more than the program is tried by tests of its own.
                if not words or words[0] != "issueflow":
                    continue
                if "--lang" not in words:
                    words += ["--lang", "en"]
                # The one command `issueflow`, of which the program is a part.
                done = subprocess.run(
                    [sys.executable, "-P", "-m", *words],
                    cwd=tmp_path,
                    env=environment,
                    capture_output=True,
                    text=True,
                )
                expected = re.search(r"# exit code (\d)", line)
                assert done.returncode == (int(expected[1]) if expected else 0), done.stderr
                said += done.stdout + done.stderr
                ran += 1
        elif kind == "text":
            place = 0
            for line in text.splitlines():
                if line.strip() in ("", "…"):
                    continue
                assert line.rstrip() in said[place:], f"{line}\n---\n{said[place:]}"
                place = said.index(line.rstrip(), place)
                shown += 1
    assert ran >= 8 and shown >= 25


@pytest.mark.parametrize("language", ["English", "中文"])
def test_tutorial_is_in_both_languages(language):
    text = ARTICLE.read_text(encoding="utf-8")
    prose = [
        part
        for part in re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL).split("\n\n")
        if part.strip()
    ]
    is_chinese = re.compile(r"[\u4e00-\u9fff]")
    assert any(bool(is_chinese.search(part)) == (language == "中文") for part in prose)
    # Every step has its paragraph in the other language.
    for step in re.split(r"^### ", text, flags=re.MULTILINE)[1:]:
        assert is_chinese.search(step.splitlines()[0]) and re.search(r"[a-z]{3}", step.splitlines()[0])
