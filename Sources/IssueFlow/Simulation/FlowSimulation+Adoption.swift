// Hands-on time where people do others' work, use a tool, or enter everything twice.

extension FlowSimulation {
  /// Hands-on time where people do others' work, use a tool, or enter everything twice.
  mutating func specialWork(_ work: Double, on issue: Int32, at station: Int) -> Double {
    let entry = region.issues.row(Int(issue))
    let tier = policy.tier(Int(entry.pointee.tier)).pointee
    var minutes = work * (1 + tier.generalistPenalty)
    if let adoption = tier.adoption {
      if befalls(adoption.share, .adoption, issue, visit: entry.pointee.visitField) {
        count(.adoptionMinutes, minutes * adoption.gain)
        minutes *= 1 - adoption.gain
      } else {
        count(.adoptionMinutes, -adoption.entry)
        minutes += adoption.entry
      }
    }
    return minutes
  }
}
