import EventKernel
import Policies
import RandomStreams

/// Turns operational time into simulated time: the inverse of each profile's cumulative rate, found by the day.
///
/// The value is that of `PiecewiseConstantRate.time(ofCumulative:)`. What it would find by halving a year of pieces is
/// found here among those of one day.
final class ProfileClocks {
  struct Piece: BitwiseCopyable {
    var start: Double
    /// Operational time at the start.
    var cumulative: Double
    var rate: Double
  }

  struct Midnight: BitwiseCopyable {
    var cumulative: Double
    /// The piece that holds midnight.
    var piece: Int32
  }

  struct Profile: BitwiseCopyable {
    var total: Double
    var span: Double
    /// The last of its pieces.
    var lastPiece: Int
  }

  let dayCount: Int
  private var profiles = FlatTable<Profile>()
  private var pieces = FlatTable<Piece>()
  /// One more than there are days for each profile, one profile after another.
  private var midnights = FlatTable<Midnight>()

  /// - Precondition: no profile cycles, and each spans the days.
  /// - Complexity: O(pieces)
  init(_ rates: [PiecewiseConstantRate], dayCount: Int) {
    self.dayCount = dayCount
    for rate in rates {
      let first = pieces.count
      var sum = 0.0
      for index in rate.rates.indices {
        pieces.append(Piece(start: rate.breakpoints[index], cumulative: sum, rate: rate.rates[index]))
        sum += rate.rates[index] * (rate.breakpoints[index + 1] - rate.breakpoints[index])
      }
      profiles.append(Profile(total: sum, span: rate.span, lastPiece: pieces.count - 1))
      var piece = first
      for day in 0...dayCount {
        let time = Double(day) * Horizon.minutesPerDay
        while piece + 1 < pieces.count, pieces[piece + 1].start <= time { piece += 1 }
        midnights.append(Midnight(cumulative: rate.cumulative(at: time), piece: Int32(piece)))
      }
    }
  }

  /// Operational time at midnight.
  @inline(__always)
  func midnight(_ day: Int, of profile: Int) -> Double {
    midnights.row(profile * (dayCount + 1) + day).pointee.cumulative
  }

  /// The time at which the profile's clock shows `value`; infinite when it never does.
  func time(of value: Double, profile: Int) -> Double {
    let whole = profiles.row(profile)
    guard value < whole.pointee.total else { return timeBeyond(value, profile) }
    let first = midnights.row(profile * (dayCount + 1))
    // Months and weekends move the true day by a few from the guess.
    var day = min(dayCount - 1, Int(value / whole.pointee.total * Double(dayCount)))
    while day > 0, first[day].cumulative > value { day -= 1 }
    while day + 1 < dayCount, first[day + 1].cumulative <= value { day += 1 }
    return time(of: value, profile: profile, onDay: day)
  }

  /// The same for a value that the clock does not show before the midnight with which the day begins.
  @inline(__always)
  func time(of value: Double, profile: Int, onDay day: Int) -> Double {
    let whole = profiles.row(profile)
    guard value < whole.pointee.total else { return timeBeyond(value, profile) }
    let last = whole.pointee.lastPiece
    var index = Int(midnights.row(profile * (dayCount + 1) + day).pointee.piece)
    let rows = pieces.row(0)
    // The first piece that begins above the value ends the search, so a piece with rate 0 is never found.
    while index < last, rows[index + 1].cumulative <= value { index += 1 }
    let time = rows[index].start + (value - rows[index].cumulative) / rows[index].rate
    return min(time, (index < last ? rows[index + 1].start : whole.pointee.span).nextDown)
  }

  /// After the last piece its rate goes on.
  private func timeBeyond(_ value: Double, _ profile: Int) -> Double {
    let whole = profiles[profile]
    let rate = pieces[whole.lastPiece].rate
    return rate > 0 ? whole.span + (value - whole.total) / rate : .infinity
  }
}
