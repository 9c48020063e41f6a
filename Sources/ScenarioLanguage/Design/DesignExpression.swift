/// A condition on the factors of a design, or a number made of them, such as `staff * 2 + probes <= 7`.
///
/// Factors stand for their numbers in the unit in which the design writes them, `policy` and factors of words for
/// their texts.
public struct DesignExpression: Sendable {
  /// As written.
  public let text: String
  let root: Node

  indirect enum Node: Sendable {
    case number(Double)
    case text(String)
    case name(String)
    case negative(Node)
    case not(Node)
    case arithmetic(Node, Arithmetic, Node)
    case comparison(Node, Comparison, Node)
    case logical(Node, Logical, Node)
  }

  enum Arithmetic: String, CaseIterable, Sendable {
    case plus = "+"
    case minus = "-"
    case times = "*"
    case over = "/"
  }

  enum Comparison: String, CaseIterable, Sendable {
    case atMost = "<="
    case atLeast = ">="
    case equal = "=="
    case unequal = "!="
    case less = "<"
    case greater = ">"
  }

  enum Logical: String, CaseIterable, Sendable {
    case and
    case or
  }

  /// What a part of an expression is.
  public enum Value: Hashable, Sendable {
    case number(Double)
    case text(String)
    case truth(Bool)
  }

  /// What kind of value.
  public enum Kind: Hashable, Sendable {
    case number
    case text
    case truth
  }

  /// The value for a point; `nil` when a factor has none there, or a number is divided by zero.
  public func value(_ factor: (String) -> Value?) -> Value? { DesignExpression.value(of: root, factor) }

  /// Whether a point keeps the condition; a condition without a value is not kept.
  public func holds(_ factor: (String) -> Value?) -> Bool { value(factor) == .truth(true) }

  private static func value(of node: Node, _ factor: (String) -> Value?) -> Value? {
    switch node {
    case .number(let number): return .number(number)
    case .text(let text): return .text(text)
    case .name(let name): return factor(name)
    case .negative(let node):
      guard case .number(let number) = value(of: node, factor) else { return nil }
      return .number(-number)
    case .not(let node):
      guard case .truth(let truth) = value(of: node, factor) else { return nil }
      return .truth(!truth)
    case .arithmetic(let a, let sign, let b):
      guard case .number(let x) = value(of: a, factor), case .number(let y) = value(of: b, factor) else { return nil }
      let result =
        switch sign {
        case .plus: x + y
        case .minus: x - y
        case .times: x * y
        case .over: x / y
        }
      return result.isFinite ? .number(result) : nil
    case .comparison(let a, let sign, let b):
      guard let x = value(of: a, factor), let y = value(of: b, factor) else { return nil }
      return truth(of: x, sign, y).map { .truth($0) }
    case .logical(let a, let sign, let b):
      guard case .truth(let x) = value(of: a, factor), case .truth(let y) = value(of: b, factor) else { return nil }
      return .truth(sign == .and ? x && y : x || y)
    }
  }

  private static func truth(of x: Value, _ sign: Comparison, _ y: Value) -> Bool? {
    switch (sign, x, y) {
    case (.equal, _, _): x == y
    case (.unequal, _, _): x != y
    case (.less, .number(let x), .number(let y)): x < y
    case (.greater, .number(let x), .number(let y)): x > y
    case (.atMost, .number(let x), .number(let y)): x <= y
    case (.atLeast, .number(let x), .number(let y)): x >= y
    default: nil
    }
  }
}

extension DesignExpression {
  /// Names in the order of writing, each once.
  public var names: [String] {
    var names: [String] = []
    func visit(_ node: Node) {
      switch node {
      case .number, .text: break
      case .name(let name): if !names.contains(name) { names.append(name) }
      case .negative(let a), .not(let a): visit(a)
      case .arithmetic(let a, _, let b), .comparison(let a, _, let b), .logical(let a, _, let b):
        visit(a)
        visit(b)
      }
    }
    visit(root)
    return names
  }

  /// What the whole is, given what the factors are; `nil` when its parts do not go together, such as a sum of words.
  public func kind(_ factor: (String) -> Kind?) -> Kind? { DesignExpression.kind(of: root, factor) }

  private static func kind(of node: Node, _ factor: (String) -> Kind?) -> Kind? {
    switch node {
    case .number: return .number
    case .text: return .text
    case .name(let name): return factor(name)
    case .negative(let a): return kind(of: a, factor) == .number ? .number : nil
    case .not(let a): return kind(of: a, factor) == .truth ? .truth : nil
    case .arithmetic(let a, _, let b):
      return kind(of: a, factor) == .number && kind(of: b, factor) == .number ? .number : nil
    case .comparison(let a, let sign, let b):
      guard let x = kind(of: a, factor), let y = kind(of: b, factor), x == y, x != .truth else { return nil }
      return x == .number || sign == .equal || sign == .unequal ? .truth : nil
    case .logical(let a, _, let b):
      return kind(of: a, factor) == .truth && kind(of: b, factor) == .truth ? .truth : nil
    }
  }
}
