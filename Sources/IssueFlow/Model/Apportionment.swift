/// Whole numbers in proportion to others.
package enum Apportionment {
  /// Shares of a total in proportion to counts, which add up to it: each is rounded down, and what is left goes to those
  /// that lost most by it, of equals to the first (Hamilton's method).
  ///
  /// - Precondition: no count is below 0, not all are 0, and no product of a count and the total exceeds 63 bits.
  /// - Complexity: O(n log n)
  package static func shares(of total: Int, inProportionTo counts: [Int]) -> [Int] {
    let sum = counts.reduce(0, +)
    var shares = counts.map { $0 * total / sum }
    let losses = counts.indices.sorted { (counts[$1] * total % sum, $0) < (counts[$0] * total % sum, $1) }
    for index in losses.prefix(total - shares.reduce(0, +)) { shares[index] += 1 }
    return shares
  }
}
