"""The two languages in which everything is said, and numbers as people say them."""

from __future__ import annotations

import difflib
import math
import os
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from issueflow.errors import IssueFlowError

if TYPE_CHECKING:
    from typing_extensions import TypeIs

LANGUAGES = ("en", "zh")


def language(word: str) -> str:
    """The word itself when it is a language that is spoken here."""
    if word not in LANGUAGES:
        raise IssueFlowError(
            f"lang: {word!r} is not spoken here; use 'en' or 'zh'",
            chinese=f"lang：不支持 {word!r}；请用 'en' 或 'zh'",
        )
    return word


def of_locale() -> str:
    """The language that the locale asks for, by the rule of the program."""
    locale = next((word for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (word := os.environ.get(name))), "")
    return "zh" if locale.lower().startswith("zh") else "en"


def nearest(word: str, known: Iterable[str]) -> tuple[str, str]:
    """Which known word may have been meant, as the end of a sentence in either language; empty when none is near."""
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return (f"; did you mean {close[0]!r}?", f"；是否想写 {close[0]!r}？") if close else ("", "")


class Speech:
    """Sentences and numbers in one language.

    A number that has an interval is shown with as many decimals as the interval's half-width deserves; one without an
    interval with few, and never with a ± that nobody measured.
    """

    def __init__(self, lang: str = "en"):
        self.lang = language(lang)

    def say(self, en: str, zh: str) -> str:
        return en if self.lang == "en" else zh

    @staticmethod
    def _decimals(half_width: float) -> int:
        return 2 if half_width < 0.1 else 1 if half_width < 10 else 0

    def percent(self, share: float | None, half_width: float | None = None) -> str:
        """A share of 0 to 1 as per cent, such as 53.75 ± 0.04%."""
        if missing(share):
            return self.say("not observed", "未观测到")
        if missing(half_width):
            return f"{share * 100:.1f}%"
        digits = self._decimals(half_width * 100)
        width = f"{half_width * 100:.{digits}f}"
        # An interval that is narrower than the digits is not an interval of nothing.
        if half_width > 0 and float(width) == 0:
            return f"{share * 100:.{digits}f}% ± <{10**-digits:g}"
        return f"{share * 100:.{digits}f} ± {width}%"

    def band(self, lower: float | None, upper: float | None, number: Callable[[float], str]) -> str:
        """What a demand allows, such as 65% to 75%; `number` writes a value."""
        if missing(lower):
            return "" if missing(upper) else self.say(f"at most {number(upper)}", f"不高于 {number(upper)}")
        if missing(upper):
            return self.say(f"at least {number(lower)}", f"不低于 {number(lower)}")
        return self.say(f"{number(lower)} to {number(upper)}", f"{number(lower)} 至 {number(upper)}")

    def demanded(self, lower: float | None, upper: float | None, unit: str) -> str:
        """As `band`, of numbers with a unit of the result files."""
        return self.band(lower, upper, lambda number: self.bound(number, unit))

    def plain_percent(self, share: float) -> str:
        """A bound or level, with no more decimals than it needs: 70%, 12.5%."""
        return f"{round(share * 100, 6):g}%"

    def unit_of_time(self, minutes: float) -> tuple[float, str]:
        """Minutes in the unit in which one would speak of so many, and its name."""
        if minutes < 120:
            return 1, self.say("min", "分钟")
        if minutes < 2880:
            return 60, self.say("h", "小时")
        return 1440, self.say("days", "天")

    def time(self, minutes: float | None, half_width: float | None = None) -> str:
        if missing(minutes):
            return self.say("not observed", "未观测到")
        size, name = self.unit_of_time(abs(minutes))
        if missing(half_width):
            return f"{significant(minutes / size)} {name}"
        digits = self._decimals(half_width / size)
        return f"{minutes / size:.{digits}f} ± {half_width / size:.{digits}f} {name}"

    def days(self, minutes: float) -> str:
        """A span that was chosen, not measured: 365 days."""
        number = round(minutes / 1440, 3)
        return self.say(f"{number:g} {'day' if number == 1 else 'days'}", f"{number:g} 天")

    def count(self, number: float | None) -> str:
        """A count that can be read at a glance: 1,330, 2.32 million, 231.6万."""
        if missing(number):
            return self.say("not observed", "未观测到")
        size = abs(number)
        if self.lang == "zh":
            if size >= 1e8:
                return f"{number / 1e8:.2f}亿"
            if size >= 1e5:
                return f"{number / 1e4:.1f}万"
        elif size >= 1e9:
            return f"{number / 1e9:.2f} billion"
        elif size >= 1e6:
            return f"{number / 1e6:.2f} million"
        if size >= 100 or number == int(number):
            return f"{number:,.0f}"
        return significant(number)

    def value(self, number: float | None, unit: str, half_width: float | None = None) -> str:
        """A number with the unit of the result files: 1 is a share, min minutes."""
        if unit == "1":
            return self.percent(number, half_width)
        if unit == "min":
            return self.time(number, half_width)
        text = self.count(number)
        if unit == "CNY":
            text = self.say(f"CNY {text}", f"{text}元")
        return text if missing(half_width) or missing(number) else f"{text} ± {self.count(half_width)}"

    def bound(self, number: float, unit: str) -> str:
        return self.plain_percent(number) if unit == "1" else self.value(number, unit)


def missing(number: float | None) -> TypeIs[None]:
    """Whether there is no number: None, or the NaN of a blank cell, which to a type checker is none either."""
    return number is None or (isinstance(number, float) and math.isnan(number))


def setting(value: Any, unit: str) -> str:
    """A factor's value with its unit, such as 20%; a dash where the scenario keeps its own."""
    if missing(value) or value == "":
        return "–"
    return f"{value:g}{unit}" if isinstance(value, (int, float)) else f"{value}{unit}"


def signed(number: float, digits: int) -> str:
    """A difference, such as +0.64 or −1.20; one that is nothing at these digits has no sign."""
    text = f"{number:+,.{digits}f}"
    return text[1:] if float(text.replace(",", "")) == 0 else text.replace("-", "−")


def significant(number: float) -> str:
    """Three significant digits, without an exponent."""
    if number == 0:
        return "0"
    digits = max(0, 2 - math.floor(math.log10(abs(number))))
    return f"{number:,.{min(digits, 6)}f}"
