"""Writes a city that was read: tables, scenario, calendar and what was understood, whole or not at all, over nothing."""

from __future__ import annotations

import os
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from issueflow import runner, writing
from issueflow.binary import find
from issueflow.errors import IssueFlowError
from issueflow.importing import borrowed
from issueflow.importing.tables import FILES, Tables, tables
from issueflow.importing.telling import told
from issueflow.importing.understood import Understood
from issueflow.private import PrivateFolder
from issueflow.whatif import scenarios

#: The scenario, and what was understood of the spreadsheet, in both languages.
SCENARIO, RECORD = "city.yaml", "understood.txt"

_CALENDAR = "calendars/china.csv"


@dataclass(frozen=True)
class Written:
    """The folder, its scenario, and the other files, below it."""

    folder: Path
    scenario: Path
    files: list[str]


def default_folder(source: Path) -> Path:
    """Beside nothing else: the file's name without its ending, in the working folder."""
    stem = source.stem.strip().lstrip(".-")
    return Path(stem or "city")


def scenario_name(title: str) -> str:
    """A name that a scenario may have: small letters, digits, - and _, a letter first."""
    flat = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    word = re.sub(r"[^a-z0-9_]+", "-", flat).strip("-_0123456789")
    return word or "city"


def write_city(
    understood: Understood, folder: Path, *, name: str | None = None, force: bool = False, binary: str | None = None
) -> Written:
    """Writes a folder that `issueflow run` takes, after the program itself has found nothing wrong in it.

    Raises IssueFlowError, with the row of the spreadsheet, for what the program refuses; where a file is there already and
    `force` is not given; and where a place cannot be written.
    """
    own = tables(understood.city)
    texts = _texts(understood, own, name or scenario_name(understood.title))
    _check_place(folder, texts, force)
    _validate(understood, own, texts, binary)
    folder.mkdir(parents=True, exist_ok=True)
    writing.own_folder(folder)
    for file, text in texts.items():
        place = folder / file
        if place.parent != folder:
            writing.own_folder(place.parent)
        writing.write(place, text.encode("utf-8"), _anything if force else _nothing)
    return Written(folder, folder / SCENARIO, sorted(texts))


def _texts(understood: Understood, own: Tables, name: str) -> dict[str, str]:
    base = scenarios.folder()
    ground = borrowed.Ground(
        name, understood.title, understood.file, FILES, understood.city.household_size,
        is_size_borrowed=understood.city.is_of_people,
    )
    record = "\n\n".join(told(understood, lang) for lang in ("en", "zh"))
    return {
        **own.texts,
        _CALENDAR: (base / _CALENDAR).read_text(encoding="utf-8"),
        RECORD: record + "\n",
        SCENARIO: borrowed.scenario((base / borrowed.FILE).read_text(encoding="utf-8"), ground),
    }


def _anything(head: bytes) -> bool:
    return True


def _nothing(head: bytes) -> bool:
    return False


def _check_place(folder: Path, texts: dict[str, str], force: bool) -> None:
    """Before anything else is done."""
    if os.path.lexists(folder) and (folder.is_symlink() or not folder.is_dir()):
        raise IssueFlowError(
            f"{folder}: there is a file or a link of this name; choose another with --out", 2,
            chinese=f"{folder}：已有同名文件或链接；请用 --out 另选文件夹",
        )
    there = [file for file in texts if os.path.lexists(folder / file)]
    if there and not force:
        raise IssueFlowError(
            f"{folder}: {', '.join(sorted(there))} are there already and are not written over; --force does, or choose "
            "another folder with --out", 2,
            chinese=f"{folder}：已有 {'、'.join(sorted(there))}，不予覆盖；如需覆盖请加 --force，或用 --out 另选文件夹",
        )


def _validate(understood: Understood, own: Tables, texts: dict[str, str], binary: str | None) -> None:
    """Asks the program, whose rules these are; a row of a table that it refuses is told as the row that it is from."""
    program = find(binary)
    messages = {}
    with PrivateFolder() as scratch:
        for file, text in texts.items():
            (scratch / file).parent.mkdir(exist_ok=True)
            (scratch / file).write_text(text, encoding="utf-8")
        for lang in ("en", "zh"):
            said = runner.start(program, ["validate", str(scratch / SCENARIO), "--lang", lang], limits=runner.Limits(seconds=120))
            if said.code == 0:
                return
            messages[lang] = _placed((said.printed + said.message).replace(f"{scratch}/", ""), own, lang)
    raise IssueFlowError(
        f"{understood.file}: the program refuses the city:\n{messages['en']}", 2,
        chinese=f"{understood.file}：程序不接受该城市：\n{messages['zh']}",
    )


def _placed(message: str, own: Tables, lang: str) -> str:
    """A message with the places of the spreadsheet behind those of the tables."""

    def place(found: re.Match[str]) -> str:
        places = own.places[found["file"]]
        row = int(found["line"]) - 2
        return f"{found.group()} ({places[row].tell(lang)})" if 0 <= row < len(places) else found.group()

    names = "|".join(re.escape(file) for file in own.places)
    return re.sub(rf"(?P<file>{names}):(?P<line>\d+)", place, message.strip())
