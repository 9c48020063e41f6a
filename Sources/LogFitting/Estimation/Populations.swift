import Foundation
import OutputAnalysis

/// Whether a type holds two populations: cases that are settled at once, and cases that take long.
///
/// A case that is fast at one tier is fast at the next, and a case whose times are drawn tier by tier does not know
/// that. Where the times to close of a type have two humps, its cases are two types: the times of each then hang
/// together far less. The border is that of Otsu (1979) on the logarithm of the time; it counts when it explains more of
/// the variance than it would of a flat distribution, 3/4 (of a normal one it explains 2/π), and when each side has a
/// tenth of the cases.
struct Populations {
  /// For every type the minutes at which the slow begin; `nil` for a type of one population.
  private(set) var borders: [Double?]
  /// For every case whether it is one of the slow of its type.
  private(set) var isSlow: [Bool]

  static let fewestCases = 100
  private static let explained = 0.75
  private static let smallest = 0.1

  init(log: EventLog, typeOfCase: [Int], typeCount: Int) {
    borders = Array(repeating: nil, count: typeCount)
    isSlow = Array(repeating: false, count: log.cases.count)
    for type in 0..<typeCount {
      let members = log.cases.indices.filter { typeOfCase[$0] == type }
      let closed = members.filter { !log.cases[$0].isOpen }
      let times = closed.map { log.cases[$0].closed - log.cases[$0].opened }
      guard times.count >= Self.fewestCases, let border = Self.border(of: times) else { continue }
      borders[type] = border
      for index in closed { isSlow[index] = log.cases[index].closed - log.cases[index].opened >= border }
      deal(members.filter { log.cases[$0].isOpen }, border: border, closed: times, log)
    }
  }

  /// Open cases that have not reached the border are slow with the probability that such a case will: as many of them,
  /// in turn.
  private mutating func deal(_ open: [Int], border: Double, closed: [Double], _ log: EventLog) {
    let ages = open.map { log.end - log.cases[$0].opened }
    let curve = KaplanMeier(DurationSample(ended: closed, open: ages))
    let beyond = curve.survival(at: border.nextDown) ?? 0
    var debt = 0.0
    for (index, age) in zip(open, ages).sorted(by: { ($0.1, $0.0) < ($1.1, $1.0) }) {
      if age >= border {
        isSlow[index] = true
        continue
      }
      let now = curve.survival(at: age) ?? 1
      debt += now > 0 ? min(1, beyond / now) : 1
      if debt >= 0.5 {
        isSlow[index] = true
        debt -= 1
      }
    }
  }

  /// The border between two humps of the logarithm of times; `nil` when there is one.
  static func border(of times: [Double]) -> Double? {
    let logs = times.map { log($0 + 1) }.sorted()
    let count = Double(logs.count)
    let total = logs.reduce(0, +)
    let variance = logs.reduce(0) { $0 + ($1 - total / count) * ($1 - total / count) }
    guard variance > 0 else { return nil }
    var best = (between: 0.0, index: 0)
    var sum = 0.0
    for index in 1..<logs.count {
      sum += logs[index - 1]
      guard logs[index] > logs[index - 1] else { continue }
      let first = Double(index)
      let gap = sum / first - (total - sum) / (count - first)
      let between = first * (count - first) / count * gap * gap
      if between > best.between { best = (between, index) }
    }
    let share = Double(best.index) / count
    guard best.between > explained * variance, share >= smallest, share <= 1 - smallest else { return nil }
    return exp((logs[best.index - 1] + logs[best.index]) / 2) - 1
  }
}
