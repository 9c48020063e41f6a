import Foundation

/// Steady-state formulas of textbook queues, to verify a simulation against and to size a first scenario.
///
/// Rates are per any one unit of time, and times come out in it. A queue that has no steady state, because
/// the offered work is not below the capacity, gives nil.
public enum QueueingTheory {
  /// Returns the probability that all servers are busy in a loss system M/G/c/c.
  ///
  /// B(0) = 1, B(c) = a B(c − 1) / (c + a B(c − 1)) with the offered load a = λ/μ (Erlang 1917; the recursion
  /// does not overflow).
  ///
  /// - Precondition: servers ≥ 0 and 0 ≤ offeredLoad < ∞.
  /// - Complexity: O(c)
  public static func erlangB(servers: Int, offeredLoad: Double) -> Double {
    precondition(servers >= 0, "a number of servers is not negative (was \(servers))")
    precondition(
      offeredLoad >= 0 && offeredLoad.isFinite, "a load is finite and not negative (was \(offeredLoad))")
    var blocking = 1.0
    for server in 0..<servers {
      blocking = offeredLoad * blocking / (Double(server + 1) + offeredLoad * blocking)
    }
    return blocking
  }

  /// Returns the probability that an arrival must wait in M/M/c; nil when a ≥ c.
  ///
  /// C = B / (1 − ρ (1 − B)), ρ = a/c (Erlang 1917).
  ///
  /// - Precondition: servers ≥ 1 and 0 ≤ offeredLoad < ∞.
  /// - Complexity: O(c)
  public static func erlangC(servers: Int, offeredLoad: Double) -> Double? {
    precondition(servers >= 1, "a station has a server (was \(servers))")
    let blocking = erlangB(servers: servers, offeredLoad: offeredLoad)
    let utilisation = offeredLoad / Double(servers)
    return utilisation < 1 ? blocking / (1 - utilisation * (1 - blocking)) : nil
  }

  /// Returns the mean wait before service in M/M/c, C / (cμ − λ); nil when λ ≥ cμ.
  ///
  /// By Little's law the mean number waiting is λ times it.
  ///
  /// - Precondition: 0 ≤ arrivalRate < ∞, 0 < serviceRate < ∞ and servers ≥ 1.
  public static func mmcWait(arrivalRate: Double, serviceRate: Double, servers: Int) -> Double? {
    checkRates(arrivalRate, serviceRate)
    return erlangC(servers: servers, offeredLoad: arrivalRate / serviceRate).map {
      $0 / (Double(servers) * serviceRate - arrivalRate)
    }
  }

  /// Returns the probability that a wait in M/M/c exceeds `time`, C e^−(cμ − λ)t; nil when λ ≥ cμ.
  ///
  /// - Precondition: as ``mmcWait(arrivalRate:serviceRate:servers:)``, and time ≥ 0.
  public static func mmcWaitExceeds(
    _ time: Double, arrivalRate: Double, serviceRate: Double, servers: Int
  ) -> Double? {
    checkRates(arrivalRate, serviceRate)
    precondition(time >= 0, "a wait is not negative (was \(time))")
    return erlangC(servers: servers, offeredLoad: arrivalRate / serviceRate).map {
      $0 * exp(-(Double(servers) * serviceRate - arrivalRate) * time)
    }
  }

  /// Returns the mean wait before service in M/G/1, λ E[S²] / 2(1 − ρ); nil when ρ ≥ 1.
  ///
  /// Pollaczek–Khinchine, with E[S²] = E[S]² (1 + c²) and c² the squared coefficient of variation of service:
  /// 0 for constant, 1 for exponential times.
  ///
  /// - Precondition: 0 ≤ arrivalRate < ∞, 0 < meanService < ∞ and squaredVariation ≥ 0.
  public static func mg1Wait(
    arrivalRate: Double, meanService: Double, squaredVariation: Double
  ) -> Double? {
    checkRates(arrivalRate, 1 / meanService)
    precondition(squaredVariation >= 0, "a squared variation is not negative (was \(squaredVariation))")
    let utilisation = arrivalRate * meanService
    guard utilisation < 1 else { return nil }
    return utilisation * meanService * (1 + squaredVariation) / (2 * (1 - utilisation))
  }

  static func checkRates(_ arrivalRate: Double, _ serviceRate: Double) {
    precondition(
      arrivalRate >= 0 && arrivalRate.isFinite,
      "an arrival rate is finite and not negative (was \(arrivalRate))")
    precondition(
      serviceRate > 0 && serviceRate.isFinite, "a service rate is positive and finite (was \(serviceRate))")
  }
}
