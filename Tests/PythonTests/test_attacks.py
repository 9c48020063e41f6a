"""What somebody may try who mails a folder, or who has an account on the same machine: each attack, and its brothers."""

import gzip
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
from conftest import SCENARIO, signals_of_a_terminal
from made import without_digests

import issueflow
from issueflow import binary, private, runner, trust, writing
from issueflow.__main__ import main
from issueflow.cluster import unpack
from issueflow.errors import IssueFlowError
from issueflow.report import write_report
from issueflow.words import options, path_word

PACKAGE = Path(issueflow.__file__).parents[1]
#: Another user of this machine, of whom nothing else is known.
STRANGER = 65534

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can make files of another user")


def script(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


@pytest.fixture
def nowhere(monkeypatch, tmp_path):
    """No program is named, on the path or in a checkout."""
    monkeypatch.delenv(binary.VARIABLE, raising=False)
    monkeypatch.setattr(binary, "_checkout", lambda: None)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))


# Which program runs.


@pytest.mark.parametrize("place", [".build/release/issueflow", "../.build/release/issueflow", "issueflow"])
@pytest.mark.parametrize("entries", ["", ".", ":/nowhere", "bin:"])
def test_no_program_of_the_working_folder_is_run(nowhere, monkeypatch, tmp_path, place, entries):
    mailed = tmp_path / "mail" / "folder"
    mailed.mkdir(parents=True)
    (mailed / "bin").mkdir()
    for where in (mailed / place, mailed / "bin" / "issueflow"):
        script(where, f"touch {tmp_path}/ran; echo {issueflow.__version__}")
    monkeypatch.chdir(mailed)
    monkeypatch.setenv("PATH", entries)
    with pytest.raises(IssueFlowError, match="not on the PATH"):
        binary.find()
    monkeypatch.setenv(binary.VARIABLE, place)
    with pytest.raises(IssueFlowError, match="whole path"):
        binary.find()
    assert not (tmp_path / "ran").exists()


def test_argument_then_variable_then_checkout_then_path(nowhere, monkeypatch, tmp_path):
    said = f"echo {issueflow.__version__}"
    names = ["argument", "variable", "checkout", "bin/issueflow"]
    argument, variable, checkout, on_path = (script(tmp_path / name, said) for name in names)
    monkeypatch.setenv(binary.VARIABLE, str(variable))
    monkeypatch.setattr(binary, "_checkout", lambda: checkout)
    assert binary.find(argument) == str(argument)
    assert binary.find() == str(variable)
    monkeypatch.delenv(binary.VARIABLE)
    assert binary.find() == str(checkout)
    monkeypatch.setattr(binary, "_checkout", lambda: None)
    assert binary.find() == str(on_path)


@pytest.mark.parametrize("said", ["echo 9.9.9", "echo hello", "exit 3", "printf '\\033[2J'"])
def test_a_program_of_another_release_is_refused(tmp_path, said):
    with pytest.raises(IssueFlowError, match="goes with") as caught:
        binary.find(script(tmp_path / "other", said))
    assert "\033" not in str(caught.value)


def test_what_others_can_write_is_not_run(tmp_path):
    program = script(tmp_path / "open" / "issueflow", f"touch {tmp_path}/ran; echo {issueflow.__version__}")
    for place, rights in ((program, 0o777), (program.parent, 0o777)):
        before = stat.S_IMODE(place.stat().st_mode)
        place.chmod(rights)
        with pytest.raises(IssueFlowError, match="other users may write"):
            binary.find(program)
        place.chmod(before)
    link = tmp_path / "wide" / "link"
    link.parent.mkdir()
    link.symlink_to(program)
    link.parent.chmod(0o777)
    with pytest.raises(IssueFlowError, match="other users may write"):
        binary.find(link)
    assert not (tmp_path / "ran").exists()


@as_root
def test_a_program_of_another_user_is_not_run(tmp_path):
    program = script(tmp_path / "hers" / "issueflow", f"touch {tmp_path}/ran; echo {issueflow.__version__}")
    for place in (program, program.parent):
        os.chown(place, STRANGER, STRANGER)
        with pytest.raises(IssueFlowError, match="belongs to another user"):
            binary.find(program)
        os.chown(place, 0, 0)
    assert trust.fault(program) is None and not (tmp_path / "ran").exists()


@pytest.mark.parametrize("words", [["-m", "issueflow"], ["-c", "from issueflow.__main__ import main; main()"]])
def test_no_module_of_the_mailed_folder_is_imported(tmp_path, words):
    for module in ("yaml", "squarify", "pandas", "jinja2", "json", "argparse"):
        (tmp_path / f"{module}.py").write_text("open('ran', 'w')\n")
    start = ["-P"] if words[0] == "-c" else []
    subprocess.run(
        [sys.executable, *start, *words, "report", "."], cwd=tmp_path, capture_output=True, timeout=60,
        env={**os.environ, "PYTHONPATH": str(PACKAGE)},
    )
    assert not (tmp_path / "ran").exists()


# Workers.


def test_a_worker_keeps_to_a_private_folder_and_looks_again(monkeypatch, tmp_path):
    packed = {"design.yaml": b"schema: 1\n", "deep/er.yaml": b"x", "issueflow.program": b"#!/bin/sh\n"}
    folder = unpack(packed)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700 and folder == unpack(packed)
    assert f"-{os.getuid()}-" not in folder.name
    # A cleaner takes a file; somebody changes one; a link stands where a file was.
    (folder / "deep" / "er.yaml").unlink()
    again = unpack(packed)
    assert again != folder and (again / "deep" / "er.yaml").read_bytes() == b"x"
    (again / "issueflow.program").write_bytes(b"#!/bin/no\n")
    third = unpack(packed)
    assert third != again and (third / "issueflow.program").read_bytes() == b"#!/bin/sh\n"
    (third / "design.yaml").unlink()
    (tmp_path / "elsewhere").write_bytes(b"schema: 1\n")
    (third / "design.yaml").symlink_to(tmp_path / "elsewhere")
    assert unpack(packed) != third
    fourth = unpack(packed)
    fourth.chmod(0o777)
    assert unpack(packed) != fourth


def test_a_folder_that_was_laid_ready_for_a_worker_is_not_used(program, scenario, tmp_path, monkeypatch):
    """What was once the name of a worker's folder leads nowhere: nothing that lies in it is run."""
    import hashlib

    packed = {"base.yaml": scenario.read_bytes()}
    digest = hashlib.sha256()
    for name, content in sorted(packed.items()):
        digest.update(f"{name} {len(content)} ".encode())
        digest.update(content)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "shared"))
    (tmp_path / "shared").mkdir()
    laid = tmp_path / "shared" / f"issueflow-{os.getuid()}-{digest.hexdigest()[:32]}"
    script(laid / "issueflow.program", f"touch {tmp_path}/ran")
    assert unpack(packed) != laid and not (unpack(packed) / "issueflow.program").exists()


# Files that are written.


@pytest.fixture(scope="module")
def whole(program, tmp_path_factory):
    folder = tmp_path_factory.mktemp("whole")
    (folder / "base.yaml").write_text(SCENARIO, encoding="utf-8")
    issueflow.run(folder / "base.yaml", folder / "results", replications=2, binary=program)
    return folder / "results"


@pytest.fixture
def results(whole, tmp_path):
    return Path(shutil.copytree(whole, tmp_path / "results"))


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


# Files that are read.


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


# Processes.


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


@pytest.mark.parametrize(("old", "new"), [("set", "settings")])
def test_old_names_of_parameters_warn(program, scenario, old, new):
    with pytest.warns(DeprecationWarning, match=f"'{old}' is now called '{new}'"):
        issueflow.run(scenario, replications=2, binary=program, **{old: {"tiers.grid.paperwork": "10%"}})
