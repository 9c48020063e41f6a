import Queueing
import ScenarioLanguage

// Neighbours help out: an issue goes to the sibling with the shortest line when the unit's own is long.

extension FlowSimulation {
  /// Gives an issue to the sibling with the shortest line when the unit's own is long.
  mutating func lend(_ issue: Int32, _ overflow: OverflowSpec) {
    let entry = region.issues.row(Int(issue))
    let unit = Int(entry.pointee.unit)
    let parent = model.units[unit].parent
    let line = entry.pointee.tier == 0 ? Int(policy.type(entry).pointee.line) : 0
    guard parent >= 0, loadPerWorker(unit, line) >= overflow.threshold,
      befalls(overflow.share, .overflow, issue, visit: entry.pointee.visitField)
    else { return }
    let above = model.units[Int(parent)]
    var best = unit
    for sibling in Int(above.firstChild)..<Int(above.firstChild + above.childCount)
    where floor.stations[model.layout.station(ofUnit: sibling, line: line)].servers > 0
      && loadPerWorker(sibling, line) < loadPerWorker(best, line)
    {
      best = sibling
    }
    guard best != unit else { return }
    entry.pointee.unit = Int32(best)
    count(.lent)
  }

  private mutating func loadPerWorker(_ unit: Int, _ line: Int) -> Double {
    let station = model.layout.station(ofUnit: unit, line: line)
    return Double(floor.stations[station].waiting) / Double(max(1, floor.stations[station].servers))
  }
}
