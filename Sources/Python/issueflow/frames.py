"""Frames that are read once and given out as copies: what somebody does to one changes nothing that is told later."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from typing import Any, Generic, TypeVar, overload

import pandas

Owner = TypeVar("Owner")


class Frame(Generic[Owner]):
    """A property that makes a frame once and copies it each time; pandas copies no cell before one is changed."""

    def __init__(self, make: Callable[[Owner], pandas.DataFrame]):
        self._make = make
        self._name = f"_frame_{make.__name__}"
        self.__doc__ = make.__doc__

    @overload
    def __get__(self, owner: None, kind: type[Any]) -> Frame[Owner]: ...

    @overload
    def __get__(self, owner: Owner, kind: type[Any]) -> pandas.DataFrame: ...

    def __get__(self, owner: Owner | None, kind: type[Any]) -> pandas.DataFrame | Frame[Owner]:
        if owner is None:
            return self
        if self._name not in owner.__dict__:
            owner.__dict__[self._name] = self._make(owner)
        made: pandas.DataFrame = owner.__dict__[self._name]
        given = made.copy(deep=False)
        given.attrs = copy.deepcopy(made.attrs)
        return given


def each(frame: pandas.DataFrame) -> Iterator[Any]:
    """The rows of a frame, whose cells are attributes by the names of its columns."""
    return iter(frame.itertuples(index=False))
