import RandomStreams
import ScenarioLanguage
import Testing

@testable import IssueFlow

@Suite("Times of arrival")
struct ArrivalTimeTests {
  /// Arrivals of a place of the only type, by its ordinals.
  private func arrivals(_ scenario: Scenario, place: Int32) throws -> [Double] {
    try Cities.run(scenario).log.issues
      .filter { $0.place == place && $0.isOfCohort }
      .sorted { $0.ordinal < $1.ordinal }.map(\.arose)
  }

  /// The sum of so many gaps at their addresses.
  private func operationalTimes(_ model: FlowModel, place: Int, rate: Double, count: Int) -> [Double] {
    let stream = RandomStream(key: StreamKey(masterSeed: 1, replication: 1))
    var sum = 0.0
    return (0..<count).map { ordinal in
      let address = StreamAddress(
        purpose: FlowPurpose.arrivalGap.stream, type: Int(model.rules.types[0].luckNumber),
        place: Int(model.unitLuckNumbers[place]), ordinal: ordinal)
      sum += stream.exponential(mean: 1, at: address) / rate
      return sum
    }
  }

  @Test("Each is the sum of the gaps at its addresses, whether they are made one by one or many at a time")
  func sums() throws {
    for rate in [0.05, 3] {
      var scenario = Cities.threeTiers(rate: rate, observe: 3 * 1440)
      scenario.drain = 60
      for place in 0..<2 {
        let times = try arrivals(scenario, place: Int32(place))
        #expect(times.count > 150)
        let expected = operationalTimes(
          try Cities.model(scenario), place: place, rate: rate, count: times.count)
        #expect(times == expected)
      }
    }
  }

  @Test("A profile turns operational time into time as its rate does, to the bit")
  func profiles() throws {
    var scenario = Cities.threeTiers(rate: 0.01, observe: 400 * 1440)
    scenario.drain = 60
    var profile = ProfileSpec()
    profile.id = "office"
    profile.hoursOfWeek = [Double](repeating: 0, count: 168)
    for hour in 0..<120 where (9..<17).contains(hour % 24) { profile.hoursOfWeek[hour] = Double(1 + hour % 3) }
    profile.hoursOfWeek[150] = 0.5
    profile.months = [0, 1, 3, 1, 1, 2, 1, 1, 0.5, 1, 1, 1]
    scenario.profiles = [profile]
    scenario.types[0].profile = "office"
    let model = try Cities.model(scenario)
    let rate = model.profiles[1]
    let clocks = ProfileClocks(model.profiles, dayCount: model.horizon.dayCount)
    // The golden ratio's multiples spread evenly and hit no pattern.
    var values = (0..<5000).map { Double($0) / 5000 * rate.totalOfPieces * 1.01 }
    values += rate.breakpoints.map(rate.cumulative)
    for number in 0..<5000 {
      let share = (Double(number) * 0.618033988749895).truncatingRemainder(dividingBy: 1)
      values.append(share * rate.totalOfPieces)
    }
    for value in values { #expect(clocks.time(of: value, profile: 1) == rate.time(ofCumulative: value)) }

    let times = try arrivals(scenario, place: 0)
    #expect(times.count > 4000)
    let operational = operationalTimes(model, place: 0, rate: 0.01, count: times.count)
    #expect(times == operational.map { rate.time(ofCumulative: $0) })
  }
}
