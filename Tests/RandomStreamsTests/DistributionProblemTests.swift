import RandomStreams
import Testing

@Suite("Problems of distributions")
struct DistributionProblemTests {
  struct Case: Sendable {
    let distribution: Distribution
    let problems: [DistributionProblem]

    init(_ distribution: Distribution, _ problems: DistributionProblem...) {
      self.distribution = distribution
      self.problems = problems
    }
  }

  static func range(_ parameter: String, _ value: Double, _ allowed: ParameterRange) -> DistributionProblem {
    .outOfRange(parameter: parameter, value: value, allowed: allowed)
  }

  static let cases: [Case] = [
    Case(.constant(.infinity), range("value", .infinity, .finite)),
    Case(
      .uniform(low: -.infinity, high: .infinity), range("low", -.infinity, .finite), range("high", .infinity, .finite)),
    Case(.uniform(low: 2, high: 2), .notBelow(lower: "low", lowerValue: 2, upper: "high", upperValue: 2)),
    Case(.triangular(low: 0, mode: 5, high: 4), .modeOutside(mode: 5, low: 0, high: 4)),
    Case(.triangular(low: 4, mode: 4, high: 4), .notBelow(lower: "low", lowerValue: 4, upper: "high", upperValue: 4)),
    Case(.exponential(mean: 0), range("mean", 0, .positive)),
    Case(.gamma(mean: -1, cv: 0), range("mean", -1, .positive), range("cv", 0, .positive)),
    Case(.erlang(mean: 1, stages: 0), range("stages", 0, .between(1, 1_000_000))),
    Case(.lognormal(mean: 1, cv: -2), range("cv", -2, .positive)),
    Case(.lognormalMedian(median: 0, sigma: 0), range("median", 0, .positive), range("sigma", 0, .positive)),
    Case(.weibull(scale: 0, shape: -1), range("scale", 0, .positive), range("shape", -1, .positive)),
    Case(.weibull(scale: 1, shape: 0.001), .momentsOverflow),
    Case(
      .logLogistic(median: -1, shape: 0, atMost: 0), range("median", -1, .positive), range("shape", 0, .positive),
      range("atMost", 0, .positive)),
    Case(.logLogistic(median: 1, shape: 2), .tailTooHeavy(parameter: "shape", value: 2, above: 2, limit: "atMost")),
    Case(.lognormalMedian(median: 1, sigma: 40), .momentsOverflow),
    Case(
      .pareto(scale: 0, shape: 0, atMost: .infinity), range("scale", 0, .positive), range("shape", 0, .positive),
      range("atMost", .infinity, .positive)),
    Case(
      .pareto(scale: 5, shape: 1, atMost: 5), .notBelow(lower: "scale", lowerValue: 5, upper: "atMost", upperValue: 5)),
    Case(.beta(a: 0, b: -1, low: 0, high: 1), range("a", 0, .positive), range("b", -1, .positive)),
    Case(.beta(a: 1, b: 1, low: 3, high: 1), .notBelow(lower: "low", lowerValue: 3, upper: "high", upperValue: 1)),
    Case(.bernoulli(p: 1.5), range("p", 1.5, .probability)),
    Case(.geometric(p: 0), range("p", 0, .between(1e-8, 1))),
    Case(.poisson(mean: 2e9), range("mean", 2e9, .positiveUpTo(1e9))),
    Case(.discrete(values: [], weights: []), .empty(parameter: "values")),
    Case(.discrete(values: [1, 2], weights: [1]), .countsDiffer(values: "values", valueCount: 2, weightCount: 1)),
    Case(.discrete(values: [1, 2], weights: [0, 0]), .weightSum(0)),
    Case(
      .discrete(values: [1, .infinity], weights: [1, -1]), range("values[1]", .infinity, .finite),
      range("weights[1]", -1, .nonNegative)),
    Case(.empirical([]), .empty(parameter: "values")),
    Case(.empirical([1, -.infinity]), range("values[1]", -.infinity, .finite)),
    Case(.mixture(weights: [], components: []), .empty(parameter: "components")),
    Case(
      .mixture(weights: [1, 1], components: [.constant(1), .mixture(weights: [1], components: [.poisson(mean: 0)])]),
      .component(1, .component(0, range("mean", 0, .positiveUpTo(1e9))))),
  ]

  @Test("Each bad parameter is a problem, and all are found at once", arguments: cases)
  func bad(example: Case) {
    #expect(example.distribution.problems() == example.problems)
  }

  @Test("Sound parameters have no problem", arguments: DistributionCases.all)
  func sound(distribution: Distribution) {
    #expect(distribution.problems().isEmpty)
  }

  @Test("Not-a-number is outside every range")
  func notANumber() {
    let ranges: [ParameterRange] = [
      .finite, .positive, .nonNegative, .probability, .positiveUpTo(2), .between(0, 1),
    ]
    for range in ranges { #expect(!range.contains(.nan)) }
    #expect(Distribution.exponential(mean: .nan).problems().count == 1)
  }

  @Test("Messages say what is wrong and what is allowed, in both languages")
  func messages() {
    let examples: [(DistributionProblem, english: String, chinese: String)] = [
      (
        Self.range("value", .infinity, .finite), "value: inf is not allowed; use a finite number", "value：inf 不可用；应为有限数"
      ),
      (Self.range("mean", 0, .positive), "mean: 0.0 is not allowed; use a positive number", "mean：0.0 不可用；应为正数"),
      (
        Self.range("weights[0]", -1, .nonNegative), "weights[0]: -1.0 is not allowed; use 0 or a positive number",
        "weights[0]：-1.0 不可用；应为零或正数"
      ),
      (
        Self.range("p", 2, .probability), "p: 2.0 is not allowed; use a probability from 0 to 1",
        "p：2.0 不可用；应为0 到 1 之间的概率"
      ),
      (
        Self.range("mean", 9, .positiveUpTo(5)), "mean: 9.0 is not allowed; use a positive number up to 5.0",
        "mean：9.0 不可用；应为不超过 5.0 的正数"
      ),
      (
        Self.range("p", 0, .between(0.5, 1)), "p: 0.0 is not allowed; use a number from 0.5 to 1.0",
        "p：0.0 不可用；应为0.5 到 1.0 之间的数"
      ),
      (
        .notBelow(lower: "low", lowerValue: 2, upper: "high", upperValue: 1),
        "low: 2.0 is not below high (1.0); use a smaller low, or a constant", "low：2.0 不小于 high（1.0）；请减小 low，或改用常数"
      ),
      (
        .modeOutside(mode: 5, low: 0, high: 4), "mode: 5.0 is outside low...high; use a number in 0.0...4.0",
        "mode：5.0 不在 low 与 high 之间；应在 0.0 到 4.0 之间"
      ),
      (
        .tailTooHeavy(parameter: "shape", value: 1.5, above: 2, limit: "atMost"),
        "shape: 1.5 leaves the mean or the variance infinite; use a shape above 2.0, or set atMost",
        "shape：1.5 会使均值或方差无穷大；shape 应大于 2.0，或设定 atMost"
      ),
      (.empty(parameter: "values"), "values: the list is empty; use at least one element", "values：列表为空；至少需要一项"),
      (
        .countsDiffer(values: "values", valueCount: 2, weightCount: 1),
        "weights: 1 weights for 2 values; use one weight for each", "weights：2 个 values 却有 1 个权重；应一一对应"
      ),
      (
        .weightSum(0), "weights: the sum is 0.0; use weights with a positive, finite sum", "weights：权重之和为 0.0；应为有限正数"
      ),
      (
        .momentsOverflow, "mean or variance is too large for a number; use a lighter tail or smaller values",
        "均值或方差过大，无法表示；请用较轻的尾部或较小的数值"
      ),
      (
        .component(1, .empty(parameter: "values")),
        "components[1].values: the list is empty; use at least one element", "components[1].values：列表为空；至少需要一项"
      ),
    ]
    for (problem, english, chinese) in examples {
      #expect(problem.message(language: .english) == english)
      #expect(problem.message(language: .chinese) == chinese)
    }
  }
}
