import Foundation
import Testing

/// The built `issueflow`, run as a person or a script would run it.
enum BuiltCommand {
  struct Answer {
    let code: Int32
    let output: String
    let messages: String
  }

  /// What `make sanitize` asks of the sanitizers, for the command as for the tests.
  static let ofSanitizers = ProcessInfo.processInfo.environment.filter { $0.key.hasSuffix("SAN_OPTIONS") }

  /// The thread sanitizer keeps what it knows in files, and crashes where these must stay small.
  static let canBoundFiles = ofSanitizers["TSAN_OPTIONS"] == nil

  /// Runs the command and waits for its end.
  ///
  /// The streams go to files: a pipe that nobody reads would fill up, and a file is no terminal, as in a CI job.
  static func run(
    _ arguments: String..., in folder: URL? = nil, environment: [String: String] = [:], interruptAfter: Double? = nil
  ) throws -> Answer {
    try run(arguments: arguments, in: folder, environment: environment, interruptAfter: interruptAfter)
  }

  static func run(
    arguments: [String], in folder: URL? = nil, environment: [String: String] = [:], interruptAfter: Double? = nil,
    signal: Int32 = SIGINT, once isReady: () -> Bool = { true }
  ) throws -> Answer {
    let scratch = try Scratch()
    let outputFile = try scratch.emptyFile("output")
    let messageFile = try scratch.emptyFile("messages")
    let process = Process()
    process.executableURL = try location
    process.arguments = arguments
    process.environment = ["LC_ALL": "C.UTF-8", "COLUMNS": "100"].merging(ofSanitizers) { $1 }
      .merging(environment) { $1 }
    if let folder { process.currentDirectoryURL = folder }
    process.standardOutput = try FileHandle(forWritingTo: outputFile)
    process.standardError = try FileHandle(forWritingTo: messageFile)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    if let interruptAfter {
      // A person presses Ctrl-C while the run is under way; a run long enough for it shows no earlier sign to wait for.
      // What `isReady` looks at are files of another process, which tell nobody when they change.
      Thread.sleep(forTimeInterval: interruptAfter)
      while process.isRunning, !isReady() { Thread.sleep(forTimeInterval: 0.01) }
      kill(process.processIdentifier, signal)
    }
    process.waitUntilExit()
    return Answer(
      code: process.terminationStatus, output: try String(contentsOf: outputFile, encoding: .utf8),
      messages: try String(contentsOf: messageFile, encoding: .utf8))
  }

  /// Runs a line of the shell in which `issueflow` is the built command.
  static func shell(_ line: String, in folder: URL) throws -> Answer {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", "issueflow() { \"$ISSUEFLOW\" \"$@\"; }; " + line]
    process.environment = ["LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin", "ISSUEFLOW": try location.path]
      .merging(ofSanitizers) { $1 }
    process.currentDirectoryURL = folder
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return Answer(code: process.terminationStatus, output: String(decoding: output, as: UTF8.self), messages: "")
  }

  /// Beside the test bundle, where the package manager builds both.
  private static var location: URL {
    get throws {
      let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL ?? Bundle.main.bundleURL
      let folders = [
        bundle.deletingLastPathComponent(), bundle,
        URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent(),
      ]
      let found = folders.map { $0.appendingPathComponent("issueflow") }
        .first { FileManager.default.isExecutableFile(atPath: $0.path) }
      return try #require(found, "no built issueflow beside \(bundle.path)")
    }
  }
}

/// The scenarios of these tests.
enum Fixtures {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Fixtures")

  static func path(_ name: String) -> String { folder.appendingPathComponent(name + ".yaml").path }

  static let tiny = path("tiny")
}

/// A folder that goes when the test is over.
final class Scratch {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("issueflow-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func file(_ name: String) -> URL { folder.appendingPathComponent(name) }

  func emptyFile(_ name: String) throws -> URL {
    try Data().write(to: file(name))
    return file(name)
  }

  /// The files below a folder, by path relative to it.
  func files(below name: String = "") throws -> [String: Data] {
    let root = name.isEmpty ? folder : file(name)
    guard let paths = FileManager.default.subpaths(atPath: root.path) else { return [:] }
    var contents: [String: Data] = [:]
    for path in paths {
      var isFolder: ObjCBool = false
      let full = root.appendingPathComponent(path)
      if FileManager.default.fileExists(atPath: full.path, isDirectory: &isFolder), !isFolder.boolValue {
        contents[path] = try Data(contentsOf: full)
      }
    }
    return contents
  }
}
