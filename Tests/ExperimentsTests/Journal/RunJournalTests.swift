import Foundation
import Testing

@testable import Experiments

@Suite("Journals")
struct RunJournalTests {
  let place = FileManager.default.temporaryDirectory.appendingPathComponent("journal-\(UUID().uuidString)").path
  private let log = RunLog(
    date: Date(timeIntervalSince1970: 0), invocation: [], wallSeconds: 1, cpuSeconds: 2, jobs: 1)
  private let all = ResultOptions(issues: true, events: true)

  private func experiment(_ replications: Int = 4, seed: UInt32 = 7, text: String = "a") throws -> Experiment {
    var scenario = TinyCity.full(days: 1)
    scenario.targets = TinyCity.targets(tolerance: 0.3)
    scenario.warmUp = .fixed(0)
    scenario.drain = 1440
    return Experiment(
      model: try TinyCity.model(scenario), canonicalText: text, replications: replications, seed: seed)
  }

  private func clean() { try? FileManager.default.removeItem(atPath: place) }

  private func data(_ path: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path)) }

  /// Runs some replications and stops before any result is written.
  private func interrupted(_ folder: String, replications: Int, options: ResultOptions = ResultOptions()) async throws {
    let results = try ResultFolder(path: folder, options: options)
    let experiment = try experiment(replications)
    _ = try await experiment.run(journal: try results.journal(of: experiment, tool: "1", mayShrink: true))
    results.close()
  }

  /// Opens the journal of a folder as a run would.
  private func opening(
    _ folder: String, tool: String = "1", seed: UInt32 = 7, text: String = "a", options: ResultOptions = ResultOptions()
  ) throws -> RunJournal.Opening {
    let results = try ResultFolder(path: folder, options: options)
    defer { results.close() }
    return try results.journal(of: try experiment(seed: seed, text: text), tool: tool).opening
  }

  private func finish(
    _ folder: String, jobs: Int, options: ResultOptions
  ) async throws -> (opening: RunJournal.Opening, files: [String: Data]) {
    let results = try ResultFolder(path: folder, options: options)
    let experiment = try experiment()
    let journal = try results.journal(of: experiment, tool: "1")
    let result = try await experiment.run(jobs: jobs, journal: journal)
    try results.write(result, toolVersion: "1", log: log)
    var files: [String: Data] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) where name != "run.log" {
      files[name] = try data("\(folder)/\(name)")
    }
    return (journal.opening, files)
  }

  @Test("A replication survives as it is, to the last bit")
  func roundTrip() throws {
    let runner = ReplicationRunner(model: try experiment().model, seed: 7)
    let result = try runner.run(replication: 3)
    var encoder = ByteEncoder()
    let part = FilePart(bytes: 12, checksum: .max)
    ReplicationRecord(result: result, issues: part, events: nil).encode(to: &encoder)
    var decoder = ByteDecoder(encoder.bytes)
    let read = try ReplicationRecord(decoder: &decoder, plan: runner.plan)
    var again = ByteEncoder()
    read.encode(to: &again)
    #expect(again.bytes == encoder.bytes)
    #expect(read.result.values == result.values && read.result.splits == result.splits)
    #expect(read.result.fingerprint == result.fingerprint && read.result.timesToClose == result.timesToClose)
    #expect(read.result.leaks == result.leaks && read.result.counts == result.counts)
    #expect(read.result.details?.units.work == result.details?.units.work)
    #expect(read.result.details?.days.count == result.details?.days.count)
    #expect(read.issues == part && read.events == nil)
    for count in encoder.bytes.indices where count % 7 == 0 {
      var decoder = ByteDecoder(Array(encoder.bytes[..<count]))
      #expect(throws: ByteDecoder.Fault.self) { try ReplicationRecord(decoder: &decoder, plan: runner.plan) }
    }
  }

  @Test("Whole numbers and real ones keep every bit")
  func numbers() throws {
    let integers = [0, 1, -1, 63, 64, -64, -65, .max, .min, 1 << 40]
    let reals = [0, -0.0, 0.1, .infinity, .leastNonzeroMagnitude, .greatestFiniteMagnitude]
    var encoder = ByteEncoder()
    encoder.integers(integers)
    encoder.numbers(reals)
    encoder.text("网格")
    var decoder = ByteDecoder(encoder.bytes)
    #expect(try decoder.integers() == integers)
    #expect(try decoder.numbers().map(\.bitPattern) == reals.map(\.bitPattern))
    #expect(try decoder.text() == "网格")
    #expect(decoder.isAtEnd)
    var short = ByteDecoder([0xFF, 0xFF, 0xFF])
    #expect(throws: ByteDecoder.Fault.self) { let _: Int = try short.integer() }
    var narrow = ByteEncoder()
    narrow.integer(1 << 40)
    var fits = ByteDecoder(narrow.bytes)
    #expect(throws: ByteDecoder.Fault.self) { let _: Int32 = try fits.integer() }
  }

  @Test("Numbers beyond reckoning were written by no run", arguments: [2e140, -2e140, .infinity, .nan])
  func beyondReckoning(number: Double) throws {
    var encoder = ByteEncoder()
    encoder.number(number)
    var decoder = ByteDecoder(encoder.bytes)
    #expect(throws: ByteDecoder.Fault.self) { try decoder.quantity() }
    var end = ByteDecoder(encoder.bytes)
    #expect((try? end.end()) == (number == .infinity ? number : nil))
  }

  @Test("A checksum does not depend on the pieces, and every changed byte and length shows")
  func checksum() {
    let bytes = (0..<40).map { UInt8($0) }
    for cut in bytes.indices {
      var checksum = Checksum()
      checksum.add(Array(bytes[..<cut]))
      checksum.add(Array(bytes[cut...]))
      #expect(checksum.value == Checksum.of(bytes))
      var changed = bytes
      changed[cut] ^= 1
      #expect(Checksum.of(changed) != Checksum.of(bytes))
      #expect(Checksum.of(Array(bytes[..<cut])) != Checksum.of(bytes))
    }
    #expect(Checksum.of([0]) != Checksum.of([0, 0]))
  }

  @Test("A tail torn at any byte, or a flipped one, costs that record and no other")
  func damage() async throws {
    defer { clean() }
    try await interrupted("\(place)/a", replications: 3)
    let path = "\(place)/a/run.journal/replications"
    let whole = Array(try data(path))
    var ends: [Int] = []
    _ = try JournalFile(path: path) { place, _ in ends.append(place.offset + place.count) }
    #expect(ends.count == 4 && ends.last == whole.count)
    let copy = "\(place)/copy"
    func records(_ bytes: [UInt8]) throws -> (count: Int, isDamaged: Bool) {
      try Data(bytes).write(to: URL(fileURLWithPath: copy))
      var count = -1
      let file = try JournalFile(path: copy) { _, _ in count += 1 }
      return (count, file.isDamaged)
    }
    for length in ends[2]..<whole.count {
      let found = try records(Array(whole[..<length]))
      #expect(found.count == 2 && found.isDamaged == (length > ends[2]), "cut at \(length)")
    }
    for index in ends[2]..<whole.count {
      var bytes = whole
      bytes[index] ^= 0x10
      let found = try records(bytes)
      #expect(found.count == 2 && found.isDamaged, "flipped at \(index)")
    }
    // Behind a broken record nothing can be trusted: its length may be what broke.
    var bytes = whole
    bytes[ends[1]] ^= 1
    #expect(try records(bytes) == (1, true))
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    #expect(try opening("\(place)/a") == .resumed(replications: 1, isDamaged: true))
    #expect(try data(path) == Data(whole[..<ends[1]]), "the damage is taken off")
    #expect(try opening("\(place)/a") == .resumed(replications: 1, isDamaged: false))
  }

  @Test("A resumed run writes the bytes of one that was never interrupted", arguments: [1, 2])
  func resumed(jobs: Int) async throws {
    defer { clean() }
    let whole = try await finish("\(place)/whole", jobs: 1, options: all)
    #expect(whole.opening == .new && whole.files["run.journal"] == nil)
    try await interrupted("\(place)/a", replications: 3, options: all)
    // A torn tail, rows that were changed, and rows that were lost: all of these are simulated again.
    let journal = "\(place)/a/run.journal"
    let bytes = try data("\(journal)/replications")
    try bytes.dropLast(5).write(to: URL(fileURLWithPath: "\(journal)/replications"))
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: "\(journal)/events-2.csv"))
    try handle.write(contentsOf: Data("x".utf8))
    try handle.close()
    let finished = try await finish("\(place)/a", jobs: jobs, options: all)
    #expect(finished.opening == .resumed(replications: 2, isDamaged: true))
    #expect(finished.files == whole.files)
    #expect(whole.files.keys.contains("issues.csv") && whole.files.keys.contains("events.csv"))
  }

  @Test("What is finished is not simulated again, and fewer replications than are kept are the first of them")
  func notRepeated() async throws {
    defer { clean() }
    try await interrupted("\(place)/a", replications: 4)
    let results = try ResultFolder(path: "\(place)/a")
    let two = try experiment(2)
    let journal = try results.journal(of: two, tool: "1")
    let size = try data("\(place)/a/run.journal/replications").count
    let result = try await two.run(journal: journal)
    #expect(try data("\(place)/a/run.journal/replications").count == size)
    #expect(result.replications.map(\.replication) == [1, 2])
    let fresh = try await two.run()
    #expect(result.replications.map(\.fingerprint) == fresh.replications.map(\.fingerprint))
  }

  @Test("The journal of another run is set aside, whole, and says why")
  func strangers() async throws {
    defer { clean() }
    let folder = "\(place)/a"
    func check(_ reason: JournalStranger, _ number: Int, _ open: () throws -> RunJournal.Opening) async throws {
      try await interrupted(folder, replications: 1)
      let before = try data("\(folder)/run.journal/replications")
      #expect(try open() == .setAside(path: "\(folder)/run.journal.\(number)", reason))
      #expect(try data("\(folder)/run.journal.\(number)/replications") == before)
    }
    try await check(.version, 1) { try opening(folder, tool: "2") }
    try await check(.scenario, 2) { try opening(folder, text: "b") }
    try await check(.seed, 3) { try opening(folder, seed: 8) }
    try await check(.rows, 4) { try opening(folder, options: all) }
    // A scenario made in code has no text to know it by.
    try await check(.scenario, 5) { try opening(folder, text: "") }
    try await interrupted(folder, replications: 1)
    var bytes = try data("\(folder)/run.journal/replications")
    bytes[20] ^= 1
    try bytes.write(to: URL(fileURLWithPath: "\(folder)/run.journal/replications"))
    #expect(try opening(folder) == .setAside(path: "\(folder)/run.journal.6", .damaged))
  }

  @Test("One run at a time writes to a folder")
  func lock() throws {
    defer { clean() }
    let first = try ResultFolder(path: place)
    #expect(throws: ExperimentError.self) { try ResultFolder(path: place) }
    first.close()
    _ = try ResultFolder(path: place)
  }

  @Test("Results that were being replaced when the process died are there again, all of them", arguments: [1, 2])
  func killedWhileMoving(stage: Int) async throws {
    defer { clean() }
    let folder = "\(place)/a"
    let before = try await finish(folder, jobs: 1, options: ResultOptions()).files
    try await interrupted(folder, replications: 1)
    let moved = "\(folder)/run.journal/" + (stage == 1 ? "leaving" : "previous")
    let manager = FileManager.default
    try manager.createDirectory(atPath: moved, withIntermediateDirectories: false)
    for name in ResultFiles.ofRun where stage == 2 || ["manifest.json", "summary.csv"].contains(name) {
      guard manager.fileExists(atPath: "\(folder)/\(name)") else { continue }
      try manager.moveItem(atPath: "\(folder)/\(name)", toPath: "\(moved)/\(name)")
    }
    if stage == 2 {
      // New ones, of which one replaces nothing.
      for name in ["summary.csv", "issues.csv"] {
        try Data("new".utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
      }
    }
    #expect(try opening(folder) == .resumed(replications: 1, isDamaged: false))
    for (name, bytes) in before { #expect(try data("\(folder)/\(name)") == bytes, "\(name)") }
    #expect(!manager.fileExists(atPath: "\(folder)/issues.csv"))
  }
}
