extension DistributionProblem {
  /// Says what is wrong and what is allowed, in one line without a full stop.
  public func message(language: MessageLanguage) -> String {
    switch language {
    case .english: englishMessage
    case .chinese: chineseMessage
    }
  }

  private var englishMessage: String {
    switch self {
    case .outOfRange(let parameter, let value, let allowed):
      "\(parameter): \(value) is not allowed; use \(allowed.englishMessage)"
    case .notBelow(let lower, let lowerValue, let upper, let upperValue):
      "\(lower): \(lowerValue) is not below \(upper) (\(upperValue)); use a smaller \(lower), or a constant"
    case .modeOutside(let mode, let low, let high):
      "mode: \(mode) is outside low...high; use a number in \(low)...\(high)"
    case .empty(let parameter):
      "\(parameter): the list is empty; use at least one element"
    case .countsDiffer(let values, let valueCount, let weightCount):
      "weights: \(weightCount) weights for \(valueCount) \(values); use one weight for each"
    case .weightSum(let sum):
      "weights: the sum is \(sum); use weights with a positive, finite sum"
    case .tailTooHeavy(let parameter, let value, let above, let limit):
      "\(parameter): \(value) leaves the mean or the variance infinite; use a \(parameter) above \(above), or set \(limit)"
    case .momentsOverflow:
      "mean or variance is too large for a number; use a lighter tail or smaller values"
    case .component(let index, let problem):
      "components[\(index)].\(problem.englishMessage)"
    }
  }

  private var chineseMessage: String {
    switch self {
    case .outOfRange(let parameter, let value, let allowed):
      "\(parameter)：\(value) 不可用；应为\(allowed.chineseMessage)"
    case .notBelow(let lower, let lowerValue, let upper, let upperValue):
      "\(lower)：\(lowerValue) 不小于 \(upper)（\(upperValue)）；请减小 \(lower)，或改用常数"
    case .modeOutside(let mode, let low, let high):
      "mode：\(mode) 不在 low 与 high 之间；应在 \(low) 到 \(high) 之间"
    case .empty(let parameter):
      "\(parameter)：列表为空；至少需要一项"
    case .countsDiffer(let values, let valueCount, let weightCount):
      "weights：\(valueCount) 个 \(values) 却有 \(weightCount) 个权重；应一一对应"
    case .weightSum(let sum):
      "weights：权重之和为 \(sum)；应为有限正数"
    case .tailTooHeavy(let parameter, let value, let above, let limit):
      "\(parameter)：\(value) 会使均值或方差无穷大；\(parameter) 应大于 \(above)，或设定 \(limit)"
    case .momentsOverflow:
      "均值或方差过大，无法表示；请用较轻的尾部或较小的数值"
    case .component(let index, let problem):
      "components[\(index)].\(problem.chineseMessage)"
    }
  }
}

extension ParameterRange {
  fileprivate var englishMessage: String {
    switch self {
    case .finite: "a finite number"
    case .positive: "a positive number"
    case .nonNegative: "0 or a positive number"
    case .probability: "a probability from 0 to 1"
    case .positiveUpTo(let limit): "a positive number up to \(limit)"
    case .between(let low, let high): "a number from \(low) to \(high)"
    }
  }

  fileprivate var chineseMessage: String {
    switch self {
    case .finite: "有限数"
    case .positive: "正数"
    case .nonNegative: "零或正数"
    case .probability: "0 到 1 之间的概率"
    case .positiveUpTo(let limit): "不超过 \(limit) 的正数"
    case .between(let low, let high): "\(low) 到 \(high) 之间的数"
    }
  }
}
