/// What becomes of the city of a file when another is laid over it.
///
/// A city is what a result is about, so none takes the place of another unless the file says so: `replace: whole` for a
/// city that stands alone, `replace: keys` for one whose keys change those below. Without the word a file may change
/// parts of what it extends; it may not bring units of its own where another file of its list has some, nor give all
/// units anew. The word is spent by the file that it is laid over, so that who extends both says it again.
enum CityMerge {
  /// The word that the city of a tree says.
  static func word(of tree: SourceNode) -> CityReplacement? {
    tree["city"]?[CityReplacement.key]?.text.flatMap(CityReplacement.init)
  }

  /// Where a tree's units are written; `nil` when it has none.
  static func ground(of tree: SourceNode) -> SourcePosition? {
    guard let entries = tree["city"]?.entries else { return nil }
    return entries.first { ["units", "files"].contains($0.key) }?.keyPosition
  }

  /// Whether the units of a file of a list, or of a policy, would replace other units in silence.
  static func replacesAsSibling(_ above: SourceNode, over below: SourceNode) -> Bool {
    guard ground(of: above) != nil, ground(of: below) != nil, word(of: above) == nil, let upper = above["city"],
      let lower = below["city"]
    else { return false }
    return CanonicalText.text(of: spent(upper)) != CanonicalText.text(of: spent(lower))
  }

  /// Whether a file's own city leaves nothing of the units that it extends.
  static func replacesAsOwn(_ above: SourceNode, over below: SourceNode) -> Bool {
    guard word(of: above) == nil, let upper = above["city"], let lower = below["city"] else { return false }
    if upper["files"] != nil { return lower["units"] != nil || replacesAll(upper["files"], lower["files"]) }
    if upper["units"] != nil { return lower["files"] != nil || replacesAll(upper["units"], lower["units"]) }
    return false
  }

  private static func replacesAll(_ above: SourceNode?, _ below: SourceNode?) -> Bool {
    guard let upper = above?.entries, let lower = below?.entries, lower.count > 1 else { return false }
    return Set(lower.map(\.key)).isSubset(of: Set(upper.map(\.key)))
  }

  /// Lays a tree over another, and takes the words out.
  static func layer(_ above: SourceNode, over below: SourceNode) -> SourceNode {
    var below = below
    if word(of: above) == .whole { below.removeEntry("city") }
    var merged = ScenarioMerge.merge(above, over: below)
    guard below["city"] != nil || word(of: above) == .whole else { return merged }
    merged.mapEntry("city", spent)
    return merged
  }

  /// A city without its word; what is no word stays, so that its reader says so.
  private static func spent(_ city: SourceNode) -> SourceNode {
    var city = city
    if city[CityReplacement.key]?.text.flatMap(CityReplacement.init) != nil { city.removeEntry(CityReplacement.key) }
    return city
  }
}

extension SourceNode {
  mutating func removeEntry(_ key: String) {
    guard case .mapping(let entries) = content else { return }
    content = .mapping(entries.filter { $0.key != key })
  }

  mutating func mapEntry(_ key: String, _ change: (SourceNode) -> SourceNode) {
    guard case .mapping(var entries) = content, let index = entries.firstIndex(where: { $0.key == key }) else { return }
    entries[index].value = change(entries[index].value)
    content = .mapping(entries)
  }

  /// Sets an entry of a mapping, in the place of one with its key or else last.
  mutating func setEntry(_ key: String, _ value: SourceNode) {
    guard case .mapping(var entries) = content else { return }
    if let index = entries.firstIndex(where: { $0.key == key }) {
      entries[index].value = value
    } else {
      entries.append(.init(key: key, keyPosition: value.position, value: value))
    }
    content = .mapping(entries)
  }
}
