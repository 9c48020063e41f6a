import OutputAnalysis
import ScenarioLanguage

/// The numbers of an earlier run, from its `summary.csv`, against which a later one is held.
public struct Baseline: Sendable {
  /// A number of the earlier run.
  struct Row: Sendable {
    let name: String
    let mean: Double
    let halfWidth: Double?
    let n: Int
  }

  /// A number that moved by more than its interval allows, or is gone.
  public struct Move: Hashable, Sendable {
    public let name: String
    public let before: Double
    /// `nil` when the later run has no such number.
    public let now: Double?
    /// How far it may move; 0 where neither run varies.
    public let allowed: Double
  }

  let rows: [Row]
  public let path: String

  /// Why a file is no baseline.
  public enum Failure: Error, Hashable, Sendable {
    /// It is no table; a line of 0 is the file itself.
    case table(path: String, line: Int, LocalizedText)
    /// The columns that it should have.
    case columns(path: String, missing: [String])
    case number(path: String, line: Int, text: String)
  }

  /// Reads `summary.csv` of a run.
  public init(path: String) throws(Failure) {
    self.path = path
    let wanted = ["response", "class", "mean", "half_width", "n"]
    let table: PlainTable
    do throws(PlainTable.Fault) {
      table = try PlainTable(path: path, wanted: Set(wanted))
    } catch {
      throw .table(path: path, line: error.line, error.sentence)
    }
    let places = wanted.map { table.header.firstIndex(of: $0) }
    let missing = zip(wanted, places).filter { $0.1 == nil }.map(\.0)
    guard missing.isEmpty else { throw .columns(path: path, missing: missing) }
    let columns = places.compactMap { $0 }
    var rows: [Row] = []
    for (line, cells) in table.rows {
      func cell(_ column: Int) -> String { cells[columns[column]] }
      // What was never observed has no mean, and can be held against nothing.
      if cell(2).isEmpty { continue }
      guard let mean = Double(cell(2)), mean.isFinite, let n = Int(cell(4)), n > 0 else {
        throw .number(path: path, line: line, text: Double(cell(2)) == nil ? cell(2) : cell(4))
      }
      guard let half = cell(3).isEmpty ? .some(nil) : Double(cell(3)).map(Optional.some) else {
        throw .number(path: path, line: line, text: cell(3))
      }
      let name = cell(1).isEmpty ? cell(0) : "\(cell(0)).\(cell(1))"
      rows.append(Row(name: name, mean: mean, halfWidth: half, n: n))
    }
    self.rows = rows
  }

  /// The numbers of a run that moved.
  ///
  /// The two runs are taken as independent: a number moved when its difference lies outside Welch's interval, at the
  /// confidence of the run shared over all numbers (Bonferroni). A run of which every replication gave the same has no
  /// standard error; then the other must also differ from it more often than a shuffle of both runs' replications would,
  /// by Fisher's exact test. What follows from the scenario without luck, and what each run saw once only, must
  /// agree to nine digits.
  public func moves(to result: ExperimentResult) -> [Move] {
    let each = Bonferroni.confidence(family: result.confidence, comparisons: max(1, rows.count))
    let plan = MeasurementPlan(model: result.model)
    let now = Dictionary(result.summary.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    return rows.compactMap { row in
      guard let other = now[row.name], let mean = other.mean else {
        return Move(name: row.name, before: row.mean, now: nil, allowed: 0)
      }
      let allowed = Baseline.allowed(
        (row.halfWidth, row.n), (other.halfWidth, other.n), confidence: result.confidence, each: each)
      let slack = max(allowed, 1e-9 * max(abs(row.mean), abs(mean)))
      return abs(mean - row.mean) > slack && Baseline.tells(row, other, in: result, plan: plan, error: 1 - each)
        ? Move(name: row.name, before: row.mean, now: mean, allowed: allowed) : nil
    }
  }

  /// Whether a difference from a run in which nothing varied says more than that few replications were made.
  private static func tells(
    _ row: Row, _ other: SummaryRow, in result: ExperimentResult, plan: MeasurementPlan, error: Double
  ) -> Bool {
    let support = other.response.support(in: plan)
    guard row.n > 1, support.lowerBound < support.upperBound else { return true }
    guard (row.halfWidth ?? 0) == 0 else { return true }
    let values = result.replications.compactMap { $0.value(of: other.response, other.responseClass) }
    let different = values.count { abs($0 - row.mean) > 1e-9 * max(abs(row.mean), abs($0)) }
    return chanceOfSplit(same: row.n + values.count - different, others: different, inSecond: values.count) <= error / 2
  }

  /// The chance that, of replications shuffled over two runs, all that differ fall into the second: Fisher's exact test.
  static func chanceOfSplit(same: Int, others: Int, inSecond count: Int) -> Double {
    guard others <= count else { return 0 }
    return (0..<others).reduce(1) { $0 * Double(count - $1) / Double(same + others - $1) }
  }

  private static func allowed(
    _ a: (half: Double?, n: Int), _ b: (half: Double?, n: Int), confidence: Double, each: Double
  ) -> Double {
    func squaredError(_ half: Double?, _ n: Int) -> Double {
      guard let half, n > 1 else { return 0 }
      let t = StudentT.quantile(1 - (1 - confidence) / 2, degreesOfFreedom: Double(n - 1))
      return (half / t) * (half / t)
    }
    let (u, v) = (squaredError(a.half, a.n), squaredError(b.half, b.n))
    guard u + v > 0 else { return 0 }
    let freedom = (u + v) * (u + v) / (u * u / Double(max(1, a.n - 1)) + v * v / Double(max(1, b.n - 1)))
    return StudentT.quantile(1 - (1 - each) / 2, degreesOfFreedom: max(1, freedom)) * (u + v).squareRoot()
  }
}
