import Foundation

/// Cosines of the ranks of an input, as orthonormal columns over a sample.
///
/// With u = (rank − ½) / n, ties at their mean rank, the columns are cos(jπu) for j = 1 … J, made orthogonal to the mean
/// and to each other (for distinct values they are so already). The first is monotone in the input, the second a band:
/// high at both ends and low between. Columns that the ones before explain, as with few distinct values, are left out.
/// The discrete cosine transform for given data is that of Plischke (2012).
struct CosineBasis: Sendable {
  /// Each of length 1 and sum 0.
  let columns: [[Double]]
  /// Which cosine each column is.
  let terms: [Int]

  init(_ values: [Double], terms count: Int) {
    let u = CosineBasis.ranks(of: values).map { ($0 - 0.5) / Double(values.count) }
    var columns: [[Double]] = []
    var terms: [Int] = []
    for term in 1...max(1, count) {
      let raw = u.map { cos(Double(term) * .pi * $0) }
      guard let column = Columns.orthonormal(raw, to: columns) else { continue }
      columns.append(column)
      terms.append(term)
    }
    self.columns = columns
    self.terms = terms
  }

  /// Ranks from 1, ties at their mean.
  static func ranks(of values: [Double]) -> [Double] {
    let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    var ranks = [Double](repeating: 0, count: values.count)
    var first = 0
    while first < order.count {
      var last = first
      while last + 1 < order.count, values[order[last + 1]] == values[order[first]] { last += 1 }
      for place in first...last { ranks[order[place]] = Double(first + last) / 2 + 1 }
      first = last + 1
    }
    return ranks
  }
}

/// Lists of numbers of one length as vectors.
enum Columns {
  static func product(_ a: [Double], _ b: [Double]) -> Double {
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        var sum = 0.0
        for index in 0..<min(a.count, b.count) { sum += a[index] * b[index] }
        return sum
      }
    }
  }

  /// Residuals of a fit by a mean and orthonormal columns over √(1 − leverage).
  static func studentised(_ residual: [Double], by columns: [[Double]]) -> [Double] {
    residual.indices.map { place in
      let leverage = columns.reduce(1 / Double(residual.count)) { $0 + $1[place] * $1[place] }
      return residual[place] / max(1e-6, 1 - leverage).squareRoot()
    }
  }

  /// Σ a² b².
  static func squares(_ a: [Double], _ b: [Double]) -> Double {
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        var sum = 0.0
        for index in 0..<min(a.count, b.count) {
          let product = a[index] * b[index]
          sum += product * product
        }
        return sum
      }
    }
  }

  static func centred(_ values: [Double]) -> [Double] {
    let mean = values.reduce(0, +) / Double(max(1, values.count))
    return values.map { $0 - mean }
  }

  /// What is left of a vector beside the mean and orthonormal columns, at length 1; `nil` when nothing is.
  static func orthonormal(_ raw: [Double], to columns: [[Double]]) -> [Double]? {
    var rest = centred(raw)
    let before = product(rest, rest)
    // Twice: the second pass removes what rounding of the first left.
    for _ in 0..<2 { remove(columns, from: &rest) }
    let length = product(rest, rest)
    // Squares of rounding are no direction.
    guard before > 1e-20, length > 1e-8 * before else { return nil }
    let scale = 1 / length.squareRoot()
    return rest.map { $0 * scale }
  }

  /// Takes away what orthonormal columns explain.
  static func remove(_ columns: [[Double]], from values: inout [Double]) {
    for column in columns {
      let weight = product(column, values)
      for index in values.indices { values[index] -= weight * column[index] }
    }
  }
}
