import Foundation

/// What a row of inputs came to.
public struct BatchReport: Codable, Sendable {
  public var inputs = 0
  public var refused = 0
  public var problems = 0
  public var valid = 0
  public var ran = 0
  public var byKind: [String: Int] = [:]
  /// Processor seconds of the slowest input, and its number.
  public var longest = 0.0
  public var longestNumber: UInt64 = 0
  public var peakBytes = 0
  public var processorSeconds = 0.0
  /// Of what was said and found, in order: two processes with other hash seeds must agree.
  public var digest: UInt64 = 0xCBF2_9CE4_8422_2325
  public var findings: [Finding] = []

  public struct Finding: Codable, Sendable {
    public var number: UInt64
    public var text: String

    public init(number: UInt64, text: String) {
      self.number = number
      self.text = text
    }
  }

  public init() {}

  public mutating func add(_ other: BatchReport) {
    inputs += other.inputs
    refused += other.refused
    problems += other.problems
    valid += other.valid
    ran += other.ran
    byKind.merge(other.byKind, uniquingKeysWith: +)
    if other.longest > longest { (longest, longestNumber) = (other.longest, other.longestNumber) }
    peakBytes = max(peakBytes, other.peakBytes)
    processorSeconds += other.processorSeconds
    findings += other.findings
  }

  mutating func add(_ outcome: FuzzOutcome) {
    switch outcome {
    case .refused(let count):
      refused += 1
      problems += count
    case .valid: valid += 1
    case .ran:
      valid += 1
      ran += 1
    }
  }

  mutating func mix(_ text: String) {
    for byte in text.utf8 { digest = (digest ^ UInt64(byte)) &* 0x100_0000_01B3 }
  }
}

extension FuzzProperty {
  /// Checks the inputs of some numbers, one after another.
  /// - `beginning`: told of each before it is checked.
  public func check(
    _ numbers: Range<UInt64>, beginning: (UInt64) -> Void = { _ in }
  ) async -> BatchReport {
    var report = BatchReport()
    let maker = maker
    for number in numbers {
      beginning(number)
      let start = CaseLimits.processorSeconds
      let input = maker.make(number)
      do {
        let outcome = try await check(input)
        report.add(outcome)
        report.mix("\(outcome)")
      } catch {
        report.findings.append(.init(number: number, text: "\(error)"))
      }
      report.inputs += 1
      report.byKind[input.kind.rawValue, default: 0] += 1
      let seconds = CaseLimits.processorSeconds - start
      report.processorSeconds += seconds
      if seconds > report.longest { (report.longest, report.longestNumber) = (seconds, number) }
    }
    report.peakBytes = CaseLimits.peakBytes
    return report
  }
}
