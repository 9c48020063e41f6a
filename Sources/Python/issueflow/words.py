"""Values of Python as the scenario language writes them, and arguments as the command line takes them."""

from __future__ import annotations

import datetime
import json
import numbers
import os
from collections.abc import Mapping
from typing import Any

import numpy
import pandas

from issueflow.errors import IssueFlowError


def _number(value: float) -> str:
    """A number in digits, since the language knows no exponents."""
    if not numpy.isfinite(value):
        raise IssueFlowError(f"{value} is not a number that a scenario can hold", 2, chinese=f"{value} 不是场景可用的数")
    if float(value).is_integer() and abs(value) < 1e15:
        return str(int(value))
    return numpy.format_float_positional(float(value), trim="-")


def _duration(value: datetime.timedelta) -> str:
    """A span in minutes, as exact as it is."""
    return f"{_number(value / datetime.timedelta(minutes=1))} min"


def plain(value: Any) -> Any:
    """A value made of texts, numbers, lists and mappings alone, for YAML: spans become minutes, days ISO dates."""
    if isinstance(value, Mapping):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, (list, tuple, set, numpy.ndarray, pandas.Series, pandas.Index)):
        return [plain(part) for part in (sorted(value) if isinstance(value, set) else value)]
    if isinstance(value, numpy.timedelta64):
        value = pandas.Timedelta(value)
    if isinstance(value, datetime.timedelta):
        return _duration(value)
    if isinstance(value, numpy.datetime64):
        value = pandas.Timestamp(value)
    if isinstance(value, datetime.datetime):
        if value.time() != datetime.time():
            raise IssueFlowError(
                f"{value} is an instant, and the language has days; give a date, such as {value.date()}",
                2,
                chinese=f"{value} 是时刻，而场景语言只用日期；请给出日期，例如 {value.date()}",
            )
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, datetime.time):
        return value.strftime("%H:%M")
    if isinstance(value, (bool, numpy.bool_)):
        return bool(value)
    if isinstance(value, numbers.Integral):
        return int(value)
    if isinstance(value, numbers.Real):
        return float(value)
    if value is None or isinstance(value, str):
        return value
    raise IssueFlowError(
        f"{value!r} ({type(value).__name__}) is nothing that a scenario can hold; give a text, a number, a span or a date",
        2,
        chinese=f"{value!r}（{type(value).__name__}）无法写入场景；请给出文本、数、时长或日期",
    )


def word(value: Any) -> str:
    """A value as `--set` takes it: `25%`, `90 min`, `2025-03-01`, `none`, `[1, 2]`."""
    value = plain(value)
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return _number(value)
    if isinstance(value, (list, dict)):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def options(**given: Any) -> list[str]:
    """Options of the command line for what is not None.

    `settings` is a mapping of paths to values, `with_` a list of files. An option and its value are one word, so that a
    value which begins with a dash is no option.
    """
    words: list[str] = []
    for name, value in given.items():
        if value is None or value is False:
            continue
        option = f"--{name.rstrip('_').replace('_', '-')}"
        if name == "settings":
            words += [f"--set={path}={word(setting)}" for path, setting in value.items()]
        elif name == "with_":
            words += [f"--with={policy}" for policy in files(value)]
        elif value is True:
            words.append(option)
        else:
            words.append(f"{option}={path_word(value) if isinstance(value, os.PathLike) else value}")
    for said in words:
        _sound(said)
    return words


def path_word(path: str | os.PathLike[str]) -> str:
    """A path as an argument: one that begins with a dash would be an option."""
    text = _sound(os.fspath(path))
    return f"./{text}" if text.startswith("-") else text


def _sound(text: str) -> str:
    if "\0" in text:
        raise IssueFlowError(f"{text!r} holds a sign that no argument can", 2, chinese=f"{text!r} 含有参数中不允许的字符")
    return text


def files(given: Any) -> list[str]:
    """The paths of one file, or of a list of them, however deep, as arguments."""
    if isinstance(given, (list, tuple)):
        return [path for part in given for path in files(part)]
    return [path_word(given)]
