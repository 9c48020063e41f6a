"""What is observed of one replication, and the estimates over replications."""

import math


class Measures:
    """Sums of one replication: for each response and class a numerator and a denominator.

    The cohort are the customers who arrive within the window [begin, end). The model starts empty and goes on with
    arrivals after the window, so that who follows can hinder who is observed.
    """

    def __init__(self, window):
        self.begin, self.end = window
        self.sums = {}
        self.present = 0

    def is_of_cohort(self, time):
        return self.begin <= time < self.end

    def enter(self, time):
        """Counts a customer of the cohort in, and says whether it is one."""
        if not self.is_of_cohort(time):
            return False
        self.present += 1
        return True

    def leave(self):
        """Counts a customer of the cohort out."""
        self.present -= 1

    def add(self, response, value, of="all", weight=1.0):
        pair = self.sums.setdefault((response, of), [0.0, 0.0])
        pair[0] += value
        pair[1] += weight

    def busy(self, began, ended, servers):
        """Adds what lies within the window of a service to the utilisation of so many servers."""
        part = max(0.0, min(ended, self.end) - max(began, self.begin))
        pair = self.sums.setdefault(("utilisation", "all"), [0.0, servers * (self.end - self.begin)])
        pair[0] += part

    def check(self):
        """Nobody of the cohort may be lost at the end, or the slowest would be left out."""
        if self.present != 0:
            raise RuntimeError(f"{self.present} customers of the cohort have not left: lengthen the drain")


def estimate(pairs):
    """The ratio of means with its 99.9 % half-width by Student t over replications.

    The number of customers of a replication is random, so that a mean of means would be biased: the estimate is
    r = sum S / sum N, and its interval that of the values r + (S - r N) / mean N (Law, ch. 9).
    """
    count = len(pairs)
    ratio = sum(s for s, _ in pairs) / sum(n for _, n in pairs)
    mean = sum(n for _, n in pairs) / count
    square = sum(((s - ratio * n) / mean) ** 2 for s, n in pairs) / (count - 1)
    return ratio, student_t(0.9995, count - 1) * math.sqrt(square / count)


def student_t(p, freedom):
    """The quantile of Student's t by bisection of its distribution function, the density summed by Simpson's rule."""
    log_constant = math.lgamma((freedom + 1) / 2) - math.lgamma(freedom / 2) - 0.5 * math.log(freedom * math.pi)

    def density(x):
        return math.exp(log_constant - (freedom + 1) / 2 * math.log1p(x * x / freedom))

    def cumulative(x):
        steps = 2000
        h = x / steps
        odd = sum(density((2 * i + 1) * h) for i in range(steps // 2))
        even = sum(density(2 * i * h) for i in range(1, steps // 2))
        return 0.5 + h / 3 * (density(0) + 4 * odd + 2 * even + density(x))

    low, high = 0.0, 40.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if cumulative(middle) < p else (low, middle)
    return (low + high) / 2
