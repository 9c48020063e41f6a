"""Which factors matter, from the tables of a sweep: elementary effects, and Sobol's indices through SALib."""

from __future__ import annotations

import re
from typing import Any

import numpy
import pandas

from issueflow.documents import DesignOf
from issueflow.errors import IssueFlowError
from issueflow.printable import cell
from issueflow.results import SweepResult

#: A level that is a quantity: it begins with a number, as 8 h, 25%, 2025-03-01 and 08:30 do.
_QUANTITY = re.compile(r"\s*[-+]?\d")

#: Levels that stand at an end of any scale: a limit that is taken away.
_ENDS = {"none", "unlimited", "never"}


def _design(result: SweepResult, plan: str) -> DesignOf:
    """The design, when it is of a plan and whole: the indices need every point of it."""
    design = result.manifest.design
    if design.plan != plan:
        raise IssueFlowError(
            f"this needs a sweep with plan: {plan}; this one is {design.plan}", 2,
            chinese=f"此处需要 plan: {plan} 的扫描；该扫描为 {design.plan}",
        )
    if design.excluded_by_constraints:
        raise IssueFlowError(
            f"constraints took {design.excluded_by_constraints} points away, without which there are no indices; "
            "leave the constraints out",
            2,
            chinese=f"约束排除了 {design.excluded_by_constraints} 个设计点，缺少它们无法计算指数；请去掉约束",
        )
    return design


def _means(result: SweepResult, response: str, response_class: str) -> numpy.ndarray[Any, numpy.dtype[numpy.float64]]:
    """The mean of a response at each point, in the order of the points; every point must have one."""
    means = result.one(response, response_class).groupby("design_point")["value"].mean()
    missing = sorted({*result.design["design_point"]} - {*means.dropna().index})
    if missing:
        shown = ", ".join(str(point) for point in missing[:5])
        raise IssueFlowError(
            f"{len(missing)} points have no {response} (the first: {shown}); see failures, and --retry-failed", 2,
            chinese=f"{len(missing)} 个设计点没有 {response}（首先是 {shown}）；见 failures 与 --retry-failed",
        )
    found = means.sort_index().to_numpy(dtype=float)
    if numpy.ptp(found) == 0:
        raise IssueFlowError(
            f"{response} is {found[0]:.6g} at every point: no factor moves it", 2,
            chinese=f"{response} 在每个设计点都是 {found[0]:.6g}：没有因素影响它",
        )
    return found


def _problem(result: SweepResult) -> dict[str, Any]:
    """Factors and their ends for SALib; positions are those of the unit cube, as the plans draw them."""
    names = result.factors
    return {"num_vars": len(names), "names": names, "bounds": [[0.0, 1.0]] * len(names)}


def _check_order(name: str, levels: list[str]) -> None:
    """Refuses levels that nothing orders: from one to the next of three words is no step upwards."""
    words = [level for level in levels if not _QUANTITY.match(level) and level not in _ENDS]
    if words and len(levels) > 2:
        shown = ", ".join(cell(word)[1:-1] for word in words[:4])
        raise IssueFlowError(
            f"{name}: {shown} are words in no order, and an elementary effect is that of a step upwards; give two levels, "
            "or use plan: saltelli, whose indices need no order",
            2,
            chinese=f"{name}：{shown} 是没有次序的词，而基本效应是上升一步的效应；请只给两个水平，"
            "或使用不需要次序的 plan: saltelli",
        )


def _positions(result: SweepResult) -> numpy.ndarray[Any, numpy.dtype[numpy.float64]]:
    """Levels as positions 0 … 1 between the ends of each factor, as the plan drew them.

    Levels that were listed stand in the order of the list; a range has the distances of its scale.
    """
    columns = []
    specs = {factor.id: factor for factor in result.manifest.design.factors}
    for name in result.factors:
        values, spec = result.design[name], specs.get(name)
        levels = result.levels(name)
        if spec is None or spec.values_ or not pandas.api.types.is_numeric_dtype(values):
            _check_order(name, [str(level) for level in levels])
            place = {level: order / max(1, len(levels) - 1) for order, level in enumerate(levels)}
            columns.append(values.map(place).to_numpy(dtype=float))
            continue
        numbers = values.to_numpy(dtype=float)
        low = numbers.min() if spec.from_ is None else spec.from_
        high = numbers.max() if spec.to is None else spec.to
        if spec.scale == "log":
            numbers, low, high = numpy.log(numbers), numpy.log(low), numpy.log(high)
        columns.append((numbers - low) / (high - low) if high > low else numbers * 0)
    return numpy.column_stack(columns)


def _effects(
    positions: numpy.ndarray[Any, numpy.dtype[numpy.float64]], means: numpy.ndarray[Any, numpy.dtype[numpy.float64]]
) -> numpy.ndarray[Any, numpy.dtype[numpy.float64]]:
    """The elementary effect of each factor (a column) in each trajectory (a row), over its whole range.

    By the step that the level took, and not by the one that the plan drew: of two levels every step is the whole range.
    """
    count = positions.shape[1]
    if len(means) % (count + 1):
        raise IssueFlowError("the points are no whole trajectories", 2, chinese="设计点不是完整的轨迹")
    places = positions.reshape(-1, count + 1, count)
    steps, changes = numpy.diff(places, axis=1), numpy.diff(means.reshape(-1, count + 1), axis=1)
    moved = abs(steps) > 1e-9
    if not (moved.sum(axis=2) == 1).all() or not (moved.sum(axis=1) == 1).all():
        raise IssueFlowError(
            "a step of a trajectory moves no factor, or two: give each factor as many levels as the plan has, or two", 2,
            chinese="轨迹中有一步未改变任何因素或同时改变两个：请让各因素的水平数等于方案的水平数，或为两个",
        )
    which = moved.argmax(axis=2)
    found = numpy.empty((len(places), count))
    numpy.put_along_axis(found, which, changes / numpy.take_along_axis(steps, which[..., None], 2)[..., 0], axis=1)
    return found


def morris(result: SweepResult, response: str, response_class: str = "") -> pandas.DataFrame:
    """Elementary effects of a sweep with plan: morris, over the whole range of each factor.

    Columns: factor, mu (mean effect), mu_star (mean of its size), sigma (spread: interactions and bends), mu_star_conf,
    all in the unit of the response. An effect is that of a step upwards: towards the end of a range, or of the list of
    levels as it was declared. Raises IssueFlowError for three words or more, which nothing orders.
    """
    _design(result, "morris")
    effects = _effects(_positions(result), _means(result, response, response_class))
    luck = numpy.random.default_rng(1)
    sizes = abs(effects)
    drawn = sizes[luck.integers(0, len(sizes), (1_000, len(sizes)))].mean(axis=1)
    frame = pandas.DataFrame({
        "factor": result.factors, "mu": effects.mean(axis=0), "mu_star": sizes.mean(axis=0),
        "sigma": effects.std(axis=0, ddof=1) if len(effects) > 1 else numpy.nan,
        # As SALib has it: 95% of means of trajectories that are drawn again.
        "mu_star_conf": 1.959964 * drawn.std(axis=0, ddof=1),
    })
    unit = result.unit_of(response)
    frame.attrs["units"] = {"factor": "", "mu": unit, "mu_star": unit, "sigma": unit, "mu_star_conf": unit}
    return frame


def sobol(result: SweepResult, response: str, response_class: str = "") -> pandas.DataFrame:
    """Sobol's indices of a sweep with plan: saltelli; factors may have any levels.

    Columns: factor, S1 (share of the variance by it alone), S1_conf, ST (with all its interactions), ST_conf.
    """
    from SALib.analyze import sobol as analysis

    design = _design(result, "saltelli")
    found = analysis.analyze(
        _problem(result), _means(result, response, response_class), calc_second_order=bool(design.second_order), seed=1
    )
    frame = pandas.DataFrame({
        "factor": result.factors, "S1": found["S1"], "S1_conf": found["S1_conf"], "ST": found["ST"],
        "ST_conf": found["ST_conf"],
    })
    frame.attrs["units"] = {"factor": "", "S1": "1", "S1_conf": "1", "ST": "1", "ST_conf": "1"}
    return frame
