"""Numbers as people write them into cells: read as what they say, or refused with what is wrong; never guessed."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction

from issueflow.importing.sheet import Odd, Value
from issueflow.printable import cell as quoted

#: Words behind a number that say what it counts, and leave it as it is.
_COUNTED = "户|家|人|名|位|个|条|只|员|households?|persons?|people|residents?|workers?|staff|grids?"
_FLOOR = "平方米|平米|平方|m2|sqm|sq\\.?m\\.?"

#: What stands for "nothing is written here".
BLANKS = frozenset({"", "-", "--", "—", "——", "–", "/", "\\", "无", "n/a", "na", "none", "nil", "null", "空", "暂无", "待定", "?"})

_ABOUT = re.compile(r"^[约近超≈~>＞<≥≤]|约$|[余多来](?:户|人|名|个)?$|左右$|上下$|以上$|以下$|^(?:about|approx|some|over|ca\.?)\b")
_RANGE = re.compile(r"^\d[\d,.]*\s*(?:-|–|—|~|至|到|to)\s*\d")
_TIMES = {"": 1, "十": 10, "百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000, "k": 1_000}
_NUMBER = re.compile(r"(?P<sign>[-+]?)(?P<digits>\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(?P<times>[万亿千百]?)")


@dataclass(frozen=True)
class Amount:
    """A number that a cell says; `is_plain` where it is nothing but digits."""

    number: Fraction
    is_plain: bool


@dataclass(frozen=True)
class Wrong:
    """Why a cell says no number, in both languages."""

    english: str
    chinese: str


def narrow(text: str) -> str:
    """The text with signs of one width and without blanks around it: １２３ is 123, （ is (."""
    return unicodedata.normalize("NFKC", text).strip()


def amount(value: Value, unit: str = "") -> Amount | Wrong | None:
    """What a cell says; None where it says nothing.

    `unit` is the unit that the heading gives, such as 万人: its 万 multiplies, and another one in the cell is refused.
    """
    times = _TIMES["万"] if narrow(unit).startswith("万") else 1
    if value is None:
        return None
    if isinstance(value, Odd):
        return _odd(value)
    if isinstance(value, bool):
        return Wrong("a yes or no is no number", "是/否不是数字")
    if isinstance(value, (int, float)):
        if not math.isfinite(value):
            return Wrong(f"{value} is no number", f"{value} 不是数字")
        number = Fraction(str(value)) * times
        return Wrong(f"{value} is less than nothing", f"{value} 小于零") if number < 0 else Amount(number, times == 1)
    return _written(value, times)


def _odd(value: Odd) -> Wrong:
    if value.kind == "date":
        return Wrong(
            f"this is a date or a time ({value.text}); give the cells the format of numbers",
            f"这是日期或时间（{value.text}）；请把单元格格式改为数字",
        )
    if value.kind == "error":
        return Wrong("this is an error of the spreadsheet, such as #REF!; mend its formula", "这是表格错误值（如 #REF!）；请修正公式")
    return Wrong(
        "this is a formula that was never calculated; open the file, let it calculate, and save it",
        "这是尚未计算的公式；请打开文件，计算后保存",
    )


def _written(value: str, times: int) -> Amount | Wrong | None:
    text = narrow(value).replace("\u00a0", "").replace(" ", "").lower()
    shown = quoted(value)
    if text in BLANKS:
        return None
    if text.endswith(("%", "‰")):
        return Wrong(f"{shown} is a share, and a number is wanted", f"{shown} 是百分比，这里应为数字")
    if _ABOUT.search(text):
        return Wrong(
            f"{shown} is about so many; write the number that is meant", f"{shown} 是约数；请填写确切数字"
        )
    if _RANGE.match(text):
        return Wrong(f"{shown} is a range; write the number that is meant", f"{shown} 是区间；请填写确切数字")
    found = re.fullmatch(rf"{_NUMBER.pattern}(?P<unit>{_COUNTED}|{_FLOOR})?", text)
    if found is None:
        return Wrong(f"{shown} is no number", f"{shown} 不是数字")
    if found["times"] and times != 1:
        return Wrong(
            f"{shown} counts in 万, and so does the heading; is it 万 twice?", f"{shown} 与表头都带“万”；请只保留一处"
        )
    number = Fraction(found["digits"].replace(",", "")) * _TIMES[found["times"]] * times
    if found["sign"] == "-" and number:
        return Wrong(f"{shown} is less than nothing", f"{shown} 小于零")
    return Amount(number, value.strip() == found["digits"] and "," not in value and times == 1)


def plain_number(number: Fraction) -> str:
    """In digits: 340, 12.5."""
    return str(number.numerator) if number.denominator == 1 else f"{float(number):.10g}"
