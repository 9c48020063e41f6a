import EventKernel
import Queueing
import StateStorage

/// The stations of the city: who waits and is served at each, what holds at it, and what it did while it was observed.
///
/// Its stations know neither clock nor calendar; whether one is open, and how much of a stretch was working time, is asked
/// of the calendars that the caller gives.
///
/// Invariants, checked by `checkInvariants(in:)`: those of every `Station`; numbers in line add up to those of the lines.
struct StationFloor: ~Copyable {
  var stations: FlatTable<Station>
  /// What a handler must know of each.
  var desks: FlatTable<StationDesk>
  private(set) var totals: FlatTable<FlowTotals.Station>
  /// Whether an opening is scheduled already.
  private var opensLater: FlatTable<Bool>
  /// Since when each has had the servers that it has now.
  private var staffedSince: FlatTable<Double>
  /// Type that each was busy with last; 255 for none. Empty where turning to another costs nothing.
  private var lastTypes: FlatTable<UInt8>

  private init() {
    stations = FlatTable()
    desks = FlatTable()
    totals = FlatTable()
    opensLater = FlatTable()
    staffedSince = FlatTable()
    lastTypes = FlatTable()
  }

  init(model: FlowModel) {
    let rules = model.rules
    let count = rules.stations.count
    stations = FlatTable(
      rules.stations.map { plan in
        guard plan.role == .tier else {
          return Station(servers: Int(plan.servers), waitingRoom: plan.role == .responder ? 0 : .max)
        }
        let tier = rules.tiers[Int(model.units[Int(plan.unit)].tier)]
        return Station(servers: Int(plan.servers), discipline: tier.discipline, waitingRoom: tier.waitingRoom)
      })
    desks = FlatTable(rules.stations.map { StationDesk($0, rules: rules, units: model.units, layout: model.layout) })
    totals = FlatTable(repeatElement(FlowTotals.Station(), count: count))
    opensLater = FlatTable(repeatElement(false, count: count))
    staffedSince = FlatTable(repeatElement(0, count: count))
    lastTypes = FlatTable(repeatElement(.max, count: model.switchesTypes ? count : 0))
  }

  // MARK: Openings

  /// Whether somebody waits before a closed station who has no opening to wait for.
  @inline(__always)
  func wantsOpening(_ station: Int) -> Bool {
    let row = stations.row(station)
    return row.pointee.hasUnoccupiedServer && !row.pointee.isOpen && row.pointee.waiting > 0 && !opensLater[station]
  }

  mutating func setOpening(of station: Int, isScheduled: Bool) { opensLater[station] = isScheduled }

  // MARK: What is observed

  @inline(__always)
  mutating func countArrival(at station: Int, _ step: Int = 1) { totals.row(station).pointee.arrived += step }

  @inline(__always)
  mutating func countStart(of minutes: Double, at station: Int) {
    let total = totals.row(station)
    total.pointee.started += 1
    total.pointee.demanded += minutes
  }

  /// Adds working minutes that lie in the window.
  @inline(__always)
  mutating func countWork(_ minutes: Double, at station: Int) { totals.row(station).pointee.work += minutes }

  /// Adds the time of those on duty since their number last changed.
  mutating func countStaff(of station: Int, until time: Double, _ calendar: UnsafeMutablePointer<WorkingCalendar>) {
    let servers = Double(stations[station].servers)
    let since = staffedSince[station]
    if servers > 0, time > since {
      totals[station].staffed += servers * calendar.pointee.workingTime(from: since, to: time)
      totals[station].employed += servers * (time - since)
    }
    staffedSince[station] = time
  }

  mutating func openWindow(of station: Int, at time: Double) {
    totals[station].waitingAtStart = stations[station].waiting
    staffedSince[station] = time
  }

  mutating func closeWindow(of station: Int) { totals[station].waitingAtEnd = stations[station].waiting }

  /// Turns a station to a type; says whether it was busy with another last.
  mutating func turn(_ station: Int, to type: UInt8) -> Bool {
    let last = lastTypes[station]
    lastTypes[station] = type
    return last != type && last != .max
  }

  /// Says what is wrong with the inside, or `nil`.
  func checkInvariants() -> String? {
    for station in stations.indices {
      if let fault = stations[station].checkInvariants() { return "station \(station): \(fault)" }
    }
    return nil
  }

  /// Says where numbers in line differ from those of the stations of a subtree, or `nil`.
  func checkLines(_ lines: borrowing QueueLengths, of subtree: Subtree) -> String? {
    var waiting: [Int: Int] = [:]
    for run in subtree.stations {
      for station in run { waiting[Int(desks[station].gauge), default: 0] += stations[station].waiting }
    }
    for (gauge, number) in waiting where lines.number(of: gauge) != number {
      return "\(number) wait in line \(gauge), and \(lines.number(of: gauge)) are counted"
    }
    return nil
  }
}

extension Station {
  /// Whether a server is free, be the station open or not.
  @inline(__always)
  var hasUnoccupiedServer: Bool { busy < servers }
}

extension StationFloor: Savable {
  func save(to writer: inout StateWriter) {
    writer.write(stations.count)
    for station in stations.indices { writer.write(stations[station]) }
    desks.save(to: &writer)
    totals.save(to: &writer)
    opensLater.save(to: &writer)
    staffedSince.save(to: &writer)
    lastTypes.save(to: &writer)
  }

  init(from reader: inout StateReader) throws(SavedStateError) {
    self.init()
    let count = try reader.read(Int.self)
    while stations.count < count { stations.append(try reader.read(Station.self)) }
    desks = try FlatTable(from: &reader)
    totals = try FlatTable(from: &reader)
    opensLater = try FlatTable(from: &reader)
    staffedSince = try FlatTable(from: &reader)
    lastTypes = try FlatTable(from: &reader)
    let fit = desks.count == count && totals.count == count && opensLater.count == count && staffedSince.count == count
    try reader.require(fit && (lastTypes.isEmpty || lastTypes.count == count), of: "StationFloor")
    try reader.require(checkInvariants() == nil, of: "StationFloor")
  }
}
