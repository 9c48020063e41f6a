"""What is handed out: a wheel says what machine it is for, an archive holds all sources, a release lists all its parts."""

import json
import os
import re
import shutil
import stat
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

import issueflow

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Sources/Packaging"))
import dependencies  # noqa: E402
import parts  # noqa: E402


def git(folder: Path, *words: str) -> str:
    return subprocess.run(["git", *words], cwd=folder, capture_output=True, text=True, check=True).stdout


@pytest.fixture(scope="module")
def checkout(tmp_path_factory) -> Path:
    """This checkout once more, since building leaves files behind."""
    copy = tmp_path_factory.mktemp("checkout")
    for name in filter(None, git(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0")):
        if (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, copy / name)
    git(copy, "init", "--quiet")
    git(copy, "add", "--all")
    return copy


@pytest.fixture
def package(checkout) -> Path:
    shutil.rmtree(checkout / "Sources" / "Python" / "build", ignore_errors=True)
    return checkout / "Sources" / "Python"


def build(package: Path, into: Path, kind: str = "wheel", **environment: str) -> subprocess.CompletedProcess:
    into.mkdir(exist_ok=True)
    code = f"from setuptools.build_meta import build_{kind} as build; build({str(into)!r})"
    return subprocess.run(
        [sys.executable, "-c", code], cwd=package, capture_output=True, text=True, timeout=120,
        env={**{name: value for name, value in os.environ.items() if not name.startswith("ISSUEFLOW_")}, **environment},
    )


def test_a_checkout_makes_a_package_for_every_machine_without_a_program(package, tmp_path):
    done = build(package, tmp_path / "out")
    assert done.returncode == 0, done.stderr
    wheel = next((tmp_path / "out").glob("*.whl"))
    assert wheel.name == f"issueflow-{issueflow.__version__}-py3-none-any.whl"
    names = zipfile.ZipFile(wheel).namelist()
    assert not [name for name in names if "/program/" in name]
    for name in ("whatif/shipped/changzhou.yaml", "notebooks/01-first-look.py", "commands/report.py", "whatif/page.css"):
        assert f"issueflow/{name}" in names
    assert not [name for name in names if "which_measure" in name or name.endswith(".svg")]


@pytest.mark.skipif(sys.platform != "linux", reason="tags of Linux")
def test_a_wheel_with_a_program_is_for_what_the_program_asks_of_the_system(package, tmp_path):
    # A program that needs the C library alone, whichever it is.
    (tmp_path / "made" / "release").mkdir(parents=True)
    program = Path(shutil.copy(shutil.which("true"), tmp_path / "made" / "release" / "issueflow"))
    (tmp_path / "made" / "NOTICES.txt").write_text("licences\n")
    done = build(package, tmp_path / "out", ISSUEFLOW_PROGRAM=str(program))
    assert done.returncode == 0, done.stderr
    wheel = next((tmp_path / "out").glob("*.whl"))
    tag = re.fullmatch(rf"issueflow-[\d.]+-py3-none-manylinux_2_(\d+)_{os.uname().machine}\.whl", wheel.name)
    assert tag
    symbols = subprocess.run(["objdump", "-T", program], capture_output=True, text=True, check=True).stdout
    assert int(tag[1]) == max(int(minor) for minor in re.findall(r"GLIBC_2\.(\d+)", symbols))
    with zipfile.ZipFile(wheel) as archive:
        entry = archive.getinfo("issueflow/program/issueflow")
        assert stat.S_IMODE(entry.external_attr >> 16) == 0o755
        assert archive.read(entry) == program.read_bytes()
        assert archive.read("issueflow/program/NOTICES.txt") == b"licences\n"
        points = archive.read(f"issueflow-{issueflow.__version__}.dist-info/entry_points.txt").decode()
        assert "issueflow = issueflow.commands:main" in points
        assert "Root-Is-Purelib: false" in archive.read(f"issueflow-{issueflow.__version__}.dist-info/WHEEL").decode()


@pytest.mark.skipif(sys.platform != "linux", reason="tags of Linux")
def test_a_program_that_needs_what_not_every_machine_has_goes_into_no_wheel(package, tmp_path):
    done = build(package, tmp_path / "out", ISSUEFLOW_PROGRAM=shutil.which("git"))
    assert done.returncode != 0 and "which not every machine has" in done.stderr and "libz.so.1" in done.stderr
    assert not list((tmp_path / "out").glob("*.whl"))


@pytest.fixture
def archive(package, tmp_path) -> Path:
    """The source archive of this checkout, unpacked."""
    checkouts = tmp_path / "checkouts"
    for name in ("swift-argument-parser", "Yams"):
        (checkouts / name / "Sources").mkdir(parents=True)
        for file in ("Package.swift", "Package@swift-6.0.swift", "LICENSE", "Sources/a.swift"):
            (checkouts / name / file).write_text(file)
    done = build(package, tmp_path / "out", "sdist", ISSUEFLOW_CHECKOUTS=str(checkouts))
    assert done.returncode == 0, done.stderr
    with tarfile.open(next((tmp_path / "out").glob("*.tar.gz"))) as packed:
        packed.extractall(tmp_path / "unpacked", filter="data")
    return next((tmp_path / "unpacked").iterdir())


def test_the_source_archive_holds_the_source_of_all(archive, checkout):
    for name in filter(None, git(checkout, "ls-files", "-z").split("\0")):
        if not name.startswith((".ci/", "Sources/Python/")):
            assert (archive / "source" / name).read_bytes() == (checkout / name).read_bytes(), name
    for name in ("Package@swift-6.0.swift", "LICENSE", "Sources/a.swift"):
        assert (archive / "source" / "Dependencies" / "Yams" / name).is_file()
    assert (archive / "issueflow" / "commands" / "report.py").is_file()
    assert 'from: "' not in (archive / "source" / "Package.swift").read_text()


def test_a_machine_without_a_compiler_is_told_what_building_needs(archive, tmp_path):
    done = build(archive, tmp_path / "wheel", PATH="/nowhere")
    assert done.returncode != 0 and "needs Swift 6.2 or later" in done.stderr and "没有适合本机的" in done.stderr


def test_an_archive_without_the_packages_it_is_built_from_is_not_made(package, tmp_path):
    done = build(package, tmp_path / "out", "sdist", ISSUEFLOW_CHECKOUTS=str(tmp_path))
    assert done.returncode != 0 and "make sdist" in done.stderr


def test_versions_are_taken_without_hashes():
    lines = dependencies.without_hashes(dependencies.CONSTRAINTS.read_text(encoding="utf-8")).splitlines()
    assert len(lines) >= 80 and all(re.fullmatch(r"[\w.-]+==[\w.+]+( ;.*)?", line) for line in lines), lines
    assert {"pandas", "marimo"} <= {line.split("==")[0] for line in lines}


def test_the_list_of_parts_names_each_with_its_licence(tmp_path):
    wheels = []
    for name, licence in (("good", "License-Expression: MIT"), ("bad", "License: Proprietary")):
        wheel = tmp_path / f"{name}-1.2-py3-none-any.whl"
        with zipfile.ZipFile(wheel, "w") as packed:
            packed.writestr(f"{name}-1.2.dist-info/METADATA", f"Metadata-Version: 2.4\nName: {name}\nVersion: 1.2\n{licence}\n")
        wheels.append(parts.of_wheel(wheel))
    assert [(part.name, part.version, part.licence) for part in wheels] == [("good", "1.2", "MIT"), ("bad", "1.2", "Proprietary")]
    assert parts.incompatible(wheels) == wheels[1:]
    own = tmp_path / "issueflow-1-py3-none-any.whl"
    own.write_bytes(b"own")
    inside = parts.Part("GNU Scientific Library", "2.7", "GPL-3.0-or-later")
    told = json.loads(json.dumps(parts.document("1", "2026-01-02T03:04:05Z", [own], [inside, wheels[0]])))
    assert told["spdxVersion"] == "SPDX-2.3"
    identifiers = {package["SPDXID"] for package in told["packages"]}
    assert len(identifiers) == 3
    for relation in told["relationships"]:
        assert relation["relatedSpdxElement"] in identifiers
    kinds = [relation["relationshipType"] for relation in told["relationships"]]
    assert kinds == ["DESCRIBES", "CONTAINS", "DEPENDS_ON"]
    assert all(package["licenseDeclared"] and re.fullmatch(r"SPDXRef-[\w.-]+", package["SPDXID"]) for package in told["packages"])
