// Inputs whose bytes somebody else has chosen: a fuzzer that looks which code they reach.

extension FuzzCase.Kind {
  /// The kinds that are a file of bytes with nothing around it that such a fuzzer would break first. Values to put on top
  /// of a scenario are not a file, and records of a journal carry sums.
  public static let guided: [FuzzCase.Kind] = [.scenario, .table, .design, .map, .log, .state]
}

extension CaseMaker {
  /// An input of a kind. Where there are several bases, of tables and states, the first byte chooses one.
  public func guided(_ kind: FuzzCase.Kind, _ bytes: [UInt8]) -> FuzzCase {
    let rest = Array(bytes.dropFirst())
    let choice = Int(bytes.first ?? 0)
    switch kind {
    case .table: return FuzzCase(kind: kind, base: shipped.tables[choice % shipped.tables.count].path, bytes: rest)
    case .state:
      var sealed = rest
      // A wrong sum would hide everything behind it.
      StateProperty.seal(&sealed)
      return FuzzCase(kind: kind, base: states[choice % states.count].name, bytes: sealed)
    case .design: return FuzzCase(kind: kind, base: "studies/guided.yaml", bytes: bytes)
    case .map, .log, .scenario, .overrides, .journal: return FuzzCase(kind: kind, base: "guided.yaml", bytes: bytes)
    }
  }

  /// Sound inputs of a kind, to begin with.
  public func seeds(_ kind: FuzzCase.Kind) -> [[UInt8]] {
    func files(_ bases: [Shipped.Base]) -> [[UInt8]] {
      // The largest takes a hundred times as long as others.
      bases.filter { $0.text.utf8.count < 20_000 }.map { Array($0.text.utf8) }
    }
    switch kind {
    case .scenario: return files(shipped.scenarios)
    case .design: return files(shipped.designs)
    case .map: return [Array(shipped.map.text.utf8)]
    case .log: return [Array(shipped.log.utf8)]
    case .table: return shipped.tables.enumerated().map { [UInt8($0.offset)] + Array($0.element.text.utf8) }
    case .state: return states.enumerated().map { [UInt8($0.offset)] + $0.element.bytes }
    case .overrides, .journal: return []
    }
  }
}
