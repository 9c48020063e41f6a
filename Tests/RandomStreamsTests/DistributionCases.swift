import RandomStreams

/// Sound distributions of every kind, with small and large shapes where the method of drawing changes.
enum DistributionCases {
  static let continuous: [Distribution] = [
    .uniform(low: -2, high: 5),
    .triangular(low: 1, mode: 2, high: 6),
    .triangular(low: 0, mode: 0, high: 3),
    .triangular(low: 0, mode: 3, high: 3),
    .exponential(mean: 12),
    .gamma(mean: 30, cv: 0.4),
    .gamma(mean: 3, cv: 1.8),
    .erlang(mean: 10, stages: 3),
    .lognormal(mean: 25, cv: 0.8),
    .lognormalMedian(median: 20, sigma: 0.5),
    .weibull(scale: 4, shape: 0.9),
    .weibull(scale: 4, shape: 2.5),
    .logLogistic(median: 20, shape: 4.5),
    .logLogistic(median: 20, shape: 1.4, atMost: 400),
    .logLogistic(median: 20, shape: 0.7, atMost: 90),
    .pareto(scale: 2, shape: 1, atMost: 50),
    .pareto(scale: 2, shape: 2, atMost: 50),
    .pareto(scale: 2, shape: 3.5, atMost: 20),
    .beta(a: 2, b: 5, low: 10, high: 60),
    .beta(a: 0.5, b: 0.5, low: 0, high: 1),
    .mixture(
      weights: [1, 3], components: [.exponential(mean: 5), .gamma(mean: 40, cv: 0.5)]),
    .mixture(
      weights: [0.5, 0.5],
      components: [
        .mixture(weights: [2, 1], components: [.uniform(low: 0, high: 1), .uniform(low: 5, high: 6)]),
        .lognormal(mean: 3, cv: 0.5),
      ]),
  ]

  static let discrete: [Distribution] = [
    .bernoulli(p: 0.3),
    .geometric(p: 0.2),
    .geometric(p: 1),
    .poisson(mean: 2.5),
    .poisson(mean: 40),
    .discrete(values: [1, 4, 9, 2], weights: [0.1, 5, 0, 3]),
    .empirical([3, 1, 4, 1, 5, 9, 2, 6]),
    .mixture(weights: [1, 1, 2], components: [.constant(7), .poisson(mean: 3), .bernoulli(p: 0.5)]),
  ]

  static let all = [.constant(3)] + continuous + discrete
}
