"""A folder of results on the disk: which command wrote it, whether it is whole, and its tables."""

from __future__ import annotations

import csv
import io
import os
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, BinaryIO, TypeVar

import numpy
import pandas

from issueflow import digests, reading
from issueflow.documents import MANIFESTS, NO_WORDS, CommonWords, Manifest
from issueflow.errors import IssueFlowError
from issueflow.language import nearest
from issueflow.printable import cell
from issueflow.records import Count, OneOf, Record, parse

R = TypeVar("R", bound=Record)

#: As many columns as a table may have, and as many bytes as a page.
COLUMNS, PAGE_LIMIT = 10_000, 256 << 20

#: What this package can read. A later schema may give columns another meaning, and is refused.
SCHEMA_VERSION = 1

#: Studies by the word in the manifest, and what to call them.
KINDS = {"run": "run", "sweep": "sweep", "comparison": "compare", "search": "search"}

#: The files without which a study's results say nothing.
NEEDED = {
    "run": ("summary.csv", "replications.csv", "leaks.csv", "units.csv", "timeline.csv", "verdict.json"),
    "sweep": ("design.csv", "summary.csv", "replications.csv", "verdicts.csv"),
    "comparison": ("policies.csv", "comparison.csv", "migration.csv", "leaks.csv"),
    "search": ("search.csv", "frontier.csv", "confirmation.csv", "search.json"),
}


#: What a page says of the results that it shows.
PAGE_MARK = re.compile(r'<meta name="issueflow-results" content="(?P<digest>[0-9a-f]+)">')


def fnv1a_128(content: bytes) -> str:
    """The digest that the program uses too: FNV-1a with 128 bits, as 32 hexadecimal digits."""
    digest = 0x6C62272E07BB014262B821756295C58D
    for byte in content:
        digest = ((digest ^ byte) * 0x1000000000000000000013B) & (2**128 - 1)
    return f"{digest:032x}"


@dataclass(frozen=True)
class Column(Record):
    """A column of a table: its type, and its unit where it has one."""

    name: str
    type: Annotated[str, OneOf(("string", "number", "integer", "boolean", "date", "datetime"))]
    unit: str = ""
    description: str = ""


@dataclass(frozen=True)
class TableSchema(Record):
    fields: tuple[Column, ...]


@dataclass(frozen=True)
class Resource(Record):
    path: str
    schema: TableSchema
    title: str = ""
    bytes: Count | None = None
    hash: str | None = None


@dataclass(frozen=True)
class Digested(Record):
    """A file that is no table, and what it is known by."""

    path: str
    bytes: Count
    hash: str


@dataclass(frozen=True)
class DataPackage(Record):
    """What the files of a folder are, as datapackage.json says; an earlier program wrote no words and no digests."""

    resources: tuple[Resource, ...]
    words: CommonWords | None = None
    documents: tuple[Digested, ...] = ()
    seal: str | None = None


class ResultsFolder:
    """A folder that one of the program's commands wrote, checked for being whole before anything is read from it."""

    PAGE = "report.html"

    def __init__(self, folder: str | Path, changed: bool = False):
        """`changed`: whether files that were changed on purpose are read as they are, unchecked against their digests."""
        self.path = Path(folder)
        self.may_be_changed = changed
        self._check()

    @cached_property
    def _raw(self) -> dict[str, Any]:
        return reading.document(self.path / "manifest.json")

    @cached_property
    def manifest(self) -> Manifest:
        """The manifest, read once; raises IssueFlowError with the place of what is wrong in it."""
        return parse(MANIFESTS[self.kind], self._raw, self.path / "manifest.json")

    @property
    def kind(self) -> str:
        study = self._raw.get("study", "run")
        return study if isinstance(study, str) else cell(study)

    @cached_property
    def digest(self) -> str:
        """By which a page knows the results that it shows."""
        return fnv1a_128(reading.content(self.path / "manifest.json"))

    @property
    def page_is_outdated(self) -> bool:
        """Whether the page beside these results was made of others; False where there is none."""
        try:
            text = reading.content(self.path / self.PAGE, PAGE_LIMIT).decode("utf-8")
        except (IssueFlowError, UnicodeDecodeError):
            return False
        shown = PAGE_MARK.search(text)
        return shown is not None and shown["digest"] != self.digest

    @cached_property
    def _package(self) -> DataPackage:
        path = self.path / "datapackage.json"
        content = reading.content(path)
        found = parse(DataPackage, reading.parsed(path, content), path)
        digested = found.documents or any(resource.hash is not None for resource in found.resources)
        if not self.may_be_changed and (digested or found.seal is not None) and not digests.is_sealed(content):
            raise digests.changed(path)
        return found

    @property
    def words(self) -> CommonWords:
        """By which people call what the tables name by id."""
        return self._package.words or NO_WORDS

    @cached_property
    def _digests(self) -> dict[str, tuple[int | None, str]]:
        """Bytes and digest by file name."""
        found: dict[str, tuple[int | None, str]] = {}
        for table in self._package.resources:
            if table.hash is not None:
                found[table.path] = (table.bytes, table.hash)
        return found | {own.path: (own.bytes, own.hash) for own in self._package.documents}

    def _check_digest(self, file: str, opened: BinaryIO | None = None) -> None:
        """Raises IssueFlowError when a file is another than the program wrote."""
        if self.may_be_changed or file not in self._digests:
            return
        if opened is not None:
            digests.check(self.path / file, opened, *self._digests[file])
        else:
            with reading.open_regular(self.path / file, reading.DOCUMENT) as own:
                digests.check(self.path / file, own, *self._digests[file])

    @cached_property
    def package(self) -> dict[str, TableSchema]:
        """The schema of each table, by file name."""
        path = self.path / "datapackage.json"
        found = self._package
        tables: dict[str, TableSchema] = {}
        for resource in found.resources:
            columns = [column.name for column in resource.schema.fields]
            if reading.file_name(resource.path) is None or resource.path in tables:
                raise reading.damaged(path, f"{cell(resource.path)} is no name of a file, or stands in it twice")
            if len(set(columns)) != len(columns) or len(columns) > COLUMNS:
                raise reading.damaged(path, f"{cell(resource.path)}: its columns are too many, or of one name")
            tables[resource.path] = resource.schema
        return tables

    def record(self, kind: type[R], file: str) -> R:
        """A JSON file as a record of a kind."""
        found = parse(kind, reading.document(self.path / file), self.path / file)
        self._check_digest(file)
        return found

    def table(self, file: str) -> pandas.DataFrame:
        """A table with the types that the data package states, and `attrs["units"]`: column to unit. A frame of its own."""
        if file not in self.package:
            near = nearest(file, self.package)
            known = ", ".join(sorted(self.package))
            more = ("; run it with issues=True or events=True", "；请以 issues=True 或 events=True 运行") if file in {
                "issues.csv", "events.csv"} else (near if near[0] else (f"; it has {known}", f"；有 {known}"))
            raise IssueFlowError(
                f"{self.path} has no {cell(file)}{more[0]}", chinese=f"{self.path} 没有 {cell(file)}{more[1]}"
            )
        path = self.path / file
        fields = self.package[file].fields
        with reading.open_regular(path, reading.TABLE) as lines:
            try:
                self._check_rows(path, lines, [field.name for field in fields])
                lines.seek(0)
                frame = self._frame(path, lines, fields)
                # After what is wrong in it has been told more exactly.
                self._check_digest(file, lines)
                return frame
            except (OSError, ValueError, csv.Error, MemoryError) as problem:
                raise self._torn(path, cell(str(problem).strip())[1:-1]) from problem

    def _frame(self, path: Path, lines: BinaryIO, fields: tuple[Column, ...]) -> pandas.DataFrame:
        times = [field.name for field in fields if field.type in {"datetime", "date"}]
        # Whatever is no text is read as one first, so that no number is guessed: a column of all that is a number is one.
        frame = pandas.read_csv(
            lines, encoding="utf-8-sig", dtype=str, keep_default_na=False, na_values=[], header=0, skip_blank_lines=False
        )
        for field in fields:
            cells = frame[field.name]
            if field.type == "string":
                continue
            is_there = cells != ""
            if field.name in times:
                read: pandas.Series[Any] = pandas.to_datetime(cells.where(is_there), errors="coerce", format="ISO8601")
                self._refuse(path, field.name, cells, is_there & read.isna(), "time")
            elif field.type == "boolean":
                self._refuse(path, field.name, cells, is_there & ~cells.isin(["true", "false"]), "true or false")
                read = cells.map({"true": True, "false": False, "": None})
                read = read.astype(bool) if is_there.all() else read
            else:
                read = self._numbers(path, field, cells, is_there)
            frame[field.name] = read
        frame.attrs["units"] = {field.name: field.unit for field in fields}
        return frame

    def _numbers(
        self, path: Path, field: Column, cells: pandas.Series[str], is_there: pandas.Series[bool]
    ) -> pandas.Series[Any]:
        shape = r"-?\d+" if field.type == "integer" else r"-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?"
        self._refuse(path, field.name, cells, is_there & ~cells.str.fullmatch(shape), "number")
        read = pandas.to_numeric(cells.where(is_there), errors="coerce")
        self._refuse(path, field.name, cells, is_there & ~numpy.isfinite(read.astype(float)), "number")
        return read

    def _refuse(
        self, path: Path, column: str, cells: pandas.Series[str], is_wrong: pandas.Series[bool], wanted: str
    ) -> None:
        bad = cells.index[is_wrong.to_numpy(dtype=bool)]
        if len(bad):
            raise self._torn(path, f"line {bad[0] + 2}, column {column}: {cell(cells.loc[bad[0]])} is not a {wanted}")

    @staticmethod
    def _torn(path: Path, why: str) -> IssueFlowError:
        return IssueFlowError(
            f"{path}: the table is damaged ({why}); run the study again",
            chinese=f"{path}：数据表已损坏（{why}）；请重新运行",
        )

    def _check_rows(self, path: Path, file: BinaryIO, names: list[str]) -> None:
        """Columns, and a whole last row: pandas would take a row that was cut off for one with empty cells."""
        text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
        try:
            rows = csv.reader(text, strict=True)
            header = next(rows, [])
            if header != names:
                raise self._torn(
                    path,
                    f"its columns are {cell(', '.join(header) or 'none')[1:-1]}; expected are {cell(', '.join(names))[1:-1]}",
                )
            for row in rows:
                if len(row) != len(names):
                    raise self._torn(path, f"line {rows.line_num} has {len(row)} cells; expected are {len(names)}")
                if any("\0" in part for part in row):
                    raise self._torn(path, f"line {rows.line_num} holds a sign that no text has")
        finally:
            text.detach()
        file.seek(-1, 2)
        if file.read(1) != b"\n":
            raise self._torn(path, "the last line is cut off")

    def _check(self) -> None:
        """Refuses what is no whole folder of results, with all that is wrong and what to do about it."""
        path = self.path
        if not path.exists():
            siblings = (
                [child.name for child in path.parent.iterdir() if child.is_dir()] if path.parent.is_dir() else []
            )
            near = nearest(path.name, siblings)
            raise IssueFlowError(
                f"{path}: there is no such folder{near[0]}", 2, chinese=f"{path}：没有这个文件夹{near[1]}"
            )
        if not path.is_dir():
            raise IssueFlowError(
                f"{path}: this is a file; give the folder that holds it",
                2,
                chinese=f"{path}：这是文件；请给出其所在文件夹",
            )
        if not (path / "manifest.json").exists():
            raise self._unfinished()
        manifest = self._raw
        tool = manifest.get("tool")
        if not isinstance(tool, dict) or tool.get("name") != "issueflow":
            raise IssueFlowError(
                f"{path / 'manifest.json'}: this was not written by issueflow (tool: {cell(tool)})",
                2,
                chinese=f"{path / 'manifest.json'}：不是 issueflow 写的（tool：{cell(tool)}）",
            )
        version = manifest.get("schema_version")
        if version != SCHEMA_VERSION or isinstance(version, bool):
            raise IssueFlowError(
                f"{path / 'manifest.json'}: schema_version {cell(version)[1:-1]} is not known; this package reads "
                f"{SCHEMA_VERSION}",
                2,
                chinese=f"{path / 'manifest.json'}：schema_version {cell(version)[1:-1]} 未知；本程序包可读 {SCHEMA_VERSION}",
            )
        if self.kind not in KINDS:
            near = nearest(self.kind, KINDS)
            raise IssueFlowError(
                f"{path}: a {cell(self.kind)[1:-1]} has no tables to read; merge shards first (issueflow merge){near[0]}",
                2,
                chinese=f"{path}：{cell(self.kind)[1:-1]} 没有可读的数据表；请先合并分片（issueflow merge）{near[1]}",
            )
        for file in self.manifest.files:
            if reading.file_name(file) is None:
                raise reading.damaged(path / "manifest.json", f"files: {cell(file)} is no name of a file")
        wanted = dict.fromkeys([*NEEDED[self.kind], "datapackage.json", *self.manifest.files])
        # The log is outside the results' promise, and may be left behind.
        gone = [file for file in wanted if file != "run.log" and not os.path.lexists(path / file)]
        if gone:
            shown = [cell(file)[1:-1] for file in gone[:12]] + ([f"{len(gone) - 12} more"] if len(gone) > 12 else [])
            raise IssueFlowError(
                f"{path}: {', '.join(shown)} missing; copy the whole folder, or run the study again",
                2,
                chinese=f"{path}：缺少 {'、'.join(shown)}；请复制完整文件夹，或重新运行",
            )
        for file in wanted:
            if file != "run.log":
                reading.open_regular(path / file, reading.TABLE).close()
        self._check_digest("manifest.json")

    def _unfinished(self) -> IssueFlowError:
        path = self.path
        if (path / "run.journal").exists() or any(path.glob("*.journal")):
            return IssueFlowError(
                f"{path}: the study here is not finished; the same command goes on with it",
                2,
                chinese=f"{path}：此处的研究尚未完成；重复同一命令即可继续",
            )
        inside = sorted(child.name for child in path.iterdir() if (child / "manifest.json").is_file())
        more = f"; there are in {', '.join(inside[:8])}" if inside else ""
        auch = f"；其下有 {'、'.join(inside[:8])}" if inside else ""
        return IssueFlowError(
            f"{path}: there are no finished results here (no manifest.json){more}",
            2,
            chinese=f"{path}：此处没有完成的结果（缺少 manifest.json）{auch}",
        )
