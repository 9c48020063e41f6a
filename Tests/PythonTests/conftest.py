"""The program under test, and a small design."""

import io
import json
import os
import shutil
import signal
from pathlib import Path

import pytest
from made import Made
from recompute_runs import run_all
from written import Pages

import issueflow
from issueflow import binary
from issueflow.errors import IssueFlowError
from issueflow.report import figures

SCENARIO = """\
schema: 1
name: base
observe: 10 days
drain: 10 days
seed: 5
city: {units: {street: 1, community: 2, grid: 2}}
tiers: [{id: grid, paperwork: 20%, wait_limit: 4 h}, {id: community}, {id: street}]
types:
  - id: noise
    rate: 12 per unit per day
    work: {grid: exponential(40 min), community: exponential(40 min), street: exponential(40 min)}
    authority: {grid: 70%, community: 90%, street: 100%}
targets: {shares: {grid: 60% ± 10 points, community: 30% ± 10 points, street: 10% ± 8 points}}
"""


def signals_of_a_terminal() -> None:
    """For a process that is started: a runner in the background may ignore signals, and those it starts would too."""
    for one in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(one, signal.SIG_DFL)


def absent(message: str) -> None:
    """What a test needs is not on this machine: where changes are decided that fails, elsewhere the test is passed over."""
    pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)


@pytest.fixture(scope="session")
def program() -> str:
    try:
        return binary.find()
    except IssueFlowError as error:
        # Who has Python alone may run the tests that need no program.
        absent(str(error))


@pytest.fixture(scope="session")
def browser():
    """One Chromium for every page under test, because a thread can drive only one at a time.

    It is Debian's, or that of ISSUEFLOW_CHROMIUM, and resolves no name but this machine's own.
    """
    path = os.environ.get("ISSUEFLOW_CHROMIUM") or shutil.which("chromium")
    if path is None:
        absent("no Chromium: install it, or name it in ISSUEFLOW_CHROMIUM")
    if not os.environ.get("CI"):
        pytest.importorskip("playwright.sync_api")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=path,
            args=["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
        )
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def monkeypatch_module():
    with pytest.MonkeyPatch.context() as patch:
        yield patch


@pytest.fixture
def still(monkeypatch):
    """Figures are described and not drawn, since drawing takes seconds and is Vega's."""
    monkeypatch.setattr(
        figures.vl_convert, "vegalite_to_svg", lambda specification: json.dumps(specification, allow_nan=False) and "<svg ></svg>"
    )


@pytest.fixture
def undrawn(monkeypatch):
    """The figure of a brief is two pixels."""
    from PIL import Image

    from issueflow.brief import making
    from issueflow.brief.content import Picture

    pixels = io.BytesIO()
    Image.new("RGB", (2, 1)).save(pixels, "png")
    picture = Picture("a figure", '<svg viewBox="0 0 2 1"></svg>', pixels.getvalue(), 2.0)
    monkeypatch.setattr(making, "_picture", lambda result, lang: picture)


@pytest.fixture
def scenario(tmp_path: Path) -> Path:
    path = tmp_path / "base.yaml"
    path.write_text(SCENARIO, encoding="utf-8")
    return path


@pytest.fixture
def design(scenario: Path) -> dict:
    return {
        "schema": 1,
        "name": "small",
        "base": str(scenario),
        "plan": "grid",
        "replications": 5,
        "factors": [
            {"id": "paperwork", "path": "tiers.grid.paperwork", "values": ["10%", "30%", "50%"]},
            {"id": "staff", "path": "tiers.community.staff", "values": [1, 2]},
        ],
    }


def files(folder: Path) -> dict[str, bytes]:
    """All files but the log, which tells times."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "run.log"}


@pytest.fixture(scope="session")
def pages(program: str, tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """Results of every command and the page of each, made once for all tests."""
    return Pages(program, tmp_path_factory.mktemp("written"))


@pytest.fixture(scope="session")
def made(program: str, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Results of titled scenarios, made once for all tests."""
    return Made(program, tmp_path_factory.mktemp("made"))


@pytest.fixture(scope="session")
def measured(program: str, tmp_path_factory: pytest.TempPathFactory) -> dict:
    """Two replications of every scenario of the measures, with all their rows."""
    return run_all(program, tmp_path_factory.mktemp("measured"), replications=2)


@pytest.fixture(scope="session")
def measured_alone(program: str, tmp_path_factory: pytest.TempPathFactory) -> dict:
    """The first replication by itself, so that units.csv and timeline.csv are of it alone."""
    return run_all(program, tmp_path_factory.mktemp("measured-alone"), replications=1)


@pytest.fixture(scope="session")
def finished_run(program, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("whole")
    (folder / "base.yaml").write_text(SCENARIO, encoding="utf-8")
    issueflow.run(folder / "base.yaml", folder / "results", replications=2, binary=program)
    return folder / "results"


@pytest.fixture
def results(finished_run, tmp_path) -> Path:
    """The folder of a small run, to do with as one likes."""
    return Path(shutil.copytree(finished_run, tmp_path / "results"))
