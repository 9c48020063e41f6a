"""A brief as a document of Word, on one page of A4."""

from __future__ import annotations

import io
from typing import Any

from docx import Document
from docx.document import Document as DocumentOf
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from issueflow.brief.content import Brief
from issueflow.brief.looks import CHINESE, DECISIONS, INK, LATIN, QUIET, RULE, tongue
from issueflow.packing import MADE, packed
from issueflow.printable import printable

#: Of the page between its margins.
_WIDTH = 178


def document(brief: Brief) -> bytes:
    """The bytes of the document; the same for the same brief."""
    word = Document()
    _page(word)
    _styles(word, brief)
    head = _table(word, 1, (60, 118))
    _write(head.cell(0, 0).paragraphs[0], brief.title, size=10.5, bold=True)
    _write(head.cell(0, 1).paragraphs[0], brief.overview, size=8.5, colour=QUIET).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _rule(head, "bottom", 12, INK)
    headline = word.add_heading(level=1)
    _write(headline, brief.headline, size=19, bold=True)
    line = word.add_paragraph()
    _write(line, f"{brief.mark} ", bold=True, colour=DECISIONS.get(brief.decision, QUIET))
    _write(line, brief.sentence, colour=QUIET)
    if brief.missed:
        _write(word.add_paragraph(), brief.missed)
    _picture(word, brief)
    _causes(word, brief)
    _remedies(word, brief)
    _sure(word, brief)
    foot = word.add_paragraph()
    foot.paragraph_format.space_before = Pt(4)
    _write(foot, brief.made, size=7.5, colour=QUIET)
    out = io.BytesIO()
    word.save(out)
    return packed(out.getvalue())


def _page(word: DocumentOf) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm((210 - _WIDTH) / 2)
    section.top_margin, section.bottom_margin = Mm(13), Mm(11)
    section.header_distance = section.footer_distance = Mm(6)


def _styles(word: DocumentOf, brief: Brief) -> None:
    properties = word.core_properties
    properties.title, properties.author, properties.comments = printable(brief.title), "IssueFlow", ""
    properties.created = properties.modified = MADE
    properties.language = tongue(brief.lang)
    for name in ("Normal", "Heading 1", "Heading 2", "List Bullet", "List Number"):
        style: Any = word.styles[name]
        style.font.name, style.font.color.rgb = LATIN, RGBColor.from_string(INK)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in ("w:ascii", "w:hAnsi", "w:cs"):
            fonts.set(qn(key), LATIN)
        fonts.set(qn("w:eastAsia"), CHINESE)
        for key in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(key), None)
        style.paragraph_format.space_after = Pt(1.5)
        style.paragraph_format.space_before = Pt(0)
        style.paragraph_format.line_spacing = 1.05
    word.styles["Normal"].font.size = Pt(9.5)
    for name, size, before in (("Heading 1", 19, 8), ("Heading 2", 10.5, 6)):
        style = word.styles[name]
        style.font.size, style.font.bold, style.font.italic = Pt(size), True, False
        style.paragraph_format.space_before = Pt(before)
        style.paragraph_format.keep_with_next = True
    language = word.styles["Normal"].element.get_or_add_rPr()
    said = OxmlElement("w:lang")
    said.set(qn("w:val"), tongue(brief.lang))
    said.set(qn("w:eastAsia"), "zh-CN")
    language.append(said)


def _write(
    paragraph: Any, text: str, *, size: float | None = None, bold: bool = False, colour: str = INK
) -> Any:
    run = paragraph.add_run(printable(text))
    run.bold = bold or None
    run.font.color.rgb = RGBColor.from_string(colour)
    if size is not None:
        run.font.size = Pt(size)
    return paragraph


def _head(word: Any, text: str) -> None:
    _write(word.add_paragraph(style="Heading 2"), text, bold=True)


def _table(word: Any, rows: int, widths: tuple[float, ...]) -> Any:
    table = word.add_table(rows=rows, cols=len(widths))
    table.autofit = False
    for number, width in enumerate(widths):
        # Programs differ in which of the two they heed.
        table.columns[number].width = Mm(width)
        for cell in table.columns[number].cells:
            cell.width = Mm(width)
    return table


def _rule(table: Any, side: str, eighths: int, colour: str) -> None:
    """A line below or between the rows of a table."""
    borders = OxmlElement("w:tblBorders")
    line = OxmlElement(f"w:{side}")
    for key, value in (("w:val", "single"), ("w:sz", str(eighths)), ("w:space", "0"), ("w:color", colour)):
        line.set(qn(key), value)
    borders.append(line)
    properties = table._tbl.tblPr
    # The format wants its parts in order: borders before these.
    behind = [part for part in properties if part.tag in {qn(f"w:{name}") for name in ("shd", "tblLayout", "tblCellMar", "tblLook")}]
    if behind:
        behind[0].addprevious(borders)
    else:
        properties.append(borders)


def _picture(word: Any, brief: Brief) -> None:
    # A figure of many tiers is high, and must leave room for the words.
    width = min(float(_WIDTH), 70.0 * brief.picture.ratio)
    paragraph = word.add_paragraph()
    paragraph.add_run().add_picture(io.BytesIO(brief.picture.png), width=Mm(width))
    drawn = paragraph._p.find(f".//{qn('wp:docPr')}")
    drawn.set("descr", printable(brief.picture.alternative))
    drawn.set("name", brief.head("split"))


def _causes(word: Any, brief: Brief) -> None:
    _head(word, brief.head("causes"))
    if not brief.causes:
        word.add_paragraph(brief.say("Nothing was closed above it.", "没有事项在其上办结。"))
    for cause in brief.causes:
        paragraph = word.add_paragraph(style="List Number")
        _write(paragraph, f"{cause.title} {cause.share}", bold=True)
        if cause.types:
            _write(paragraph, brief.say(f" ({cause.types})", f"（{cause.types}）"), colour=QUIET)
        if cause.advice:
            _write(paragraph, brief.say(": ", "：") + cause.advice)


def _remedies(word: Any, brief: Brief) -> None:
    _head(word, brief.head("remedies"))
    if brief.remedies:
        table = _table(word, 1 + len(brief.remedies), (70, 34, 42, 32))
        _rule(table, "insideH", 4, RULE)
        for number, key in enumerate(("measure", "effect", "interval", "verdict")):
            _write(table.cell(0, number).paragraphs[0], brief.head(key), size=9, bold=True, colour=QUIET)
        for row, remedy in enumerate(brief.remedies, start=1):
            for number, text in enumerate((remedy.told, remedy.effect, remedy.interval, remedy.verdict)):
                _write(table.cell(row, number).paragraphs[0], text, size=9.5, bold=remedy.helps and number == 0)
    note = word.add_paragraph()
    note.paragraph_format.space_before = Pt(2)
    _write(note, brief.remedies_note)
    if brief.command:
        run = word.add_paragraph().add_run(printable(brief.command))
        run.font.name, run.font.size = "Consolas", Pt(8.5)


def _sure(word: Any, brief: Brief) -> None:
    """Two columns beside each other."""
    table = _table(word, 1, (86, 92))
    for number, (key, lines) in enumerate((("sure", brief.sure), ("doubts", brief.doubts))):
        cell = table.cell(0, number)
        first = cell.paragraphs[0]
        first.style = word.styles["Heading 2"]
        _write(first, brief.head(key), bold=True)
        for line in lines:
            _write(cell.add_paragraph(style="List Bullet"), line, size=9)
