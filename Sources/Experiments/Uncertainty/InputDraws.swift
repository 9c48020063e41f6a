import IssueFlow
import RandomStreams

/// Inputs of plausible cities, drawn from their ranges.
///
/// A number depends on the seed, the input's path and the city's number: inputs that are added or removed do not move the
/// others, and two policies meet the same cities.
struct InputDraws: Sendable {
  let inputs: [InputRange]
  let seed: UInt32

  /// The numbers of a city, one for each input.
  func numbers(ofCity city: Int) -> [Double] {
    let stream = RandomStream(key: StreamKey(masterSeed: seed, replication: 0))
    return inputs.map { input in
      // 48 bits of the path's hash: two inputs share their luck only if all of them agree.
      let hash = ContentHash.fnv1a64(Array(input.path.utf8))
      let address = StreamAddress(
        purpose: FlowPurpose.uncertainty.stream, type: Int(hash & 0xFF), place: Int(hash >> 8 & 0xFF_FFFF),
        ordinal: city, visit: Int(hash >> 32 & 0xFFFF))
      return input.quantile(stream.uniform(at: address))
    }
  }
}
