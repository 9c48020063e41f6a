/// Reads the times of a column, in its form and by the clock of the city.
struct TimestampReader: Sendable {
  let form: TimeForm
  let clock: LogClock
  /// Added to every time of day.
  var shift = 0.0
  /// Dates without a time of day belong to no clock: neither zone nor shift moves them.
  var granularity = TimeGranularity.second

  /// Minutes since 1970-01-01 00:00, local civil time, and whether the text is a date without a time of day; `nil` when it
  /// is no time.
  func read(_ text: ArraySlice<UInt8>) -> (minutes: Double, isDate: Bool)? {
    var scan = TimestampScan()
    guard scan.read(text), let written = form.minutes(scan) else { return nil }
    let isDate = scan.isDate && !form.isUniversal
    return (minutes(written, scan, isDate: isDate), isDate)
  }

  private func minutes(_ written: Double, _ scan: TimestampScan, isDate: Bool) -> Double {
    if isDate || granularity == .day, scan.offset == nil, !form.isUniversal,
      written == (written / 1440).rounded(.down) * 1440
    {
      return written + (shift / 1440).rounded(.towardZero) * 1440
    }
    return clock.local(written, offset: form.isUniversal ? 0 : scan.offset) + shift
  }

  /// Whether a text stands for no time.
  static func isMissing(_ text: ArraySlice<UInt8>) -> Bool {
    if text.isEmpty { return true }
    guard text.count <= 4 else { return false }
    switch String(decoding: text, as: UTF8.self).lowercased() {
    case "null", "na", "n/a", "?", "none", "-", "--", "\\n", "nan", "nat", "nil", "无": return true
    default: return false
    }
  }
}

/// To what the times of a column are rounded.
public enum TimeGranularity: Int, Hashable, Comparable, Sendable {
  case second, minute, hour, day

  /// Minutes for which a time may stand, from itself on.
  public var step: Double {
    switch self {
    case .second: 0
    case .minute: 1
    case .hour: 60
    case .day: 1440
    }
  }

  public static func < (a: TimeGranularity, b: TimeGranularity) -> Bool { a.rawValue < b.rawValue }
}

/// What makes civil times of the city out of times as they are written.
struct LogClock: Sendable {
  enum Rule: Sendable {
    /// As written, whatever the offset.
    case keep
    /// Times with an offset, to one offset.
    case offset(Int)
    /// Times with an offset, and times written in a zone, to the zone of the city.
    case zone(ZoneClock, written: ZoneClock?)
  }

  let rule: Rule

  func local(_ written: Double, offset: Int?) -> Double {
    switch rule {
    case .keep: return written
    case .offset(let target): return offset.map { written - Double($0) + Double(target) } ?? written
    case .zone(let city, let zone):
      if let offset { return city.local(written - Double(offset)) }
      return zone.map { city.local($0.universal(written)) } ?? written
    }
  }
}
