"""A scenario for a city of tables: its own ground, and everything else borrowed from Changzhou, each value marked as such."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from fractions import Fraction

#: The scenario that is borrowed from, and the words that mark what is.
FILE = "changzhou.yaml"
MARK = f"borrowed from {FILE}"

_TOP = re.compile(r"^(?P<key>[a-z_]+):")
_SOURCE = re.compile(r'\bsource: (?:"(?P<quoted>[^"]*)"|(?P<bare>[^,}\n]+))')
#: A line that holds a value of its own, beside names and titles, which are words and no guesses.
_VALUE = re.compile(r'^\s*(?:- )?(?!id:|title:|en:|zh:|name:|about:)"?[\w.]+"?: (?![{|>#])\S|^\s*(?:- )?[\w.]+: \{(?!en:)')

#: What a city says of itself and borrows from nobody.
_OWN = ("schema", "name", "title", "about", "city")


@dataclass(frozen=True)
class Ground:
    """What the new scenario says of its own: name, title, where it is from, files of units, people of a household."""

    name: str
    title: str
    origin: str
    files: dict[str, str]
    household_size: Fraction | None
    is_size_borrowed: bool


def scenario(base: str, ground: Ground) -> str:
    """The scenario's text, of the text that is borrowed from."""
    parts = _parts(base)
    size = ""
    if ground.household_size is not None:
        source = "borrowed: Changzhou, census of 2020" if ground.is_size_borrowed else ground.origin
        size = f"  household_size: {{value: {float(ground.household_size):g}, source: {_text(source)}}}\n"
    files = "".join(f"    {tier}: {path}\n" for tier, path in ground.files.items())
    # How unlike places are is no number of a table.
    kept = "".join(_marked(line) for line in parts["city"][1:] if re.match(r"  (skew|seed):", line))
    head = _HEAD.format(
        origin=ground.origin, name=ground.name, title=_text(ground.title),
        about_en=_text(f"The units of {ground.origin}; all else is borrowed from {FILE} until it is known here."),
        caution_en=_text(f"only the units, households and grid workers are this city's own; all else is borrowed from {FILE}"),
        caution_zh=_text(f"只有单元、户数和网格员是本市数据，其余均借自 {FILE}"),
        about_zh=_text(f"单元来自 {ground.origin}；其余数值暂借自 {FILE}，待有本地数据后替换。"), files=files, size=size, kept=kept,
    )
    rest = [line for key, lines in parts.items() if key not in _OWN for line in lines]
    return head + _BORROWED + "".join(_marked(line) for line in rest)


_HEAD = """\
# A city of tables, made by `issueflow import` of {origin}.
# 由 `issueflow import` 根据 {origin} 生成的城市。
#
# Its units, households and grid workers are those of the tables beside this file. All that stands below the line
# "Borrowed" is Changzhou's: every source there begins with "borrowed", and a value without a source has it as a remark.
# Replace a value by your own and its source by where it is from; nothing else has to change.
# 单元、户数和网格员来自旁边的表格。“Borrowed”一行以下均借自常州：来源以 borrowed 开头，无来源的数值以 borrowed 作注。
# 用本地数值替换时，同时改写其来源即可。

schema: 1
name: {name}
title: {{en: {title}, zh: {title}}}
about:
  en: {about_en}
  zh: {about_zh}
caution:
  en: {caution_en}
  zh: {caution_zh}

city:
  files:
{files}{size}{kept}
"""

_BORROWED = f"""\
# Borrowed from {FILE}, line by line 以下逐行借自 {FILE} -----------------------------------------------------------

"""


def _text(words: str) -> str:
    """Words as YAML holds them whatever is in them."""
    return json.dumps(words, ensure_ascii=False)


def _parts(base: str) -> dict[str, list[str]]:
    """The lines of each top-level key, with the remarks that stand above it; those at the head of the file are left."""
    parts: dict[str, list[str]] = {}
    waiting: list[str] = []
    key = ""
    for line in base.splitlines(keepends=True):
        top = _TOP.match(line)
        if top:
            key = top["key"]
            # The remarks at the head of the file describe the other city.
            parts[key] = [*([] if key == "schema" else waiting), line]
            waiting = []
        elif line.startswith("#") or not line.strip():
            waiting.append(line)
        elif key:
            parts[key] += [*waiting, line]
            waiting = []
    # A key of one's own begins with its line, whatever remarks were above it.
    return {key: lines if key not in _OWN else lines[[bool(_TOP.match(line)) for line in lines].index(True):] for key, lines in parts.items()}


def _marked(line: str) -> str:
    """A line with its sources, or itself, marked as borrowed."""
    if _SOURCE.search(line):
        return _SOURCE.sub(lambda found: f'source: "{MARK}: {found["quoted"] or (found["bare"] or "").strip()}"', line)
    if _VALUE.match(line) and "#" not in line:
        return line.rstrip("\n") + "  # borrowed\n"
    if _VALUE.match(line):
        before, _, remark = line.rstrip("\n").partition("#")
        return f"{before}# borrowed; {remark.strip()}\n"
    return line
