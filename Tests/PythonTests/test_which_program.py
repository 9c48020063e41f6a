"""Somebody may lay programs and modules where they could be run: none of them is, and a worker looks again."""

import os
import stat
import subprocess
import sys

import pytest
from attackers import PACKAGE, STRANGER, as_root, script

import issueflow
from issueflow import binary, trust
from issueflow.cluster import unpack
from issueflow.errors import IssueFlowError


@pytest.fixture
def nowhere(monkeypatch, tmp_path):
    """No program is named, on the path or in a checkout."""
    monkeypatch.delenv(binary.VARIABLE, raising=False)
    monkeypatch.setattr(binary, "INSIDE", tmp_path / "package" / "program" / "issueflow")
    monkeypatch.setattr(binary, "_checkout", lambda: None)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))


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


def test_argument_then_variable_then_inside_then_checkout_then_path(nowhere, monkeypatch, tmp_path):
    said = f"echo {issueflow.__version__}"
    names = ["argument", "variable", "inside", "checkout", "bin/issueflow"]
    argument, variable, inside, checkout, on_path = (script(tmp_path / name, said) for name in names)
    monkeypatch.setenv(binary.VARIABLE, str(variable))
    monkeypatch.setattr(binary, "INSIDE", inside)
    monkeypatch.setattr(binary, "_checkout", lambda: checkout)
    assert binary.find(argument) == str(argument)
    assert binary.find() == str(variable)
    monkeypatch.delenv(binary.VARIABLE)
    assert binary.find() == str(inside)
    inside.unlink()
    assert binary.find() == str(checkout)
    monkeypatch.setattr(binary, "_checkout", lambda: None)
    assert binary.find() == str(on_path)


def test_the_program_inside_the_package_is_run_only_where_nobody_else_can_change_it(nowhere, tmp_path):
    """It is not asked for its release, which is that of the wheel; whose it is, is looked at as for any other."""
    inside = script(tmp_path / "package" / "program" / "issueflow", f"touch {tmp_path}/ran")
    assert binary.find() == str(inside) and not (tmp_path / "ran").exists()
    for place in (inside, inside.parent, inside.parent.parent):
        before = stat.S_IMODE(place.stat().st_mode)
        place.chmod(0o777)
        with pytest.raises(IssueFlowError, match="other users may write"):
            binary.find()
        place.chmod(before)
    inside.chmod(0o644)
    with pytest.raises(IssueFlowError, match="no program to run"):
        binary.find()


#: The first lines of a command as pip writes them, also where the path of the interpreter is too long for one.
STARTS = ["#!/bin/python3", "#!/bin/sh\n'" + "''exec' /a/path \"$0\" \"$@\"\n' '" + "''"]


@pytest.mark.parametrize("start", STARTS)
def test_the_command_of_a_package_is_not_taken_for_the_program(nowhere, monkeypatch, tmp_path, start):
    """pip makes a command `issueflow` that starts the program: as the program it would start itself without an end."""
    own = script(tmp_path / "bin" / "issueflow", "")
    own.write_text(f"{start}\nimport sys\nfrom issueflow.commands import main\nsys.exit(main())\n")
    with pytest.raises(IssueFlowError, match="not on the PATH"):
        binary.find()
    behind = script(tmp_path / "later" / "issueflow", f"echo {issueflow.__version__}")
    monkeypatch.setenv("PATH", f"{own.parent}:{behind.parent}")
    assert binary.find() == str(behind)
    (tmp_path / "link").symlink_to(own)
    for name in (own, tmp_path / "link"):
        monkeypatch.setenv(binary.VARIABLE, str(name))
        with pytest.raises(IssueFlowError, match="not the program itself"):
            binary.find()


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
@pytest.mark.parametrize("asked", [["report", "."], ["run", "x.yaml"], ["app", "--port", "0"], ["notebooks", "--port", "0"]])
def test_no_module_of_the_mailed_folder_is_imported(tmp_path, words, asked):
    for module in ("yaml", "squarify", "pandas", "jinja2", "json", "argparse", "marimo", "uvicorn", "grp", "subprocess"):
        (tmp_path / f"{module}.py").write_text("open('ran', 'w')\n")
    start = ["-P"] if words[0] == "-c" else []
    subprocess.run(
        [sys.executable, *start, *words, *asked], cwd=tmp_path, capture_output=True, timeout=60,
        env={**os.environ, "PYTHONPATH": str(PACKAGE)},
    )
    assert not (tmp_path / "ran").exists()


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
