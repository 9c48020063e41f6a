import Foundation
import Fuzzing

/// Batches of inputs, each in a process of its own; whatever ends a process or breaks a rule is kept as a file.
struct Campaign {
  let options: FuzzOptions

  func run() async throws {
    let shipped = try options.shipped()
    let maker = try await FuzzProperty(shipped).maker
    let mark = "\(shipped.folder)/mark"
    try FileManager.default.createDirectory(atPath: options.findings, withIntermediateDirectories: true)
    var total = BatchReport()
    var broken: [String: Int] = [:]
    let begin = Date()
    let end = options.first + options.inputs
    var next = options.first
    var batches: UInt64 = 0
    var said = begin
    func keep(_ number: UInt64, _ what: String, _ text: String) throws {
      broken[what, default: 0] += 1
      let input = maker.make(number)
      let name = Corpus.name(of: input, what: "\(what)-\(number)")
      try Data(input.bytes).write(to: URL(fileURLWithPath: "\(options.findings)/\(name)"))
      print("\(what): \(number) (\(input.kind.rawValue) \(input.base)): \(text.prefix(300))")
      fflush(nil)
    }
    while next < end {
      let upper = min(end, next + options.batch)
      let words = options.paths + ["--batch", "\(next)", "\(upper)", mark]
      let ending = try ChildProcess.run(words)
      guard ending.isSound, let report = try? JSONDecoder().decode(BatchReport.self, from: ending.output) else {
        let number = Campaign.number(in: mark) ?? next
        try keep(number, ending.what, "the process ended with \(ending.code)")
        // What came before it in the batch is sound; it is made again so that it is counted.
        if number > next { try recount(next..<number, mark, &total) }
        total.inputs += 1
        next = max(next, number) + 1
        continue
      }
      for finding in report.findings { try keep(finding.number, "broken", finding.text) }
      if batches % options.twiceEvery == 0, let again = try? ChildProcess.run(words), again.isSound,
        let second = try? JSONDecoder().decode(BatchReport.self, from: again.output), second.digest != report.digest
      {
        broken["differs", default: 0] += 1
        print("differs: another process read some of \(next)..<\(upper) in another way")
      }
      total.add(report)
      next = upper
      batches += 1
      if Date().timeIntervalSince(said) > 30 {
        said = Date()
        say(total, broken, since: begin)
      }
    }
    say(total, broken, since: begin)
    let log = "\(options.findings)/report.json"
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    try encoder.encode(total).write(to: URL(fileURLWithPath: log))
    shipped.remove()
    exit(broken.isEmpty ? 0 : 1)
  }

  private func recount(_ numbers: Range<UInt64>, _ mark: String, _ total: inout BatchReport) throws {
    let ending = try ChildProcess.run(
      options.paths + ["--batch", "\(numbers.lowerBound)", "\(numbers.upperBound)", mark])
    if let report = try? JSONDecoder().decode(BatchReport.self, from: ending.output) { total.add(report) }
  }

  private static func number(in mark: String) -> UInt64? {
    guard let data = FileManager.default.contents(atPath: mark), data.count == 8 else { return nil }
    return data.withUnsafeBytes { $0.loadUnaligned(as: UInt64.self) }
  }

  private func say(_ total: BatchReport, _ broken: [String: Int], since begin: Date) {
    let seconds = Date().timeIntervalSince(begin)
    let kinds = broken.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
    print(
      """
      \(total.inputs) inputs in \(Int(seconds)) s (\(Int(total.processorSeconds)) s of processor): \(total.refused) refused \
      with \(total.problems) problems, \(total.valid) valid, \(total.ran) run; slowest \(String(format: "%.2f", total.longest)) s \
      (\(total.longestNumber)), peak \(total.peakBytes / 1_048_576) MB; \(kinds.isEmpty ? "nothing broken" : kinds)
      """)
    fflush(nil)
  }
}
