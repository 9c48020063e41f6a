import Testing

@testable import IssueFlow

/// Rows that never move.
@Suite("Slot table")
struct SlotTableTests {
  @Test("The pointer to a row holds while the table grows")
  func stable() {
    var table = SlotTable<Int>()
    let first = table.take(7)
    let row = table.row(Int(first))
    for number in 0..<5000 { _ = table.take(number) }
    row.pointee += 1
    #expect(table[0] == 8 && table.row(0) == row)
    #expect((0..<5000).map { table[$0 + 1] } == Array(0..<5000))
  }

  @Test("An entry given back is taken again first, and keeps its row until then")
  func reuse() {
    var table = SlotTable<Int>()
    let numbers = (0..<600).map { table.take($0) }
    #expect(numbers.map(Int.init) == Array(0..<600))
    table.give(back: 300)
    table.give(back: 20)
    #expect(table[300] == 300 && table.taken == 598)
    let again = [-1, -2, -3].map { table.take($0) }
    #expect(again == [20, 300, 600])
    #expect(table[20] == -1 && table[300] == -2)
    #expect(table.checkInvariants() == nil)
  }

  @Test("An entry that is given back twice is found")
  func twice() {
    var table = SlotTable<Int>()
    _ = table.take(1)
    table.give(back: 0)
    table.give(back: 0)
    #expect(table.checkInvariants() == "entry 0 is free twice")
  }

  @Test("A table that was read gives the same numbers")
  func saving() throws {
    var table = SlotTable<Int>()
    for number in 0..<700 { _ = table.take(number) }
    for number in [5, 650, 33] as [Int32] { table.give(back: number) }
    let bytes = saved(table)
    var other = try read(SlotTable<Int>.self, from: bytes)
    #expect(saved(other) == bytes)
    let numbers = (0..<4).map { table.take($0) }
    let others = (0..<4).map { other.take($0) }
    #expect(numbers == others)
  }
}
