"""The models in Ciw: a network for each, and one way to read its records.

Ciw has no fork and join, and in its shifts a whole crew goes and another comes: who finishes after the shift does not
count among the new servers. So of the models with shifts only the one without overlap is the same.
"""

import math
import zlib

import ciw

VERSION = ciw.__version__


def replicate(model, parameters, measures, replication):
    # A seed made of names does not change when models are added.
    ciw.seed(zlib.crc32(f"ciw {model} {replication}".encode()))
    network = ciw.create_network(**MODELS[model](parameters))
    simulation = ciw.Simulation(network, node_class=ciw.PSNode if model == "sharing" else None)
    simulation.simulate_until_max_time(parameters["window"][1] + parameters["drain"])
    observe(model, parameters, measures, simulation)


def exponential(mean):
    return ciw.dists.Exponential(rate=1 / mean)


def service(p, number=0):
    if "uniform" in p:
        return ciw.dists.Uniform(*p["uniform"])
    if "variation" in p:
        square = math.log(1 + p["variation"] ** 2)
        return ciw.dists.Lognormal(math.log(p["services"][number]) - square / 2, math.sqrt(square))
    return exponential(p["services"][number])


def queue(p):
    network = {
        "arrival_distributions": [exponential(1 / p["arrivals"][0])],
        "service_distributions": [service(p)],
        "number_of_servers": [p["servers"][0]],
    }
    if "rooms" in p:
        network["queue_capacities"] = [p["rooms"][0]]
    if "patience" in p:
        network["reneging_time_distributions"] = [exponential(p["patience"])]
    if "batch" in p:
        sizes = list(range(1, len(p["batch"]) + 1))
        network["batching_distributions"] = [ciw.dists.Pmf(sizes, p["batch"])]
    if "shifts" in p:
        network["number_of_servers"] = [ciw.Schedule(numbers_of_servers=p["servers"], shift_end_dates=p["shifts"])]
    return network


def classes(p, preemption=False):
    kinds = range(len(p["arrivals"]))
    network = {
        "arrival_distributions": {str(kind): [exponential(1 / p["arrivals"][kind])] for kind in kinds},
        "service_distributions": {str(kind): [service(p, kind)] for kind in kinds},
        "number_of_servers": p["servers"],
        "priority_classes": {str(kind): kind for kind in kinds},
    }
    if preemption:
        network["priority_classes"] = (network["priority_classes"], [preemption])
    return network


def tandem(p):
    return {
        "arrival_distributions": [exponential(1 / p["arrivals"][0]), None],
        "service_distributions": [service(p, 0), service(p, 1)],
        "number_of_servers": p["servers"],
        "queue_capacities": [float("inf"), p["rooms"][1]],
        "routing": [[0.0, 1.0], [0.0, 0.0]],
    }


def feedback(p):
    return {
        "arrival_distributions": [exponential(1 / p["arrivals"][0]), None, None],
        "service_distributions": [service(p, number) for number in range(3)],
        "number_of_servers": p["servers"],
        "routing": [[float(share) for share in row] for row in p["routes"]],
    }


def sharing(p):
    return queue(p) | {"number_of_servers": [float("inf")]}


def observe(model, p, m, simulation):
    """Reads the records; who arrived before the end of the window must have left."""
    people = {}
    for record in simulation.get_all_records(include_incomplete=True):
        people.setdefault(record.id_number, []).append(record)
    for records in people.values():
        # A record that was not finished comes last, and records of one time in the order they were written.
        records.sort(key=lambda record: math.inf if record.exit_date is None else record.exit_date)
        if records[0].arrival_date >= m.end:
            continue
        if records[-1].record_type == "incomplete":
            raise RuntimeError(f"customer {records[0].id_number} of {model} has not left: lengthen the drain")
        if model in WITH_UTILISATION:
            for record in records:
                if record.record_type == "service":
                    m.busy(record.service_start_date, record.service_end_date, p["servers"][0])
        if m.is_of_cohort(records[0].arrival_date):
            observe_customer(model, m, records)


def observe_customer(model, m, records):
    first, last = records[0], records[-1]
    kind = first.customer_class if model in ("priority", "preemption") else "all"
    if model == "mm2-of-5":
        m.add("loss", float(first.record_type == "rejection"))
        if first.record_type == "rejection":
            return
    if model == "erlang-a":
        m.add("abandonment", float(first.record_type == "renege"))
        if first.record_type == "service":
            m.add("wait", first.waiting_time, of="served")
    m.add("sojourn", last.exit_date - first.arrival_date, of=kind)
    if model in ("tandem-blocking", "feedback"):
        for record in records:
            m.add("wait", record.waiting_time, of=f"station {record.node - 1}")
        if model == "tandem-blocking":
            m.add("blocked", first.time_blocked, of="station 0")
    elif model != "sharing":
        m.add("wait", first.waiting_time, of=kind)


WITH_UTILISATION = ("mm1", "mm3", "mg1-lognormal", "mm2-of-5", "erlang-a", "batches")

MODELS = {
    "mm1": queue,
    "mm3": queue,
    "mg1-lognormal": queue,
    "mm2-of-5": queue,
    "priority": classes,
    "preemption": lambda p: classes(p, preemption="resume"),
    "erlang-a": queue,
    "tandem-blocking": tandem,
    "feedback": feedback,
    "shifts": queue,
    "batches": queue,
    "sharing": sharing,
}
