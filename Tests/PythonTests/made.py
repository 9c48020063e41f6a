"""Scenarios with titles in both languages, and the results that the tests of figures and reports read."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

#: A title may be anything, and must never become part of a page's code.
HOSTILE = "<script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">"

TOWN = """\
schema: 1
name: town
title: {en: "Town & HOSTILE", zh: "小镇 HOSTILE"}
observe: 20 days
warm_up: 4 days
drain: 10 days
seed: 5
city: {units: {street: 2, community: 3, grid: 4}}
tiers:
  - {id: grid, title: {en: Grid, zh: 网格}, paperwork: 20%, wait_limit: 4 h}
  - {id: community, title: {en: Community, zh: 社区}}
  - {id: street, title: {en: Street, zh: 镇街}}
types:
  - id: noise
    title: {en: "Noise HOSTILE", zh: "噪声 HOSTILE"}
    rate: 6 per unit per day
    work: {grid: exponential(40 min), community: exponential(40 min), street: exponential(40 min)}
    authority: {grid: 70%, community: 90%, street: 100%}
    departments: {police: 50%}
    limit: 3 days
  - id: rubbish
    title: {en: Rubbish, zh: 垃圾}
    rate: {value: 2 per unit per day, range: [1 per unit per day, 3 per unit per day], source: guess}
    work: {grid: exponential(60 min), community: exponential(40 min), street: exponential(40 min)}
    authority: {grid: 80%, community: 90%, street: 100%}
departments: [{id: police, title: {en: Police, zh: 公安}, staff: 2, work: exponential(30 min), response: 20 min}]
whistle: {at: street}
targets:
  shares: {grid: 70% ± 12 points, community: 20% ± 10 points, street: 10% ± 8 points}
  guards: {time_to_close_p90: at most 5 days, utilisation.grid: at most 95%, on_time_rate: at least 10%}
""".replace("HOSTILE", HOSTILE.replace('"', '\\"'))

SEARCH = """\
schema: 1
name: cheapest
base: town.yaml
cost: 4 * (noise - 60)
indifference: 2 points
confirm: 4
factors:
  - {id: noise, path: types.noise.authority.grid, values: [60%, 70%, 78%]}
"""

#: Five tiers, no targets and no titles but of tiers.
FIVE = """\
schema: 1
name: five
title: {en: Five tiers, zh: 五级}
observe: 12 days
drain: 1 day
seed: 5
city: {units: {l5: 1, l4: 2, l3: 2, l2: 2, l1: 2}}
tiers:
  - {id: l1, title: {en: Lane, zh: 里弄}, wait_limit: 4 h}
  - {id: l2, title: {en: Quarter, zh: 片区}}
  - {id: l3, title: {en: Ward, zh: 坊}}
  - {id: l4, title: {en: Borough, zh: 区}}
  - {id: l5, title: {en: City, zh: 市}}
types:
  - id: noise
    title: {en: Noise, zh: 噪声}
    rate: 9 per unit per day
    work: {l1: exponential(90 min), l2: exponential(40 min), l3: exponential(20 min), l4: exponential(20 min), l5: exponential(20 min)}
    authority: {l1: 60%, l2: 70%, l3: 80%, l4: 90%, l5: 100%}
"""

#: Two tiers of one unit each, so short a drain that issues stay open, and one replication: nothing has an interval.
LONE = """\
schema: 1
name: lone
title: {en: Lone, zh: 孤点}
observe: 6 days
drain: 1 h
city: {units: {upper: 1, lower: 1}}
tiers: [{id: lower, title: {en: Lower, zh: 下级}}, {id: upper, title: {en: Upper, zh: 上级}}]
types:
  - id: noise
    title: {en: Noise, zh: 噪声}
    rate: 40 per unit per day
    work: {lower: exponential(40 min), upper: exponential(40 min)}
    authority: {lower: 60%, upper: 100%}
targets: {shares: {lower: 60% ± 5 points, upper: 40% ± 5 points}}
"""

#: A city of six thousand grids.
LARGE = """\
schema: 1
name: large
title: {en: Large city, zh: 大城}
observe: 365 days
drain: 5 days
seed: 3
city: {units: {street: 60, community: 10, grid: 10}}
tiers:
  - {id: grid, title: {en: Grid, zh: 网格}}
  - {id: community, title: {en: Community, zh: 社区}}
  - {id: street, title: {en: Street, zh: 镇街}}
types:
  - id: noise
    title: {en: Noise, zh: 噪声}
    rate: 0.03 per unit per day
    work: {grid: exponential(40 min), community: exponential(40 min), street: exponential(40 min)}
    authority: {grid: 70%, community: 70%, street: 100%}
targets: {shares: {grid: 70% ± 5 points, community: 20% ± 5 points, street: 10% ± 5 points}}
"""

SCENARIOS = {"town": TOWN, "five": FIVE, "lone": LONE, "large": LARGE}


def without_digests(folder: Path) -> None:
    """A folder as an earlier program would have written it: with nothing by which a changed file is known."""
    described = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    del described["documents"], described["seal"]
    for resource in described["resources"]:
        del resource["bytes"], resource["hash"]
    (folder / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")


class Made:
    """Folders of results, each made when it is first asked for."""

    def __init__(self, program: str, folder: Path):
        self.program = program
        self.folder = folder
        for name, text in SCENARIOS.items():
            (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
        relieved = TOWN.replace("name: town", "name: relieved").replace("paperwork: 20%", "paperwork: 5%")
        (folder / "relieved.yaml").write_text(
            relieved.replace("Town &", "Relieved &").replace("小镇", "减负"), encoding="utf-8"
        )
        (folder / "cheapest.yaml").write_text(SEARCH, encoding="utf-8")

    def _call(self, out: str, *arguments: str) -> Path:
        path = self.folder / out
        if not path.exists():
            done = subprocess.run(
                [self.program, *arguments, "--out", str(path), "--quiet", "--lang", "en"],
                cwd=self.folder,
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode in {0, 1, 4}, done.stderr
        return path

    def run(self, name: str, replications: int = 4) -> Path:
        return self._call(f"run-{name}-{replications}", "run", f"{name}.yaml", "--replications", str(replications))

    def uncertain(self) -> Path:
        return self._call("uncertain", "run", "town.yaml", "--replications", "3", "--uncertainty", "6")

    def compared(self) -> Path:
        return self._call("compared", "compare", "town.yaml", "relieved.yaml", "--replications", "4")

    def searched(self) -> Path:
        return self._call("searched", "search", "cheapest.yaml")

    def copy(self, path: Path, name: str) -> Path:
        """A folder that a test may damage."""
        return Path(shutil.copytree(path, self.folder / name))
