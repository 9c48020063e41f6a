"""A folder of results as data frames, whichever command wrote it."""

from __future__ import annotations

import html
import os
from pathlib import Path
from typing import Any

import pandas

from issueflow.documents import CommonWords, Manifest
from issueflow.errors import IssueFlowError
from issueflow.folders import KINDS, ResultsFolder
from issueflow.frames import Frame
from issueflow.language import Speech, nearest
from issueflow.printable import printable
from issueflow.private import PrivateFolder

SPEECH = Speech("en")


def records(table: pandas.DataFrame) -> list[dict[str, Any]]:
    """The rows of a table by the names of its columns."""
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]


def counted(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"


def unknown_name(what: str, name: str, known: list[str]) -> IssueFlowError:
    """One suggestion where a name is near, else the names where they are few, else how many there are."""
    near = nearest(name, known)
    if not near[0]:
        shown = ", ".join(known[:12])
        near = (f"; there {'is' if len(known) == 1 else 'are'} {shown}", f"；有 {shown}")
        if len(known) > 12:
            near = (near[0] + f" and {len(known) - 12} more", near[1] + f" 等 {len(known)} 个")
    return IssueFlowError(f"there is no {what} {name!r}{near[0]}", 2, chinese=f"没有 {name!r}{near[1]}")


def tiers_of(table: pandas.DataFrame) -> list[str]:
    """The tiers of a table of responses, in its order, which is from the ground up."""
    return list(dict.fromkeys(table.loc[table["response"] == "share", "class"]))


class Results:
    """The tables of a folder. A table that the folder does not have is an error that names those it has.

    Every frame has `frame.attrs["units"]`: column to unit, as in datapackage.json ("1" is a share, "min" minutes).
    """

    def __init__(self, folder: str | os.PathLike[str], owned: PrivateFolder | None = None, *, changed: bool = False):
        """`changed`: whether files that were changed on purpose are read as they are."""
        self.folder = Path(folder)
        # A folder that was made for this result lives as long as it.
        self._owned = owned
        self._files = ResultsFolder(self.folder, changed)

    @property
    def kind(self) -> str:
        """The command that wrote them: run, sweep, compare or search."""
        return KINDS[self._files.kind]

    @property
    def digest(self) -> str:
        """A digest of the manifest: equal where two folders hold the same results."""
        return self._files.digest

    def _headline(self) -> str:
        """What it is a result of, in a line."""
        return self.kind

    def _finding(self) -> list[str]:
        """What came of it, in a few lines."""
        return []

    def __str__(self) -> str:
        where = [] if self._owned else [str(self.folder)]
        if self._files.page_is_outdated:
            where.append(f"{self._files.PAGE} there shows earlier results: issueflow report {self.folder}")
        if self._files.may_be_changed:
            where.append("read as it is: nothing says that these are the program's own numbers (changed=True)")
        return printable("\n".join([self._headline(), *self._finding(), *where]))

    def __repr__(self) -> str:
        return printable(f"<{type(self).__name__}: {self._headline()}>")

    def _repr_html_(self) -> str:
        lines = [html.escape(line) for line in str(self).split("\n")]
        return f"<p><strong>{lines[0]}</strong></p>" + "".join(f"<p>{line}</p>" for line in lines[1:])

    @property
    def words(self) -> CommonWords:
        """Words of the program for responses, causes, tiers, states and fates, in both languages."""
        return self._files.words

    @property
    def is_checked(self) -> bool:
        """Whether every file is looked at for being as the program wrote it."""
        return not self._files.may_be_changed

    @property
    def manifest(self) -> Manifest:
        """What made the results: design, seed, build of the program."""
        return self._files.manifest

    def table(self, file: str) -> pandas.DataFrame:
        """A table by file name, with the types and units that the data package states."""
        return self._files.table(file)

    @Frame
    def summary(self) -> pandas.DataFrame:
        """Means and intervals: response, class, mean, half_width, ci_low, ci_high, n, unit."""
        return self.table("summary.csv")

    @Frame
    def replications(self) -> pandas.DataFrame:
        """Every number of every replication: replication, response, class, value."""
        return self.table("replications.csv")

    @Frame
    def leaks(self) -> pandas.DataFrame:
        """Why issues were closed above the lowest tier."""
        return self.table("leaks.csv")

    @Frame
    def failures(self) -> pandas.DataFrame:
        """What could not be run or judged."""
        return self.table("failures.csv")
