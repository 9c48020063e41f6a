/// Reads a scenario file with all it extends, lays policies over it, and puts the overrides on top.
struct ScenarioAssembly {
  /// Those that the files may name.
  let measures: [MeasureKind]
  private(set) var problems: [ScenarioProblem] = []
  /// Every file read, in the order of reading.
  private(set) var files: [String] = []
  /// The scenario and the policies laid over it; empty without policies.
  private(set) var layers: [ScenarioLayer] = []
  private var sources = 0

  init(measures: [MeasureKind]) { self.measures = measures }

  /// The merged tree with the overrides on top; `nil` when anything is wrong.
  mutating func assemble(path: String, policies: [String] = [], overrides: [Override]) -> SourceNode? {
    guard var root = tree(path: path, namedBy: nil, chain: []) else { return nil }
    if problems.isEmpty, PolicyLayer.isPolicy(root) {
      let position = root["name"]?.position ?? root.position
      report(.policyAlone(path: path), at: position)
      problems += PolicyDocument.problems(of: root, measures: measures)
      return nil
    }
    if !policies.isEmpty {
      layers = [ScenarioLayer(root, path: path)]
      let city = root
      for policy in policies {
        guard let above = tree(path: policy, namedBy: nil, chain: []) else { continue }
        if CityMerge.word(of: above) == nil, let ground = CityMerge.ground(of: above) {
          report(.policyHasCity(policy: policy, city: path), at: ground, path: ["city"])
        }
        layers.append(ScenarioLayer(above, path: policy))
        root = PolicyLayer.lay(above, over: root)
      }
      PolicyLayer.name(&root, layers: layers, city: city)
    }
    problems += ScenarioAssembly.apply(overrides, to: &root, path: path, measures: measures)
    return problems.isEmpty ? root : nil
  }

  /// A file by itself with all it extends, for who looks at a policy without a city; `nil` when it cannot be read.
  mutating func part(path: String) -> SourceNode? { tree(path: path, namedBy: nil, chain: []) }

  /// Puts overrides on top of a tree that was read from a path; paths that they hold are relative to it too.
  static func apply(
    _ overrides: [Override], to root: inout SourceNode, path: String, measures: [MeasureKind]
  ) -> [ScenarioProblem] {
    var problems: [ScenarioProblem] = []
    for (index, override) in overrides.enumerated() {
      let source = SourceText(
        name: SourceText.overrideName, directory: FileText.directory(of: path),
        order: SourceText.firstOverrideOrder + index, text: "\(override.path)=\(override.value)")
      do throws(YAMLFault) {
        try override.apply(to: &root, in: source, measures: measures)
      } catch {
        problems.append(ScenarioProblem(position: error.position, path: [], kind: error.kind))
      }
    }
    return problems
  }

  /// The tree of a file with all that it extends; `namedBy` are the words by which another file names it, and where.
  private mutating func tree(
    path: String, namedBy: (name: String, position: SourcePosition)?, chain: [String]
  ) -> SourceNode? {
    let order = nextOrder()
    let text: String
    do throws(FileFault) {
      if let namedBy {
        text = try NamedFile(namedBy.name, from: namedBy.position.source, as: .scenario).text
      } else {
        text = try FileText.read(path: path)
      }
    } catch {
      let own = SourceText(name: path, directory: "", order: order, text: "")
      report(.file(path: path, error.fault), at: namedBy?.position ?? own.start)
      return nil
    }
    files.append(path)
    let source = SourceText(name: path, directory: FileText.directory(of: path), order: order, text: text)
    do throws(YAMLFault) {
      var root = try YAMLTree.parse(text, in: source)
      guard case .mapping(let entries) = root.content else {
        throw YAMLFault(root.position, .shape(found: root.shape, expected: .mappingOfKeys))
      }
      root.content = .mapping(entries.filter { $0.key != "extends" })
      guard let extends = entries.first(where: { $0.key == "extends" })?.value else { return root }
      return merge(root, over: extends, path: path, source: source, chain: chain)
    } catch {
      problems += WrittenSigns.problems(of: error)
      return nil
    }
  }

  /// Merges a file over those named by its `extends`, of which a later one changes an earlier one.
  private mutating func merge(
    _ root: SourceNode, over extends: SourceNode, path: String, source: SourceText, chain: [String]
  ) -> SourceNode? {
    var merged: SourceNode?
    // What the file says of the city itself settles what becomes of those that it extends.
    let isSettled = CityMerge.word(of: root) == .whole
    for node in extends.items ?? [extends] {
      guard let name = node.text, !name.isEmpty else {
        report(.shape(found: node.shape, expected: .pathOfFile), at: node.position, path: ["extends"])
        continue
      }
      let base = FileText.resolve(name, in: source.directory)
      let chain = chain + [path]
      if let start = chain.firstIndex(where: { FileText.identity(of: $0) == FileText.identity(of: base) }) {
        report(.extendsCycle(chain[start...] + [base]), at: node.position, path: ["extends"])
        continue
      }
      guard files.count < ReadingLimits.extendedFiles else {
        report(
          .tooMany(.extendedFiles, limit: "\(ReadingLimits.extendedFiles)"), at: node.position, path: ["extends"])
        return nil
      }
      guard let tree = tree(path: base, namedBy: (name, node.position), chain: chain) else { continue }
      if let below = merged, !isSettled, CityMerge.replacesAsSibling(tree, over: below) {
        reportReplacement(of: below, by: tree, isOwn: false, at: node.position, path: ["extends"])
      }
      merged = merged.map { CityMerge.layer(tree, over: $0) } ?? tree
    }
    guard let merged else { return root }
    if CityMerge.replacesAsOwn(root, over: merged), let city = CityMerge.ground(of: root) {
      reportReplacement(of: merged, by: root, isOwn: true, at: city, path: ["city"])
    }
    return CityMerge.layer(root, over: merged)
  }

  private mutating func reportReplacement(
    of below: SourceNode, by above: SourceNode, isOwn: Bool, at position: SourcePosition, path: [String]
  ) {
    guard let lower = CityMerge.ground(of: below), let upper = CityMerge.ground(of: above) else { return }
    report(.replacesCity(upper: upper.place, lower: lower.place, isOwn: isOwn), at: position, path: path)
  }

  private mutating func nextOrder() -> Int {
    sources += 1
    return sources
  }

  private mutating func report(_ kind: ScenarioProblem.Kind, at position: SourcePosition, path: [String] = []) {
    problems.append(ScenarioProblem(position: position, path: path, kind: kind))
  }
}

extension SourceNode {
  /// What a message calls this node.
  var shape: ScenarioProblem.Shape {
    switch content {
    case .scalar(let text, let style): SourceNode.isNothing(text, style) ? .nothing : .text
    case .sequence: .list
    case .mapping: .mapping
    }
  }

  private static func isNothing(_ text: String, _ style: Style) -> Bool {
    style == .plain && ["", "~", "null", "Null", "NULL"].contains(text)
  }
}

extension LocalizedText {
  static let extendedFiles = LocalizedText(en: "files joined by extends", zh: "个以 extends 相连的文件")
}
