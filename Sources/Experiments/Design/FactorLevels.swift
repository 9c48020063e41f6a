import Foundation
import ScenarioLanguage

/// A value that a factor takes at a point of a design.
public struct FactorLevel: Hashable, Sendable {
  /// As `--set` takes it; `nil` where the scenario keeps its own.
  public let text: String?
  /// The number in the factor's unit; `nil` for words, and where the scenario keeps its own.
  public let number: Double?

  static let base = FactorLevel(text: nil, number: nil)

  init(text: String?, number: Double?) {
    self.text = text
    self.number = number
  }

  init(_ quantity: Quantity) { self.init(text: quantity.text, number: quantity.number) }
}

/// The levels of a factor, or its range.
struct FactorLevels: Sendable {
  enum Values: Sendable {
    case list([FactorLevel])
    case range(from: Quantity, to: Quantity)
  }

  let factor: FactorSpec
  let values: Values

  /// - `texts`: the levels where a table gives them.
  init(_ factor: FactorSpec, texts: [String]? = nil) {
    var factor = factor
    if let texts { factor.values = texts }
    self.factor = factor
    if let from = factor.from, let to = factor.to {
      values = .range(from: from, to: to)
    } else if let quantities = factor.quantities {
      // The author's own digits, not the number written anew.
      values = .list(zip(factor.values, quantities).map { FactorLevel(text: $0, number: $1.number) })
    } else {
      values = .list(factor.values.map { FactorLevel(text: $0, number: nil) })
    }
  }

  /// Whether its column holds numbers.
  var isNumeric: Bool { factor.unit != nil }

  /// Its levels in order; those of a range are so many, ends included.
  func all(levels: Int) -> [FactorLevel] {
    switch values {
    case .list(let list): return list
    case .range:
      var seen: Set<FactorLevel> = []
      let count = max(2, levels)
      // Whole numbers may fall together.
      return (0..<count).map { level(at: Double($0) / Double(count - 1)) }.filter { seen.insert($0).inserted }
    }
  }

  /// The level at a position of the unit interval, ends included: of a list the one into whose part it falls.
  func level(at u: Double) -> FactorLevel {
    switch values {
    case .list(let list): return list[min(list.count - 1, Int(u * Double(list.count)))]
    case .range(let from, let to):
      let number =
        switch factor.scale {
        case _ where factor.isWhole && factor.scale == .linear: from.number + u * (to.number - from.number)
        case .linear: from.number + u * (to.number - from.number)
        case .logarithmic: from.number * pow(to.number / from.number, u)
        }
      let inside = min(to.number, max(from.number, FactorLevels.tidy(number)))
      return FactorLevel(Quantity(number: factor.isWhole ? inside.rounded() : inside, unit: from.unit))
    }
  }

  /// Twelve digits: nobody wants to read 0.30000000000000004, and no city can tell the difference.
  private static func tidy(_ number: Double) -> Double {
    guard number != 0 else { return 0 }
    let scale = pow(10, 11 - floor(log10(abs(number))))
    let digits = (number * scale).rounded()
    return scale.isFinite && digits.isFinite ? digits / scale : number
  }
}
