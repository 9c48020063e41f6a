#!/usr/bin/env python3
"""The model of Scenarios/verification/three-tier-bare.yaml in plain Python: one heap, no library.

1,000 grids of one worker, 100 communities of two, 10 streets of four, each at load 0.7; 30 % of the issues go up and a
third of those again. Prints one JSON line. An event is an arrival or a service completion.
"""

import argparse
import json
import random
import time
from collections import deque
from heapq import heappop, heappush

TIERS = [  # units, servers of each, mean minutes of work, chance to go up from here
    (1000, 1, 1.0, 0.3),
    (100, 2, 2 / 3, 1 / 3),
    (10, 4, 0.4, 0.0),
]
ARRIVALS_PER_GRID = 0.7  # a minute
ARRIVAL = -1


def simulate(minutes, seed):
    """Runs from empty for so many minutes; returns events, and per tier: visits, their total time, closed issues."""
    luck = random.Random(seed)
    exponential = luck.expovariate
    uniform = luck.random
    first, servers, rate, up = [], [], [], []
    stations = 0
    for units, workers, mean, share in TIERS:
        first.append(stations)
        stations += units
        servers.append(workers)
        rate.append(1 / mean)
        up.append(share)
    tier_of = [tier for tier, (units, *_) in enumerate(TIERS) for _ in range(units)]
    busy = [0] * stations
    waiting = [deque() for _ in range(stations)]  # times of arrival
    visits, total, closed = [0] * 3, [0.0] * 3, [0] * 3

    calendar = []
    number = 0  # breaks ties in the order of scheduling
    for grid in range(TIERS[0][0]):
        heappush(calendar, (exponential(ARRIVALS_PER_GRID), number, ARRIVAL, grid, 0.0))
        number += 1
    events = 0
    while calendar:
        now, _, kind, station, arrived = heappop(calendar)
        if now > minutes:
            break
        events += 1
        if kind == ARRIVAL:
            heappush(calendar, (now + exponential(ARRIVALS_PER_GRID), number, ARRIVAL, station, 0.0))
            number += 1
            to = station
        else:
            tier = kind
            visits[tier] += 1
            total[tier] += now - arrived
            if waiting[station]:
                next_arrived = waiting[station].popleft()
                heappush(calendar, (now + exponential(rate[tier]), number, tier, station, next_arrived))
                number += 1
            else:
                busy[station] -= 1
            if uniform() >= up[tier]:
                closed[tier] += 1
                continue
            to = first[tier + 1] + (station - first[tier]) // 10
        tier = tier_of[to]
        if busy[to] < servers[tier]:
            busy[to] += 1
            heappush(calendar, (now + exponential(rate[tier]), number, tier, to, now))
            number += 1
        else:
            waiting[to].append(now)
    return events, visits, total, closed


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=4440, help="simulated minutes (default: 2 h and 3 days)")
    parser.add_argument("--seed", type=int, default=3)
    arguments = parser.parse_args()
    start = time.perf_counter()
    events, visits, total, closed = simulate(arguments.minutes, arguments.seed)
    seconds = time.perf_counter() - start
    print(
        json.dumps(
            {
                "model": "three-tier-bare",
                "minutes": arguments.minutes,
                "seed": arguments.seed,
                "events": events,
                "seconds": round(seconds, 3),
                "events_per_second": round(events / seconds),
                "mean_sojourns": [round(sum_ / count, 6) if count else None for sum_, count in zip(total, visits)],
                "shares": [round(count / max(1, sum(closed)), 6) for count in closed],
            }
        )
    )


if __name__ == "__main__":
    main()
