import EventKernel
import Queueing
import RandomStreams
import StateStorage

/// A saved state that was bent is refused, or read; reading never ends the process.
///
/// What a model does with a forged state that was read is its own affair: a state is trusted like a program.
public enum StateProperty {
  private static let model = "fuzz"

  private struct Event: CalendarEvent, Hashable {
    var number: Int32
    var precedence: Int { 0 }
    var code: UInt64 { UInt64(UInt32(bitPattern: number)) }
  }

  /// A state with every part that can be saved.
  public static var states: [(name: String, bytes: [UInt8])] {
    parts.map { part in
      var writer = StateWriter(model: model, version: 1)
      part.save(&writer)
      return (part.name, writer.finish())
    }
  }

  /// Sets the checksum right.
  static func seal(_ bytes: inout [UInt8]) {
    guard bytes.count >= 8 else { return }
    bytes.removeLast(8)
    withUnsafeBytes(of: StateWriter.checksum(of: bytes).littleEndian) { bytes.append(contentsOf: $0) }
  }

  static func check(_ input: FuzzCase) throws -> FuzzOutcome {
    guard let part = parts.first(where: { $0.name == input.base }) else { return .valid }
    do throws(SavedStateError) {
      var reader = try StateReader(input.bytes, model: model, version: 1)
      try part.read(&reader)
      try reader.finish()
      return .ran
    } catch {
      guard !error.description.isEmpty else { throw FuzzFinding("a refusal without a sentence") }
      return .refused(1)
    }
  }

  private struct Part {
    let name: String
    let save: (inout StateWriter) -> Void
    let read: (inout StateReader) throws(SavedStateError) -> Void

    init<State: Savable>(_ name: String, _ state: State) {
      self.name = name
      save = { $0.write(state) }
      read = { (reader) throws(SavedStateError) in _ = try reader.read(State.self) }
    }

    init(
      _ name: String, save: @escaping (inout StateWriter) -> Void,
      read: @escaping (inout StateReader) throws(SavedStateError) -> Void
    ) {
      self.name = name
      self.save = save
      self.read = read
    }
  }

  private static var parts: [Part] {
    var station = Station(servers: 2, waitingRoom: 5)
    for customer in 0..<5 { _ = station.arrive(Customer(customer)) }
    var batching = BatchingStation(servers: 1, sizes: 2...3)
    for customer in 0..<4 { _ = batching.arrive(Customer(customer)) }
    var bulk = BulkStation(batch: 2)
    for customer in 0..<3 { _ = bulk.arrive(Customer(customer)) }
    var interruptible = InterruptibleStation(servers: 1)
    for customer in 0..<3 { _ = interruptible.arrive(Customer(customer), work: 1) }
    var shared = SharedStation(rates: .total(1))
    for customer in 0..<3 { _ = shared.arrive(Customer(customer), work: 1, at: 0) }
    return [
      Part("station", station), Part("batching", batching), Part("bulk", bulk), Part("interruptible", interruptible),
      Part("shared", shared), Part("branched", BranchedStations(branches: [Station(servers: 1), Station(servers: 2)])),
      Part("network", BlockingNetwork([.init(servers: 1, waitingRoom: 1), .init(servers: 2, waitingRoom: 0)])),
      Part("lines", ParallelLines(lanes: [station, station], jockeyingThreshold: 2)),
      Part("pool", ResourcePool(capacities: [2, 3])),
      Part("skilled", SkilledStation(skills: [.skill(0), [.skill(0), .skill(1)]])), Part("fork", ForkJoin()),
      Part("failures", FailureClock(.time)), Part("turns", RoundRobinRoute(weights: [1, 2])),
      Part("shortest", ShortestQueueRoute(ties: .inTurn)), Part("run", SimulationRun()),
      Part(
        "calendar",
        save: { writer in
          var calendar = EventCalendar<Event>()
          for number in 0..<20 { calendar.schedule(Event(number: Int32(number)), at: Double(number * 7 % 11)) }
          calendar.save(to: &writer)
        },
        read: { (reader) throws(SavedStateError) in
          var calendar = try EventCalendar<Event>(from: &reader)
          for _ in 0..<50 { _ = calendar.popNext(notAfter: .infinity) }
        }),
      Part(
        "numbers",
        save: { writer in
          var numbers = SequentialExponentials(from: stream, at: StreamAddress(purpose: StreamPurpose(rawValue: 1)))
          for _ in 0..<5 { _ = numbers.next(mean: 1) }
          numbers.save(to: &writer)
        },
        read: { (reader) throws(SavedStateError) in
          var numbers = try SequentialExponentials(from: &reader, stream: stream)
          for _ in 0..<200 { _ = numbers.next(mean: 1) }
        }),
    ]
  }

  private static var stream: RandomStream { RandomStream(key: StreamKey(masterSeed: 1, replication: 1)) }
}
