import Foundation

/// Numbers for people: times in the unit that one would say, shares in per cent, counts with separators.
extension Texts {
  /// A time that is given in minutes.
  func time(_ minutes: Double) -> String {
    guard minutes.isFinite else { return say("without end", "无期限") }
    let size = abs(minutes)
    return switch size {
    case 0: say("0 min", "0 分钟")
    case ..<0.001: say("\(significant(minutes * 60_000)) ms", "\(significant(minutes * 60_000)) 毫秒")
    case ..<1: say("\(significant(minutes * 60)) s", "\(significant(minutes * 60)) 秒")
    case ..<120: say("\(significant(minutes)) min", "\(significant(minutes)) 分钟")
    case ..<2880: say("\(significant(minutes / 60)) h", "\(significant(minutes / 60)) 小时")
    default: say("\(significant(minutes / 1440)) days", "\(significant(minutes / 1440)) 天")
    }
  }

  /// The time that a person waits at the terminal.
  func time(_ duration: Duration) -> String {
    let seconds = duration / .seconds(1)
    return switch seconds {
    case ..<1: say("\(significant(seconds * 1000)) ms", "\(significant(seconds * 1000)) 毫秒")
    case ..<120: say("\(significant(seconds)) s", "\(significant(seconds)) 秒")
    default: time(seconds / 60)
    }
  }

  /// A share as per cent, such as `68.4 %`.
  func percent(_ share: Double, digits: Int = 1) -> String { "\(fixed(share * 100, digits)) %" }

  /// A share with its half-width, such as `68.4 ± 0.6 %`.
  func percent(_ share: Double, halfWidth: Double?, digits: Int = 1) -> String {
    guard let halfWidth else { return percent(share, digits: digits) }
    let shown = halfWidth * 100
    // A half-width of 0.03 points would read as no doubt at all.
    let digits = shown > 0 && shown < 0.05 ? 2 : digits
    return "\(fixed(share * 100, digits)) \(glyphs.plusMinus) \(fixed(shown, digits)) %"
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
