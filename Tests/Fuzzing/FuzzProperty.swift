import Foundation

/// All that must hold, whatever the input.
public struct FuzzProperty {
  public let shipped: Shipped
  private let scenarios: ScenarioProperty
  private let journals: JournalProperty?

  /// - `knowsJournals`: whether inputs may be journals, for which small studies are run first.
  /// - `mostIssues`: a sound scenario of which more are expected is not simulated.
  public init(_ shipped: Shipped, knowsJournals: Bool = true, mostIssues: Double = 20_000) async throws {
    self.shipped = shipped
    scenarios = ScenarioProperty(shipped, mostIssues: mostIssues)
    journals = knowsJournals ? try await JournalProperty(shipped) : nil
  }

  /// What makes inputs for it.
  public var maker: CaseMaker {
    CaseMaker(shipped, states: StateProperty.states, journals: journals?.journals ?? [])
  }

  /// - Throws: a ``FuzzFinding`` when the input breaks a rule. A trap ends the process.
  public func check(_ input: FuzzCase) async throws -> FuzzOutcome {
    switch input.kind {
    case .scenario: try scenarios.scenario(input)
    case .overrides: try scenarios.overrides(input)
    case .table: try scenarios.table(input)
    case .design: try scenarios.design(input)
    case .map: try await FitProperty(shipped: shipped).map(input)
    case .log: try await FitProperty(shipped: shipped).log(input)
    case .state: try StateProperty.check(input)
    case .journal: try await journals?.check(input) ?? .valid
    }
  }
}
