import Foundation
import IssueFlow

extension Comparison {
  /// Whether a policy is the baseline under another name: then nothing differs, and no luck could make it.
  func isBaseline(_ policy: Int) -> Bool {
    let (own, base) = (Comparison.content(of: entries[policy].document), Comparison.content(of: entries[0].document))
    return own.tables == base.tables && own.keys != nil && own.keys == base.keys
  }

  /// What a file says of the city, without what only names it; the tree is on the first line of the canonical text.
  private static func content(of document: ScenarioDocument) -> (keys: Data?, tables: Substring) {
    let text = document.canonicalText
    let end = text.firstIndex(of: "\n") ?? text.endIndex
    let tree = (try? JSONSerialization.jsonObject(with: Data(text[..<end].utf8))) as? [String: Any]
    let names: Set = ["name", "title", "about", "caution"]
    let kept = tree?.filter { !names.contains($0.key) && !(($0.value as? [Any])?.isEmpty ?? false) }
    // As text again, since dictionaries of Foundation that hold lists are never equal where it is linked statically.
    return (kept.flatMap { try? JSONSerialization.data(withJSONObject: $0, options: .sortedKeys) }, text[end...])
  }
}
