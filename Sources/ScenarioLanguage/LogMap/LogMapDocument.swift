/// A map file that has been read, with the places of what it says.
public struct LogMapDocument: Sendable {
  public let map: LogMap
  public let path: String
  private let root: SourceNode

  /// Reads a map.
  /// - Throws: when anything is wrong with it, with all problems.
  public static func load(path: String) throws(ScenarioError) -> LogMapDocument {
    let root = try SourceNode.root(ofFile: path)
    let context = ReadingContext()
    var map = LogMap()
    Section<LogMap>.logMap.read(root, into: &map, at: ReadingPlace(context: context, path: []))
    guard context.problems.isEmpty else { throw ScenarioError(problems: context.problems) }
    return LogMapDocument(map: map, path: path, root: root)
  }

  /// A problem with what the map says at a path of keys, as far down as it was written.
  public func problem(at path: [String], kind: ScenarioProblem.Kind) -> ScenarioProblem {
    var node = root
    for key in path {
      guard let next = node[key] ?? node.items?.first(where: { $0.itemID == key }) else { break }
      node = next
    }
    return ScenarioProblem(position: node.position, path: path, kind: kind)
  }
}

extension SourceNode {
  /// The tree of a file that is a mapping of keys.
  static func root(ofFile path: String) throws(ScenarioError) -> SourceNode {
    let text: String
    do {
      text = try FileText.read(path: path)
    } catch {
      let empty = SourceText(name: path, directory: "", order: 0, text: "")
      throw ScenarioError(
        problems: [ScenarioProblem(position: empty.start, path: [], kind: .file(path: path, error.fault))])
    }
    let source = SourceText(name: path, directory: FileText.directory(of: path), order: 0, text: text)
    do throws(YAMLFault) {
      let root = try YAMLTree.parse(text, in: source)
      guard root.entries != nil else {
        throw YAMLFault(root.position, .shape(found: root.shape, expected: .mappingOfKeys))
      }
      return root
    } catch {
      throw ScenarioError(problems: WrittenSigns.problems(of: error))
    }
  }
}
