/// The titles of what a scenario defines, with their ids: many write the title where an id is wanted.
struct TitledItems {
  private var items: [(title: String, what: LocalizedText, id: String)] = []

  init(_ root: SourceNode, measures: [MeasureKind]) {
    let lists: [(String, LocalizedText)] = [
      ("tiers", .tierWord), ("types", .typeWord), ("channels", .channelWord), ("departments", .departmentWord),
      ("calendars", .calendarWord), ("profiles", .profileWord), ("volunteers", .volunteerWord),
      ("responders", .responderWord), ("errands", .errandWord),
    ]
    for (key, what) in lists {
      for item in root[key]?.items ?? [] {
        guard let id = item.itemID else { continue }
        for title in item.titles { items.append((title, what, id)) }
      }
    }
    for kind in measures {
      for title in [kind.page.term, kind.page.title.en, kind.page.title.zh] {
        items.append((title, .measureWord, kind.page.id))
      }
    }
    for response in Response.all { items.append((response.title.zh, .responseWord, response.name)) }
  }

  /// The id of what has a title, among these names if there are any.
  func id(of title: String, among names: [String]) -> (id: String, what: LocalizedText)? {
    let found = items.filter { $0.title.lowercased() == title.lowercased() && $0.id != title }
    let match = names.isEmpty ? found.first : found.first { names.contains($0.id) }
    return match.map { ($0.id, $0.what) }
  }
}

extension SourceNode {
  /// The texts of its title in every language.
  var titles: [String] {
    guard let title = self["title"] else { return [] }
    return (title.entries?.compactMap(\.value.text) ?? [title.text].compactMap { $0 }).filter { !$0.isEmpty }
  }
}

extension ScenarioProblem {
  /// The same problem, with the id where somebody wrote a title.
  func namingIDs(of items: @autoclosure () -> TitledItems) -> ScenarioProblem {
    let found: (name: String, id: String, what: LocalizedText)?
    switch kind {
    case .unknownName(let name, _, let candidates):
      found = items().id(of: name, among: candidates).map { (name, $0.id, $0.what) }
    case .malformedName(let name, let allowed) where allowed == .idExample || allowed.en.contains("id"):
      found = items().id(of: name, among: []).map { (name, $0.id, $0.what) }
    default: found = nil
    }
    guard let found else { return self }
    return ScenarioProblem(
      position: position, path: path, kind: .titleForID(found.name, what: found.what, id: found.id))
  }
}
