"""How often `issueflow fit` says that a simulated log changes, where it does not and where it does.

    python3 Tests/Logs/changes.py ISSUEFLOW [--logs 100] [--only few,even]

Each kind of log is made so many times, fitted without an ensemble, and counted if the fit says a change of any sort
(stationary kinds) or of the sort that was made (others). Standard library alone.
"""

import argparse
import csv
import datetime
import json
import pathlib
import random
import subprocess
import tempfile

DAY = 1440.0
SAYS = {
    "rate": ("Cases arise at another rate",),
    "times": ("Times to close change", "The log changes"),
    "tier": ("are closed at",),
    "type": ("are of the type",),
}
MAP = """schema: 1
name: change
columns: {case: id, opened: opened, closed: closed, tier: tier, type: type}
tiers: [{id: low, values: low}, {id: high, values: high}]
"""


def plain(rng, cases, days, part=(0.5, 1.0), tier=(0.3, 0.3), kind=(0.2, 0.2), mean=(4000, 4000), weekend=1.0,
          rate=(1, 1), even=False, slowness=1):
    """Cases with a share of tier `high`, of type `a` and a mean time (min), the second of each in a part of the log."""
    rows = []
    while len(rows) < cases:
        opened = rng.random() * days * DAY
        if int(opened // DAY) % 7 >= 5 and rng.random() >= weekend:
            continue
        late = part[0] * days * DAY <= opened < part[1] * days * DAY
        if rng.random() >= rate[late]:
            continue
        slow = rng.uniform(0.8, 1.4) if even else rng.expovariate(1) * (5 if rng.random() < 0.2 else 1)
        high = rng.random() < tier[late]
        rows.append((opened, opened + slow * mean[late] * (slowness if high else 1), "high" if high else "low",
                     "a" if rng.random() < kind[late] else rng.choice("bcd")))
    return sorted(rows), days


def tandem(rng, load, days, rate=60.0, weekend=1.0, warm_up=60):
    """Three workers, and for half of the cases two more behind them at a load; what waits there waits together."""
    opened = sorted(rng.uniform(-warm_up * DAY, days * DAY) for _ in range(int(rate * (days + warm_up))))
    opened = [x for x in opened if int(x // DAY) % 7 < 5 or rng.random() < weekend]
    minutes = DAY * (days + warm_up) / len(opened)

    def served(arrivals, staff, mean):
        free, done = [float("-inf")] * staff, []
        for arrival in arrivals:
            worker = min(range(staff), key=free.__getitem__)
            free[worker] = max(arrival, free[worker]) + rng.expovariate(1 / mean)
            done.append(free[worker])
        return done

    closed = served(opened, 3, 3 * 0.83 * minutes)
    on = sorted((i for i in range(len(opened)) if rng.random() < 0.5), key=closed.__getitem__)
    tiers = ["low"] * len(opened)
    for index, end in zip(on, served([closed[i] for i in on], 2, 4 * load * minutes)):
        closed[index], tiers[index] = end, "high"
    return [(o, c, t, "a") for o, c, t in zip(opened, closed, tiers) if o >= 0], days


def week(rng, cases, days, third):
    """Times that are of a day, and for a third of the log of a week."""
    return plain(rng, cases, days, part=(third / 3, (third + 1) / 3), mean=(DAY, 7 * DAY), even=True)


STILL = {
    "few": lambda r: plain(r, 200, 120),
    "even": lambda r: plain(r, 1000, 180),
    "weekly": lambda r: plain(r, 2000, 180, weekend=0.25),
    "long": lambda r: plain(r, 4000, 700, weekend=0.25),
    "slow tier": lambda r: plain(r, 2000, 120, tier=(0.35, 0.35), slowness=4),
    "busy": lambda r: tandem(r, 0.75, 180),
    "busy weekly": lambda r: tandem(r, 0.85, 180, weekend=0.25),
    "busy small": lambda r: tandem(r, 0.8, 200, rate=6),
    "overfull": lambda r: tandem(r, 0.93, 180),
    "overfull year": lambda r: tandem(r, 0.93, 365),
    "overfull small": lambda r: tandem(r, 0.9, 120, rate=8, warm_up=120),
}
MOVING = {
    "type halves": ("type", lambda r: plain(r, 2000, 180, kind=(0.2, 0.1))),
    "type halves late": ("type", lambda r: plain(r, 2000, 180, part=(0.7, 1), kind=(0.2, 0.1))),
    "tier halves": ("tier", lambda r: plain(r, 1000, 180, tier=(0.3, 0.15))),
    "rate up by half": ("rate", lambda r: plain(r, 1000, 180, rate=(0.6, 0.9))),
    "times double": ("times", lambda r: plain(r, 1000, 180, mean=(4000, 8000))),
    "times double first": ("times", lambda r: plain(r, 2000, 365, part=(0, 1 / 3), mean=(2000, 4000))),
    "week first 300": ("times", lambda r: week(r, 300, 90, 0)),
    "week middle 300": ("times", lambda r: week(r, 300, 90, 1)),
    "week last 300": ("times", lambda r: week(r, 300, 90, 2)),
    "week middle 600": ("times", lambda r: week(r, 600, 120, 1)),
    "week last 1800": ("times", lambda r: week(r, 1800, 150, 2)),
    "week last 4000": ("times", lambda r: week(r, 4000, 365, 2)),
}


def said(program, log, folder):
    """The sorts of change that a fit of the log says, and whether it says that it cannot tell."""
    rows, days = log
    base = datetime.datetime(2025, 1, 6)

    def text(minutes):
        return (base + datetime.timedelta(minutes=minutes)).isoformat(" ", "seconds") if minutes <= days * DAY else ""

    with open(folder / "log.csv", "w", newline="") as file:
        table = csv.writer(file)
        table.writerow(["id", "opened", "closed", "tier", "type"])
        table.writerows((i, text(o), text(c), t, k) for i, (o, c, t, k) in enumerate(rows))
    answer = subprocess.run(
        [program, "fit", "log.csv", "--map", "map.yaml", "--json", "--force", "--ensemble", "0", "-n", "2"],
        cwd=folder, capture_output=True, text=True)
    if answer.returncode > 1:
        raise SystemExit(answer.stderr)
    notes = [note["en"] for note in json.loads(answer.stdout)["notes"]]
    found = {sort for sort, starts in SAYS.items() for note in notes
             if note.startswith(starts) or (note.startswith("Of cases") and any(s in note for s in starts))}
    return found, any("too short to tell whether" in note for note in notes)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("--logs", type=int, default=100)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    kinds = [(name, None, make) for name, make in STILL.items()] + [(n, sort, make) for n, (sort, make) in MOVING.items()]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "map.yaml").write_text(MAP)
        for kind, sort, make in kinds:
            if options.only and kind not in options.only.split(","):
                continue
            answers = [said(options.program.resolve(), make(random.Random(f"{kind} {i}")), folder)
                       for i in range(options.logs)]
            hits = sum(bool(found) if sort is None else sort in found for found, _ in answers)
            sorts = {s: sum(s in found for found, _ in answers) for s in SAYS}
            print(f"{'still' if sort is None else 'moves':6} {kind:22} {hits:4} of {options.logs}",
                  {s: n for s, n in sorts.items() if n}, f"untold {sum(u for _, u in answers)}", flush=True)


if __name__ == "__main__":
    main()
