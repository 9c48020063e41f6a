import EventKernel
import Queueing

// Reviews by the city: staff to the units that are behind, overdue issues to the front.

extension FlowSimulation {
  /// The stations of some subtrees at which a review looks, in their order.
  func stationsInReview(_ review: StaffReview, of parked: ParkedSubtrees) -> [StaffReview.Place] {
    (0..<parked.count).flatMap { index in
      parked.row(index).pointee.region.subtree.units[review.tier].flatMap { model.layout.stations(ofUnit: $0) }.map {
        StaffReview.Place(station: $0, servers: floor.stations[$0].servers, waiting: floor.stations[$0].waiting)
      }
    }.sorted { $0.station < $1.station }
  }

  /// Takes note of who goes where in the whole city, and counts whom some subtrees receive.
  mutating func move(_ moves: [StaffReview.Move], at time: Double, of parked: ParkedSubtrees) {
    let isObserved = time >= model.horizon.observationStart && time < model.horizon.observationEnd
    for move in moves {
      workforce.move(from: move.from, to: move.to)
      for index in 0..<parked.count
      where parked.row(index).pointee.region.subtree.stations.contains(where: { $0.contains(move.to) }) {
        parked.row(index).pointee.ledger.add(1, to: .staffMoved, isObserved: isObserved, at: time)
      }
    }
  }

  /// Carries out in the subtree under way what a review has decided.
  mutating func followReview(_ time: Double) {
    guard let steering = model.rules(at: time).steering else { return }
    for unit in region.subtree.units[steering.tier] {
      for station in model.layout.stations(ofUnit: unit) {
        let servers = staff(at: station)
        if servers != floor.stations[station].servers { setStaff(of: station, to: servers, time) }
        if steering.supervises { expedite(at: station, time) }
      }
    }
  }

  /// Puts what is overdue to the front of the line, in its order.
  private mutating func expedite(at station: Int, _ time: Double) {
    guard floor.stations[station].waiting > 0 else { return }
    let overdue = floor.stations[station].customersWaiting.filter {
      region.issues[Int($0)].kind == .issue && region.issues[Int($0)].due < time
    }
    for issue in overdue.reversed() {
      let entry = region.issues.row(Int(issue))
      entry.pointee.ticket = floor.stations[station].moveToFront(issue, ticket: entry.pointee.ticket)
      count(.expedited)
    }
  }
}
