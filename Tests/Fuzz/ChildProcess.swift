import Foundation
import Fuzzing

/// This program once more, as a process that may die.
enum ChildProcess {
  struct Ending {
    /// The exit code, or the signal where one ended it.
    let code: Int32
    let wasKilled: Bool
    let output: Data

    var isSound: Bool { !wasKilled && code == 0 }
    var what: String {
      guard wasKilled else { return "exit-\(code)" }
      return switch code {
      case SIGPROF, SIGALRM: "hang"
      case SIGKILL: "killed"
      default: "trap"
      }
    }
  }

  static func run(_ words: [String]) throws -> Ending {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Bundle.main.executablePath ?? CommandLine.arguments[0])
    process.arguments = words
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    Shipped.removeCopies(ofProcess: process.processIdentifier)
    return Ending(
      code: process.terminationStatus, wasKilled: process.terminationReason == .uncaughtSignal, output: output)
  }
}
