extension QueueingTheory {
  /// The steady state of M/M/c+M, in which a waiting customer gives up after an exponential time.
  public struct Abandonment: Hashable, Sendable {
    /// The share of arrivals that give up, θ L_q / λ; zero without arrivals.
    public let abandonment: Double
    /// The share of arrivals that find all servers busy.
    public let delay: Double
    /// The mean number waiting, L_q.
    public let meanWaiting: Double
    /// The mean time spent waiting, L_q / λ, by those served and those who give up; zero without arrivals.
    public let meanWait: Double
  }

  /// Returns the steady state of Erlang-A: Poisson arrivals, exponential service, exponential patience.
  ///
  /// A birth–death chain with births λ and deaths min(n, c) μ + max(0, n − c) θ (Palm 1957; Mandelbaum and
  /// Zeltyn 2007), summed outwards from n = c, where the terms are largest or fall to one side, until a term
  /// no longer matters. It always has a steady state, also when λ > cμ.
  ///
  /// - Precondition: 0 ≤ arrivalRate < ∞, serviceRate and abandonmentRate are positive and finite, servers ≥
  ///   1.
  /// - Complexity: O(c + λ/θ)
  public static func erlangA(
    arrivalRate: Double, serviceRate: Double, abandonmentRate: Double, servers: Int
  ) -> Abandonment {
    checkRates(arrivalRate, serviceRate)
    precondition(servers >= 1, "a station has a server (was \(servers))")
    precondition(
      abandonmentRate > 0 && abandonmentRate.isFinite,
      "an abandonment rate is positive and finite (was \(abandonmentRate))")
    guard arrivalRate > 0 else { return Abandonment(abandonment: 0, delay: 0, meanWaiting: 0, meanWait: 0) }

    // Terms relative to that of n = c, rescaled before they overflow.
    var busy = 1.0  // Σ over n ≥ c
    var free = 0.0  // Σ over n < c
    var waiting = 0.0  // Σ (n − c) over n > c
    var term = 1.0
    for n in stride(from: servers, to: 0, by: -1) {
      term *= Double(n) * serviceRate / arrivalRate
      free += term
      if term > 1e200 {
        (busy, free, term) = (busy / term, free / term, 1)
      } else if term < free * 1e-18 {
        break
      }
    }
    // The term of n = c after the rescalings is what `busy` has become.
    term = busy
    var queue = 0.0
    while true {
      queue += 1
      let ratio = arrivalRate / (Double(servers) * serviceRate + queue * abandonmentRate)
      term *= ratio
      busy += term
      waiting += queue * term
      if term > 1e200 {
        (busy, free, waiting, term) = (busy / term, free / term, waiting / term, 1)
      }
      // Beyond the mode terms fall faster than geometrically: the rest of Σ (n − c) is at most
      // queue · term / (1 − ratio)².
      if ratio < 1, queue * term <= (1 - ratio) * (1 - ratio) * 1e-17 * max(waiting, .leastNormalMagnitude) {
        break
      }
      if term == 0 { break }
    }
    let total = busy + free
    let meanWaiting = waiting / total
    return Abandonment(
      abandonment: abandonmentRate * meanWaiting / arrivalRate, delay: busy / total,
      meanWaiting: meanWaiting, meanWait: meanWaiting / arrivalRate)
  }
}
