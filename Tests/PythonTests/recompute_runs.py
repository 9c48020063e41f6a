"""Small runs of every scenario under which responses are recomputed."""

import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pandas
from recompute import Folder, Replication

SCENARIOS = Path(__file__).resolve().parents[2] / "Scenarios" / "measures"
TOWN = SCENARIOS / "base" / "town.yaml"
#: The plain town, the town with everything in it, the same under all measures, and every measure by itself.
PATHS = [
    TOWN, SCENARIOS / "base" / "everything.yaml", SCENARIOS / "base" / "all-at-once.yaml",
    *sorted(SCENARIOS.glob("[0-9]*.yaml")),
]
RELATIVE = 1e-6


def run(program: str, scenario: Path, folder: Path, replications: int) -> Folder:
    """Runs a scenario; the trace of its first replication lies beside its folder."""
    settings = ["--set", "observe=56 days", "--set", "drain=90 days", "--replications", str(replications)]
    command = [program, "run", str(scenario), "--jobs", "1", "--issues", "--events", "--quiet", "--out", str(folder)]
    command += ["--trace", str(folder.with_suffix(".trace"))]
    done = subprocess.run([*command, *settings], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return Folder(folder)


def run_all(program: str, root: Path, replications: int) -> dict[str, Folder]:
    with ThreadPoolExecutor(2) as pool:
        made = pool.map(lambda path: run(program, path, root / path.stem, replications), PATHS)
        return dict(zip((path.stem for path in PATHS), made, strict=True))


def every(folders: dict[str, Folder]):
    for name, folder in folders.items():
        for replication in folder.replications:
            yield f"{name}, replication {replication.number}", folder, replication


def agree(told: float, value: float, slack: float = 0.0) -> bool:
    return abs(told - value) <= RELATIVE * abs(value) + slack + 1e-12


def listed(folder: Folder, replication: Replication | int) -> dict[tuple[str, str], float | None]:
    """What replications.csv tells of one of them; `None` where nothing was observed."""
    number = replication if isinstance(replication, int) else replication.number
    rows = folder.values[folder.values["replication"] == number]
    return {
        (response, key): None if pandas.isna(value) else value
        for response, key, value in zip(rows["response"], rows["class"], rows["value"], strict=True)
    }


def disagreements(folders: dict[str, Folder]):
    """What rows and replications.csv tell differently: whose, the response, what is told, what the rows give, its slack."""
    for name, folder, replication in every(folders):
        told = listed(folder, replication)
        for key, (value, slack) in replication.responses().items():
            if key not in told and value in (None, 0):
                continue
            given = told.get(key)
            if (given is None) != (value is None) or (value is not None and not agree(given, value, slack)):
                yield name, key, given, value, slack


def sentence(name: str, key: tuple[str, str], given: float | None, value: float | None, slack: float) -> str:
    return f"{name}: {'.'.join(filter(None, key))} is {given}, and by the rows {value} ± {slack:.3g}"
