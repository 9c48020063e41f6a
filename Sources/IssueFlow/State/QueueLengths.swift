import EventKernel
import StateStorage

/// Numbers in line by tier, then at desks and with departments, with their integrals since the window opened.
struct QueueLengths: ~Copyable {
  private var gauges: FlatTable<Gauge>

  init(count: Int) { gauges = FlatTable(repeatElement(Gauge(), count: count)) }

  func number(of gauge: Int) -> Int { gauges[gauge].number }

  @inline(__always)
  mutating func join(_ gauge: Int, _ time: Double) { change(gauge, by: 1, time) }

  @inline(__always)
  mutating func leave(_ gauge: Int, _ time: Double) { change(gauge, by: -1, time) }

  @inline(__always)
  private mutating func change(_ gauge: Int, by step: Int, _ time: Double) {
    let row = gauges.row(gauge)
    row.pointee.area += Double(row.pointee.number) * (time - row.pointee.changed)
    row.pointee.changed = time
    row.pointee.number += step
  }

  /// Begins to integrate.
  mutating func restart(at time: Double) {
    for index in gauges.indices {
      gauges[index].area = 0
      gauges[index].changed = time
    }
  }

  /// Adds the integrals up to now.
  mutating func stop(at time: Double, addingTo areas: inout FlatTable<Double>) {
    for index in gauges.indices {
      change(index, by: 0, time)
      areas[index] += gauges[index].area
    }
  }

  /// Says what is wrong with the inside, or `nil`.
  func checkInvariants() -> String? {
    for index in gauges.indices where gauges[index].number < 0 {
      return "\(gauges[index].number) wait in line \(index)"
    }
    return nil
  }
}

/// One number, since when it holds, and its integral up to then.
struct Gauge: BitwiseCopyable {
  var number = 0
  var area = 0.0
  var changed = 0.0
}

extension QueueLengths: Savable {
  func save(to writer: inout StateWriter) { gauges.save(to: &writer) }

  init(from reader: inout StateReader) throws(SavedStateError) {
    self.init(count: 0)
    gauges = try FlatTable(from: &reader)
    try reader.require(checkInvariants() == nil, of: "QueueLengths")
  }
}
