import Foundation

/// The files from which inputs are made, and a copy of their folder into which inputs are written.
public final class Shipped {
  struct Base {
    /// Relative to the folder of scenarios.
    let path: String
    let text: String
    let tree: MutableTree
  }

  /// Of scenarios, the ones that are read often first.
  let scenarios: [Base]
  let designs: [Base]
  /// Tables, with the scenario that names each.
  let tables: [(path: String, text: String, scenario: String)]
  /// The map of a log.
  let map: Base
  /// The log.
  let log: String
  /// The copy.
  public let folder: String

  /// Copies the folder of scenarios and the seeds of the fuzzer.
  /// - Parameters:
  ///   - source: the folder `Scenarios`.
  ///   - seeds: small files that use what no shipped one does.
  public init(source: String, seeds: String) throws {
    let manager = FileManager.default
    let own = Shipped.name(ofProcess: ProcessInfo.processInfo.processIdentifier)
    folder = "\(Shipped.parent)/\(own)\(UInt32.random(in: 0 ... .max))"
    try manager.copyItem(atPath: source, toPath: folder)
    try manager.copyItem(atPath: seeds, toPath: "\(folder)/seeds")
    var scenarios: [Base] = []
    var designs: [Base] = []
    var texts: [String: String] = [:]
    for path in (manager.subpaths(atPath: folder) ?? []).sorted() {
      guard path.hasSuffix(".yaml") || path.hasSuffix(".csv") else { continue }
      let text = try String(contentsOfFile: "\(folder)/\(path)", encoding: .utf8)
      texts[path] = text
      guard path.hasSuffix(".yaml") else { continue }
      let base = Base(path: path, text: text, tree: try MutableTree(yaml: text))
      if path == FitProperty.map { continue }
      let isDesign = path.hasPrefix("studies/") || path.contains("-design") || path.contains("-search")
      if isDesign { designs.append(base) } else { scenarios.append(base) }
    }
    let mapText = texts[FitProperty.map] ?? ""
    map = Base(path: FitProperty.map, text: mapText, tree: try MutableTree(yaml: mapText))
    log = texts[FitProperty.log] ?? ""
    self.scenarios = scenarios
    self.designs = designs
    tables = [
      ("cities/example/streets.csv", "csv-city.yaml"), ("cities/example/communities.csv", "csv-city.yaml"),
      ("cities/example/grids.csv", "csv-city.yaml"), ("calendars/china.csv", "seeds/holidays.yaml"),
      ("seeds/times.csv", "seeds/empirical.yaml"), ("seeds/points.csv", "seeds/csv-design.yaml"),
    ].map { ($0.0, texts[$0.0] ?? "", $0.1) }
  }

  deinit { remove() }

  /// Removes the copy; a process that ends by itself does it before.
  public func remove() { try? FileManager.default.removeItem(atPath: folder) }

  /// Removes the copies of a process that could not do so.
  public static func removeCopies(ofProcess number: Int32) {
    let own = name(ofProcess: number)
    for name in (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? [] where name.hasPrefix(own) {
      try? FileManager.default.removeItem(atPath: "\(parent)/\(name)")
    }
  }

  private static func name(ofProcess number: Int32) -> String { "fuzz-\(number)-" }

  /// Memory where it can be had as a folder: inputs are written and read a million times.
  private static var parent: String {
    let memory = "/dev/shm"
    return FileManager.default.isWritableFile(atPath: memory) ? memory : NSTemporaryDirectory()
  }

  /// Writes an input and returns its path.
  func write(_ bytes: [UInt8], to path: String) -> String {
    let path = "\(folder)/\(path)"
    _ = FileManager.default.createFile(atPath: path, contents: Data(bytes))
    return path
  }
}
