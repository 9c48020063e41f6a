import IssueFlow
import Policies

/// How issues and visits become rows of `issues.csv` and `events.csv`.
///
/// A case is one issue of one replication, or what is none and came to a station all the same: a further report, a false
/// alarm, an errand. Times are local civil times to the second, without a zone.
struct RecordRows: Sendable {
  static let issueColumns = [
    "replication", "case_id", "type", "place", "arose", "registered", "ended", "due", "outcome", "closed_at",
    "handled_at", "channel", "cause", "complexity", "work_minutes", "visits", "reopens", "is_registered",
    "was_misassigned", "call_backs", "content_call_backs", "is_of_cohort", "kind", "of_case",
  ]

  static let eventColumns = [
    "case_id", "activity", "enable_time", "start_time", "end_time", "resource", "replication", "role", "tier", "type",
    "place", "result", "work_minutes", "kind", "of_case",
  ]

  private let replication: Int
  private let model: FlowModel
  private let horizon: Horizon
  private let tiers: [String]
  private let types: [String]
  private let channels: [String]
  private let units: [String]
  /// By station: what is done there, and who does it.
  private let activities: [String]
  private let resources: [String]
  /// `YYYY-MM-DDT` of every simulated day; making a date for each row would cost more than the run.
  private let days: [String]

  init(model: FlowModel, replication: Int) {
    self.replication = replication
    self.model = model
    horizon = model.horizon
    let scenario = model.scenario
    tiers = scenario.tiers.map(\.id)
    types = scenario.types.map(\.id) + scenario.errands.map(\.id)
    channels = scenario.channels.map(\.id)
    let units = model.unitIDs
    self.units = units
    activities = model.stations.map { station in
      switch station.role {
      case .tier: scenario.tiers[Int(model.units[Int(station.unit)].tier)].id
      case .intake: "intake"
      case .volunteers: "volunteers"
      case .responder: scenario.responders[Int(station.department)].id
      case .department: scenario.departments[Int(station.department)].id
      }
    }
    resources = zip(model.stations, activities).map { station, activity in
      station.role == .tier ? units[Int(station.unit)] : "\(activity) of \(units[Int(station.unit)])"
    }
    days = (0...model.horizon.dayCount).map { model.horizon.date(ofDay: $0).iso + "T" }
  }

  func add(_ issue: IssueRecord, to text: inout CSVText) {
    let isClosed = issue.outcome == .closed
    let isOpen = issue.outcome == .open || issue.outcome == .undiscovered
    let of = Identity(
      type: issue.type, place: issue.place, ordinal: issue.ordinal, kind: issue.kind, report: issue.report)
    text.integer(replication)
    addCase(of, to: &text)
    text.text(types[Int(issue.type)])
    text.text(units[Int(issue.place)])
    add(time: issue.arose, to: &text)
    add(time: issue.isRegistered || isClosed ? issue.registered : nil, to: &text)
    // The row of an open issue comes when the run ends; the issue does not.
    add(time: isOpen ? nil : issue.ended, to: &text)
    add(time: issue.due < .infinity ? issue.due : nil, to: &text)
    text.text(issue.outcome.name)
    text.text(isClosed ? tiers[Int(issue.closedAt)] : "")
    text.text(isClosed || issue.visits > 0 ? tiers[Int(issue.handledAt)] : "")
    text.text(issue.channel == IssueRecord.noChannel ? "" : channels[Int(issue.channel)])
    text.text(issue.cause.name)
    text.number(issue.complexity)
    text.number(issue.work)
    text.integer(issue.visits)
    text.integer(issue.reopens)
    text.boolean(issue.isRegistered)
    text.boolean(issue.wasMisassigned)
    text.integer(issue.callBacks)
    text.integer(issue.contentCallBacks)
    text.boolean(issue.isOfCohort)
    addKind(of: of, to: &text)
    text.endRow()
  }

  func add(_ visit: VisitRecord, to text: inout CSVText) {
    let of = Identity(
      type: visit.type, place: visit.place, ordinal: visit.ordinal, kind: visit.kind, report: visit.report)
    addCase(of, to: &text)
    text.text(activities[Int(visit.station)])
    add(time: visit.arrived, to: &text)
    // The row of a visit cut short comes when the run ends; the visit does not.
    let isCutShort = visit.end == .unfinished
    add(time: isCutShort && visit.started == visit.ended ? nil : visit.started, to: &text)
    add(time: isCutShort ? nil : visit.ended, to: &text)
    text.text(resources[Int(visit.station)])
    text.integer(replication)
    text.text("\(visit.role)")
    text.text(tiers[Int(visit.tier)])
    text.text(types[Int(visit.type)])
    text.text(units[Int(visit.place)])
    text.text(visit.end.name)
    text.number(visit.work)
    addKind(of: of, to: &text)
    text.endRow()
  }

  /// What a row is about.
  private struct Identity {
    let type: UInt8
    let place: Int32
    let ordinal: Int
    let kind: IssueKind
    let report: UInt16

    /// What follows the issue's own id in the id of what is no issue.
    var suffix: String {
      switch kind {
      case .issue: ""
      case .duplicate: report == 0 ? ".line" : ".report\(report)"
      case .falseAlarm: ".alarm\(report)"
      case .errand: ".errand"
      }
    }
  }

  /// `replication.type.place.ordinal`, by numbers: the issue's identity, which no policy and no other type or place
  /// changes; after it what is no issue says what it is.
  private func addCase(_ of: Identity, to text: inout CSVText) {
    text.raw { bytes in
      append(of, to: &bytes)
      bytes.append(contentsOf: of.suffix.utf8)
    }
  }

  /// What the row is about, and for a further report the issue that it tells of.
  private func addKind(of: Identity, to text: inout CSVText) {
    text.text(of.kind.name)
    guard of.kind == .duplicate else { return text.text("") }
    text.raw { bytes in append(of, to: &bytes) }
  }

  private func append(_ of: Identity, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: String(replication).utf8)
    let identity = model.identity(type: of.type, place: of.place)
    for part in [identity.type, identity.place, of.ordinal] {
      bytes.append(0x2E)
      bytes.append(contentsOf: String(part).utf8)
    }
  }

  private func add(time: Double?, to text: inout CSVText) {
    guard let time else { return text.text("") }
    let seconds = Int((time * 60).rounded(.down))
    let (day, second) = seconds.quotientAndRemainder(dividingBy: 86_400)
    // A time limit may lie beyond the horizon.
    guard day < days.count else { return text.text(horizon.timestamp(at: time)) }
    text.raw { bytes in
      bytes.append(contentsOf: days[day].utf8)
      for (index, part) in [second / 3600, second / 60 % 60, second % 60].enumerated() {
        if index > 0 { bytes.append(0x3A) }
        bytes.append(UInt8(0x30 + part / 10))
        bytes.append(UInt8(0x30 + part % 10))
      }
    }
  }
}
