/// One hot path and nothing else, so that instructions can be counted: `Benchmarks hot-path mm1 1000000`.
struct HotPath {
  private static let names = ["mm1", "mm1-addressed", "mm10", "mm10-addressed", "chain", "chain-addressed"]

  private let name: String
  private let events: Int

  /// - Returns: `nil` when the arguments ask for something else.
  init?(_ arguments: ArraySlice<String>) throws {
    guard arguments.first == "hot-path" else { return nil }
    let rest = Array(arguments.dropFirst())
    guard rest.count == 2, Self.names.contains(rest[0]), let events = Int(rest[1]), events >= 0 else {
      throw Command.Failure(text: "hot-path NAME EVENTS, where NAME is one of \(Self.names.joined(separator: ", "))")
    }
    name = rest[0]
    self.events = events
  }

  func run() {
    let speed =
      switch name {
      case "mm1": LibraryBenchmarks.queue(servers: 1, order: .draws, events: events)
      case "mm1-addressed": LibraryBenchmarks.queue(servers: 1, order: .ordinals, events: events)
      case "mm10": LibraryBenchmarks.queue(servers: 10, order: .draws, events: events)
      case "mm10-addressed": LibraryBenchmarks.queue(servers: 10, order: .ordinals, events: events)
      case "chain": LibraryBenchmarks.chain(isAddressed: false, events: events)
      default: LibraryBenchmarks.chain(isAddressed: true, events: events)
      }
    print("\(name): \(speed.note), \((speed.eventsPerSecond / 1e5).rounded() / 10) million events/s")
  }
}
