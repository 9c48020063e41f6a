extension InterruptibleStation {
  /// Admits a customer with so many minutes of work; call ``startNext(at:)`` then.
  /// - Returns: the name of the stay, or `nil` when the waiting room was full.
  /// - Precondition: the work is finite and not negative.
  public mutating func arrive(_ customer: Customer, rank: CustomerRank = CustomerRank(), work: Double) -> StationVisit?
  {
    checkWork(work)
    let ticket = discipline.ticket(for: rank, arrival: arrivals)
    guard line.count < waitingRoom || wouldStart(ticket) else { return nil }
    arrivals += 1
    let number: Int32
    if let reused = free.popLast() {
      number = reused
      entries[Int(number)].customer = customer
      entries[Int(number)].ticket = ticket
      entries[Int(number)].work = work
      entries[Int(number)].left = work
      entries[Int(number)].place = .line
    } else {
      number = Int32(entries.count)
      entries.append(
        Entry(customer: customer, ticket: ticket, place: .line, work: work, left: work, occupant: 0, turn: 0))
    }
    line.join(number, with: ticket)
    return visit(number)
  }

  /// Ends a service; call ``startNext(at:)`` then.
  /// - Returns: whose service ended, or `nil` when that service was interrupted before.
  public mutating func endService(_ service: ServiceName) -> Customer? {
    let number = service.entry
    guard entries[Int(number)].place == .service, entries[Int(number)].turn == service.turn else { return nil }
    Self.remove(number, from: &serving)
    leave(number)
    return entries[Int(number)].customer
  }

  /// Takes a waiting customer out of the line; says whether it was there.
  ///
  /// Who was interrupted and is back in line can renege; who is in service or paused cannot.
  public mutating func renege(_ visit: StationVisit) -> Bool {
    guard isCurrent(visit), entries[Int(visit.entry)].place == .line else { return false }
    line.leave(entries[Int(visit.entry)].ticket)
    leave(visit.entry)
    return true
  }

  /// Begins or goes on with the next service there is a server for, if need be by interrupting another.
  ///
  /// Servers who come back first take up what they paused, the highest rank first, unless the station is pre-emptive
  /// and somebody waits who ranks before it.
  /// - Complexity: O(*n* + servers)
  public mutating func startNext(at time: Double) -> ServiceStart? {
    if serving.count < servers {
      if let resumed = paused.first {
        if isPreemptive, let first = line.firstTicket, first.precedes < entries[Int(resumed)].ticket.precedes {
          return startFirst(at: time)
        }
        paused.removeFirst()
        return start(resumed, at: time)
      }
      return line.isEmpty ? nil : startFirst(at: time)
    }
    if let start = startInOvertime(at: time) { return start }
    guard isPreemptive, servers > 0, serving.count == servers, let first = line.firstTicket,
      let victim = serving.last, first.precedes < entries[Int(victim)].ticket.precedes
    else { return nil }
    interrupt(victim, at: time)
    putBack(victim)
    return startFirst(at: time, interrupted: self.visit(victim))
  }

  /// Gives a customer who is not in service other work, all of it still to be done.
  ///
  /// With ``InterruptionRule/resample`` it is due after every interruption, before the customer's turn comes again.
  /// - Precondition: the work is finite and not negative; the customer is there and not in service.
  public mutating func setWork(_ work: Double, of visit: StationVisit) {
    checkWork(work)
    precondition(
      isCurrent(visit) && entries[Int(visit.entry)].place != .service,
      "customer \(visit.customer) is not there or is in service")
    entries[Int(visit.entry)].work = work
    entries[Int(visit.entry)].left = work
  }

  /// Minutes of work left for a customer at a time; `nil` when it has left or its work is to be drawn again.
  public func workLeft(of visit: StationVisit, at time: Double) -> Double? {
    guard isCurrent(visit), let left = entries[Int(visit.entry)].left else { return nil }
    let isServed = entries[Int(visit.entry)].place == .service
    return isServed ? max(0, left - (time - entries[Int(visit.entry)].began)) : left
  }

  /// Gives a customer another rank, in line or in service; call ``startNext(at:)`` then.
  /// - Returns: whether the customer was there.
  public mutating func reclassify(_ visit: StationVisit, as rank: CustomerRank) -> Bool {
    guard isCurrent(visit) else { return false }
    let number = visit.entry
    let old = entries[Int(number)].ticket
    let ticket = discipline.ticket(for: rank, arrival: old.arrival)
    entries[Int(number)].ticket = ticket
    switch entries[Int(number)].place {
    case .line:
      line.leave(old)
      line.join(number, with: ticket)
    case .service:
      Self.remove(number, from: &serving)
      serving.insert(number, at: place(of: number, in: serving))
    case .pause:
      Self.remove(number, from: &paused)
      paused.insert(number, at: place(of: number, in: paused))
    case .absent: preconditionFailure("a current visit is somewhere")
    }
    return true
  }
}
