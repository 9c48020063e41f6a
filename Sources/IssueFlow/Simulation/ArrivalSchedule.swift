import EventKernel
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
/// Over-dispersed types run on a clock whose days are stretched by gamma factors of mean one, one for each day of a
/// top-tier unit. Sources wait in a list of the slice of their next arrival: an idle source costs nothing. Slices are
/// days, or parts of days so short that the arrivals of one stay in the cache; their length decides no result.
struct ArrivalSchedule: ~Copyable {
  private(set) var arrivals = FlatTable<Arrival>()
  /// Minutes of a slice.
  private(set) var sliceLength = Horizon.minutesPerDay
  private(set) var sliceCount = 0
  private static let arrivalsPerSlice = 4096.0

  private let model: FlowModel
  private var places = 0..<0
  private var rates = FlatTable<Double>()
  private var nextTime = FlatTable<Double>()
  private var operational = FlatTable<Double>()
  private var ordinals = FlatTable<Int>()
  private var sliceHeads = FlatTable<Int32>()
  private var sliceNext = FlatTable<Int32>()
  /// Stretched clocks, one per over-dispersed type: operational time at each midnight.
  private var stretched: [[Double]] = []
  private var firstStretched: [Int32] = []
  private var scratch = FlatTable<Arrival>()
  private var starts = FlatTable<Int32>()

  init(model: FlowModel) { self.model = model }

  /// Begins with the sources of a subtree at time zero.
  /// - Complexity: O(sources + slices)
  mutating func begin(_ subtree: Subtree, stream: RandomStream) {
    places = subtree.places
    clear()
    for type in 0..<model.typeCount {
      for place in places { rates.append(model.sourceRates[type * model.placeCount + place]) }
    }
    let perDay = rates.withRows { $0.reduce(0, +) } * Horizon.minutesPerDay
    let parts = max(1, (perDay / ArrivalSchedule.arrivalsPerSlice).rounded(.up))
    sliceLength = Horizon.minutesPerDay / parts
    sliceCount = Int((model.horizon.end / sliceLength).rounded(.up))
    for _ in 0..<sliceCount { sliceHeads.append(-1) }
    for _ in rates.indices {
      nextTime.append(.infinity)
      operational.append(0)
      ordinals.append(0)
      sliceNext.append(-1)
    }
    stretchDays(of: Int(model.unitLuckNumbers[subtree.top]), stream)
    for source in rates.indices where rates[source] > 0 {
      advance(source, stream)
      list(source)
    }
  }

  private mutating func clear() {
    arrivals.removeAll()
    rates.removeAll()
    nextTime.removeAll()
    operational.removeAll()
    ordinals.removeAll()
    sliceHeads.removeAll()
    sliceNext.removeAll()
    stretched = []
    firstStretched = [Int32](repeating: -1, count: model.typeCount)
  }

  /// Makes the arrivals of a slice, in order of time, as ``arrivals``.
  /// - Complexity: O(arrivals of the slice)
  mutating func load(slice: Int, stream: RandomStream) {
    arrivals.removeAll()
    let end = Double(slice + 1) * sliceLength
    var source = Int(sliceHeads[slice])
    sliceHeads[slice] = -1
    while source >= 0 {
      let following = Int(sliceNext[source])
      while nextTime[source] < end {
        arrivals.append(Arrival(time: nextTime[source], source: Int32(source), ordinal: ordinals[source]))
        ordinals[source] += 1
        advance(source, stream)
      }
      list(source)
      source = following
    }
    sortArrivals(from: Double(slice) * sliceLength)
  }

  /// The type and the place of a source.
  @inline(__always)
  func origin(of source: Int32) -> (type: Int, place: Int) {
    let (type, offset) = Int(source).quotientAndRemainder(dividingBy: places.count)
    return (type, places.lowerBound + offset)
  }

  private mutating func advance(_ source: Int, _ stream: RandomStream) {
    let (type, place) = origin(of: Int32(truncatingIfNeeded: source))
    let address = StreamAddress(
      purpose: FlowPurpose.arrivalGap.stream, type: Int(model.types[type].luckNumber),
      place: Int(model.unitLuckNumbers[place]), ordinal: ordinals[source])
    operational[source] += stream.exponential(mean: 1, at: address) / rates[source]
    nextTime[source] = time(ofOperational: operational[source], type: type)
  }

  private func time(ofOperational value: Double, type: Int) -> Double {
    // A rate so small that its gap overflows has no arrival.
    guard value < .infinity else { return .infinity }
    let profile = Int(model.types[type].profile)
    var value = value
    if firstStretched[type] >= 0 {
      let clock = stretched[Int(firstStretched[type])]
      guard value < clock[clock.count - 1] else { return .infinity }
      var low = 0
      var high = clock.count - 1
      while high - low > 1 {
        let middle = (low + high) >> 1
        if clock[middle] <= value { low = middle } else { high = middle }
      }
      let midnight = model.profiles[profile].cumulative(at: Double(low) * Horizon.minutesPerDay)
      let next = model.profiles[profile].cumulative(at: Double(low + 1) * Horizon.minutesPerDay)
      let share = (value - clock[low]) / (clock[low + 1] - clock[low])
      value = midnight + share * (next - midnight)
    }
    return profile == 0 ? value : model.profiles[profile].time(ofCumulative: value)
  }

  private mutating func stretchDays(of top: Int, _ stream: RandomStream) {
    for (index, type) in model.types.enumerated() where type.overDispersion > 0 {
      firstStretched[index] = Int32(stretched.count)
      let profile = model.profiles[Int(type.profile)]
      let midnights = (0...model.horizon.dayCount).map { profile.cumulative(at: Double($0) * Horizon.minutesPerDay) }
      var clock = [0.0]
      clock.reserveCapacity(midnights.count)
      for day in 0..<model.horizon.dayCount {
        let address = StreamAddress(
          purpose: FlowPurpose.dayFactor.stream, type: Int(type.luckNumber), place: top, ordinal: day)
        let factor = stream.gamma(mean: 1, cv: type.overDispersion, at: address)
        clock.append(clock[day] + factor * (midnights[day + 1] - midnights[day]))
      }
      stretched.append(clock)
    }
  }

  /// Puts a source into the list of the slice of its next arrival.
  private mutating func list(_ source: Int) {
    guard nextTime[source] < Double(sliceCount) * sliceLength else { return }
    // Rounding can put a time just under a limit into the slice after it, or the other way: the limits decide.
    var slice = min(sliceCount - 1, Int(nextTime[source] / sliceLength))
    if nextTime[source] < Double(slice) * sliceLength { slice -= 1 }
    if nextTime[source] >= Double(slice + 1) * sliceLength { slice += 1 }
    sliceNext[source] = sliceHeads[slice]
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
