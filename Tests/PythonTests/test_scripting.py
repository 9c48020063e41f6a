"""The chapter for those who script: every line of it runs."""

import re
import subprocess
from pathlib import Path

from issueflow import binary

CHAPTER = Path(__file__).resolve().parents[2] / "Sources/IssueFlow/IssueFlow.docc/FromPython.md"


def test_every_line_of_the_chapter_runs(program, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(binary.VARIABLE, program)
    subprocess.run([program, "init"], check=True, capture_output=True)
    blocks = re.findall(r"^```python\n(.*?)^```$", CHAPTER.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    known: dict = {}
    for block in blocks:
        exec(compile(block, CHAPTER.name, "exec"), known)
    assert len(blocks) == 6 and known["swept"].levels("limit") == ["8 h", "16 h", "none"]
    assert "replications" in (said := capsys.readouterr().out) and "300%" in said and "changed after the program wrote it" in said
    assert (tmp_path / "results" / "town" / "report.html").exists()
