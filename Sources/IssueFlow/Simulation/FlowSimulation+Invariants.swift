extension FlowSimulation {
  /// In a debug build, stops where a part, or two parts together, are not what they promise to be.
  ///
  /// Called when a subtree begins and ends its window, changes its rules and is left: a look at everything costs as much
  /// as the city is large.
  func checkInvariants() {
    #if DEBUG
      if let fault { preconditionFailure(fault) }
    #endif
  }

  /// What is wrong with the inside, or `nil`.
  var fault: String? {
    if let fault = region.checkInvariants() ?? policy.checkInvariants() ?? floor.checkInvariants() { return fault }
    if let fault = floor.checkLines(region.lines, of: region.subtree) { return fault }
    if let fault = conditions.checkInvariants() ?? workforce.checkInvariants() { return fault }
    if let fault = roster.checkInvariants() ?? meetings.checkInvariants() { return fault }
    if let fault = causes.checkInvariants() ?? programme.checkInvariants() { return fault }
    if let fault = ledger.checkInvariants(open: region.open.all) { return fault }
    return policy.phase == region.phase ? nil : "phase \(policy.phase) holds in a region of phase \(region.phase)"
  }
}
