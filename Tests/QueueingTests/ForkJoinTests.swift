import Queueing
import TestSupport
import Testing

@Suite("ForkJoin")
struct ForkJoinTests {
  @Test("The last branch to end joins")
  func join() {
    var joins = ForkJoin()
    let (first, second) = (joins.fork(into: 3), joins.fork(into: 1))
    #expect(first != second)
    let ends = [first, second, first, first].map { joins.endBranch(of: $0) }
    #expect(ends == [false, true, false, true])
  }

  @Test("A join that is done gives its name to another, which starts afresh")
  func reuse() {
    var joins = ForkJoin()
    let first = joins.fork(into: 2)
    let other = joins.fork(into: 2)
    let firstEnds = [joins.endBranch(of: first), joins.endBranch(of: first)]
    #expect(firstEnds == [false, true])
    let again = joins.fork(into: 3)
    #expect(again == first && again != other)
    let ends = (0..<3).map { _ in joins.endBranch(of: again) }
    #expect(ends == [false, false, true])
    #expect(joins.endBranch(of: other) == false)
  }

  @Test("Forks under way at once never share a name")
  func names() {
    var random = SeededGenerator(seed: 5)
    var joins = ForkJoin()
    var left: [Int32: Int] = [:]
    var most = 0
    for _ in 0..<3_000 {
      if left.count < 20, random.happens(0.4) {
        let branches = 1 + random.below(4)
        let join = joins.fork(into: branches)
        #expect(left[join] == nil)
        left[join] = branches
        most = max(most, left.count)
      } else if let (join, branches) = left.sorted(by: { $0.key < $1.key }).randomElement(using: &random) {
        let isLast = joins.endBranch(of: join)
        #expect(isLast == (branches == 1))
        left[join] = branches == 1 ? nil : branches - 1
      }
      #expect(joins.checkInvariants() == nil)
    }
    // Names are given back: no more were ever made than were in use at once.
    #expect(left.keys.allSatisfy { $0 < most })
  }

  @Test("A branch that is not under way cannot end")
  func noBranch() async {
    await #expect(processExitsWith: .failure) {
      var joins = ForkJoin()
      let join = joins.fork(into: 1)
      _ = joins.endBranch(of: join)
      _ = joins.endBranch(of: join)
    }
  }
}
