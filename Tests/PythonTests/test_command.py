"""One command for both halves: the program's commands are the program's, the package's are read when they are asked for."""

import os
import re
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from attackers import PACKAGE, as_root, script

import issueflow
from issueflow import binary
from issueflow.commands import main, names, old_main

#: What reading results takes, none of which a run of the program needs.
HEAVY = ("pandas", "numpy", "altair", "yaml", "jinja2", "marimo", "subprocess", "json")


def command(*words: str, program: Path | str | None = None, start: tuple[str, ...] = (), **rest):
    """`issueflow` with these words in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(PACKAGE)}
    environment.pop(binary.VARIABLE, None)
    if program is not None:
        environment[binary.VARIABLE] = str(program)
    words = [sys.executable, "-P", *start, "-m", "issueflow", *words]
    return subprocess.run(words, capture_output=True, text=True, timeout=120, env={**environment, **rest})


def told(path: Path, code: int = 0) -> Path:
    """A program that tells its process, its words and its release."""
    return script(path, f'[ "$1" = --version ] && echo {issueflow.__version__} && exit 0\necho "$$:$0"\nprintf "[%s]" "$@"\nexit {code}')


@pytest.mark.parametrize("words", [[], ["run", "a b.yaml", "--set", "x=*"], ["help"], ["--help"], ["no-such-command"]])
def test_what_is_not_the_packages_is_the_programs_word_for_word(tmp_path, words):
    done = command(*words, program=told(tmp_path / "program", code=4))
    assert done.returncode == 4 and not done.stderr
    first, said = done.stdout.split("\n", 1)
    assert first.endswith(f":{tmp_path}/program")
    assert said == ("".join(f"[{word}]" for word in words) or "[]")


@as_root
@pytest.mark.skipif(shutil.which("unshare") is None, reason="no unshare")
def test_words_that_cannot_be_read_are_no_empty_command(program):
    """Where /proc is not mounted, as in a folder tree that somebody changed into, the program finds no words at all."""
    line = 'mount -t tmpfs none /proc && exec "$0" run no-such-file.yaml'
    done = subprocess.run(["unshare", "-m", "sh", "-c", line, program], capture_output=True, text=True)
    if "ermission denied" in done.stderr or "not permitted" in done.stderr:
        pytest.skip("this container may not mount")
    assert done.returncode == 3 and "/proc is not mounted" in done.stderr and not done.stdout


def test_the_process_becomes_the_program(tmp_path):
    started = subprocess.Popen(
        [sys.executable, "-P", "-m", "issueflow", "run"], stdout=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": str(PACKAGE), binary.VARIABLE: str(told(tmp_path / "program"))},
    )
    assert started.communicate(timeout=60)[0].startswith(f"{started.pid}:")


def test_a_run_reads_nothing_that_results_need(tmp_path, monkeypatch):
    inside = told(tmp_path / "program")
    code = (
        "import sys; from pathlib import Path; from issueflow import binary; import issueflow.commands as c; import os;"
        f"binary.INSIDE = Path({str(inside)!r});"
        "os.execv = lambda *_: print([m for m in sys.modules]); c.main(['run'])"
    )
    environment = {**os.environ, "PYTHONPATH": str(PACKAGE)}
    environment.pop(binary.VARIABLE, None)
    done = subprocess.run([sys.executable, "-P", "-c", code], capture_output=True, text=True, env=environment, timeout=60)
    assert done.stdout.startswith("["), done.stderr
    assert not set(HEAVY) & set(re.findall(r"'([\w.]+)'", done.stdout))


@pytest.mark.parametrize("name, stem", names().items())
def test_a_command_is_one_module(name, stem):
    module = import_module(f"issueflow.commands.{stem}")
    assert name == module.NAME
    assert re.search(r"[a-z]", module.HELP) and re.search(r"[\u4e00-\u9fff]", module.HELP)
    assert callable(module.add) and callable(module.run)


@pytest.mark.parametrize("name", names())
@pytest.mark.parametrize("words", [["{}", "--help"], ["help", "{}"]])
def test_its_help_is_there_without_reading_results(name, words, tmp_path):
    done = command(*[word.format(name) for word in words], start=("-X", "importtime"), program=told(tmp_path / "program"))
    assert done.returncode == 0 and done.stdout.startswith(f"usage: issueflow {name}")
    read = {line.rsplit("|", 1)[1].strip() for line in done.stderr.splitlines() if line.startswith("import time:")}
    assert not {"pandas", "altair", "marimo"} & read


def test_the_program_knows_the_names_of_the_packages_commands():
    """A program that was built alone says where they are."""
    source = Path(__file__).resolve().parents[2] / "Sources/IssueFlowCommand/Texts/PackageCommands.swift"
    listed = re.search(r"static let names = \[(.*)\]", source.read_text(encoding="utf-8"))
    assert set(names()) - {"whatif"} == set(re.findall(r'"(\w+)"', listed[1]))


def test_arguments_that_are_wrong_are_told_in_both_languages(capsys):
    with pytest.raises(SystemExit) as caught:
        main(["report", "--figurs", "png", "x"])
    said = capsys.readouterr().err
    assert caught.value.code == 2 and "usage: issueflow report" in said
    assert "did you mean '--figures'?" in said and "错误：" in said
    assert main(["report", "/nowhere/at/all"]) == 2
    assert "没有这个文件夹" in capsys.readouterr().err


def test_the_old_name_warns_and_works(capsys, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["issueflow-py", "report", "/nowhere/at/all"])
    assert old_main() == 2
    said = capsys.readouterr().err
    assert said.startswith("warning: `issueflow-py` is now `issueflow`") and "警告：" in said and "/nowhere/at/all" in said


def test_without_a_program_it_says_how_to_have_one(tmp_path, monkeypatch, capsys):
    monkeypatch.delenv(binary.VARIABLE, raising=False)
    monkeypatch.setattr(binary, "INSIDE", tmp_path / "none")
    monkeypatch.setattr(binary, "_checkout", lambda: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert main(["run", "x.yaml"]) == 2
    said = capsys.readouterr().err
    assert "make wheel" in said and "make build" in said and "错误：" in said


def test_the_package_is_read_when_it_is_asked_for():
    code = (
        "import sys, issueflow; assert 'pandas' not in sys.modules; assert 'sweep' in dir(issueflow);"
        "issueflow.run; assert 'pandas' in sys.modules; issueflow.charts.split; from issueflow import read_results, Fitted;"
        "print(issueflow.__version__, hasattr(issueflow, 'no_such_name'))"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", code], capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(PACKAGE)}
    )
    assert done.stdout.split() == [issueflow.__version__, "False"], done.stderr
    with pytest.raises(AttributeError, match="no_such_name"):
        issueflow.no_such_name  # noqa: B018
    assert set(issueflow.__all__) <= set(dir(issueflow))
    assert all(getattr(issueflow, name) is not None for name in issueflow.__all__)
