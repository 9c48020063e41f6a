"""Cells of numbers as people write them are read as what they say, or refused."""

from __future__ import annotations

from fractions import Fraction

import pytest

from issueflow.importing.amounts import Amount, Wrong, amount


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        (300, 300), ("300", 300), ("３００", 300), ("1,234", 1234), ("1，234", 1234), ("1.2万", 12_000), ("340户", 340), ("0", 0),
        (" 12 ", 12), ("12 人", 12), (12.0, 12), ("1,234,567", 1_234_567), ("3千", 3_000), ("350.5平方米", Fraction(701, 2)),
    ],
)
def test_numbers_as_people_write_them(cell, number):
    said = amount(cell)
    assert isinstance(said, Amount) and said.number == number


@pytest.mark.parametrize(
    "cell",
    ["约300", "300左右", "300余户", "近300", ">300", "300-400", "300至400", "25%", "三百", "1.2.3", "12,34", "1,2345", "-5", -5, True,
     "3e5", "300户/400人", "2024年", "#REF!", float("inf"), "300?", "O12", "1 2万3"],
)
def test_what_is_no_number_is_refused(cell):
    assert isinstance(amount(cell), Wrong)


@pytest.mark.parametrize("cell", [None, "", "  ", "—", "-", "/", "无", "暂无", "N/A"])
def test_what_says_nothing(cell):
    assert amount(cell) is None


def test_ten_thousands_in_the_heading():
    said = amount(1.25, "万人")
    assert isinstance(said, Amount) and said.number == 12_500
    assert isinstance(amount("1.2万", "万人"), Wrong)
