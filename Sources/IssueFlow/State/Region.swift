import EventKernel
import Queueing

/// All that belongs to one subtree while it is simulated, and to no other: going over to another subtree is one swap.
///
/// Made anew for each subtree, so that nothing of the one before can be left over. What a region shares with the rest of
/// the city (stations, units, posts, counts) lies in tables as long as the city, in the other components.
///
/// Invariants, checked by `checkInvariants()`: the open entries are those that are counted as open; numbers in line are
/// not negative; of a subtree whose window is still to come nothing belongs to the cohort.
struct Region: ~Copyable {
  /// Empty before the first subtree.
  let subtree: Subtree
  var calendar = EventCalendar<FlowEvent>()
  var issues = SlotTable<Issue>()
  var tasks = SlotTable<DepartmentTask>()
  var joins = ForkJoin()
  var schedule: ArrivalSchedule
  var lines: QueueLengths
  var day = DaySeries.Cursor()
  private(set) var window = ObservationWindow.before
  private(set) var open = OpenCounts()
  /// Number of the phase whose rules hold in it.
  var phase = 0

  /// A region in which nothing has happened and nothing is to come.
  init(of subtree: Subtree, model: FlowModel, clocks: ProfileClocks) {
    self.subtree = subtree
    schedule = ArrivalSchedule(model: model, clocks: clocks)
    lines = QueueLengths(count: model.tierCount + 2)
  }

  @inline(__always)
  var windowIsOpen: Bool { window == .open }

  /// Whether all that is reported has happened.
  @inline(__always)
  var isOver: Bool { window == .closed && open.ofCohort == 0 }

  /// Issues of residents' that are open.
  var openIssues: Int { open.all - open.others }

  mutating func openWindow(at time: Double) {
    precondition(window == .before, "the window opens once")
    window = .open
    lines.restart(at: time)
  }

  mutating func closeWindow() {
    precondition(window == .open, "the window closes once, after it has opened")
    window = .closed
  }

  /// Counts an entry as open, and says whether it belongs to the cohort.
  @inline(__always)
  mutating func admit(_ kind: IssueKind) -> Bool {
    open.all += 1
    if kind != .issue {
      open.others += 1
    } else if windowIsOpen {
      open.ofCohort += 1
    }
    return windowIsOpen
  }

  /// Counts an entry as open no more, and gives it back.
  @inline(__always)
  mutating func release(_ issue: Int32) {
    let entry = issues.row(Int(issue))
    open.all -= 1
    if entry.pointee.kind != .issue {
      open.others -= 1
    } else if entry.pointee.isOfCohort {
      open.ofCohort -= 1
    }
    entry.pointee.state = .free
    issues.give(back: issue)
  }

  /// Gives back a department's part in an issue.
  @inline(__always)
  mutating func release(task: Int32) {
    tasks[Int(task)].state = .free
    tasks.give(back: task)
  }

  /// Says what is wrong with the inside, or `nil`.
  func checkInvariants() -> String? {
    if let fault = issues.checkInvariants() ?? tasks.checkInvariants() ?? joins.checkInvariants() { return fault }
    if let fault = lines.checkInvariants() { return fault }
    var counted = OpenCounts()
    for index in issues.indices where issues[index].isCountedAsOpen {
      counted.all += 1
      if issues[index].kind != .issue {
        counted.others += 1
      } else if issues[index].isOfCohort {
        counted.ofCohort += 1
      }
    }
    if (counted.all, counted.others, counted.ofCohort) != (open.all, open.others, open.ofCohort) {
      return "\(open) are counted as open, and there are \(counted)"
    }
    if window == .before, open.ofCohort > 0 { return "\(open.ofCohort) of the cohort before the window" }
    return nil
  }
}

extension Issue {
  /// Reports of nothing, or of known issues, are open from when they come in; what is latent has yet to arise.
  fileprivate var isCountedAsOpen: Bool {
    switch state {
    case .free, .latent: false
    case .undiscovered: kind == .issue
    case .waiting, .inService, .inTransit, .pending, .awaitingCallBack: true
    }
  }
}
