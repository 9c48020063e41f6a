import EventKernel

/// Numbers in line by tier, with their integrals over time.
struct Gauges: ~Copyable {
  private var gauges: FlatTable<Gauge>
  private var stopped: [Double]?

  init(count: Int) { gauges = FlatTable(repeatElement(Gauge(), count: count)) }

  func number(of gauge: Int) -> Int { gauges[gauge].number }

  @inline(__always)
  mutating func join(_ gauge: Int, _ time: Double) { change(gauge, by: 1, time) }

  @inline(__always)
  mutating func leave(_ gauge: Int, _ time: Double) { change(gauge, by: -1, time) }

  @inline(__always)
  private mutating func change(_ gauge: Int, by step: Int, _ time: Double) {
    gauges[gauge].area += Double(gauges[gauge].number) * (time - gauges[gauge].changed)
    gauges[gauge].changed = time
    gauges[gauge].number += step
  }

  mutating func restart(at time: Double) {
    for index in gauges.indices {
      gauges[index].area = 0
      gauges[index].changed = time
    }
  }

  mutating func stop(at time: Double) {
    for index in gauges.indices { change(index, by: 0, time) }
    stopped = gauges.withRows { $0.map(\.area) }
  }

  func averages(over length: Double) -> [Double] { (stopped ?? []).map { $0 / length } }
}

/// One number, since when it holds, and its integral up to then.
struct Gauge: BitwiseCopyable {
  var number = 0
  var area = 0.0
  var changed = 0.0
}
