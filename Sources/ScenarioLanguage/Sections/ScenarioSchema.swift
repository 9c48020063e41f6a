/// The language as a whole: every key with its documentation.
public enum ScenarioSchema {
  /// The keys at the top of a file.
  public static var root: SectionSpec { Section<Scenario>.scenario(measures: []).spec }

  /// Every key by its path, such as `tiers.competence.level`, in the order of the documentation.
  public static var fields: [(path: String, field: FieldSpec)] { fields(of: root, below: []) }

  static func fields(of section: SectionSpec, below path: [String]) -> [(path: String, field: FieldSpec)] {
    section.fields.flatMap { field in
      let path = path + [field.key]
      let own = [(path: path.joined(separator: "."), field: field)]
      return own + (field.kind.section.map { fields(of: $0, below: path) } ?? [])
    }
  }

  /// The key at a path, in which ids and names of the scenario may stand: `tiers.grid.paperwork`.
  static func field(at components: [String]) -> (path: [String], field: FieldSpec)? {
    var section = root
    var found: (path: [String], field: FieldSpec)?
    var names = 0
    for component in components {
      if let field = section.fields.first(where: { $0.key == component }) {
        found = ((found?.path ?? []) + [component], field)
        section = field.kind.section ?? SectionSpec(doc: LocalizedText(), fields: [])
        names = field.kind.nameDepth
      } else if names > 0 {
        names -= 1
      } else {
        return nil
      }
    }
    return found
  }
}

extension FieldKind {
  /// How many names of the scenario's own stand one below the other before the next key.
  fileprivate var nameDepth: Int {
    switch self {
    case .list, .map: 1
    case .routing: 2
    default: 0
    }
  }
}
