/// What becomes of the work in hand when servers go off duty.
@frozen
public enum EndOfShiftRule: Hashable, Sendable {
  /// It rests, and a server who comes on duty goes on with it before all others; work done counts.
  case pause
  /// It goes back to its place in line, for whoever is next; work done counts by the station's ``InterruptionRule``.
  case handOver
  /// Servers finish the service in hand and leave.
  case finishAndLeave
  /// Servers leave when all who were there at the end of the shift have been served.
  case overtime
}

extension InterruptibleStation {
  /// Changes the number of servers on duty; call ``startNext(at:)`` then.
  ///
  /// When there are fewer, the idle leave first and then those who serve the customers of the lowest rank, the latest
  /// arrival first. Any change ends the overtime of an earlier one: who is in hand is finished.
  /// - Returns: the customers whose service stops now, the lowest rank first. Their ends of service are stale.
  /// - Precondition: the number is not negative.
  public mutating func setServers(
    _ servers: Int, at time: Double, rule: EndOfShiftRule = .finishAndLeave
  ) -> [StationVisit] {
    precondition(servers >= 0, "a station cannot have \(servers) servers")
    self.servers = servers
    overtime = nil
    var stopped: [StationVisit] = []
    switch rule {
    case .finishAndLeave: break
    case .overtime:
      if serving.count > servers, !line.isEmpty { overtime = (before: arrivals, servers: serving.count) }
    case .pause, .handOver:
      while serving.count > servers, let last = serving.last {
        interrupt(last, at: time, keepingWork: rule == .pause)
        if rule == .pause {
          entries[Int(last)].place = .pause
          paused.insert(last, at: place(of: last, in: paused))
        } else {
          putBack(last)
        }
        stopped.append(visit(last))
      }
    }
    return stopped
  }

  /// Takes the server of one service away, who failed: the customer goes back to its place in line.
  ///
  /// Work done counts by the station's ``InterruptionRule``. Call ``startNext(at:)`` then, and
  /// ``setServers(_:at:rule:)`` with one more when the server is repaired. A server who fails while idle is taken away
  /// by ``setServers(_:at:rule:)``.
  /// - Returns: whose service stops, or `nil` when that service was over or interrupted before.
  public mutating func failServer(of service: ServiceName, at time: Double) -> StationVisit? {
    let number = service.entry
    guard entries[Int(number)].place == .service, entries[Int(number)].turn == service.turn else { return nil }
    // A server who was only finishing after its shift is not on duty any more.
    if serving.count <= servers { servers -= 1 }
    interrupt(number, at: time)
    putBack(number)
    return visit(number)
  }

  /// Begins with somebody who was there at the end of the shift, while its servers stay for them.
  mutating func startInOvertime(at time: Double) -> ServiceStart? {
    guard let overtime else { return nil }
    guard let index = line.firstIndex(where: { ticket, _ in ticket.arrival < overtime.before }) else {
      self.overtime = nil
      return nil
    }
    guard serving.count < overtime.servers else { return nil }
    return start(line.remove(at: index), at: time)
  }
}
