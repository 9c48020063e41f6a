import Foundation
import ScenarioLanguage

/// The civil time of a zone, from a table of the instants at which its offset changes.
///
/// Civil time must not run backwards in a case. Where a clock is put back, the hour that comes twice passes once: its
/// second pass stands at its end. Where it is put forward, a written time that never was is taken by the offset before,
/// and of a time that was twice the first is meant.
struct ZoneClock: Sendable {
  /// Minutes since 1970 in universal time, ascending; before the first, its offset holds.
  private var changes: [Double] = []
  private var offsets: [Double] = []
  /// The civil times from which on a written time is surely of the new offset.
  private var civilChanges: [Double] = []

  init(_ zone: LogTimeZone) {
    // Every change between 1900 and 2200 lies between two days with different offsets.
    func offset(_ second: Int) -> Int {
      zone.zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(second)))
    }
    let day = 86_400
    let first = -25_567 * day
    var last = offset(first)
    changes.append(-.infinity)
    offsets.append(Double(last) / 60)
    for second in stride(from: first + day, through: 84_006 * day, by: day) {
      let now = offset(second)
      guard now != last else { continue }
      var (low, high) = (second - day, second)
      while high - low > 1 {
        let middle = (low + high) / 2
        if offset(middle) == last { low = middle } else { high = middle }
      }
      changes.append(Double(high) / 60)
      offsets.append(Double(now) / 60)
      last = now
    }
    civilChanges = changes.indices.map { $0 == 0 ? -.infinity : changes[$0] + max(offsets[$0 - 1], offsets[$0]) }
  }

  /// Civil minutes of an instant.
  func local(_ universal: Double) -> Double {
    let index = ZoneClock.last(changes, upTo: universal)
    let local = universal + offsets[index]
    guard index > 0, offsets[index] < offsets[index - 1] else { return local }
    return max(local, changes[index] + offsets[index - 1])
  }

  /// The instant of a civil time.
  func universal(_ local: Double) -> Double { local - offsets[ZoneClock.last(civilChanges, upTo: local)] }

  private static func last(_ times: [Double], upTo time: Double) -> Int {
    var (low, high) = (0, times.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if times[middle] <= time { low = middle } else { high = middle }
    }
    return low
  }
}
