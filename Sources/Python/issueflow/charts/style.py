"""How every figure looks: colours that the colour-blind can tell apart, fonts that have Chinese, rows that fit a phone."""

from __future__ import annotations

import itertools
import unicodedata
from dataclasses import dataclass
from typing import Literal

import altair
import pandas

from issueflow.frames import each
from issueflow.language import Speech
from issueflow.result_folder import Results
from issueflow.titles import Titles

#: Okabe and Ito (2008), ordered so that neighbours differ in lightness too; a seventh tier does not exist.
PALETTE = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00")
INK, QUIET, FAINT, BAND = "#1b1f24", "#59626d", "#d7dce1", "#c9dff0"
STATE_COLOURS = {"holds": "#00724f", "violated": "#b34700", "open": "#59626d"}

FONTS = {
    "en": "'Noto Sans', 'DejaVu Sans', 'Helvetica Neue', Arial, 'Noto Sans CJK SC', 'PingFang SC', sans-serif",
    "zh": "'Noto Sans CJK SC', 'Noto Sans SC', 'Source Han Sans SC', 'PingFang SC', 'Microsoft YaHei', "
    "'WenQuanYi Micro Hei', 'Noto Sans', sans-serif",
}
SIZE = 12

#: What a figure is before it is finished.
Drawn = altair.Chart | altair.LayerChart | altair.FacetChart | altair.VConcatChart

#: Below this width a figure is drawn for a phone: notes go to lines of their own.
NARROW = 500


@dataclass(frozen=True)
class Look:
    """For whom a figure is drawn: the language, the width in pixels, and what things are called."""

    titles: Titles
    width: int

    @classmethod
    def of(cls, result: Results, lang: str, width: int) -> Look:
        return cls(Titles(result, Speech(lang).lang), max(240, int(width)))

    @property
    def speech(self) -> Speech:
        return self.titles.speech

    @property
    def lang(self) -> str:
        return self.titles.lang

    def say(self, en: str, zh: str) -> str:
        return self.speech.say(en, zh)

    @property
    def is_narrow(self) -> bool:
        return self.width < NARROW

    def wrap(self, text: str, size: float = SIZE, width: float | None = None) -> list[str]:
        """Lines of a text that fit the width."""
        return wrap(text, (width or self.width) / size)


def plot(frame: pandas.DataFrame) -> altair.Chart:
    """A chart of a frame. Every encoding states its type, so that Altair need not look for it.

    The rows go as one text, which Altair hands on as it is: lists of rows it would copy anew at every step.
    """
    text = frame.to_json(orient="records", date_format="iso", date_unit="s", force_ascii=False, double_precision=10)
    return altair.Chart(altair.InlineData(values=text, format=altair.JsonDataFormat(type="json")))


def extent(text: str) -> float:
    """About how wide a text is, in ems: a Chinese character is one, a Latin letter about half."""
    return sum(1.0 if unicodedata.east_asian_width(c) in "WF" else 0.55 for c in text)


def shorten(text: str, ems: float) -> str:
    if extent(text) <= ems:
        return text
    kept = ""
    for character in text:
        if extent(kept + character) > ems - 1:
            break
        kept += character
    return kept.rstrip() + "…"


def wrap(text: str, ems: float) -> list[str]:
    """Breaks a text at blanks, and between Chinese characters, into lines no wider than so many ems."""
    pieces: list[str] = []
    for character in text:
        wide = unicodedata.east_asian_width(character) in "WF"
        closing = character in "，。；：、！？）》”%"
        if (
            not pieces
            or character == " "
            or (wide and not closing)
            or (pieces[-1] and _is_wide(pieces[-1][-1]) and not closing)
        ):
            pieces.append(character)
        else:
            pieces[-1] += character
    lines = [""]
    for piece in pieces:
        # A word that no line holds is broken where it must be.
        while extent(piece) > ems:
            cut = max(1, next((end for end in range(len(piece), 0, -1) if extent(piece[:end]) <= ems), 1))
            lines.append(piece[:cut].lstrip())
            piece = piece[cut:]
        if lines[-1] and extent(lines[-1] + piece) > ems:
            lines.append(piece.lstrip())
        else:
            lines[-1] += piece
    return [line.rstrip() for line in lines if line.strip()] or [""]


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"


class Rows:
    """Rows of a figure, each a line of text above a strip: a form that needs no axis of names and so fits any width.

    Vertical positions are pixels from the top. `name` and `number` are said at the left; `note` at the right end of the
    same line, or on a second line where the figure is narrow.
    """

    def __init__(self, frame: pandas.DataFrame, look: Look, strip: int = 20, gap: int = 16):
        self.look = look
        frame = frame.assign(
            head=[self._head(row.name, row.number) for row in each(frame[["name", "number"]])]
        )
        frame = frame.assign(note=[shorten(note, look.width / (SIZE + 0.5)) for note in frame["note"]])
        self.frame = frame.reset_index(drop=True).copy()
        # A note is at the right where there is room beside the head, and on a line of its own where there is not.
        self.below = [
            row.note != "" and (look.is_narrow or (extent(row.head) + extent(row.note) + 3) * (SIZE + 1) > look.width)
            for row in each(self.frame)
        ]
        heights = [16 * (2 if below else 1) + 2 + strip + gap for below in self.below]
        ends = list(itertools.accumulate(heights))
        top = pandas.Series([0, *ends[:-1]], dtype=float)
        self.frame["head_y"] = top + 8
        self.frame["note_y"] = top + [24 if below else 8 for below in self.below]
        self.frame["bottom"] = pandas.Series(ends, dtype=float) - gap
        self.frame["top"] = self.frame["bottom"] - strip
        self.frame["middle"] = self.frame["bottom"] - strip / 2
        self.frame["under"] = self.frame["bottom"] + 3
        self.height = max(1, ends[-1])
        self.strip = strip

    def _head(self, name: str, number: str) -> str:
        """Name and number on one line; where they do not fit, the name gives way."""
        room = self.look.width / (SIZE + 1.5) - extent(number) - 1
        return f"{shorten(name, max(4, room))}  {number}"

    def y(self, column: str) -> altair.Y:
        scale = altair.Scale(domain=[0, self.height], range=[0, self.height], nice=False, zero=False)
        return altair.Y(f"{column}:Q", scale=scale, axis=None)

    def bars(self, x: altair.X, end: str) -> list[altair.Chart]:
        """A bar in each strip from `x` to a column, and its interval, where one is known, as a line from `low` to `high`."""
        base = plot(self.frame)
        return [
            base.mark_rect(aria=True).encode(
                x=x,
                x2=f"{end}:Q",
                y=self.y("top"),
                y2="bottom:Q",
                color=altair.Color("colour:N", scale=None),
                tooltip=altair.Tooltip("tip:N", title=" "),
                description="tip:N",
            ),
            base.transform_filter("isValid(datum.low)")
            .mark_rule(color=INK, strokeWidth=3)
            .encode(x="low:Q", x2="high:Q", y=self.y("middle")),
        ]

    def texts(self) -> altair.LayerChart | altair.FacetChart:
        """The lines of text; their places do not depend on the horizontal scale."""
        base = plot(self.frame)
        head = base.mark_text(align="left", baseline="middle", fontSize=SIZE + 0.5, fontWeight=600, color=INK).encode(
            x=altair.value(0), y=self.y("head_y"), text="head:N"
        )
        notes: list[altair.Chart] = []
        sides: tuple[tuple[bool, Literal["left", "right"], int | str], ...] = ((True, "left", 0), (False, "right", "width"))
        for is_below, align, place in sides:
            chosen = self.frame[
                [below == is_below and note != "" for below, note in zip(self.below, self.frame["note"], strict=False)]
            ]
            if len(chosen):
                notes.append(
                    plot(chosen)
                    .mark_text(align=align, baseline="middle", fontSize=SIZE, color=QUIET)
                    .encode(x=altair.value(place), y=self.y("note_y"), text="note:N")
                )
        return altair.layer(head, *notes)


def greatest_of(*columns: pandas.Series) -> float:
    """The greatest number of some columns; blanks, which are unknown ends of intervals, do not count."""
    return float(pandas.concat(columns).max())


#: Signed numbers of an axis, on which zero has no sign.
SIGNED = "datum.value == 0 ? '0' : replace(format(datum.value, '+.6~g'), '-', '−')"


def tell(frame: pandas.DataFrame) -> pandas.Series:
    """What a row says when it is touched or read aloud: its name in full, its number and its note."""
    return frame["name"] + " " + frame["number"] + frame["note"].map(lambda note: f" ({note})" if note else "")


def finish(chart: Drawn, look: Look, title: str, note: str, description: str) -> altair.TopLevelMixin:
    """Title, alternative text, fonts and the plain frame that all figures share."""
    font = FONTS[look.lang]
    size = SIZE + 3
    heading = altair.TitleParams(
        look.wrap(title, size + 0.5),
        subtitle=look.wrap(note, SIZE + 0.5) if note else [],
        anchor="start",
        frame="bounds",
        font=font,
        subtitleFont=font,
        fontSize=size,
        fontWeight=600,
        color=INK,
        subtitleFontSize=SIZE,
        subtitleColor=QUIET,
        subtitlePadding=6,
        offset=14,
        subtitleLineHeight=17,
        lineHeight=20,
    )
    # Set on the chart itself, which nobody else holds: each `configure_` would copy it whole.
    chart.title, chart.description, chart.background, chart.padding = heading, description, "white", 8
    chart.config = altair.Config(
        font=font,
        view=altair.ViewConfig(stroke=None),
        mark=altair.MarkConfig(aria=False),
        text=altair.MarkConfig(font=font),
        axis=altair.AxisConfig(
            labelColor=QUIET,
            titleColor=QUIET,
            gridColor="#eceff2",
            domainColor=FAINT,
            tickColor=FAINT,
            labelFontSize=SIZE - 1,
            titleFontSize=SIZE,
            titleFontWeight="normal",
            labelFont=font,
            titleFont=font,
        ),
        legend=altair.LegendConfig(
            labelFontSize=SIZE,
            titleFontSize=SIZE,
            titleFontWeight="normal",
            labelColor=INK,
            titleColor=QUIET,
            orient="top",
            labelFont=font,
            titleFont=font,
            labelLimit=260,
            titleLimit=look.width,
        ),
    )
    return chart


def nothing(look: Look, title: str, why: str) -> altair.TopLevelMixin:
    """A figure that says why there is nothing to see, instead of an empty frame."""
    lines = look.wrap(why, SIZE + 1)
    frame = pandas.DataFrame({"line": [lines]})
    chart = (
        plot(frame)
        .mark_text(align="left", baseline="top", fontSize=SIZE + 1, color=QUIET, lineHeight=18)
        .encode(x=altair.value(0), y=altair.value(4), text="line:N")
        .properties(width=look.width, height=18 * len(lines) + 10)
    )
    return finish(chart, look, title, "", f"{title}. {why}")
