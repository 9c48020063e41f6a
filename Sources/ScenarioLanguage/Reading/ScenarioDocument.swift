/// A scenario together with the text that it came from.
///
/// The text is kept so that whoever finds a fault in the scenario later can name its line.
public struct ScenarioDocument: Sendable {
  public let scenario: Scenario
  /// Values with a range, in the order of the file.
  public let uncertainInputs: [UncertainInput]
  /// What the scenario says, for hashing: the merged tree as JSON, then the tables it names. Made anew at each call.
  public var canonicalText: String {
    ([CanonicalText.text(of: root)]
      + tables.map { "\(JSONText.quoted($0.name))\n\(CanonicalText.text(of: $0.table))" })
      .joined(separator: "\n") + "\n"
  }
  /// Every file read, in the order of reading: the scenario, what it extends, its tables.
  public var files: [String] { scenarioFiles + tables.map(\.path) }
  /// The path and overrides that it was loaded from.
  public let path: String
  public let overrides: [Override]
  /// The scenario and the policies that were laid over it, in their order; empty without policies.
  public let layers: [ScenarioLayer]

  private let rules: ReadingRules
  private let root: SourceNode
  /// The tree that was read: with the numbers of the ensemble's city where one is asked for.
  private let read: SourceNode
  private let scenarioFiles: [String]
  private let tables: [ReadingContext.DataTable]

  /// Reads a scenario file, what it extends and its tables, lays policies over it, and puts overrides on top.
  ///
  /// - `rules`: which measures the files may name, and what cannot be simulated.
  /// - `policies`: files without a city of their own, each laid over what the one before made; paths in them count from
  ///   their own folder. The result is named after all of them.
  /// - Throws: When anything is wrong, with all problems that could be found.
  package static func load(
    path: String, rules: ReadingRules, policies: [String] = [], overrides: [Override] = []
  ) throws(ScenarioError) -> ScenarioDocument {
    var assembly = ScenarioAssembly(measures: rules.measures)
    guard let root = assembly.assemble(path: path, policies: policies, overrides: overrides) else {
      throw ScenarioError(problems: assembly.problems)
    }
    return try ScenarioDocument(
      root: root, scenarioFiles: assembly.files, rules: rules, path: path, overrides: overrides,
      layers: assembly.layers)
  }

  private init(
    root: SourceNode, scenarioFiles: [String], rules: ReadingRules, knownTables: [ReadingContext.DataTable] = [],
    path: String, overrides: [Override], layers: [ScenarioLayer]
  ) throws(ScenarioError) {
    var scenario = Scenario()
    let context = ReadingContext(known: knownTables)
    let place = ReadingPlace(context: context, path: [])
    read = root.withCity(at: place, measures: rules.measures)
    Section<Scenario>.scenario(measures: rules.measures).read(read, into: &scenario, at: place)
    self.scenario = scenario
    self.rules = rules
    self.root = root
    self.path = path
    self.overrides = overrides
    self.layers = layers
    self.scenarioFiles = scenarioFiles
    uncertainInputs = ScenarioDocument.ordered(context.uncertainInputs, by: read)
    tables = context.tables
    let problems = context.problems
    guard problems.isEmpty else {
      throw ScenarioError(
        problems: (problems + findings(besides: problems)).map { $0.namingIDs(of: titledItems) })
    }
  }

  /// Reads again only the keys at the top that overrides change: a sweep or a search does so for every point, and most of
  /// a large city's text is left alone.
  ///
  /// `nil` when that is not enough, or anything is wrong: then all is read, and the problems are those of the whole.
  private init?(changing earlier: ScenarioDocument, to root: SourceNode, by further: [Override]) {
    var changed: Set<String> = []
    for override in further {
      guard let key = SourcePath.components(of: override.path)?.first else { return nil }
      changed.insert(key)
    }
    // A table is kept with the key that named it first; who stops naming it may leave it to another.
    let tableKeys = Set(earlier.tables.map(\.key))
    // Of which keys a city of an ensemble changes parts, only its table says.
    guard changed.isDisjoint(with: tableKeys), earlier.scenario.ensemble?.city ?? 0 == 0 else { return nil }
    let context = ReadingContext(known: earlier.tables)
    var scenario = Scenario()
    let kept = Section<Scenario>.scenario(measures: earlier.rules.measures).read(
      root, into: &scenario, at: ReadingPlace(context: context, path: []),
      after: .init(target: earlier.scenario, changed: changed.union(tableKeys)))
    guard context.problems.isEmpty, context.tables.count == earlier.tables.count else { return nil }
    self.scenario = scenario
    rules = earlier.rules
    self.root = root
    read = root
    path = earlier.path
    overrides = earlier.overrides + further
    layers = earlier.layers
    scenarioFiles = earlier.scenarioFiles
    tables = context.tables
    let fromEarlier = earlier.uncertainInputs.filter { kept.contains(String($0.section)) }
    let fromNow = context.uncertainInputs.filter { !kept.contains(String($0.section)) }
    uncertainInputs = ScenarioDocument.ordered(fromEarlier + fromNow, by: root)
  }

  /// In the order of the file's keys, whatever was read first.
  private static func ordered(_ inputs: [UncertainInput], by root: SourceNode) -> [UncertainInput] {
    let bySection = Dictionary(grouping: inputs, by: \.section)
    return (root.entries ?? []).flatMap { bySection[$0.key[...]] ?? [] }
  }

  /// The same scenario with further overrides, as runs with drawn inputs need it.
  ///
  /// Files are not read again, so all runs of one document see the same city even while someone edits it.
  public func loaded(overriding further: [Override]) throws(ScenarioError) -> ScenarioDocument {
    var root = root
    let problems = ScenarioAssembly.apply(further, to: &root, path: path, measures: rules.measures)
    guard problems.isEmpty else { throw ScenarioError(problems: problems) }
    if let document = ScenarioDocument(changing: self, to: root, by: further) { return document }
    return try ScenarioDocument(
      root: root, scenarioFiles: scenarioFiles, rules: rules, knownTables: tables, path: path,
      overrides: overrides + further, layers: layers)
  }

  /// A problem at a part of the scenario: keys from the root, list items by id or index.
  ///
  /// It points at the part's value, or at the deepest part of the path that was written. Below `city.files` and a tier,
  /// the id of a unit leads to its row.
  public func problem(at path: [String], kind: ScenarioProblem.Kind) -> ScenarioProblem {
    ScenarioProblem(position: position(at: path), path: path, kind: kind).namingIDs(of: titledItems)
  }

  private var titledItems: TitledItems { TitledItems(root, measures: rules.measures) }

  /// What can be said for certain about the scenario as a whole although parts of it could not be read.
  private func findings(besides problems: [ScenarioProblem]) -> [ScenarioProblem] {
    // A problem of the whole file, such as a missing section, leaves nothing to be certain of.
    guard problems.allSatisfy({ !$0.path.isEmpty }) else { return [] }
    return rules.findings(scenario, Set(problems.map { $0.path[0] })).map { problem(at: $0.path, kind: $0.kind) }
  }

  private func position(at path: [String]) -> SourcePosition {
    if path.count == 4, path[0] == "city", path[1] == "files", let row = position(ofUnit: path[3], tier: path[2]) {
      return row
    }
    var node = read
    var position = read.position
    for component in path {
      if let entry = node.entries?.first(where: { $0.key == component }) {
        node = entry.value
        // A mapping or list begins below its key, where nobody would look for it.
        position = node.text == nil ? entry.keyPosition : node.position
      } else if let items = node.items,
        let index = items.firstIndex(where: { $0.itemID == component }) ?? Int(component),
        items.indices.contains(index)
      {
        node = items[index]
        position = node["id"]?.position ?? node.position
      } else {
        break
      }
    }
    if node.isAnnotated, let value = node["value"] { position = value.position }
    return position
  }

  private func position(ofUnit id: String, tier: String) -> SourcePosition? {
    guard let file = root["city"]?["files"]?[tier], let name = file.text ?? file["value"]?.text,
      let table = tables.first(where: { $0.name == name })?.table, let column = table.column("id"),
      let row = table.rows.first(where: { $0[column].text == id })
    else { return nil }
    return row[column].position(in: table.source)
  }
}
