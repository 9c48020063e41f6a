import Queueing
import StateStorage

/// Who waits for which meeting, and whether its next one has a date.
///
/// Knows no calendar: it says when a date is wanted, and is told when the meeting is held.
///
/// Invariant, checked by `checkInvariants()`: whoever waits has a meeting with a date to wait for.
struct MeetingRooms {
  /// One meeting of a kind, at a unit of the tier that holds it.
  struct Room {
    var session: BulkStation
    var hasDate = false
  }

  /// By kind, then unit of the tier, counted from its first.
  private var rooms: [[Room]]

  /// - Parameters:
  ///   - units: by kind, how many units hold meetings of it.
  ///   - batches: by kind, how many cases a meeting takes.
  init(units: [Int], batches: [Int]) {
    rooms = zip(units, batches).map { count, batch in
      Array(repeating: Room(session: BulkStation(batch: batch)), count: count)
    }
  }

  /// A case waits from now on for a meeting.
  mutating func attend(_ issue: Int32, _ kind: MeetingKind, at unit: Int) {
    _ = rooms[kind.rawValue][unit].session.arrive(issue)
  }

  /// Whether somebody waits for a meeting that has no date yet.
  func wantsDate(_ kind: MeetingKind, at unit: Int) -> Bool {
    !rooms[kind.rawValue][unit].hasDate && waiting(kind, at: unit) > 0
  }

  /// The next meeting has a date, be it never.
  mutating func setDate(_ kind: MeetingKind, at unit: Int) { rooms[kind.rawValue][unit].hasDate = true }

  /// The date has come: the meeting has none any more.
  mutating func beginMeeting(_ kind: MeetingKind, at unit: Int) { rooms[kind.rawValue][unit].hasDate = false }

  /// Takes the cases that the meeting deals with: none without quorum.
  mutating func meet(_ kind: MeetingKind, at unit: Int, hasQuorum: Bool) -> [Int32] {
    rooms[kind.rawValue][unit].session.meet(hasQuorum: hasQuorum)
  }

  func waiting(_ kind: MeetingKind, at unit: Int) -> Int { rooms[kind.rawValue][unit].session.waiting }

  /// Lets all meetings of a kind take so many cases from now on.
  mutating func setBatch(_ batch: Int, of kind: MeetingKind) {
    for unit in rooms[kind.rawValue].indices { rooms[kind.rawValue][unit].session.batch = batch }
  }

  /// Says what is wrong with the inside, or `nil`.
  func checkInvariants() -> String? {
    for kind in rooms.indices {
      for unit in rooms[kind].indices {
        if let fault = rooms[kind][unit].session.checkInvariants() { return fault }
        if rooms[kind][unit].session.waiting > 0, !rooms[kind][unit].hasDate {
          return "\(rooms[kind][unit].session.waiting) wait at unit \(unit) for a meeting without a date"
        }
      }
    }
    return nil
  }
}

extension MeetingRooms {
  /// Rooms of all units that hold meetings by the rules at the beginning.
  init(model: FlowModel) {
    let meetings = MeetingKind.allCases.map { model.rules.meetings[$0.rawValue] }
    self.init(
      units: meetings.map { meeting in meeting.map { model.units(ofTier: $0.tier).count } ?? 0 },
      batches: meetings.map { $0?.batch ?? .max })
  }
}

extension MeetingRooms: Savable {
  func save(to writer: inout StateWriter) {
    writer.write(rooms.map(\.count))
    for room in rooms.joined() {
      writer.write(room.session)
      writer.write(room.hasDate)
    }
  }

  init(from reader: inout StateReader) throws(SavedStateError) {
    self.init(units: [], batches: [])
    for count in try reader.read(rowsOf: Int.self) {
      var kind: [Room] = []
      while kind.count < count {
        kind.append(Room(session: try reader.read(BulkStation.self), hasDate: try reader.read(Bool.self)))
      }
      rooms.append(kind)
    }
    try reader.require(checkInvariants() == nil, of: "MeetingRooms")
  }
}
