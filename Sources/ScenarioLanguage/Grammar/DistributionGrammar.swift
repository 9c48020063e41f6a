import RandomStreams

/// Random times and numbers: `30 min`, `gamma(mean: 40 min, cv: 0.8)`, `mixture(0.7: …, 0.3: …)`, `empirical(file.csv)`.
struct DistributionGrammar {
  let dimension: Dimension
  /// Reads a column of a file for `empirical`; `nil` once its problem is reported elsewhere.
  let samples: (_ file: String, _ column: String, _ offset: Int) -> [Double]?

  /// Mixtures of mixtures of … end here.
  private static let depthLimit = 8

  /// Reads a distribution that is the whole text; `nil` when its file has a problem that is reported.
  func distribution(_ text: String) throws(TextProblem) -> Distribution? {
    guard let distribution = try distribution(text, offset: 0, depth: 1) else { return nil }
    guard let problem = distribution.problems().first else { return distribution }
    throw TextProblem(
      .distribution(
        LocalizedText(en: problem.message(language: .english), zh: problem.message(language: .chinese))))
  }

  private func distribution(_ text: String, offset: Int, depth: Int) throws(TextProblem) -> Distribution? {
    guard let call = try CallSyntax(text, offset: offset) else {
      return .constant(try quantity(text, at: offset))
    }
    guard depth <= DistributionGrammar.depthLimit else {
      throw TextProblem(.tooMany(.nestedLevels, limit: "\(DistributionGrammar.depthLimit)"), at: offset)
    }
    switch call.name {
    case "empirical": return try empirical(call)
    case "mixture": return try mixture(call, depth: depth)
    default: return try simple(call)
    }
  }

  // MARK: - Named forms

  private func simple(_ call: CallSyntax) throws(TextProblem) -> Distribution {
    let forms = DistributionForm.all.filter { $0.name == call.name }
    guard let first = forms.first else {
      throw TextProblem(
        .unknownName(call.name, what: .distributionWord, candidates: DistributionForm.names), at: call.nameOffset)
    }
    let labels = Set(call.arguments.compactMap(\.label))
    // Of several forms, the one that knows most of the names given is meant.
    let form =
      forms.max {
        labels.intersection($0.parameters.map(\.name)).count < labels.intersection($1.parameters.map(\.name)).count
      } ?? first
    var values: [String: Double] = [:]
    for (index, argument) in call.arguments.enumerated() {
      let parameter = try parameter(for: argument, at: index, of: form)
      guard values[parameter.name] == nil else {
        throw TextProblem(.duplicateKeys([parameter.name]), at: argument.offset)
      }
      values[parameter.name] = try value(argument, of: parameter)
    }
    var inOrder: [Double] = []
    for parameter in form.parameters {
      guard let value = values[parameter.name] ?? (dimension == .plain ? parameter.plainDefault : nil) else {
        throw TextProblem(
          .missing(
            LocalizedText(
              en: "\(parameter.name) in \(form.usage)",
              zh: "\(form.usage) 中的 \(parameter.name)")),
          at: call.nameOffset)
      }
      inOrder.append(value)
    }
    return form.make(inOrder)
  }

  private func parameter(
    for argument: CallSyntax.Argument, at index: Int, of form: DistributionForm
  ) throws(TextProblem) -> DistributionForm.Parameter {
    if let label = argument.label {
      if let parameter = form.parameters.first(where: { $0.name == label }) { return parameter }
      throw TextProblem(
        .unknownName(label, what: .parameter, candidates: form.parameters.map(\.name)), at: argument.offset)
    }
    if index < form.unnamed { return form.parameters[index] }
    throw TextProblem(
      .missing(LocalizedText(en: "the name of a parameter, as in \(form.usage)", zh: "参数名，如 \(form.usage)")),
      at: argument.offset)
  }

  private func value(
    _ argument: CallSyntax.Argument, of parameter: DistributionForm.Parameter
  ) throws(TextProblem) -> Double {
    switch parameter.role {
    case .quantity: return try quantity(argument.text, at: argument.textOffset)
    case .number:
      return try shifted(by: argument.textOffset) { () throws(TextProblem) in try NumberGrammar.number(argument.text) }
    case .count:
      let count = try shifted(by: argument.textOffset) { () throws(TextProblem) in
        try NumberGrammar.integer(argument.text)
      }
      guard (1...Distribution.largestStageCount).contains(count) else {
        throw TextProblem(
          .outOfRange("\(count)", allowed: .between("1", "\(Distribution.largestStageCount)")),
          at: argument.textOffset)
      }
      return Double(count)
    }
  }

  /// Reads a time in minutes, or a number where no unit may stand; neither may be negative.
  func quantity(_ text: String, at offset: Int) throws(TextProblem) -> Double {
    switch dimension {
    case .time:
      return try shifted(by: offset) { () throws(TextProblem) in
        do throws(TextProblem) {
          return try DurationGrammar.minutes(text)
        } catch {
          guard case .unreadable = error.kind, offset == 0 else { throw error }
          throw TextProblem(.unreadable(text, kind: .distribution, allowed: .distributionExample), at: error.offset)
        }
      }
    case .plain:
      let number = try shifted(by: offset) { () throws(TextProblem) in try NumberGrammar.number(text) }
      guard number >= 0 else { throw TextProblem(.outOfRange(text, allowed: .zeroOrMore), at: offset) }
      return number
    }
  }

  private func shifted<T>(by offset: Int, _ read: () throws(TextProblem) -> T) throws(TextProblem) -> T {
    do throws(TextProblem) {
      return try read()
    } catch {
      throw TextProblem(error.kind, at: error.offset + offset)
    }
  }

  // MARK: - Files and mixtures

  private func empirical(_ call: CallSyntax) throws(TextProblem) -> Distribution? {
    guard let file = call.arguments.first, file.label == nil, !file.text.isEmpty else {
      throw TextProblem(.missing(.pathOfFile), at: call.nameOffset)
    }
    var column = "value"
    for argument in call.arguments.dropFirst() {
      guard argument.label == "column", !argument.text.isEmpty else {
        throw TextProblem(
          .unknownName(argument.label ?? argument.text, what: .parameter, candidates: ["column"]),
          at: argument.offset)
      }
      column = argument.text
    }
    return samples(file.text, column, file.textOffset).map { .empirical($0) }
  }

  private func mixture(_ call: CallSyntax, depth: Int) throws(TextProblem) -> Distribution? {
    var weights: [Double] = []
    var components: [Distribution] = []
    var isWhole = true
    for argument in call.arguments {
      guard let label = argument.label else {
        throw TextProblem(.missing(.weightOfComponent), at: argument.offset)
      }
      let weight = try shifted(by: argument.offset) { () throws(TextProblem) in try ShareGrammar.share(label) }
      guard (0...1).contains(weight) else {
        throw TextProblem(.outOfRange(label, allowed: .shareRange), at: argument.offset)
      }
      weights.append(weight)
      if let component = try distribution(argument.text, offset: argument.textOffset, depth: depth + 1) {
        components.append(component)
      } else {
        isWhole = false
      }
    }
    guard !weights.isEmpty else { throw TextProblem(.missing(.weightOfComponent), at: call.nameOffset) }
    let sum = weights.reduce(0, +)
    guard abs(sum - 1) < 1e-9 else {
      throw TextProblem(.sharesDoNotSum(sum: NumberGrammar.text(sum)), at: call.nameOffset)
    }
    return isWhole ? .mixture(weights: weights, components: components) : nil
  }
}

extension LocalizedText {
  static let distribution = LocalizedText(en: "a distribution", zh: "分布")
  static let distributionExample = LocalizedText(
    en: "write a value such as 30 min, or for example \"lognormal(mean: 40 min, cv: 1.5)\"",
    zh: "请写数值（如 30 min），或例如 \"lognormal(mean: 40 min, cv: 1.5)\"")
  static let distributionWord = LocalizedText(en: "distribution", zh: "分布")
  static let parameter = LocalizedText(en: "parameter", zh: "参数")
  static let weightOfComponent = LocalizedText(
    en: "a weight and a distribution, as in mixture(0.7: …, 0.3: …)", zh: "权重和分布，如 mixture(0.7: …, 0.3: …)")
  static let shareRange = LocalizedText(en: "0% to 100%", zh: "0% 至 100%")

  static func between(_ low: String, _ high: String) -> LocalizedText {
    LocalizedText(en: "\(low) to \(high)", zh: "\(low) 至 \(high)")
  }
}
