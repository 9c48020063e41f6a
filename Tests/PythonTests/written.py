"""Pages of everything that the program writes: each command's results, made once, and the report of each."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
import yaml
from made import FIVE, HOSTILE, LONE, TOWN

from issueflow.__main__ import main
from issueflow.report import figures

PLAIN = TOWN
for words in ("Noise ", "噪声 ", "Town & ", "小镇 "):
    PLAIN = PLAIN.replace(words + HOSTILE.replace('"', '\\"'), words.removesuffix(" & ").strip())


FOUR = (
    FIVE.replace("name: five", "name: four")
    .replace("{en: Five tiers, zh: 五级}", "{en: Four tiers, zh: 四级}")
    .replace("{l5: 1, l4: 2,", "{l4: 2,")
    .replace("  - {id: l5, title: {en: City, zh: 市}}\n", "")
    .replace(", l5: exponential(20 min)", "")
    .replace("l4: 90%, l5: 100%", "l4: 100%")
    + "targets: {shares: {l1: 60% ± 5 points, l2: 20% ± 5 points, l3: 10% ± 5 points, l4: 10% ± 5 points}}\n"
)

ONE = """\
schema: 1
name: one
title: {en: One tier, zh: 单级}
observe: 10 days
drain: 3 days
city: {units: {desk: 3}}
tiers: [{id: desk, title: {en: Desk, zh: 窗口}}]
types:
  - id: noise
    title: {en: Noise, zh: 噪声}
    rate: 10 per unit per day
    work: {desk: exponential(20 min)}
    authority: {desk: 100%}
targets: {shares: {desk: 100% ± 5 points}}
"""

SWEEP = """\
schema: 1
name: levers
title: {en: Two levers, zh: 两个抓手}
base: plain.yaml
plan: grid
replications: 3
factors:
  - {id: paperwork, path: tiers.grid.paperwork, values: [5%, 20%, 60%]}
  - {id: staff, path: tiers.community.staff, values: [1, 2]}
"""

SEARCH = """\
schema: 1
name: cheapest
title: {en: The cheapest, zh: 最低成本}
base: plain.yaml
cost: 4 * (noise - 60)
indifference: 2 points
confirm: 4
factors:
  - {id: noise, path: types.noise.authority.grid, values: [60%, 70%, 78%]}
"""

MAP = {
    "schema": 1,
    "name": "fitted",
    "columns": {
        "case": "case_id", "type": "type", "tier": "tier", "unit": "place", "desk": "resource",
        "entered": "enable_time", "start": "start_time", "end": "end_time",
    },
    "cases": {
        "file": "log/issues.csv",
        "columns": {"case": "case_id", "opened": "registered", "closed": "ended"},
    },
    "tiers": [{"id": tier, "values": tier} for tier in ("grid", "community", "street")],
    "leave_out": {"role": ["intake", "department", "volunteers"]},
    "bad_rows": "skip",
}


def policy(name: str, en: str, zh: str, *changes: tuple[str, str]) -> str:
    text = PLAIN.replace("name: town", f"name: {name}").replace('{en: "Town", zh: "小镇"}', f'{{en: "{en}", zh: "{zh}"}}')
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return text


def without_rubbish() -> str:
    text = policy("quiet", "Without rubbish", "无垃圾事项")
    return text[: text.index("  - id: rubbish")] + text[text.index("departments: [{id") :]


INPUTS = {
    "plain": PLAIN,
    "relieved": policy("relieved", "Relieved of paperwork", "基层减负", ("paperwork: 20%", "paperwork: 5%")),
    "devolved": policy(
        "devolved", "More authority for grids", "向网格下放权限", ("grid: 70%, community: 90%", "grid: 85%, community: 95%")
    ),
    "staffed": policy(
        "staffed", "A second worker in each community", "社区增配一人", ("zh: 社区}}", "zh: 社区}, staff: 2}")
    ),
    "patient": policy(
        "patient", "Grids keep issues longer before they hand them on", "网格延长排队时限后再上交", ("4 h", "12 h")
    ),
    "quiet": without_rubbish(),
    "chance": PLAIN.replace("name: town", "name: chance\ngenerator: mt19937"),
    "other": policy("other", "Other", "另一项", ("name: other", "name: other\ngenerator: mt19937"), ("work: 20%", "work: 5%")),
    "silent": PLAIN.replace("rate: 6 per", "rate: 0 per").replace(
        "{value: 2 per unit per day, range: [1 per unit per day, 3 per unit per day], source: guess}", "0 per unit per day"
    ),
    "unclosed": PLAIN.replace("observe: 20 days", "observe: 4 days").replace("drain: 10 days", "drain: 1 h")
    .replace("40 min", "90 days").replace("60 min", "90 days").replace("30 min", "90 days"),
    "lone": LONE,
    "four": FOUR,
    "one": ONE,
    "levers": SWEEP,
    # Where a grid may decide more than the community above it there is no city.
    "failing": SWEEP.replace("paperwork, path: tiers.grid.paperwork, values: [5%, 20%, 60%]",
                             "authority, path: types.noise.authority.grid, values: [70%, 95%]"),
    "cheapest": SEARCH,
    "nothing": SEARCH.replace("[60%, 70%, 78%]", "[10%, 15%, 20%]").replace("noise - 60", "noise - 10"),
    "map": yaml.safe_dump(MAP, sort_keys=False),
}

#: Folder: the command that makes it.
COMMANDS = {
    "run": "run plain.yaml -n 4",
    "uncertain": "run plain.yaml -n 3 --uncertainty 6",
    "lone": "run lone.yaml -n 1",
    "silent": "run silent.yaml -n 2",
    "unclosed": "run unclosed.yaml -n 2",
    "one": "run one.yaml -n 2",
    "four": "run four.yaml -n 2",
    "two": "compare plain.yaml relieved.yaml -n 4",
    "five": "compare plain.yaml relieved.yaml devolved.yaml staffed.yaml patient.yaml -n 4",
    "types": "compare plain.yaml quiet.yaml -n 3",
    "single": "compare plain.yaml relieved.yaml -n 1",
    "unpaired": "compare chance.yaml other.yaml -n 3",
    "begun": "compare small-town.yaml small-town-policy.yaml -n 2",
    "levers": "sweep levers.yaml",
    "failing": "sweep failing.yaml",
    "cheapest": "search cheapest.yaml",
    "nothing": "search nothing.yaml",
    "checked": "check plain.yaml relieved.yaml -n 4",
    "log": "run plain.yaml -n 1 --events --issues",
}

#: Page: the folders of the report.
PAGES = {
    "run": ["run", "--compare", "begun", "--search", "cheapest"],
    "checked": ["checked/town"],
    **{name: [name] for name in (
        "uncertain", "lone", "silent", "unclosed", "one", "four", "two", "five", "types", "single",
        "unpaired", "levers", "failing", "cheapest", "nothing", "fitted",
    )},
}


class Pages:
    """Results and pages, each made when it is first asked for."""

    def __init__(self, program: str, folder: Path):
        self.program = program
        self.folder = folder
        for name, text in INPUTS.items():
            (folder / f"{name}.yaml").write_text(text, encoding="utf-8")

    def _call(self, *words: str, codes: tuple[int, ...] = (0, 1, 3, 4)) -> None:
        done = subprocess.run(
            [self.program, *words, "--lang", "en"], cwd=self.folder, capture_output=True, text=True, check=False
        )
        assert done.returncode in codes, done.stdout + done.stderr

    def results(self, name: str) -> Path:
        folder = self.folder / name
        if folder.exists():
            return folder
        if name == "begun":
            self._call("init")
        if name == "fitted":
            self.results("log")
            self._call("fit", "log/events.csv", "--map", "map.yaml", "--out", "fit.yaml", "-n", "2", "--quiet")
            self._call("run", "fit.yaml", "-n", "3", "--out", "fitted", "--quiet")
        elif "/" in name:
            self.results(name.split("/")[0])
        else:
            self._call(*COMMANDS[name].split(), "--out", name, "--quiet")
        return folder

    def page(self, name: str) -> Path:
        """The report as `python -m issueflow report` writes it, without starting Python anew for each."""
        out = self.folder / f"{name}.html"
        if not out.exists():
            words = [word if word.startswith("--") else str(self.results(word)) for word in PAGES[name]]
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(figures.vl_convert, "vegalite_to_svg", _drawn)
                assert main(["report", *words, "--out", str(out)]) == 0
        return out


_draw = figures.vl_convert.vegalite_to_svg


def _drawn(specification: dict) -> str:
    """Draws a figure whose specification holds no number that is none, with which an axis has no ends."""
    json.dumps(specification, allow_nan=False)
    return _draw(specification)
