"""Indices through SALib, on functions whose indices are known."""

import json
import shutil

import numpy
import pandas
import pytest
from conftest import SCENARIO

import issueflow
from issueflow.errors import IssueFlowError
from issueflow.folders import NEEDED
from issueflow.results import SweepResult

pytest.importorskip("SALib")
from issueflow import sensitivity


class Handmade(SweepResult):
    """A sweep whose numbers are made here, in the rows that the program would write."""

    def __init__(self, folder, design, positions, values):
        names = [f"x{index + 1}" for index in range(positions.shape[1])]
        factors = [{"id": name, "scale": "linear", "unit": "", "is_number": True, "values": []} for name in names]
        whole = {"name": "made", "hash": "0", "hash_algorithm": "none", "points": len(positions)}
        (folder / "manifest.json").write_text(json.dumps(
            {"schema_version": 1, "tool": {"name": "issueflow"}, "study": "sweep", "master_seed": 1, "files": [],
             "replications": 1, "design": {**whole, **design, "factors": factors}}
        ))
        for name in ["datapackage.json", *NEEDED["sweep"]]:
            (folder / name).write_text('{"resources": []}' if name.endswith(".json") else "")
        super().__init__(folder)
        frame = pandas.DataFrame(positions, columns=names)
        frame.insert(0, "design_point", numpy.arange(1, len(frame) + 1))
        self.__dict__["design"] = frame
        self.__dict__["replications"] = pandas.DataFrame({
            "design_point": frame["design_point"], "replication": 1, "response": "y", "class": "", "value": values,
        })
        self.__dict__["summary"] = pandas.DataFrame({"response": ["y"], "class": [""], "unit": ["1"]})


def ishigami(x):
    x = (2 * x - 1) * numpy.pi
    return numpy.sin(x[:, 0]) + 7 * numpy.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * numpy.sin(x[:, 0])


def cross_sample(points, dimensions):
    """The rows of a saltelli plan: A, then A with a column of B, then B, for each base point."""
    from scipy.stats import qmc

    base = qmc.Sobol(2 * dimensions, scramble=False).random(points)
    rows = []
    for point in base:
        a, b = point[:dimensions], point[dimensions:]
        rows.append(a)
        for index in range(dimensions):
            mixed = a.copy()
            mixed[index] = b[index]
            rows.append(mixed)
        rows.append(b)
    return numpy.array(rows)


def test_sobol_indices_of_ishigami(tmp_path):
    positions = cross_sample(4096, 3)
    result = Handmade(tmp_path, {"plan": "saltelli", "second_order": False}, positions, ishigami(positions))
    found = sensitivity.sobol(result, "y")
    # A22: analytic; SALib itself comes to .3142, .4434, -.0003 and .5576, .4422, .2445.
    assert numpy.allclose(found["S1"], [0.31390519, 0.44241114, 0], atol=0.01)
    assert numpy.allclose(found["ST"], [0.55758886, 0.44241114, 0.24368366], atol=0.01)


def test_sobol_indices_of_a_design_that_the_program_made(program, scenario, tmp_path):
    # Only where the points lie matters: Ishigami's function stands for the simulation.
    paths = ["tiers.grid.paperwork", "types.noise.authority.grid", "types.noise.authority.community"]
    ends = [(0, 60), (10, 60), (70, 90)]
    design = {
        "schema": 1, "name": "saltelli", "base": str(scenario), "plan": "saltelli", "points": 256, "replications": 1,
        "responses": ["share"],
        "factors": [
            {"id": f"x{i + 1}", "path": path, "from": f"{low}%", "to": f"{high}%"}
            for i, (path, (low, high)) in enumerate(zip(paths, ends, strict=False))
        ],
    }
    made = issueflow.sweep(design, tmp_path / "made", progress=False, binary=program)
    levels = made.design[["x1", "x2", "x3"]].to_numpy(dtype=float)
    low, high = numpy.array(ends, dtype=float).T
    positions = (levels - low) / (high - low)
    assert len(positions) == 256 * 5 and positions.min() >= 0 and positions.max() <= 1
    stand_in = tmp_path / "stand-in"
    stand_in.mkdir()
    found = sensitivity.sobol(Handmade(stand_in, {"plan": "saltelli", "second_order": False}, positions, ishigami(positions)), "y")
    assert numpy.allclose(found["S1"], [0.31390519, 0.44241114, 0], atol=0.05)
    assert numpy.allclose(found["ST"], [0.55758886, 0.44241114, 0.24368366], atol=0.05)


def test_elementary_effects_of_a_plane(tmp_path):
    # One trajectory after the other, a step of 2/3 on four levels.
    rows = []
    generator = numpy.random.default_rng(1)
    for _ in range(20):
        point = generator.integers(0, 2, 3) / 3
        rows.append(point.copy())
        for index in generator.permutation(3):
            point[index] += 2 / 3
            rows.append(point.copy())
    positions = numpy.array(rows)
    values = 5 * positions[:, 0] - 2 * positions[:, 1]
    result = Handmade(tmp_path, {"plan": "morris", "levels": 4}, positions, values)
    found = sensitivity.morris(result, "y")
    assert numpy.allclose(found["mu"], [5, -2, 0], atol=1e-9)
    assert numpy.allclose(found["mu_star"], [5, 2, 0], atol=1e-9)
    # What SALib makes of the same points.
    from SALib.analyze import morris

    bent = Handmade(tmp_path, {"plan": "morris", "levels": 4}, positions, ishigami(positions))
    problem = {"num_vars": 3, "names": bent.factors, "bounds": [[0, 1]] * 3}
    theirs, ours = morris.analyze(problem, positions, ishigami(positions), num_levels=4, seed=1), sensitivity.morris(bent, "y")
    for name in ("mu", "mu_star", "sigma"):
        assert numpy.allclose(numpy.asarray(theirs[name], dtype=float), ours[name])
    assert numpy.allclose(numpy.asarray(theirs["mu_star_conf"], dtype=float), ours["mu_star_conf"], rtol=0.2)


def test_other_plans_are_refused(tmp_path):
    result = Handmade(tmp_path, {"plan": "grid"}, numpy.zeros((2, 1)), [0, 1])
    with pytest.raises(IssueFlowError, match="plan: saltelli"):
        sensitivity.sobol(result, "y")


#: Functions of positions 0 … 1 with their indices: mean effects of Morris, first-order and total indices of Sobol.
#: The middle factor is a time in four levels, the last a word in two.
def plane(a, b, c):
    return 5 * a - 2 * b + 3 * c


def product(a, b, c):
    return (1 + a) * (1 + 2 * b)


def saddle(a, b, c):
    return (2 * a - 1) * (2 * c - 1) + b


TIMES = ["8 h", "16 h", "24 h", "none"]
WORDS = ["priority", "first come"]


@pytest.fixture(scope="module")
def sweeps(program, tmp_path_factory):
    """Real sweeps over a number, a time and a word by their plan, each made once."""
    place = tmp_path_factory.mktemp("sweeps")
    (place / "base.yaml").write_text(SCENARIO, encoding="utf-8")
    made: dict[str, SweepResult] = {}

    def sweep(**plan) -> SweepResult:
        name = plan["plan"]
        if name not in made:
            made[name] = real_sweep(program, place / "base.yaml", place / name, plan)
        return made[name]

    return sweep


def real_sweep(program, scenario, folder, plan) -> SweepResult:
    design = {
        "schema": 1, "name": "known", "base": str(scenario), "replications": 1, "responses": ["open_share"], **plan,
        "factors": [
            {"id": "paperwork", "path": "tiers.grid.paperwork", "from": "10%", "to": "40%"},
            {"id": "limit", "path": "tiers.grid.wait_limit", "values": TIMES},
            {"id": "order", "path": "tiers.grid.discipline", "values": WORDS},
        ],
    }
    return issueflow.sweep(design, folder, progress=False, binary=program)


def with_function(made: SweepResult, folder, function) -> SweepResult:
    """A sweep in whose tables a function stands for the simulation."""
    shutil.copytree(made.folder, folder)
    points = made.design
    number = (points["paperwork"].astype(float) - 10) / 30
    time = points["limit"].map({level: place / 3 for place, level in enumerate(TIMES)})
    word = points["order"].map({level: float(place) for place, level in enumerate(WORDS)})
    table = pandas.read_csv(folder / "replications.csv", encoding="utf-8-sig", dtype=str, keep_default_na=False)
    told = dict(zip(points["design_point"].astype(str), function(number, time, word), strict=False))
    table["value"] = [repr(float(told[point])) for point in table["design_point"]]
    table.to_csv(folder / "replications.csv", index=False, lineterminator="\r\n")
    return issueflow.read_results(folder, changed=True)


@pytest.mark.parametrize(
    ("function", "mu"),
    [(plane, [5, -2, 3]), (product, [2, 3, 0]), (saddle, [0, 1, 0])],
)
def test_elementary_effects_through_a_real_sweep_with_numbers_times_and_words(sweeps, tmp_path, function, mu):
    result = with_function(sweeps(plan="morris", trajectories=60), tmp_path / "out", function)
    assert result.levels("limit") == TIMES and result.levels("order") == WORDS
    found = sensitivity.morris(result, "open_share").set_index("factor")
    spread = 3 * found["sigma"] / numpy.sqrt(60) + 1e-9
    assert (abs(found["mu"] - mu) <= spread).all(), found
    if function is plane:
        assert numpy.allclose(found["mu"], mu)
    if function is saddle:
        assert found.loc["paperwork", "mu_star"] > 0.5 and found.loc["order", "mu_star"] > 0.5
    assert sensitivity.morris(result, "open_share").attrs["units"]["mu"] == result.unit_of("open_share")


def exact(function, steps=200):
    """First-order and total indices by summing over all levels."""
    numbers = (numpy.arange(steps) + 0.5) / steps
    a, b, c = numpy.meshgrid(numbers, numpy.arange(4) / 3, [0.0, 1.0], indexing="ij")
    y = function(a, b, c) + 0 * (a + b + c)
    axes = {0, 1, 2}
    first = [y.mean(axis=tuple(axes - {axis})).var() / y.var() for axis in range(3)]
    total = [1 - y.mean(axis=axis).var() / y.var() for axis in range(3)]
    return numpy.array(first), numpy.array(total)


@pytest.mark.parametrize("function", [plane, product, saddle])
def test_sobol_indices_through_a_real_sweep_with_numbers_times_and_words(sweeps, tmp_path, function):
    result = with_function(sweeps(plan="saltelli", points=256), tmp_path / "out", function)
    found = sensitivity.sobol(result, "open_share").set_index("factor")
    first, total = exact(function)
    assert (abs(found["S1"] - first) <= found["S1_conf"] + 0.01).all(), (found, first)
    assert (abs(found["ST"] - total) <= found["ST_conf"] + 0.01).all(), (found, total)


def test_words_in_no_order_are_refused(program, scenario, tmp_path):
    design = {
        "schema": 1, "name": "words", "base": str(scenario), "plan": "morris", "trajectories": 3, "replications": 1,
        "factors": [
            {"id": "order", "path": "tiers.grid.discipline", "values": ["priority", "first come", "earliest deadline"]},
            {"id": "paperwork", "path": "tiers.grid.paperwork", "from": "10%", "to": "40%"},
        ],
    }
    made = issueflow.sweep(design, tmp_path / "out", progress=False, binary=program)
    with pytest.raises(IssueFlowError, match="words in no order"):
        sensitivity.morris(made, "open_share")


def test_main_effects_stand_in_the_declared_order(program, scenario, tmp_path):
    design = {
        "schema": 1, "name": "order", "base": str(scenario), "plan": "grid", "replications": 2,
        "factors": [{"id": "limit", "path": "tiers.grid.wait_limit", "values": TIMES}],
    }
    made = issueflow.sweep(design, tmp_path / "out", progress=False, binary=program)
    assert list(made.main_effects("open_share")["level"]) == TIMES


def test_an_effect_is_compared_on_the_same_luck(program, scenario, tmp_path):
    """The standard error is that of differences within a replication, not that of the levels' means."""
    design = {
        "schema": 1, "name": "luck", "base": str(scenario), "plan": "grid", "replications": 6,
        "factors": [{"id": "limit", "path": "tiers.grid.wait_limit", "values": ["8 h", "16 h"]}],
    }
    made = issueflow.sweep(design, tmp_path / "out", progress=False, binary=program)
    runs = made.wide("issues_arisen")
    table = runs.pivot(index="replication", columns="limit", values="value")
    differences = table.sub(table.mean(axis=1), axis=0)
    found = made.main_effects("issues_arisen").set_index("level")
    for level in made.levels("limit"):
        assert numpy.isclose(found.loc[level, "standard_error"], differences[level].std(ddof=1) / numpy.sqrt(6), atol=1e-9)
    # The same issues arise under both, which the spread over replications would hide.
    assert table.std(ddof=1).min() > 0 and (found["standard_error"] < 1e-9).all()
