import Foundation

/// What a run was: outside the promise of equal bytes, and written to no other file.
public struct RunLog: Sendable {
  /// When the run began.
  public var date: Date
  /// The words of the command line.
  public var invocation: [String]
  public var wallSeconds: Double
  public var cpuSeconds: Double
  public var jobs: Int

  public init(date: Date, invocation: [String], wallSeconds: Double, cpuSeconds: Double, jobs: Int) {
    self.date = date
    self.invocation = invocation
    self.wallSeconds = wallSeconds
    self.cpuSeconds = cpuSeconds
    self.jobs = jobs
  }

  /// Words as a shell would take them.
  static func line(_ words: [String]) -> String {
    words.map { word in
      // Else an argument of two lines could write a line of the log.
      if word.unicodeScalars.contains(where: \.commands) { return "$'\(word.unicodeScalars.map(escaped).joined())'" }
      return word.contains { " \t\n'\"\\$*".contains($0) }
        ? "'\(word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''"))'" : word
    }.joined(separator: " ")
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    if scalar == "'" || scalar == "\\" { return "\\\(scalar)" }
    guard scalar.commands else { return String(Character(scalar)) }
    let hex = String(scalar.value, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
  }
}

/// What a study of several cities was: outside the promise of equal bytes.
public struct StudyLog: Sendable {
  public var date: Date
  public var invocation: [String]
  public var wallSeconds: Double
  public var jobs: Int
  /// Processor time of the replications; `nil` where nobody counts it.
  public var simulationSeconds: Double?

  public init(
    date: Date, invocation: [String], wallSeconds: Double, jobs: Int, simulationSeconds: Double? = nil
  ) {
    self.simulationSeconds = simulationSeconds
    self.date = date
    self.invocation = invocation
    self.wallSeconds = wallSeconds
    self.jobs = jobs
  }

  var text: String {
    """
    date: \(date.formatted(.iso8601))
    invocation: \(RunLog.line(invocation))
    jobs: \(jobs)
    wall_seconds: \(QuantityText.fixed(wallSeconds, digits: 3))

    """ + (simulationSeconds.map { "simulation_seconds: \(QuantityText.fixed($0, digits: 3))\n" } ?? "")
  }
}
