import Experiments
import ScenarioLanguage

/// How a difference of two means is written, with what is known of it.
extension Texts {
  /// A difference with its sign and interval, of shares in points: `+1.2 ± 0.3 points` where the interval lies evenly about
  /// it, else `+1.2 (0.4 to 3.1) points`; where the same in every replication and nothing bounds it, that it was.
  func difference(_ mean: Double, interval: ClosedRange<Double>?, n: Int, unit: Response.Unit) -> String {
    let scale = self.scale(
      of: unit, largest: max(abs(mean), interval.map { max(abs($0.lowerBound), abs($0.upperBound)) } ?? 0))
    guard let interval else {
      if n < 2 { return signed(mean * scale.factor, 2) + scale.suffix }
      return mean == 0
        ? say("0 in all \(n) replications", "\(n) 次重复均为 0")
        : say(
          "\(signed(mean * scale.factor, 2))\(scale.suffix) in all \(n) replications",
          "\(n) 次重复均为 \(signed(mean * scale.factor, 2))\(scale.suffix)")
    }
    let (low, high) = (interval.lowerBound * scale.factor, interval.upperBound * scale.factor)
    let half = (high - low) / 2
    let digits = self.digits(of: half)
    let middle = low + half
    // A response that follows from the scenario without luck has a difference without error.
    if half == 0 { return signed(mean * scale.factor, 2) + scale.suffix + say(" exactly", "（精确）") }
    if abs(middle - mean * scale.factor) < 0.05 * half {
      return "\(signed(mean * scale.factor, digits)) \(glyphs.plusMinus) \(fixed(half, digits))\(scale.suffix)"
    }
    return say(
      "\(signed(mean * scale.factor, digits)) (\(signed(low, digits)) to \(signed(high, digits)))\(scale.suffix)",
      "\(signed(mean * scale.factor, digits))（\(signed(low, digits)) 至 \(signed(high, digits))）\(scale.suffix.drop { $0 == " " })"
    )
  }

  private func scale(of unit: Response.Unit, largest: Double) -> (factor: Double, suffix: String) {
    switch unit {
    case .share: return (100, say(" points", " 个百分点"))
    case .minutes:
      let unit = timeUnit(of: largest)
      return (unit.factor, " " + unit.name)
    case .money: return (1, say(" CNY", " 元"))
    case .count, .visits, .events, .units: return (1, "")
    }
  }

  /// Decimals that show two digits of a half-width, however small: `± 0.000` would read as no doubt at all.
  private func digits(of half: Double) -> Int {
    guard half > 0 else { return 2 }
    var digits = 0
    var shown = half
    while shown < 9.95, digits < 9 {
      shown *= 10
      digits += 1
    }
    return half >= 1 ? min(digits, 1) : digits
  }

  private func signed(_ number: Double, _ digits: Int) -> String {
    let text = fixed(abs(number), digits)
    let isZero = !text.contains { ("1"..."9").contains($0) }
    return (isZero ? "" : number < 0 ? "−" : "+") + text
  }
}
