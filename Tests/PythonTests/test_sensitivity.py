"""Indices through SALib, on functions whose indices are known."""

import json

import numpy
import pandas
import pytest

from issueflow.errors import IssueFlowError
from issueflow.folders import NEEDED
from issueflow.results import SweepResult

pytest.importorskip("SALib")
from issueflow import sensitivity


class Handmade(SweepResult):
    """A sweep whose numbers are made here, in the rows that the program would write."""

    def __init__(self, folder, design, positions, values):
        names = [f"x{index + 1}" for index in range(positions.shape[1])]
        factors = [{"id": name, "scale": "linear"} for name in names]
        (folder / "manifest.json").write_text(json.dumps(
            {"schema_version": 1, "tool": {"name": "issueflow"}, "study": "sweep",
             "design": {**design, "factors": factors}}
        ))
        for name in ["datapackage.json", *NEEDED["sweep"]]:
            if name != "manifest.json":
                (folder / name).touch()
        super().__init__(folder)
        frame = pandas.DataFrame(positions, columns=names)
        frame.insert(0, "design_point", numpy.arange(1, len(frame) + 1))
        self.__dict__["design"] = frame
        self.__dict__["replications"] = pandas.DataFrame({
            "design_point": frame["design_point"], "replication": 1, "response": "y", "class": "", "value": values,
        })


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
    import issueflow

    # Only where the points lie matters: Ishigami's function stands for the simulation.
    paths = ["tiers.grid.paperwork", "types.noise.authority.grid", "types.noise.authority.community"]
    ends = [(0, 60), (10, 60), (70, 90)]
    design = {
        "schema": 1, "name": "saltelli", "base": str(scenario), "plan": "saltelli", "points": 256, "replications": 1,
        "responses": ["share"],
        "factors": [
            {"id": f"x{i + 1}", "path": path, "from": f"{low}%", "to": f"{high}%"}
            for i, (path, (low, high)) in enumerate(zip(paths, ends))
        ],
    }
    made = issueflow.sweep(design, tmp_path / "made", progress=False, binary=program)
    levels = made.design[["x1", "x2", "x3"]].to_numpy(dtype=float)
    low, high = numpy.array(ends, dtype=float).T
    positions = (levels - low) / (high - low)
    assert len(positions) == 256 * 5 and positions.min() >= 0 and positions.max() <= 1
    stand_in = tmp_path / "stand-in"
    stand_in.mkdir()
    found = sensitivity.sobol(Handmade(stand_in, made.manifest["design"], positions, ishigami(positions)), "y")
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


def test_other_plans_are_refused(tmp_path):
    result = Handmade(tmp_path, {"plan": "grid"}, numpy.zeros((2, 1)), [0, 1])
    with pytest.raises(IssueFlowError, match="plan: saltelli"):
        sensitivity.sobol(result, "y")
