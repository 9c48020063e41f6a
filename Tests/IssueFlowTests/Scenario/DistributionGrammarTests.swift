import Foundation
import RandomStreams
import Testing

@testable import IssueFlow
@testable import ScenarioLanguage

@Suite struct DistributionGrammarTests {
  private func time(_ text: String) throws(TextProblem) -> Distribution? {
    try DistributionGrammar(dimension: .time) { _, _, _ in [1, 2] }.distribution(text)
  }

  private func plain(_ text: String) throws(TextProblem) -> Distribution? {
    try DistributionGrammar(dimension: .plain) { _, _, _ in [1, 2] }.distribution(text)
  }

  static let times: [(String, Distribution)] = [
    ("30 min", .constant(30)), ("constant(30 min)", .constant(30)), ("constant(value: 1 h)", .constant(60)),
    ("uniform(10 min, 20 min)", .uniform(low: 10, high: 20)),
    ("triangular(10 min, 20 min, 1 h)", .triangular(low: 10, mode: 20, high: 60)),
    ("exponential(30 min)", .exponential(mean: 30)), ("exponential(mean: 30 min)", .exponential(mean: 30)),
    ("gamma(mean: 40 min, cv: 0.8)", .gamma(mean: 40, cv: 0.8)),
    ("gamma(cv: 0.8, mean: 1 h 10 min)", .gamma(mean: 70, cv: 0.8)),
    ("erlang(mean: 40 min, k: 3)", .erlang(mean: 40, stages: 3)),
    ("lognormal(mean: 40 min, cv: 1.5)", .lognormal(mean: 40, cv: 1.5)),
    ("lognormal(median: 40 min, sigma: 1.2)", .lognormalMedian(median: 40, sigma: 1.2)),
    ("weibull(scale: 30 min, shape: 0.7)", .weibull(scale: 30, shape: 0.7)),
    ("loglogistic(median: 30 min, shape: 2.5)", .logLogistic(median: 30, shape: 2.5)),
    ("loglogistic(shape: 0.8, median: 1 h, at_most: 30 days)", .logLogistic(median: 60, shape: 0.8, atMost: 43_200)),
    ("pareto(scale: 10 min, shape: 1.5, at_most: 5 days)", .pareto(scale: 10, shape: 1.5, atMost: 7200)),
    ("beta(2, 5, low: 0 min, high: 60 min)", .beta(a: 2, b: 5, low: 0, high: 60)),
    ("empirical(file.csv)", .empirical([1, 2])), ("empirical(file.csv, column: minutes)", .empirical([1, 2])),
    (
      "mixture(0.7: gamma(mean: 1 h, cv: 0.5), 30%: lognormal(median: 2 days, sigma: 2))",
      .mixture(
        weights: [0.7, 0.3], components: [.gamma(mean: 60, cv: 0.5), .lognormalMedian(median: 2880, sigma: 2)])
    ),
  ]

  @Test("Distributions of times need units", arguments: times)
  func readsTimes(text: String, expected: Distribution) throws {
    #expect(try time(text) == expected)
  }

  @Test("Dimensionless distributions need none")
  func readsPlain() throws {
    #expect(try plain("0.4") == .constant(0.4))
    #expect(try plain("beta(2, 5)") == .beta(a: 2, b: 5, low: 0, high: 1))
    #expect(try plain("lognormal(mean: 1, cv: 1.2)") == .lognormal(mean: 1, cv: 1.2))
    #expect(
      complaint { () throws(TextProblem) in try plain("uniform(1 min, 2)") }
        == "10: 'min' must not follow the number; write the number alone")
    #expect(
      complaint { () throws(TextProblem) in try plain("constant(-1)") } == "9: '-1' is out of range; use 0 or more")
  }

  @Test(
    "What is wrong with a distribution is said where it is",
    arguments: [
      ("gama(mean: 1 h, cv: 1)", "0: there is no distribution 'gama'; did you mean 'gamma'?"),
      ("gamma(mean: 1 h)", "0: cv in gamma(mean: …, cv: …) is missing"),
      ("gamma(1 h, 0.8)", "6: the name of a parameter, as in gamma(mean: …, cv: …) is missing"),
      ("gamma(maen: 1 h, cv: 1)", "6: there is no parameter 'maen'; did you mean 'mean'?"),
      ("gamma(mean: 1 h, mean: 2 h)", "17: mean is written more than once here; write it once"),
      ("gamma(mean: 40, cv: 1)", "12: '40' has no unit; write for example 40 min"),
      ("gamma(mean: 40 min, cv: 0)", "0: cv: 0.0 is not allowed; use a positive number"),
      (
        "loglogistic(median: 1 h, shape: 1.5)",
        "0: shape: 1.5 leaves the mean or the variance infinite; use a shape above 2.0, or set atMost"
      ),
      (
        "loglogistic(median: 1 h, shape: 3, at_least: 1 h)",
        "35: there is no parameter 'at_least'; use median, shape"
      ),
      ("gamma(mean: 40 min, cv: 1", "25: 'gamma(mean: 40 min, cv: 1' is not complete; close the parenthesis"),
      ("gamma(mean: 40 min, cv: 1) x", "27: 'x' is not complete; nothing may follow the closing parenthesis"),
      ("beta(2, 5)", "0: low in beta(a: …, b: …, low: …, high: …) is missing"),
      ("erlang(mean: 1 h, k: 0)", "21: '0' is out of range; use 1 to 1000000"),
      ("erlang(mean: 1 h, k: 2.5)", "21: '2.5' is not a whole number; write digits only, such as 12"),
      ("uniform(20 min, 10 min)", "0: low: 20.0 is not below high (10.0); use a smaller low, or a constant"),
      ("mixture(0.7: 1 h, 0.2: 2 h)", "0: the shares add up to 0.8999999999999999; they must add up to 100%"),
      ("mixture(1 h)", "8: a weight and a distribution, as in mixture(0.7: …, 0.3: …) is missing"),
      (
        "soon",
        "0: 'soon' is not a distribution; write a value such as 30 min, or for example \"lognormal(mean: 40 min, cv: 1.5)\""
      ),
    ])
  func refuses(text: String, expected: String) {
    #expect(complaint { () throws(TextProblem) in try time(text) } == expected)
  }

  @Test("Nested mixtures end at a depth")
  func nesting() {
    let deep = String(repeating: "mixture(1: ", count: 50) + "1 h" + String(repeating: ")", count: 50)
    #expect(
      complaint { () throws(TextProblem) in try time(deep) } == "88: too many levels of nesting; at most 8 are allowed")
  }

  @Test("A written distribution reads back as itself", arguments: times)
  func writes(text: String, distribution: Distribution) throws {
    guard let written = DistributionText(dimension: .time).text(distribution) else {
      #expect(text.hasPrefix("empirical"))
      return
    }
    #expect(try time(written) == distribution)
  }

  @Test("Weights of any sum are written as shares of 1, and a sample by its file")
  func writesMixtures() throws {
    let mixture = Distribution.mixture(
      weights: [1, 2, 3], components: [.constant(0), .exponential(mean: 5), .empirical([1, 2])])
    #expect(DistributionText(dimension: .time).text(mixture) == nil)
    let writing = DistributionText(dimension: .time) { $0 == [1, 2] ? ("work.csv", "grid") : nil }
    let text = try #require(writing.text(mixture))
    #expect(
      text.hasSuffix(": 0 min, 0.333333333333333: exponential(mean: 5 min), 0.5: empirical(work.csv, column: grid))"))
    let read = try #require(try time(text))
    #expect(abs(read.mean - mixture.mean) < 1e-12)
  }

  @Test("Numbers are rounded to the digits asked for, shares so that they still sum to 1", arguments: 2...6)
  func rounds(digits: Int) throws {
    let mixture = Distribution.mixture(
      weights: [0.1234567, 0.2345678, 0.6419755],
      components: [
        .lognormalMedian(median: 41.987654321, sigma: 1.2987654321), .constant(1234567.8),
        .logLogistic(median: 0.00123456789, shape: 3.45678901, atMost: 987654.321),
      ])
    let text = try #require(DistributionText(dimension: .time, significantDigits: digits).text(mixture))
    guard case .mixture(let weights, let components)? = try time(text) else {
      Issue.record("'\(text)' is no mixture")
      return
    }
    #expect(abs(weights.reduce(0, +) - 1) < 1e-9)
    let tolerance = 0.5 * pow(10, 1 - Double(digits))
    #expect(abs(weights[0] - 0.1234567) < tolerance)
    guard case .lognormalMedian(let median, let sigma) = components[0] else {
      Issue.record("'\(text)' begins otherwise")
      return
    }
    #expect(abs(median / 41.987654321 - 1) <= tolerance && abs(sigma / 1.2987654321 - 1) <= tolerance)
    if digits == 3 {
      #expect(
        text
          == "mixture(0.123: lognormal(median: 42 min, sigma: 1.3), 0.235: 857 days, 0.642: loglogistic(median: 0.00123 min, shape: 3.46, at_most: 686 days))"
      )
    }
  }
}
