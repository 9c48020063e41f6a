import RandomStreams

extension ScenarioSchema {
  /// The page of a key or section: what it is, how to write it, what stands without it.
  ///
  /// - Parameters:
  ///   - name: A path such as `tiers.competence`, also with ids as in `tiers.grid.paperwork`; or a key alone, which
  ///     gives a page for every place where it occurs; or `scenario`, `design`, `search` for the top of a file.
  ///   - language: the language of the page.
  /// - Returns: `nil` when there is no such key.
  public static func explain(_ name: String, language: MessageLanguage) -> String? {
    if let file = StudyFile(rawValue: name) { return page(of: file.section, title: name, language) }
    if let (path, field) = studyFields.first(where: { $0.path == name }) { return page(of: field, at: path, language) }
    let components = name.split(separator: ".").map(String.init)
    if let (path, field) = field(at: components) { return page(of: field, at: path.joined(separator: "."), language) }
    let matches = (fields + studyFields).filter { $0.field.key == name }
    guard !matches.isEmpty else { return nil }
    return matches.map { page(of: $0.field, at: $0.path, language) }.joined(separator: "\n\n")
  }

  /// Names that ``explain(_:language:)`` knows, for suggestions.
  public static var explainable: [String] {
    var seen: Set<String> = []
    return (StudyFile.allCases.map(\.rawValue) + (fields + studyFields).flatMap { [$0.path, $0.field.key] }).filter {
      seen.insert($0).inserted
    }
  }

  private static func page(of field: FieldSpec, at path: String, _ language: MessageLanguage) -> String {
    let isEnglish = language == .english
    var lines = [path, "", "  " + field.doc[language]]
    if let section = field.kind.section { lines.append("  " + section.doc[language]) }
    lines.append("")
    func add(_ english: String, _ chinese: String, _ text: String) {
      guard !text.isEmpty else { return }
      let label = isEnglish ? english.padded(to: 10) : chinese + "："
      lines.append("  \(label)\(text)")
    }
    let end = isEnglish ? "; " : "；"
    add("Kind", "类型", field.kind.noun[language] + end + field.kind.allowed[language])
    add("Range", "范围", field.kind.rangeText?[language] ?? "")
    add("Unit", "单位", field.unit[language])
    if field.isRequired {
      add("Required", "必填", isEnglish ? "yes" : "是")
    } else {
      add("Default", "默认", field.defaultText.isEmpty ? (isEnglish ? "nothing" : "无") : field.defaultText)
    }
    if field.kind.isAnnotatable {
      add("Or", "也可写", "{value: …, range: [\(isEnglish ? "low, high" : "最低, 最高")], source: …, about: …}")
    }
    if case .distribution = field.kind {
      lines.append(isEnglish ? "  Forms" : "  写法：")
      lines += (DistributionForm.all.map(\.usage) + ["empirical(file.csv, column: …)", "mixture(0.7: …, 0.3: …)"])
        .map { "    " + $0 }
    }
    guard let section = field.kind.section else { return lines.joined(separator: "\n") }
    return lines.joined(separator: "\n") + "\n\n" + keys(of: section, language)
  }

  private static func page(of section: SectionSpec, title: String, _ language: MessageLanguage) -> String {
    [title, "", "  " + section.doc[language], "", keys(of: section, language)].joined(separator: "\n")
  }

  private static func keys(of section: SectionSpec, _ language: MessageLanguage) -> String {
    let width = (section.fields.map(\.key.count).max() ?? 0) + 2
    let heading = language == .english ? "  Keys" : "  键"
    let lines = section.fields.map { field in
      let mark = field.isRequired ? (language == .english ? " (required)" : "（必填）") : ""
      return "    " + field.key.padded(to: width) + field.doc[language] + mark
    }
    return ([heading] + lines).joined(separator: "\n")
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}

extension FieldKind {
  /// The numbers allowed, where the kind has a range of its own.
  fileprivate var rangeText: LocalizedText? {
    switch self {
    case .share(let range): range.text(percent: true)
    case .number(let range), .duration(let range): range.text(percent: false)
    case .integer(let range): .between("\(range.lowerBound)", "\(range.upperBound)")
    case .tolerance: .shareRange
    default: nil
    }
  }
}
