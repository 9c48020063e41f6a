"""Takes into the package what is made elsewhere in the checkout: the scenarios, the notebooks, and the program.

The program is put into a wheel when ISSUEFLOW_PROGRAM names it (`make wheel` does), and the wheel is then for the platform
that the program runs on. A source archive holds the sources of the program in its folder `source`, and builds it when it
is made into a wheel; a checkout does not, so that the package can be worked on without it. All else is in pyproject.toml.
"""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

from setuptools import Distribution, setup
from setuptools.command.bdist_wheel import bdist_wheel
from setuptools.command.build_py import build_py
from setuptools.command.sdist import sdist

HERE = Path(__file__).resolve().parent
SOURCE = HERE / "source"
IS_ARCHIVE = SOURCE.is_dir()
CHECKOUT = SOURCE if IS_ARCHIVE else HERE.parents[1]
PROGRAM = Path("issueflow") / "program" / "issueflow"

#: What is taken from the checkout, and to where in the package.
TAKEN = {"Scenarios/**/*": Path("issueflow") / "whatif" / "shipped", "Notebooks/0*.py": Path("issueflow") / "notebooks"}

#: The packages that the program is built from, and where their sources lie in an archive: Package.swift looks for them there.
BUILT_FROM, DEPENDENCIES = ("swift-argument-parser", "Yams"), "Dependencies"

#: What every Linux has that a `manylinux` wheel may be put on.
SYSTEM_LIBRARIES = {"libc.so.6", "libm.so.6", "libgcc_s.so.1", "libstdc++.so.6", "libpthread.so.0", "libdl.so.2"}


def program() -> Path | None:
    """The program that goes into the wheel; None where the wheel is to have none."""
    if named := os.environ.get("ISSUEFLOW_PROGRAM"):
        return Path(named)
    if not IS_ARCHIVE:
        return None
    built = SOURCE / ".build" / "portable" / "release" / "issueflow"
    if not built.is_file():
        if shutil.which("swift") is None:
            raise SystemExit(
                "no wheel of issueflow fits this machine, and its source needs Swift 6.2 or later (https://swift.org/install), "
                "GSL, zlib and make to be built\n"
                "没有适合本机的 issueflow wheel；从源码构建需要 Swift 6.2 以上、GSL、zlib 与 make"
            )
        subprocess.run(["make", "portable"], cwd=SOURCE, check=True)
    return built


def platform_of(binary: Path) -> str:
    """The platform that a program runs on, such as manylinux_2_35_x86_64: by the newest symbol that it asks libc for."""
    if not sys.platform.startswith("linux"):
        return re.sub(r"[-.]", "_", sysconfig.get_platform())
    told = subprocess.run(["objdump", "-p", binary], capture_output=True, text=True, check=True).stdout
    foreign = set(re.findall(r"NEEDED +(\S+)", told)) - SYSTEM_LIBRARIES
    foreign = {name for name in foreign if not name.startswith("ld-linux")}
    if foreign:
        raise SystemExit(f"{binary} needs {', '.join(sorted(foreign))}, which not every machine has: `make portable` builds one")
    newest = max(tuple(map(int, version.split("."))) for version in re.findall(r" GLIBC_(\d+\.\d+)", told))
    return f"manylinux_{newest[0]}_{newest[1]}_{os.uname().machine}"


class Whole(Distribution):
    """Not pure where the program is inside."""

    def has_ext_modules(self) -> bool:
        return IS_ARCHIVE or bool(os.environ.get("ISSUEFLOW_PROGRAM"))


class Build(build_py):
    def run(self) -> None:
        super().run()
        if self.editable_mode:
            return
        for pattern, place in TAKEN.items():
            for file in filter(Path.is_file, CHECKOUT.glob(pattern)):
                into = Path(self.build_lib) / place / file.relative_to(CHECKOUT / pattern.split("/")[0])
                into.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, into)
        if binary := program():
            into = Path(self.build_lib) / PROGRAM
            into.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(binary, into)
            into.chmod(0o755)
            # The licences of what is linked into it, where `make portable` left them.
            if (notices := binary.parents[1] / "NOTICES.txt").is_file():
                shutil.copyfile(notices, into.with_name(notices.name))


class Wheel(bdist_wheel):
    def get_tag(self) -> tuple[str, str, str]:
        binary = program()
        return ("py3", "none", platform_of(binary)) if binary else ("py3", "none", "any")


class Archive(sdist):
    """With the whole source, and the packages that it is built from, so that building it asks no network for Swift's."""

    def make_release_tree(self, base_dir: str, files: list[str]) -> None:
        checkouts = Path(os.environ.get("ISSUEFLOW_CHECKOUTS") or CHECKOUT / ".build" / "checkouts")
        if not IS_ARCHIVE and not all((checkouts / name).is_dir() for name in BUILT_FROM):
            raise SystemExit(f"the sources of {' and '.join(BUILT_FROM)} are not in {checkouts}: use `make sdist`")
        super().make_release_tree(base_dir, files)
        into = Path(base_dir) / "source"
        if IS_ARCHIVE:
            shutil.copytree(SOURCE, into, dirs_exist_ok=True, ignore=shutil.ignore_patterns(".build"))
            return
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=CHECKOUT, capture_output=True, check=True).stdout
        for name in filter(None, listed.decode().split("\0")):
            # The package is the archive itself.
            if not name.startswith(("Sources/Python/", ".ci/")) and (CHECKOUT / name).is_file():
                (into / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(CHECKOUT / name, into / name)
        for name in BUILT_FROM:
            for pattern in ("Package*.swift", "LICENSE*", "Sources/**/*", "Plugins/**/*", "Tools/**/*"):
                for file in filter(Path.is_file, (checkouts / name).glob(pattern)):
                    place = into / DEPENDENCIES / file.relative_to(checkouts)
                    place.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copy2(file, place)


setup(distclass=Whole, cmdclass={"build_py": Build, "bdist_wheel": Wheel, "sdist": Archive})
