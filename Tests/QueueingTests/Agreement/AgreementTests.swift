import EventKernel
import OutputAnalysis
import Testing

/// The same models in other programs: see `Tests/Peers/README.md` for how the table is made.
@Suite("Agreement with peers")
struct AgreementTests {
  @Test("M/M/1", arguments: Peer.allCases)
  func mm1(peer: Peer) throws { try PeerTable.expectAgreement("mm1", peer, PeerRuns.mm1, precision: 0.15) }

  @Test("M/M/3", arguments: Peer.allCases)
  func mm3(peer: Peer) throws { try PeerTable.expectAgreement("mm3", peer, PeerRuns.mm3, precision: 0.15) }

  @Test("M/G/1, lognormal work of variation 2", arguments: Peer.allCases)
  func mg1(peer: Peer) throws { try PeerTable.expectAgreement("mg1-lognormal", peer, PeerRuns.mg1, precision: 0.25) }

  @Test("M/M/2 with room for five", arguments: Peer.allCases)
  func loss(peer: Peer) throws { try PeerTable.expectAgreement("mm2-of-5", peer, PeerRuns.loss, precision: 0.15) }

  @Test("Two classes before two servers", arguments: Peer.allCases)
  func priority(peer: Peer) throws {
    try PeerTable.expectAgreement("priority", peer, PeerRuns.priority, precision: 0.15)
  }

  @Test("Pre-emption, work resumed", arguments: Peer.allCases)
  func preemption(peer: Peer) throws {
    try PeerTable.expectAgreement("preemption", peer, PeerRuns.preemption, precision: 0.15)
  }

  @Test("Erlang A: impatient customers", arguments: Peer.allCases)
  func erlangA(peer: Peer) throws {
    try PeerTable.expectAgreement("erlang-a", peer, PeerRuns.erlangA, precision: 0.15)
  }

  @Test("A tandem with blocking after service", arguments: Peer.allCases)
  func tandem(peer: Peer) throws {
    try PeerTable.expectAgreement("tandem-blocking", peer, PeerRuns.tandem, precision: 0.15)
  }

  @Test("Three stations with feedback", arguments: Peer.allCases)
  func feedback(peer: Peer) throws {
    try PeerTable.expectAgreement("feedback", peer, PeerRuns.feedback, precision: 0.2)
  }

  @Test("Shifts, work in hand finished", arguments: Peer.allCases)
  func shifts(peer: Peer) throws { try PeerTable.expectAgreement("shifts", peer, PeerRuns.shifts, precision: 0.15) }

  @Test("Shifts of two sizes: who finishes after the shift counts among the servers", arguments: [Peer.simPy])
  func shiftsOfTwoSizes(peer: Peer) throws {
    try PeerTable.expectAgreement("shifts-of-two-sizes", peer, PeerRuns.shiftsOfTwoSizes, precision: 0.15)
  }

  @Test("Arrivals in batches", arguments: Peer.allCases)
  func batches(peer: Peer) throws { try PeerTable.expectAgreement("batches", peer, PeerRuns.batches, precision: 0.15) }

  @Test("Processor sharing, lognormal work of variation 2", arguments: Peer.allCases)
  func sharing(peer: Peer) throws { try PeerTable.expectAgreement("sharing", peer, PeerRuns.sharing, precision: 0.15) }

  @Test("Fork and join of two queues", arguments: [Peer.simPy])
  func forkJoin(peer: Peer) throws {
    try PeerTable.expectAgreement("fork-join", peer, PeerRuns.forkJoin, precision: 0.15)
  }

  @Test("Fork and join of three queues, all times given: the same to the last digit of rounding")
  func forkJoinByHand() throws {
    let model = try PeerTable.model("fork-join-by-hand")
    let works = try #require(model.works)
    var fork = PeerFork(branches: works.count, arrivals: try #require(model.times)) { works[$1][$0] }
    var run = SimulationRun()
    run.advance(&fork, until: .never)
    let sojourns = try zip(fork.arrivals, fork.departures).map { try #require($1) - $0 }
    let row = try #require(try PeerTable.rows().first { $0.model == "fork-join-by-hand" })
    let mean = sojourns.reduce(0, +) / Double(sojourns.count)
    #expect(abs(mean - row.mean) <= 1e-12 * row.mean, "\(mean), SimPy \(row.mean)")
  }

  @Test("Both peers have every model, but for what Ciw lacks; each stochastic one in many replications")
  func table() throws {
    // Ciw has no fork and join, and its shifts are crews: a new one comes whole while the old one finishes.
    let onlyInSimPy = ["fork-join", "fork-join-by-hand", "shifts-of-two-sizes"]
    let rows = try PeerTable.rows()
    for peer in Peer.allCases {
      let there = Set(rows.filter { $0.peer == peer.rawValue }.map(\.model)).sorted()
      let expected = try PeerTable.modelNames().filter { peer == .simPy || !onlyInSimPy.contains($0) }
      #expect(there == expected)
    }
    for row in rows where row.halfWidth > 0 { #expect(row.replications >= 100, "\(row)") }
    #expect(rows.filter { $0.halfWidth == 0 }.map(\.model) == ["fork-join-by-hand"])
  }
}
