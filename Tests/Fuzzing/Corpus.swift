import Foundation

/// Inputs that once broke a rule, as files of a folder.
///
/// The name of a file says what kind it is and what it was made from: `scenario@measures+06-merge-grids.yaml@what`.
public enum Corpus {
  /// Reads all inputs of a folder, in the order of their names.
  public static func inputs(in folder: String) throws -> [(name: String, input: FuzzCase)] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted().compactMap { name in
      guard let input = try input(at: "\(folder)/\(name)") else { return nil }
      return (name, input)
    }
  }

  /// Reads one; `nil` for a file whose name is not that of an input.
  public static func input(at path: String) throws -> FuzzCase? {
    let name = String(path.split(separator: "/").last ?? "")
    let parts = name.split(separator: "@", maxSplits: 2).map(String.init)
    guard parts.count == 3, let kind = FuzzCase.Kind(rawValue: parts[0]) else { return nil }
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    return FuzzCase(kind: kind, base: parts[1].replacingOccurrences(of: "+", with: "/"), bytes: Array(bytes))
  }

  /// The file name for an input.
  public static func name(of input: FuzzCase, what: String) -> String {
    "\(input.kind.rawValue)@\(input.base.replacingOccurrences(of: "/", with: "+"))@\(what)"
  }
}
