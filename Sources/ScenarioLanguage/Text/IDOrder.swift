extension String {
  /// Whether it comes before another id: runs of digits by their number, all else by its bytes, so that `grid-2` comes
  /// before `grid-10`. Different ids never tie.
  ///
  /// - Complexity: O(length)
  package func precedesAsID(_ other: String) -> Bool {
    var (a, b) = (self, other)
    let order = a.withUTF8 { first in b.withUTF8 { second in IDOrder.compare(first, second) } }
    if order != 0 { return order < 0 }
    return a.utf8.lexicographicallyPrecedes(b.utf8)
  }
}

private enum IDOrder {
  /// Below, at or above zero as the first comes before, beside or after the second; ids that differ by leading zeros alone
  /// stand beside each other.
  static func compare(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Int {
    var (i, j) = (0, 0)
    while i < a.count, j < b.count {
      if isDigit(a[i]), isDigit(b[j]) {
        let (first, second) = (number(a, from: &i), number(b, from: &j))
        if first.count != second.count { return first.count < second.count ? -1 : 1 }
        for (x, y) in zip(first, second) where x != y { return x < y ? -1 : 1 }
      } else {
        if a[i] != b[j] { return a[i] < b[j] ? -1 : 1 }
        i += 1
        j += 1
      }
    }
    return (a.count - i) - (b.count - j)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }

  /// The digits of a number without leading zeros; the place is moved behind them.
  private static func number(
    _ text: UnsafeBufferPointer<UInt8>, from place: inout Int
  ) -> Slice<UnsafeBufferPointer<UInt8>> {
    var start = place
    while place < text.count, isDigit(text[place]) { place += 1 }
    while start < place - 1, text[start] == 48 { start += 1 }
    return text[start..<place]
  }
}
