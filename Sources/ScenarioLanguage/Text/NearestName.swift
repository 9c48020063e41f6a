/// Finds the name that was probably meant.
public enum NearestName {
  /// Returns the candidate with the fewest edits from `name`, or `nil` when none is near.
  ///
  /// Near is at most one edit for three letters or fewer, else a third of the length. Edits are insertions, deletions,
  /// substitutions and swaps of neighbours, without regard to case; the first candidate wins a tie.
  public static func suggestion(for name: String, among candidates: [String]) -> String? {
    // A hostile file may hold a key of megabytes; no candidate is near it, and the table would be huge.
    guard name.count <= 100 else { return nil }
    let allowed = max(1, name.count / 3)
    var best: (name: String, edits: Int)?
    for candidate in candidates where candidate != name {
      let edits = distance(Array(name.lowercased()), Array(candidate.lowercased()))
      if edits <= allowed, edits < best?.edits ?? .max { best = (candidate, edits) }
    }
    return best?.name
  }

  /// The optimal string alignment distance.
  static func distance(_ a: [Character], _ b: [Character]) -> Int {
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var edits = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { edits = min(edits, beforeLast[j - 1] + 1) }
        row.append(edits)
      }
      (beforeLast, last) = (last, row)
    }
    return last[b.count]
  }
}
