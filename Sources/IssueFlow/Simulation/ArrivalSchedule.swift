import RandomStreams

/// One issue that arises on the day at hand.
struct Arrival: BitwiseCopyable {
  var time: Double
  var source: Int32
  var ordinal: Int
}

/// Makes the arrivals of all sources, a day at a time, so that they never enter the heap.
///
/// A source is a type at a place. Its arrivals are a non-homogeneous Poisson process by inversion: the *k*-th falls
/// where its operational clock shows the sum of *k* exponential gaps, each addressed by its ordinal (Çinlar,
/// *Introduction to Stochastic Processes*, 1975, ch. 4.7). So an arrival depends on nothing but its own source.
/// Over-dispersed types run on a clock whose days are stretched by gamma factors of mean one, one for each day of a
/// top-tier unit. Sources wait in a list of the day of their next arrival: an idle source costs nothing.
struct ArrivalSchedule {
  private(set) var today: [Arrival] = []
  private let model: FlowModel
  private let placeCount: Int
  private var nextTime: [Double]
  private var operational: [Double]
  private var ordinals: [Int]
  private var dayHeads: [Int32]
  private var dayNext: [Int32]
  /// Stretched clocks, one per over-dispersed type and top unit: operational time at each midnight.
  private var stretched: [[Double]]
  private var firstStretched: [Int32]
  private var scratch: [Arrival] = []
  private var starts: [Int32] = []

  init(model: FlowModel, stream: RandomStream) {
    self.model = model
    placeCount = model.placeCount
    let count = model.sourceRates.count
    nextTime = [Double](repeating: .infinity, count: count)
    operational = [Double](repeating: 0, count: count)
    ordinals = [Int](repeating: 0, count: count)
    dayHeads = [Int32](repeating: -1, count: model.horizon.dayCount)
    dayNext = [Int32](repeating: -1, count: count)
    stretched = []
    firstStretched = [Int32](repeating: -1, count: model.typeCount)
    stretchDays(stream)
    for source in 0..<count where model.sourceRates[source] > 0 {
      advance(source, stream)
      list(source)
    }
  }

  /// Makes the arrivals of a day, in order of time, as ``today``.
  /// - Complexity: O(arrivals of the day)
  mutating func load(day: Int, stream: RandomStream) {
    today.removeAll(keepingCapacity: true)
    guard day < dayHeads.count else { return }
    let end = Double(day + 1) * Horizon.minutesPerDay
    var source = Int(dayHeads[day])
    dayHeads[day] = -1
    while source >= 0 {
      let following = Int(dayNext[source])
      while nextTime[source] < end {
        today.append(Arrival(time: nextTime[source], source: Int32(source), ordinal: ordinals[source]))
        ordinals[source] += 1
        advance(source, stream)
      }
      list(source)
      source = following
    }
    sortToday(from: Double(day) * Horizon.minutesPerDay)
  }

  private mutating func advance(_ source: Int, _ stream: RandomStream) {
    let (type, place) = source.quotientAndRemainder(dividingBy: placeCount)
    let address = StreamAddress(
      purpose: FlowPurpose.arrivalGap.stream, type: type, place: place, ordinal: ordinals[source])
    operational[source] += stream.exponential(mean: 1, at: address) / model.sourceRates[source]
    nextTime[source] = time(ofOperational: operational[source], type: type, place: place)
  }

  private func time(ofOperational value: Double, type: Int, place: Int) -> Double {
    let profile = Int(model.types[type].profile)
    var value = value
    if firstStretched[type] >= 0 {
      let top = model.forebear(of: place, atTier: model.tierCount - 1) - model.units(ofTier: model.tierCount - 1).lowerBound
      let clock = stretched[Int(firstStretched[type]) + top]
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

  private mutating func stretchDays(_ stream: RandomStream) {
    let tops = model.units(ofTier: model.tierCount - 1)
    for (index, type) in model.types.enumerated() where type.overDispersion > 0 {
      firstStretched[index] = Int32(stretched.count)
      let profile = model.profiles[Int(type.profile)]
      let midnights = (0...model.horizon.dayCount).map { profile.cumulative(at: Double($0) * Horizon.minutesPerDay) }
      for top in 0..<tops.count {
        var clock = [0.0]
        clock.reserveCapacity(midnights.count)
        for day in 0..<model.horizon.dayCount {
          let address = StreamAddress(
            purpose: FlowPurpose.dayFactor.stream, type: index, place: top, ordinal: day)
          let factor = stream.gamma(mean: 1, cv: type.overDispersion, at: address)
          clock.append(clock[day] + factor * (midnights[day + 1] - midnights[day]))
        }
        stretched.append(clock)
      }
    }
  }

  /// Puts a source into the list of the day of its next arrival.
  private mutating func list(_ source: Int) {
    let day = nextTime[source] / Horizon.minutesPerDay
    guard day < Double(dayHeads.count) else { return }
    dayNext[source] = dayHeads[Int(day)]
    dayHeads[Int(day)] = Int32(source)
  }

  /// Sorts by time, ties by source: a counting sort into as many slices of the day as arrivals, then insertion.
  private mutating func sortToday(from midnight: Double) {
    let count = today.count
    guard count > 1 else { return }
    let scale = Double(count) / Horizon.minutesPerDay
    starts.removeAll(keepingCapacity: true)
    starts.append(contentsOf: repeatElement(0, count: count + 1))
    for arrival in today { starts[min(count - 1, Int((arrival.time - midnight) * scale)) + 1] += 1 }
    for slice in 1...count { starts[slice] += starts[slice - 1] }
    scratch.removeAll(keepingCapacity: true)
    scratch.append(contentsOf: today)
    for arrival in today {
      let slice = min(count - 1, Int((arrival.time - midnight) * scale))
      scratch[Int(starts[slice])] = arrival
      starts[slice] += 1
    }
    for index in 1..<count {
      let arrival = scratch[index]
      var hole = index
      while hole > 0, precedes(arrival, scratch[hole - 1]) {
        scratch[hole] = scratch[hole - 1]
        hole -= 1
      }
      scratch[hole] = arrival
    }
    swap(&today, &scratch)
  }

  @inline(__always)
  private func precedes(_ a: Arrival, _ b: Arrival) -> Bool {
    a.time < b.time || (a.time == b.time && a.source < b.source)
  }
}
