extension Template {
  /// `Scenarios/verification/mm1.yaml`, the textbook queue M/M/1; a test keeps the two alike.
  static let mm1Text = #"""
    # M/M/1: one grid of one worker, open day and night; 0.9 issues a minute, one minute of work each.
    # Theory: time in the grid 10 minutes, waiting 9, number waiting 8.1, 90 % of issues within 23.026.
    # Length: the asymptotic variance of the mean wait is rho (2 + 5 rho - 4 rho^2 + rho^3) / (1 - rho)^4 = 35,900 per issue;
    # 39 million issues make the 99.9 % interval about 1.3 % of the value wide to each side.

    schema: 1
    name: mm1
    title: {en: "M/M/1, load 0.9", zh: "M/M/1，负荷 0.9"}
    start: 2025-01-01
    warm_up: 10 days
    observe: 1000 days
    drain: 2 days
    seed: 7
    replications: 30
    city:
      units: {grid: 1}
    tiers:
      - id: grid
        title: {en: Grid, zh: 网格}
        staff: 1
        calendar: always
    types:
      - id: issue
        title: {en: Issue, zh: 事项}
        rate: 0.9 per unit per min
        work: {grid: exponential(1 min)}
        authority: {grid: 100%}

    """#
}
