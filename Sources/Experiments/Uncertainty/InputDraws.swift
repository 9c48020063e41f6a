import IssueFlow
import RandomStreams

/// Inputs of plausible cities, drawn from their ranges, and the grounds on which they stand.
///
/// A number depends on the seed, the input's path and the city's number: inputs that are added or removed do not move the
/// others, and two policies meet the same cities.
struct InputDraws: Sendable {
  let inputs: [InputRange]
  let seed: UInt32

  /// The numbers of a city, one for each input.
  func numbers(ofCity city: Int) -> [Double] {
    inputs.map { $0.quantile(uniform($0.path, city: city)) }
  }

  /// What selects a city's ground in place of `city.seed`.
  func ground(ofCity city: Int, isTwin: Bool = false) -> UInt32 {
    UInt32(uniform(isTwin ? "city.seed of the twin" : "city.seed", city: city) * 0x1p32)
  }

  private func uniform(_ path: String, city: Int) -> Double {
    let stream = RandomStream(key: StreamKey(masterSeed: seed, replication: 0))
    // 48 bits of the path's hash: two inputs share their luck only if all of them agree.
    let hash = ContentHash.fnv1a64(Array(path.utf8))
    return stream.uniform(
      at: StreamAddress(
        purpose: FlowPurpose.uncertainty.stream, type: Int(hash & 0xFF), place: Int(hash >> 8 & 0xFF_FFFF),
        ordinal: city, visit: Int(hash >> 32 & 0xFFFF)))
  }

  /// A shuffle of so many cities by its number, for tests of whether an input matters.
  func shuffle(_ number: Int, of count: Int, kind: Int = 0) -> [Int] {
    let stream = RandomStream(key: StreamKey(masterSeed: seed, replication: 0))
    var order = Array(0..<count)
    for last in stride(from: count - 1, to: 0, by: -1) {
      let u = stream.uniform(
        at: StreamAddress(
          purpose: FlowPurpose.uncertainty.stream, type: kind, place: number, ordinal: last + 1 << 24))
      order.swapAt(last, Int(u * Double(last + 1)))
    }
    return order
  }
}
