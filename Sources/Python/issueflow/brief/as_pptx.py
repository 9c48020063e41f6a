"""A brief as three slides: the answer, why and what would act, and how far to trust it."""

from __future__ import annotations

import io
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Mm, Pt

from issueflow.brief.content import Brief
from issueflow.brief.looks import CHINESE, DECISIONS, INK, LATIN, PALE, QUIET, tongue
from issueflow.packing import MADE, packed
from issueflow.printable import printable

#: How the width of the table of policies is divided.
_PARTS = (0.30, 0.25, 0.28, 0.17)

#: Of a slide, and what is left free at its sides, in millimetres.
_WIDE, _HIGH, _SIDE = 338.7, 190.5, 18.0
_ROOM = _WIDE - 2 * _SIDE


def slides(brief: Brief) -> bytes:
    """The bytes of the slides; the same for the same brief."""
    show = Presentation()
    show.slide_width, show.slide_height = Mm(_WIDE), Mm(_HIGH)
    properties = show.core_properties
    properties.title, properties.author, properties.language = printable(brief.title), "IssueFlow", tongue(brief.lang)
    properties.created = properties.modified = MADE
    properties.last_modified_by = "IssueFlow"
    _answer(show, brief)
    _why(show, brief)
    _trust(show, brief)
    out = io.BytesIO()
    show.save(out)
    return packed(out.getvalue())


def _slide(show: Any, brief: Brief, title: str, size: float = 26) -> Any:
    """A slide with its title, which readers of outlines and of screens find as such, and its foot."""
    slide = show.slides.add_slide(show.slide_layouts[5])
    place = slide.shapes.title
    place.left, place.top, place.width, place.height = Mm(_SIDE), Mm(14), Mm(_ROOM), Mm(26)
    frame = place.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    _run(frame.paragraphs[0], brief, title, size, bold=True)
    frame.paragraphs[0].alignment = PP_ALIGN.LEFT
    foot = _box(slide, _SIDE, _HIGH - 13, _ROOM, 8)
    _run(foot.paragraphs[0], brief, f"{brief.title} · {brief.overview}", 10, colour=QUIET)
    return slide


def _colour(word: str) -> Any:
    """A colour of six hexadecimal digits."""
    red, green, blue = bytes.fromhex(word)
    made: Any = RGBColor
    return made(red, green, blue)


def _box(slide: Any, left: float, top: float, width: float, height: float) -> Any:
    frame = slide.shapes.add_textbox(Mm(left), Mm(top), Mm(width), Mm(height)).text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    return frame


def _run(paragraph: Any, brief: Brief, text: str, size: float, *, bold: bool = False, colour: str = INK) -> None:
    run = paragraph.add_run()
    run.text = printable(text).replace("\n", " ")
    font = run.font
    font.size, font.bold, font.name = Pt(size), bold, LATIN
    font.color.rgb = _colour(colour)
    properties = run._r.get_or_add_rPr()
    properties.set("lang", tongue(brief.lang))
    # Behind the Latin letters, as the order of the format wants it.
    east = properties.makeelement(qn("a:ea"), {"typeface": CHINESE})
    properties.find(qn("a:latin")).addnext(east)


def _lines(frame: Any, brief: Brief, lines: tuple[str, ...], size: float) -> None:
    for line in lines:
        paragraph = frame.add_paragraph()
        paragraph.space_before = Pt(5)
        _run(paragraph, brief, f"• {line}", size)


def _answer(show: Any, brief: Brief) -> None:
    slide = _slide(show, brief, brief.headline, 30)
    said = _box(slide, _SIDE, 40, _ROOM, 16)
    _run(said.paragraphs[0], brief, f"{brief.mark} ", 16, bold=True, colour=DECISIONS.get(brief.decision, QUIET))
    _run(said.paragraphs[0], brief, brief.sentence, 16, colour=QUIET)
    if brief.missed:
        _run(said.add_paragraph(), brief, brief.missed, 14)
    width = min(_ROOM, 108 * brief.picture.ratio)
    picture = slide.shapes.add_picture(io.BytesIO(brief.picture.png), Mm(_SIDE), Mm(63), width=Mm(width))
    picture._element.nvPicPr.cNvPr.set("descr", printable(brief.picture.alternative))
    picture.name = brief.head("split")


def _why(show: Any, brief: Brief) -> None:
    slide = _slide(show, brief, brief.say("Why, and what would act on it", "为什么外溢，什么举措有用"))
    half = _ROOM / 2 - 6
    left = _box(slide, _SIDE, 42, half, 120)
    _run(left.paragraphs[0], brief, brief.head("causes"), 18, bold=True, colour=QUIET)
    for number, cause in enumerate(brief.causes, start=1):
        paragraph = left.add_paragraph()
        paragraph.space_before = Pt(9)
        _run(paragraph, brief, f"{number}  {cause.title} {cause.share}", 20, bold=True)
        if cause.types:
            _run(paragraph, brief, brief.say(f" ({cause.types})", f"（{cause.types}）"), 14, colour=QUIET)
        if cause.advice:
            _run(left.add_paragraph(), brief, cause.advice, 16)
    right = _box(slide, _SIDE + half + 12, 42, half, 60)
    _run(right.paragraphs[0], brief, brief.head("remedies"), 18, bold=True, colour=QUIET)
    top = 52.0
    if brief.remedies:
        top = _table(slide, brief, _SIDE + half + 12, top, half) + 4
    note = _box(slide, _SIDE + half + 12, top, half, 40)
    _run(note.paragraphs[0], brief, brief.remedies_note, 15)
    if brief.command:
        paragraph = note.add_paragraph()
        paragraph.space_before = Pt(6)
        _run(paragraph, brief, brief.command, 12, colour=QUIET)


def _table(slide: Any, brief: Brief, left: float, top: float, width: float) -> float:
    """The policies that were run; gives where the table ends."""
    keys = ("measure", "effect", "interval", "verdict")
    rows = 1 + len(brief.remedies)
    shape = slide.shapes.add_table(rows, len(keys), Mm(left), Mm(top), Mm(width), Mm(9 * rows))
    table = shape.table
    for number, part in enumerate(_PARTS):
        table.columns[number].width = Mm(width * part)
    lines = [tuple(brief.head(key) for key in keys)]
    lines += [(each.told, each.effect, each.interval, each.verdict) for each in brief.remedies]
    high = 0.0
    for row, line in enumerate(lines):
        for column, text in enumerate(line):
            cell = table.cell(row, column)
            cell.fill.solid()
            cell.fill.fore_color.rgb = _colour(PALE if row == 0 else "FFFFFF")
            cell.margin_left = cell.margin_right = Mm(1.5)
            cell.margin_top = cell.margin_bottom = Mm(1)
            helps = row > 0 and column == 0 and brief.remedies[row - 1].helps
            _run(cell.text_frame.paragraphs[0], brief, text, 12, bold=row == 0 or helps)
        # Long names take lines of their own.
        signs = max(len(text) * (2 if brief.lang == "zh" else 1) / (width * part / 2.6) for text, part in zip(line, _PARTS, strict=True))
        high += 8.5 * max(1, -(-signs // 1))
    return top + high


def _trust(show: Any, brief: Brief) -> None:
    slide = _slide(show, brief, brief.say("How sure this is, and what to doubt", "有多大把握，哪些地方存疑"))
    half = _ROOM / 2 - 6
    for left, key, lines in ((_SIDE, "sure", brief.sure), (_SIDE + half + 12, "doubts", brief.doubts)):
        frame = _box(slide, left, 42, half, 120)
        _run(frame.paragraphs[0], brief, brief.head(key), 18, bold=True, colour=QUIET)
        _lines(frame, brief, lines, 16)
    made = _box(slide, _SIDE, _HIGH - 22, _ROOM, 8)
    _run(made.paragraphs[0], brief, brief.made, 9, colour=QUIET)
