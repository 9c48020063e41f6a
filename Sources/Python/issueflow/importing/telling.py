"""What was understood of a spreadsheet, in lines that a person reads before believing it."""

from __future__ import annotations

from issueflow.importing.amounts import plain_number
from issueflow.importing.city import City, Street, staff_of
from issueflow.importing.layout import Layout
from issueflow.importing.roles import ROLES
from issueflow.importing.sheet import letters
from issueflow.importing.totals import difference
from issueflow.importing.understood import Understood
from issueflow.language import Speech

#: As many streets, communities of a street, and sentences of a kind as are told; the rest is counted.
STREETS, COMMUNITIES, SENTENCES = 30, 12, 12


def told(understood: Understood, lang: str) -> str:
    """All of it, in one language."""
    say = Speech(lang).say
    parts = [_heading(understood, lang), *_tree(understood.city, lang)]
    parts += _sentences(say("Read as", "读取说明"), [note.tell(lang) for note in understood.findings.notes], lang)
    parts += _checks(understood, lang)
    parts += _sentences(say("Left out", "未读取"), [each.tell(lang) for each in understood.findings.left_out], lang)
    parts += _borrowed(understood.city, lang)
    return "\n".join(parts)


def _heading(understood: Understood, lang: str) -> str:
    """The file, each sheet that was read with its columns, and the sums of the city."""
    say = Speech(lang).say
    sheets = [_sheet(layout, lang) for layout in understood.layouts]
    shown = sheets[:SENTENCES]
    if len(sheets) > SENTENCES:
        more = len(sheets) - SENTENCES
        shown.append("  " + say(f"… and {more} more sheets", f"……另有 {more} 个工作表"))
    head = "".join([understood.file, *[f"{say(', ', '，')}{sheet}" if len(shown) == 1 else f"\n  {sheet}" for sheet in shown]])
    return f"{head}\n{understood.title}{say(': ', '：')}{_sums(understood.city, lang)}"


def _sheet(layout: Layout, lang: str) -> str:
    say = Speech(lang).say
    sheet = layout.sheet
    name = "" if not sheet.name else say(f"sheet '{sheet.name}'", f"工作表“{sheet.name}”")
    where = name if sheet.is_turned else sheet.place(layout.top).tell(lang)
    columns = say(", ", "，").join(
        f"{letters(column) if not sheet.is_turned else layout.heading_of(column)} {say(*ROLES[role])}"
        for role, column in sorted(layout.columns.items(), key=lambda each: each[1])
    )
    if layout.cells_are:
        english, chinese = ROLES[layout.cells_are]
        columns = say(f"communities across, grids down, {english} in the cells", f"社区为列，网格为行，单元格为{chinese}")
    return say(f"heading in {where}", f"表头在{where}") + f"\n  {columns}" if where else columns


def _sums(city: City, lang: str) -> str:
    say = Speech(lang).say
    parts = [
        _counted(len(city.streets), "street", "streets", "个镇街", lang),
        _counted(len(city.communities), "community", "communities", "个社区", lang),
        _counted(len(city.grids), "grid", "grids", "个网格", lang),
        _counted(city.households, "household", "households", "户", lang),
    ]
    if city.staff is not None:
        parts.append(_counted(city.staff, "grid worker", "grid workers", "名网格员", lang))
    return say(", ", "，").join(parts)


def _counted(number: int, one: str, more: str, chinese: str, lang: str) -> str:
    return f"{number:,} {one if number == 1 else more}" if lang == "en" else f"{number:,} {chinese}"


def _tree(city: City, lang: str) -> list[str]:
    say = Speech(lang).say
    lines = []
    for street in city.streets[:STREETS]:
        lines.append(f"  {street.name}{say(': ', '：')}{_street(street, lang)}")
        for community in street.communities[:COMMUNITIES]:
            staff = staff_of(community.grids)
            parts = [
                _counted(len(community.grids), "grid", "grids", "个网格", lang),
                _counted(sum(grid.households for grid in community.grids), "household", "households", "户", lang),
            ]
            if staff is not None:
                parts.append(_counted(staff, "grid worker", "grid workers", "名网格员", lang))
            lines.append(f"    {community.name}{say(': ', '：')}{say(', ', '，').join(parts)}")
        if len(street.communities) > COMMUNITIES:
            more = len(street.communities) - COMMUNITIES
            lines.append("    " + say(f"… and {more} more communities", f"……另有 {more} 个社区"))
    if len(city.streets) > STREETS:
        more = len(city.streets) - STREETS
        lines.append("  " + say(f"… and {more} more streets", f"……另有 {more} 个镇街"))
    return lines


def _street(street: Street, lang: str) -> str:
    say = Speech(lang).say
    return say(", ", "，").join([
        _counted(len(street.communities), "community", "communities", "个社区", lang),
        _counted(len(street.grids), "grid", "grids", "个网格", lang),
        _counted(sum(grid.households for grid in street.grids), "household", "households", "户", lang),
    ])


def _sentences(heading: str, found: list[str], lang: str) -> list[str]:
    if not found:
        return []
    shown = [f"  {sentence}" for sentence in found[:SENTENCES]]
    if len(found) > SENTENCES:
        more = len(found) - SENTENCES
        shown.append("  " + Speech(lang).say(f"… and {more} more", f"……另有 {more} 条"))
    return [f"{heading}{Speech(lang).say(':', '：')}", *shown]


def _checks(understood: Understood, lang: str) -> list[str]:
    """Lines of totals: how many agree, and each that does not."""
    say = Speech(lang).say
    checks = understood.checks
    if not checks:
        return []
    wrong = [each for each in checks if not each.agrees]
    found = [
        f"{each.place.tell(lang)}{say(': ', '：')}{each.label} {say(*ROLES[each.role])} {plain_number(each.said)}"
        + say(
            f", and the lines add up to {plain_number(each.summed)} ({difference(each)}); the lines are taken",
            f"，而各行之和为 {plain_number(each.summed)}（差 {difference(each)}）；以各行为准",
        )
        for each in wrong
    ]
    agree = len(checks) - len(wrong)
    if agree:
        found.append(say(
            f"{agree} {'sum' if agree == 1 else 'sums'} of lines of totals {'agrees' if agree == 1 else 'agree'} with what was read",
            f"{agree} 个合计数与各行之和一致",
        ))
    return _sentences(say("Totals", "合计核对"), found, lang)


def _borrowed(city: City, lang: str) -> list[str]:
    """What the city does not tell, and is Changzhou's."""
    say = Speech(lang).say
    found = []
    if city.is_shared_out:
        found.append(say(
            "households and workers of a community are shared out evenly over its grids",
            "社区的户数与网格员平均分配到各网格",
        ))
    if city.staff is None:
        found.append(say("grid workers of a grid", "每个网格的网格员人数"))
    if city.is_of_people:
        found.append(say("people of a household", "每户人数"))
    found.append(say(
        "issues, authority, hours, staff above the grid, targets: all of changzhou.yaml, each value marked “borrowed”",
        "事项、权限、工作时间、上级人员、目标：均取自 changzhou.yaml，逐项以 borrowed 标明",
    ))
    return _sentences(say("Borrowed", "借用"), found, lang)
