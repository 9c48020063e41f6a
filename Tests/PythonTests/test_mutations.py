"""Damaged folders of results: a sentence or a page, never a traceback or a hang, and no other number in silence.

A tenth of the mutations, the same each time; ISSUEFLOW_MUTATIONS=200 makes that many of every file.
"""

import json
import os
import random
import re
import shutil
import signal
from collections.abc import Mapping
from pathlib import Path

import pytest
from made import without_digests

import issueflow
from issueflow import IssueFlowError
from issueflow.__main__ import main
from issueflow.report import write_report
from issueflow.titles import Titles

COUNT = int(os.environ.get("ISSUEFLOW_MUTATIONS", "20"))
#: Seconds that one folder may take.
PATIENCE = 60
DOCUMENTS = ["manifest.json", "verdict.json", "datapackage.json", "search.json"]
STUDIES = ["run", "uncertain", "two", "levers", "cheapest"]

#: What a value may become.
STRANGE = [
    None, True, -1, 0, 1e308, 10**30, 0.5, "", "x", "\x1b[2J", "../../etc/passwd", [], {}, [[]], {"a": {}}, [None], "NaN", " 1",
]


def places(value, path=()):
    """Every place of a document."""
    yield path
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        yield from places(part, (*path, key))


def document(luck: random.Random, text: str) -> str:
    """A JSON document with one thing that is not as it should be."""
    if luck.random() < 0.2:
        return blind(luck, text)
    found = json.loads(text)
    path = luck.choice([path for path in places(found) if path])
    at = found
    for key in path[:-1]:
        at = at[key]
    how = luck.randrange(4)
    if how == 0:
        del at[path[-1]]
    elif how == 1 and isinstance(at, dict):
        at[f"{path[-1]}s"] = at.pop(path[-1])
    elif how == 2 and isinstance(at[path[-1]], str):
        at[path[-1]] = at[path[-1]][: len(at[path[-1]]) // 2] + luck.choice(["", "\x07", "é", "\u202e"])
    else:
        at[path[-1]] = luck.choice(STRANGE)
    return json.dumps(found)


def blind(luck: random.Random, text: str) -> str:
    """Any file with a piece lost, doubled, or overwritten."""
    at, size = luck.randrange(len(text)), luck.choice([1, 1, 2, 10, 200])
    how = luck.randrange(4)
    piece = text[at : at + size]
    put = ["", piece * 2, luck.choice(["\x00", '"', "{", ",", "\n", "9", "-", "e", "\ufeff"]), ""][how]
    return text[:at] + put + (text[at + size :] if how < 3 else "")


def table(luck: random.Random, text: str) -> str:
    """A table with a cell, a row or a column that is not as it should be."""
    rows = text.split("\r\n")
    if luck.random() < 0.3 or len(rows) < 3:
        return blind(luck, text)
    at = luck.randrange(len(rows) - 1)
    cells = rows[at].split(",")
    how = luck.randrange(4)
    if how == 0:
        cells[luck.randrange(len(cells))] = luck.choice(["", "x", "nan", "inf", "1e999", "0x10", "1_000", " 5", "١", "-", "1e5", "\x1b[2J"])
    elif how == 1:
        cells.pop(luck.randrange(len(cells)))
    elif how == 2:
        cells.append("1")
    else:
        luck.shuffle(cells)
    rows[at] = ",".join(cells)
    return "\r\n".join(rows)


def files_of(folder: Path) -> list[str]:
    return sorted(
        path.name for path in folder.iterdir() if path.suffix == ".csv" or path.name in DOCUMENTS
    )


def told_of(folder: Path, first: str) -> dict[str, object]:
    """All that the package tells of a folder: documents, tables, units, and sentences; what is in one file before others."""
    result = issueflow.read_results(folder)
    if first.endswith(".csv"):
        result.table(first)
    told: dict[str, object] = {"manifest": plain(result.manifest), "words": plain(result.words)}
    told["said"] = str(result).replace(str(folder), ""), repr(result), result._repr_html_().replace(str(folder), "")
    for document in ("verdict", "outcome"):
        if hasattr(type(result), document):
            told[document] = plain(getattr(result, document))
    for file in files_of(folder):
        if file.endswith(".csv"):
            table = result.table(file)
            told[file] = table.to_csv(), table.attrs["units"], [str(kind) for kind in table.dtypes]
    return told


def plain(value: object) -> object:
    if isinstance(value, Mapping):
        return {name: plain(part) for name, part in value.items()}
    return [plain(part) for part in value] if isinstance(value, (list, tuple)) else value


def unchanged(folder: Path, file: str, before: dict[str, object], page: Path, number: int) -> str:
    """What is not refused is what the program wrote, to the last digit."""
    assert told_of(folder, file) == before
    return "the same"


def as_it_is(folder: Path, file: str, before: dict[str, object], page: Path, number: int) -> str:
    """Read as it is, a folder that holds together gives a page. Pages take time, so that one of ten is made."""
    if number % 10:
        result = issueflow.read_results(folder, changed=True)
        if file.endswith(".csv"):
            result.table(file)
        return "read"
    write_report(folder, page, lang="en", changed=True)
    return "page"


@pytest.mark.parametrize("study", STUDIES)
def test_a_damaged_folder_gives_a_sentence_or_a_page(pages, study, tmp_path, still):
    whole = pages.results(study)
    before = told_of(whole, "")
    ends = {"page": 0, "read": 0, "sentence": 0, "the same": 0}
    for file in files_of(whole):
        text = (whole / file).read_bytes().decode("utf-8")
        luck = random.Random(f"{study}/{file}")
        for number in range(COUNT):
            folder = tmp_path / "folder"
            shutil.copytree(whole, folder)
            changed = (document if file.endswith(".json") else table)(luck, text)
            (folder / file).write_bytes(changed.encode("utf-8"))
            signal.alarm(PATIENCE)
            try:
                for way in (unchanged, as_it_is):
                    try:
                        ends[way(folder, file, before, tmp_path / "page.html", number)] += 1
                    except IssueFlowError as error:
                        ends["sentence"] += 1
                        assert len(error.english) < 3_000 and not set("\x00\x07\x1b\u202e") & set(str(error)), error
            except BaseException as error:
                raise AssertionError(f"{study}/{file}, mutation {number}: {error!r}\n{changed[:2000]}") from error
            finally:
                signal.alarm(0)
                shutil.rmtree(folder)
    assert ends["sentence"] > 0 and ends["page"] > 0
    print(study, ends)


@pytest.mark.parametrize("cell", ["nan", "inf", "-inf", "1e999", "0x10", "1_000", " 5", "5 ", "١", "1,5", "--1", "+", "1e", ".5.", "true"])
def test_what_is_no_number_is_read_as_none(pages, cell, tmp_path):
    """Readers of tables take much for a number, and some cells for a missing one: none of it passes here."""
    folder = tmp_path / "folder"
    shutil.copytree(pages.results("run"), folder)
    rows = (folder / "summary.csv").read_bytes().decode("utf-8").split("\r\n")
    cells = rows[1].split(",")
    place = rows[0].lstrip("\ufeff").split(",").index("mean")
    (folder / "summary.csv").write_bytes(
        "\r\n".join([rows[0], ",".join([*cells[:place], f'"{cell}"', *cells[place + 1 :]]), *rows[2:]]).encode()
    )
    with pytest.raises(IssueFlowError, match=r"summary\.csv.*line 2, column mean"):
        issueflow.read_results(folder).table("summary.csv")


def test_frames_are_copies(pages):
    """What somebody does to a frame changes nothing that is told later."""
    result = issueflow.read_results(pages.results("run"))
    before = str(result)
    for name in ("summary", "replications", "leaks", "units", "timeline"):
        frame = getattr(result, name)
        frame.iloc[:, -1] = frame.iloc[0, -1]
        frame.attrs["units"].clear()
        assert getattr(result, name).equals(getattr(issueflow.read_results(result.folder), name))
        assert getattr(result, name).attrs["units"]
    assert str(result) == before and result.shares.attrs["units"]
    with pytest.raises(AttributeError):
        result.manifest.replications = 1
    with pytest.raises(TypeError):
        result.manifest.scenario.titles["tiers"] = {}


@pytest.mark.parametrize("study", STUDIES)
def test_a_changed_digit_is_told(pages, study, tmp_path):
    """One digit of any file: a sentence that names the file and the way to read it all the same."""
    whole = pages.results(study)
    folder = Path(shutil.copytree(whole, tmp_path / "folder"))
    for file in files_of(whole):
        content = (whole / file).read_bytes()
        digits = [at for at, byte in enumerate(content) if chr(byte).isdigit()]
        if not digits:
            continue
        at = random.Random(file).choice(digits)
        (folder / file).write_bytes(content[:at] + (b"1" if content[at : at + 1] != b"1" else b"2") + content[at + 1 :])
        with pytest.raises(IssueFlowError, match=re.escape(file)) as caught:
            told_of(folder, file)
        assert len(caught.value.english) < 1_000
        (folder / file).write_bytes(content)
    assert told_of(folder, "") == told_of(whole, "")


def test_what_was_changed_on_purpose_is_read_as_it_is(pages, tmp_path, still):
    folder = Path(shutil.copytree(pages.results("run"), tmp_path / "folder"))
    rows = (folder / "units.csv").read_bytes()
    (folder / "units.csv").write_bytes(rows.replace(b"grid-1", b"elms-1"))
    with pytest.raises(IssueFlowError, match=r"units\.csv.*changed=True.*--changed"):
        issueflow.read_results(folder).units  # noqa: B018
    assert main(["report", str(folder), "--lang", "en"]) == 2 and not (folder / "report.html").exists()
    result = issueflow.read_results(folder, changed=True)
    assert "elms-1" in set(result.units["unit"]) and "read as it is" in str(result) and not result.is_checked
    assert main(["report", str(folder), "--lang", "en", "--changed"]) == 0
    assert "nothing says that they are the program" in (folder / "report.html").read_text(encoding="utf-8")
    # Lines ended otherwise, as by a tool that moves files between systems, are another file too.
    (folder / "units.csv").write_bytes(rows.replace(b"\r\n", b"\n"))
    with pytest.raises(IssueFlowError, match="changed after"):
        issueflow.read_results(folder).units  # noqa: B018


def test_results_of_an_earlier_program_are_read(pages, tmp_path):
    whole = pages.results("run")
    folder = Path(shutil.copytree(whole, tmp_path / "folder"))
    without_digests(folder)
    assert told_of(folder, "") == told_of(whole, "")
    described = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    del described["words"]
    (folder / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    result = issueflow.read_results(folder)
    assert result.is_checked and "targets" in str(result)
    # Digests without their seal are no earlier program's.
    described = json.loads((whole / "datapackage.json").read_text(encoding="utf-8"))
    del described["seal"]
    (folder / "datapackage.json").write_text(json.dumps(described, indent=2), encoding="utf-8")
    with pytest.raises(IssueFlowError, match=r"datapackage\.json.*changed after"):
        issueflow.read_results(folder)


def test_every_word_of_the_program_is_told_in_both_languages(pages):
    """Whatever the tables of a run name has words in either language, and the package keeps none of its own."""
    result = issueflow.read_results(pages.results("run"))
    english, chinese = Titles(result, "en"), Titles(result, "zh")
    for response in set(result.summary["response"]):
        assert response in result.words.responses
        assert not re.search("[a-z]", chinese.response(response)) and english.response(response)
    for cause in set(result.leaks["cause"]) - {"none"}:
        assert not re.search("^[a-z_]+$", chinese.cause(cause)) and english.advice(cause) and chinese.advice(cause)
    assert {"holds", "met", "inconclusive"} <= set(result.words.states) and "withdrawn" in result.words.fates
