import Foundation

/// Numbers for people: times in the unit that one would say, shares in per cent, counts with separators.
extension Texts {
  /// A time that is given in minutes.
  func time(_ minutes: Double) -> String {
    guard minutes.isFinite else { return say("without end", "无期限") }
    let unit = TimeUnit(of: minutes)
    return "\(significant(minutes / unit.minutes)) \(name(of: unit))"
  }

  /// A time with its half-width in the same unit, such as `3.04 ± 0.21 days`; the unit is that of the larger, for a
  /// difference may be a few seconds and nobody know it to the day.
  func time(_ minutes: Double, halfWidth: Double) -> String {
    guard minutes.isFinite, halfWidth.isFinite else { return time(minutes) }
    let unit = TimeUnit(of: max(abs(minutes), halfWidth))
    let width = halfWidth / unit.minutes
    let digits = decimals(of: width)
    let mean = fixed(minutes / unit.minutes, digits)
    return "\(mean) \(glyphs.plusMinus) \(fixed(width, digits)) \(name(of: unit))"
  }

  private enum TimeUnit {
    case milliseconds, seconds, minutes, hours, days

    /// The unit in which one would speak of so many minutes.
    init(of minutes: Double) {
      self =
        switch abs(minutes) {
        case 0: .minutes
        case ..<0.01: .milliseconds
        case ..<1: .seconds
        case ..<120: .minutes
        case ..<2880: .hours
        default: .days
        }
    }

    var minutes: Double {
      switch self {
      case .milliseconds: 1 / 60_000
      case .seconds: 1 / 60
      case .minutes: 1
      case .hours: 60
      case .days: 1440
      }
    }
  }

  /// The unit in which one would speak of so many minutes: by what minutes are multiplied, and its name.
  func timeUnit(of minutes: Double) -> (factor: Double, name: String) {
    let unit = TimeUnit(of: minutes)
    return (1 / unit.minutes, name(of: unit))
  }

  private func name(of unit: TimeUnit) -> String {
    switch unit {
    case .milliseconds: say("ms", "毫秒")
    case .seconds: say("s", "秒")
    case .minutes: say("min", "分钟")
    case .hours: say("h", "小时")
    case .days: say("days", "天")
    }
  }

  /// Decimals that show a digit or two of a half-width.
  private func decimals(of halfWidth: Double) -> Int {
    switch halfWidth {
    case 10...: 0
    case 1..., 0: 1
    default: 2
    }
  }

  /// The time that a person waits at the terminal.
  func time(_ duration: Duration) -> String {
    let seconds = duration / .seconds(1)
    let unit: TimeUnit = seconds < 1 ? .milliseconds : seconds < 120 ? .seconds : TimeUnit(of: seconds / 60)
    return "\(significant(seconds / 60 / unit.minutes)) \(name(of: unit))"
  }

  /// A share as per cent, such as `68.4%`.
  func percent(_ share: Double, digits: Int = 1) -> String { "\(fixed(share * 100, digits))%" }

  /// A share with its half-width, such as `68.4 ± 0.6%`.
  func percent(_ share: Double, halfWidth: Double?, digits: Int = 1) -> String {
    guard let halfWidth else { return percent(share, digits: digits) }
    let shown = halfWidth * 100
    // A half-width of 0.03 points would read as no doubt at all.
    let digits = shown > 0 && shown < 0.05 ? 2 : digits
    let width = shown > 0 && shown < 0.005 ? "<0.01" : fixed(shown, digits)
    return "\(fixed(share * 100, digits)) \(glyphs.plusMinus) \(width)%"
  }

  /// The ends of a band of shares, such as `65 to 75%`.
  func percent(from low: Double, to high: Double) -> String {
    let (low, high) = (significant(low * 100), significant(high * 100))
    return say("\(low) to \(high)%", "\(low) 至 \(high)%")
  }

  /// A count with separators for thousands.
  func count(_ number: Double) -> String {
    guard number.isFinite, abs(number) < 1e15 else { return "\(number)" }
    let digits = String(Int(number.rounded()).magnitude)
    var grouped = ""
    for (offset, digit) in digits.enumerated() {
      if offset > 0 && (digits.count - offset).isMultiple(of: 3) { grouped.append(",") }
      grouped.append(digit)
    }
    return (number.rounded() < 0 ? "-" : "") + grouped
  }

  func count(_ number: Int) -> String { count(Double(number)) }

  /// A count with its half-width, such as `1,307 ± 18`.
  func count(_ number: Double, halfWidth: Double) -> String {
    guard number.isFinite, halfWidth.isFinite else { return count(number) }
    if number >= 10_000 { return "\(count(number)) \(glyphs.plusMinus) \(count(halfWidth))" }
    let digits = decimals(of: halfWidth)
    let mean = digits == 0 ? count(number) : fixed(number, digits)
    return "\(mean) \(glyphs.plusMinus) \(fixed(halfWidth, digits))"
  }

  /// A large number as people say it, such as `3.2 million` or `320 万`.
  func large(_ number: Double) -> String {
    switch number {
    case 1e6...: say("\(significant(number / 1e6)) million", "\(significant(number / 1e4)) 万")
    case 1e4...: say(count(number), "\(significant(number / 1e4)) 万")
    default: count(number)
    }
  }

  /// Three significant digits, without an exponent and without needless zeros.
  func significant(_ number: Double) -> String {
    guard number.isFinite, number != 0 else { return number == 0 ? "0" : "\(number)" }
    let size = abs(number)
    if size >= 100 { return count(number) }
    let text = fixed(number, size >= 10 ? 1 : 2)
    guard text.contains(".") else { return text }
    var trimmed = Substring(text)
    while trimmed.last == "0" { trimmed.removeLast() }
    if trimmed.last == "." { trimmed.removeLast() }
    return String(trimmed)
  }

  /// A number with a fixed count of decimals; never `-0.0`.
  func fixed(_ number: Double, _ digits: Int) -> String {
    let text = String(format: "%.\(digits)f", number)
    let isZero = text.hasPrefix("-") && !text.contains { ("1"..."9").contains($0) }
    return isZero ? String(text.dropFirst()) : text
  }
}
