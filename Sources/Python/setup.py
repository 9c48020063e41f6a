"""Takes the scenarios of the checkout into the package, for the what-if page; everything else is in pyproject.toml."""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py
from setuptools.command.sdist import sdist

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parents[1] / "Scenarios"
PLACE = Path("issueflow") / "whatif" / "shipped"


def _take(into: Path) -> None:
    """An unpacked source archive has them in their place already."""
    if CHECKOUT.is_dir():
        shutil.copytree(CHECKOUT, into / PLACE, dirs_exist_ok=True)
    elif not (HERE / PLACE).is_dir():
        raise SystemExit(f"{CHECKOUT} is not here: build the package in a checkout, or from its source archive")


class Build(build_py):
    def run(self) -> None:
        super().run()
        if not self.editable_mode:
            _take(Path(self.build_lib))


class Archive(sdist):
    def make_release_tree(self, base_dir: str, files: list[str]) -> None:
        super().make_release_tree(base_dir, files)
        _take(Path(base_dir))


setup(cmdclass={"build_py": Build, "sdist": Archive})
