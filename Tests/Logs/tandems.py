"""Fits simulated logs of two tiers from `case, tier, start, end` alone, and holds mean times against the truth.

    python3 Tests/Logs/tandems.py ISSUEFLOW [--cities 1-20] [--replications 30]

Printed for each city: the fitted mean time over the true one with the same staff, with twice the staff, and with a worker
fewer at either tier where its load stays below 95 %. In brackets stands the same of the true city with the rate, the share
and the mean work of this one log in place of its own: so far off is who knows everything else. Standard library alone.
"""

import argparse
import csv
import datetime
import math
import pathlib
import random
import re
import statistics
import subprocess
import tempfile

MAP = """schema: 1
name: fitted
columns: {case: case, tier: tier, start: start, end: end}
tiers: [{id: front, values: front}, {id: back, values: back}]
"""


class Tandem:
    """A city drawn by number: two to four workers in front, one to four behind at 70 to 80 % of their time."""

    def __init__(self, number):
        rng = random.Random(1000 + number)
        self.number = number
        self.staff = {"front": rng.choice([2, 3, 4]), "back": rng.choice([1, 2, 3, 4])}
        self.rate, self.share = rng.choice([30, 60, 90]), rng.uniform(0.3, 0.7)
        self.load = {"back": rng.uniform(0.7, 0.8)}
        self.load["front"] = rng.uniform(0.5, 0.8)
        self.work = {"front": self.load["front"] * self.staff["front"] * 1440 / self.rate,
                     "back": self.load["back"] * self.staff["back"] * 1440 / (self.rate * self.share)}
        self.spread = {"front": rng.choice([0.5, 1, 1.3]), "back": rng.choice([0.5, 1, 1.3])}
        self.days = rng.choice([90, 180])

    def text(self, rate=None, share=None, work=None):
        rate, share, work = rate or self.rate, share or self.share, work or self.work
        laws = ", ".join(f'{t}: "gamma(mean: {work[t]:.3f} min, cv: {self.spread[t]})"' for t in ("front", "back"))
        return f"""schema: 1
name: truth
start: 2025-01-06
warm_up: 30 days
observe: {self.days} days
drain: 60 days
seed: {100 + self.number}
replications: 1
city: {{units: {{back: 1, front: 1}}}}
tiers:
  - {{id: front, staff: {self.staff["front"]}, calendar: always}}
  - {{id: back, staff: {self.staff["back"]}, calendar: always}}
types:
  - id: a
    rate: {rate:.5f} per city per day
    authority: {{front: {100 * (1 - share):.2f}%, back: 100%}}
    work: {{{laws}}}
"""

    def staffings(self):
        yield "same", {}
        yield "twice", {tier: 2 * n for tier, n in self.staff.items()}
        for tier, n in self.staff.items():
            if n > 1 and self.load[tier] * n / (n - 1) < 0.95:
                yield f"fewer {tier}", {tier: n - 1}


class Bench:
    def __init__(self, program, folder, replications):
        self.program, self.folder, self.replications = program, folder, replications

    def run(self, *arguments):
        answer = subprocess.run([self.program, *arguments, "--jobs", "1"], cwd=self.folder, capture_output=True, text=True)
        if answer.returncode not in (0, 1, 4):
            raise SystemExit(answer.stderr)

    def mean(self, scenario, staff):
        sets = [part for tier, n in staff.items() for part in ("--set", f"tiers.{tier}.staff={n}")]
        self.run("run", scenario, "-o", "o", "-q", "--force", "-n", str(self.replications), *sets)
        with open(self.folder / "o/summary.csv", newline="") as file:
            return next(float(row["mean"]) for row in csv.DictReader(file)
                        if row["response"] == "time_to_close_mean" and not row["class"])

    def log(self, tandem):
        """Writes the log of one run and of the true city with what the log shows of rate, share and work."""
        self.run("run", "truth.yaml", "-o", "o", "--events", "-q", "--force", "-n", "1")
        work, first = {"front": [], "back": []}, {}
        with open(self.folder / "o/events.csv", newline="") as file, open(self.folder / "log.csv", "w", newline="") as log:
            table = csv.writer(log)
            table.writerow(["case", "tier", "start", "end"])
            for row in csv.DictReader(file):
                start, end = row["start_time"], row["end_time"]
                if row["role"] in ("tier", "") and start and end:
                    table.writerow([row["case_id"], row["tier"], start, end])
                    begin, stop = (datetime.datetime.fromisoformat(t).timestamp() / 60 for t in (start, end))
                    work[row["tier"]].append(stop - begin)
                    first.setdefault(row["case_id"], begin)
        rate = len(first) / ((max(first.values()) - min(first.values())) / 1440)
        own = tandem.text(rate, len(work["back"]) / len(work["front"]), {t: statistics.mean(w) for t, w in work.items()})
        (self.folder / "own.yaml").write_text(own)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("--cities", default="1-20")
    parser.add_argument("--replications", type=int, default=30)
    options = parser.parse_args()
    first, last = (int(part) for part in options.cities.split("-"))
    ratios = {}
    for number in range(first, last + 1):
        tandem = Tandem(number)
        with tempfile.TemporaryDirectory() as name:
            bench = Bench(options.program.resolve(), pathlib.Path(name), options.replications)
            (bench.folder / "truth.yaml").write_text(tandem.text())
            (bench.folder / "map.yaml").write_text(MAP)
            bench.log(tandem)
            bench.run("fit", "log.csv", "-m", "map.yaml", "-o", "fitted.yaml", "-q", "--force", "--ensemble", "0", "-n", "2")
            words = []
            for kind, staff in tandem.staffings():
                truth = bench.mean("truth.yaml", staff)
                fitted, own = bench.mean("fitted.yaml", staff) / truth, bench.mean("own.yaml", staff) / truth
                ratios.setdefault(re.sub(" .*", "", kind), []).append((fitted, own))
                words.append(f"{kind} {fitted:.3f} ({own:.3f})")
        print(number, tandem.staff, f"{tandem.rate} a day, {tandem.days} days:", ", ".join(words), flush=True)
    for kind, pairs in ratios.items():
        for who, values in zip(("fitted", "own"), zip(*pairs)):
            mean = math.exp(statistics.mean(map(math.log, values)))
            print(f"{kind:6} {who:7} {len(values)}: mean {mean:.3f}, {min(values):.3f} to {max(values):.3f}")


if __name__ == "__main__":
    main()
