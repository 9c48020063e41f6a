"""Figures as still pictures: SVG for the page, and SVG or PNG files beside it."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import altair
import vl_convert
from markupsafe import Markup

from issueflow import reading, writing

#: Widths of the plot: a page of 1280 pixels with margins, and a phone of 390.
WIDE, NARROW = 760, 326

#: Points on a screen are no finer than this, and every digit is paid for in each figure.
_LONG_NUMBER = re.compile(r"(-?\d+\.\d{2})\d+")

#: A tag with its attributes, whose values may hold any sign but the quotes around them.
_TAG = re.compile(r'<[a-zA-Z]+(?:\s+[\w:-]+="[^"]*")*\s*/?>')


@dataclass(frozen=True)
class Picture:
    """One figure in one language: drawn for a page and for a phone, with what it shows in words."""

    name: str
    alternative: str
    wide: Markup
    narrow: Markup


def draw(name: str, chart: Callable[[int], altair.TopLevelMixin], lang: str) -> Picture:
    """Draws a figure; `chart` makes it for a width."""
    wide, narrow = (chart(width).to_dict(validate=False) for width in (WIDE, NARROW))
    return Picture(
        name,
        wide.get("description", ""),
        inline(vl_convert.vegalite_to_svg(wide), f"{name}-{lang}-w"),
        inline(vl_convert.vegalite_to_svg(narrow), f"{name}-{lang}-n"),
    )


def files_of(
    name: str, chart: Callable[[int], altair.TopLevelMixin], lang: str, kinds: list[str]
) -> dict[str, bytes]:
    """A figure as files, NAME-LANG.svg and .png."""
    svg = vl_convert.vegalite_to_svg(chart(WIDE).to_dict(validate=False))
    content = {"svg": lambda: svg.encode("utf-8"), "png": lambda: vl_convert.svg_to_png(svg, scale=2)}
    return {file_name(name, lang, kind): content[kind]() for kind in kinds}


#: The list of the figures in a folder, by which it is known that they were drawn here.
LIST = ".issueflow-figures.json"


def _listed(folder: Path) -> set[str]:
    """The files of a folder that were drawn here; none where there is no list of them."""
    if not os.path.lexists(folder / LIST):
        return set()
    files = reading.document(folder / LIST).get("files")
    return {file for file in files if isinstance(file, str)} if isinstance(files, list) else set()


def _is_list(head: bytes) -> bool:
    return head.startswith(b'{"made_by": "issueflow"')


def _always(head: bytes) -> bool:
    return True


def _never(head: bytes) -> bool:
    return False


def file_name(name: str, lang: str, kind: str) -> str:
    return f"{name}-{lang}.{kind}"


def check_figures(folder: Path, files: Sequence[str]) -> None:
    """Raises IssueFlowError when figures may not be written into a folder: a link, or one that is somebody else's.

    `files` are their names; one that is there and was not drawn here is not written over.
    """
    if os.path.lexists(folder):
        writing.own_folder(folder)
        writing.check(folder / LIST, _is_list)
        listed = _listed(folder)
        for file in files:
            writing.check(folder / file, _always if file in listed else _never)


def write_figures(folder: Path, drawn: dict[str, bytes]) -> list[Path]:
    """Writes figures into a folder, over those that were drawn here and over nothing else."""
    writing.own_folder(folder)
    check_figures(folder, list(drawn))
    listed = _listed(folder)
    # The list first: a figure that is there and in no list would be somebody else's.
    everything = json.dumps({"made_by": "issueflow", "files": sorted(listed | set(drawn))}, indent=None)
    writing.write(folder / LIST, everything.encode("utf-8"), _is_list)
    for name, content in drawn.items():
        writing.write(folder / name, content, _always)
    return [folder / name for name in drawn]


def inline(svg: str, prefix: str) -> Markup:
    """An SVG to stand in a page: ids of its own, since all figures share the page's, and a size that shrinks."""
    svg = re.sub(r'\bid="([^"]+)"', rf'id="{prefix}-\1"', svg)
    svg = re.sub(r"url\(#([^)]+)\)", rf"url(#{prefix}-\1)", svg)
    svg = re.sub(r'href="#([^"]+)"', rf'href="#{prefix}-\1"', svg)
    # Text that was written in a label keeps its digits: only the attributes of shapes are shortened.
    svg = re.sub(
        r' (?:d|transform|x|y|x1|x2|y1|y2|cx|cy|r|width|height)="[^"]*"',
        lambda found: _LONG_NUMBER.sub(r"\1", found.group()),
        svg,
    )
    # Guides are named in English whatever the figure speaks; the figure's own description says what they do.
    svg = _TAG.sub(_plain_label, svg)
    svg = svg.replace("<svg ", '<svg focusable="false" ', 1)
    # Vega escapes texts; nothing that could run may be in a picture in any case.
    if re.search(r"<(?:script|foreignObject)\b", svg, re.IGNORECASE):
        raise ValueError(f"{prefix}: the figure holds a script")
    return Markup(svg)


def _plain_label(found: re.Match[str]) -> str:
    """An element without the English name of its role, and without a label where it is a title, an axis or a legend."""
    tag = found.group()
    if re.search(r'aria-roledescription="(?:title|subtitle|axis|legend)', tag):
        tag = re.sub(r' aria-label="[^"]*"', "", tag)
    return re.sub(r' aria-roledescription="[^"]*"', "", tag)
