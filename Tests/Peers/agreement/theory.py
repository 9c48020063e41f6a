"""Exact values where theory has them, to judge the peers themselves."""

import math

import numpy


def values(models):
    """The value of each (model, response, class) that theory knows."""
    known = {}
    for model, function in MODELS.items():
        for (response, of), value in function(models[model]).items():
            known[model, response, of] = value
    return known


def birth_death(birth, death, states):
    weights = [1.0]
    for n in range(1, states):
        weights.append(weights[-1] * birth(n - 1) / death(n))
    total = sum(weights)
    return [weight / total for weight in weights]


def markovian(p):
    """M/M/c, with a finite room or impatience: Little's law on the birth-death process."""
    rate, servers = p["arrivals"][0], p["servers"][0]
    limit = servers + p["rooms"][0] if "rooms" in p else 2_000
    impatience = 1 / p["patience"] if "patience" in p else 0.0
    chances = birth_death(
        lambda n: rate if n < limit else 0.0,
        lambda n: min(n, servers) + max(0, n - servers) * impatience,
        limit + 1 if "rooms" in p else 600,
    )
    waiting = sum(max(0, n - servers) * chance for n, chance in enumerate(chances))
    busy = sum(min(n, servers) * chance for n, chance in enumerate(chances))
    loss = chances[-1] if "rooms" in p else 0.0
    entering = rate * (1 - loss)
    found = {
        ("wait", "all"): waiting / entering,
        ("sojourn", "all"): (waiting + busy) / entering,
        ("utilisation", "all"): busy / servers,
    }
    if "rooms" in p:
        found["loss", "all"] = loss
    if impatience:
        found["abandonment", "all"] = waiting * impatience / rate
    return found


def general(p):
    """Pollaczek and Khinchine."""
    load = p["arrivals"][0] * p["services"][0]
    wait = p["arrivals"][0] * p["services"][0] ** 2 * (1 + p["variation"] ** 2) / 2 / (1 - load)
    return {("wait", "all"): wait, ("sojourn", "all"): wait + p["services"][0], ("utilisation", "all"): load}


def priority(p):
    """Cobham 1954, for several servers with one mean service time of 1."""
    servers, load = p["servers"][0], sum(p["arrivals"])
    tail = load**servers / math.factorial(servers) * servers / (servers - load)
    delayed = tail / (sum(load**n / math.factorial(n) for n in range(servers)) + tail)
    found, before = {}, 1.0
    for kind, rate in enumerate(p["arrivals"]):
        after = before - rate / servers
        wait = delayed / servers / before / after
        found["wait", str(kind)] = wait
        found["sojourn", str(kind)] = wait + 1
        before = after
    return found


def preemption(p):
    """Times in the system under pre-emptive resume (Kleinrock II, 3.6), exponential services."""
    found, before, residual = {}, 1.0, 0.0
    for kind, (rate, mean) in enumerate(zip(p["arrivals"], p["services"])):
        after = before - rate * mean
        residual += rate * mean**2
        found["sojourn", str(kind)] = mean / before + residual / before / after
        # The first start: the wait without the interruptions of the own service.
        found["wait", str(kind)] = residual / before / after
        before = after
    return found


def tandem(p, states=120):
    """The stationary law of the Markov chain (customers at the first station, stage of the second)."""
    rate, room = p["arrivals"][0], p["rooms"][1]
    first, second = (1 / mean for mean in p["services"])
    # The second stage is its number of customers; one more than fit is: the first server is blocked.
    full, stages = room + 1, room + 3
    size = states * stages
    generator = numpy.zeros((size, size))

    def move(n, s, to_n, to_s, speed):
        generator[n * stages + s, to_n * stages + to_s] += speed
        generator[n * stages + s, n * stages + s] -= speed

    for n in range(states):
        for s in range(stages):
            is_blocked = s > full
            if n + 1 < states:
                move(n, s, n + 1, s, rate)
            if is_blocked:
                # Somebody leaves the second station and the blocked one takes the place.
                if n > 0:
                    move(n, s, n - 1, full, second)
                continue
            if n > 0:
                if s < full:
                    move(n, s, n - 1, s + 1, first)
                else:
                    move(n, s, n, full + 1, first)
            if s > 0:
                move(n, s, n, s - 1, second)
    # The states (0, blocked) cannot be: keep them apart from the others.
    generator[stages - 1, :] = 0
    generator[stages - 1, stages - 1] = 1
    balance = generator.T.copy()
    balance[0, :] = 1
    right = numpy.zeros(size)
    right[0] = 1
    chances = numpy.linalg.solve(balance, right).reshape(states, stages)
    numbers = chances.sum(axis=1)
    blocked = chances[:, full + 1].sum()
    there = sum(min(s, full) * chances[:, s].sum() for s in range(stages))
    busy = 1 - chances[:, 0].sum()
    present = float(numbers @ numpy.arange(states))
    return {
        ("wait", "station 0"): (present - (1 - numbers[0])) / rate,
        ("blocked", "station 0"): blocked / rate,
        ("wait", "station 1"): (there - busy) / rate,
        ("sojourn", "all"): (present + there) / rate,
    }


def feedback(p):
    """Jackson 1957; the mean wait of a visit is that of M/M/1 at the station's own rate."""
    count = len(p["services"])
    outside = numpy.array([p["arrivals"][0]] + [0.0] * (count - 1))
    rates = numpy.linalg.solve(numpy.eye(count) - numpy.array(p["routes"]).T, outside)
    found, present = {}, 0.0
    for station, (rate, mean) in enumerate(zip(rates, p["services"])):
        load = rate * mean
        found["wait", f"station {station}"] = load * mean / (1 - load)
        present += load / (1 - load)
    found["sojourn", "all"] = present / p["arrivals"][0]
    return found


def batches(p):
    """M/M/1 with batches: L = load (1 + E X^2 / E X) / 2 (1 - load), and Little's law."""
    sizes = range(1, len(p["batch"]) + 1)
    mean = sum(size * share for size, share in zip(sizes, p["batch"]))
    square = sum(size**2 * share for size, share in zip(sizes, p["batch"]))
    rate = p["arrivals"][0] * mean
    load = rate * p["services"][0]
    sojourn = load * (1 + square / mean) / 2 / (1 - load) / rate
    return {
        ("sojourn", "all"): sojourn,
        ("wait", "all"): sojourn - p["services"][0],
        ("utilisation", "all"): load,
    }


def sharing(p):
    """Processor sharing is insensitive to the law of work (Kleinrock 1976)."""
    return {("sojourn", "all"): p["services"][0] / (1 - p["arrivals"][0] * p["services"][0])}


def fork_join(p):
    """Two stations of service 1 (Flatto and Hahn 1984; Nelson and Tantawi 1988)."""
    load = p["arrivals"][0]
    return {("sojourn", "all"): (12 - load) / 8 / (1 - load)}


MODELS = {
    "mm1": markovian,
    "mm3": markovian,
    "mg1-lognormal": general,
    "mm2-of-5": markovian,
    "priority": priority,
    "preemption": preemption,
    "erlang-a": markovian,
    "tandem-blocking": tandem,
    "feedback": feedback,
    "batches": batches,
    "sharing": sharing,
    "fork-join": fork_join,
}
