import EventKernel
import OutputAnalysis
import RandomStreams

/// (s, S): single units are asked for at random; when stock and orders fall to s, the difference to S is ordered.
///
/// What cannot be delivered is owed. An order takes `leadTime`.
struct Inventory: ~Copyable, DiscreteEventModel {
  enum Event: UInt8, CalendarEvent {
    case delivery, demand
    var precedence: Int { Int(rawValue) }
  }

  let reorderPoint: Int
  let orderUpTo: Int
  let leadTime: Double
  let meanGap: Double
  var calendar = EventCalendar<Event>()
  var gaps: SequentialExponentials
  /// On hand less owed.
  var stock: Int
  /// On its way; since units go one by one, each order is of S − s units.
  var ordered = 0
  var onHand: TimeWeightedTally
  var demands = 0
  var served = 0

  init(reorderPoint: Int, orderUpTo: Int, leadTime: Double, demandRate: Double, stream: RandomStream) {
    (self.reorderPoint, self.orderUpTo, self.leadTime) = (reorderPoint, orderUpTo, leadTime)
    meanGap = 1 / demandRate
    stock = orderUpTo
    onHand = TimeWeightedTally(start: 0, value: Double(orderUpTo))
    gaps = SequentialExponentials(from: stream, at: StreamAddress(purpose: StreamPurpose(rawValue: 0)))
    calendar.schedule(.demand, at: gaps.next(mean: meanGap))
  }

  mutating func nextEvent(notAfter limit: Double) -> (time: Double, event: Event)? { calendar.popNext(notAfter: limit) }

  mutating func occur(_ event: Event, at time: Double) {
    let lot = orderUpTo - reorderPoint
    switch event {
    case .demand:
      calendar.schedule(.demand, at: time + gaps.next(mean: meanGap))
      demands += 1
      if stock > 0 { served += 1 }
      stock -= 1
      if stock + ordered <= reorderPoint {
        ordered += lot
        calendar.schedule(.delivery, at: time + leadTime)
      }
    case .delivery:
      ordered -= lot
      stock += lot
    }
    onHand.update(to: Double(max(0, stock)), at: time)
  }
}
