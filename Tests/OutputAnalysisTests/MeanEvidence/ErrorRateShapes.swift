import Foundation
import Testing

@testable import OutputAnalysis

/// A law of replications with a known mean, on which error rates are measured.
struct ErrorRateShape: Sendable, CustomTestStringConvertible {
  let name: String
  let mean: Double
  let support: ClosedRange<Double>?
  /// The standard deviation of a replication, where power is measured.
  var deviation: Double?
  /// Draws one replication, and tells its parts where it is a mean of some.
  let draw: @Sendable (inout DeterministicGenerator) -> (value: Double, parts: Tally?)

  var testDescription: String { name }

  init(
    _ name: String, mean: Double, deviation: Double? = nil, support: ClosedRange<Double>? = -1...1,
    draw: @escaping @Sendable (inout DeterministicGenerator) -> Double
  ) {
    (self.name, self.mean, self.deviation, self.support) = (name, mean, deviation, support)
    self.draw = { (draw(&$0), nil) }
  }

  /// The mean of independent values above zero.
  init(
    _ name: String, meanOf count: Int, mean: Double = 1, deviation: Double? = nil,
    value: @escaping @Sendable (inout DeterministicGenerator) -> Double
  ) {
    (self.name, self.mean) = ("mean of \(count): \(name)", mean)
    self.deviation = deviation.map { $0 / Double(count).squareRoot() }
    support = 0...Double.greatestFiniteMagnitude
    draw = { generator in
      var tally = Tally()
      for _ in 0..<count { tally.add(value(&generator)) }
      return (tally.mean ?? 0, tally)
    }
  }

  func evidence(_ count: Int, using generator: inout DeterministicGenerator) -> MeanEvidence? {
    let replications = (0..<count).map { _ in draw(&generator) }
    let parts = replications.compactMap(\.parts)
    return MeanEvidence(
      sample: replications.map(\.value), support: support, parts: parts.isEmpty ? nil : MeanParts(parts))
  }
}

extension DeterministicGenerator {
  mutating func lognormal(cv: Double) -> Double {
    let variance = log(1 + cv * cv)
    return exp(normal(mean: -variance / 2, deviation: variance.squareRoot()))
  }

  /// Marsaglia and Tsang (2000), below shape 1 by their power of a uniform.
  mutating func gamma(shape: Double) -> Double {
    if shape < 1 { return gamma(shape: shape + 1) * pow(uniform(), 1 / shape) }
    let d = shape - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = normal()
      let v = pow(1 + c * x, 3)
      if v > 0, log(uniform()) < 0.5 * x * x + d - d * v + d * log(v) { return d * v }
    }
  }

  mutating func beta(mean: Double, size: Double) -> Double {
    let a = gamma(shape: mean * size)
    return a / (a + gamma(shape: (1 - mean) * size))
  }

  mutating func binomial(_ count: Int, _ p: Double) -> Double {
    Double((0..<count).reduce(0) { sum, _ in sum + (uniform() < p ? 1 : 0) })
  }

  mutating func poisson(_ mean: Double) -> Int {
    var product = uniform()
    var count = 0
    while product > exp(-mean) {
      product *= uniform()
      count += 1
    }
    return count
  }
}

extension ErrorRateShape {
  private static let unit = 1.0 / 80

  /// Zero, or with a probability a size in units of one issue of eighty.
  static func rare(
    _ name: String, _ p: Double, deviation: Double? = nil,
    size: @escaping @Sendable (inout DeterministicGenerator) -> Double = { _ in 1 }
  ) -> ErrorRateShape {
    ErrorRateShape("\(name), in \(p) of replications", mean: p * unit, deviation: deviation.map { $0 * unit }) {
      let occurs = $0.uniform() < p
      return occurs ? unit * size(&$0) : 0
    }
  }

  /// One unit up with probability p, and `fall` units down with probability q.
  static func opposite(_ p: Double, _ fall: Double, _ q: Double) -> ErrorRateShape {
    ErrorRateShape("+1 in \(p), -\(fall) in \(q)", mean: (p - q * fall) * unit) {
      let u = $0.uniform()
      return u < p ? unit : u < p + q ? -fall * unit : 0
    }
  }

  /// A sum of a Poisson number of sizes.
  static func compound(
    _ name: String, _ rate: Double, size: @escaping @Sendable (inout DeterministicGenerator) -> Double
  ) -> ErrorRateShape {
    ErrorRateShape("Poisson(\(rate)) of \(name)", mean: rate * unit) { generator in
      (0..<generator.poisson(rate)).reduce(0) { sum, _ in sum + unit * size(&generator) }
    }
  }

  /// Paired differences that are mostly zero.
  static let sparse: [ErrorRateShape] = [
    rare("one unit", 0.19), rare("one unit", 0.05), rare("one unit", 0.02), rare("one unit", 0.5),
    rare("exponential", 0.5) { $0.exponential(mean: 1) }, rare("exponential", 0.19) { $0.exponential(mean: 1) },
    rare("exponential", 0.1) { $0.exponential(mean: 1) }, rare("exponential", 0.05) { $0.exponential(mean: 1) },
    rare("lognormal, cv 1", 0.19) { $0.lognormal(cv: 1) }, rare("lognormal, cv 2", 0.3) { $0.lognormal(cv: 2) },
    rare("lognormal, cv 2", 0.1) { $0.lognormal(cv: 2) }, opposite(0.15, 3, 0.05), opposite(0.1, 3, 0.1),
    opposite(0.2, 10, 0.02), compound("units", 1) { _ in 1 }, compound("exponential", 0.2) { $0.exponential(mean: 1) },
    compound("exponential", 0.5) { $0.exponential(mean: 1) }, compound("lognormal, cv 2", 0.2) { $0.lognormal(cv: 2) },
    ErrorRateShape("exponential, both ways, one twice the other", mean: 0) {
      let u = $0.uniform()
      let size = unit * $0.exponential(mean: 1)
      return u < 0.2 ? size : u < 0.3 ? -2 * size : 0
    },
    ErrorRateShape("normal, rounded to whole units", mean: 0, deviation: 0.757 * unit) {
      $0.normal(deviation: 0.7).rounded() * unit
    },
  ]

  /// Shares and times of a replication, taken for themselves.
  static let shares: [ErrorRateShape] = [
    ErrorRateShape("gamma, cv 0.63", mean: 0.03, support: 0...1) { 0.012 * $0.gamma(shape: 2.5) },
    ErrorRateShape("gamma, cv 0.95", mean: 0.033, support: 0...1) { 0.03 * $0.gamma(shape: 1.1) },
    ErrorRateShape("gamma, cv 1.35", mean: 0.0165, support: 0...1) { 0.03 * $0.gamma(shape: 0.55) },
    ErrorRateShape("lognormal, cv 0.6", mean: 0.02, support: 0...1) { min(1, 0.02 * $0.lognormal(cv: 0.6)) },
    ErrorRateShape("lognormal, cv 1", mean: 0.02, support: 0...1) { min(1, 0.02 * $0.lognormal(cv: 1)) },
    ErrorRateShape("Poisson(1) of 50", mean: 0.02, support: 0...1) { Double($0.poisson(1)) / 50 },
    ErrorRateShape("Poisson(3) of 50", mean: 0.06, support: 0...1) { Double($0.poisson(3)) / 50 },
    ErrorRateShape("beta-binomial, 5 %, correlation 0.1", mean: 0.05, support: 0...1) {
      $0.binomial(50, $0.beta(mean: 0.05, size: 9)) / 50
    },
    ErrorRateShape("beta-binomial, 5 %, correlation 0.3", mean: 0.05, support: 0...1) {
      $0.binomial(50, $0.beta(mean: 0.05, size: 7.0 / 3)) / 50
    },
    ErrorRateShape("beta-binomial, 95 %, correlation 0.1", mean: 0.95, support: 0...1) {
      $0.binomial(50, $0.beta(mean: 0.95, size: 9)) / 50
    },
    ErrorRateShape("beta-binomial, 20 %, correlation 0.2", mean: 0.2, support: 0...1) {
      $0.binomial(50, $0.beta(mean: 0.2, size: 4)) / 50
    },
  ]

  /// Means of long-tailed times with what is known of the single ones.
  static let times: [ErrorRateShape] = [
    ErrorRateShape("exponential", meanOf: 20) { $0.exponential(mean: 1) },
    ErrorRateShape("lognormal, cv 2", meanOf: 20) { $0.lognormal(cv: 2) },
    ErrorRateShape("lognormal, cv 3", meanOf: 30) { $0.lognormal(cv: 3) },
    ErrorRateShape("lognormal, cv 4", meanOf: 20) { $0.lognormal(cv: 4) },
    ErrorRateShape("Pareto, 2.2", meanOf: 20) { 1.2 / 2.2 * pow($0.uniform(), -1 / 2.2) },
    ErrorRateShape("Pareto, 2.2", meanOf: 30) { 1.2 / 2.2 * pow($0.uniform(), -1 / 2.2) },
    ErrorRateShape("Weibull, 0.5", meanOf: 20) { pow($0.exponential(mean: 1), 2) / 2 },
    ErrorRateShape("one in 200 ten times as long", meanOf: 30, mean: 1.045) {
      $0.exponential(mean: $0.uniform() < 0.005 ? 10 : 1)
    },
    ErrorRateShape("one in 200 twenty times as long", meanOf: 30, mean: 1.095) {
      $0.exponential(mean: $0.uniform() < 0.005 ? 20 : 1)
    },
  ]

  /// What needs no care, on which power is asked for.
  static let plain: [ErrorRateShape] = [
    ErrorRateShape("normal", mean: 0.7, deviation: 0.01, support: 0...1) { $0.normal(mean: 0.7, deviation: 0.01) },
    ErrorRateShape("normal difference", mean: 0, deviation: 0.01) { $0.normal(deviation: 0.01) },
    ErrorRateShape("70 % of 400", mean: 0.7, deviation: (0.21 / 400).squareRoot(), support: 0...1) {
      $0.binomial(400, 0.7) / 400
    },
    ErrorRateShape("5 % of 400", mean: 0.05, deviation: (0.0475 / 400).squareRoot(), support: 0...1) {
      $0.binomial(400, 0.05) / 400
    },
    ErrorRateShape("uniform", mean: 0.5, deviation: (1.0 / 12).squareRoot(), support: 0...1) { $0.uniform() },
    ErrorRateShape("exponential", meanOf: 20, deviation: 1) { $0.exponential(mean: 1) },
    ErrorRateShape("exponential", meanOf: 300, deviation: 1) { $0.exponential(mean: 1) },
    ErrorRateShape("mean wait of 600 in M/M/1", mean: 1, deviation: 0.217, support: 0...Double.greatestFiniteMagnitude)
    {
      CoverageTests.meanWait(600, utilisation: 0.5, using: &$0)
    },
  ]

  /// Shapes drawn up after the rule was chosen; the two of gamma sizes then made it stricter.
  static let added: [ErrorRateShape] = [
    rare("uniform", 0.12) { 2 * $0.uniform() }, rare("gamma, cv 1.6", 0.25) { $0.gamma(shape: 0.4) / 0.4 },
    rare("lognormal, cv 1.5", 0.4) { $0.lognormal(cv: 1.5) },
    compound("clusters of three", 0.15) { _ in 3 }, compound("gamma, cv 1.4", 0.35) { $0.gamma(shape: 0.5) / 0.5 },
    ErrorRateShape("0.3 or less, rarely", mean: 0.3 - 0.15 * unit) {
      $0.uniform() < 0.15 ? 0.3 - unit * $0.exponential(mean: 1) : 0.3
    },
    ErrorRateShape("beta-binomial, 2 % of 80, correlation 0.08", mean: 0.02, support: 0...1) {
      $0.binomial(80, $0.beta(mean: 0.02, size: 11.5)) / 80
    },
    ErrorRateShape("beta-binomial, 90 % of 30, correlation 0.15", mean: 0.9, support: 0...1) {
      $0.binomial(30, $0.beta(mean: 0.9, size: 17.0 / 3)) / 30
    },
    ErrorRateShape("lognormal, cv 3.5", meanOf: 25) { $0.lognormal(cv: 3.5) },
    ErrorRateShape("Lomax, 2.5", meanOf: 25) { 1.5 * (pow($0.uniform(), -1 / 2.5) - 1) },
    ErrorRateShape("gamma, cv 2.5", meanOf: 15) { $0.gamma(shape: 0.16) / 0.16 },
    ErrorRateShape("one in 100 fifteen times as long", meanOf: 25, mean: 1.14) {
      $0.exponential(mean: $0.uniform() < 0.01 ? 15 : 1)
    },
  ]

  /// What no rule can be right about that decides plain samples at four standard errors.
  static let unknowable: [ErrorRateShape] = [
    // Common small changes one way, and rarer than one in n a change the other way that is four to ten times as large.
    opposite(0.3, 5, 0.06), opposite(0.3, 10, 0.03), opposite(0.4, 8, 0.05), opposite(0.19, 6, 0.05),
    opposite(0.25, 4, 0.0625),
    opposite(0.5, 5, 0.1), opposite(0.5, 10, 0.05), opposite(0.8, 10, 0.05),
    ErrorRateShape("normal, and a jump of ten deviations in 5 %", mean: 0.005) {
      $0.normal(deviation: 0.01) + ($0.uniform() < 0.05 ? 0.1 : 0)
    },
    ErrorRateShape("one in 200 always fifty times as long", meanOf: 30, mean: 1.245) {
      $0.uniform() < 0.005 ? 50 : $0.exponential(mean: 1)
    },
    ErrorRateShape("exponential difference", mean: 0.01) { $0.exponential(mean: 0.01) },
  ]
}
