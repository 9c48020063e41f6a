"""Which factors matter, through SALib, from the tables of a sweep."""

from __future__ import annotations

import numpy
import pandas

from issueflow.errors import IssueFlowError
from issueflow.results import SweepResult


def _means(result: SweepResult, response: str, response_class: str, plan: str) -> numpy.ndarray:
    """The mean of a response at each point, in the order of the points; every point must have one."""
    design = result.manifest["design"]
    if design["plan"] != plan:
        raise IssueFlowError(f"this needs a sweep with plan: {plan}; this one is {design['plan']}")
    means = result.one(response, response_class).groupby("design_point")["value"].mean()
    missing = sorted({*result.design["design_point"]} - {*means.index})
    if missing:
        shown = ", ".join(str(point) for point in missing[:5])
        raise IssueFlowError(
            f"{len(missing)} points have no {response} (the first: {shown}); see failures, and --retry-failed"
        )
    return means.sort_index().to_numpy()


def _problem(result: SweepResult) -> dict:
    """Factors and their ends for SALib; positions are those of the unit cube, as the plans draw them."""
    names = result.factors
    return {"num_vars": len(names), "names": names, "bounds": [[0.0, 1.0]] * len(names)}


def _positions(result: SweepResult) -> numpy.ndarray:
    """Levels as positions 0 … 1 between the ends of each factor, by their logarithm on a logarithmic scale."""
    columns = []
    specs = {factor["id"]: factor for factor in result.manifest["design"]["factors"]}
    for name in result.factors:
        values = result.design[name]
        spec = specs.get(name, {})
        if not pandas.api.types.is_numeric_dtype(values):
            codes = values.map({level: code for code, level in enumerate(sorted(values.unique()))})
            columns.append(codes / max(1, codes.max()))
            continue
        numbers = values.astype(float)
        if spec.get("scale") == "log":
            numbers = numpy.log(numbers)
        low, high = numbers.min(), numbers.max()
        columns.append((numbers - low) / (high - low) if high > low else numbers * 0)
    return numpy.column_stack([column.to_numpy(dtype=float) for column in columns])


def morris(result: SweepResult, response: str, response_class: str = "") -> pandas.DataFrame:
    """Elementary effects of a sweep with plan: morris, over the whole range of each factor.

    Columns: factor, mu (mean effect), mu_star (mean of its size), sigma (spread: interactions and bends), mu_star_conf.
    """
    from SALib.analyze import morris as analysis

    y = _means(result, response, response_class, "morris")
    found = analysis.analyze(
        _problem(result), _positions(result), y, num_levels=result.manifest["design"]["levels"], seed=1
    )
    return pandas.DataFrame({
        "factor": result.factors, "mu": found["mu"], "mu_star": found["mu_star"], "sigma": found["sigma"],
        "mu_star_conf": found["mu_star_conf"],
    })


def sobol(result: SweepResult, response: str, response_class: str = "") -> pandas.DataFrame:
    """Sobol's indices of a sweep with plan: saltelli.

    Columns: factor, S1 (share of the variance by it alone), S1_conf, ST (with all its interactions), ST_conf.
    """
    from SALib.analyze import sobol as analysis

    y = _means(result, response, response_class, "saltelli")
    second = bool(result.manifest["design"]["second_order"])
    found = analysis.analyze(_problem(result), y, calc_second_order=second, seed=1)
    return pandas.DataFrame({
        "factor": result.factors, "S1": found["S1"], "S1_conf": found["S1_conf"], "ST": found["ST"],
        "ST_conf": found["ST_conf"],
    })
