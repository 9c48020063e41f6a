import Foundation
import ScenarioLanguage

/// How far an input might plausibly be off, and how a value is drawn from that.
///
/// The density is triangular with the value as its mode where the value lies between the ends, else uniform. A range
/// whose ends are positive and more than a factor of ten apart is drawn on a logarithmic scale: nobody who writes
/// `1 to 100` means that half of it lies above 50.
public struct InputRange: Hashable, Sendable {
  /// Where the input is, as `--set` takes it.
  public let path: String
  /// The author's source, or `guess`.
  public let source: String
  public let low: Double
  public let value: Double
  public let high: Double
  /// Whether only whole numbers can be written; draws are rounded to them, so both ends get half of their neighbours'
  /// probability.
  public let isWhole: Bool
  /// The ends as the author wrote them, with their unit.
  public let writtenEnds: [String]
  /// What it was read from, which knows how to write a number.
  private let input: UncertainInput?

  /// - Precondition: the ends are finite, and the lower is not above the higher.
  public init(
    path: String, source: String, low: Double, value: Double, high: Double, isWhole: Bool = false,
    writtenEnds: [String]? = nil
  ) {
    self.init(path, source, low: low, value: value, high: high, isWhole: isWhole, writtenEnds: writtenEnds, input: nil)
  }

  private init(
    _ path: String, _ source: String, low: Double, value: Double, high: Double, isWhole: Bool, writtenEnds: [String]?,
    input: UncertainInput?
  ) {
    precondition(low.isFinite && high.isFinite && low <= high, "not a range: \(low) to \(high)")
    self.path = path
    self.source = source
    self.low = low
    self.value = value
    self.high = high
    self.isWhole = isWhole
    self.writtenEnds = writtenEnds ?? [low, high].map { "\($0)" }
    self.input = input
  }

  init(_ input: UncertainInput) {
    self.init(
      input.path, input.source, low: input.lowNumber, value: input.valueNumber, high: input.highNumber,
      isWhole: input.isWhole, writtenEnds: [input.low, input.high], input: input)
  }

  /// Whether draws are made on the logarithmic scale.
  public var isLogarithmic: Bool { low > 0 && high / low > 10 && !(input?.isOrdinal ?? false) }

  /// The number below which a share `u` of all draws lies, by inversion; never outside the range.
  /// - Precondition: `u` lies in 0 … 1.
  public func quantile(_ u: Double) -> Double {
    precondition((0...1).contains(u), "a probability lies in 0...1 (was \(u))")
    let (a, c, b) = (scaled(low), scaled(value), scaled(high))
    let drawn =
      if low < value, value < high {
        // Rising from a to the mode c, falling to b.
        u * (b - a) < c - a
          ? a + (u * (b - a) * (c - a)).squareRoot() : b - ((1 - u) * (b - a) * (b - c)).squareRoot()
      } else {
        a + u * (b - a)
      }
    let number = isLogarithmic ? exp(drawn) : drawn
    // Logarithm and exponential may lose the last bit of an end.
    return min(high, max(low, isWhole ? number.rounded() : number))
  }

  /// A number of the range to three digits, with its unit as the author would write it.
  public func written(_ number: Double) -> String {
    let digits = number == 0 ? 0 : 2 - Int(log10(abs(number)).rounded(.down))
    let scale = pow(10, Double(min(300, max(-300, digits))))
    let rounded = min(high, max(low, (number * scale).rounded() / scale))
    // Shares are written as the author writes them.
    if writtenEnds.allSatisfy({ $0.hasSuffix("%") }) { return "\((rounded * 1000).rounded() / 10)%" }
    return input?.text(for: rounded) ?? "\(rounded)"
  }

  /// A number on the scale on which draws are made.
  func scaled(_ number: Double) -> Double { isLogarithmic ? log(number) : number }
}
