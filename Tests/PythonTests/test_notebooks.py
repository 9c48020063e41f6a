"""Every notebook executes, in both languages, and says everything in the language that was chosen."""

import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import marimo
import pytest

import issueflow
from issueflow import binary

FOLDER = Path(__file__).resolve().parents[2] / "Notebooks"
PAGE = Path(issueflow.__file__).parent / "whatif" / "notebook.py"
NOTEBOOKS = sorted(path.name for path in FOLDER.glob("0*.py"))

CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def named_program(program, monkeypatch_module):
    """The program where a notebook, which takes no arguments, looks for it."""
    monkeypatch_module.setenv(binary.VARIABLE, program)
    return program


def application(name: str) -> marimo.App:
    spec = importlib.util.spec_from_file_location(f"notebook_{name[:2]}", FOLDER / name)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.app


def texts(outputs) -> list[str]:
    """The prose of a notebook's outputs."""
    return [
        output.text for output in outputs if isinstance(output, marimo.Html) and "markdown" in output.text
    ]


def test_there_are_four():
    assert [name[:2] for name in NOTEBOOKS] == ["01", "02", "03", "04"]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", NOTEBOOKS)
def test_notebook_executes_in_both_languages(name, language, named_program):
    outputs, _ = application(name).run(defs={"language": SimpleNamespace(value=language), "mo": marimo})
    said = texts(outputs)
    assert len(said) >= 4
    for text in said:
        plain = re.sub(r"<[^>]+>|https?://\S+", "", text)
        assert bool(CHINESE.search(plain)) == (language == "zh"), plain[:200]


@pytest.mark.parametrize("name", [*NOTEBOOKS, PAGE])
def test_notebook_is_sound(name):
    """marimo's own check: no name defined twice, no cycle, nothing that runs only by accident."""
    done = subprocess.run(
        [sys.executable, "-m", "marimo", "check", "--strict", str(FOLDER / name)],
        capture_output=True,
        text=True,
    )
    found = re.findall(r"^(?:error|warning)\[([\w-]+)\]", done.stdout + done.stderr, re.MULTILINE)
    # The package is installed from the folder in which the notebooks are: importing it is what they are for.
    # And which version of marimo wrote them matters to nobody.
    assert set(found) <= {"self-import", "general-formatting"} and (found or done.returncode == 0), done.stdout + done.stderr


def test_notebook_is_a_script_and_can_be_exported(named_program, tmp_path):
    """Its name begins with a digit, which no module may; as a script and for marimo it is a file like any other."""
    script = subprocess.run(
        [sys.executable, str(FOLDER / "01-first-look.py")], capture_output=True, text=True
    )
    assert script.returncode == 0, script.stderr
    page = tmp_path / "page.html"
    exported = subprocess.run(
        [sys.executable, "-m", "marimo", "export", "html", str(FOLDER / "01-first-look.py"), "-o", str(page)],
        capture_output=True,
        text=True,
    )
    assert exported.returncode == 0, exported.stderr
    assert "A first look" in page.read_text(encoding="utf-8")
