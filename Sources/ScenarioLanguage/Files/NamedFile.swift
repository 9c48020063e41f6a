import Foundation

/// A file that another file names.
///
/// Scenarios travel by mail, and whoever runs one must not find that it has read, or shown, whatever lies on the
/// machine. What a file names lies in its folder or below, where no link leads out. A path with `..` or from the root
/// may leave the folder, as policies beside their city do and designs that a script writes, for a file that says itself
/// that it is one of this language, and for a table, of which then nothing is shown. What is set on the command line is
/// held to the same, since a design sets things too.
struct NamedFile {
  /// What the file is wanted for.
  enum Use {
    /// A scenario, to extend it or to vary it.
    case scenario
    /// A table that a scenario names.
    case table
    /// A table that may not lie elsewhere, since its cells are quoted.
    case tableBeside
    /// A log, of any size and perhaps compressed, which is read later and piece by piece: only its place is looked at.
    case log
  }

  let text: String
  /// Whether messages may quote it.
  let isShown: Bool

  /// - Parameters:
  ///   - name: the path as written.
  ///   - source: the text that it is written in.
  ///   - use: what it is wanted for.
  init(_ name: String, from source: SourceText, as use: Use) throws(FileFault) {
    let path = FileText.resolve(name, in: source.directory)
    let folder = source.directory.isEmpty ? "." : source.directory
    guard let home = NamedFile.real(folder), let real = NamedFile.real(path) else {
      // Whatever is wrong with the path, reading it says so, of a log too.
      text = try NamedFile.text(path, use)
      isShown = true
      return
    }
    if NamedFile.isInside(real, home) {
      text = use == .log ? "" : try NamedFile.text(real, use)
      isShown = true
      return
    }
    if !name.hasPrefix("/"), NamedFile.plain(home + "/" + name) != real { throw FileFault(.linkLeadsOut) }
    switch use {
    case .scenario:
      text = try FileText.read(path: real)
      guard text.split(whereSeparator: \.isNewline).contains(where: { $0.hasPrefix("schema:") }) else {
        throw FileFault(.strangerOutside)
      }
      isShown = true
    case .table:
      guard real.hasSuffix(".csv") else { throw FileFault(.strangerOutside) }
      text = try FileText.readTable(path: real)
      isShown = false
    case .log:
      guard real.hasSuffix(".csv") || real.hasSuffix(".csv.gz") else { throw FileFault(.strangerOutside) }
      text = ""
      isShown = false
    case .tableBeside: throw FileFault(.tableOutside)
    }
  }

  private static func text(_ path: String, _ use: Use) throws(FileFault) -> String {
    use == .table || use == .tableBeside ? try FileText.readTable(path: path) : try FileText.read(path: path)
  }

  /// The path without links and dots; `nil` when there is no such file.
  private static func real(_ path: String) -> String? {
    guard path.utf8.count <= 4096, !path.utf8.contains(0), let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  private static func isInside(_ path: String, _ folder: String) -> Bool {
    path.hasPrefix(folder.hasSuffix("/") ? folder : folder + "/")
  }

  /// An absolute path without `.`, `..` and doubled slashes, whatever links there are.
  private static func plain(_ path: String) -> String {
    var components: [Substring] = []
    for component in path.split(separator: "/") where component != "." {
      if component == ".." { _ = components.popLast() } else { components.append(component) }
    }
    return "/" + components.joined(separator: "/")
  }
}
