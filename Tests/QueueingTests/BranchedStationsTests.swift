import Queueing
import TestSupport
import Testing

@Suite("BranchedStations")
struct BranchedStationsTests {
  static func branches(_ servers: [Int]) -> BranchedStations {
    BranchedStations(branches: servers.map { Station(servers: $0) })
  }

  @Test("A customer is joined when its last branch ends, whatever the order")
  func all() throws {
    var stations = Self.branches([1, 1])
    let first = stations.fork(0, over: [0, 1])
    #expect(first.map(\.branch) == [0, 1])
    #expect(stations.fork(1, over: [1, 0]).isEmpty)
    let half = try unwrapped(stations.endService(of: first[1]))
    #expect(half.joined == nil && half.starts.map(\.customer) == [1] && half.starts[0].branch == 1)
    let other = try unwrapped(stations.endService(of: half.starts[0]))
    #expect(other.joined == nil && other.starts.isEmpty)
    let whole = try unwrapped(stations.endService(of: first[0]))
    #expect(whole.joined == 0 && whole.calledOff.isEmpty && whole.starts.map(\.branch) == [0])
    #expect(stations.endService(of: first[0]) == nil)
    let last = try unwrapped(stations.endService(of: whole.starts[0]))
    #expect(last.joined == 1 && stations.checkInvariants() == nil)
  }

  @Test("When one of three is enough, the others are called off, in line and in service")
  func enough() throws {
    var stations = Self.branches([1, 1, 1])
    let before = stations.fork(8, over: [2])
    let tasks = stations.fork(0, over: [0, 1, 2], needed: 1)
    #expect(tasks.map(\.branch) == [0, 1])
    #expect(stations.fork(1, over: [1]).isEmpty)
    let end = try unwrapped(stations.endService(of: tasks[0]))
    #expect(end.joined == 0)
    #expect(end.calledOff.map(\.branch) == [1, 2])
    #expect(end.starts.map(\.customer) == [1], "the server of branch 1 goes on with the next")
    #expect(stations.endService(of: tasks[1]) == nil, "its end was scheduled, but it was called off")
    let last = try unwrapped(stations.endService(of: before[0]))
    #expect(last.joined == 8 && last.starts.isEmpty)
    #expect(stations.checkInvariants() == nil)
  }

  @Test("More servers at a branch begin with those who wait there")
  func servers() {
    var stations = Self.branches([0])
    for customer in 0..<3 as Range<Customer> { #expect(stations.fork(customer, over: [0]).isEmpty) }
    #expect(stations.setServers(2, branch: 0).map(\.customer) == [0, 1])
    #expect(stations.checkInvariants() == nil)
  }

  @Test("No task is lost, done twice or left behind", arguments: [1, 2, 3, 4] as [UInt64])
  func conservation(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var stations = Self.branches([1, 2, 1, 0])
    var serving: [BranchedStations.Task] = []
    /// Tasks that still must end, and branches in which the customer still has a task.
    var needed: [Customer: Int] = [:]
    var open: [Customer: Set<Int>] = [:]
    var stale: [BranchedStations.Task] = []
    var arrived = 0
    var joined = 0
    for _ in 0..<2_000 {
      switch random.below(20) {
      case 0..<7:
        let customer = Customer(arrived)
        arrived += 1
        let chosen = Array((0..<4).shuffled(using: &random).prefix(1 + random.below(4)))
        needed[customer] = 1 + random.below(chosen.count)
        open[customer] = Set(chosen)
        serving += stations.fork(customer, over: chosen, needed: needed[customer])
      case 7..<19:
        guard !serving.isEmpty else { continue }
        let task = serving.remove(at: random.below(serving.count))
        guard let end = stations.endService(of: task), let before = needed[task.customer] else {
          Issue.record("a task in service can end")
          return
        }
        open[task.customer]?.remove(task.branch)
        needed[task.customer] = before - 1
        #expect(end.joined == (before == 1 ? task.customer : nil))
        if before == 1 {
          joined += 1
          #expect(Set(end.calledOff.map(\.branch)) == open[task.customer])
          (needed[task.customer], open[task.customer]) = (nil, nil)
          stale += serving.filter { $0.customer == task.customer }
          serving.removeAll { $0.customer == task.customer }
        } else {
          #expect(end.calledOff.isEmpty)
        }
        serving += end.starts
      default: serving += stations.setServers(random.below(3), branch: random.below(4))
      }
      if let task = stale.popLast() { #expect(stations.endService(of: task) == nil) }
      #expect(stations.checkInvariants() == nil)
      #expect(serving.allSatisfy { open[$0.customer]?.contains($0.branch) == true })
      for branch in 0..<4 {
        let station = stations.branches[branch]
        #expect(station.busy == serving.count { $0.branch == branch })
        #expect(station.busy + station.waiting == open.values.count { $0.contains(branch) })
      }
      #expect(arrived == joined + needed.count)
    }
    #expect(joined > 200)
  }
}
