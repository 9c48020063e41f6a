"""Studies of every kind by two programs, whose files must be the same to the byte.

A program with Foundation inside is linked otherwise than one that was built to be tested; that it does the same is seen here.
"""

from __future__ import annotations

import random
import re
import subprocess
from pathlib import Path

SAME = "schema: 1\nextends: small-town.yaml\nname: same\n"

DESIGN = """\
schema: 1
name: doses
base: small-town.yaml
plan: grid
replications: 2
factors:
  - {id: paperwork, path: tiers.grid.paperwork, values: [20%, 40%]}
  - {id: staff, path: tiers.community.staff, from: 1, to: 2, whole: true, levels: 2}
constraints: ["paperwork >= 30 or staff == 1"]
"""

SEARCH = """\
schema: 1
name: cheapest
base: small-town.yaml
cost: 4 * (noise - 70) + 3 * (40 - paperwork) + 70 * (staff - 1)
confidence: 90%
indifference: 2 points
factors:
  - {id: noise, path: types.noise.authority.grid, values: [70%, 84%]}
  - {id: paperwork, path: tiers.grid.paperwork, values: [40%, 20%]}
  - {id: staff, path: tiers.community.staff, values: [1, 2]}
"""

MAP = """\
schema: 1
name: our-log
columns: {case: case, entered: time, tier: team, type: kind, status: state}
tiers:
  - {id: grid, values: ["网格 *"]}
  - {id: street, rest: true}
closed_when: 办结
"""

#: What is asked of both, in a folder with the files above; results go to the folder OUT.
STUDIES = [
    ["run", "small-town.yaml", "--issues", "--events", "--out", "OUT/run"],
    ["run", "small-town.yaml", "--lang", "zh", "--excel", "--uncertainty", "4", "-n", "2", "--out", "OUT/uncertain"],
    ["compare", "small-town.yaml", "small-town-policy.yaml", "same.yaml", "-n", "3", "--out", "OUT/compare"],
    ["sweep", "doses.yaml", "--out", "OUT/sweep"],
    ["search", "search.yaml", "--out", "OUT/search"],
    ["fit", "log.csv", "--map", "map.yaml", "--holdout", "30%", "--ensemble", "10", "--out", "OUT/fitted.yaml"],
]

#: What has to be printed alike: both languages, exit codes and problems.
PRINTED = [
    ["check", "small-town-policy.yaml"], ["check", "small-town.yaml", "--lang", "zh"], ["validate", "small-town-policy.yaml"],
    ["schema"], ["measures", "--json"], ["explain", "--lang", "zh"], ["explain", "多网合一"],
    ["run", "broken.yaml", "--lang", "zh"], ["--help"], ["fit", "--help"],
]


def lay(folder: Path, program: Path) -> None:
    """The files that the studies read."""
    subprocess.run([program, "init", "--lang", "en"], cwd=folder, check=True, capture_output=True)
    for name, text in (("same", SAME), ("doses", DESIGN), ("search", SEARCH), ("map", MAP), ("broken", SAME + "tires: [1\n")):
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    luck = random.Random(7)
    rows, at = ["case,time,team,kind,state"], 0.0
    for case in range(400):
        at += luck.expovariate(1 / 90)
        time = at
        for team in [f"网格 {luck.randrange(4)}"] + ["镇街"] * (luck.random() < 0.4):
            rows.append(f"{case},{_clock(time)},{team},{luck.choice('ab')},受理")
            time += luck.expovariate(1 / 400)
        rows.append(f"{case},{_clock(time)},{team},a,办结")
    (folder / "log.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")


def _clock(minutes: float) -> str:
    days, minute = divmod(int(minutes), 1440)
    return f"2025-{1 + days // 28:02}-{1 + days % 28:02} {minute // 60:02}:{minute % 60:02}:00"


def content(file: Path) -> bytes:
    """A file without the digest of the program that wrote it, which a manifest may have; the log has times."""
    if file.name == "run.log":
        return b""
    if file.name == "datapackage.json" and b'"build"' in file.with_name("manifest.json").read_bytes():
        return b""
    return re.sub(rb'("build": "[^",]*, )[0-9a-f]+"', rb'\1"', file.read_bytes())


def differences(one: Path, other: Path, folder: Path) -> tuple[int, list[str]]:
    """How many files and answers were compared, and what is not the same."""
    lay(folder, one)
    count, wrong = 0, []
    for words in STUDIES:
        for name, program in (("one", one), ("other", other)):
            asked = [word.replace("OUT", name) for word in words]
            (folder / name).mkdir(exist_ok=True)
            done = subprocess.run([program, *asked], cwd=folder, capture_output=True, text=True)
            if done.returncode not in (0, 1, 4):
                wrong.append(f"{' '.join(asked)} ended with {done.returncode}: {done.stderr}")
    ours, others = (sorted(path.relative_to(folder / name) for path in (folder / name).rglob("*")) for name in ("one", "other"))
    if ours != others:
        wrong.append(f"other files: {set(ours) ^ set(others)}")
    for path in set(ours) & set(others):
        if (folder / "one" / path).is_file():
            count += 1
            if content(folder / "one" / path) != content(folder / "other" / path):
                wrong.append(f"{path} differs")
    for words in PRINTED:
        told = [subprocess.run([program, *words], cwd=folder, capture_output=True) for program in (one, other)]
        count += 1
        if len({(done.returncode, done.stdout, done.stderr) for done in told}) != 1:
            wrong.append(f"{' '.join(words)} is answered otherwise")
    return count, wrong
