#!/usr/bin/env python3
"""M/M/c at load 0.9 in four ways: SimPy, Ciw, salabim, or a heap by hand. Prints one JSON line.

One arrival a minute; a run ends after so many customers have left. An event is an arrival or a service completion and
nothing else, whatever the tool counts inside.
"""

import argparse
import json
import random
import time
from collections import deque
from heapq import heappop, heappush

LOAD = 0.9


def with_heapq(servers, customers, seed):
    exponential = random.Random(seed).expovariate
    rate = 1 / (LOAD * servers)
    calendar = [(0.0, 0, -1.0)]
    waiting = deque()
    busy = served = 0
    number = 1
    total = 0.0
    while served < customers:
        now, _, arrived = heappop(calendar)
        if arrived < 0:
            heappush(calendar, (now + exponential(1.0), number, -1.0))
            number += 1
            if busy < servers:
                busy += 1
                heappush(calendar, (now + exponential(rate), number, now))
                number += 1
            else:
                waiting.append(now)
        else:
            served += 1
            total += now - arrived
            if waiting:
                heappush(calendar, (now + exponential(rate), number, waiting.popleft()))
                number += 1
            else:
                busy -= 1
    return total / served


def with_simpy(servers, customers, seed):
    import simpy

    exponential = random.Random(seed).expovariate
    rate = 1 / (LOAD * servers)
    environment = simpy.Environment()
    resource = simpy.Resource(environment, servers)
    done = environment.event()
    state = [0, 0.0]

    def customer():
        arrived = environment.now
        with resource.request() as request:
            yield request
            yield environment.timeout(exponential(rate))
        state[0] += 1
        state[1] += environment.now - arrived
        if state[0] == customers:
            done.succeed()

    def source():
        while True:
            environment.process(customer())
            yield environment.timeout(exponential(1.0))

    environment.process(source())
    environment.run(until=done)
    return state[1] / state[0]


def with_ciw(servers, customers, seed):
    import ciw

    ciw.seed(seed)
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Exponential(1.0)],
        service_distributions=[ciw.dists.Exponential(1 / (LOAD * servers))],
        number_of_servers=[servers],
    )
    simulation = ciw.Simulation(network)
    simulation.simulate_until_max_customers(customers)
    records = simulation.get_all_records()
    return sum(record.exit_date - record.arrival_date for record in records) / len(records)


def with_salabim(servers, customers, seed):
    import salabim

    salabim.yieldless(False)
    exponential = random.Random(seed).expovariate
    rate = 1 / (LOAD * servers)
    environment = salabim.Environment(trace=False, random_seed=None)
    resource = salabim.Resource("servers", capacity=servers, monitor=False)
    state = [0, 0.0]

    class Customer(salabim.Component):
        def process(self):
            arrived = environment.now()
            yield self.request(resource)
            yield self.hold(exponential(rate))
            self.release(resource)
            state[0] += 1
            state[1] += environment.now() - arrived
            if state[0] == customers:
                environment.main().activate()

    class Source(salabim.Component):
        def process(self):
            while True:
                Customer()
                yield self.hold(exponential(1.0))

    Source()
    environment.run(till=salabim.inf)
    return state[1] / state[0]


TOOLS = {"heapq": with_heapq, "simpy": with_simpy, "ciw": with_ciw, "salabim": with_salabim}


def version(tool):
    import importlib.metadata
    import platform

    return platform.python_version() if tool == "heapq" else importlib.metadata.version(tool)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tool", choices=TOOLS, required=True)
    parser.add_argument("--servers", type=int, default=1)
    parser.add_argument("--customers", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=3)
    arguments = parser.parse_args()
    if arguments.tool != "heapq":
        __import__(arguments.tool)
    start = time.process_time()
    mean = TOOLS[arguments.tool](arguments.servers, arguments.customers, arguments.seed)
    seconds = time.process_time() - start
    events = 2 * arguments.customers
    print(
        json.dumps(
            {
                "model": f"M/M/{arguments.servers}",
                "tool": arguments.tool,
                "version": version(arguments.tool),
                "events": events,
                "seconds": round(seconds, 4),
                "events_per_second": round(events / seconds),
                "mean_time": round(mean, 4),
            }
        )
    )


if __name__ == "__main__":
    main()
