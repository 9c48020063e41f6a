import EventKernel
import Foundation
import Queueing
import StateStorage
import TestSupport

/// A place that customers of a ``RandomNetwork`` visit.
protocol NetworkPlace: AnyObject {
  /// Customers here, as the state machine counts them.
  var present: Int { get }
  /// What is wrong with the inside of the state machine.
  var problem: String? { get }
  /// Says whether the customer is let in.
  func arrive(_ customer: Customer, in network: RandomNetwork) -> Bool
  func occur(_ event: RandomNetwork.Event, in network: RandomNetwork)
  /// Puts what was written down and read back in the place of the state machine.
  func saveAndRead() throws
}

/// What is left of a state machine after it was written down and read back.
func savedAndRead<State: Savable>(_ state: State) throws -> State {
  var writer = StateWriter(model: "place", version: 1)
  writer.write(state)
  var reader = try StateReader(writer.finish(), model: "place", version: 1)
  let read = try reader.read(State.self)
  try reader.finish()
  return read
}

/// Customers who go at random from place to place until they leave, and an account of them that asks no station.
///
/// Arrivals stop after a while. Then everybody must get out: whoever is lost by a station stays for ever.
final class RandomNetwork {
  struct Event: CalendarEvent {
    enum Kind: UInt8 { case serviceEnds, change, arrival, timeOut, patienceEnds }
    var kind: Kind
    var place: Int8
    var customer: Customer
    /// A service, a lane, a stay or the number of a change, as the place means it.
    var number: Int32

    var precedence: Int { Int(kind.rawValue) }
    var code: UInt64 {
      UInt64(kind.rawValue) << 56 | UInt64(UInt8(bitPattern: place)) << 48 | UInt64(UInt32(bitPattern: customer)) << 16
        ^ UInt64(UInt32(bitPattern: number))
    }
  }

  /// Changes of servers, speed and the like at each place; the last one restores it.
  static let changes: Int32 = 12

  var calendar = EventCalendar<Event>()
  var random: SeededGenerator
  private(set) var clock = 0.0
  private(set) var fingerprint = Fingerprint()
  private(set) var places: [any NetworkPlace] = []
  private let customers: Int
  private let largestGroup: Int
  /// After so many events every place is saved and read back; `nil` for never.
  private let eventsBetweenSaves: Int?
  /// Where each customer is, since when, and how many stays it has had; −1 for nowhere.
  private var location: [Int] = []
  private var since: [Double] = []
  private var stays: [Int32] = []
  private var inside: [Int] = []
  private var moves: [(customer: Customer, place: Int?)] = []
  /// Time of stays that ended, and the integral of the numbers that the state machines gave, by place.
  private(set) var timeOfStays: [Double] = []
  private(set) var integral: [Double] = []
  private(set) var left = 0
  private(set) var refused = 0
  private(set) var gaveUp = 0
  private(set) var problem: String?

  init(_ features: [NetworkFeature], customers: Int, seed: UInt64, eventsBetweenSaves: Int? = nil) {
    random = SeededGenerator(seed: seed)
    self.customers = customers
    self.eventsBetweenSaves = eventsBetweenSaves
    largestGroup = features.contains(.arrivalsTogether) ? 3 : 1
    let homes = features.map(\.home).filter { $0 != .outside }
    for (index, home) in (homes.isEmpty ? [.plain, .plain] : homes.count == 1 ? homes + homes : homes).enumerated() {
      places.append(Self.place(of: home, index: index, features: features.filter { $0.home == home }))
      for number in 1...Self.changes {
        schedule(.change, at: index, after: 12 * Double(number) + Double(index), number: number)
      }
    }
    inside = places.map { _ in 0 }
    timeOfStays = places.map { _ in 0 }
    integral = places.map { _ in 0 }
    schedule(.arrival, at: 0, after: 0)
  }

  private static func place(of home: NetworkFeature.Home, index: Int, features: [NetworkFeature]) -> any NetworkPlace {
    switch home {
    case .plain, .outside: PlainPlace(index: index, features: features)
    case .interruptible: InterruptiblePlace(index: index, features: features)
    case .shared: SharedPlace(index: index, features: features)
    case .skilled: SkilledPlace(index: index)
    case .batching: BatchingPlace(index: index)
    case .lines: LinesPlace(index: index)
    case .pool: PoolPlace(index: index)
    case .blocking: BlockingPlace(index: index)
    case .branched: BranchedPlace(index: index)
    }
  }

  var arrived: Int { location.count }

  /// Runs until nothing is due any more; a network that never comes to rest is a problem.
  func run() throws {
    var events = 0
    while problem == nil, let next = calendar.popNext() {
      events += 1
      if events > 100 * customers {
        problem = "it does not come to rest"
        return
      }
      for index in places.indices { integral[index] += Double(places[index].present) * (next.time - clock) }
      clock = next.time
      fingerprint.add(clock.bitPattern)
      fingerprint.add(next.event.code)
      if next.event.kind == .arrival { arrive() } else { places[Int(next.event.place)].occur(next.event, in: self) }
      moveAll()
      check()
      if let eventsBetweenSaves, events % eventsBetweenSaves == 0 { for place in places { try place.saveAndRead() } }
    }
  }

  private func arrive() {
    for _ in 0...random.below(largestGroup) where arrived < customers {
      location.append(-1)
      since.append(0)
      stays.append(0)
      moves.append((Customer(arrived - 1), 0))
    }
    if arrived < customers { schedule(.arrival, at: 0, after: draw(mean: 1)) }
  }

  /// Moves happen after the event, so that no place is told of an arrival while it deals with something else.
  private func moveAll() {
    while !moves.isEmpty {
      let (customer, place) = moves.removeFirst()
      guard let place else {
        left += 1
        continue
      }
      stays[Int(customer)] += 1
      guard places[place].arrive(customer, in: self) else {
        refused += 1
        continue
      }
      location[Int(customer)] = place
      since[Int(customer)] = clock
      inside[place] += 1
    }
  }

  private func check() {
    for (index, place) in places.enumerated() {
      if let wrong = place.problem { problem = "place \(index) at \(clock): \(wrong)" }
      if place.present != inside[index] {
        problem = "place \(index) at \(clock): \(place.present) present, and \(inside[index]) by the account"
      }
    }
  }

  private func endStay(_ customer: Customer, at place: Int) {
    if location[Int(customer)] != place { problem = "customer \(customer) was not at place \(place)" }
    timeOfStays[place] += clock - since[Int(customer)]
    location[Int(customer)] = -1
    inside[place] -= 1
  }

  /// A customer was served: it goes on, comes back, or leaves.
  func finish(_ customer: Customer, at place: Int) {
    endStay(customer, at: place)
    if random.happens(0.15) {
      moves.append((customer, random.below(places.count)))
    } else {
      moves.append((customer, place + 1 < places.count ? place + 1 : nil))
    }
  }

  func giveUp(_ customer: Customer, at place: Int) {
    endStay(customer, at: place)
    gaveUp += 1
  }

  /// The number of the stay that a customer has, or is about to begin.
  func stay(of customer: Customer) -> Int32 { stays[Int(customer)] }

  func draw(mean: Double) -> Double { -mean * log(1 - Double.random(in: 0..<1, using: &random)) }

  func rank() -> CustomerRank {
    CustomerRank(
      priorityClass: UInt8(random.below(3)), deadline: random.happens(0.2) ? .infinity : Double(random.below(200)))
  }

  func schedule(_ kind: Event.Kind, at place: Int, after delay: Double, customer: Customer = 0, number: Int32 = 0) {
    schedule(kind, at: place, time: clock + delay, customer: customer, number: number)
  }

  func schedule(_ kind: Event.Kind, at place: Int, time: Double, customer: Customer = 0, number: Int32 = 0) {
    calendar.schedule(Event(kind: kind, place: Int8(place), customer: customer, number: number), at: time)
  }
}
