"""Another user of the same machine, with an account of her own: nothing of hers is run, read or written, and she gets nothing.

What she does is done by a process of hers. Only root can make an account, so that elsewhere these tests are passed over.
"""

import contextlib
import http.client
import json
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import SCENARIO
from test_whatif_server import PATHS, free_port, serve

import issueflow
from issueflow import binary, writing
from issueflow.cluster import unpack
from issueflow.errors import IssueFlowError
from issueflow.report import write_report

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root can make an account and become it")

#: Nobody's own account, where no new one can be made.
NOBODY = 65534


class Stranger:
    """An account that shares nothing with this user but the machine."""

    def __init__(self, user: int, group: int):
        self.user, self.group = user, group

    def does(self, deed: Callable[[], object]) -> object:
        """What a deed gives that a process of hers does; an error of the system is its name."""
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            # No way out of here but this, so that no clean-up of the tests is done twice.
            try:
                os.close(reader)
                os.setgroups([])
                os.setgid(self.group)
                os.setuid(self.user)
                try:
                    given = deed()
                except OSError as error:
                    given = type(error).__name__
                os.write(writer, json.dumps(given).encode())
            finally:
                os._exit(0)
        os.close(writer)
        with os.fdopen(reader, "rb") as told:
            given = told.read()
        os.waitpid(child, 0)
        assert given, "she was stopped by an error of the test"
        return json.loads(given)

    def writes(self, path: Path, text: str, rights: int = 0o755) -> Path:
        def deed() -> None:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
            path.chmod(rights)

        assert self.does(deed) is None
        return path


@pytest.fixture(scope="module")
def she() -> Iterator[Stranger]:
    name = f"issueflow-{os.getpid()}"
    made = shutil.which("useradd") and subprocess.run(
        ["useradd", "--no-create-home", "--shell", "/bin/false", name], capture_output=True
    ).returncode == 0
    if not made:
        yield Stranger(NOBODY, NOBODY)
        return
    try:
        account = pwd.getpwnam(name)
        yield Stranger(account.pw_uid, account.pw_gid)
    finally:
        subprocess.run(["userdel", name], capture_output=True, check=True)


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder such as that of temporary files: everybody may write to it, and remove what is theirs."""
    place = Path(tempfile.mkdtemp(dir="/tmp"))
    place.chmod(0o1777)
    yield place
    shutil.rmtree(place)


@pytest.fixture
def own(shared) -> Path:
    """A folder of this user's in it, with a scenario, which others may look into."""
    place = shared / "own"
    place.mkdir(mode=0o755)
    (place / "base.yaml").write_text(SCENARIO, encoding="utf-8")
    return place


def trap(place: Path) -> str:
    return f"#!/bin/sh\nid -u > {place}/ran\necho {issueflow.__version__}\n"


# The program, and what is run as it.


@pytest.mark.parametrize("where", [".build/release/issueflow", "own/.build/release/issueflow", "bin/issueflow"])
def test_no_program_of_hers_is_run(she, shared, own, monkeypatch, where):
    if where.startswith("own/"):
        own.chmod(0o1777)
    laid = she.writes(shared / where, trap(shared))
    assert laid.stat().st_uid == she.user
    monkeypatch.chdir(own)
    monkeypatch.delenv(binary.VARIABLE, raising=False)
    monkeypatch.setattr(binary, "INSIDE", own / "none")
    monkeypatch.setattr(binary, "_checkout", lambda: None)
    for entries in (str(laid.parent), f".:{laid.parent}", ""):
        monkeypatch.setenv("PATH", entries)
        with pytest.raises(IssueFlowError):
            binary.find()
    monkeypatch.setenv(binary.VARIABLE, str(laid))
    with pytest.raises(IssueFlowError, match="belongs to another user"):
        binary.find()
    assert not (shared / "ran").exists()


def test_a_program_that_she_can_turn_elsewhere_is_not_run(she, shared, own, program):
    """Her link to a good program is not followed, nor a good program in a folder of hers: she could change both."""
    real = Path(program).resolve()
    she.does(lambda: os.symlink(real, shared / "link"))
    she.does(lambda: os.symlink(real.parent, shared / "folder"))
    she.does(lambda: os.mkdir(shared / "hers"))
    shutil.copy(real, shared / "hers" / "issueflow")
    # A link of this user's own that leads through hers.
    (own / "link").symlink_to("../link")
    for place in (shared / "link", shared / "folder" / real.name, shared / "hers" / "issueflow", own / "link"):
        with pytest.raises(IssueFlowError, match="belongs to another user"):
            binary.find(place)
    (own / "good").symlink_to(real)
    assert binary.find(own / "good") == str(real)


@pytest.mark.parametrize("laid", ["folder", "link", "file"])
def test_the_program_takes_no_journal_of_hers(she, shared, own, program, laid):
    """Results in a shared folder, where she has laid ready what an unfinished run would have left."""
    place, target = shared / "results", shared / "target"
    target.mkdir()
    (target / "notes.txt").write_text("ours")
    place.mkdir()
    place.chmod(0o1777)
    journal = place / "run.journal"

    def deed() -> None:
        if laid == "folder":
            journal.mkdir()
            journal.chmod(0o777)
            (journal / "replications").write_bytes(b"hers")
            os.symlink(target / "notes.txt", journal / "replications.new")
        elif laid == "link":
            os.symlink(target, journal)
        else:
            journal.write_text("hers")

    assert she.does(deed) is None
    done = subprocess.run(
        [program, "run", own / "base.yaml", "--replications", "2", "--out", place, "--quiet"], capture_output=True, text=True,
        timeout=120,
    )
    assert done.returncode in {2, 3} and "run.journal" in done.stderr, done
    assert [path.name for path in target.iterdir()] == ["notes.txt"]
    assert (target / "notes.txt").read_text() == "ours"
    assert not (place / "manifest.json").exists()


def test_results_of_this_user_are_not_replaced_by_hers(she, shared, own, program):
    """Where everybody may write she can neither change nor remove what the program has put there."""
    result = issueflow.run(own / "base.yaml", own / "results", replications=2, binary=program)
    before = {path.name: path.read_bytes() for path in result.folder.iterdir()}

    def deed() -> list[str]:
        refused = []
        for path in [*result.folder.iterdir(), result.folder / "report.html"]:
            try:
                path.write_text("hers")
            except PermissionError:
                refused.append(path.name)
        return sorted(refused)

    assert she.does(deed) == sorted([*before, "report.html"])
    assert {path.name: path.read_bytes() for path in result.folder.iterdir()} == before


# Workers.


def test_a_worker_uses_nothing_that_she_laid_ready_and_shows_her_nothing(she, shared, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(shared))
    names = [f"issueflow-{os.getuid()}", "issueflow-design-", "issueflow-design", "issueflow"]
    for name in names:
        she.writes(shared / name / "issueflow.program", trap(shared), 0o777)
    packed = {"design.yaml": b"schema: 1\nsecret: 1\n", "issueflow.program": b"#!/bin/sh\n"}
    folder = unpack(packed)
    assert folder.stat().st_uid == os.geteuid() and folder.name not in names

    assert she.does(lambda: os.listdir(folder)) == "PermissionError"
    assert she.does(lambda: (folder / "design.yaml").read_text()) == "PermissionError"
    assert she.does(lambda: (folder / "issueflow.program").write_text("hers")) == "PermissionError"
    assert she.does(lambda: os.rename(folder, shared / "moved")) == "PermissionError"
    # Were a file hers all the same, none of it would be used.
    os.chown(folder / "issueflow.program", she.user, she.group)
    assert unpack(packed) != folder
    assert not (shared / "ran").exists()


# The page.


@pytest.fixture
def served(shared, program) -> Iterator[tuple[int, subprocess.Popen]]:
    """The page, with temporary files in a folder that everybody shares."""
    port = free_port()
    process = serve(program, port, TMPDIR=str(shared))
    yield port, process
    os.killpg(process.pid, signal.SIGKILL)
    process.wait(10)


def test_she_gets_nothing_of_the_page(she, shared, served):
    port, process = served
    secret = PATHS[port]

    def asks(path: str, method: str = "GET") -> int:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        connection.request(method, path, headers={"Host": f"127.0.0.1:{port}", "Origin": f"http://127.0.0.1:{port}"})
        return connection.getresponse().status

    for path in ("/", "/index.html", "/api/status", "/api/kernel/run", "/ws?session_id=s_1", "/@file/x", f"/{secret[:-1]}x/", "/../"):
        for method in ("GET", "POST"):
            assert she.does(lambda path=path, method=method: asks(path, method)) in {403, 404}, path
    assert asks(f"/{secret}/") == 200

    # The way in stands nowhere that she can read: no argument, no variable, no file.
    def looks() -> list[str]:
        seen = []
        for place in (f"/proc/{process.pid}/cmdline", f"/proc/{process.pid}/environ"):
            with contextlib.suppress(OSError):
                seen.append(Path(place).read_bytes().decode("utf-8", "replace"))
        for path in shared.rglob("*"):
            with contextlib.suppress(OSError):
                seen.append(f"{path} {path.read_text()}" if path.is_file() else str(path))
        return seen

    seen = she.does(looks)
    assert seen and not any(secret in text for text in seen)
    assert she.does(lambda: os.kill(process.pid, signal.SIGTERM)) == "PermissionError"


def test_the_page_keeps_its_files_from_her(she, shared, served, browser):
    port, _ = served
    for name in ("issueflow-", "issueflow-page", "issueflow-what-if"):
        she.writes(shared / name / "what-if.yaml", "name: hers\n", 0o666)
    context = browser.new_context()
    try:
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{port}/{PATHS[port]}/")
        page.locator("#whatif-run").wait_for(timeout=120_000)
        made = [path for path in shared.iterdir() if path.stat().st_uid == os.geteuid() and path.name.startswith("issueflow-")]
        assert made
        for path in made:
            assert she.does(lambda path=path: os.listdir(path)) == "PermissionError"
            assert she.does(lambda path=path: (path / "what-if.yaml").write_text("hers")) == "PermissionError"
    finally:
        context.close()


# Reports.


@pytest.mark.parametrize("laid", ["her own page", "a link to ours", "a folder of figures"])
def test_a_report_is_written_into_nothing_of_hers(she, shared, own, program, laid, still):
    result = issueflow.run(own / "base.yaml", own / "results", replications=2, binary=program)
    thesis = own / "thesis.html"
    thesis.write_text('<!DOCTYPE html><meta name="issueflow-results" content="0">')
    result.folder.chmod(0o1777)
    page, figures = result.folder / "report.html", result.folder / "report-figures"

    def deed() -> None:
        if laid == "her own page":
            page.write_text('<!DOCTYPE html><meta name="issueflow-results" content="0">')
            page.chmod(0o666)
        elif laid == "a link to ours":
            os.symlink(thesis, page)
        else:
            figures.mkdir()
            figures.chmod(0o777)

    assert she.does(deed) is None
    with pytest.raises(IssueFlowError):
        write_report(result.folder, lang="en", figures=["svg"] if laid == "a folder of figures" else [])
    assert thesis.read_text().endswith('content="0">') and not (figures.is_dir() and list(figures.iterdir()))


@pytest.mark.parametrize("file", ["summary.csv", "manifest.json", "verdict.json", "run.log"])
@pytest.mark.parametrize("kind", ["pipe", "link"])
def test_nothing_that_she_laid_among_results_is_waited_for_or_followed(she, shared, own, program, file, kind, still):
    """A folder of results in which she could write while they were being copied."""
    result = issueflow.run(own / "base.yaml", own / "results", replications=2, binary=program)
    hers = she.writes(shared / "hers.txt", "her-own-word,1\n", 0o644)
    (result.folder / file).unlink()
    result.folder.chmod(0o1777)
    she.does(lambda: os.mkfifo(result.folder / file) if kind == "pipe" else os.symlink(hers, result.folder / file))
    signal.alarm(60)
    try:
        if file == "run.log":
            page = write_report(result.folder, own / "page.html", lang="en").page
            assert "her-own-word" not in page.read_text(encoding="utf-8")
            return
        with pytest.raises(IssueFlowError) as caught:
            write_report(result.folder, own / "page.html", lang="en")
        assert "her-own-word" not in str(caught.value)
    finally:
        signal.alarm(0)


def test_she_cannot_follow_what_is_being_written(she, shared, own):
    """A draft beside a page has a name that nobody knows before, and rights for nobody else."""
    seen: list[tuple[str, int]] = []

    def watched(source: str, target: str, **folders: int) -> None:
        info = os.stat(source, dir_fd=folders["src_dir_fd"])
        seen.append((source, info.st_uid))
        rename(source, target, **folders)

    rename, os.rename = os.rename, watched
    try:
        for _ in range(2):
            writing.write(own / "page.html", b"ours", lambda head: head == b"ours")
    finally:
        os.rename = rename
    assert len({name for name, _ in seen}) == 2 and all(user == os.geteuid() for _, user in seen)
    assert not [path for path in own.iterdir() if path.name.startswith(".")]
