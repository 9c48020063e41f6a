import EventKernel

/// The things that can happen. At one instant they occur in the order of ``precedence``, then as scheduled.
///
/// The ladder: marks of the window, then whatever frees a worker, then openings, then whatever brings an issue
/// somewhere, then meetings, and limits last, so that an issue whose turn comes at its limit is still served.
public enum FlowEvent: CalendarEvent {
  case windowOpens
  case windowCloses
  /// Other rules hold from now on.
  case phaseBegins(Int32)
  case dayBegins(Int32)
  case serviceEnds(customer: Int32, station: Int32)
  case shiftEnds(customer: Int32, station: Int32)
  case stationOpens(Int32)
  /// The next arrivals are made.
  case sliceBegins(Int32)
  /// Index into the arrivals of the slice.
  case issueArises(Int32)
  /// First responders have failed; the issue is there to be found.
  case issueShows(Int32)
  /// A process of the city's own: which, and the unit, tier, post or class that it is about.
  case processActs(CityProcess, Int32)
  case issueRecurs(Int32)
  case selfHelpEnds(Int32)
  case reportArrives(Int32)
  case issueReaches(Int32)
  case outsideEnds(Int32)
  case departmentAnswers(task: Int32)
  case issueReopens(Int32)
  /// The kind of meeting in the upper four bits, the unit of its tier below.
  case sessionBegins(Int32)
  case limitPasses(Int32)

  public var precedence: Int {
    switch self {
    case .windowOpens, .windowCloses, .phaseBegins: 0
    case .serviceEnds, .shiftEnds: 1
    case .stationOpens: 2
    case .dayBegins, .sliceBegins, .processActs: 3
    case .issueArises, .issueRecurs, .issueShows: 4
    case .selfHelpEnds, .reportArrives, .issueReaches, .outsideEnds, .departmentAnswers, .issueReopens: 5
    case .sessionBegins: 6
    case .limitPasses: 7
    }
  }

  public var code: UInt64 {
    switch self {
    case .windowOpens: 0
    case .windowCloses: 1
    case .phaseBegins(let phase): pack(2, phase, 2)
    case .dayBegins(let day): pack(2, day)
    case .serviceEnds(let customer, let station): pack(3, customer, station)
    case .shiftEnds(let customer, let station): pack(4, customer, station)
    case .stationOpens(let station): pack(5, station)
    case .issueArises(let arrival): pack(6, arrival)
    case .issueRecurs(let issue): pack(7, issue)
    case .selfHelpEnds(let issue): pack(8, issue)
    case .reportArrives(let issue): pack(9, issue)
    case .issueReaches(let issue): pack(10, issue)
    case .outsideEnds(let issue): pack(11, issue)
    case .departmentAnswers(let task): pack(12, task)
    case .issueReopens(let issue): pack(13, issue)
    case .sessionBegins(let unit): pack(14, unit)
    case .limitPasses(let issue): pack(15, issue)
    case .sliceBegins(let slice): pack(2, slice, 1)
    case .issueShows(let issue): pack(2, issue, 3)
    case .processActs(let process, let number): pack(2, number, 16 + Int32(process.rawValue))
    }
  }

  @inline(__always)
  private func pack(_ kind: UInt64, _ a: Int32, _ b: Int32 = 0) -> UInt64 {
    kind << 60 | UInt64(UInt32(bitPattern: a)) << 28 | UInt64(UInt32(bitPattern: b)) & 0xFFF_FFFF
  }
}
