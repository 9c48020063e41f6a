"""How often the cities that a fit leaves plausible hold the truth between their 5 % and 95 % quantiles.

    python3 Tests/Logs/bands.py ISSUEFLOW [--logs 400] [--first 1]

Each log has 200 cases of a city drawn by number: the share that the upper tier closes, and laws of times at both tiers,
from exponential to a lognormal whose mean is three times its median. It is fitted with an ensemble, from which 100 cities are
drawn and simulated (`plan: uncertain-inputs`); their responses are held against the truth of the city. Standard library alone.
"""

import argparse
import csv
import datetime
import math
import pathlib
import random
import subprocess
import tempfile

DAY = 1440.0
CASES, DAYS, CITIES = 200, 120, 100
MAP = """schema: 1
name: bands
columns: {case: id, opened: opened, closed: closed, tier: tier, type: type}
tiers: [{id: low, values: low}, {id: high, values: high}]
"""
DESIGN = f"""schema: 1
name: cities
base: bands.yaml
plan: uncertain-inputs
points: {CITIES}
"""


class Law:
    """Times in minutes: exponential, or lognormal with a spread of the logarithm."""

    def __init__(self, rng, heavy):
        self.median = math.exp(rng.uniform(math.log(0.2 * DAY), math.log(3 * DAY)))
        self.sigma = rng.uniform(1.3, 1.5) if heavy else rng.choice([None, 0.5, 0.8, 1.0])

    def draw(self, rng):
        if self.sigma is None:
            return rng.expovariate(math.log(2) / self.median)
        return rng.lognormvariate(math.log(self.median), self.sigma)

    @property
    def mean(self):
        return self.median / math.log(2) if self.sigma is None else self.median * math.exp(self.sigma**2 / 2)

    def below(self, time):
        if self.sigma is None:
            return 1 - 0.5 ** (time / self.median)
        return 0.5 * math.erfc(-math.log(time / self.median) / self.sigma / math.sqrt(2))


class City:
    def __init__(self, number):
        rng = random.Random(f"bands {number}")
        self.heavy = number % 2 == 0
        self.share = rng.uniform(0.15, 0.6)
        self.laws = {"low": Law(rng, self.heavy), "high": Law(rng, self.heavy)}
        self.rows = []
        for opened in sorted(rng.uniform(0, DAYS * DAY) for _ in range(CASES)):
            tier = "high" if rng.random() < self.share else "low"
            self.rows.append((opened, opened + self.laws[tier].draw(rng), tier))

    def truth(self):
        parts = [(1 - self.share, self.laws["low"]), (self.share, self.laws["high"])]
        low, high = 1e-3, 1e9
        for _ in range(200):
            middle = math.sqrt(low * high)
            below = sum(weight * law.below(middle) for weight, law in parts)
            low, high = (middle, high) if below < 0.5 else (low, middle)
        mean = sum(weight * law.mean for weight, law in parts)
        return {"share.high": self.share, "time_to_close_p50": low, "time_to_close_mean": mean}

    def write(self, path):
        base = datetime.datetime(2025, 1, 6)

        def text(minutes):
            return (base + datetime.timedelta(minutes=minutes)).isoformat(" ", "seconds")

        with open(path, "w", newline="") as file:
            table = csv.writer(file)
            table.writerow(["id", "opened", "closed", "tier", "type"])
            for number, (opened, closed, tier) in enumerate(self.rows):
                table.writerow([number, text(opened), text(closed) if closed < DAYS * DAY else "", tier, "a"])


def run(program, folder, *arguments):
    answer = subprocess.run(
        [program, *arguments, "--force", "-q", "-j", "1"], cwd=folder, capture_output=True, text=True)
    if answer.returncode not in (0, 1, 4):
        raise SystemExit(answer.stderr)


def quantile(values, share):
    """The order statistic below which a further value lies with this chance (R's type 6)."""
    place = min(max(share * (len(values) + 1), 1), len(values)) - 1
    low = math.floor(place)
    high = min(low + 1, len(values) - 1)
    return values[low] + (place - low) * (values[high] - values[low])


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("--logs", type=int, default=400)
    parser.add_argument("--first", type=int, default=1)
    options = parser.parse_args()
    held, asked = {}, {}
    for number in range(options.first, options.first + options.logs):
        city = City(number)
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            (folder / "map.yaml").write_text(MAP)
            (folder / "design.yaml").write_text(DESIGN)
            city.write(folder / "log.csv")
            program = options.program.resolve()
            run(program, folder, "fit", "log.csv", "-m", "map.yaml", "-n", "2")
            # Many years, so that luck adds nothing to what the cities differ by.
            scenario = (folder / "bands.yaml").read_text()
            lines = ["observe: 3600 days" if line.startswith("observe:") else line for line in scenario.split("\n")]
            (folder / "bands.yaml").write_text("\n".join(lines))
            run(program, folder, "sweep", "design.yaml", "-o", "o", "-n", "1")
            with open(folder / "o/summary.csv", newline="") as file:
                rows = list(csv.DictReader(file))
        for response, truth in city.truth().items():
            kind = "heavy-tailed mean" if response == "time_to_close_mean" and city.heavy else response
            name, _, part = response.partition(".")
            values = sorted(float(r["mean"]) for r in rows if r["response"] == name and r["class"] == part and r["mean"])
            asked[kind] = asked.get(kind, 0) + 1
            held[kind] = held.get(kind, 0) + (quantile(values, 0.05) <= truth <= quantile(values, 0.95))
        if (number - options.first + 1) % 25 == 0:
            print(number, {kind: f"{held[kind]} of {asked[kind]}" for kind in asked}, flush=True)
    for kind in asked:
        print(f"{kind}: {held[kind]} of {asked[kind]}, {100 * held[kind] / asked[kind]:.1f} %")


if __name__ == "__main__":
    main()
