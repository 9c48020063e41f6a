import Foundation
import RandomStreams

/// Measures libraries and command beside peers, run in turn in the same minute, and prints ratios with spread.
///
/// An event is an arrival or a service completion and nothing else. A lone time says little on a shared machine, so
/// what counts is the ratio of pairs. `PEERS_PYTHON` names a Python that has the peers of `Tests/Peers/requirements.txt`,
/// `PEER_COMMAND` a program that prints the JSON of `Tests/Peers/queue.py`, `BENCHMARK_CUSTOMERS` the customers of the
/// memory run, 10⁹ for the long one; `BENCHMARK_CSV` a file for the table.
@main
struct Benchmarks {
  static let rounds = 5

  static func main() {
    do {
      if let path = try HotPath(CommandLine.arguments.dropFirst()) { return path.run() }
      try measure()
    } catch {
      FileHandle.standardError.write(Data("error: \(error)\n".utf8))
      exit(1)
    }
  }

  static func measure() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let table = Table()
    libraries(table)
    try peers(table, root: root)
    if CommandLine.arguments.contains("--libraries") { return try table.write() }
    let command = try Command(root: root)
    try threeTiers(command, root: root, table)
    try changzhou(command, table)
    try twoCores(command, table)
    try growth(command, table)
    try table.write()
  }

  /// Nanoseconds of an issue as the city grows, with all measures on and for shards of a nation: the cost is linear where
  /// they stay what they are.
  static func growth(_ command: Command, _ table: Table) throws {
    for streets in [1, 10, 100, 1000] {
      let run = try command.run(
        "Scenarios/policies/everything.yaml", replications: 1, jobs: 1, settings: ["city.units.street=\(streets)"])
      table.add("all measures", "\(streets * 100) grids", [run.cpuSeconds / run.issues * 1e9], "ns an issue")
    }
    for streets in [4, 39, 386] {
      let run = try command.run(
        "Scenarios/nation-shard.yaml", replications: 1, jobs: 1, settings: ["city.units.street=\(streets)"])
      table.add("nation", "\(streets * 45) grids", [run.cpuSeconds / run.issues * 1e9], "ns an issue")
    }
  }

  static func libraries(_ table: Table) {
    for servers in [1, 10] {
      for (name, order) in [("in turn", NumberOrder.draws), ("addressed", .ordinals)] {
        let runs = (0..<rounds).map { _ in LibraryBenchmarks.queue(servers: servers, order: order, events: 20_000_000) }
        table.add("M/M/\(servers)", name, runs.map { $0.eventsPerSecond / 1e6 }, "million events/s", note: runs[0].note)
      }
    }
    for (name, isAddressed) in [("in turn", false), ("addressed", true)] {
      let runs = (0..<rounds).map { _ in LibraryBenchmarks.chain(isAddressed: isAddressed, events: 10_000_000) }
      table.add("chain", name, runs.map { $0.eventsPerSecond / 1e6 }, "million events/s", note: runs[0].note)
    }
    for pending in [2, 10, 1_000, 100_000, 1_000_000] {
      table.add("hold", "\(pending) pending", (0..<3).map { _ in LibraryBenchmarks.hold(pending: pending) }, "ns")
    }
    let customers = Int(ProcessInfo.processInfo.environment["BENCHMARK_CUSTOMERS"] ?? "") ?? 20_000_000
    let memory = LibraryBenchmarks.memory(customers: customers)
    table.add("memory", "growth over \(customers) customers", [memory.growth], "MiB")
    table.add("memory", "peak", [memory.peak], "MiB")
  }

  /// The same M/M/1 and M/M/10 in other tools, each beside a run of ours over as many customers.
  static func peers(_ table: Table, root: URL) throws {
    let environment = ProcessInfo.processInfo.environment
    let python = environment["PEERS_PYTHON"] ?? "python3"
    let script = root.appendingPathComponent("Tests/Peers/queue.py").path
    var tools: [(name: String, command: [String], customers: Int)] = [
      ("heapq", [python, script, "--tool", "heapq"], 200_000)
    ]
    if environment["PEERS_PYTHON"] != nil {
      for tool in ["simpy", "ciw", "salabim"] { tools.append((tool, [python, script, "--tool", tool], 20_000)) }
    }
    if let command = environment["PEER_COMMAND"] {
      tools.append(("own", command.split(separator: " ").map(String.init), 1_000_000))
    }
    for servers in [1, 10] {
      for tool in tools {
        var theirs: [Double] = []
        var ratios: [Double] = []
        var note = ""
        for _ in 0..<3 {
          let peer = try Command.peer(
            tool.command + ["--servers", String(servers), "--customers", String(tool.customers)])
          let ours = LibraryBenchmarks.queue(
            servers: servers, order: .draws, events: max(2 * tool.customers, 2_000_000))
          theirs.append(peer.eventsPerSecond / 1e6)
          ratios.append(ours.eventsPerSecond / peer.eventsPerSecond)
          note = peer.note
        }
        table.add("M/M/\(servers)", tool.name, theirs, "million events/s", note: note)
        table.add("M/M/\(servers)", "ours to \(tool.name)", ratios, "times")
      }
    }
  }

  /// The bare chain against a hand-written event list in Python.
  static func threeTiers(_ command: Command, root: URL, _ table: Table) throws {
    var ours: [Double] = []
    var peers: [Double] = []
    for _ in 0..<rounds {
      let run = try command.run("Scenarios/verification/three-tier-bare.yaml", replications: 1, jobs: 1)
      ours.append(run.events / run.cpuSeconds)
      peers.append(try Command.python(root.appendingPathComponent("Tests/Peers/heapq_three_tier.py"), minutes: 600))
    }
    table.add("three-tier-bare", "issueflow", ours.map { $0 / 1e6 }, "million events/s per core")
    table.add("three-tier-bare", "python heapq", peers.map { $0 / 1e6 }, "million events/s per core")
    table.add("three-tier-bare", "ratio", zip(ours, peers).map { $0 / $1 }, "times")
  }

  /// The city's year, every step on.
  static func changzhou(_ command: Command, _ table: Table) throws {
    let runs = try (0..<3).map { _ in try command.run("Scenarios/changzhou.yaml", replications: 1, jobs: 1) }
    table.add("changzhou year", "CPU of a replication", runs.map(\.cpuSeconds), "s")
    table.add("changzhou year", "events", runs.map { $0.events / $0.cpuSeconds / 1e6 }, "million events/s per core")
  }

  /// Two replications one after the other, and side by side.
  static func twoCores(_ command: Command, _ table: Table) throws {
    var ratios: [Double] = []
    for _ in 0..<3 {
      let one = try command.run("Scenarios/verification/three-tier-bare.yaml", replications: 4, jobs: 1)
      let two = try command.run("Scenarios/verification/three-tier-bare.yaml", replications: 4, jobs: 2)
      ratios.append(one.wallSeconds / two.wallSeconds)
    }
    table.add("two cores", "speed-up", ratios, "times")
  }
}
