import EventKernel
import StateStorage

/// Which places get works first, and when in the programme: two numbers of luck for each of the works and each place.
///
/// Invariant, checked by `checkInvariants()`: both lie from 0 to 1.
struct WorksProgramme: ~Copyable {
  /// From 0 to 1: how late a place gets the works at all, and how late in the programme.
  struct Turn: BitwiseCopyable {
    var rank = 1.0
    var start = 0.0
  }

  private var turns: FlatTable<Turn>
  private var placeCount: Int

  init(works: Int, places: Int) {
    placeCount = places
    turns = FlatTable(repeatElement(Turn(), count: works * places))
  }

  mutating func set(_ number: Int, in place: Int, rank: Double, start: Double) {
    turns[number * placeCount + place] = Turn(rank: rank, start: start)
  }

  /// When works begin in a place; infinite where its rank is above the share that gets them.
  @inline(__always)
  func start(_ number: Int, _ works: Works, in place: Int) -> Double {
    let turn = turns[number * placeCount + place]
    return turn.rank < works.share ? works.from + turn.start * works.window : .infinity
  }

  /// Arrivals of a type in a place, given those without works.
  func factor(_ base: Double, of programme: [Works], ofType type: Int, in place: Int, at time: Double) -> Double {
    var factor = base
    for (number, works) in programme.enumerated() where works.share > 0 && works.changes(type) {
      let start = start(number, works, in: place)
      if time >= start + works.duration {
        factor *= 1 - works.after
      } else if time >= start {
        factor *= 1 + works.during
      }
    }
    return factor
  }

  /// Says what is wrong with the inside, or `nil`.
  func checkInvariants() -> String? {
    for cell in turns.indices where !(0...1).contains(turns[cell].rank) || !(0...1).contains(turns[cell].start) {
      return "turn \(cell) is \(turns[cell])"
    }
    return nil
  }
}

extension WorksProgramme: Savable {
  func save(to writer: inout StateWriter) {
    writer.write(placeCount)
    turns.save(to: &writer)
  }

  init(from reader: inout StateReader) throws(SavedStateError) {
    self.init(works: 0, places: 0)
    placeCount = try reader.read(Int.self)
    turns = try FlatTable(from: &reader)
    try reader.require(checkInvariants() == nil, of: "WorksProgramme")
  }
}
