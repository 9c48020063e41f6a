import OutputAnalysis
import ScenarioLanguage

/// Fitted times and numbers as scenarios write them.
enum TimeText {
  /// A number with so many significant digits, without an exponent.
  static func number(_ value: Double, digits: Int = 6) -> String {
    guard value.isFinite, value != 0 else { return "0" }
    let magnitude = value.magnitude
    var scale = 1.0
    var places = digits
    while places > 0, magnitude * scale >= 1 {
      scale /= 10
      places -= 1
    }
    // Leading zeros after the point are not significant.
    scale = 1
    while magnitude * scale < 0.1, places < 15 {
      scale *= 10
      places += 1
    }
    var text = fixed(value, places)
    if text.contains(".") {
      while text.hasSuffix("0") { text.removeLast() }
      if text.hasSuffix(".") { text.removeLast() }
    }
    return text == "-0" ? "0" : text
  }

  private static func fixed(_ value: Double, _ places: Int) -> String {
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    let scaled = (value.magnitude * scale).rounded()
    guard scaled < 9e18 else { return String(UInt64(min(value.magnitude, 1.8e19))) }
    let whole = UInt64(scaled)
    let digits = String(whole)
    let sign = value < 0 ? "-" : ""
    if places == 0 { return sign + digits }
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    return sign + padded.dropLast(places) + "." + padded.suffix(places)
  }

  static func percent(_ share: Double) -> String { number(share * 100) + "%" }

  /// Shares of six decimals that sum to exactly 1, so that a reader of the file can add them up.
  static func weights(_ shares: [Double]) -> [String] {
    let sum = shares.reduce(0, +)
    guard sum > 0, let largest = shares.indices.max(by: { shares[$0] < shares[$1] }) else { return [] }
    var millionths = shares.map { Int(($0 / sum * 1e6).rounded()) }
    millionths[largest] += 1_000_000 - millionths.reduce(0, +)
    return millionths.map { number(Double($0) / 1e6) }
  }

  /// The distribution of a cell; the sample itself is a column of a file.
  static func distribution(_ cell: DurationCell, samples file: String) -> String {
    distribution(cell.fit, name: cell.name, samples: file)
  }

  static func distribution(_ fit: FittedDuration, name: String, samples file: String) -> String {
    let writing = DistributionText(dimension: .time, significantDigits: 6) { _ in (file, name) }
    guard let text = writing.text(fit.distribution) else {
      preconditionFailure("what is fitted can be written (was \(fit))")
    }
    return text
  }
}
