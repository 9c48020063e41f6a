/// Which of the policies that seem to meet the targets is tried next on fresh luck.
///
/// The cheapest comes first. When it fails, its fresh means tell how far the whole city and the fresh luck lie from what
/// was explored. That shift is common to all policies, as their luck is, so the next is the cheapest that would meet the
/// targets by it.
struct ConfirmationOrder {
  /// The cheapest first.
  private var waiting: [Candidate]
  /// By demand, how far the means of the last that failed lay above those explored.
  private var shifts: [String: (least: Double, greatest: Double)] = [:]

  /// - `candidates`: all that seem to meet the targets, the cheapest first.
  init(_ candidates: [Candidate]) { waiting = candidates }

  /// Takes the next; where the shifts leave none, the one that misses by least.
  mutating func next() -> Candidate? {
    guard !waiting.isEmpty else { return nil }
    let misses = waiting.map(miss(of:))
    let place = misses.firstIndex(of: 0) ?? misses.indices.min { misses[$0] < misses[$1] } ?? 0
    return waiting.remove(at: place)
  }

  /// Learns from one that did not hold.
  mutating func learn(from candidate: Candidate, _ fresh: [CriterionFinding]) {
    let explored = Dictionary(candidate.criteria.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    for finding in fresh {
      guard let before = explored[finding.name] else { continue }
      let shift = (finding.leastMean - before.leastMean, finding.greatestMean - before.greatestMean)
      // Nothing bounds what open issues could do, before or now: nothing is learnt of that end.
      shifts[finding.name] = (shift.0.isFinite ? shift.0 : 0, shift.1.isFinite ? shift.1 : 0)
    }
  }

  /// How far the worst mean lies outside its band, shifted, in parts of the band's end; 0 for one that meets them all.
  private func miss(of candidate: Candidate) -> Double {
    candidate.criteria.reduce(0) { miss, finding in
      guard let shift = shifts[finding.name] else { return miss }
      let below = finding.lower.map { ($0 - finding.leastMean - shift.least) / max(1e-12, abs($0)) } ?? 0
      let above = finding.upper.map { (finding.greatestMean + shift.greatest - $0) / max(1e-12, abs($0)) } ?? 0
      return max(miss, below, above)
    }
  }
}
