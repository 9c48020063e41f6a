import EventKernel
import OutputAnalysis
import Queueing
import RandomStreams

/// M/M/c: the smallest whole model. `meanWaiting(until:)` is the time average of the line's length.
struct MultiServerQueue: ~Copyable, DiscreteEventModel {
  enum Event: UInt8, CalendarEvent { case serviceEnds, arrival }

  var calendar = EventCalendar<Event>()
  var station: Station
  var gaps: SequentialExponentials
  var works: SequentialExponentials
  var waiting = TimeWeightedTally(start: 0, value: 0)
  var means: (gap: Double, work: Double)

  init(servers: Int, arrivalRate: Double, serviceRate: Double, stream: RandomStream) {
    station = Station(servers: servers)
    means = (1 / arrivalRate, 1 / serviceRate)
    gaps = SequentialExponentials(from: stream, at: StreamAddress(purpose: StreamPurpose(rawValue: 0)))
    works = SequentialExponentials(from: stream, at: StreamAddress(purpose: StreamPurpose(rawValue: 1)))
    calendar.schedule(.arrival, at: gaps.next(mean: means.gap))
  }

  mutating func nextEvent(notAfter limit: Double) -> (time: Double, event: Event)? { calendar.popNext(notAfter: limit) }

  mutating func occur(_ event: Event, at time: Double) {
    let begins: Bool
    switch event {
    case .arrival:
      calendar.schedule(.arrival, at: time + gaps.next(mean: means.gap))
      if case .startsService = station.arrive(0) { begins = true } else { begins = false }
    case .serviceEnds: begins = station.endService() != nil
    }
    if begins { calendar.schedule(.serviceEnds, at: time + works.next(mean: means.work)) }
    waiting.update(to: Double(station.waiting), at: time)
  }
}
