import EventKernel
import Testing

@testable import IssueFlow

/// What belongs to a subtree, and what is counted over all of them.
@Suite("Region, lines and ledger")
struct RegionTests {
  private func region() throws -> Region {
    let model = try Cities.model(Cities.threeTiers())
    return Region(
      of: model.subtrees[0], model: model,
      clocks: ProfileClocks(model.profiles, dayCount: model.horizon.dayCount))
  }

  private func admit(_ kind: IssueKind, to region: inout Region) -> Int32 {
    var issue = Issue()
    issue.kind = kind
    issue.state = .waiting
    let number = region.issues.take(issue)
    region.issues[Int(number)].isOfCohort = region.admit(kind)
    return number
  }

  @Test("Open entries are counted by what they are, and the cohort is what arises while the window is open")
  func open() throws {
    var region = try region()
    let early = admit(.issue, to: &region)
    #expect(region.open.all == 1 && region.open.ofCohort == 0 && region.isOver == false)
    region.openWindow(at: 10)
    let issue = admit(.issue, to: &region)
    let errand = admit(.errand, to: &region)
    #expect(region.open.all == 3 && region.open.others == 1 && region.open.ofCohort == 1 && region.openIssues == 2)
    #expect(region.checkInvariants() == nil)
    region.closeWindow()
    #expect(region.isOver == false && region.windowIsOpen == false)
    region.release(issue)
    #expect(region.isOver == true)
    region.release(errand)
    region.release(early)
    #expect(region.open.all == 0 && region.open.others == 0 && region.issues.taken == 0)
    #expect(region.checkInvariants() == nil)
  }

  @Test("An entry that is open and not counted is found")
  func uncounted() throws {
    var region = try region()
    let issue = admit(.issue, to: &region)
    region.issues[Int(issue)].state = .free
    #expect(region.checkInvariants() != nil)
  }

  @Test("Numbers in line are integrated from when the window opens to when it closes")
  func lines() {
    var lines = QueueLengths(count: 2)
    lines.join(0, 5)
    lines.join(0, 8)
    lines.restart(at: 10)
    lines.leave(0, 14)
    var areas = FlatTable<Double>([100, 0])
    lines.stop(at: 20, addingTo: &areas)
    #expect(areas[0] == 100 + 2 * 4 + 6 && areas[1] == 0)
    #expect(lines.number(of: 0) == 1 && lines.checkInvariants() == nil)
    lines.leave(1, 21)
    #expect(lines.checkInvariants() != nil)
  }

  @Test("What lasts counts as far as it lies in the observation, and what occurs while it is open")
  func facts() throws {
    var scenario = Cities.threeTiers(observe: 100)
    scenario.warmUp = .fixed(0)
    let horizon = try Cities.model(scenario).horizon
    var ledger = Ledger(tiers: 1, days: 1, observers: [])
    ledger.add(from: -50, to: 30, times: 2, to: .postMinutes, within: horizon)
    ledger.add(from: 90, to: 300, to: .postMinutes, within: horizon)
    ledger.add(from: 150, to: 300, to: .postMinutes, within: horizon)
    #expect(ledger.facts[FlowFact.postMinutes.rawValue] == 70)
    ledger.add(3, to: .departures, isObserved: true)
    ledger.add(4, to: .departures, isObserved: false)
    #expect(ledger.facts[FlowFact.departures.rawValue] == 3)
  }

  @Test("Memory is reckoned with entries of the size that they have")
  func memory() {
    #expect(FlowModel.bytesOfIssue == Double(MemoryLayout<IssueFlow.Issue>.stride + 64))
    #expect(FlowModel.bytesOfPost == Double(MemoryLayout<Post>.stride + 64))
  }

  @Test("What was opened has ended, is open, or was left open")
  func fates() {
    var ledger = Ledger(tiers: 2, days: 1, observers: [])
    ledger.counts.opened = 5
    ledger.countClosed(atTier: 1)
    ledger.counts.withdrawn = 1
    #expect(ledger.checkInvariants(open: 3) == nil)
    #expect(ledger.checkInvariants(open: 2) != nil)
    #expect(ledger.fates.closed == [0, 1])
    ledger.counts.merged = 4
    #expect(ledger.checkInvariants(open: nil) == "1 more have ended than were opened")
  }
}
