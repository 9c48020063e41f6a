import CGSL
import RandomStreams
import TestSupport
import Testing

/// Neighbours differ in one field by one, which is the hardest case for a generator that scrambles counters.
@Suite("Independence of neighbouring addresses")
struct StreamIndependenceTests {
  enum Neighbour: CaseIterable, Sendable {
    case draw, visit, ordinal, place, type, purpose, replication, masterSeed
  }

  /// χ² of pairs in 16 × 16 cells; 40,000 pairs, about 156 in each.
  @Test("Pairs of neighbours fill the unit square evenly", arguments: Neighbour.allCases)
  func pairs(neighbour: Neighbour) {
    let stream = RandomStream(key: StreamKey(masterSeed: 20, replication: 30))
    let other = RandomStream(
      key: StreamKey(
        masterSeed: neighbour == .masterSeed ? 21 : 20, replication: neighbour == .replication ? 31 : 30))
    let pairs = 40_000
    var cells = Array(repeating: 0, count: 256)
    for index in 0..<pairs {
      func address(purpose: Int = 3, type: Int = 4, place: Int = 5, visit: Int = 6, step: Int = 0) -> StreamAddress {
        StreamAddress(
          purpose: StreamPurpose(rawValue: UInt8(purpose)), type: type, place: place, ordinal: 2 * index + step,
          visit: visit)
      }
      let first = stream.uniform(at: address())
      let second: Double
      switch neighbour {
      case .draw:
        stream.move(to: address())
        _ = stream.uniform()
        second = stream.uniform()
      case .visit: second = stream.uniform(at: address(visit: 7))
      case .ordinal: second = stream.uniform(at: address(step: 1))
      case .place: second = stream.uniform(at: address(place: 6))
      case .type: second = stream.uniform(at: address(type: 5))
      case .purpose: second = stream.uniform(at: address(purpose: 4))
      case .replication, .masterSeed: second = other.uniform(at: address())
      }
      cells[Int(first * 16) * 16 + Int(second * 16)] += 1
    }
    let counts = CellCounts(
      observed: cells, expected: Array(repeating: Double(pairs) / 256, count: 256))
    #expect(gsl_cdf_chisq_Q(counts.chiSquare, Double(counts.degreesOfFreedom)) > 1e-4)
  }
}
