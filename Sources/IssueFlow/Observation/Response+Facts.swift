import Policies
import ScenarioLanguage

// What is summed for the responses that are sums, or ratios of two, and which scenarios report them.

extension Response {
  public struct Facts: Sendable {
    public enum Denominator: Sendable {
      case none
      case fact(FlowFact)
      /// The length of the observation: a time average.
      case window
    }

    public let numerator: [FlowFact]
    public let denominator: Denominator
  }

  /// The sums that it is made of; `nil` for responses of issues, visits and stations.
  public var facts: Facts? { Response.ofFacts.first { $0.response.name == name }?.facts }

  /// Whether a scenario has what the response is about; other scenarios do not report it.
  public func isReported(of scenario: Scenario) -> Bool {
    Response.ofFacts.first { $0.response.name == name }?.mechanism(scenario) ?? true
  }

  typealias OfFacts = (response: Response, facts: Facts, mechanism: @Sendable (Scenario) -> Bool)

  private static func of(
    _ response: Response, _ numerator: [FlowFact], _ denominator: Facts.Denominator = .none,
    where mechanism: @escaping @Sendable (Scenario) -> Bool
  ) -> OfFacts {
    (response, Facts(numerator: numerator, denominator: denominator), mechanism)
  }

  /// In the order of ``sums``.
  static let ofFacts: [OfFacts] = [
    of(issuesAvoided, [.avoided]) { $0.reports(.modulates) },
    of(issuesInduced, [.induced]) { $0.reports(.modulates) },
    of(vacancyShare, [.vacantMinutes], .fact(.postMinutes)) { $0.reports(.turnover) },
    of(vacancies, [.vacantMinutes], .window) { $0.reports(.turnover) },
    of(departures, [.departures]) { $0.reports(.turnover) },
    of(tenureMean, [.tenure], .fact(.departures)) { $0.reports(.turnover) },
    of(gradeMean, [.gradeMinutes], .fact(.postMinutes)) { $0.reports(.turnover) },
    of(weakUnits, [.weakMinutes], .window) { $0.reports(.weakness) },
    of(weakShare, [.weakMinutes], .fact(.unitMinutes)) { $0.reports(.weakness) },
    of(weakTime, [.weakSpellMinutes], .fact(.weakSpells)) { $0.reports(.weakness) },
    of(uncoveredShare, [.uncovered], .fact(.arisen)) { $0.reports(.coverage) },
    of(blankShare, [.blank], .fact(.arisen)) { $0.reports(.blank) },
    of(ownerlessTime, [.ownerlessMinutes], .fact(.ownerless)) { $0.reports(.ownerless) },
    of(volunteerTime, [.volunteerMinutes]) { $0.reports(.volunteers) },
    of(turnout, [.volunteersCame], .fact(.volunteersCalled)) { $0.reports(.volunteers) },
    of(activeMembers, [.membersActive], .fact(.membersAsked)) { $0.reports(.volunteers) },
    of(settledNearby, [.responderSettled], .fact(.arisen)) { $0.reports(.responders) },
    of(triedNearby, [.responderTried], .fact(.responderReached)) { $0.reports(.responders) },
    of(withinCircle, [.withinCircle], .fact(.visitsOnFoot)) { $0.reports(.circle) },
    of(travelTime, [.travelMinutes], .fact(.visitsOnFoot)) { $0.reports(.circle) },
    of(proactiveShare, [.proactive], .fact(.closedIssues)) { $0.reports(.complaint) },
    of(verifyTime, [.verifyMinutes]) { $0.reports(.verify) },
    of(ordersRefused, [.refused], .fact(.ordered)) { $0.reports(.orders) },
    of(orderTime, [.orderMinutes], .fact(.ordersAnswered)) { $0.reports(.orders) },
    of(joinTime, [.joinMinutes], .fact(.joined)) { $0.reports(.departments) },
    of(collectTime, [.collectMinutes], .fact(.collected)) { $0.reports(.collection) },
    of(meetingWait, [.meetingWaitMinutes], .fact(.meetingWaits)) { $0.reports(.meetings) },
    of(meetingsHeld, [.meetingsHeld], .fact(.meetingsDue)) { $0.reports(.meetings) },
    of(roomConflicts, [.roomConflicts], .fact(.meetingsDue)) { $0.reports(.meetings) },
    of(lentIssues, [.lent]) { $0.reports(.overflow) },
    of(switchTime, [.switchMinutes]) { $0.reports(.switching) },
    of(errandsDone, [.errands]) { $0.reports(.errands) },
    of(retried, [.retried]) { $0.reports(.retry) },
    of(adoptionTime, [.adoptionMinutes]) { $0.reports(.adoption) },
    of(lineDuplicates, [.lineDuplicates]) { $0.reports(.lines) },
    of(staffMoved, [.staffMoved]) { $0.reports(.steering) },
    of(expedited, [.expedited]) { $0.reports(.steering) },
    of(projectsDone, [.projects]) { $0.reports(.projects) },
    of(floorNormMet, [.floorMet], .fact(.floorUnits)) { $0.reports(.floor) },
    of(starsMean, [.stars], .fact(.starUnits)) { $0.reports(.rating) },
    of(routingEnded, [.routingEnded]) { $0.reports(.routing) },
  ]
}

/// A part of a scenario that some responses are about.
enum ReportedMechanism {
  case modulates, turnover, weakness, coverage, blank, ownerless, volunteers, responders, circle, complaint, verify
  case orders, departments, collection, meetings, overflow, switching, errands, retry, adoption, lines, steering
  case projects, rating, floor, routing
}

extension Scenario {
  /// Whether the scenario, or any stretch of its policy, has a mechanism.
  func reports(_ mechanism: ReportedMechanism) -> Bool {
    // A measure that is listed counts whatever its dose, so that with and without it the same numbers are reported.
    let policy = PolicyPhases(self)
    var full = policy.base
    for use in measures.sorted(by: { $0.page.number < $1.page.number }) { use.measure.apply(to: &full, dose: 1) }
    return policy.base.has(mechanism) || full.has(mechanism)
  }

  private func has(_ mechanism: ReportedMechanism) -> Bool {
    switch mechanism {
    case .modulates: !measures.isEmpty
    case .turnover: tiers.contains { $0.turnover != nil }
    case .weakness: tiers.contains { $0.weakness != nil }
    case .coverage: tiers.contains { $0.coverage != nil }
    case .blank: types.contains { $0.blank > 0 }
    case .ownerless: types.contains { $0.ownerless > 0 }
    case .volunteers: !volunteers.isEmpty
    case .responders: !responders.isEmpty
    case .circle: channels.contains { $0.circle != nil }
    case .complaint: channels.contains { $0.isComplaint }
    case .verify: channels.contains { $0.verify != nil }
    case .orders: tiers.contains { $0.orders != nil }
    case .departments: !departments.isEmpty
    case .collection: tiers.contains { $0.collectEvery > 0 }
    case .meetings: deliberation != nil || jointMeeting != nil
    case .overflow: tiers.contains { $0.overflow != nil }
    case .switching: tiers.contains { $0.switching > 0 }
    case .errands: !errands.isEmpty
    case .retry: tiers.contains { $0.retry > 0 }
    case .adoption: tiers.contains { $0.adoption != nil }
    case .lines: tiers.contains { $0.lines.count > 1 }
    case .steering: steering != nil
    case .projects: projects != nil
    case .floor: tiers.contains { $0.floor != nil }
    case .rating: tiers.contains { $0.rating != nil }
    case .routing: types.contains { $0.routing != nil }
    }
  }
}
