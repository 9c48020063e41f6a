import IssueFlow
import ScenarioLanguage

/// The numbers that a replication gives: every response with every class that the scenario has, in file order.
public struct ResponseLayout: Sendable {
  public struct Entry: Hashable, Sendable {
    public let response: Response
    /// Empty for responses of one class.
    public let responseClass: String

    /// `share.grid`, as guards write it.
    public var name: String { responseClass.isEmpty ? response.name : "\(response.name).\(responseClass)" }
  }

  public let entries: [Entry]

  init(scenario: Scenario) {
    let hasTargetShares = scenario.targets.map { !$0.shares.isEmpty } ?? false
    entries = Response.all.flatMap { response -> [Entry] in
      // A response whose mechanism the scenario does not have is not a number that happens to be missing.
      if response == .unitsInBand, !hasTargetShares { return [] }
      if response == .policyCost || response == .recoveryTime, scenario.measures.isEmpty { return [] }
      if !response.isReported(of: scenario) { return [] }
      if response == .intakeUtilisation, scenario.intake == nil { return [] }
      let classes =
        switch response.classes {
        case .none: [""]
        case .tier: scenario.tiers.map(\.id)
        case .channel: scenario.channels.map(\.id)
        case .issueType: scenario.types.map(\.id)
        case .department: scenario.departments.map(\.id)
        }
      return classes.map { Entry(response: response, responseClass: $0) }
    }
  }

  /// The position of a response and class; `nil` when the scenario has no such number.
  /// - Complexity: O(entries)
  public func index(of response: Response, _ responseClass: String = "") -> Int? {
    entries.firstIndex { $0.response.name == response.name && $0.responseClass == responseClass }
  }
}
