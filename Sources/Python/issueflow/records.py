"""Reads a document once into frozen records, by the types that are declared: every fault is a sentence with its place."""

from __future__ import annotations

import dataclasses
import functools
import types
import typing
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, TypeVar

from issueflow.errors import IssueFlowError
from issueflow.printable import cell

R = TypeVar("R", bound="Record")


class Record(Mapping[str, Any]):
    """A frozen record, which is also a mapping with the names of the file: `record.mean`, `record["mean"]`.

    What a file says beyond the fields that are declared is there by its name in the file.
    """

    def __getitem__(self, name: str) -> Any:
        field = _fields(type(self)).get(name)
        if field is not None:
            return getattr(self, field[0])
        return self.__dict__["_more"][name]

    def __iter__(self) -> Iterator[str]:
        return iter([*_fields(type(self)), *self.__dict__["_more"]])

    def __len__(self) -> int:
        return len(_fields(type(self))) + len(self.__dict__["_more"])


@dataclasses.dataclass(frozen=True)
class Between:
    """The ends of a number, both allowed."""

    least: float
    most: float = float("inf")


@dataclasses.dataclass(frozen=True)
class OneOf:
    """The words that a text may be."""

    words: tuple[str, ...]


Share = Annotated[float, Between(0, 1)]
Count = Annotated[int, Between(0, 2**53)]
Seed = Annotated[int, Between(0, 2**64 - 1)]
Width = Annotated[float, Between(0)]


class _Fault(Exception):
    def __init__(self, place: str, english: str, chinese: str):
        self.place, self.english, self.chinese = place, english, chinese


@functools.cache
def _fields(kind: type[Record]) -> dict[str, tuple[str, Any, bool]]:
    """Name in the file to name of the field, its type, and whether it may be left out."""
    hints = typing.get_type_hints(kind, include_extras=True)
    return {
        field.name.rstrip("_"): (field.name, hints[field.name], field.default is not dataclasses.MISSING)
        for field in dataclasses.fields(kind)  # type: ignore[arg-type]
    }


def frozen(value: Any) -> Any:
    """Lists as tuples and mappings that nobody can change, however deep."""
    if isinstance(value, dict):
        return types.MappingProxyType({key: frozen(part) for key, part in value.items()})
    return tuple(frozen(part) for part in value) if isinstance(value, list) else value


def _wrong(place: str, value: Any, english: str, chinese: str) -> _Fault:
    return _Fault(place, f"{cell(value)} is {english}", f"{cell(value)} {chinese}")


def _read(kind: Any, value: Any, place: str) -> Any:
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if kind is Any:
        return frozen(value)
    if origin is Annotated:
        return _limited(arguments[1], _read(arguments[0], value, place), place)
    if origin in {typing.Union, types.UnionType}:
        if value is None:
            return None
        return _read(next(part for part in arguments if part is not type(None)), value, place)
    if origin is tuple:
        if not isinstance(value, list):
            raise _wrong(place, value, "no list", "不是列表")
        return tuple(_read(arguments[0], part, f"{place}[{order}]") for order, part in enumerate(value))
    if origin is Mapping:
        if not isinstance(value, dict):
            raise _wrong(place, value, "no object", "不是对象")
        return types.MappingProxyType(
            {key: _read(arguments[1], part, f"{place}.{key}") for key, part in value.items()}
        )
    if isinstance(kind, type) and issubclass(kind, Record):
        return _record(kind, value, place)
    return _plain(kind, value, place)


def _plain(kind: Any, value: Any, place: str) -> Any:
    if kind is float and isinstance(value, (int, float)) and not isinstance(value, bool):
        return value
    if kind is int and isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, kind) and not (kind is int and isinstance(value, bool)):
        return value
    names = {
        str: ("no text", "不是文本"), bool: ("neither true nor false", "不是真或假"), int: ("no whole number", "不是整数"),
        float: ("no number", "不是数"),
    }
    raise _wrong(place, value, *names[kind])


def _limited(limit: Between | OneOf, value: Any, place: str) -> Any:
    if isinstance(limit, OneOf):
        if value not in limit.words:
            raise _wrong(
                place, value, f"none of {', '.join(limit.words)}", f"不是 {'、'.join(limit.words)} 之一"
            )
    elif not limit.least <= value <= limit.most:
        if limit.most == float("inf"):
            raise _wrong(place, value, f"less than {limit.least:g}", f"小于 {limit.least:g}")
        raise _wrong(
            place, value, f"not between {limit.least:g} and {limit.most:g}", f"不在 {limit.least:g} 与 {limit.most:g} 之间"
        )
    return value


def _record(kind: type[R], value: Any, place: str) -> R:
    if not isinstance(value, dict):
        raise _wrong(place or "it", value, "no object", "不是对象")
    fields = _fields(kind)
    given = {}
    for name, (own, hint, is_optional) in fields.items():
        where = f"{place}.{name}" if place else name
        if name in value:
            given[own] = _read(hint, value[name], where)
        elif not is_optional:
            raise _Fault(where, "it is missing", "缺失")
    made = kind(**given)
    made.__dict__["_more"] = {name: frozen(part) for name, part in value.items() if name not in fields}
    return made


def parse(kind: type[R], value: Mapping[str, Any], path: Path) -> R:
    """The record that a document holds; raises IssueFlowError with the place of what is wrong, what it is, and why."""
    try:
        return _record(kind, value, "")
    except _Fault as fault:
        raise IssueFlowError(
            f"{path}: {cell(fault.place)[1:-1]}: {fault.english}; the file is damaged: run the study again", 2,
            chinese=f"{path}：{cell(fault.place)[1:-1]}：{fault.chinese}；文件已损坏：请重新运行",
        ) from None
