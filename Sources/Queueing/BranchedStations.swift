/// Customers who split into tasks at several stations at once and go on when all of them, or enough, are done.
///
/// Each branch is a ``Station`` with a line and servers of its own; a customer forked over some of them puts one task
/// into each. When the needed number of tasks has ended the customer is joined, and what is left of its tasks is
/// called off: out of the line, or out of service, whose server then goes on with the next. The ends of services
/// called off are stale, and ``endService(of:)`` says so.
///
/// Invariants, checked by `checkInvariants()`: each task is in line or in service at its branch, or over; a customer
/// has tasks as long as it is not joined.
public struct BranchedStations: Sendable {
  /// The branches, known by their index; their customers are entry numbers of tasks.
  public internal(set) var branches: [Station]
  var joins: [Join] = []
  var freeJoins: [Int32] = []
  var entries: [Entry] = []
  var freeEntries: [Int32] = []

  struct Join: Sendable {
    var customer: Customer
    var needed: Int
    var tasks: [Int32]
  }

  struct Entry: Sendable {
    enum Place: Sendable { case absent, line, service }
    var join: Int32
    var branch: Int
    var ticket = WaitingTicket.none
    var place = Place.absent
    /// Counts occupants of the entry.
    var occupant: UInt32 = 0
  }

  /// The name of one branch of one customer.
  @frozen
  public struct Task: Hashable, BitwiseCopyable, Sendable {
    /// Whose task it is.
    public let customer: Customer
    /// The station at which it is.
    public let branch: Int
    let entry: Int32
    let occupant: UInt32
  }

  /// What follows from the end of a task.
  public struct End: Hashable, Sendable {
    /// The customer who is joined now.
    public let joined: Customer?
    /// Tasks of that customer that are called off.
    public let calledOff: [Task]
    /// Tasks whose service begins now.
    public let starts: [Task]
  }

  /// Creates branches with their stations, which must be empty.
  /// - Precondition: the stations are empty and turn nobody away, because part of a customer cannot be.
  public init(branches: [Station]) {
    precondition(
      branches.allSatisfy { $0.busy == 0 && $0.waiting == 0 && $0.waitingRoom == .max },
      "branches begin empty and have room for all")
    self.branches = branches
  }

  /// Splits a customer over branches.
  /// - Parameters:
  ///   - customer: whose tasks they are.
  ///   - chosen: the branches, each at most once.
  ///   - needed: how many tasks must end; `nil` for all.
  ///   - rank: the customer's class and deadline, the same in every branch.
  /// - Returns: the tasks whose service begins now; the others are in line.
  /// - Precondition: there is a branch, none twice; `needed` is in 1 ... their number.
  public mutating func fork(
    _ customer: Customer, over chosen: [Int], needed: Int? = nil, rank: CustomerRank = CustomerRank()
  ) -> [Task] {
    precondition(!chosen.isEmpty && Set(chosen).count == chosen.count, "branches are one or more, none twice")
    let needed = needed ?? chosen.count
    precondition((1...chosen.count).contains(needed), "\(needed) of \(chosen.count) tasks cannot be needed")
    let join = freeJoins.popLast() ?? Int32(joins.count)
    if Int(join) == joins.count { joins.append(Join(customer: customer, needed: needed, tasks: [])) }
    joins[Int(join)] = Join(customer: customer, needed: needed, tasks: [])
    var starts: [Task] = []
    for branch in chosen {
      let number = freeEntries.popLast() ?? Int32(entries.count)
      if Int(number) == entries.count { entries.append(Entry(join: join, branch: branch)) }
      entries[Int(number)].join = join
      entries[Int(number)].branch = branch
      joins[Int(join)].tasks.append(number)
      switch branches[branch].arrive(number, rank: rank) {
      case .startsService(let ticket):
        entries[Int(number)].ticket = ticket
        entries[Int(number)].place = .service
        starts.append(task(number))
      case .waits(let ticket):
        entries[Int(number)].ticket = ticket
        entries[Int(number)].place = .line
      case .turnedAway: preconditionFailure("branches have room for all")
      }
    }
    return starts
  }

  /// Ends a task in service.
  /// - Returns: what follows, or `nil` when the task was called off before.
  /// - Complexity: O(tasks of the customer × *n*)
  public mutating func endService(of task: Task) -> End? {
    guard entries[Int(task.entry)].place == .service, entries[Int(task.entry)].occupant == task.occupant else {
      return nil
    }
    var starts: [Task] = []
    let join = Int(entries[Int(task.entry)].join)
    joins[join].tasks.removeAll { $0 == task.entry }
    joins[join].needed -= 1
    drop(task.entry)
    startNext(after: branches[task.branch].endService(), &starts)
    guard joins[join].needed == 0 else { return End(joined: nil, calledOff: [], starts: starts) }
    let superfluous = joins[join].tasks
    let calledOff = superfluous.map { self.task($0) }
    joins[join].tasks = []
    freeJoins.append(Int32(join))
    // First all out of the lines, so that no server begins with a task that is called off.
    for number in superfluous where entries[Int(number)].place == .line {
      _ = branches[entries[Int(number)].branch].renege(entries[Int(number)].ticket)
    }
    for number in superfluous {
      let isServed = entries[Int(number)].place == .service
      drop(number)
      if isServed { startNext(after: branches[entries[Int(number)].branch].endService(), &starts) }
    }
    return End(joined: joins[join].customer, calledOff: calledOff, starts: starts)
  }

  /// Changes the servers of a branch.
  /// - Returns: the tasks whose service begins now.
  public mutating func setServers(_ servers: Int, branch: Int) -> [Task] {
    branches[branch].setServers(servers)
    var starts: [Task] = []
    while let number = branches[branch].startNext() { startNext(after: number, &starts) }
    return starts
  }

  private func task(_ number: Int32) -> Task {
    let entry = entries[Int(number)]
    return Task(
      customer: joins[Int(entry.join)].customer, branch: entry.branch, entry: number, occupant: entry.occupant)
  }

  private mutating func startNext(after number: Customer?, _ starts: inout [Task]) {
    guard let number else { return }
    entries[Int(number)].place = .service
    starts.append(task(number))
  }

  private mutating func drop(_ number: Int32) {
    entries[Int(number)].place = .absent
    entries[Int(number)].occupant &+= 1
    freeEntries.append(number)
  }

  /// Says what is wrong with the inside, or `nil`; for tests.
  package func checkInvariants() -> String? {
    for (index, branch) in branches.enumerated() {
      if let problem = branch.checkInvariants() { return "branch \(index): \(problem)" }
      if entries.count(where: { $0.branch == index && $0.place == .service }) != branch.busy
        || entries.count(where: { $0.branch == index && $0.place == .line }) != branch.waiting
      {
        return "branch \(index) and the tasks do not agree"
      }
    }
    let tasks = joins.reduce(0) { $0 + $1.tasks.count }
    return tasks + freeEntries.count == entries.count ? nil : "a task is lost"
  }
}
