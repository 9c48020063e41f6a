import RandomStreams

/// Whether the values of a distribution are times or plain numbers.
public enum Dimension: Hashable, Sendable {
  /// Minutes; written with a unit.
  case time
  /// Written without one.
  case plain
}

/// One way to write a distribution: its name and parameters, and the value they make.
struct DistributionForm: Sendable {
  enum Role: Sendable {
    /// A time, or a plain number where the distribution is dimensionless.
    case quantity
    case number
    case count
  }

  struct Parameter: Sendable {
    let name: String
    let role: Role
    /// Used in dimensionless places when the parameter is left out.
    var plainDefault: Double?

    init(_ name: String, _ role: Role, plainDefault: Double? = nil) {
      self.name = name
      self.role = role
      self.plainDefault = plainDefault
    }
  }

  let name: String
  let parameters: [Parameter]
  /// So many leading parameters may be written without their names, since their order is plain.
  let unnamed: Int
  let make: @Sendable ([Double]) -> Distribution

  /// All forms but `empirical` and `mixture`, whose arguments are of other kinds.
  static let all: [DistributionForm] = [
    .init(name: "constant", parameters: [.init("value", .quantity)], unnamed: 1) { .constant($0[0]) },
    .init(
      name: "uniform", parameters: [.init("low", .quantity), .init("high", .quantity)], unnamed: 2
    ) { .uniform(low: $0[0], high: $0[1]) },
    .init(
      name: "triangular",
      parameters: [.init("low", .quantity), .init("mode", .quantity), .init("high", .quantity)], unnamed: 3
    ) { .triangular(low: $0[0], mode: $0[1], high: $0[2]) },
    .init(name: "exponential", parameters: [.init("mean", .quantity)], unnamed: 1) {
      .exponential(mean: $0[0])
    },
    .init(
      name: "gamma", parameters: [.init("mean", .quantity), .init("cv", .number)], unnamed: 0
    ) { .gamma(mean: $0[0], cv: $0[1]) },
    .init(
      name: "erlang", parameters: [.init("mean", .quantity), .init("k", .count)], unnamed: 0
    ) { .erlang(mean: $0[0], stages: Int($0[1])) },
    .init(
      name: "lognormal", parameters: [.init("mean", .quantity), .init("cv", .number)], unnamed: 0
    ) { .lognormal(mean: $0[0], cv: $0[1]) },
    .init(
      name: "lognormal", parameters: [.init("median", .quantity), .init("sigma", .number)], unnamed: 0
    ) { .lognormalMedian(median: $0[0], sigma: $0[1]) },
    .init(
      name: "weibull", parameters: [.init("scale", .quantity), .init("shape", .number)], unnamed: 0
    ) { .weibull(scale: $0[0], shape: $0[1]) },
    .init(
      name: "loglogistic", parameters: [.init("median", .quantity), .init("shape", .number)], unnamed: 0
    ) { .logLogistic(median: $0[0], shape: $0[1]) },
    .init(
      name: "loglogistic",
      parameters: [.init("median", .quantity), .init("shape", .number), .init("at_most", .quantity)], unnamed: 0
    ) { .logLogistic(median: $0[0], shape: $0[1], atMost: $0[2]) },
    .init(
      name: "pareto",
      parameters: [.init("scale", .quantity), .init("shape", .number), .init("at_most", .quantity)], unnamed: 0
    ) { .pareto(scale: $0[0], shape: $0[1], atMost: $0[2]) },
    .init(
      name: "beta",
      parameters: [
        .init("a", .number), .init("b", .number), .init("low", .quantity, plainDefault: 0),
        .init("high", .quantity, plainDefault: 1),
      ], unnamed: 2
    ) { .beta(a: $0[0], b: $0[1], low: $0[2], high: $0[3]) },
  ]

  /// Every name that may stand before a parenthesis.
  static var names: [String] {
    var seen: Set<String> = []
    return all.map(\.name).filter { seen.insert($0).inserted } + ["empirical", "mixture"]
  }

  /// How the form is written, for messages: `gamma(mean: …, cv: …)`.
  var usage: String {
    "\(name)(\(parameters.map { "\($0.name): …" }.joined(separator: ", ")))"
  }
}
