/// A scenario, or a policy that was laid over it: what results name of it.
public struct ScenarioLayer: Sendable {
  /// As it was named.
  public let path: String
  /// The file's own `name`; made of the file's name where it has none.
  public let name: String
  public let title: LocalizedText
  /// What the file says with all that it extends, without what its tables hold, for hashing.
  public let content: String

  init(_ root: SourceNode, path: String) {
    self.path = path
    name = root["name"]?.text ?? ScenarioLayer.name(ofFile: path)
    title = root["title"].map(ScenarioLayer.text) ?? LocalizedText()
    content = CanonicalText.text(of: root)
  }

  /// The file's name without folder and ending, in the letters that names have.
  private static func name(ofFile path: String) -> String {
    let file = path.split(separator: "/").last ?? ""
    let stem = file.split(separator: ".").first ?? ""
    let kept = stem.lowercased().unicodeScalars.map { scalar -> String in
      let sign = String(Character(scalar))
      return NameGrammar.isID("a" + sign, alsoHyphens: true) ? sign : "-"
    }.joined()
    return NameGrammar.isID(kept, alsoHyphens: true) ? kept : "policy-" + kept
  }

  /// A text of a tree, before anything is read.
  fileprivate static func text(_ node: SourceNode) -> LocalizedText {
    guard node.entries != nil else { return LocalizedText(same: node.text ?? "") }
    return LocalizedText(en: node["en"]?.text ?? "", zh: node["zh"]?.text ?? "")
  }
}

/// Policies that are written without a city and laid over one.
enum PolicyLayer {
  /// Keys that change nothing of a city.
  private static let naming: Set = ["schema", "name", "title", "about", "caution"]

  /// Keys of a scenario that do; a file of none of them is a misspelt scenario sooner than a policy.
  private static let changing = Set(Section<Scenario>.scenario(measures: []).spec.fields.map(\.key)).subtracting(naming)
    .subtracting(["city"])

  /// Whether a file, with what it extends, is a policy: it changes something, and neither has units nor says what is
  /// observed.
  static func isPolicy(_ root: SourceNode) -> Bool {
    guard CityMerge.ground(of: root) == nil, root["observe"] == nil, let entries = root.entries else { return false }
    return entries.contains { changing.contains($0.key) }
  }

  /// Lays a policy over a city: as `extends` would, but what must be known of the city stays said.
  static func lay(_ policy: SourceNode, over city: SourceNode) -> SourceNode {
    var laid = CityMerge.layer(policy, over: city)
    if let below = city["caution"], let above = policy["caution"] {
      laid.setEntry("caution", both(below, above))
    }
    return laid
  }

  private static func both(_ below: SourceNode, _ above: SourceNode) -> SourceNode {
    let (lower, upper) = (ScenarioLayer.text(below), ScenarioLayer.text(above))
    func joined(_ one: String, _ other: String) -> String {
      one.isEmpty || other.isEmpty ? one + other : one + " " + other
    }
    return node(LocalizedText(en: joined(lower.en, upper.en), zh: joined(lower.zh, upper.zh)), at: above.position)
  }

  /// Names the result after the city and all policies, so that neither is taken for it.
  static func name(_ root: inout SourceNode, layers: [ScenarioLayer], city: SourceNode) {
    guard let below = layers.first, layers.count > 1 else { return }
    let policies = layers.dropFirst()
    let names = [below.name] + policies.map(\.name)
    // One that is no name stays as it is written, so that its place is reported.
    guard names.allSatisfy({ NameGrammar.isID($0, alsoHyphens: true) }) else { return }
    let name = String("\(below.name)-with-\(policies.map(\.name).joined(separator: "-"))".prefix(100))
    let position = root["name"]?.position ?? root.position
    root.setEntry("name", SourceNode(position: position, content: .scalar(name, .plain)))
    func told(_ layer: ScenarioLayer, _ text: KeyPath<LocalizedText, String>) -> String {
      let own = layer.title[keyPath: text]
      return own.isEmpty ? layer.title.en + (layer.title.en.isEmpty ? layer.title.zh : "") : own
    }
    func title(_ text: KeyPath<LocalizedText, String>, _ with: String, _ and: String) -> String {
      func named(_ layer: ScenarioLayer) -> String {
        let own = told(layer, text)
        return own.isEmpty ? layer.name : own
      }
      return named(below) + with + policies.map(named).joined(separator: and)
    }
    root.setEntry(
      "title", node(LocalizedText(en: title(\.en, ", with ", ", "), zh: title(\.zh, "，采取", "、")), at: position))
  }

  private static func node(_ text: LocalizedText, at position: SourcePosition) -> SourceNode {
    SourceNode(
      position: position,
      content: .mapping(
        [("en", text.en), ("zh", text.zh)].filter { !$0.1.isEmpty }.map {
          .init(
            key: $0.0, keyPosition: position, value: SourceNode(position: position, content: .scalar($0.1, .quoted)))
        }))
  }
}

extension ScenarioDocument {
  /// What was laid over the scenario, as one: names and titles joined; `nil` when nothing was.
  public var policy: (name: String, title: LocalizedText)? {
    guard layers.count > 1 else { return nil }
    let own = layers.dropFirst()
    func joined(_ text: KeyPath<LocalizedText, String>, _ separator: String) -> String {
      own.map { $0.title[keyPath: text] }.filter { !$0.isEmpty }.joined(separator: separator)
    }
    let hasTitles = own.allSatisfy { $0.title != LocalizedText() }
    return (
      own.map(\.name).joined(separator: "-"),
      hasTitles ? LocalizedText(en: joined(\.en, ", "), zh: joined(\.zh, "、")) : LocalizedText()
    )
  }
}
