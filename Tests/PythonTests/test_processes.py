"""Programs that are started: what they print, take and leave behind, and how paths reach them."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml
from attackers import PACKAGE, script
from conftest import signals_of_a_terminal

import issueflow
from issueflow import private, runner
from issueflow.errors import IssueFlowError
from issueflow.words import options, path_word


def test_a_program_with_thousands_of_problems_neither_hangs_nor_floods(program, scenario, tmp_path):
    many = {f"nonsense_{number}": 1 for number in range(20_000)}
    design = {"schema": 1, "name": "x", "base": str(scenario), "plan": "grid", **many,
              "factors": [{"id": "a", "path": "tiers.grid.paperwork", "values": ["10%"]}]}
    signal.alarm(240)
    try:
        with pytest.raises(IssueFlowError) as caught:
            issueflow.sweep(design, tmp_path / "out", progress=False, binary=program)
    finally:
        signal.alarm(0)
    assert "more lines" in caught.value.english and len(caught.value.english.splitlines()) <= 45


@pytest.mark.parametrize("stream", [1, 2])
def test_both_streams_are_drained(tmp_path, stream):
    loud = script(tmp_path / "loud", f"head -c 3000000 /dev/zero | tr '\\0' 'x' | fold -w 90 >&{stream}; exit 2")
    with pytest.raises(IssueFlowError):
        runner.call(str(loud), [], limits=runner.Limits(seconds=60))


def test_time_and_memory_have_limits_where_asked(tmp_path):
    begin = time.monotonic()
    slow = script(tmp_path / "slow", "sleep 60")
    with pytest.raises(runner.Stopped, match="time that it was given"):
        runner.call(str(slow), [], limits=runner.Limits(seconds=0.5))
    assert time.monotonic() - begin < 10
    hungry = script(tmp_path / "hungry", f"{sys.executable} -c 'bytearray(1 << 30)' || exit 3")
    with pytest.raises(IssueFlowError):
        runner.call(str(hungry), [], limits=runner.Limits(memory=256 << 20))
    assert runner.start(str(hungry), []).code == 0


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_client_that_ends_takes_program_and_folders_along(tmp_path, how):
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    slow = script(tmp_path / "slow", f"echo $$ > {tmp_path}/pid; sleep 300 & wait")
    code = (
        "from issueflow import runner, private\n"
        f"with private.PrivateFolder() as folder:\n    runner.call({str(slow)!r}, [])\n"
    )
    client = subprocess.Popen(
        [sys.executable, "-c", code], stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(PACKAGE), "TMPDIR": str(scratch)}, preexec_fn=signals_of_a_terminal,
    )
    for _ in range(200):
        if (tmp_path / "pid").exists() and (tmp_path / "pid").read_text():
            break
        time.sleep(0.05)
    assert list(scratch.iterdir())
    client.send_signal(how)
    client.wait(20)
    group = int((tmp_path / "pid").read_text())
    for _ in range(100):
        alive = subprocess.run(["ps", "-ww", "-eo", "pgid,stat"], capture_output=True, text=True).stdout.split("\n")
        alive = [line for line in alive if line.split()[:1] == [str(group)] and "Z" not in line]
        if not alive and not list(scratch.iterdir()):
            return
        time.sleep(0.05)
    raise AssertionError((alive, list(scratch.iterdir())))


def test_it_is_utf8_whatever_the_locale(program, scenario, tmp_path):
    text = scenario.read_text(encoding="utf-8").replace("name: base", "name: base\ntitle: {en: Town, zh: 小城}")
    named = tmp_path / "小城.yaml"
    named.write_text(text, encoding="utf-8")
    code = (
        "import issueflow, sys\n"
        f"r = issueflow.run(sys.argv[1], replications=2, binary={program!r})\n"
        "assert r.manifest['scenario']['title_zh'] == '\\u5c0f\\u57ce'\n"
        f"try: issueflow.run(sys.argv[1] + 'x', binary={program!r})\n"
        "except issueflow.IssueFlowError as e: assert '\\u5c0f' in e.english, ascii(e.english)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(PACKAGE), "LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = subprocess.run(
        [sys.executable, "-c", code, str(named)], env=environment, capture_output=True, timeout=120
    )
    assert done.returncode == 0, done.stderr.decode()


def test_a_path_that_begins_with_a_dash_is_no_option(program, scenario, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shutil.copy(scenario, tmp_path / "--version")
    shutil.copy(scenario, tmp_path / "-n")
    result = issueflow.run("--version", "-out", replications=2, binary=program)
    assert result.manifest.replications == 2 and (tmp_path / "-out" / "summary.csv").exists()
    assert len(issueflow.compare("--version", "-n", replications=2, binary=program).policies) == 2
    assert path_word("-x") == "./-x" and options(out=Path("-x")) == ["--out=./-x"]
    with pytest.raises(IssueFlowError):
        path_word("a\0b")


def test_temporary_folders_are_private_and_go(tmp_path, monkeypatch):
    old = os.umask(0)
    try:
        folder, other = private.PrivateFolder(), private.PrivateFolder()
    finally:
        os.umask(old)
    assert folder.path != other.path
    assert stat.S_IMODE(folder.path.stat().st_mode) == stat.S_IMODE(other.path.stat().st_mode) == 0o700
    folder.close()
    path = other.path
    del other
    assert not folder.path.exists() and not path.exists()


def test_a_path_with_signs_of_yaml_is_a_path(program, tmp_path):
    from issueflow.whatif import catalogue, scenarios

    place = tmp_path / "my # folder: {x}"
    place.mkdir()
    base = Path(scenarios.folder()) / "small-town.yaml"
    shutil.copy(base, place / "town.yaml")
    measures = catalogue.read(program)
    assert scenarios.unusable([place / "town.yaml"], measures, program) == scenarios.unusable([base], measures, program)
    assert yaml.safe_load("a: 1") == {"a": 1}
