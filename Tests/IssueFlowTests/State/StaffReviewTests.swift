import Testing

@testable import IssueFlow

@Suite("Reviews of a city's staff")
struct StaffReviewTests {
  private func moves(
    _ places: [(servers: Int, waiting: Int)], share: Double = 1, threshold: Double = 1
  ) -> [String] {
    let review = StaffReview(time: 0, tier: 0, share: share, threshold: threshold)
    return review.moves(
      among: places.enumerated().map { StaffReview.Place(station: $0, servers: $1.servers, waiting: $1.waiting) }
    ).map { "\($0.from)>\($0.to)" }
  }

  @Test("A worker goes from where fewest wait for each to where most do")
  func worst() {
    // The second station has two then, and four and a half in line for each; at the third a third of one waits.
    #expect(moves([(2, 0), (1, 9), (3, 1)]) == ["0>1", "2>1", "2>1"])
    #expect(moves([(3, 0), (1, 9)]) == ["0>1", "0>1"])
  }

  @Test("Nobody leaves a station where he is alone, nor one that is nearly as far behind")
  func limits() {
    #expect(moves([(1, 0), (1, 9)]).isEmpty)
    #expect(moves([(2, 10), (1, 9)]).isEmpty)
    #expect(moves([(2, 0), (2, 2)], threshold: 1).isEmpty)
    #expect(moves([]).isEmpty)
  }

  @Test("No more are moved than the share of all workers, rounded down")
  func share() {
    #expect(moves([(5, 0), (1, 90)], share: 0.34) == ["0>1", "0>1"])
    #expect(moves([(5, 0), (1, 90)], share: 0.16).isEmpty)
  }

  @Test("Ties go to the lower station")
  func ties() {
    #expect(moves([(2, 0), (2, 0), (1, 9), (1, 9)], share: 0.17) == ["0>2"])
  }
}
