extension InterruptibleStation {
  func visit(_ number: Int32) -> StationVisit {
    StationVisit(customer: entries[Int(number)].customer, entry: number, occupant: entries[Int(number)].occupant)
  }

  func isCurrent(_ visit: StationVisit) -> Bool {
    Int(visit.entry) < entries.count && entries[Int(visit.entry)].occupant == visit.occupant
      && entries[Int(visit.entry)].place != .absent
  }

  func checkWork(_ work: Double) {
    precondition(work >= 0 && work.isFinite, "work is finite and not negative (was \(work))")
  }

  /// Whether a new arrival with this ticket would be in service after the calls that follow.
  func wouldStart(_ ticket: WaitingTicket) -> Bool {
    if let first = line.firstTicket, first < ticket { return false }
    if serving.count < servers {
      guard let resumed = paused.first else { return true }
      return isPreemptive && ticket.precedes < entries[Int(resumed)].ticket.precedes
        || servers - serving.count > paused.count
    }
    guard isPreemptive, servers > 0, serving.count == servers, let victim = serving.last else { return false }
    return ticket.precedes < entries[Int(victim)].ticket.precedes
  }

  mutating func startFirst(at time: Double, interrupted: StationVisit? = nil) -> ServiceStart? {
    line.popFirst().flatMap { start($0, at: time, interrupted: interrupted) }
  }

  mutating func start(_ number: Int32, at time: Double, interrupted: StationVisit? = nil) -> ServiceStart {
    guard let left = entries[Int(number)].left else {
      preconditionFailure("the work of customer \(entries[Int(number)].customer) was not drawn again")
    }
    entries[Int(number)].began = time
    entries[Int(number)].place = .service
    entries[Int(number)].turn &+= 1
    serving.insert(number, at: place(of: number, in: serving))
    let service = ServiceName(entry: number, turn: entries[Int(number)].turn)
    return ServiceStart(visit: visit(number), service: service, work: left, interrupted: interrupted)
  }

  /// Takes a customer out of service and keeps what the rule keeps of its work; the caller says where it goes.
  mutating func interrupt(_ number: Int32, at time: Double, keepingWork: Bool = false) {
    Self.remove(number, from: &serving)
    entries[Int(number)].turn &+= 1
    let done = time - entries[Int(number)].began
    precondition(done >= 0, "time would run back from \(entries[Int(number)].began) to \(time)")
    switch keepingWork ? .resume : interruption {
    case .resume: entries[Int(number)].left = entries[Int(number)].left.map { max(0, $0 - done) }
    case .restart: entries[Int(number)].left = entries[Int(number)].work
    case .resample: entries[Int(number)].left = nil
    }
  }

  mutating func putBack(_ number: Int32) {
    entries[Int(number)].place = .line
    line.join(number, with: entries[Int(number)].ticket)
  }

  mutating func leave(_ number: Int32) {
    entries[Int(number)].place = .absent
    entries[Int(number)].occupant &+= 1
    entries[Int(number)].turn &+= 1
    free.append(number)
  }

  /// Where an entry stands in ``serving`` or ``paused``, in the order of tickets.
  func place(of number: Int32, in list: [Int32]) -> Int {
    let ticket = entries[Int(number)].ticket
    return list.firstIndex { ticket < entries[Int($0)].ticket } ?? list.count
  }

  static func remove(_ number: Int32, from list: inout [Int32]) {
    guard let index = list.lastIndex(of: number) else { preconditionFailure("entry \(number) is not in its list") }
    list.remove(at: index)
  }

  /// Says what is wrong with the station's inside, or `nil`; for tests, after the calls of ``startNext(at:)``.
  package func checkInvariants() -> String? {
    if let problem = line.checkInvariants() { return problem }
    let lists: [(Entry.Place, [Int32])] = [(.line, line.customers), (.service, serving), (.pause, paused)]
    for (place, list) in lists {
      if entries.count(where: { $0.place == place }) != list.count { return "a customer is in two places or in none" }
      if list.contains(where: { entries[Int($0)].place != place }) { return "a customer is not where it is said to be" }
      for (first, second) in zip(list, list.dropFirst())
      where entries[Int(first)].ticket >= entries[Int(second)].ticket { return "\(place) is not in order" }
    }
    if free.count + line.count + serving.count + paused.count != entries.count { return "an entry is lost" }
    if serving.count < servers, line.count + paused.count > 0 { return "somebody waits beside an idle server" }
    if isPreemptive, servers > 0, serving.count == servers, let first = line.firstTicket, let last = serving.last,
      first.precedes < entries[Int(last)].ticket.precedes
    {
      return "somebody waits who ranks before a customer in service"
    }
    return nil
  }
}
