"""The models in SimPy: one function for each, which runs one replication and fills in the measures."""

import math
import random

import simpy

VERSION = simpy.__version__


def lognormal(rng, mean, variation):
    square = math.log(1 + variation**2)
    return rng.lognormvariate(math.log(mean) - square / 2, math.sqrt(square))


def replicate(model, parameters, measures, replication):
    rng = random.Random(f"simpy {model} {replication}")
    env = simpy.Environment()
    MODELS[model](env, parameters, measures, rng)
    env.run(until=parameters["window"][1] + parameters["drain"])
    measures.check()


def source(env, rng, rate, customer):
    """Poisson arrivals: a new process of the customer at each."""
    while True:
        yield env.timeout(rng.expovariate(rate))
        env.process(customer())


def work(p, rng, number=0):
    if "uniform" in p:
        return rng.uniform(*p["uniform"])
    if "variation" in p:
        return lognormal(rng, p["services"][number], p["variation"])
    return rng.expovariate(1 / p["services"][number])


def queue(env, p, m, rng):
    """One station, first come first served; a finite room where there is one; single arrivals or batches."""
    servers = p["servers"][0]
    station = simpy.Resource(env, capacity=servers)
    room = p.get("rooms", [math.inf])[0]

    def customer():
        arrived = env.now
        seen = m.enter(arrived)
        is_lost = station.count == servers and len(station.queue) >= room
        if seen and "rooms" in p:
            m.add("loss", float(is_lost))
        if is_lost:
            if seen:
                m.leave()
            return
        with station.request() as turn:
            yield turn
            began = env.now
            yield env.timeout(work(p, rng))
        m.busy(began, env.now, servers)
        if seen:
            m.add("wait", began - arrived)
            m.add("sojourn", env.now - arrived)
            m.leave()

    def batch():
        for _ in range(rng.choices(range(1, len(p["batch"]) + 1), p["batch"])[0]):
            env.process(customer())
        yield env.timeout(0)

    env.process(source(env, rng, p["arrivals"][0], batch if "batch" in p else customer))


def priority(env, p, m, rng):
    station = simpy.PriorityResource(env, capacity=p["servers"][0])

    def customer(kind):
        arrived = env.now
        seen = m.enter(arrived)
        with station.request(priority=kind) as turn:
            yield turn
            began = env.now
            yield env.timeout(work(p, rng, kind))
        if seen:
            m.add("wait", began - arrived, of=str(kind))
            m.add("sojourn", env.now - arrived, of=str(kind))
            m.leave()

    for kind, rate in enumerate(p["arrivals"]):
        env.process(source(env, rng, rate, lambda kind=kind: customer(kind)))


def preemption(env, p, m, rng):
    station = simpy.PreemptiveResource(env, capacity=p["servers"][0])

    def customer(kind):
        arrived = env.now
        seen = m.enter(arrived)
        left = work(p, rng, kind)
        first = None
        while left > 0:
            # The time of arrival in the rank keeps the place in line of who was interrupted.
            with station.request(priority=(kind, arrived)) as turn:
                yield turn
                began = env.now
                first = began if first is None else first
                try:
                    yield env.timeout(left)
                    left = 0
                except simpy.Interrupt:
                    left -= env.now - began
        if seen:
            m.add("wait", first - arrived, of=str(kind))
            m.add("sojourn", env.now - arrived, of=str(kind))
            m.leave()

    for kind, rate in enumerate(p["arrivals"]):
        env.process(source(env, rng, rate, lambda kind=kind: customer(kind)))


def erlang_a(env, p, m, rng):
    servers = p["servers"][0]
    station = simpy.Resource(env, capacity=servers)

    def customer():
        arrived = env.now
        seen = m.enter(arrived)
        with station.request() as turn:
            yield turn | env.timeout(rng.expovariate(1 / p["patience"]))
            is_served = turn.triggered
            began = env.now
            if is_served:
                yield env.timeout(work(p, rng))
        if is_served:
            m.busy(began, env.now, servers)
        if seen:
            m.add("abandonment", float(not is_served))
            m.add("wait", began - arrived)
            if is_served:
                m.add("wait", began - arrived, of="served")
            m.add("sojourn", env.now - arrived)
            m.leave()

    env.process(source(env, rng, p["arrivals"][0], customer))


def tandem(env, p, m, rng):
    """Blocking after service: the first server is kept until there is a place at the second station."""
    first = simpy.Resource(env, capacity=1)
    second = simpy.Resource(env, capacity=1)
    places = simpy.Resource(env, capacity=1 + p["rooms"][1])

    def customer():
        arrived = env.now
        seen = m.enter(arrived)
        with first.request() as turn:
            yield turn
            began = env.now
            yield env.timeout(work(p, rng, 0))
            served = env.now
            place = places.request()
            yield place
        moved = env.now
        with second.request() as turn:
            yield turn
            went_on = env.now
            yield env.timeout(work(p, rng, 1))
        places.release(place)
        if seen:
            m.add("wait", began - arrived, of="station 0")
            m.add("blocked", moved - served, of="station 0")
            m.add("wait", went_on - moved, of="station 1")
            m.add("sojourn", env.now - arrived)
            m.leave()

    env.process(source(env, rng, p["arrivals"][0], customer))


def feedback(env, p, m, rng):
    stations = [simpy.Resource(env, capacity=servers) for servers in p["servers"]]

    def customer():
        arrived = env.now
        seen = m.enter(arrived)
        here = 0
        while here < len(stations):
            came = env.now
            with stations[here].request() as turn:
                yield turn
                if seen:
                    m.add("wait", env.now - came, of=f"station {here}")
                yield env.timeout(work(p, rng, here))
            routes = p["routes"][here]
            here = rng.choices(range(len(routes) + 1), [*routes, 1 - sum(routes)])[0]
        if seen:
            m.add("sojourn", env.now - arrived)
            m.leave()

    env.process(source(env, rng, p["arrivals"][0], customer))


def shifts(env, p, m, rng):
    """Servers take customers from a store while on duty; what they have in hand when they go they finish."""
    waiting = simpy.Store(env)
    on_duty, period = p["shifts"]

    def server():
        while True:
            hour = env.now % period
            if hour >= on_duty:
                yield env.timeout(period - hour)
                continue
            turn = waiting.get()
            yield turn | env.timeout(on_duty - hour)
            if not turn.triggered:
                turn.cancel()
                continue
            arrived, seen = turn.value
            began = env.now
            yield env.timeout(work(p, rng))
            if seen:
                m.add("wait", began - arrived)
                m.add("sojourn", env.now - arrived)
                m.leave()

    def customer():
        yield waiting.put((env.now, m.enter(env.now)))

    for _ in range(p["servers"][0]):
        env.process(server())
    env.process(source(env, rng, p["arrivals"][0], customer))


def fewer_servers(env, p, m, rng):
    """Shifts of different sizes: a server who is to go leaves as soon as one is free, before the next is served.

    Servers off duty are held by requests of the first rank, which do not interrupt.
    """
    most = max(p["servers"])
    station = simpy.PriorityResource(env, capacity=most)

    def roster():
        off_duty = []
        for cycle in range(10**9):
            for shift, servers in enumerate(p["servers"]):
                while len(off_duty) > most - servers:
                    request = off_duty.pop()
                    if request.triggered:
                        station.release(request)
                    else:
                        request.cancel()
                while len(off_duty) < most - servers:
                    off_duty.append(station.request(priority=-1))
                yield env.timeout(cycle * p["shifts"][-1] + p["shifts"][shift] - env.now)

    def customer():
        arrived = env.now
        seen = m.enter(arrived)
        with station.request(priority=0) as turn:
            yield turn
            began = env.now
            yield env.timeout(work(p, rng))
        if seen:
            m.add("wait", began - arrived)
            m.add("sojourn", env.now - arrived)
            m.leave()

    env.process(roster())
    env.process(source(env, rng, p["arrivals"][0], customer))


def sharing(env, p, m, rng):
    """One server of speed 1 in equal parts; each arrival and departure wakes the server, which looks who is next."""
    left = {}
    state = {"since": 0.0}
    change = [env.event()]

    def catch_up():
        share = (env.now - state["since"]) / len(left) if left else 0.0
        for number in left:
            left[number][0] -= share
        state["since"] = env.now

    def server():
        while True:
            if not left:
                yield change[0]
                continue
            number = min(left, key=lambda key: left[key][0])
            end = env.timeout(max(0.0, left[number][0]) * len(left))
            yield end | change[0]
            if not end.processed:
                continue
            catch_up()
            _, arrived, seen = left.pop(number)
            if seen:
                m.add("sojourn", env.now - arrived)
                m.leave()

    numbers = iter(range(10**9))

    def customer():
        catch_up()
        left[next(numbers)] = [work(p, rng), env.now, m.enter(env.now)]
        old, change[0] = change[0], env.event()
        old.succeed()
        yield env.timeout(0)

    env.process(server())
    env.process(source(env, rng, p["arrivals"][0], customer))


def fork_join(env, p, m, rng):
    stations = [simpy.Resource(env, capacity=servers) for servers in p["servers"]]

    def part(number):
        with stations[number].request() as turn:
            yield turn
            yield env.timeout(work(p, rng, number))

    def customer():
        arrived = env.now
        seen = m.enter(arrived)
        yield simpy.AllOf(env, [env.process(part(number)) for number in range(len(stations))])
        if seen:
            m.add("sojourn", env.now - arrived)
            m.leave()

    env.process(source(env, rng, p["arrivals"][0], customer))


def fork_join_by_hand(p):
    """The mean sojourn where all times are given."""
    env = simpy.Environment()
    stations = [simpy.Resource(env) for _ in p["works"]]
    sojourns = []

    def part(number, customer):
        with stations[number].request() as turn:
            yield turn
            yield env.timeout(p["works"][number][customer])

    def customer(number):
        yield env.timeout(p["times"][number])
        yield simpy.AllOf(env, [env.process(part(station, number)) for station in range(len(stations))])
        sojourns.append(env.now - p["times"][number])

    for number in range(len(p["times"])):
        env.process(customer(number))
    env.run()
    return sum(sojourns) / len(sojourns)


MODELS = {
    "mm1": queue,
    "mm3": queue,
    "mg1-lognormal": queue,
    "mm2-of-5": queue,
    "priority": priority,
    "preemption": preemption,
    "erlang-a": erlang_a,
    "tandem-blocking": tandem,
    "feedback": feedback,
    "shifts": shifts,
    "shifts-of-two-sizes": fewer_servers,
    "batches": queue,
    "sharing": sharing,
    "fork-join": fork_join,
}
