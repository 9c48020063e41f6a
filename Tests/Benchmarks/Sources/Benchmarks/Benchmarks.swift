import Foundation

/// Compares the command with a plain Python model, run in turn in the same minute, and prints ratios with spread.
///
/// An event is an arrival or a service completion and nothing else. A lone time says little on a shared machine, so
/// what counts is the ratio of pairs.
@main
struct Benchmarks {
  static let rounds = 5

  static func main() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let command = try Command(root: root)
    print("benchmark,figure,minimum,median,maximum,unit")
    try threeTiers(command, root: root)
    try changzhou(command)
    try twoCores(command)
  }

  /// The bare chain against a hand-written event list in Python.
  static func threeTiers(_ command: Command, root: URL) throws {
    var ours: [Double] = []
    var peers: [Double] = []
    for _ in 0..<rounds {
      let run = try command.run("Scenarios/verification/three-tier-bare.yaml", replications: 1, jobs: 1)
      ours.append(run.events / run.cpuSeconds)
      peers.append(try Command.python(root.appendingPathComponent("Tests/Peers/heapq_three_tier.py"), minutes: 600))
    }
    report("three-tier-bare", "issueflow", ours.map { $0 / 1e6 }, "million events/s per core")
    report("three-tier-bare", "python heapq", peers.map { $0 / 1e6 }, "million events/s per core")
    report("three-tier-bare", "ratio", zip(ours, peers).map { $0 / $1 }, "times")
  }

  /// The city's year, every step on.
  static func changzhou(_ command: Command) throws {
    let runs = try (0..<3).map { _ in try command.run("Scenarios/changzhou.yaml", replications: 1, jobs: 1) }
    report("changzhou year", "CPU of a replication", runs.map(\.cpuSeconds), "s")
    report("changzhou year", "events", runs.map { $0.events / $0.cpuSeconds / 1e6 }, "million events/s per core")
  }

  /// Two replications one after the other, and side by side.
  static func twoCores(_ command: Command) throws {
    var ratios: [Double] = []
    for _ in 0..<3 {
      let one = try command.run("Scenarios/verification/three-tier-bare.yaml", replications: 4, jobs: 1)
      let two = try command.run("Scenarios/verification/three-tier-bare.yaml", replications: 4, jobs: 2)
      ratios.append(one.wallSeconds / two.wallSeconds)
    }
    report("two cores", "speed-up", ratios, "times")
  }

  static func report(_ benchmark: String, _ figure: String, _ values: [Double], _ unit: String) {
    let sorted = values.sorted()
    let cells = [sorted[0], sorted[sorted.count / 2], sorted[sorted.count - 1]].map { String(format: "%.3f", $0) }
    print("\(benchmark),\(figure),\(cells.joined(separator: ",")),\(unit)")
  }
}
