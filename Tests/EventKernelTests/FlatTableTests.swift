import EventKernel
import Testing

@Suite("FlatTable")
struct FlatTableTests {
  @Test("It grows beyond its first storage and keeps its rows")
  func growth() {
    var table = FlatTable<Int>()
    for number in 0..<1_000 { table.append(number) }
    #expect(table.count == 1_000 && table.indices == 0..<1_000)
    #expect(table.withRows { Array($0) } == Array(0..<1_000))
    table[17] += 5
    #expect(table[17] == 22)
    let last = [table.popLast(), table.removeLast()]
    #expect(last == [999, 998])
  }

  @Test("It keeps and lets go of rows that are references")
  func references() {
    final class Row {}
    weak var kept: Row?
    weak var dropped: Row?
    do {
      let rows = [Row(), Row(), Row()]
      (dropped, kept) = (rows[0], rows[2])
      var table = FlatTable(rows)
      _ = consume rows
      table.removeFirst(2)
      #expect(table.count == 1)
      #expect(kept != nil && dropped == nil)
      #expect(table[0] === kept)
    }
    #expect(kept == nil)
  }

  @Test("A copy has its own rows")
  func copying() {
    var table = FlatTable([1, 2, 3])
    let other = table.copy()
    table[0] = 9
    table.removeAll()
    let last = table.popLast()
    #expect(table.count == 0 && last == nil)
    #expect(other.withRows { Array($0) } == [1, 2, 3])
  }

  @Test("Removing the first rows moves the others up")
  func removeFirst() {
    var table = FlatTable(Array(0..<40))
    table.removeFirst(0)
    table.removeFirst(33)
    table.append(40)
    #expect(table.withRows { Array($0) } == [33, 34, 35, 36, 37, 38, 39, 40])
    table.removeFirst(8)
    #expect(table.count == 0)
  }

  @Test("A row that does not exist stops the program")
  func noSuchRow() async {
    await #expect(processExitsWith: .failure) {
      let table = FlatTable([1])
      _ = table[table.count]
    }
  }
}
