/// What the numbers of a city were learnt from, case by case, so that they can be learnt again from cases drawn anew.
struct CityMaterial: Sendable {
  /// Minutes of a case, and the way that it then took: a tier, closing as the number after the last, -1 while it has not
  /// ended.
  struct Time: BitwiseCopyable, Sendable {
    var number: Int32
    var minutes: Double
    var way: Int8
  }

  /// After work, or whole stays, by type and tier.
  var stays: [[[Time]]] = []
  /// Hands-on times likewise; empty where the log has none.
  var work: [[[Time]]] = []
  /// Before the first tier.
  var dispatch: [Time] = []
  /// The case of every closing, and the time after which it was opened again.
  var closings: [Int32] = []
  var reopenings: [Time] = []
  /// Of every case: its type, the tier that it started at, the day from the log's first on, minutes to close (NaN open).
  var types: [Int] = []
  var starts: [Int8] = []
  var days: [Int32] = []
  var minutes: [Double] = []
  /// Days of the log in which cases arise, at least 1.
  var dayCount = 1
  /// Minutes to which times are rounded.
  var resolution = 0.0

  /// The times of one list as often as their cases were drawn.
  static func repeated(_ times: [Time], _ draws: [UInt8]) -> [CompetingEnds.Stay] {
    var stays: [CompetingEnds.Stay] = []
    stays.reserveCapacity(times.count)
    for time in times {
      for _ in 0..<draws[Int(time.number)] {
        stays.append(CompetingEnds.Stay(minutes: time.minutes, way: Int(time.way)))
      }
    }
    return stays
  }
}
