import ScenarioLanguage

extension Response.Unit {
  /// A value in units for people: shares as percentages, minutes as minutes, hours or days.
  func text(_ value: Double) -> LocalizedText {
    switch self {
    case .share: LocalizedText(same: "\(QuantityText.fixed(value * 100, digits: 1))%")
    case .minutes: QuantityText.duration(value)
    case .count: LocalizedText(en: "\(QuantityText.count(value)) issues", zh: "\(QuantityText.count(value)) 件")
    case .visits: LocalizedText(en: "\(QuantityText.count(value)) visits", zh: "\(QuantityText.count(value)) 次")
    case .money: LocalizedText(en: "CNY \(QuantityText.count(value))", zh: "\(QuantityText.count(value)) 元")
    case .events: LocalizedText(en: "\(QuantityText.count(value)) events", zh: "\(QuantityText.count(value)) 个事件")
    case .units: LocalizedText(en: "\(QuantityText.count(value)) units", zh: "\(QuantityText.count(value)) 个单元")
    }
  }
}

extension Response.Unit {
  /// A value with the half-width of its interval; a share has the digits that its half-width needs, because `± 0.0%` would
  /// read as no doubt at all.
  func text(_ value: Double, halfWidth: Double) -> LocalizedText {
    guard self == .share else {
      let (value, width) = (text(value), text(halfWidth))
      return LocalizedText(en: "\(value.en) ± \(width.en)", zh: "\(value.zh) ± \(width.zh)")
    }
    let points = halfWidth * 100
    let digits = points >= 0.05 ? 1 : points >= 0.005 ? 2 : 3
    let width = points < 0.0005 ? "<0.001" : QuantityText.fixed(points, digits: digits)
    return LocalizedText(same: "\(QuantityText.fixed(value * 100, digits: digits))% ± \(width)%")
  }
}

/// Numbers for people, the same under every locale.
enum QuantityText {
  /// A number with so many digits after the point; never minus zero.
  static func fixed(_ value: Double, digits: Int) -> String {
    guard value.isFinite else { return value < 0 ? "-∞" : "∞" }
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    let scaled = (abs(value) * scale).rounded()
    guard scaled < 1e15 else { return "\(value)" }
    let whole = String(Int(scaled))
    let padded = String(repeating: "0", count: Swift.max(0, digits + 1 - whole.count)) + whole
    let sign = value < 0 && scaled > 0 ? "-" : ""
    return digits == 0 ? sign + padded : "\(sign)\(padded.dropLast(digits)).\(padded.suffix(digits))"
  }

  /// Whole numbers in groups of three, smaller ones with a digit or two.
  static func count(_ value: Double) -> String {
    if abs(value) < 10, value != value.rounded() { return fixed(value, digits: 2) }
    if abs(value) < 100, value != value.rounded() { return fixed(value, digits: 1) }
    let digits = fixed(value, digits: 0)
    guard abs(value) < 1e15 else { return digits }
    var grouped = ""
    for (index, digit) in digits.drop(while: { $0 == "-" }).reversed().enumerated() {
      if index > 0, index % 3 == 0 { grouped = "," + grouped }
      grouped = String(digit) + grouped
    }
    return digits.hasPrefix("-") ? "-" + grouped : grouped
  }

  /// Minutes as the unit in which one would speak of them.
  static func duration(_ minutes: Double) -> LocalizedText {
    switch abs(minutes) {
    case ..<120: LocalizedText(en: "\(fixed(minutes, digits: 1)) min", zh: "\(fixed(minutes, digits: 1)) 分钟")
    case ..<2880: LocalizedText(en: "\(fixed(minutes / 60, digits: 1)) h", zh: "\(fixed(minutes / 60, digits: 1)) 小时")
    default: LocalizedText(en: "\(fixed(minutes / 1440, digits: 1)) days", zh: "\(fixed(minutes / 1440, digits: 1)) 天")
    }
  }
}
