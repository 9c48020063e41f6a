extension QueueingTheory {
  /// The arrivals of one priority class and the first two moments of its service time.
  public struct PriorityClass: Hashable, Sendable {
    /// Arrivals per unit of time.
    public let arrivalRate: Double
    /// The mean service time.
    public let meanService: Double
    /// The squared coefficient of variation of the service time: 0 for constant, 1 for exponential times.
    public let squaredVariation: Double

    /// Creates a class; exponential service unless said otherwise.
    ///
    /// - Precondition: 0 ≤ arrivalRate < ∞, 0 < meanService < ∞ and squaredVariation ≥ 0.
    public init(arrivalRate: Double, meanService: Double, squaredVariation: Double = 1) {
      checkRates(arrivalRate, 1 / meanService)
      precondition(squaredVariation >= 0, "a squared variation is not negative (was \(squaredVariation))")
      self.arrivalRate = arrivalRate
      self.meanService = meanService
      self.squaredVariation = squaredVariation
    }

    /// λ E[S]
    var utilisation: Double { arrivalRate * meanService }
    /// λ E[S²] / 2, the class's part of the work left in service that an arrival finds.
    var residualWork: Double { utilisation * meanService * (1 + squaredVariation) / 2 }
  }

  /// Returns the mean wait before service per class of a single server that serves the most urgent first and
  /// lets a service that has begun finish.
  ///
  /// W_k = W₀ / ((1 − σ_{k−1}) (1 − σ_k)) with W₀ = Σ λᵢ E[Sᵢ²] / 2 over all classes and σ_k = ρ₁ + ... + ρ_k
  /// (Cobham 1954). Every class is nil when all together overload the server: W₀ is then another quantity.
  ///
  /// The most urgent class comes first.
  public static func priorityNonPreemptive(_ classes: [PriorityClass]) -> [Double?] {
    guard classes.reduce(0, { $0 + $1.utilisation }) < 1 else { return classes.map { _ in nil } }
    let residual = classes.reduce(0) { $0 + $1.residualWork }
    var above = 0.0
    return classes.map { priorityClass in
      let through = above + priorityClass.utilisation
      defer { above = through }
      return residual / ((1 - above) * (1 - through))
    }
  }

  /// Returns the mean wait before service per class of c servers with a common exponential service time.
  ///
  /// W_k = C / cμ / ((1 − σ_{k−1}) (1 − σ_k)) with σ_k = (λ₁ + ... + λ_k) / cμ and Erlang's C of all arrivals
  /// (Cobham 1954). Every class is nil when all together overload the servers.
  ///
  /// The most urgent class comes first.
  ///
  /// - Precondition: rates as in ``mmcWait(arrivalRate:serviceRate:servers:)``.
  public static func priorityNonPreemptive(
    arrivalRates: [Double], serviceRate: Double, servers: Int
  ) -> [Double?] {
    for rate in arrivalRates { checkRates(rate, serviceRate) }
    let capacity = Double(servers) * serviceRate
    guard let delay = erlangC(servers: servers, offeredLoad: arrivalRates.reduce(0, +) / serviceRate) else {
      return arrivalRates.map { _ in nil }
    }
    var above = 0.0
    return arrivalRates.map { rate in
      let through = above + rate / capacity
      defer { above = through }
      return delay / capacity / ((1 - above) * (1 - through))
    }
  }

  /// Returns the mean time in the system per class of a single server that a more urgent arrival interrupts,
  /// the interrupted service being resumed later.
  ///
  /// T_k = (E[S_k] + Σ_{i≤k} λᵢ E[Sᵢ²] / 2 / (1 − σ_k)) / (1 − σ_{k−1}) (Kleinrock 1976, §3.4). Nil for
  /// classes with σ_k ≥ 1; more urgent classes do not notice them.
  ///
  /// The most urgent class comes first.
  public static func priorityPreemptiveTimeInSystem(_ classes: [PriorityClass]) -> [Double?] {
    var above = 0.0
    var residual = 0.0
    return classes.map { priorityClass in
      let through = above + priorityClass.utilisation
      residual += priorityClass.residualWork
      defer { above = through }
      guard through < 1 else { return nil }
      return (priorityClass.meanService + residual / (1 - through)) / (1 - above)
    }
  }
}
