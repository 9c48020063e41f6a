"""A folder of results on the disk: which command wrote it, whether it is whole, and its tables."""

from __future__ import annotations

import csv
import json
import re
from functools import cached_property
from pathlib import Path

import pandas

from issueflow.errors import IssueFlowError
from issueflow.language import nearest

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


class ResultsFolder:
    """A folder that one of the program's commands wrote, checked for being whole before anything is read from it."""

    PAGE = "report.html"

    def __init__(self, folder: str | Path):
        self.path = Path(folder)
        self._check()

    @cached_property
    def manifest(self) -> dict:
        return self.json("manifest.json")

    @property
    def kind(self) -> str:
        return self.manifest.get("study", "run")

    @cached_property
    def digest(self) -> str:
        """By which a page knows the results that it shows."""
        return fnv1a_128((self.path / "manifest.json").read_bytes())

    @property
    def page_is_outdated(self) -> bool:
        """Whether the page beside these results was made of others; False where there is none."""
        try:
            text = (self.path / self.PAGE).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return False
        shown = PAGE_MARK.search(text)
        return shown is not None and shown["digest"] != self.digest

    @cached_property
    def package(self) -> dict[str, dict]:
        """The schema of each table, by file name."""
        try:
            return {resource["path"]: resource["schema"] for resource in self.json("datapackage.json")["resources"]}
        except (KeyError, TypeError) as problem:
            raise IssueFlowError(
                f"{self.path / 'datapackage.json'}: it does not describe tables ({problem}); run the study again",
                chinese=f"{self.path / 'datapackage.json'}：未描述数据表（{problem}）；请重新运行",
            ) from problem

    def json(self, file: str) -> dict:
        """A JSON file that must hold an object."""
        path = self.path / file
        try:
            found = json.loads(path.read_text(encoding="utf-8-sig"))
        except FileNotFoundError as problem:
            raise IssueFlowError(
                f"{path}: the file is missing; run the study again", chinese=f"{path}：文件缺失；请重新运行"
            ) from problem
        except (ValueError, OSError) as problem:
            raise IssueFlowError(
                f"{path}: the file is damaged ({problem}); run the study again",
                chinese=f"{path}：文件已损坏（{problem}）；请重新运行",
            ) from problem
        if not isinstance(found, dict):
            raise IssueFlowError(
                f"{path}: it holds {type(found).__name__}, and an object is expected; run the study again",
                chinese=f"{path}：内容应为对象，实为 {type(found).__name__}；请重新运行",
            )
        return found

    def table(self, file: str) -> pandas.DataFrame:
        """A table with the types that the data package states, and `attrs["units"]`: column to unit."""
        if file not in self.package:
            near = nearest(file, self.package)
            known = ", ".join(sorted(self.package))
            more = ("; run it with issues=True or events=True", "；请以 issues=True 或 events=True 运行") if file in {
                "issues.csv", "events.csv"} else (near if near[0] else (f"; it has {known}", f"；有 {known}"))
            raise IssueFlowError(
                f"{self.path} has no {file}{more[0]}", chinese=f"{self.path} 没有 {file}{more[1]}"
            )
        path = self.path / file
        fields = self.package[file]["fields"]
        self._check_rows(path, [field["name"] for field in fields])
        times = [field["name"] for field in fields if field["type"] in {"datetime", "date"}]
        texts = {field["name"]: str for field in fields if field["type"] == "string"} | dict.fromkeys(times, str)
        try:
            frame = pandas.read_csv(
                path,
                encoding="utf-8-sig",
                dtype=texts,
                keep_default_na=False,
                na_values={field["name"]: [""] for field in fields if field["type"] != "string"},
            )
        except (ValueError, OSError) as problem:
            raise self._torn(path, str(problem).strip()) from problem
        for field in fields:
            if field["type"] in {"number", "integer"} and not pandas.api.types.is_numeric_dtype(frame[field["name"]]):
                numbers = pandas.to_numeric(frame[field["name"]], errors="coerce")
                bad = frame.index[numbers.isna() & frame[field["name"]].notna()]
                if len(bad):
                    value = frame.loc[bad[0], field["name"]]
                    raise self._torn(path, f"line {bad[0] + 2}, column {field['name']}: {value!r} is not a number")
                frame[field["name"]] = numbers
        for name in times:
            read = pandas.to_datetime(frame[name], errors="coerce", format="ISO8601")
            bad = frame.index[read.isna() & frame[name].notna()]
            if len(bad):
                value = frame.loc[bad[0], name]
                raise self._torn(path, f"line {bad[0] + 2}, column {name}: {value!r} is not a time")
            frame[name] = read
        frame.attrs["units"] = {field["name"]: field.get("unit", "") for field in fields}
        return frame

    @staticmethod
    def _torn(path: Path, why: str) -> IssueFlowError:
        return IssueFlowError(
            f"{path}: the table is damaged ({why}); run the study again",
            chinese=f"{path}：数据表已损坏（{why}）；请重新运行",
        )

    def _check_rows(self, path: Path, names: list[str]) -> None:
        """Columns, and a whole last row: pandas would take a row that was cut off for one with empty cells."""
        try:
            with path.open(encoding="utf-8-sig", newline="") as lines:
                rows = csv.reader(lines)
                header = next(rows, [])
                if header != names:
                    raise self._torn(
                        path, f"its columns are {', '.join(header) or 'none'}; expected are {', '.join(names)}"
                    )
                for row in rows:
                    if len(row) != len(names):
                        raise self._torn(
                            path, f"line {rows.line_num} has {len(row)} cells; expected are {len(names)}"
                        )
            with path.open("rb") as end:
                end.seek(-1, 2)
                if end.read(1) != b"\n":
                    raise self._torn(path, "the last line is cut off")
        except (OSError, UnicodeDecodeError, csv.Error) as problem:
            raise self._torn(path, str(problem)) from problem

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
        manifest = self.manifest
        tool = manifest.get("tool")
        if not isinstance(tool, dict) or tool.get("name") != "issueflow":
            raise IssueFlowError(
                f"{path / 'manifest.json'}: this was not written by issueflow (tool: {tool!r})",
                2,
                chinese=f"{path / 'manifest.json'}：不是 issueflow 写的（tool：{tool!r}）",
            )
        version = manifest.get("schema_version")
        if version != SCHEMA_VERSION:
            raise IssueFlowError(
                f"{path / 'manifest.json'}: schema_version {version!r} is not known; this package reads {SCHEMA_VERSION}",
                2,
                chinese=f"{path / 'manifest.json'}：schema_version {version!r} 未知；本程序包可读 {SCHEMA_VERSION}",
            )
        if self.kind not in KINDS:
            near = nearest(str(self.kind), KINDS)
            raise IssueFlowError(
                f"{path}: a {self.kind} has no tables to read; merge shards first (issueflow merge){near[0]}",
                2,
                chinese=f"{path}：{self.kind} 没有可读的数据表；请先合并分片（issueflow merge）{near[1]}",
            )
        listed = manifest.get("files")
        listed = [file for file in listed if isinstance(file, str)] if isinstance(listed, list) else []
        wanted = dict.fromkeys([*NEEDED[self.kind], "datapackage.json", *listed])
        # The log is outside the results' promise, and may be left behind.
        gone = [file for file in wanted if file != "run.log" and not (path / file).is_file()]
        if gone:
            raise IssueFlowError(
                f"{path}: {', '.join(gone)} missing; copy the whole folder, or run the study again",
                2,
                chinese=f"{path}：缺少 {'、'.join(gone)}；请复制完整文件夹，或重新运行",
            )

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
