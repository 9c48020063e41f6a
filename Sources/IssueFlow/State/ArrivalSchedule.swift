import EventKernel
import Policies
import RandomStreams

/// One issue that arises in the slice at hand.
struct Arrival: BitwiseCopyable {
  var time: Double
  var source: Int32
  var ordinal: Int
}

/// Makes the arrivals of a subtree's sources, a slice of time at a time, so that they never enter the heap.
///
/// A source is a type at a place, numbered type by type within the subtree. Its arrivals are a non-homogeneous Poisson process by inversion: the *k*-th falls
/// where its operational clock shows the sum of *k* exponential gaps, each addressed by its ordinal (Çinlar,
/// *Introduction to Stochastic Processes*, 1975, ch. 4.7). So an arrival depends on nothing but its own source.
///
/// Where measures multiply the arrivals of a type there are several sources of it, its *layers*, each with the rate of
/// the base city; ``FlowSimulation`` thins them. So a smaller factor keeps a part of what a greater one keeps.
///
/// Over-dispersed types run on a clock whose days are stretched by gamma factors of mean one, one for each day of a
/// top-tier unit. Sources wait in a list of the slice of their next arrival: an idle source costs nothing. Slices are
/// days, or parts of days so short that the arrivals of one stay in the cache; their length decides no result.
struct ArrivalSchedule: ~Copyable {
  /// A type at a place, and its next arrival.
  struct Source: BitwiseCopyable {
    var time = Double.infinity
    /// What its operational clock shows then.
    var operational = 0.0
    var ordinal = 0
    /// Issues a minute.
    var rate = 0.0
    var place: Int32 = 0
    var luckPlace: Int32 = 0
    var luckType: UInt16 = 0
    var type: UInt8 = 0
    /// Where its stretched clock lies; -1 without one.
    var clock: Int32 = -1
    /// The next in the list of its slice; -1 at the end.
    var next: Int32 = -1
  }

  private(set) var arrivals = FlatTable<Arrival>()
  /// Minutes of a slice.
  private(set) var sliceLength = Horizon.minutesPerDay
  private(set) var sliceCount = 0
  private static let arrivalsPerSlice = 4096.0

  private let model: FlowModel
  let clocks: ProfileClocks
  private var sources = FlatTable<Source>()
  private var sliceHeads = FlatTable<Int32>()
  /// By type.
  private var profiles: FlatTable<Int32>
  /// The clocks of over-dispersed types: operational time at each midnight.
  private var stretched = FlatTable<Double>()
  private var scratch = FlatTable<Arrival>()
  private var starts = FlatTable<Int32>()
  /// Gaps made ahead for one source.
  private let gaps = FlatTable<Double>(repeatElement(0, count: 16))

  /// An empty schedule, until it begins.
  /// - Parameter clocks: of the model's profiles; one for all subtrees.
  init(model: FlowModel, clocks: ProfileClocks) {
    self.model = model
    self.clocks = clocks
    profiles = FlatTable(model.rules.types.map(\.profile))
  }

  /// Begins with the sources of a subtree at time zero.
  /// - Complexity: O(sources + slices)
  mutating func begin(_ subtree: Subtree, stream: RandomStream) {
    precondition(sources.isEmpty, "a schedule begins once")
    for (number, type) in model.rules.types.enumerated() {
      let firstClock = stretched.count
      if type.overDispersion > 0 {
        stretchDays(of: type, under: Int(model.unitLuckNumbers[subtree.top]), stream)
      }
      for layer in 0..<model.arrivalLayers[number] {
        for place in subtree.places {
          sources.append(
            Source(
              ordinal: layer << Issue.layerShift, rate: model.sourceRates[number * model.placeCount + place],
              place: Int32(place), luckPlace: model.unitLuckNumbers[place], luckType: type.luckNumber,
              type: UInt8(number),
              clock: type.overDispersion > 0 ? Int32(firstClock) : -1))
        }
      }
    }
    let perDay = sources.withRows { $0.reduce(0) { $0 + $1.rate } } * Horizon.minutesPerDay
    let parts = max(1, (perDay / ArrivalSchedule.arrivalsPerSlice).rounded(.up))
    sliceLength = Horizon.minutesPerDay / parts
    sliceCount = Int((model.horizon.end / sliceLength).rounded(.up))
    for _ in 0..<sliceCount { sliceHeads.append(-1) }
    for source in sources.indices where sources[source].rate > 0 {
      advance(sources.row(source), by: stream.exponential(mean: 1, at: address(sources.row(source))))
      list(source)
    }
  }

  /// Makes the arrivals of a slice, in order of time, as ``arrivals``.
  /// - Complexity: O(arrivals of the slice)
  mutating func load(slice: Int, stream: RandomStream) {
    arrivals.removeAll()
    let end = Double(slice + 1) * sliceLength
    var source = Int(sliceHeads[slice])
    sliceHeads[slice] = -1
    while source >= 0 {
      let following = Int(sources[source].next)
      if sources[source].rate * sliceLength < 8 {
        makeArrivals(of: source, until: end, stream)
      } else {
        makeManyArrivals(of: source, until: end, stream)
      }
      list(source)
      source = following
    }
    sortArrivals(from: Double(slice) * sliceLength)
  }

  private mutating func makeArrivals(of source: Int, until end: Double, _ stream: RandomStream) {
    let row = sources.row(source)
    while row.pointee.time < end {
      arrivals.append(Arrival(time: row.pointee.time, source: Int32(source), ordinal: row.pointee.ordinal))
      row.pointee.ordinal += 1
      advance(row, by: stream.exponential(mean: 1, at: address(row)))
    }
  }

  /// The same with the gaps made several at a time, as vector code; those left over are made again when needed.
  private mutating func makeManyArrivals(of source: Int, until end: Double, _ stream: RandomStream) {
    let row = sources.row(source)
    let made = UnsafeMutableBufferPointer(start: gaps.row(0), count: gaps.count)
    var next = made.count
    while row.pointee.time < end {
      arrivals.append(Arrival(time: row.pointee.time, source: Int32(source), ordinal: row.pointee.ordinal))
      row.pointee.ordinal += 1
      if next == made.count {
        stream.fillExponential(made, mean: 1, from: address(row))
        next = 0
      }
      advance(row, by: made[next])
      next += 1
    }
  }

  /// The type and the place of a source.
  @inline(__always)
  func origin(of source: Int32) -> (type: UInt8, place: Int32) {
    let row = sources.row(Int(source))
    return (row.pointee.type, row.pointee.place)
  }

  @inline(__always)
  private func address(_ source: UnsafeMutablePointer<Source>) -> StreamAddress {
    StreamAddress(
      purpose: FlowPurpose.arrivalGap.stream, type: Int(source.pointee.luckType),
      place: Int(source.pointee.luckPlace), ordinal: source.pointee.ordinal)
  }

  @inline(__always)
  private mutating func advance(_ source: UnsafeMutablePointer<Source>, by gap: Double) {
    source.pointee.operational += gap / source.pointee.rate
    source.pointee.time = time(
      ofOperational: source.pointee.operational, type: Int(source.pointee.type), clock: Int(source.pointee.clock))
  }

  @inline(__always)
  private mutating func time(ofOperational value: Double, type: Int, clock first: Int) -> Double {
    // A rate so small that its gap overflows has no arrival.
    guard value < .infinity else { return .infinity }
    let profile = Int(profiles.row(type).pointee)
    if first >= 0 { return time(ofStretched: value, profile: profile, clock: first) }
    return profile == 0 ? value : clocks.time(of: value, profile: profile)
  }

  private mutating func time(ofStretched value: Double, profile: Int, clock first: Int) -> Double {
    let clock = stretched.row(first)
    var low = 0
    var high = clocks.dayCount
    guard value < clock[high] else { return .infinity }
    while high - low > 1 {
      let middle = (low + high) >> 1
      if clock[middle] <= value { low = middle } else { high = middle }
    }
    let midnight = clocks.midnight(low, of: profile)
    let next = clocks.midnight(low + 1, of: profile)
    let share = (value - clock[low]) / (clock[low + 1] - clock[low])
    let unstretched = midnight + share * (next - midnight)
    return profile == 0 ? unstretched : clocks.time(of: unstretched, profile: profile, onDay: low)
  }

  private mutating func stretchDays(of type: IssueType, under top: Int, _ stream: RandomStream) {
    let profile = Int(type.profile)
    var shown = 0.0
    stretched.append(0)
    for day in 0..<clocks.dayCount {
      let address = StreamAddress(
        purpose: FlowPurpose.dayFactor.stream, type: Int(type.luckNumber), place: top, ordinal: day)
      let factor = stream.gamma(mean: 1, cv: type.overDispersion, at: address)
      shown += factor * (clocks.midnight(day + 1, of: profile) - clocks.midnight(day, of: profile))
      stretched.append(shown)
    }
  }

  /// Puts a source into the list of the slice of its next arrival.
  private mutating func list(_ source: Int) {
    let row = sources.row(source)
    let time = row.pointee.time
    guard time < Double(sliceCount) * sliceLength else { return }
    // Rounding can put a time just under a limit into the slice after it, or the other way: the limits decide.
    var slice = min(sliceCount - 1, Int(time / sliceLength))
    if time < Double(slice) * sliceLength { slice -= 1 }
    if time >= Double(slice + 1) * sliceLength { slice += 1 }
    row.pointee.next = sliceHeads[slice]
    sliceHeads[slice] = Int32(source)
  }

  /// Sorts by time, ties by source: a counting sort into as many parts as arrivals, then insertion.
  private mutating func sortArrivals(from start: Double) {
    let count = arrivals.count
    guard count > 1 else { return }
    let scale = Double(count) / sliceLength
    @inline(__always) func part(_ time: Double) -> Int { max(0, min(count - 1, Int((time - start) * scale))) }
    starts.removeAll()
    scratch.removeAll()
    for index in 0..<count {
      starts.append(0)
      scratch.append(arrivals[index])
    }
    let firsts = starts.row(0)
    let unsorted = scratch.row(0)
    let sorted = arrivals.row(0)
    for index in 0..<count { firsts[part(unsorted[index].time)] += 1 }
    var first: Int32 = 0
    for part in 0..<count {
      let length = firsts[part]
      firsts[part] = first
      first += length
    }
    for index in 0..<count {
      let part = part(unsorted[index].time)
      sorted[Int(firsts[part])] = unsorted[index]
      firsts[part] += 1
    }
    for index in 1..<count where precedes(sorted[index], sorted[index - 1]) {
      let arrival = sorted[index]
      var hole = index
      while hole > 0, precedes(arrival, sorted[hole - 1]) {
        sorted[hole] = sorted[hole - 1]
        hole -= 1
      }
      sorted[hole] = arrival
    }
  }

  @inline(__always)
  private func precedes(_ a: Arrival, _ b: Arrival) -> Bool {
    a.time < b.time || (a.time == b.time && a.source < b.source)
  }
}
