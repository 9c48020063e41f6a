import Experiments
import ScenarioLanguage

/// Values of responses in the unit of people.
extension Texts {
  /// A mean with the half-width of its interval; a dash where nothing was observed.
  func value(_ row: SummaryRow?) -> String {
    guard let row, let mean = row.mean else { return "-" }
    return value(mean, halfWidth: row.halfWidth, unit: row.response.unit)
  }

  func value(_ mean: Double, halfWidth: Double?, unit: Response.Unit) -> String {
    guard let halfWidth else { return value(mean, unit: unit) }
    return switch unit {
    case .share: percent(mean, halfWidth: halfWidth)
    case .minutes: time(mean, halfWidth: halfWidth)
    case .money: say("CNY \(count(mean, halfWidth: halfWidth))", "\(count(mean, halfWidth: halfWidth)) 元")
    case .count, .visits, .events, .units: count(mean, halfWidth: halfWidth)
    }
  }

  /// The mean alone, where a column has no room for more.
  func mean(_ row: SummaryRow?) -> String {
    guard let row, let mean = row.mean else { return "-" }
    return value(mean, unit: row.response.unit)
  }

  private func value(_ number: Double, unit: Response.Unit) -> String {
    switch unit {
    case .share: percent(number)
    case .minutes: time(number)
    case .money: say("CNY \(large(number))", "\(large(number)) 元")
    case .count, .visits, .events, .units: number < 100 ? significant(number) : large(number)
    }
  }
}
