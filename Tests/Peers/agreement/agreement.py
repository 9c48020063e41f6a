"""Runs the models of models.json in the peers, judges them by theory and writes agreement.csv.

    python3 Tests/Peers/agreement/agreement.py [--replications N] [--only MODEL ...] [--output FILE]

Results depend on the models, the number of replications and the versions of the peers only.
"""

import argparse
import csv
import json
import pathlib
import time

import ciw_peer
import simpy_peer
import theory
from measures import Measures, estimate

HERE = pathlib.Path(__file__).parent
COLUMNS = ["model", "peer", "version", "response", "class", "mean", "half_width", "replications", "unit"]
SHARES = {"loss", "abandonment", "utilisation"}


def run(peer, model, parameters, replications):
    """One pair of numerator and denominator a replication, for each response and class."""
    pairs = {}
    for replication in range(replications):
        measures = Measures(parameters["window"])
        peer.replicate(model, parameters, measures, replication)
        for key, pair in measures.sums.items():
            # A replication in which nobody of a class came counts as one with nothing.
            pairs.setdefault(key, [(0.0, 0.0)] * replications)[replication] = tuple(pair)
    return {key: estimate(values) for key, values in pairs.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--replications", type=int, default=160)
    parser.add_argument("--only", nargs="*", metavar="MODEL")
    parser.add_argument("--output", type=pathlib.Path, default=HERE / "agreement.csv")
    arguments = parser.parse_args()
    models = json.loads((HERE / "models.json").read_text())
    chosen = arguments.only or list(models)
    for model in chosen:
        if model not in models:
            parser.error(f"there is no model '{model}'; there are {', '.join(models)}")
    if arguments.replications < 2:
        parser.error(f"an interval needs 2 replications or more (were {arguments.replications})")
    exact = theory.values({name: p for name, p in models.items() if "window" in p})
    rows, outside = [], 0
    for model in chosen:
        if "window" not in models[model]:
            mean = simpy_peer.fork_join_by_hand(models[model])
            rows.append([model, "SimPy", simpy_peer.VERSION, "sojourn", "all", repr(mean), "0", 1, "minutes"])
            continue
        for name, peer in (("Ciw", ciw_peer), ("SimPy", simpy_peer)):
            if model not in peer.MODELS:
                continue
            began = time.process_time()
            found = run(peer, model, models[model], arguments.replications)
            for (response, of), (mean, half_width) in sorted(found.items()):
                unit = "share" if response in SHARES else "minutes"
                rows.append(
                    [model, name, peer.VERSION, response, of, f"{mean:.6g}", f"{half_width:.4g}"]
                    + [arguments.replications, unit]
                )
                line = f"{model:16} {name:6} {response:12} {of:10} {mean:9.5f} ± {half_width:8.5f}"
                value = exact.get((model, response, of))
                if value is not None:
                    verdict = "agrees" if abs(mean - value) <= half_width else "OUTSIDE"
                    outside += verdict == "OUTSIDE"
                    line += f"  theory {value:9.5f}  {verdict}"
                print(line)
            print(f"{model:16} {name:6} {time.process_time() - began:.1f} s of CPU", flush=True)
    with open(arguments.output, "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows)
    print(f"{len(rows)} rows; {outside} outside the 99.9 % interval about theory")


if __name__ == "__main__":
    main()
