import EventKernel
import StateStorage

/// How many issues of each type arose under each unit since projects were last chosen, and from when on projects cure it.
///
/// Invariants, checked by `checkInvariants()`: no count is negative; a cure begins at a time.
struct CauseLedger: ~Copyable {
  struct Cause: BitwiseCopyable {
    // As wide as the time, so that a saved row has no bytes that nobody wrote.
    var count = 0
    var curedFrom = Double.infinity
  }

  private var causes: FlatTable<Cause>
  private var firstUnit: Int
  private var typeCount: Int

  /// - Parameter units: those whose causes are counted; none where nobody chooses projects.
  init(units: Range<Int>, types: Int) {
    firstUnit = units.lowerBound
    typeCount = types
    causes = FlatTable(repeatElement(Cause(), count: units.count * types))
  }

  private func cell(_ unit: Int, _ type: Int) -> Int { (unit - firstUnit) * typeCount + type }

  mutating func count(type: Int, under unit: Int) { causes[cell(unit, type)].count += 1 }

  /// Gives how many arose, and counts anew from none.
  mutating func takeCount(type: Int, under unit: Int) -> Int {
    let cell = cell(unit, type)
    defer { causes[cell].count = 0 }
    return causes[cell].count
  }

  mutating func cure(type: Int, under unit: Int, from time: Double) { causes[cell(unit, type)].curedFrom = time }

  func isCured(type: Int, under unit: Int, at time: Double) -> Bool { time >= causes[cell(unit, type)].curedFrom }

  /// Says what is wrong with the inside, or `nil`.
  func checkInvariants() -> String? {
    for cell in causes.indices where causes[cell].count < 0 || causes[cell].curedFrom.isNaN {
      return "cause \(cell) arose \(causes[cell].count) times and is cured from \(causes[cell].curedFrom)"
    }
    return nil
  }
}

extension CauseLedger: Savable {
  func save(to writer: inout StateWriter) {
    writer.write([firstUnit, typeCount])
    causes.save(to: &writer)
  }

  init(from reader: inout StateReader) throws(SavedStateError) {
    self.init(units: 0..<0, types: 0)
    let numbers = try reader.read(rowsOf: Int.self)
    guard numbers.count == 2 else { throw .wrongLength(found: numbers.count, expected: 2) }
    firstUnit = numbers[0]
    typeCount = numbers[1]
    causes = try FlatTable(from: &reader)
    try reader.require(checkInvariants() == nil, of: "CauseLedger")
  }
}
