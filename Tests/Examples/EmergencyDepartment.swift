import EventKernel
import OutputAnalysis
import Queueing
import RandomStreams

/// Patients of several triage classes before a few doctors; the most urgent class goes first, nobody is interrupted.
struct EmergencyDepartment: ~Copyable, DiscreteEventModel {
  enum Event: CalendarEvent {
    case treated
    case arrival(triage: Int32)

    var precedence: Int {
      switch self {
      case .treated: 0
      case .arrival: 1
      }
    }

    var code: UInt64 {
      switch self {
      case .treated: 0
      case .arrival(let triage): 1 + UInt64(triage)
      }
    }
  }

  let meanTreatment: Double
  let meanGaps: [Double]
  var calendar = EventCalendar<Event>()
  var doctors: Station
  var times: SequentialExponentials
  var patients: [(triage: Int, arrivedAt: Double)] = []
  /// Minutes before treatment, one tally for each class.
  var waits: [Tally]

  init(doctors: Int, meanTreatment: Double, meanGaps: [Double], stream: RandomStream) {
    (self.meanTreatment, self.meanGaps) = (meanTreatment, meanGaps)
    self.doctors = Station(servers: doctors, discipline: .priorityClass)
    waits = meanGaps.map { _ in Tally() }
    times = SequentialExponentials(from: stream, at: StreamAddress(purpose: StreamPurpose(rawValue: 0)))
    for (triage, gap) in meanGaps.enumerated() {
      calendar.schedule(.arrival(triage: Int32(triage)), at: times.next(mean: gap))
    }
  }

  mutating func nextEvent(notAfter limit: Double) -> (time: Double, event: Event)? { calendar.popNext(notAfter: limit) }

  mutating func occur(_ event: Event, at time: Double) {
    switch event {
    case .arrival(let triage):
      calendar.schedule(event, at: time + times.next(mean: meanGaps[Int(triage)]))
      let patient = Customer(patients.count)
      patients.append((Int(triage), time))
      let rank = CustomerRank(priorityClass: UInt8(triage))
      if case .startsService = doctors.arrive(patient, rank: rank) { treat(patient, at: time) }
    case .treated:
      if let next = doctors.endService() { treat(next, at: time) }
    }
  }

  private mutating func treat(_ patient: Customer, at time: Double) {
    let (triage, arrivedAt) = patients[Int(patient)]
    waits[triage].add(time - arrivedAt)
    calendar.schedule(.treated, at: time + times.next(mean: meanTreatment))
  }
}
