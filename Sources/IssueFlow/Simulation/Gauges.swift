import EventKernel

/// Numbers in line by tier, with their integrals over the observation, summed over the subtrees.
struct Gauges: ~Copyable {
  private var gauges: FlatTable<Gauge>
  /// Integrals of the subtrees whose observation is over.
  private var areas: FlatTable<Double>

  init(count: Int) {
    gauges = Gauges.lines(count)
    areas = FlatTable(repeatElement(0, count: count))
  }

  static func lines(_ count: Int) -> FlatTable<Gauge> { FlatTable(repeatElement(Gauge(), count: count)) }

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

  /// Empties the lines, for the next subtree.
  mutating func clear() {
    for index in gauges.indices { gauges[index] = Gauge() }
  }

  /// Begins to integrate.
  mutating func restart(at time: Double) {
    for index in gauges.indices {
      gauges[index].area = 0
      gauges[index].changed = time
    }
  }

  /// Adds the integrals up to now to those of the subtrees before.
  mutating func stop(at time: Double) {
    for index in gauges.indices {
      change(index, by: 0, time)
      areas[index] += gauges[index].area
    }
  }

  /// Takes the lines of another subtree, and gives those of the one before.
  mutating func exchange(_ lines: inout FlatTable<Gauge>) { swap(&gauges, &lines) }

  func averages(over length: Double) -> [Double] { areas.withRows { $0.map { $0 / length } } }
}

/// One number, since when it holds, and its integral up to then.
struct Gauge: BitwiseCopyable {
  var number = 0
  var area = 0.0
  var changed = 0.0
}
