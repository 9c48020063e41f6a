import EventKernel
import StateStorage

/// Which volunteers are on the spot, and what points their members have, by class and place.
///
/// Knows neither luck nor calendar: who comes is drawn elsewhere.
///
/// Invariants, checked by `checkInvariants()`: nobody less than none is present; points are not negative.
struct VolunteerRoster: ~Copyable {
  /// Volunteers on the spot, class by class, place by place.
  private var present: FlatTable<Int32>
  /// Minutes since time zero of the last call, where points are kept.
  private var lastCalls: FlatTable<Double>
  private var memberPoints: FlatTable<Float>
  private var placeCount: Int

  /// - Parameter points: cells of points of all members; none where nobody keeps them.
  init(classes: Int, places: Int, points: Int) {
    placeCount = places
    present = FlatTable(repeatElement(0, count: classes * places))
    lastCalls = FlatTable(repeatElement(0, count: points > 0 ? classes * places : 0))
    memberPoints = FlatTable(repeatElement(0, count: points))
  }

  /// So many of a class are there from now on.
  mutating func arrive(_ count: Int, ofClass number: Int, at place: Int) {
    present[number * placeCount + place] = Int32(count)
  }

  /// All of a class leave.
  /// - Returns: how many.
  mutating func leave(ofClass number: Int, at place: Int) -> Int {
    let cell = number * placeCount + place
    defer { present[cell] = 0 }
    return Int(present[cell])
  }

  func present(ofClass number: Int, at place: Int) -> Int { Int(present[number * placeCount + place]) }

  /// Minutes since a class was last called at a place, or since time zero.
  func sinceLastCall(ofClass number: Int, at place: Int, _ time: Double) -> Double {
    time - lastCalls[number * placeCount + place]
  }

  mutating func callUp(ofClass number: Int, at place: Int, _ time: Double) {
    lastCalls[number * placeCount + place] = time
  }

  /// Points of a member, by the cell that is its own.
  func points(inCell cell: Int) -> Double { Double(memberPoints[cell]) }

  mutating func setPoints(_ points: Double, inCell cell: Int) { memberPoints[cell] = Float(points) }

  /// Says what is wrong with the inside, or `nil`.
  func checkInvariants() -> String? {
    for cell in present.indices where present[cell] < 0 { return "\(present[cell]) volunteers are present" }
    for cell in memberPoints.indices where !(memberPoints[cell] >= 0) {
      return "a member has \(memberPoints[cell]) points"
    }
    return nil
  }
}

extension VolunteerRoster: Savable {
  func save(to writer: inout StateWriter) {
    writer.write(placeCount)
    present.save(to: &writer)
    lastCalls.save(to: &writer)
    memberPoints.save(to: &writer)
  }

  init(from reader: inout StateReader) throws(SavedStateError) {
    self.init(classes: 0, places: 0, points: 0)
    placeCount = try reader.read(Int.self)
    present = try FlatTable(from: &reader)
    lastCalls = try FlatTable(from: &reader)
    memberPoints = try FlatTable(from: &reader)
    try reader.require(lastCalls.count == (memberPoints.isEmpty ? 0 : present.count), of: "VolunteerRoster")
    try reader.require(checkInvariants() == nil, of: "VolunteerRoster")
  }
}
