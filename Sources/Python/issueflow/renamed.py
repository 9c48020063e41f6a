"""Names of parameters that have gone, for one version: they work, with a warning."""

from __future__ import annotations

import functools
import warnings
from collections.abc import Callable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


def renamed(**names: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """A function that still takes old names of its parameters: `renamed(old="new")`."""

    def around(function: Callable[P, R]) -> Callable[P, R]:
        @functools.wraps(function)
        def taking(*arguments: P.args, **given: P.kwargs) -> R:
            for old, new in names.items():
                if old in given:
                    if new in given:
                        raise TypeError(f"{function.__name__}() got both {old!r}, which is now {new!r}, and {new!r}")
                    warnings.warn(
                        f"{function.__name__}(): {old!r} is now called {new!r}, and goes with the next version",
                        DeprecationWarning,
                        stacklevel=2,
                    )
                    given[new] = given.pop(old)
            return function(*arguments, **given)

        return taking

    return around
