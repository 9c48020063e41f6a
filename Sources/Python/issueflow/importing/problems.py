"""What is wrong in a file, all of it at once, each with its place; and what was read otherwise than it stands there."""

from __future__ import annotations

from dataclasses import dataclass, field

from issueflow.errors import IssueFlowError
from issueflow.importing.sheet import Place

#: As many problems as a message has room for; the others are counted.
SHOWN = 36


@dataclass(frozen=True)
class Told:
    """A sentence in both languages about a place of the file."""

    place: Place | None
    english: str
    chinese: str

    def tell(self, lang: str) -> str:
        sentence = self.english if lang == "en" else self.chinese
        where = self.place.tell(lang) if self.place else ""
        return f"{where}{': ' if lang == 'en' else '：'}{sentence}" if where else sentence


@dataclass
class Findings:
    """`problems` refuse the file; `notes` are said aloud and let it pass; `left_out` is what nothing was made of."""

    problems: list[Told] = field(default_factory=list)
    notes: list[Told] = field(default_factory=list)
    left_out: list[Told] = field(default_factory=list)

    def refuse(self, place: Place | None, english: str, chinese: str) -> None:
        self.problems.append(Told(place, english, chinese))

    def note(self, place: Place | None, english: str, chinese: str) -> None:
        self.notes.append(Told(place, english, chinese))

    def leave_out(self, place: Place | None, english: str, chinese: str) -> None:
        self.left_out.append(Told(place, english, chinese))

    def raise_for(self, file: str) -> None:
        """Raises IssueFlowError with every problem in the order of the file, where there is one."""
        if not self.problems:
            return
        found = sorted(self.problems, key=lambda told: (told.place is None, _order(told.place)))
        count = len(found)
        lines = {lang: "\n".join(f"{file}: {told.tell(lang)}" for told in found[:SHOWN]) for lang in ("en", "zh")}
        if count > SHOWN:
            lines["en"] += f"\n… and {count - SHOWN:,} more"
            lines["zh"] += f"\n……另有 {count - SHOWN:,} 处"
        raise IssueFlowError(
            f"{lines['en']}\n{count:,} {'problem' if count == 1 else 'problems'}; nothing was written", 2,
            chinese=f"{lines['zh']}\n共 {count:,} 处问题；未写入任何内容",
        )


def _order(place: Place | None) -> tuple[str, int, int]:
    return ("", 0, 0) if place is None else (place.sheet, place.row or 0, -1 if place.column is None else place.column)
